"""Figures of agreement: between the scorer and the readers, and among the readers."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, Final

import krippendorff
import numpy as np
import numpy.typing as npt
from sklearn.metrics import cohen_kappa_score

from evals.labelled import Labelled
from interviewer.model.words import Dimension

LEVELS: Final = [1, 2, 3, 4]
_RESAMPLES: Final = 400
_SEED: Final = 7
_BINS: Final = 8

Numbers = npt.NDArray[np.float64]


def kappa(truth: Sequence[int], guess: Sequence[int]) -> float:
    """Quadratic weighted kappa over levels 1 to 4; 1 is perfect, 0 is chance."""
    return float(cohen_kappa_score(truth, guess, weights="quadratic", labels=LEVELS))


def interval(
    truth: Sequence[float],
    guess: Sequence[float],
    groups: Sequence[str],
    figure: Callable[..., float] = kappa,
) -> tuple[float, float]:
    """The middle 95 % of a figure when whole questions are drawn anew, with replacement."""
    chance = np.random.default_rng(_SEED)
    names = sorted(set(groups))
    members = {name: [at for at, each in enumerate(groups) if each == name] for name in names}
    found = []
    for _ in range(_RESAMPLES):
        drawn = [at for name in chance.choice(names, len(names)) for at in members[name]]
        found.append(figure([truth[at] for at in drawn], [guess[at] for at in drawn]))
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return float(low), float(high)


def apart(truth: Sequence[int], guess: Sequence[int]) -> list[int]:
    """By how many levels each guess is off."""
    return [abs(a - b) for a, b in zip(truth, guess, strict=True)]


def pair_order(means: Sequence[float], estimates: Sequence[float], least: float) -> float:
    """Share of the pairs at least that far apart for the readers which the estimates put in their order.

    A tie counts half.
    """
    right = total = 0.0
    for one, other in combinations(range(len(means)), 2):
        gap = means[one] - means[other]
        if abs(gap) < least:
            continue
        total += 1
        ours = (estimates[one] - estimates[other]) * (1 if gap > 0 else -1)
        right += 1.0 if ours > 0 else 0.5 if ours == 0 else 0.0
    return right / total if total else float("nan")


def calibration_error(truth: Sequence[int], chances: Sequence[Sequence[float]]) -> float:
    """Mean gap, over bins of the likeliest level's chance, between that chance and how often it holds."""
    likeliest = [max(each) for each in chances]
    right = [
        each.index(max(each)) + 1 == level for each, level in zip(map(list, chances), truth, strict=True)
    ]
    error = 0.0
    for low in np.linspace(0, 1, _BINS + 1)[:-1]:
        inside = [at for at, each in enumerate(likeliest) if low < each <= low + 1 / _BINS]
        if inside:
            gap = statistics.fmean(likeliest[at] for at in inside) - statistics.fmean(
                right[at] for at in inside
            )
            error += abs(gap) * len(inside) / len(truth)
    return error


def readers_alpha(answers: Sequence[Labelled], dimension: Dimension) -> float:
    """Krippendorff's alpha of the readers, ordinal."""
    names = sorted({rating["rater"] for each in answers for rating in each.ratings})
    table = np.full((len(names), len(answers)), np.nan)
    for column, each in enumerate(answers):
        for rating in each.ratings:
            table[names.index(rating["rater"]), column] = rating[dimension.value]
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement="ordinal"))


def reader_against_others(answers: Sequence[Labelled], dimension: Dimension) -> dict[str, float]:
    """Each reader's kappa with the rounded mean of the others."""
    pairs: dict[str, tuple[list[int], list[int]]] = {}
    for each in answers:
        for rating in each.ratings:
            others = [r[dimension.value] for r in each.ratings if r is not rating]
            mine, theirs = pairs.setdefault(rating["rater"], ([], []))
            mine.append(rating[dimension.value])
            theirs.append(int(statistics.fmean(others) + 0.5))
    return {name: kappa(theirs, mine) for name, (mine, theirs) in sorted(pairs.items())}


def between_dimensions(values: dict[Dimension, Sequence[float]]) -> dict[str, float]:
    """The correlation of every two dimensions."""
    return {
        f"{one.value}-{other.value}": float(np.corrcoef(values[one], values[other])[0, 1])
        for one, other in combinations(Dimension, 2)
    }


def voice_error(answers: Sequence[Labelled], off: Sequence[float]) -> dict[str, dict[str, Any]]:
    """Mean error by voice, over the dimensions, with a 95 % interval that keeps questions together."""
    found = {}
    for voice in sorted({each.voice for each in answers if each.voice}):
        mine = [at for at, each in enumerate(answers) if each.voice == voice]
        errors = [off[at] for at in mine]
        groups = [answers[at].question_id for at in mine]
        low, high = interval(errors, errors, groups, lambda drawn, _: statistics.fmean(drawn))
        found[voice] = {"n": len(mine), "mean": statistics.fmean(errors), "interval": [low, high]}
    return found
