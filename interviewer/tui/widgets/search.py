"""The line to search a list with: opened by `/`, it narrows the list while one types."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

_BEGINS: Final = frozenset(string.ascii_lowercase + string.digits)
"""What begins words that stand apart; other scripts may run on without a space."""


class _Needle(Input):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.search_end", show=False),
        Binding("down,enter", "screen.search_list", show=False),
    ]


class SearchLine(Horizontal):
    """A label and an input on the grid; not there until it is opened."""

    DEFAULT_CSS = """
    SearchLine {
        height: 1; padding: 0 1; margin: 0 0 1 0; display: none;
        & > Static { width: 16; color: $quiet; }
        & > Input { width: 1fr; max-width: 70; height: 1; border: none; padding: 0; background: transparent; }
        & > Input:focus { border: none; background-tint: transparent; }
        & > Input > .input--cursor { background: $mine; color: $background; text-style: none; }
        & > Input > .input--placeholder { color: $quiet; }
    }
    SearchLine.-open { display: block; }
    """

    class Changed(Message):
        """Other words are searched for."""

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._placeholder = placeholder

    def compose(self) -> Iterable[Widget]:
        """The label and the input."""
        yield Static("search", markup=False)
        yield _Needle(placeholder=self._placeholder, compact=True, select_on_focus=False)

    @property
    def words(self) -> list[str]:
        """What is searched for: every word must be found."""
        return self.query_one(Input).value.casefold().split()

    @property
    def is_open(self) -> bool:
        """Whether it is there."""
        return self.has_class("-open")

    def open(self) -> None:
        """Let it be typed in."""
        self.add_class("-open")
        self.query_one(Input).focus()

    def end(self) -> None:
        """Take it away with what was searched for."""
        self.query_one(Input).value = ""
        self.remove_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say so."""
        event.stop()
        self.post_message(self.Changed())


def fits(words: Iterable[str], haystack: str) -> bool:
    """Whether every word is in the text or begins one of its words, whatever its case.

    Inside a word nothing is found: who looks for AI means neither chains nor explanations.
    """
    return fitting(words)(haystack)


def fitting(words: Iterable[str]) -> Callable[[str], bool]:
    """What says of text after text whether it `fits` the words."""
    found = [
        re.compile(rf"(?<![a-z0-9]){re.escape(word)}" if word[0] in _BEGINS else re.escape(word)).search
        for word in words
    ]

    def fit(haystack: str) -> bool:
        lower = haystack.casefold()
        return all(find(lower) for find in found)

    return fit
