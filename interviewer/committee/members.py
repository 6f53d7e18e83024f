"""The five members: what each weighs, what each watches for, and the vote that follows from the packets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from interviewer.committee.sheet import BARS, Sheet, flagged, vote_at
from interviewer.model.debrief import MEMBERS, MemberId, Vote
from interviewer.model.words import Dimension, FlagId

_F, _J, _C, _R = Dimension

METHOD_FLAGS: Final = (FlagId.NO_METRIC, FlagId.NO_RESULT, FlagId.MODEL_METRIC_OVER_OUTCOME)
"""Flags about numbers; they lower votes and never block an offer by themselves."""

STANCE_FLAGS: Final = (FlagId.NO_USER, FlagId.HOLLOW, FlagId.WE_ONLY, FlagId.SYSTEM_DESIGN_ANSWER)
"""Flags about how somebody works, ownership apart, which has a line of the rule for itself."""


class Lens(NamedTuple):
    """What a member weighs and watches; the numbers are set by hand, and printed with the debrief."""

    weights: Mapping[Dimension, float]
    watches: tuple[FlagId, ...]


LENSES: Final[dict[MemberId, Lens]] = {
    "hiring-manager": Lens(
        {_F: 0.25, _J: 0.50, _C: 0.10, _R: 0.15},
        (FlagId.NO_DECISION, FlagId.DEFERS_DECISION, FlagId.NO_RESULT, FlagId.WE_ONLY),
    ),
    "peer-pm": Lens(
        {_F: 0.50, _J: 0.30, _C: 0.15, _R: 0.05},
        (FlagId.NO_USER, FlagId.HOLLOW, FlagId.DIFFICULTY_OVER_VALUE, FlagId.OFF_QUESTION),
    ),
    "engineering": Lens(
        {_F: 0.10, _J: 0.40, _C: 0.25, _R: 0.25},
        (FlagId.SYSTEM_DESIGN_ANSWER, FlagId.DIFFICULTY_OVER_VALUE, FlagId.DEFERS_DECISION),
    ),
    "data-science": Lens(
        {_F: 0.15, _J: 0.20, _C: 0.05, _R: 0.60},
        (FlagId.NO_METRIC, FlagId.MODEL_METRIC_OVER_OUTCOME, FlagId.NO_RESULT),
    ),
    "bar-raiser": Lens({}, (*STANCE_FLAGS, FlagId.DEFERS_DECISION, FlagId.NO_DECISION)),
}

_DECISIVE_WEIGHT: Final = 0.4
"""A dimension that weighs this much to a member caps a round for them when it is missing."""
_MISSING: Final = 1.5
_CAPPED_AT: Final = 2.0
_PENALTIES: Final = (0.0, 0.1, 0.35, 0.6)
"""For watched flags in none, one, two, more rounds."""
_BAR_RAISER: Final = (0.7, 0.3, 0.15)
"""Weight of the mean and of the lowest round, and what is added so that an even loop stays where it is."""


class Ballot(NamedTuple):
    """A member's own reading of the loop, and the vote that follows from it."""

    member: MemberId
    value: float
    vote: Vote

    @property
    def to_next(self) -> float:
        """How far the reading lies from the nearest other vote."""
        return round(min(abs(self.value - bar) for bar in BARS), 2)


def ballots(rounds: Sequence[Sheet]) -> tuple[Ballot, ...]:
    """The five blind votes. No member sees another's; none looks at the artifacts yet."""
    return tuple(_ballot(member, rounds) for member in MEMBERS)


def _ballot(member: MemberId, rounds: Sequence[Sheet]) -> Ballot:
    if member == "bar-raiser":
        value = _bar_raiser(rounds)
    else:
        lens = LENSES[member]
        value = sum(_round_for(lens, each) for each in rounds) / len(rounds)
        value -= _penalty(len(flagged(rounds, lens.watches)))
    value = round(min(4.0, max(1.0, value)), 2)
    return Ballot(member, value, vote_at(value))


def _round_for(lens: Lens, sheet: Sheet) -> float:
    assessed = [(lens.weights[d], value) for d, value in sheet.estimates.items()]
    weight = sum(each for each, _ in assessed)
    if not weight:
        return 1.0
    mean = sum(each * value for each, value in assessed) / weight
    decisive = any(each >= _DECISIVE_WEIGHT and value < _MISSING for each, value in assessed)
    return min(mean, _CAPPED_AT) if decisive else mean


def _bar_raiser(rounds: Sequence[Sheet]) -> float:
    levels = [each.level for each in rounds]
    share, lowest, added = _BAR_RAISER
    most = max(len(flagged(rounds, (flag,))) for flag in LENSES["bar-raiser"].watches)
    repeated = _penalty(most) if most > 1 else 0.0
    return share * sum(levels) / len(levels) + lowest * min(levels) + added - repeated


def _penalty(count: int) -> float:
    return _PENALTIES[min(count, len(_PENALTIES) - 1)]
