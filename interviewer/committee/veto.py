"""The bar raiser's veto: what it rests on, and what strikes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from interviewer.committee.members import STANCE_FLAGS
from interviewer.committee.sheet import Sheet, flagged
from interviewer.model.words import OWNERSHIP_FLAGS, Dimension, FlagId

FLAG_DIMENSION: Final[dict[FlagId, Dimension]] = {
    FlagId.NO_USER: Dimension.FRAMING,
    FlagId.HOLLOW: Dimension.FRAMING,
    FlagId.OFF_QUESTION: Dimension.FRAMING,
    FlagId.WE_ONLY: Dimension.JUDGMENT,
    FlagId.SYSTEM_DESIGN_ANSWER: Dimension.JUDGMENT,
    FlagId.DIFFICULTY_OVER_VALUE: Dimension.JUDGMENT,
    FlagId.DEFERS_DECISION: Dimension.JUDGMENT,
    FlagId.NO_DECISION: Dimension.JUDGMENT,
    FlagId.NO_METRIC: Dimension.RIGOR,
    FlagId.MODEL_METRIC_OVER_OUTCOME: Dimension.RIGOR,
    FlagId.NO_RESULT: Dimension.RIGOR,
}
"""Where a showing in another round answers a flag."""

_ANSWERS_FROM: Final = 3.5
_TAKEN_AWAY_UNDER: Final = 1.5
_NEEDED: Final = 2
_REPEATED: Final = 2


class Veto(NamedTuple):
    """A cited veto: one stance flag in two rounds that don't hire, or framing or judgment at no in two."""

    about: FlagId | Dimension
    dimension: Dimension
    rounds: tuple[str, ...]
    struck_by: tuple[str, ...]

    @property
    def struck(self) -> bool:
        """Whether two showings elsewhere answer it."""
        return len(self.struck_by) >= _NEEDED


def find_veto(rounds: Sequence[Sheet], artifacts: Sequence[Sheet]) -> Veto | None:
    """The veto that stands, else one that was struck, else None.

    Ownership flags have a line of the rule for themselves, and flags about numbers never carry a veto.
    """
    found = []
    for flag in STANCE_FLAGS:
        where = [each for each in flagged(rounds, (flag,)) if not each.hires]
        if len(where) >= _REPEATED:
            found.append(_veto(flag, FLAG_DIMENSION[flag], where, rounds, artifacts))
    for dimension in (Dimension.FRAMING, Dimension.JUDGMENT):
        where = [
            each
            for each in rounds
            if each.estimates.get(dimension, 4.0) < _TAKEN_AWAY_UNDER
            and not (dimension is Dimension.JUDGMENT and each.flags & set(OWNERSHIP_FLAGS))
        ]
        if len(where) >= _REPEATED:
            found.append(_veto(dimension, dimension, where, rounds, artifacts))
    return next((each for each in found if not each.struck), found[0] if found else None)


def _veto(
    about: FlagId | Dimension,
    dimension: Dimension,
    where: Sequence[Sheet],
    rounds: Sequence[Sheet],
    artifacts: Sequence[Sheet],
) -> Veto:
    flags = (about,) if isinstance(about, FlagId) else ()
    packets = tuple(each.packet for each in where)
    return Veto(about, dimension, packets, answered_by(flags, dimension, rounds, artifacts))


def answered_by(
    flags: Sequence[FlagId], dimension: Dimension, rounds: Sequence[Sheet], artifacts: Sequence[Sheet]
) -> tuple[str, ...]:
    """Rounds and artifacts without the flag that have its dimension at 3.5 or more.

    An artifact with the same flag, or under 1.5 there, takes one of them away.
    """
    wanted = frozenset(flags)
    showing = [
        each.packet
        for each in (*rounds, *artifacts)
        if not each.flags & wanted and each.estimates.get(dimension, 0.0) >= _ANSWERS_FROM
    ]
    against = sum(
        bool(each.flags & wanted) or each.estimates.get(dimension, 4.0) < _TAKEN_AWAY_UNDER
        for each in artifacts
    )
    return tuple(showing[: len(showing) - against] if against else showing)
