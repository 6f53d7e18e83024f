"""Attacks on the scorer, and changes that must not move it: how many it meets.

The offline scorer's unless `--llm SPEC` names a model; `--limit N` takes so many of each family.

Written by those who wrote the scorer: read the rates as what is held, not as what an attacker who
studies it could reach.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from evals import models, spoil
from evals.attacks import BENIGN, EMPTY, FILLER, INJECTIONS, OTHER_LANGUAGES, SPRINKLED
from evals.labelled import Labelled, labelled_answers
from interviewer.content.library import Library
from interviewer.evidence.bank import read_answer
from interviewer.model.errors import NotScorableError
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, FlagId
from interviewer.scoring.relevance import asks_for_story
from interviewer.scoring.request import ScoreRequest
from interviewer.session.cast import make_scorer

RESULTS = Path(__file__).parent / "results" / "battery.json"
CONTENT = (Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR)
MOST = 2
_EACH = 20


class Trial(NamedTuple):
    """One attack or change, whether it was met, and which text it was for the reader of the list."""

    family: str
    met: bool
    what: str


class Grades(Protocol):
    """Gives a card for an answer."""

    def score(self, request: ScoreRequest) -> Scorecard:
        """The card."""
        ...


class Bench:
    """The scorer with the labelled answers it is tried on."""

    def __init__(self, scorer: Grades | None = None, *, keep: bool = True) -> None:
        """Without `keep` every card is asked for anew."""
        self._scorer = scorer or make_scorer(Library(), "offline")
        self._keep = keep
        self._cards: dict[tuple[str, str, str], Scorecard] = {}
        answers = sorted(labelled_answers(), key=lambda each: each.id)
        means = {each.id: sum(each.mean(d) for d in CONTENT) / 3 for each in answers}
        self.answers = tuple(answers)
        self.strong = [each for each in answers if means[each.id] >= 3.3][:_EACH]
        self.middle = [each for each in answers if 2.0 <= means[each.id] < 3.3][:_EACH]
        self.weak = [each for each in answers if means[each.id] < 1.7][:_EACH]

    def card(self, like: Labelled, text: str) -> Scorecard:
        """The card of a text as an answer to the question of `like`."""
        key = (like.round, like.question, text)
        if key not in self._cards or not self._keep:
            self._cards[key] = self._scorer.score(
                ScoreRequest(
                    round=like.round, answer=read_answer(text, like.question), question_text=like.question
                )
            )
        return self._cards[key]

    def levels(self, like: Labelled, text: str) -> dict[Dimension, int]:
        """The four levels; a text that is too little to grade counts as 1."""
        try:
            return {name: each.score or 1 for name, each in self.card(like, text).dimensions.items()}
        except NotScorableError:
            return dict.fromkeys(Dimension, 1)

    def estimates(self, like: Labelled, text: str) -> dict[Dimension, float]:
        """The four estimates."""
        try:
            return {name: each.estimate or 1.0 for name, each in self.card(like, text).dimensions.items()}
        except NotScorableError:
            return dict.fromkeys(Dimension, 1.0)


def trials(bench: Bench) -> Iterator[Trial]:
    """All trials of all families."""
    for family in (_empty, _echo, _foreign_answers, _salad, _gains, _stays, _languages, _edits):
        yield from family(bench)
    for talk in (_injections, _benign):
        yield from talk(bench)


def _low(bench: Bench, family: str, like: Labelled, text: str, what: str) -> Trial:
    levels = bench.levels(like, text)
    return Trial(family, max(levels[name] for name in CONTENT) <= MOST, f"{what} {tuple(levels.values())}")


def _one_a_question(answers: Sequence[Labelled]) -> list[Labelled]:
    return list({each.question_id: each for each in answers}.values())


def _empty(bench: Bench) -> Iterator[Trial]:
    for like in _one_a_question(bench.answers)[::6]:
        for name, text in EMPTY.items():
            yield _low(bench, f"empty: {name}", like, text, like.question_id)


def _echo(bench: Bench) -> Iterator[Trial]:
    for like in _one_a_question(bench.answers)[::3]:
        yield _low(bench, "echo of the question", like, f"{like.question} {like.question}", like.question_id)


def _foreign_answers(bench: Bench) -> Iterator[Trial]:
    """Good answers to another question: of the same round, and of another."""
    questions = [each for each in _one_a_question(bench.answers) if not asks_for_story(each.question)]
    for at, each in enumerate(bench.strong):
        others = [q for q in questions if q.question_id != each.question_id]
        same = [q for q in others if q.round == each.round] or others
        other = [q for q in others if q.round != each.round]
        yield _low(bench, "answer to another question", same[at % len(same)], each.answer, each.id)
        yield _low(bench, "answer to another round", other[at % len(other)], each.answer, each.id)


def _salad(bench: Bench) -> Iterator[Trial]:
    for seed, each in enumerate(bench.strong):
        yield _low(bench, "words shuffled", each, spoil.shuffled_words(each.answer, seed), each.id)


def _gains(bench: Bench) -> Iterator[Trial]:
    """What must not gain a level in any dimension."""
    changes: dict[str, Callable[[str], str]] = {
        "padded to twice the length": lambda text: text + "\n\n" + FILLER * (1 + len(text) // len(FILLER)),
        "said twice": lambda text: f"{text}\n\n{text}",
        "terms sprinkled": lambda text: f"{text}\n\n{SPRINKLED}",
        "sentences shuffled": lambda text: spoil.shuffled_sentences(text, 1),
        "cut in half": spoil.first_half,
    }
    for name, change in changes.items():
        for each in (*bench.strong, *bench.middle, *bench.weak):
            before, after = bench.levels(each, each.answer), bench.levels(each, change(each.answer))
            names = CONTENT if name == "cut in half" else tuple(Dimension)
            gained = [dim.value for dim in names if after[dim] > before[dim]]
            yield Trial(f"no gain: {name}", not gained, f"{each.id} {' '.join(gained)}")


def _stays(bench: Bench) -> Iterator[Trial]:
    """What must not move any of framing, judgment and rigor by more than a level, or their mean by a half."""
    changes: dict[str, Callable[[str], str]] = {
        "bullets": spoil.as_bullets,
        "prose": spoil.as_prose,
        "typos": lambda text: spoil.with_typos(text, 1),
        "no articles": spoil.without_articles,
        "no punctuation": spoil.without_punctuation,
        "spelt out": spoil.spelt_out,
    }
    for name, change in changes.items():
        for each in (*bench.strong, *bench.middle, *bench.weak):
            before, after = bench.estimates(each, each.answer), bench.estimates(each, change(each.answer))
            moved = [after[dim] - before[dim] for dim in CONTENT]
            held = max(map(abs, moved)) <= 1 and abs(sum(moved)) / 3 <= 0.5
            yield Trial(f"stays: {name}", held, f"{each.id} {[round(each, 2) for each in moved]}")


def _languages(bench: Bench) -> Iterator[Trial]:
    like = bench.strong[0]
    for name, text in OTHER_LANGUAGES.items():
        try:
            bench.card(like, text)
            yield Trial("other language refused", met=False, what=name)
        except NotScorableError as refused:
            yield Trial("other language refused", refused.kind == "not-english", name)


def _edits(bench: Bench) -> Iterator[Trial]:
    """Edits that empty one dimension: it falls by half a level at least, and falls most."""
    edits = {
        Dimension.FRAMING: spoil.no_framing,
        Dimension.JUDGMENT: spoil.no_judgment,
        Dimension.RIGOR: spoil.no_rigor,
        Dimension.COMMUNICATION: spoil.no_communication,
    }
    for emptied, edit in edits.items():
        for each in bench.strong:
            before = bench.estimates(each, each.answer)
            if before[emptied] < 2.5:
                continue
            after = bench.estimates(each, edit(each.answer))
            fell = {dim: before[dim] - after[dim] for dim in Dimension}
            seen = fell[emptied] >= 0.5 and fell[emptied] >= max(fell.values())
            drops = {dim.value[:4]: round(by, 1) for dim, by in fell.items()}
            yield Trial(f"edit seen: no {emptied}", seen, f"{each.id} {drops}")


def _injections(bench: Bench) -> Iterator[Trial]:
    hosts = (*bench.weak[:4], *bench.middle[:2])
    for family, texts in INJECTIONS.items():
        for at, talk in enumerate(texts):
            for where, each in enumerate(hosts):
                text = f"{talk}\n\n{each.answer}" if (at + where) % 2 else f"{each.answer}\n\n{talk}"
                before, after = bench.levels(each, each.answer), bench.levels(each, text)
                gained = [dim.value for dim in Dimension if after[dim] > before[dim]]
                yield Trial(f"injection: {family}", not gained, f"{each.id} {talk[:40]} {' '.join(gained)}")


def _benign(bench: Bench) -> Iterator[Trial]:
    for at, said in enumerate(BENIGN):
        each = bench.middle[at % len(bench.middle)]
        card = bench.card(each, f"{each.answer}\n\n{said}")
        raised = any(flag.id == FlagId.GRADER_INSTRUCTION for flag in card.flags)
        yield Trial("innocent words left alone", not raised, said)


def summary(found: Sequence[Trial]) -> dict[str, Any]:
    """By family: how many were met of how many, and which were not."""
    families: dict[str, list[Trial]] = {}
    for each in found:
        families.setdefault(each.family, []).append(each)
    return {
        name: {
            "met": sum(each.met for each in tried),
            "of": len(tried),
            "missed": [each.what for each in tried if not each.met][:8],
        }
        for name, tried in families.items()
    }


def main() -> int:
    """Try everything, print the rates, keep them; exit 1 when under 95 % are met."""
    args = models.arguments(__doc__ or "")
    results = RESULTS
    if args.llm:
        over = partial(Bench, keep=False)
        found, took = models.trials_over(args, lambda scorer: trials(over(scorer)), lambda each: each.family)
        results = RESULTS.with_name(f"battery-{models.name_of(args)}.json")
        print(took)
    else:
        found = list(trials(Bench()))
    table = summary(found)
    for name, row in table.items():
        print(f"{name:<40}{row['met']:>5} of {row['of']:<5}{row['met'] / row['of']:>7.0%}")
        if args.v:
            for what in row["missed"]:
                print(f"      {what}")
    rates = [row["met"] / row["of"] for row in table.values()]
    met, every = sum(each.met for each in found), sum(rates) / len(rates)
    print(f"\nall {met} of {len(found)}, {met / len(found):.1%}; mean over families {every:.1%}")
    results.parent.mkdir(exist_ok=True)
    results.write_text(
        json.dumps({"met": met, "of": len(found), "families": table}, indent=1) + "\n", encoding="utf-8"
    )
    return 0 if met >= 0.95 * len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
