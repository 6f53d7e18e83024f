"""One value out of several: a list that gives back what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from interviewer.tui.gutter import LABEL
from interviewer.tui.screens.lines import Lines
from interviewer.tui.widgets.choices import Choice
from interviewer.tui.widgets.search import fits


@dataclass(frozen=True)
class Menu:
    """What can be chosen, and what is known of it."""

    title: str
    place: str
    choices: Sequence[Choice]
    chosen: str | None = None
    notes: dict[str, tuple[str, Content | str]] = field(default_factory=dict)
    """By choice: a label and a text shown while the cursor is on it."""
    haystacks: dict[str, str] = field(default_factory=dict)
    """By choice: what is searched; empty where the list is short."""
    gutter: int = LABEL
    reading: str = ""
    """What is said under a list that is not whole yet: the rest comes with `Pick.fill`."""


class Pick(Lines):
    """Choose one. `on_choice` is called once the page is gone; `on_move` while the cursor moves."""

    HELP = (
        "Choose one with enter. Where the list is long, / narrows it: every word you type must be found. "
        "esc leaves everything as it was."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,down", "move", "move", key_display="↑↓", tooltip="Move in the list"),
        Binding("enter", "open", "choose", tooltip="Choose this"),
        Binding("slash", "search", "search", tooltip="Search the list"),
        Binding("escape", "leave", "back", tooltip="End the search, or go back and leave it as it was"),
    ]
    SEARCH = "words, in any order"

    def __init__(
        self,
        menu: Menu,
        on_choice: Callable[[str], None],
        on_move: Callable[[str | None], None] | None = None,
    ) -> None:
        super().__init__(gutter=menu.gutter)
        self._menu = menu
        self._on_choice = on_choice
        self._on_move = on_move

    def on_mount(self) -> None:
        """Show the list with the cursor on what is set now."""
        self.say_head(self._menu.title, (self._menu.place,))
        self.show(self._menu.chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only long lists are searched, and those that may become long."""
        menu = self._menu
        return bool(menu.haystacks or menu.reading) if action == "search" else True

    def fill(self, menu: Menu) -> None:
        """Offer these from now on; a cursor that has been moved stays where it is."""
        unmoved = not self.is_mounted or self.chosen in (None, self._menu.chosen)
        self._menu = menu
        if self.is_attached and self.is_mounted:
            self.show(menu.chosen if unmoved else None)

    def lines(self) -> Sequence[Choice]:
        """What fits the search."""
        words = self.words
        lines = [each for each in self._menu.choices if not words or fits(words, self._haystack(each))]
        if self._menu.reading:
            lines.append(Choice("reading", self._menu.reading, disabled=True))
        return lines

    def _haystack(self, choice: Choice) -> str:
        found = self._menu.haystacks
        # A list that turned out short may be searched already: then by what it shows.
        return found.get(choice.id, "") if found else f"{choice.name} {choice.about}"

    def note(self, line: str) -> tuple[str, Content | str]:
        """What is known of it."""
        return self._menu.notes.get(line, ("", ""))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another line was chosen; say which."""
        if self._on_move:
            self._on_move(event.option_id)

    def open_line(self, line: str) -> None:
        """Give it back."""
        self.dismiss()
        self._on_choice(line)

    def leave(self) -> None:
        """Go back; nothing was chosen."""
        super().leave()
        if self._on_move:
            self._on_move(None)
