"""The one grid: a label in the gutter, an optional mark beside the text, the text itself wrapped at 70."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.strip import Strip
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.selection import Selection
    from textual.style import Style

LABEL: Final = 16
"""Columns from the label to the text."""
TEXT: Final = 70
"""Columns of text at most, however wide the window."""
_MARK_AT: Final = 14


class Gutter(Visual):
    """A label, and text beside it. One visual for both, so that a turn is one widget."""

    def __init__(
        self, label: Content, text: Content, mark: Content | None = None, *, text_at: int = LABEL
    ) -> None:
        self.label = label
        self.text = text
        self.mark = mark
        self.text_at = text_at

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines: the label beside the first, blanks beside the rest."""
        lines = self.text.render_strips(self._text_width(width), height, style, options) or [Strip([])]
        gutter = self._gutter()
        # The selection's offsets count in the text; the label is never part of it.
        bare = RenderOptions(options.get_style, options.rules, None, None, options.post_style)
        first = gutter.render_strips(self.text_at, 1, style, bare)[0].extend_cell_length(
            self.text_at, style.rich_style
        )
        blank = Strip.blank(self.text_at, style.rich_style)
        return [Strip.join([blank if number else first, line]) for number, line in enumerate(lines)]

    def _gutter(self) -> Content:
        if self.mark is None:
            return self.label.truncate(self.text_at - 1, ellipsis=True)
        label = self.label.truncate(_MARK_AT - 1, ellipsis=True)
        return label + Content(" " * (_MARK_AT - label.cell_length)) + self.mark

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the text wants to be, up to the limit."""
        return self.text_at + min(TEXT, self.text.get_optimal_width(rules, container_width))

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines of the text at that width, at least one."""
        return max(1, self.text.get_height(rules, self._text_width(width)))

    def _text_width(self, width: int) -> int:
        return max(1, min(TEXT, width - self.text_at))


class Row(Static):
    """A labelled paragraph as a widget. The text can be selected, without its label."""

    DEFAULT_CSS = "Row { height: auto; width: 100%; }"

    def __init__(
        self,
        label: Content | str,
        text: Content | str,
        mark: Content | None = None,
        *,
        id: str | None = None,  # noqa: A002  # Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.show(label, text, mark)

    def show(self, label: Content | str, text: Content | str, mark: Content | None = None) -> None:
        """Replace what it says; strings are taken as they are, never as markup."""
        self.show_gutter(Gutter(content(label, "$quiet"), content(text), mark))

    def show_gutter(self, gutter: Gutter) -> None:
        """Replace what it says by what is drawn already."""
        self.shown = gutter
        # Until a widget is idle Textual takes an earlier request for a layout as this one too, and keeps the
        # height that a layout in between has measured: what is shown right after mounting would be cut off.
        self._layout_required = False
        self.update(gutter)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected of the text."""
        return selection.extract(str(self.shown.text)), "\n"


def content(text: Content | str, style: str = "") -> Content:
    """Text as content, never read as markup."""
    if isinstance(text, Content):
        return text
    return Content(text).stylize(style) if style else Content(text)
