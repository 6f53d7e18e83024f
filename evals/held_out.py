"""What the fitted scorer says of answers it was not fitted on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from evals.fitting import fit_dimension
from evals.folds import Split, folds_by, question_folds, set_folds
from evals.heard import Listened
from interviewer.model.calibration import FittedDimension
from interviewer.model.words import Dimension
from interviewer.scoring import fitted, gates, ordinal

Model = Mapping[Dimension, FittedDimension]


class Said(NamedTuple):
    """What the scorer says of one dimension of one answer."""

    chances: ordinal.Distribution
    estimate: float
    level: int


Verdicts = list[dict[Dimension, Said]]


def fit(answers: Sequence[Listened]) -> dict[Dimension, FittedDimension]:
    """The coefficients of all four dimensions."""
    return {dimension: fit_dimension(dimension, answers) for dimension in Dimension}


def graded(each: Listened, model: Model) -> dict[Dimension, Said]:
    """An answer's levels as its scorecard would show them: the caps included."""
    basis = each.basis
    caps = (
        *gates.rubric_caps(basis.rubric, basis.heard),
        *gates.sentence_caps(basis.rubric, basis.heard),
        *basis.caps,
    )
    said = {}
    for dimension in Dimension:
        body = basis.rubric.dimensions[dimension]
        evidence = fitted.evidence_for(basis.heard, dimension, body, model[dimension])
        chances = gates.apply(fitted.distribution(evidence, model[dimension]), dimension, caps)
        estimate = ordinal.estimate(chances)
        said[dimension] = Said(chances, estimate, ordinal.level_of(estimate))
    return said


def by_question(answers: Sequence[Listened]) -> Verdicts:
    """Each answer graded by a fit that saw no answer to its question, in ten folds."""
    return _graded_by(answers, question_folds([each.labelled for each in answers]))


def across_sets(answers: Sequence[Listened]) -> Verdicts:
    """Each answer graded by a fit on the sets it is not in."""
    return _graded_by(answers, set_folds([each.labelled for each in answers]))


def across_rounds(answers: Sequence[Listened]) -> Verdicts:
    """Each answer graded by a fit on all rounds but its own."""
    return _graded_by(answers, folds_by([each.labelled for each in answers], lambda each: each.round))


def _graded_by(answers: Sequence[Listened], folds: Sequence[Split]) -> Verdicts:
    verdicts: dict[int, dict[Dimension, Said]] = {}
    for seen, unseen in folds:
        model = fit([answers[at] for at in seen])
        verdicts |= {at: graded(answers[at], model) for at in unseen}
    return [verdicts[at] for at in range(len(answers))]
