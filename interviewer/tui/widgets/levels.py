"""The four levels: as graded, as guessed, and last time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.content import Content
from textual.widgets import Static

from interviewer.model.words import Dimension, Level
from interviewer.reports.marks import Marks
from interviewer.tui.drawing import level, squares
from interviewer.tui.gutter import LABEL

_GUESS_AT: Final = 22
_COLUMN: Final = 12
_SQUARES: Final = 7


class Levels(Static):
    """A row a dimension. Only what was graded has colour; a column that does not fit is left out."""

    DEFAULT_CSS = "Levels { height: auto; width: 100%; }"

    def __init__(
        self,
        marks: Marks,
        graded: Mapping[Dimension, Level | None],
        others: Mapping[str, Mapping[Dimension, Level]],
    ) -> None:
        super().__init__()
        self._marks = marks
        self._graded = graded
        self._others = others
        """By what stands over the column, such as `your guess`."""

    def on_mount(self) -> None:
        """Draw for the width there is."""
        self._draw(LABEL + _GUESS_AT)

    def on_resize(self) -> None:
        """Draw again: a column may fit now, or no longer."""
        self._draw(self.size.width)

    def _draw(self, width: int) -> None:
        marked = {name: level(self._marks, self._graded[name]) for name in Dimension}
        start = max(_GUESS_AT, *(each.cell_length + 2 for each in marked.values()))
        room = (width - LABEL - start - _SQUARES) // _COLUMN + 1
        columns = list(self._others.items())[: max(0, room)]
        lines = [_padded(Content(""), LABEL) + _padded(_quiet("graded"), start)]
        lines[0] += Content("").join(_padded(_quiet(heading), _COLUMN) for heading, _ in columns)
        for name in Dimension:
            cells = [squares(self._marks, levels.get(name), quiet=True) for _, levels in columns]
            row = _padded(Content(name.value), LABEL) + _padded(marked[name], start)
            lines.append(row + Content("").join(_padded(cell, _COLUMN) for cell in cells))
        self.update(Content("\n").join(line.rstrip() for line in lines))


def _quiet(text: str) -> Content:
    return Content(text).stylize("$quiet")


def _padded(text: Content, width: int) -> Content:
    return text + Content(" " * (width - text.cell_length))
