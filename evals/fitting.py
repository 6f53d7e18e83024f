"""Fits the weights of the offline scorer to labelled answers.

Per dimension a cumulative logit with weights that cannot be negative, pulled towards one prior weight for
all signals and one for all traces; the readers' ratings of an answer share its weight. Shrunk models say
2 and 3 too often, so the spread of the result is set by one factor, chosen on predictions for questions
that the inner fit had not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from evals.heard import Listened
from interviewer.evidence.delivery import LOOSE, RUN_TOGETHER, TERMS, WANDERING
from interviewer.evidence.traces import BUZZ_TOLD, BUZZWORDS, GENERAL, MACHINERY, POINTS, TRACES
from interviewer.model.calibration import FittedDimension
from interviewer.model.words import Dimension
from interviewer.scoring.fitted import strength, trace_value

Numbers = npt.NDArray[np.float64]

SIGNAL_PRIOR: Final = 0.5
TRACE_PRIOR: Final = 1.0
PULL: Final = 4.0
"""How hard weights are pulled to the prior; about as much as four answers that say so."""
_FOLDS: Final = 6
_TOLD: Final = (BUZZ_TOLD, LOOSE, WANDERING, RUN_TOGETHER, TERMS, GENERAL, POINTS)
SHARPNESS: Final = 1.5
"""How much steeper than most likely, so that clear cases get a level and not its neighbour's share.

At 1.8 kappa is about .01 higher on unseen questions and no higher across sets, and the chances are further
from what they say; below 1.3 levels 1 and 4 grow rare (docs/accuracy.md)."""


class Columns(NamedTuple):
    """What a dimension's model looks at: signals first, then traces."""

    signals: tuple[str, ...]
    traces: tuple[str, ...]


class Fit(NamedTuple):
    """Weights by column, and the three borders."""

    weights: Numbers
    borders: Numbers


def columns(dimension: Dimension, answers: Sequence[Listened]) -> Columns:
    """The signals of a dimension that any rubric uses, and the traces that bear on it."""
    catalogue = answers[0].basis.catalogue
    signals = tuple(each.id for each in catalogue.signals if each.dimension == dimension)
    told = dimension is Dimension.COMMUNICATION
    measured = _TOLD if told else (BUZZWORDS, MACHINERY)
    traces = tuple(each.id for each in TRACES if dimension in each.dimensions)
    return Columns(signals, (*traces, *measured))


def matrix(dimension: Dimension, answers: Sequence[Listened]) -> Numbers:
    """One row an answer: every signal's strength, every trace's value with its sign."""
    names = columns(dimension, answers)
    rows = []
    for each in answers:
        heard, own = each.basis.heard, set(each.basis.rubric.dimensions[dimension].signals)
        traced = {t.trace: trace_value(t, heard.words) for t in heard.traces if dimension in t.dimensions}
        rows.append(
            [strength(heard, name) if name in own else 0.0 for name in names.signals]
            + [traced.get(name, 0.0) for name in names.traces]
        )
    return np.array(rows)


def targets(dimension: Dimension, answers: Sequence[Listened]) -> Numbers:
    """The share of the readers at each level."""
    shares = np.zeros((len(answers), 4))
    for row, each in enumerate(answers):
        for rating in each.labelled.ratings:
            shares[row, rating[dimension.value] - 1] += 1 / len(each.labelled.ratings)
    return shares


def fit_dimension(dimension: Dimension, answers: Sequence[Listened]) -> FittedDimension:
    """The coefficients of one dimension, spread included, from these answers alone."""
    names = columns(dimension, answers)
    rows, shares = matrix(dimension, answers), targets(dimension, answers)
    groups = [each.labelled.question_id for each in answers]
    prior = np.array([SIGNAL_PRIOR] * len(names.signals) + [TRACE_PRIOR] * len(names.traces))
    whole = _fit(rows, shares, prior, PULL)
    scale, borders = _spread(_out_of_fold(rows, shares, prior, groups), shares)
    centre = float(whole.borders.mean())
    weights = np.round(whole.weights * scale, 4)
    return FittedDimension(
        signals=_named(names.signals, weights[: len(names.signals)]),
        traces=_named(names.traces, weights[len(names.signals) :]),
        borders=tuple(round(float(each) + scale * centre, 4) for each in borders),
    )


def _named(names: Sequence[str], weights: Numbers) -> dict[str, float]:
    return {name: abs(float(weight)) for name, weight in zip(names, weights, strict=True)}


def _out_of_fold(rows: Numbers, shares: Numbers, prior: Numbers, groups: Sequence[str]) -> Numbers:
    """Evidence over the middle border for each answer, by a fit that saw no answer to its question."""
    result = np.zeros(len(rows))
    folds = min(_FOLDS, len(set(groups)))
    for seen, unseen in GroupKFold(folds).split(rows, groups=groups):
        part = _fit(rows[seen], shares[seen], prior, PULL)
        result[unseen] = rows[unseen] @ part.weights - part.borders.mean()
    return result


def _spread(evidence: Numbers, shares: Numbers) -> tuple[float, Numbers]:
    """The factor on the evidence, and the borders, at which unseen answers fall on levels as labels do.

    Borders lie where as many answers are below them as readers put below each level.
    """
    slope = SHARPNESS * float(_fit(evidence[:, None], shares, np.array([1.0]), 0.01).weights[0])
    below = shares.mean(axis=0).cumsum()[:3]
    apart = np.array([0.0, 1e-3, 2e-3])
    return slope, np.maximum.accumulate(slope * np.quantile(evidence, below) + apart)


def _fit(rows: Numbers, shares: Numbers, prior: Numbers, pull: float) -> Fit:
    """Most likely weights and borders under the pull to the prior; L-BFGS-B, the same on every run."""
    count = len(prior)

    def loss(values: Numbers) -> tuple[float, Numbers]:
        weights, steps = values[:count], np.exp(values[count + 1 :])
        borders = values[count] + np.array([0.0, steps[0], steps[0] + steps[1]])
        above = 1 / (1 + np.exp(-np.clip((rows @ weights)[:, None] - borders, -35, 35)))
        chances = np.maximum(_levels(above), 1e-9)
        ratio = -shares / chances
        slopes = np.diff(ratio, axis=1) * above * (1 - above)
        by_border = -slopes.sum(axis=0)
        gradient = np.concatenate(
            [
                rows.T @ slopes.sum(axis=1) + pull * (weights - prior),
                [by_border.sum(), steps[0] * (by_border[1] + by_border[2]), steps[1] * by_border[2]],
            ]
        )
        penalty = pull / 2 * float(((weights - prior) ** 2).sum())
        return float(-(shares * np.log(chances)).sum()) + penalty, gradient

    start = np.concatenate([prior, [np.quantile(rows @ prior, 0.35), 0.0, 0.0]])
    bounds: list[Any] = [(0, None)] * count + [(None, None), (-3, 4), (-3, 4)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
    steps = np.exp(found[count + 1 :])
    return Fit(found[:count], found[count] + np.array([0.0, steps[0], steps[0] + steps[1]]))


def _levels(above: Numbers) -> Numbers:
    """The chances of the four levels from those of lying above each border."""
    return np.column_stack(
        [1 - above[:, 0], above[:, 0] - above[:, 1], above[:, 1] - above[:, 2], above[:, 2]]
    )
