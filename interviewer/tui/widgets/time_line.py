"""The round's time as a line: what is used, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import RenderResult


class TimeLine(Widget):
    """One row; redrawn only where a cell changes."""

    DEFAULT_CSS = "TimeLine { height: 1; width: 100%; padding: 0 1; }"

    used: reactive[int] = reactive(0)
    """Cells used."""
    stopped: reactive[bool] = reactive(default=False)
    over: reactive[bool] = reactive(default=False)

    def __init__(self, spent: str, to_come: str) -> None:
        super().__init__()
        self._spent = spent
        self._to_come = to_come
        self._share = 0.0

    def show(self, share: float, *, stopped: bool) -> None:
        """Show how much of the time is used, as a share from 0; over 1 is overtime."""
        self._share = share
        self._count_cells()
        self.stopped = stopped
        self.over = share > 1

    def on_resize(self) -> None:
        """The same share of another width."""
        self._count_cells()

    def _count_cells(self) -> None:
        self.used = min(self.content_size.width, int(self._share * self.content_size.width))

    def render(self) -> RenderResult:
        """Used time in the candidate's colour; in grey while the clock stands, in orange in overtime."""
        width = self.content_size.width
        style = "$quiet" if self.stopped else "$lacking" if self.over else "$mine"
        used = Content(self._spent * self.used).stylize(style)
        return used + Content(self._to_come * (width - self.used)).stylize("$faint")
