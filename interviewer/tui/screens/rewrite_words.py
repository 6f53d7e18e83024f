"""What the screen for other words says: its help, its keys, and what stands around them. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from interviewer.model.words import Dimension
from interviewer.tui.drawing import with_quotes

if TYPE_CHECKING:
    from interviewer.model.scorecard import Scorecard

HELP: Final = (
    "Your answer with one sentence open. Change it: the levels are graded again while you type, "
    "as graded on the left, as it stands on the right. A bit up or down is a difference "
    "within a level. Empty the sentence to see what it was worth. Tab opens the next sentence, with your "
    "changes kept in place; F2 opens all you said at a time. Enter keeps the answer as it stands, to be "
    "compared later with F3. ctrl+_ undoes, back to the answer as graded. Both sides are graded offline, "
    "whoever made the scorecard. Nothing here changes the saved scorecard."
)
KEYS: Final[list[BindingType]] = [
    Binding("enter", "keep", "keep", tooltip="Keep the answer as it stands", priority=True),
    Binding("tab", "sentence(1)", "next sentence", tooltip="Open the next sentence", priority=True),
    Binding("shift+tab", "sentence(-1)", "sentence before", show=False, priority=True),
    Binding("f2", "whole", "all of it", tooltip="Open all that was said at that time"),
    Binding("f3", "compare", "compare", tooltip="Kept rewrites beside the answer as graded"),
    Binding(
        "ctrl+underscore,ctrl+slash",
        "undo",
        "undo",
        key_display="ctrl+_",
        tooltip="Undo, back to the answer as graded",
        priority=True,
    ),
    Binding("f4", "as_graded", "as graded", tooltip="Everything as it was graded; undo brings it back"),
    Binding("ctrl+n", "empty", "empty", tooltip="Empty it, for other words altogether", priority=True),
    Binding("ctrl+j", "new_line", "new line", show=False, tooltip="Start a new line"),
    Binding("pagedown", "scroll(1)", "", show=False, tooltip="Scroll what it changed", priority=True),
    Binding("pageup", "scroll(-1)", "", show=False, tooltip="Scroll it back", priority=True),
    Binding("escape", "leave", "back", tooltip="Back to the scorecard; what you typed stays"),
]


def wanted(card: Scorecard) -> Content:
    """What would raise the weakest dimension."""
    weak = [
        (score.estimate, name, score.to_raise)
        for name, score in card.dimensions.items()
        if score.estimate is not None and score.to_raise
    ]
    if not weak:
        return Content("")
    _, name, words = min(weak, key=lambda each: each[0])
    return Content(f"{Dimension(name).value}: ").stylize("$quiet") + with_quotes(words, "$mine")


def end_of(text: str, most: int) -> str:
    """The last words of a text, up to so many characters."""
    return text if len(text) <= most else f"... {text[-most:].partition(' ')[2]}"


def start_of(text: str, most: int) -> str:
    """The first words of a text, up to so many characters."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} ..."
