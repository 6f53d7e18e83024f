"""How far a scorer agrees with blind readers: the offline one on answers it was not fitted on.

With `--llm SPEC` a model, by prompts that saw no label; `--limit N` takes so many answers. Offline
twice: on questions the fit had not seen (ten folds), and across sets, each graded by a fit on the others.
Prints tables, and writes them with a plot to evals/results. What the labels can show and what not is said
in docs/accuracy.md.
"""

from __future__ import annotations

import json
import statistics
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from evals import baselines, held_out, models
from evals import statistics as figures
from evals.folds import Split, question_folds, set_folds
from evals.heard import Listened, listened, request_for
from evals.labelled import SETS, Labelled, labelled_answers
from evals.plot import draw
from interviewer.content.library import Library
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, FlagId
from interviewer.scoring.offline import OfflineScorer
from interviewer.session.cast import make_scorer

RESULTS: Final = Path(__file__).parent / "results"
PARTS: Final = {
    "plain": ("plain",),
    "hard": ("hard",),
    "plain+hard": ("plain", "hard"),
    "voices": ("voices",),
    "far-voices": ("far-voices",),
    "far-voices-test": ("far-voices-test",),
    "all": SETS,
}
READERS_WORDS: Final[dict[FlagId, frozenset[str]]] = {
    FlagId.SYSTEM_DESIGN_ANSWER: frozenset({"system_design"}),
    FlagId.MODEL_METRIC_OVER_OUTCOME: frozenset({"model_metric"}),
    FlagId.NO_USER: frozenset({"no_user"}),
    FlagId.NO_METRIC: frozenset({"no_metric"}),
    FlagId.NO_DECISION: frozenset({"no_decision", "defers_decision"}),
    FlagId.DEFERS_DECISION: frozenset({"defers_decision"}),
    FlagId.DIFFICULTY_OVER_VALUE: frozenset({"difficulty_priority"}),
    FlagId.HOLLOW: frozenset({"hollow"}),
    FlagId.WE_ONLY: frozenset({"we_only"}),
    FlagId.NO_RESULT: frozenset({"no_result"}),
    FlagId.OFF_QUESTION: frozenset({"off_question"}),
}
_TOUCHES: Final = {
    FlagId.SYSTEM_DESIGN_ANSWER: Dimension.FRAMING,
    FlagId.MODEL_METRIC_OVER_OUTCOME: Dimension.FRAMING,
    FlagId.NO_USER: Dimension.FRAMING,
    FlagId.NO_METRIC: Dimension.RIGOR,
    FlagId.NO_RESULT: Dimension.RIGOR,
}
_GOOD: Final = 2.5
_FEWEST: Final = 12


def score_all(answers: Sequence[Labelled], scorer: OfflineScorer | None = None) -> list[Scorecard]:
    """The offline scorecard of each answer, in order."""
    scorer = scorer or make_scorer(Library(), "offline")
    return [scorer.score(request_for(each)) for each in answers]


def report(answers: Sequence[Listened]) -> dict[str, Any]:
    """All figures, as they are kept."""
    labelled = [each.labelled for each in answers]
    ways = {
        "by_question": (held_out.by_question(answers), question_folds(labelled)),
        "across_sets": (held_out.across_sets(answers), set_folds(labelled)),
    }
    found: dict[str, Any] = {
        "answers": len(labelled),
        "questions": len({each.question_id for each in labelled}),
        "readers": {name: _readers(_part(labelled, sets)) for name, sets in PARTS.items()},
    }
    for name, (verdicts, folds) in ways.items():
        found[name] = {
            "parts": {part: _agreement(labelled, verdicts, sets) for part, sets in PARTS.items()},
            "voices": figures.voice_error(labelled, _errors(labelled, verdicts)),
            "between_dimensions": figures.between_dimensions(
                {dim: [each[dim].estimate for each in verdicts] for dim in Dimension}
            ),
            "baselines": _baselines(labelled, folds),
        }
    found["between_dimensions_readers"] = figures.between_dimensions(
        {dim: [each.mean(dim) for each in labelled] for dim in Dimension}
    )
    cards = score_all(labelled)
    found["flags"] = _flags(labelled, cards)
    return found


def _part(labelled: Sequence[Labelled], sets: Sequence[str]) -> list[Labelled]:
    return [each for each in labelled if each.set in sets]


