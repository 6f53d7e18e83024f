"""How a debrief's parts are named, in every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from interviewer.content.library import Library
from interviewer.model.debrief import VOTES, Debrief, Decision, MemberVote, Packet, Spread, Statement, Vote
from interviewer.model.words import Recommendation
from interviewer.reports.usage import summed

DECISIONS: Final[dict[Decision, str]] = {
    "hire": "Hire",
    "hire-one-level-down": "Hire, one level down",
    "extra-round": "Extra round",
    "no-hire": "No hire",
}

_NAMED: Final = {
    Recommendation.STRONG_NO_HIRE: "strong no-hire",
    Recommendation.NO_HIRE: "no-hire",
    Recommendation.HIRE: "hire",
    Recommendation.STRONG_HIRE: "strong hire",
    Recommendation.UNDECIDED: "undecided",
}


def decision_word(held: Debrief) -> str:
    """The decision, short enough for a label; one level down is named by its level."""
    if held.decision == "hire-one-level-down":
        return f"Hire at {held.level.given}"
    return DECISIONS[held.decision]


def vote_word(vote: Recommendation) -> str:
    """A vote in words."""
    return _NAMED[vote]


def vote_level(vote: Recommendation) -> int | None:
    """A vote from 1 to 4; None for undecided."""
    votes: Sequence[Recommendation] = VOTES
    return votes.index(vote) + 1 if vote in votes else None


def member_name(library: Library, member: str) -> str:
    """What the room calls a member."""
    return next(each.name for each in library.committee.members.values() if each.id == member)


def votes_moved(vote: MemberVote) -> bool:
    """Whether the debrief moved it."""
    return vote.before != vote.after


def beside_the_vote(vote: MemberVote) -> str:
    """What stands beside a vote: what it was, whether it dissents, and what became of a veto."""
    parts = []
    if votes_moved(vote):
        parts.append(f"was {vote_word(vote.before)}")
    if vote.dissent:
        parts.append("dissents")
    if vote.veto != "none":
        parts.append(f"veto {vote.veto}")
    return ", ".join(parts)


def level_line(held: Debrief) -> str:
    """The level asked for and given, and why."""
    given = held.level.given
    if given is None:
        return f"Asked for {held.level.asked}; no offer, so no level. {held.level.why}"
    said = "given" if given == held.level.asked else f"given {given}"
    return f"Asked for {held.level.asked}, {said}. {held.level.why}"


def spread_line(library: Library, spread: Spread) -> str:
    """How far the rounds lie apart in one dimension."""
    low, high = (library.committee.round_name(each) for each in spread.rounds)
    name = spread.dimension.capitalize()
    if f"{spread.lowest:.1f}" == f"{spread.highest:.1f}" and low != high:
        return f"{name}: {spread.lowest:.1f} in every round"
    if low == high:
        return f"{name}: {spread.lowest:.1f}, from {low} alone"
    return f"{name}: from {spread.lowest:.1f} in {low} to {spread.highest:.1f} in {high}"


def cited(statement: Statement) -> str:
    """The ids a statement rests on."""
    return ", ".join(statement.evidence)


def moved_line(library: Library, vote: MemberVote) -> str:
    """What moved a vote and who brought it; empty for one that stayed. The words are in the discussion."""
    return f"Moved by {vote.moved.evidence}{moved_by(library, vote)}." if vote.moved else ""


def moved_by(library: Library, vote: MemberVote) -> str:
    """Who brought up what moved a vote, as the end of a sentence; empty where nobody did."""
    by = vote.moved.by if vote.moved else None
    return f", brought up by {library.committee.members[by].said}" if by else ""


def ahead(library: Library, votes: Iterable[MemberVote]) -> list[tuple[str, str]]:
    """What each of these was told, by name; those of whom nothing more is asked together, at the end."""
    nothing = set(library.committee.verdicts.next.none)
    told = [(member_name(library, each.member), each.would_change) for each in votes if each.would_change]
    open_ones = [each for each in told if each[1] not in nothing]
    rest = [each for each in told if each[1] in nothing]
    return [*open_ones, *([(", ".join(name for name, _ in rest), rest[0][1])] if rest else [])]


def flags_line(packet: Packet, library: Library) -> str:
    """The flags raised in a round, in words."""
    return "; ".join(library.catalogue.flag(each).label for each in packet.flags) or "none"


def round_title(library: Library, packet: Packet) -> str:
    """What a packet is called over its page."""
    return library.committee.round_name(packet.id).removeprefix("the ").capitalize()


def packet_vote(packet: Packet) -> str:
    """A packet's own vote, and its level in figures."""
    return f"{vote_word(packet.recommendation)}, {packet.level:.1f} of 4"


BLIND: Final = "voted before any other packet was read"
"""What stands beside a packet's vote."""


def notes(held: Debrief) -> tuple[str, ...]:
    """Who stands behind it, what to know about it, and what models took to speak."""
    took = (f"What was said took {summed(held.usage)}.",) if held.usage else ()
    return (*held.notes, *took)


def side(vote: Vote) -> bool:
    """Whether a vote is to hire."""
    return vote in {Recommendation.HIRE, Recommendation.STRONG_HIRE}
