"""How far the offline scorer agrees with blind readers, beside a scorer that only counts words.

Prints, per set and dimension, the quadratic weighted kappa, exact and adjacent agreement and the mean
absolute error, then each flag's precision and recall. No coefficient of the scorer was fitted to these
answers, but their patterns were written by people who had read part of them: read the figures as an
upper bound. What they can show and what not is said in evals/calibration/README.md.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from sklearn.metrics import cohen_kappa_score

from evals.labelled import Labelled, labelled_answers
from interviewer.content.library import Library
from interviewer.evidence.bank import read_answer
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, FlagId
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.scorer import Scorer
from interviewer.session.cast import make_scorer

READERS_WORDS: dict[FlagId, frozenset[str]] = {
    FlagId.SYSTEM_DESIGN_ANSWER: frozenset({"system_design"}),
    FlagId.MODEL_METRIC_OVER_OUTCOME: frozenset({"model_metric"}),
    FlagId.NO_USER: frozenset({"no_user"}),
    FlagId.NO_METRIC: frozenset({"no_metric"}),
    FlagId.NO_DECISION: frozenset({"no_decision"}),
    FlagId.DEFERS_DECISION: frozenset({"no_decision"}),
    FlagId.DIFFICULTY_OVER_VALUE: frozenset({"difficulty_priority"}),
    FlagId.HOLLOW: frozenset({"hollow"}),
    FlagId.WE_ONLY: frozenset({"we_only"}),
    FlagId.NO_RESULT: frozenset({"no_result"}),
    FlagId.OFF_QUESTION: frozenset({"off_question"}),
}
# Rounds that have no rubric of their own yet are graded by the nearest one.
STAND_INS = {
    "leadership-drive": "behavioral",
    "hiring-manager-screen": "product-sense",
    "recruiter-screen": "behavioral",
    "ml-fundamentals": "execution",
}


def score_all(answers: tuple[Labelled, ...], scorer: Scorer | None = None) -> list[Scorecard]:
    """The offline scorecard of each answer, in order."""
    scorer = scorer or make_scorer(Library(), "offline")
    return [
        scorer.score(
            ScoreRequest(
                id=each.id,
                round=STAND_INS.get(each.round, each.round),
                answer=read_answer(each.answer, each.question),
                question_text=each.question,
            )
        )
        for each in answers
    ]


def kappa(truth: Sequence[int], guess: Sequence[int]) -> float:
    """Quadratic weighted kappa over levels 1 to 4; 1 is perfect, 0 is chance."""
    return float(cohen_kappa_score(truth, guess, weights="quadratic", labels=[1, 2, 3, 4]))


def by_length(answers: list[Labelled]) -> list[int]:
    """The baseline that must lose: quarters of the number of words."""
    lengths = sorted(len(each.answer.split()) for each in answers)
    cuts = [lengths[len(lengths) * part // 4] for part in (1, 2, 3)]
    return [1 + sum(len(each.answer.split()) >= cut for cut in cuts) for each in answers]


def print_agreement(name: str, answers: list[Labelled], cards: list[Scorecard]) -> None:
    """One block of the table."""
    length = by_length(answers)
    for dimension in Dimension:
        truth = [each.level(dimension) for each in answers]
        guess = [card.dimensions[dimension].score or 1 for card in cards]
        means = [each.mean(dimension) for each in answers]
        estimates = [card.dimensions[dimension].estimate or 1.0 for card in cards]
        apart = [abs(a - b) for a, b in zip(truth, guess, strict=True)]
        error = sum(abs(a - b) for a, b in zip(means, estimates, strict=True)) / len(answers)
        near = sum(a <= 1 for a in apart) / len(apart)
        figures = (kappa(truth, length), apart.count(0) / len(apart), near)
        columns = "".join(f"{figure:>8.2f}" for figure in figures)
        print(f"{name:<8}{len(answers):>5}  {dimension:<14}{kappa(truth, guess):>8.2f}{columns}{error:>8.2f}")


def print_flags(answers: tuple[Labelled, ...], cards: list[Scorecard]) -> None:
    """Each flag against the readers' majority; counts where there are too few for rates."""
    print(f"\n{'flag':<28}{'raised':>7}{'right':>7}{'readers':>9}")
    for flag, words in READERS_WORDS.items():
        truth = [each.flagged(words) for each in answers]
        raised = [any(each.id == flag for each in card.flags) for card in cards]
        right = sum(a and b for a, b in zip(truth, raised, strict=True))
        print(f"{flag:<28}{sum(raised):>7}{right:>7}{sum(truth):>9}")


def main() -> int:
    """Score everything and print the tables."""
    answers = labelled_answers()
    cards = score_all(answers)
    titles = "".join(f"{title:>8}" for title in ("kappa", "length", "exact", "near", "error"))
    print(f"{'set':<8}{'n':>5}  {'dimension':<14}{titles}")
    for name in (*sorted({each.set for each in answers}), "all"):
        chosen = [at for at, each in enumerate(answers) if name in (each.set, "all")]
        print_agreement(name, [answers[at] for at in chosen], [cards[at] for at in chosen])
    hire = [each.hired for each in answers]
    ours = [card.recommendation in ("hire", "strong-hire") for card in cards]
    decided = [at for at, card in enumerate(cards) if card.recommendation != "undecided"]
    same = sum(hire[at] == ours[at] for at in decided)
    undecided = len(cards) - len(decided)
    print(f"\nsame side of hire and no-hire: {same} of {len(decided)} decided, {undecided} undecided")
    print_flags(answers, cards)
    return 0


if __name__ == "__main__":
    sys.exit(main())