def _errors(labelled: Sequence[Labelled], verdicts: held_out.Verdicts) -> list[float]:
    return [
        statistics.fmean(said[dim].estimate - each.mean(dim) for dim in Dimension)
        for each, said in zip(labelled, verdicts, strict=True)
    ]


def _agreement(
    labelled: Sequence[Labelled], verdicts: held_out.Verdicts, sets: Sequence[str]
) -> dict[str, dict[str, Any]]:
    chosen = [at for at, each in enumerate(labelled) if each.set in sets]
    groups = [labelled[at].question_id for at in chosen]
    rows = {}
    for dim in Dimension:
        truth = [labelled[at].level(dim) for at in chosen]
        means = [labelled[at].mean(dim) for at in chosen]
        said = [verdicts[at][dim] for at in chosen]
        guess, estimates = [each.level for each in said], [each.estimate for each in said]
        off = figures.apart(truth, guess)
        rows[dim.value] = {
            "kappa": figures.kappa(truth, guess),
            "interval": figures.interval(truth, guess, groups),
            "exact": off.count(0) / len(off),
            "adjacent": sum(each <= 1 for each in off) / len(off),
            "error": statistics.fmean(abs(a - b) for a, b in zip(means, estimates, strict=True)),
            "bias": statistics.fmean(b - a for a, b in zip(means, estimates, strict=True)),
            "order_1": figures.pair_order(means, estimates, 1),
            "order_2": figures.pair_order(means, estimates, 2),
            "calibration_error": figures.calibration_error(truth, [each.chances for each in said]),
        }
    return rows


def _readers(labelled: Sequence[Labelled]) -> dict[str, dict[str, Any]]:
    return {
        dim.value: {
            "alpha": figures.readers_alpha(labelled, dim),
            "each": figures.reader_against_others(labelled, dim),
        }
        for dim in Dimension
    }


def _baselines(
    labelled: Sequence[Labelled], folds: Sequence[Split]
) -> dict[str, dict[str, dict[str, float]]]:
    ways: dict[str, Callable[[Dimension], list[int]]] = {
        "length": lambda dim: baselines.by_count(labelled, dim, folds, baselines.words),
        "keywords": lambda dim: baselines.by_count(labelled, dim, folds, baselines.keywords),
        "characters": lambda dim: baselines.characters(labelled, dim, folds),
    }
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name, way in ways.items():
        guesses = {dim: way(dim) for dim in Dimension}
        found[name] = {}
        for part, sets in PARTS.items():
            chosen = [at for at, each in enumerate(labelled) if each.set in sets]
            found[name][part] = {
                dim.value: figures.kappa(
                    [labelled[at].level(dim) for at in chosen], [guesses[dim][at] for at in chosen]
                )
                for dim in Dimension
            }
    return found


def _flags(labelled: Sequence[Labelled], cards: Sequence[Scorecard]) -> dict[str, dict[str, int]]:
    """Each flag against most readers; `good` counts those raised on an answer good in what it touches."""
    rows = {}
    for flag, words in READERS_WORDS.items():
        touched = _TOUCHES.get(flag, Dimension.JUDGMENT)
        if flag is FlagId.DEFERS_DECISION:
            truth = [each.defers for each in labelled]
        else:
            truth = [each.flagged(words) for each in labelled]
        raised = [any(each.id == flag for each in card.flags) for card in cards]
        rows[flag.value] = {
            "raised": sum(raised),
            "right": sum(a and b for a, b in zip(truth, raised, strict=True)),
            "readers": sum(truth),
            "good": sum(
                up and each.mean(touched) >= _GOOD for each, up in zip(labelled, raised, strict=True)
            ),
        }
    return rows


def print_report(found: dict[str, Any]) -> None:
    """The tables for a terminal."""
    for way in ("by_question", "across_sets"):
        _print_way(way.replace("_", " "), found[way])
    print("\nreaders: alpha, and each against the others")
    for part, rows in found["readers"].items():
        for dim, row in rows.items():
            each = " ".join(f"{name} {value:.2f}" for name, value in row["each"].items())
            print(f"  {part:<17}{dim:<15}{row['alpha']:.2f}   {each}")
    print("\nbetween dimensions: scorer on unseen questions, readers")
    for pair, value in found["by_question"]["between_dimensions"].items():
        print(f"  {pair:<26}{value:>6.2f}{found['between_dimensions_readers'][pair]:>8.2f}")
    _print_flags(found["flags"])


