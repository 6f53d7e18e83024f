"""Which answers are graded by a fit on which others: no question in both parts, or no set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sklearn.model_selection import GroupKFold

from evals.labelled import Labelled

FOLDS: Final = 10

Split = tuple[Sequence[int], Sequence[int]]


def question_folds(answers: Sequence[Labelled]) -> list[Split]:
    """Ten folds with no question in both parts."""
    groups = [each.question_id for each in answers]
    return [
        (_fittable(answers, seen), [int(at) for at in unseen])
        for seen, unseen in GroupKFold(FOLDS).split(groups, groups=groups)
    ]


def set_folds(answers: Sequence[Labelled]) -> list[Split]:
    """Each set graded by a fit on all the others."""
    return folds_by(answers, lambda each: each.kind)


def folds_by(answers: Sequence[Labelled], part: Callable[[Labelled], str]) -> list[Split]:
    """Each part graded by a fit on all the others."""
    parts = [part(each) for each in answers]
    return [
        (
            _fittable(answers, [at for at, name in enumerate(parts) if name != left_out]),
            [at for at, name in enumerate(parts) if name == left_out],
        )
        for left_out in sorted(set(parts))
    ]


def _fittable(answers: Sequence[Labelled], chosen: Sequence[int]) -> list[int]:
    return [int(at) for at in chosen if not answers[at].only_tested]
