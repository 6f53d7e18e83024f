"""The numbers of one round as the rule and the members read them; drawn anew they make another reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from interviewer.model.content import RecommendationRule
from interviewer.model.debrief import VOTES, Packet, Vote
from interviewer.model.words import OWNERSHIP_FLAGS, Dimension, FlagId, Recommendation
from interviewer.scoring.recommend import weighted

CORE: Final = (Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR)
"""What a committee decides on; communication is heard in every vote and decides none."""

STRONG: Final = 3.2
WEAK: Final = 2.6
"""Levels of a round that count as strong and as weak when the job's level is decided."""


class Sheet(NamedTuple):
    """One round, or one artifact, in numbers. `word` is None where the round is undecided."""

    packet: str
    round: str
    level: float
    word: Vote | None
    estimates: Mapping[Dimension, float]
    flags: frozenset[FlagId]
    owned: bool = False
    """For an artifact: whether it shows a decision that its author made and answers for."""

    @property
    def rank(self) -> int:
        """The round's vote from 1 to 4; an undecided one lies with the level it is nearest to."""
        return VOTES.index(self.word or vote_at(self.level)) + 1

    @property
    def hires(self) -> bool:
        """Whether its interviewer would hire; an undecided one would not yet."""
        return self.word in {Recommendation.HIRE, Recommendation.STRONG_HIRE}


class Bars(NamedTuple):
    """From which level on a vote is what; the rubrics' own."""

    no_hire: float
    hire: float
    strong_hire: float


BARS: Final = Bars(2.0, 2.75, 3.45)
"""The bars of the packaged rubrics, by which members vote (research: votes of 300 labelled answers)."""


def vote_at(level: float, bars: Bars = BARS) -> Vote:
    """The vote for a level from 1 to 4."""
    return VOTES[sum(level >= bar for bar in bars)]


def sheet_of(packet: Packet) -> Sheet:
    """A packet's numbers, as they were handed in."""
    word = packet.recommendation
    return Sheet(
        packet=packet.id,
        round=packet.round,
        level=packet.level,
        word=None if word == Recommendation.UNDECIDED else word,
        estimates={d: s.estimate for d, s in packet.dimensions.items() if s.estimate is not None},
        flags=frozenset(packet.flags),
        owned=packet.artifact and _owned(packet),
    )


def redrawn(sheet: Sheet, estimates: Mapping[Dimension, float], rule: RecommendationRule) -> Sheet:
    """The same round with other levels; what was flagged stays, and nothing is undecided."""
    level = round(weighted(rule, estimates, hollow=FlagId.HOLLOW in sheet.flags), 2)
    bars = Bars(rule.no_hire, rule.hire, rule.strong_hire)
    return sheet._replace(level=level, word=vote_at(level, bars), estimates=estimates)


_OWNED_SIGNALS: Final = frozenset(("makes-decision", "accepts-cost", "owns-outcome", "pushes-back"))
_LEAN_YES: Final = 2.5


def _owned(packet: Packet) -> bool:
    """A decision demonstrated, judgment at lean yes or better, and no ownership flag."""
    judgment = packet.dimensions[Dimension.JUDGMENT].estimate
    if judgment is None or judgment < _LEAN_YES or set(packet.flags) & set(OWNERSHIP_FLAGS):
        return False
    return any(each.about in _OWNED_SIGNALS and each.level == 2 for each in packet.evidence)


def flagged(sheets: Iterable[Sheet], flags: Iterable[FlagId]) -> tuple[Sheet, ...]:
    """The rounds in which one of these flags was raised."""
    wanted = frozenset(flags)
    return tuple(each for each in sheets if each.flags & wanted)
