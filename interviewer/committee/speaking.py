"""Who words a statement: the one place where a model may take the rules' part. It decides nothing."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, Literal, Protocol

from pydantic import Field

from interviewer.model.base import Model
from interviewer.model.committee import CommitteeLines, slots
from interviewer.model.debrief import Item, MemberId

MemberCell = Literal["for", "mentioned", "flagged", "absent", "gap", "count", "pairs_for", "pairs_against"]
Cell = (
    MemberCell
    | Literal[
        "challenge_down",
        "challenge_down_absent",
        "challenge_up",
        "challenge_quoted",
        "stay_down",
        "stay_down_absent",
        "stay_up",
        "move_down",
        "move_up",
        "move_struck",
        "veto_struck",
        "veto",
        "veto_stands",
        "one_doubt",
        "one_doubt_absent",
        "one_doubt_reply",
        "one_doubt_reply_open",
        "one_hope",
        "one_hope_reply",
    ]
)


class Occasion(Model):
    """What is to be said, by whom, on which evidence. A speaker finds words for it and adds nothing."""

    cell: Cell
    member: MemberId
    key: str = ""
    """In a member's cells: the kind of signal, or the flag."""
    to: MemberId | None = None
    story: bool = False
    """Whether the evidence is from a round of stories, where nothing is planned or built."""
    items: tuple[Item, ...] = ()
    """The evidence it may rest on; each is quoted in full at most once in a debrief."""
    values: Mapping[str, str] = Field(default_factory=dict)
    """What the slots of a line stand for; own words of the candidate under `quote` and `quote2`."""


class Speaker(Protocol):
    """Finds the words for a statement."""

    def say(self, occasion: Occasion) -> str | None:
        """The statement; None when there are no words for it, and then nothing is said."""
        ...


class OfflineSpeaker:
    """Speaks from the written lines: those least used so far, then by a hash over `seed` and the line.

    No line is used twice in a debrief, so one speaker serves one debrief.
    """

    def __init__(self, lines: CommitteeLines, seed: str) -> None:
        self._lines = lines
        self._seed = seed
        self._used: Counter[str] = Counter()

    def say(self, occasion: Occasion) -> str | None:
        """The least used wording that its slots can fill; None when none is left."""
        return self.choose(self._cell(occasion), occasion.values)

    def choose(self, lines: Iterable[str], values: Mapping[str, str]) -> str | None:
        """One of these lines, filled, that has not been used yet."""
        fitting = [each for each in lines if slots(each) <= values.keys() and not self._used[each]]
        if not fitting:
            return None
        line = min(fitting, key=self._rank)
        self._used[line] += 1
        return fill(line, values)

    def _rank(self, line: str) -> str:
        return hashlib.sha256(f"{self._seed}/{line}".encode()).hexdigest()

    def _cell(self, occasion: Occasion) -> tuple[str, ...]:
        own = self._lines.members[occasion.member]
        plans: Mapping[str, tuple[str, ...]] = {str(kind): lines for kind, lines in own.plans.items()}
        if occasion.story or occasion.cell not in {"for", "gap"}:
            plans = {}
        if occasion.cell in {"for", "flagged", "absent"}:
            cells: Mapping[str, tuple[str, ...]] = {
                "for": {str(kind): lines for kind, lines in own.for_.items()},
                "flagged": own.flagged,
                "absent": own.absent,
            }[occasion.cell]
            fitting = (*cells.get(occasion.key, ()), *plans.get(occasion.key, ()))
            return self._unused(fitting) or cells["any"]
        holder = own if occasion.cell in type(own).model_fields else self._lines.discussion
        found: tuple[str, ...] = getattr(holder, occasion.cell)
        return (*found, *plans.get(occasion.cell, ()))

    def _unused(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in lines if not self._used[each])


_SLOT: Final = re.compile(r"\{(\w+)\}")
_QUOTES: Final = frozenset(("quote", "quote2"))
_DOUBLE_STOP: Final = re.compile(r"([?!…]”)\.")
_STARTS: Final = re.compile(r"(?:^|[.?!:]”?\s+)$")
_AFTER_COLON: Final = re.compile(r":\s+$")


def fill(line: str, values: Mapping[str, str]) -> str:
    """A line with its slots filled: quotes to the letter between marks, other words fitted to their place.

    A quote's own closing stop or comma gives way to the line's.
    """

    def value(slot: re.Match[str]) -> str:
        name = slot.group(1)
        given = values[name]
        if name in _QUOTES:
            return f"“{given.rstrip('.,;: ')}”"
        before = line[: slot.start()]
        starts = _STARTS.search(before) and not _AFTER_COLON.search(before)
        after_quote = re.search(r"\{quote2?\}[.]\s+$", before)
        return given[:1].upper() + given[1:] if starts or after_quote else given

    return _DOUBLE_STOP.sub(r"\1", _SLOT.sub(value, line))
