"""Many paragraphs on the grid as one widget: only lines in view are drawn, so that length costs nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from interviewer.evidence.characters import legible
from interviewer.tui.drawing import with_quotes
from interviewer.tui.gutter import Gutter

if TYPE_CHECKING:
    from interviewer.tui.look import Ink

Entry = tuple[int, str, str, bool]
"""A turn's number, who speaks, what was said, and whether it is a question to be answered."""

_KEPT: Final = 64
"""Paragraphs whose lines are kept: more than a tall window shows."""


def turn_gutter(who: str, said: str, ink: Ink, *, current: bool = False) -> Gutter:
    """One thing said, on the grid; the question on the table is the one thing in bold."""
    mine = who == "you"
    name = Content(who).stylize("$mine" if mine else "$quiet")
    text = Content(legible(said)) if mine else with_quotes(legible(said), ink.mine)
    return Gutter(name, text.stylize_before("bold $bright") if current else text)


class Past(Widget):
    """Turns that are a widget no more, or text that streams in: a blank line stands after each."""

    DEFAULT_CSS = "Past { height: auto; width: 100%; padding: 0 1; }"
    ALLOW_SELECT = False
    # Textual sets it in a layout, and would lay everything out a second time for it.
    virtual_size = Reactive(Size(0, 0))

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.turns: list[Entry] = []
        self._ink = ink
        self._width = 0
        self._ends: list[int] = []
        """The line after each turn and its blank one, at that width; as many as were measured."""
        self._drawn: dict[int, list[Strip]] = {}

    def put(self, turns: Iterable[Entry]) -> None:
        """Show these and nothing else."""
        self.turns = list(turns)
        self._ends.clear()
        self._drawn.clear()
        self._show_anew()

    def add(self, turns: Iterable[Entry]) -> None:
        """Put these under what is there."""
        self.turns += turns
        self._show_anew()

    def say_last(self, said: str) -> None:
        """Have the last turn say this."""
        number, who, _, asks = self.turns[-1]
        self.turns[-1] = (number, who, said, asks)
        at = len(self.turns) - 1
        del self._ends[at:]
        self._drawn.pop(at, None)
        self._show_anew()

    def draw(self, ink: Ink) -> None:
        """Draw them in another theme's inks."""
        self._ink = ink
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """What is drawn has the old colours."""
        self._drawn.clear()
        super().notify_style_update()

    def _show_anew(self) -> None:
        self._layout_required = False  # as in `Row`
        self.refresh(layout=True)

    def _gutter(self, at: int) -> Gutter:
        _, who, said, _ = self.turns[at]
        return turn_gutter(who, said, self._ink)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines of all turns at that width; each is measured once."""
        if width != self._width:
            self._width = width
            self._ends.clear()
            self._drawn.clear()
        end = self._ends[-1] if self._ends else 0
        rules = self.styles.get_rules()
        for at in range(len(self._ends), len(self.turns)):
            end += self._gutter(at).get_height(rules, width) + 1
            self._ends.append(end)
        return end

    def render_line(self, y: int) -> Strip:
        """A line of the turn that stands there."""
        at = bisect_right(self._ends, y)
        if at < len(self._ends):
            line = y - (self._ends[at - 1] if at else 0)
            strips = self._strips(at)
            if line < len(strips):
                return strips[line]
        return Strip.blank(self.size.width, self.visual_style.rich_style)

    def _strips(self, at: int) -> list[Strip]:
        if at not in self._drawn:
            if len(self._drawn) >= _KEPT:
                self._drawn.pop(next(iter(self._drawn)))
            self._drawn[at] = Visual.to_strips(self, self._gutter(at), self._width, None, self.visual_style)
        return self._drawn[at]
