"""A list to choose from, on the one grid: a bar in the margin marks the chosen row; nothing shifts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option, OptionDoesNotExist

from interviewer.tui.gutter import LABEL

_LEFT: Final = 20
"""Columns that what is said of a row keeps, before its right end is shortened."""


@dataclass(frozen=True)
class Choice:
    """One row: what it is called, what is said of it, and what stands at its right end."""

    id: str
    name: str
    about: Content | str = ""
    right: str | tuple[str, ...] = ""
    """From long to short, where it can be said in more than one way."""
    disabled: bool = False


class ChoiceRow(Visual):
    """A row that is drawn for the width it gets."""

    def __init__(self, choice: Choice, gutter: int = LABEL) -> None:
        self._choice = choice
        self._gutter = gutter

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The row, as wide as the list."""
        return self._line(width).render_strips(width, 1, style, options)

    def _line(self, width: int) -> Content:
        choice = self._choice
        name = Content(f" {choice.name}")
        about = (
            choice.about
            if isinstance(choice.about, Content)
            else Content(choice.about).stylize("$quiet not bold")
        )
        name = name.truncate(self._gutter if about else width, ellipsis=True)
        line = name + Content(" " * max(1, self._gutter + 1 - name.cell_length))
        right = Content(self._right(width - line.cell_length)).stylize("$quiet not bold")
        room = width - line.cell_length - (right.cell_length + 3 if right else 0) - 1
        line += about.truncate(max(0, room), ellipsis=True)
        return line + Content(" " * max(0, width - line.cell_length - right.cell_length - 1)) + right

    def _right(self, room: int) -> str:
        right = self._choice.right
        ways = (right,) if isinstance(right, str) else right
        return next((way for way in ways if cell_len(way) + _LEFT <= room), ways[-1])

    def get_optimal_width(self, rules: object, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: object, width: int) -> int:
        """Always one row."""
        return 1


class Choices(OptionList):
    """An `OptionList` with `j k g G` and the bar in the margin."""

    DEFAULT_CSS = """
    Choices {
        width: 100%; scrollbar-size: 0 1;
        & > .option-list--option { padding: 0; }
        & > .option-list--option-disabled { color: $quiet; }
        & > .option-list--option-hover { background: $surface; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    def __init__(self, *, gutter: int = LABEL, id: str | None = None) -> None:  # noqa: A002  # Textual's own word
        super().__init__(id=id, markup=False)
        self.label_width = gutter
        """Columns of the names; a change counts from the next `offer`."""

    def offer(self, choices: Sequence[Choice], chosen: str | None = None) -> None:
        """Show these rows, with the cursor on the named one, else on the one it was on, else on the first."""
        before = chosen or (self.highlighted_option.id if self.highlighted_option else None)
        self.set_options(
            [
                Option(ChoiceRow(each, self.label_width), id=each.id, disabled=each.disabled)
                for each in choices
            ]
        )
        open_ids = {each.id: at for at, each in enumerate(choices) if not each.disabled}
        self.highlighted = open_ids.get(before or "", next(iter(open_ids.values()), None))

    @property
    def chosen(self) -> str | None:
        """The id of the row the cursor is on."""
        return self.highlighted_option.id if self.highlighted_option else None

    def replace(self, choices: Iterable[Choice]) -> None:
        """Draw these rows anew, those that are there."""
        for choice in choices:
            with suppress(OptionDoesNotExist):
                self.replace_option_prompt(choice.id, ChoiceRow(choice, self.label_width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for each row."""
        return self.option_count

    def render_line(self, y: int) -> Strip:
        """A line of the list; the chosen one begins with a bar in the accent colour."""
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        # Every row is one line high, so that a row's place is its index.
        if self.highlighted != line or not strip.cell_length:
            return strip
        bar = self.app.marks.chosen  # type: ignore[attr-defined]
        background = self.get_visual_style("option-list--option-highlighted")
        accent = self.app.theme_variables.get("mine", "")
        style = (background + Style.parse(f"{accent}")).rich_style if accent else background.rich_style
        return Strip.join([Strip([Segment(bar, style)], 1), strip.crop(1)])
