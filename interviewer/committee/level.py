"""The level of the offer, decided apart from hire or no hire. It reads the rounds and moves no score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from interviewer.committee.sheet import STRONG, WEAK, Sheet
from interviewer.model.words import JobLevel

_ORDER: Final = tuple(JobLevel)


class LevelRead(NamedTuple):
    """Whether the rounds carry the level asked for, what they would carry, and why."""

    met: bool
    lower: JobLevel
    why: str


def read_level(asked: JobLevel, rounds: Sequence[Sheet]) -> LevelRead:
    """Whether the level asked for is met.

    L3 needs no more than the hire. L4: no weak round, or two strong ones. L5: two strong rounds and none
    weak, or three strong. L6: three strong and none weak. Strong is 3.2 or more, weak under 2.6.
    """
    strong = sum(each.level >= STRONG for each in rounds)
    weak = sum(each.level < WEAK for each in rounds)
    met = {
        JobLevel.L3: True,
        JobLevel.L4: weak == 0 or strong >= 2,
        JobLevel.L5: (strong >= 2 and weak == 0) or strong >= 3,
        JobLevel.L6: strong >= 3 and weak == 0,
    }[asked]
    lower = asked if asked == _ORDER[0] else _ORDER[_ORDER.index(asked) - 1]
    return LevelRead(met, lower, f"{_NEEDS[asked]} {_count(strong, weak, len(rounds))}")


_NEEDS: Final = {
    JobLevel.L3: "L3 asks for no more than the hire.",
    JobLevel.L4: "L4 asks for no weak round, or for two strong ones.",
    JobLevel.L5: "L5 asks for two strong rounds and no weak one, or for three strong.",
    JobLevel.L6: "L6 asks for three strong rounds and no weak one.",
}


def _count(strong: int, weak: int, rounds: int) -> str:
    return f"Of {rounds} here, {_number(strong)} strong (3.2 or more) and {_number(weak)} weak (under 2.6)."


def _number(count: int) -> str:
    words = ("none is", "one is", "two are", "three are", "four are", "five are")
    return words[count] if count < len(words) else f"{count} are"
