"""A page read from stop to stop: labelled paragraphs, one of which is pointed at by a bar in the margin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.visual import RenderOptions, Visual

from interviewer.tui.gutter import LABEL, TEXT, Gutter, Row

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.style import Style

Draw = Callable[[bool, int], Content]
"""The text of a stop: whether it is pointed at, and the columns there are for it."""
_MARGIN = 1


class _Margin(Visual):
    """A labelled paragraph with one column before it, for the bar; pointing at it shifts nothing."""

    def __init__(self, inner: Gutter, bar: Content | None) -> None:
        self._inner = inner
        self._bar = bar

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The paragraph's lines, the bar before each where there is one."""
        lines = self._inner.render_strips(max(1, width - _MARGIN), height, style, options)
        before = Strip.blank(_MARGIN, style.rich_style)
        if self._bar is not None:
            bare = RenderOptions(options.get_style, options.rules, None, None, options.post_style)
            before = self._bar.render_strips(_MARGIN, 1, style, bare)[0]
        return [Strip.join([before, line]) for line in lines]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the paragraph, and the margin."""
        return _MARGIN + self._inner.get_optimal_width(rules, container_width - _MARGIN)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As high as the paragraph."""
        return self._inner.get_height(rules, max(1, width - _MARGIN))


class Stop(Row):
    """A paragraph that can be pointed at. A click points at it; a click on the one pointed at opens it."""

    class Clicked(Message):
        """It was clicked."""

        def __init__(self, row: Stop) -> None:
            super().__init__()
            self.row = row

    def __init__(
        self,
        label: Content | str,
        draw: Draw,
        *,
        leads: Any = None,  # noqa: ANN401  # whatever the page opens from it
        mark: Content | None = None,
        classes: str | None = None,
    ) -> None:
        self._label = label
        self._draw = draw
        self._mark = mark
        self.leads = leads
        """What the page opens from here; None where there is nothing to open."""
        self.pointed = False
        self._columns = TEXT
        super().__init__(label, draw(False, TEXT), mark, classes=classes)  # noqa: FBT003

    def show_gutter(self, gutter: Gutter) -> None:
        """Replace what it says; the bar stands before it while it is pointed at."""
        self.shown = gutter
        self._layout_required = False  # as in `Row`
        self.update(self._marked(gutter))

    def _marked(self, gutter: Gutter) -> _Margin:
        bar = Content(self.app.marks.chosen).stylize("$mine") if self.pointed else None  # type: ignore[attr-defined]
        return _Margin(gutter, bar)

    def redraw(self) -> None:
        """Draw it as things stand."""
        self.show(self._label, self._draw(self.pointed, self._columns), self._mark)

    def redraw_as(self, draw: Draw) -> None:
        """Say something else from now on."""
        self._draw = draw
        self.redraw()

    def point(self, *, here: bool) -> None:
        """Point at it, or no longer."""
        if here != self.pointed:
            self.pointed = here
            self.shown = Gutter(self.shown.label, self._draw(here, self._columns), self.shown.mark)
            # The same words, lit otherwise: no line moves, and a key costs no layout.
            self.update(self._marked(self.shown), layout=False)

    def on_resize(self, event: events.Resize) -> None:
        """Some words stand on a line of their own where it is narrow."""
        columns = max(1, min(TEXT, event.size.width - _MARGIN - LABEL))
        if columns != self._columns:
            self._columns = columns
            self.redraw()

    def on_click(self) -> None:
        """Tell the page."""
        self.post_message(self.Clicked(self))


class Stops(VerticalScroll, inherit_bindings=False):
    """The page. Keys are the screen's; what is pointed at is scrolled into view."""

    DEFAULT_CSS = """
    Stops { scrollbar-size: 0 0; }
    Stops:focus { background-tint: transparent; }
    Stops > Row { padding: 0 0 0 1; }
    Stops > Stop { padding: 0; }
    """

    here: Stop | None = None
    """The one that is pointed at."""

    def stops(self) -> list[Stop]:
        """All of them, from the top."""
        return [each for each in self.children if isinstance(each, Stop)]

    def point(self, stop: Stop) -> None:
        """Point at that one and scroll to it; from the first one sees what stands above it, too."""
        if self.here is not None:
            self.here.point(here=False)
        self.here = stop
        stop.point(here=True)
        self._show(stop)

    def on_resize(self) -> None:
        """The one pointed at stays in view, with as much of what stands above it as there is room for."""
        if self.here is not None:
            self.scroll_home(animate=False, immediate=True)
            # First its lines are drawn for the new width; where they stand is known after that.
            self.call_after_refresh(self.call_after_refresh, self._show, self.here)

    def _show(self, stop: Stop) -> None:
        if stop is self.stops()[0]:
            self.scroll_home(animate=False)
            return
        region = stop.virtual_region
        room = Region(region.x, max(0, region.y - 1), region.width, region.height + 2)
        self.scroll_to_region(room, animate=False, x_axis=False)

    def step(self, by: int) -> None:
        """Point at the next one, or the one before; at the ends stay."""
        stops = self.stops()
        if not stops:
            return
        at = stops.index(self.here) + by if self.here else 0
        if at >= len(stops):
            self.scroll_end(animate=False)
        self.point(stops[min(max(at, 0), len(stops) - 1)])

    def section(self, by: int) -> None:
        """Point at the first stop of the next section, or of the one before, its heading at the top."""
        children = list(self.children)
        heads = [at for at, each in enumerate(children) if each.has_class("head")]
        if not heads:
            return
        here = children.index(self.here) if self.here else 0
        current = max((at for at in heads if at <= here), default=heads[0])
        beyond = [at for at in heads if (at > current if by > 0 else at < current)]
        at = (beyond or heads)[0 if by > 0 else -1]
        following = next((each for each in children[at:] if isinstance(each, Stop)), None)
        if following is not None:
            self.point(following)
            if following is not self.stops()[0]:
                self.scroll_to_widget(children[at], top=True, animate=False)
