"""Many paragraphs on the grid as one widget: only lines in view are drawn, so that length costs nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

if TYPE_CHECKING:
    from interviewer.tui.gutter import Gutter

_KEPT: Final = 64
"""Paragraphs whose lines are kept: more than a tall window shows."""


class Past(Widget):
    """What was said long ago, or streams in; a blank line stands after each paragraph.

    `draw` gives the paragraph of a number from 0 whenever it is needed: it is measured once for a width, and
    drawn when it comes into view.
    """

    DEFAULT_CSS = "Past { height: auto; width: 100%; padding: 0 1; }"
    ALLOW_SELECT = False
    # Textual sets it in a layout, and would lay everything out a second time for it.
    virtual_size = Reactive(Size(0, 0))

    def __init__(self, draw: Callable[[int], Gutter]) -> None:
        super().__init__()
        self._draw = draw
        self._count = 0
        self._width = 0
        self._ends: list[int] = []
        """The line after each paragraph and its blank one, at that width; as many as were measured."""
        self._drawn: dict[int, list[Strip]] = {}

    def show(self, count: int, *, anew_from: int | None = None) -> None:
        """Show so many paragraphs; from that number on they say something else than before."""
        if anew_from is not None:
            del self._ends[anew_from:]
            for at in range(anew_from, max(self._count, count)):
                self._drawn.pop(at, None)
        elif count == self._count:
            return
        self._count = count
        self._layout_required = False  # as in `Row`
        self.refresh(layout=True)

    def draw_again(self) -> None:
        """Draw all of it with the same words, as in another theme's inks."""
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """What is drawn has the old colours."""
        self._drawn.clear()
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines of all that is shown, at that width."""
        if width != self._width:
            self._width = width
            self._ends.clear()
            self._drawn.clear()
        end = self._ends[-1] if self._ends else 0
        rules = self.styles.get_rules()
        for at in range(len(self._ends), self._count):
            end += self._draw(at).get_height(rules, width) + 1
            self._ends.append(end)
        return self._ends[self._count - 1] if self._count else 0

    def render_line(self, y: int) -> Strip:
        """A line of the paragraph that stands there."""
        at = bisect_right(self._ends, y)
        if at < self._count:
            line = y - (self._ends[at - 1] if at else 0)
            strips = self._strips(at)
            if line < len(strips):
                return strips[line]
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def _strips(self, at: int) -> list[Strip]:
        if at not in self._drawn:
            if len(self._drawn) >= _KEPT:
                self._drawn.pop(next(iter(self._drawn)))
            self._drawn[at] = Visual.to_strips(self, self._draw(at), self._width, None, self.visual_style)
        return self._drawn[at]
