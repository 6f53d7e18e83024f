"""What the fitted scorer says of answers it was not fitted on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from sklearn.model_selection import GroupKFold

from evals.fitting import fit_dimension
from evals.heard import Listened
from interviewer.model.calibration import FittedDimension
from interviewer.model.words import Dimension
from interviewer.scoring import fitted, gates, ordinal

SETS: Final = ("plain", "hard", "voices")
FOLDS: Final = 10

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
    groups = [each.labelled.question_id for each in answers]
    verdicts: dict[int, dict[Dimension, Said]] = {}
    for seen, unseen in GroupKFold(FOLDS).split(groups, groups=groups):
        model = fit([answers[at] for at in seen])
        verdicts |= {int(at): graded(answers[at], model) for at in unseen}
    return [verdicts[at] for at in range(len(answers))]


def across_sets(answers: Sequence[Listened]) -> Verdicts:
    """Each answer graded by a fit on the two sets it is not in."""
    return _left_out(answers, lambda each: each.labelled.set)


def across_rounds(answers: Sequence[Listened]) -> Verdicts:
    """Each answer graded by a fit on all rounds but its own."""
    return _left_out(answers, lambda each: each.labelled.round)


def _left_out(answers: Sequence[Listened], part: Callable[[Listened], str]) -> Verdicts:
    models = {
        name: fit([each for each in answers if part(each) != name])
        for name in sorted({part(each) for each in answers})
    }
    return [graded(each, models[part(each)]) for each in answers]
