"""The decision: a table of seven lines, the first that applies decides. It is printed with every debrief."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median_low
from typing import Final, NamedTuple

from interviewer.committee.level import LevelRead
from interviewer.committee.sheet import Sheet, flagged
from interviewer.committee.veto import Veto
from interviewer.model.debrief import VOTES, Decision, MemberId, Vote
from interviewer.model.words import OWNERSHIP_FLAGS, Dimension, Recommendation

_HIRE_RANK: Final = VOTES.index(Recommendation.HIRE) + 1
_TWO_LEVELS: Final = 2
_SPLIT: Final = 2
_REPEATED: Final = 2

WORDS: Final[tuple[str, ...]] = (
    "A required round is missing or undecided: extra round on it.",
    (
        "An ownership flag in two rounds or more, and no artifact that shows an owned decision: "
        "no hire, however good the marks."
    ),
    "A cited veto that the debrief did not strike: no hire.",
    "The others hire and exactly one round lies two levels or more under them: extra round there.",
    "Median at least hire: hire, or hire one level down where the level asked for is not met.",
    (
        "A split, two votes or more to hire, that evidence of ownership in an artifact settles: "
        "hire, or hire one level down."
    ),
    "Else no hire, or an extra round where one named gap alone decides.",
)
"""The table, in the words of the design; ownership flags are `defers-decision` and `no-decision`."""


class Gap(NamedTuple):
    """One dimension of one round, which raised alone would turn the median to hire."""

    packet: str
    dimension: Dimension


class Case(NamedTuple):
    """All that the rule reads."""

    rounds: tuple[Sheet, ...]
    artifacts: tuple[Sheet, ...]
    votes: Mapping[MemberId, Vote]
    """As they stand after the debrief."""
    required: tuple[str, ...]
    level: LevelRead
    veto: Veto | None = None
    gap: Gap | None = None


class Ruling(NamedTuple):
    """What the first line that applies says. `packet` names the round of an extra round."""

    line: int
    decision: Decision
    reading: str
    packet: str | None = None
    dimension: Dimension | None = None


class Read(NamedTuple):
    """How one line came out: a ruling, or why it does not apply."""

    ruling: Ruling | None
    reading: str


def decide(case: Case) -> Ruling:
    """The decision, by the first line that applies; line 7 always does."""
    ruling = read_table(case)[-1].ruling
    if ruling is None:  # pragma: no cover  # line 7 always rules
        raise AssertionError("the table has no last line")
    return ruling


def read_table(case: Case) -> tuple[Read, ...]:
    """Every line up to and with the one that decides, and how each was read."""
    read = []
    for line in _LINES:
        read.append(line(case))
        if read[-1].ruling is not None:
            break
    return tuple(read)


def hires(votes: Mapping[MemberId, Vote]) -> int:
    """How many would hire."""
    return sum(_rank(vote) >= _HIRE_RANK for vote in votes.values())


def median_hires(votes: Mapping[MemberId, Vote]) -> bool:
    """Whether the median of the votes is at least hire."""
    return median_low(_rank(vote) for vote in votes.values()) >= _HIRE_RANK


def _rank(vote: Vote) -> int:
    return VOTES.index(vote) + 1


def _required(case: Case) -> Read:
    for name in dict.fromkeys(case.required):
        held = [each for each in case.rounds if each.round == name]
        if len(held) < (times := case.required.count(name)):
            which = name if times == 1 else f"{name} for the {_ordinal(len(held) + 1)} time"
            return _ruled(1, "extra-round", f"{which} is missing.", name)
        if held[-1].word is None:
            return _ruled(1, "extra-round", f"{held[-1].packet} is undecided.", name)
    return Read(None, f"{listed(tuple(dict.fromkeys(case.required)))}: held and decided.")


def _ownership(case: Case) -> Read:
    where = flagged(case.rounds, OWNERSHIP_FLAGS)
    names = listed([each.packet for each in where])
    owned = [each.packet for each in case.artifacts if each.owned]
    if len(where) < _REPEATED:
        only = f"only in {names}" if where else "in no round"
        return Read(None, f"A decision handed over or left open {only}.")
    if owned:
        return Read(
            None, f"A decision handed over or left open in {names}; {listed(owned)} shows an owned one."
        )
    beside = "and the artifact shows no owned one" if case.artifacts else "and no artifact is there"
    return _ruled(2, "no-hire", f"A decision handed over or left open in {names}, {beside}.")


def _vetoed(case: Case) -> Read:
    veto = case.veto
    if veto is None:
        return Read(None, "No veto was cast.")
    over = f"{veto.about.value} in {listed(veto.rounds)}"
    if veto.struck:
        return Read(None, f"The veto over {over} was struck by {listed(veto.struck_by)}.")
    return _ruled(3, "no-hire", f"The bar raiser's veto stands: {over}.")


def _one_far_below(case: Case) -> Read:
    for each in case.rounds:
        others = [other for other in case.rounds if other is not each]
        below = others and min(other.rank for other in others) - each.rank >= _TWO_LEVELS
        if below and all(other.hires for other in others):
            names = listed([other.packet for other in others])
            reading = f"{names} hire, and {each.packet} lies two levels or more under each of them."
            return _ruled(4, "extra-round", reading, each.round)
    return Read(None, "No single round lies two levels or more under others that all hire.")


def _median(case: Case) -> Read:
    count = f"{_number(hires(case.votes))} of {_number(len(case.votes))} votes to hire"
    if not median_hires(case.votes):
        return Read(None, f"{_first(count)}, so the median is under it.")
    return _at_level(5, case, f"{_first(count)}, no veto that stands, consistent over the rounds.")


def _split(case: Case) -> Read:
    owned = [each.packet for each in case.artifacts if each.owned]
    count = hires(case.votes)
    if count >= _SPLIT and owned:
        reading = (
            f"{_first(_number(count))} of {_number(len(case.votes))} votes to hire, and {listed(owned)} shows"
        )
        return _at_level(6, case, f"{reading} a decision that was owned.")
    if count < _SPLIT:
        return Read(None, "Fewer than two votes to hire: there is no split to settle.")
    return Read(None, "The votes are split, and no artifact shows an owned decision.")


def _else(case: Case) -> Read:
    if case.gap is not None and hires(case.votes) >= _SPLIT:
        base = next(each.round for each in case.rounds if each.packet == case.gap.packet)
        reading = f"{case.gap.dimension.capitalize()} in {case.gap.packet} alone would turn the median."
        return Read(Ruling(7, "extra-round", reading, base, case.gap.dimension), reading)
    return _ruled(7, "no-hire", "The median is under hire, and no single gap decides it.")


_LINES: Final[tuple[Callable[[Case], Read], ...]] = (
    _required,
    _ownership,
    _vetoed,
    _one_far_below,
    _median,
    _split,
    _else,
)


def _at_level(line: int, case: Case, reading: str) -> Read:
    decision: Decision = "hire" if case.level.met else "hire-one-level-down"
    return _ruled(line, decision, reading)


def _ruled(line: int, decision: Decision, reading: str, packet: str | None = None) -> Read:
    return Read(Ruling(line, decision, reading, packet), reading)


def listed(names: Sequence[str]) -> str:
    """Names as one says them: a, b and c."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "none"


def _ordinal(number: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(number, f"{number}th")


def _number(count: int) -> str:
    return ("none", "one", "two", "three", "four", "five")[count] if count <= 5 else str(count)


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]