def _print_flags(flags: Mapping[str, Mapping[str, int]]) -> None:
    print(f"\n{'flag':<28}{'raised':>7}{'right':>7}{'readers':>9}{'on good':>9}")
    for flag, row in flags.items():
        print(f"{flag:<28}{row['raised']:>7}{row['right']:>7}{row['readers']:>9}{row['good']:>9}")


def _print_way(name: str, found: dict[str, Any]) -> None:
    titles = ("kappa", "95 %", "exact", "near", "error", "bias", "pair 1", "pair 2", "calib.")
    print(f"\n{name}\n{'set':<17}{'dimension':<15}" + "".join(f"{title:>11}" for title in titles))
    for part, rows in found["parts"].items():
        for dim, row in rows.items():
            low, high = row["interval"]
            values = (row["exact"], row["adjacent"], row["error"], row["bias"])
            more = (row["order_1"], row["order_2"], row["calibration_error"])
            line = f"{row['kappa']:>11.2f}{f'{low:.2f}-{high:.2f}':>11}"
            print(f"{part:<17}{dim:<15}{line}" + "".join(f"{value:>11.2f}" for value in (*values, *more)))
    if found["baselines"]:
        print("baselines:")
    for baseline, parts in found["baselines"].items():
        for part in ("plain+hard", "voices", "far-voices", "far-voices-test"):
            print(f"  {baseline:<12}{part:<17}" + "".join(f"{value:>8.2f}" for value in parts[part].values()))
    for voice, row in found["voices"].items():
        low, high = row["interval"]
        print(f"  voice {voice} (n {row['n']}): {row['mean']:+.2f}, {low:+.2f} to {high:+.2f}")


def rounded(value: Any) -> Any:  # noqa: ANN401  # any JSON
    """Figures to three decimals, so that what is kept reads well and changes only when it must."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list | tuple) else value


def over_models(args: Namespace) -> dict[str, Any]:
    """The figures of a model's cards, as they come: a calibration in the config folder is not asked for.

    Each answer is graded once, by prompts and equal weights that no label went into; so there are no folds.
    """
    chosen = spread(labelled_answers(), args.limit)
    graded = models.grade_all(models.grader(args), [request_for(each) for each in chosen])
    pairs = [(each, card) for each, card in zip(chosen, graded, strict=True) if isinstance(card, Scorecard)]
    labelled, cards = [each for each, _ in pairs], [card for _, card in pairs]
    verdicts = [_said(card) for card in cards]
    # Of fewer answers a kappa says nothing.
    here = {name: sets for name, sets in PARTS.items() if len(_part(labelled, sets)) >= _FEWEST}
    return {
        "answers": len(labelled),
        "took": models.spent(graded),
        "parts": {name: _agreement(labelled, verdicts, sets) for name, sets in here.items()},
        "voices": figures.voice_error(labelled, _errors(labelled, verdicts)),
        "baselines": {},
        "flags": _flags(labelled, cards),
    }


def spread(answers: Sequence[Labelled], limit: int | None) -> list[Labelled]:
    """So many answers, one of each question before a second of any."""
    seen: Counter[str] = Counter()
    ranked = []
    for at, each in enumerate(answers):
        seen[each.question_id] += 1
        ranked.append((seen[each.question_id], at, each))
    return [each for _, _, each in sorted(ranked, key=lambda row: row[:2])][:limit]


def _said(card: Scorecard) -> dict[Dimension, held_out.Said]:
    said = {}
    for name, each in card.dimensions.items():
        if each.distribution is None or each.estimate is None or each.score is None:
            raise ValueError(f"{name} of {card.id} was not assessed")
        said[name] = held_out.Said(each.distribution, each.estimate, each.score)
    return said


def _main_over_models(args: Namespace) -> int:
    found = over_models(args)
    print(found["took"])
    _print_way(f"{', '.join(args.llm)}, {found['answers']} answers", found)
    _print_flags(found["flags"])
    path = RESULTS / f"agreement-{models.name_of(args)}.json"
    path.write_text(json.dumps(rounded(found), indent=1) + "\n", encoding="utf-8")
    return 0


def main() -> int:
    """Measure, print, keep."""
    args = models.arguments(__doc__ or "")
    if args.llm:
        return _main_over_models(args)
    found = report(listened())
    print_report(found)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "agreement.json").write_text(json.dumps(rounded(found), indent=1) + "\n", encoding="utf-8")
    draw(found, RESULTS / "agreement.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
