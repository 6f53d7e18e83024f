"""Where each dimension goes: its trend in words, and below it a line for each kind of round."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.content import Content
from textual.widgets import Static

from interviewer.model.progress import Line, Progress, Trend
from interviewer.model.words import Dimension
from interviewer.reports.marks import Marks
from interviewer.reports.progress import TOO_FEW, none_goes, trend_words
from interviewer.tui.drawing import history, level
from interviewer.tui.gutter import LABEL, TEXT

_KIND: Final = 23
"""Columns of a round's name at most."""
_LEVEL: Final = 20
"""Columns of a level with its word, and two after it."""
_SURE: Final = 8
_MOST: Final = 12
"""Rounds drawn of a line, where there is room."""


class Trends(Static):
    """Drawn for the width there is: first the bars give way, then how sure the last level is."""

    DEFAULT_CSS = "Trends { height: auto; width: 100%; }"

    def __init__(self, marks: Marks, progress: Progress) -> None:
        super().__init__()
        self._marks = marks
        self._progress = progress
        names = (len(line.round) for line in progress.lines if line.current)
        self._kind = min(_KIND, max(names, default=0) + 2)

    def on_mount(self) -> None:
        """Draw for the narrowest window."""
        self._draw(LABEL + _KIND + _LEVEL)

    def on_resize(self) -> None:
        """Draw again: more rounds may fit now, or fewer."""
        self._layout_required = False  # as in `Row`
        self._draw(self.size.width)

    def _draw(self, width: int) -> None:
        room = min(TEXT, width - LABEL)
        blocks = [self._block(name, room) for name in Dimension]
        if none_goes(self._progress):
            blocks.insert(0, [_label("trend") + Content(TOO_FEW)])
        self.update(Content("\n\n").join(Content("\n").join(lines) for lines in blocks))

    def _block(self, name: Dimension, room: int) -> Iterable[Content]:
        trend = next(each for each in self._progress.trends if each.dimension is name)
        yield _label(name.value) + ("" if none_goes(self._progress) else _words(trend, room))
        for line in self._progress.lines:
            if line.dimension is name and line.current:
                yield Content(" " * LABEL) + self._line(line, room)

    def _line(self, line: Line, room: int) -> Content:
        bars = self._bars(room)
        kind = min(self._kind, room - _LEVEL + 2)
        drawn = Content(line.round).truncate(kind - 1, ellipsis=True).stylize("$quiet")
        drawn = _padded(drawn, kind)
        if bars:
            levels = [point.score for point in line.points[-bars:]]
            drawn += _padded(history(self._marks, levels), bars * 2 + 1)
        now = line.points[-1]
        drawn += _padded(level(self._marks, now.score), _LEVEL)
        if room >= self._kind + _LEVEL + _SURE:
            drawn += Content(f"{now.estimate:.1f} {self._marks.give_or_take}{now.sd:.1f}").stylize("$quiet")
        return drawn.rstrip()

    def _bars(self, room: int) -> int:
        """How many rounds can be drawn: two columns each, and one more before the level."""
        return max(0, min(_MOST, (room - self._kind - _LEVEL - _SURE - 1) // 2))


def _label(name: str) -> Content:
    return Content(f"{name:<{LABEL}}").stylize("$quiet")


def _words(trend: Trend, room: int) -> Content:
    words = trend_words(trend)
    drawn = Content(words if len(words) <= room else words.split(" (")[0])
    return drawn.stylize("$lacking", 0, len("falling")) if trend.direction == "falling" else drawn


def _padded(text: Content, width: int) -> Content:
    return text + Content(" " * max(0, width - text.cell_length))
