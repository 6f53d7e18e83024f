"""What a replay has shown so far: the levels, and what was heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING, Final

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from interviewer.evidence.characters import visible
from interviewer.model.words import Dimension
from interviewer.reports.layout import clock
from interviewer.tui.drawing import squares

if TYPE_CHECKING:
    from interviewer.interview.state import KeptNote
    from interviewer.reports.marks import Marks
    from interviewer.session.replaying import HeardThere, Levels

WIDTH: Final = 29
"""Columns for a mark and the longest of the catalogue's words for a signal."""
_SQUARES_AT: Final = 17


class SoFar(Vertical):
    """The side pane of a replay."""

    def compose(self) -> Iterable[Widget]:
        """The levels above, and below them what was heard, the latest always in view."""
        yield Static(id="levels-so-far")
        yield Static(id="heard-head")
        with VerticalScroll(id="heard", can_focus=False):
            yield Static(id="heard-list")

    def show_levels(self, levels: Levels | None, *, awaited: bool) -> None:
        """The levels so far; without any, say why."""
        table = self.query_one("#levels-so-far", Static)
        if levels is None and not awaited:
            table.update(Content("not graded").stylize("$quiet"))
            return
        head = Content("grading it step by step" if awaited else "scorecard so far").stylize("$quiet")
        lines = [
            Content(f"{name:<{_SQUARES_AT}}") + squares(self._marks, levels[name] if levels else None)
            for name in Dimension
        ]
        table.update(Content("\n").join([head, *lines]))

    def show_heard(self, heard: Sequence[tuple[float, HeardThere]], notes: Sequence[KeptNote]) -> None:
        """What was heard, under the clock of the turn in which it was said, and one's notes in between."""
        head = "heard" if heard else "heard: nothing yet"
        self.query_one("#heard-head", Static).update(Content(head).stylize("$quiet"))
        lines: list[Content] = []
        told = [*((t, self._line(what)) for t, what in heard), *((each.t, _note(each)) for each in notes)]
        told.sort(key=lambda each: each[0])
        for stamp, those in groupby(told, key=lambda each: clock(each[0])):
            lines.append(Content(stamp).stylize("$quiet"))
            lines += [line for _, line in those]
        self.query_one("#heard-list", Static).update(Content("\n").join(lines))
        self.show_latest()

    def show_latest(self) -> None:
        """Scroll to what was heard last."""
        self.query_one("#heard", VerticalScroll).scroll_end(animate=False)

    def _line(self, what: HeardThere) -> Content:
        words = fill(what.words, WIDTH - 2, subsequent_indent="  ")
        if what.kind == "flag":
            return Content(f"{self._marks.flag} {words}").stylize("$lacking")
        return Content(f"{self._marks.evidence} ").stylize("$mine") + Content(words)

    @property
    def _marks(self) -> Marks:
        return self.app.marks  # type: ignore[attr-defined,no-any-return]


def _note(note: KeptNote) -> Content:
    """A note, which a click opens for other words."""
    words = Content(fill(f"note: {visible(note.text)}", WIDTH, subsequent_indent="  "))
    open_it = Style.from_meta({"@click": f"screen.edit_note({note.number})"})
    return words.stylize("$quiet", 0, len("note:")).stylize(open_it)
