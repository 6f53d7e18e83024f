"""The replay's track: marks over a line that shows how far the round is, and what the marks mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from interviewer.reports.layout import clock

if TYPE_CHECKING:
    from textual.events import Click

    from interviewer.reports.marks import Marks
    from interviewer.session.replaying import Mark

_IMPORTANCE: Final = ("flag", "low level", "evidence", "follow-up")
_INKS: Final = {
    "flag": "$lacking",
    "low level": "$lacking",
    "evidence": "$mine",
    "follow-up": "$foreground",
}
_WORDS: Final = ("follow-up", "evidence", "flag", "low level")
_GAP: Final = 2
_ASIDE: Final = {"follow-up": (0, 2, 1), "low level": (0, 2, 1, -2)}
"""Cells aside at which a mark may stand that comes in the very second of another."""


class Track(Widget):
    """Three rows: marks, line, legend. A click on it asks to go there."""

    DEFAULT_CSS = "Track { height: 3; width: 100%; }"

    class Chosen(Message):
        """Somebody wants to go to a moment on the round's clock, or to the step of a mark."""

        def __init__(self, seconds: float, step: int | None) -> None:
            super().__init__()
            self.seconds = seconds
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own word
        super().__init__(id=id)
        self._marks: Sequence[Mark] = ()
        self._length = 0.0
        self._now = 0.0
        self._step = -1
        self._drawn: tuple[object, ...] = ()

    def lay(self, marks: Sequence[Mark], length: float) -> None:
        """Show these marks on a round of so many seconds."""
        self._marks, self._length = marks, length
        self.refresh()

    def go(self, seconds: float, step: int) -> None:
        """Show that the round is here; drawn only where a cell changes."""
        self._now, self._step = seconds, step
        seen = (clock(seconds), self._cell(seconds), step)
        if seen != self._drawn:
            self._drawn = seen
            self.refresh()

    @property
    def signs(self) -> Marks:
        """The signs this terminal can draw."""
        return self.app.marks  # type: ignore[attr-defined,no-any-return]

    def render(self) -> Content:
        """The rows."""
        return Content("\n").join((self._mark_row(), self._line(), self._legend()))

    @property
    def _ends(self) -> tuple[str, str]:
        return clock(self._now), clock(self._length)

    @property
    def _left(self) -> int:
        return len(self._ends[1]) + _GAP

    @property
    def _room(self) -> int:
        return max(2, self.size.width - 2 * self._left)

    def _cell(self, seconds: float) -> int:
        if self._length <= 0:
            return self._room - 1
        return round(min(1.0, seconds / self._length) * (self._room - 1))

    def _placed(self) -> dict[int, Mark]:
        """One mark a cell, the more important first."""
        cells: dict[int, Mark] = {}
        for mark in sorted(self._marks, key=lambda each: (_IMPORTANCE.index(each.kind), each.step)):
            at = self._cell(mark.t)
            tries = (at + aside for aside in _ASIDE.get(mark.kind, (0,)))
            free = next((cell for cell in tries if cell not in cells and cell < self._room), None)
            if free is not None:
                cells[free] = mark
        return cells

    def _sign(self, kind: str) -> str:
        signs = {
            "flag": self.signs.flag,
            "low level": self.signs.full,
            "evidence": self.signs.evidence,
            "follow-up": self.signs.follow_up,
        }
        return signs[kind]

    def _mark_row(self) -> Content:
        placed = self._placed()
        row = Content(" " * self._left)
        for cell in range(self._room):
            mark = placed.get(cell)
            if mark is None:
                row += Content(" ")
            else:
                reached = mark.step <= self._step
                row += Content(self._sign(mark.kind)).stylize(_INKS[mark.kind] if reached else "$empty")
        return row

    def _line(self) -> Content:
        now, end = self._ends
        spent = self._cell(self._now) + 1 if self._now > 0 or self._length <= 0 else 0
        gap = " " * _GAP
        return (
            Content(f"{now:>{len(end)}}{gap}")
            + Content(self.signs.spent * spent).stylize("$mine")
            + Content(self.signs.to_come * (self._room - spent)).stylize("$faint")
            + Content(f"{gap}{end}").stylize("$quiet")
        )

    def _legend(self) -> Content:
        there = {mark.kind for mark in self._marks}
        shown = (kind for kind in _WORDS if kind != "low level" or kind in there)
        words = "   ".join(f"{self._sign(kind)} {kind}" for kind in shown)
        following = next((mark for mark in self._marks if mark.step > self._step), None)
        told = f"next: {following.kind} at {clock(following.t)}" if following else ""
        space = " " * max(_GAP, self._room - len(words) - len(told))
        return Content(f"{' ' * self._left}{words}{space}{told}").stylize("$quiet")

    def on_click(self, event: Click) -> None:
        """Go to where the click was: to the mark there, else to that moment."""
        inside = event.get_content_offset(self)
        cell = inside.x - self._left if inside else -1
        if inside and 0 <= cell < self._room:
            mark = self._placed().get(cell) if inside.y == 0 else None
            seconds = cell / (self._room - 1) * self._length
            self.post_message(self.Chosen(seconds, mark.step if mark else None))
