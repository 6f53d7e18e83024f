"""The candidate's own guess before any grade is shown: one key a dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from interviewer.model.words import LEVEL_WORDS, Dimension, Level
from interviewer.tui.drawing import squares
from interviewer.tui.gutter import LABEL

if TYPE_CHECKING:
    from textual.events import Resize

    from interviewer.reports.marks import Marks

_WIDE: Final = 64
"""Columns that the levels with their words need."""


class Guess(Static, can_focus=True):
    """Asks for one level a dimension. People who misjudge themselves learn most from seeing both."""

    DEFAULT_CSS = "Guess { height: auto; width: 100%; } Guess:focus { background-tint: transparent; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(level), f"rate({level})", word) for level, word in LEVEL_WORDS.items()),
        Binding("backspace", "again", "one back"),
        Binding("enter", "skip", "skip this one"),
    ]

    class Done(Message):
        """The guess is made; it is empty when it was skipped."""

        def __init__(self, ratings: dict[Dimension, Level]) -> None:
            super().__init__()
            self.ratings = ratings

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self._marks = marks
        self._ratings: dict[Dimension, Level | None] = {}
        """None where it was skipped."""
        self._place = ""
        self._question = ""
        self._open = False

    def on_resize(self, _event: Resize) -> None:
        """Say as much as there is room for."""
        if self._open:
            self._draw()

    def ask(self, place: str, question: str) -> None:
        """Ask for one question's levels; its words say which one it was."""
        self._ratings = {}
        self._place = place
        self._question = question
        self._open = True
        self._draw()

    def wait(self, words: str) -> None:
        """Say what is awaited instead of asking."""
        self._open = False
        self.update(Content(words).stylize("$quiet"))

    def action_rate(self, level: Level | None) -> None:
        """Guess the next dimension; None leaves it out."""
        if not self._open:
            return
        following = next(name for name in Dimension if name not in self._ratings)
        self._ratings[following] = level
        self._draw()
        if len(self._ratings) == len(Dimension):
            self._finish()

    def action_again(self) -> None:
        """Take the last level back."""
        if self._open and self._ratings:
            self._ratings.popitem()
            self._draw()

    def action_skip(self) -> None:
        """Leave this dimension out."""
        self.action_rate(None)

    def finish(self) -> None:
        """Take what was guessed so far, and ask for no more."""
        if self._open:
            self._finish()

    def _finish(self) -> None:
        self._open = False
        self.post_message(self.Done({name: level for name, level in self._ratings.items() if level}))

    def _draw(self) -> None:
        place = f", {self._place}" if self._place else ""
        lines = [Content(f"Before the grade{place}: where do you think you are?")]
        if self._place:
            question = Content(self._question).truncate(max(20, self.size.width - 2), ellipsis=True)
            lines.append(question.stylize("$quiet"))
        asked = next((name for name in Dimension if name not in self._ratings), None)
        for name in Dimension:
            here = name is asked
            label = Content(f"{name:<{LABEL}}").stylize("bold $bright" if here else "$quiet")
            wide = self.size.width >= _WIDE
            words = "1 no   2 lean no   3 lean yes   4 yes" if wide else "1 to 4, from no to yes"
            keys = Content(words).stylize("$quiet")
            drawn = squares(self._marks, self._ratings.get(name))
            lines.append(label + drawn + Content("   ") + (keys if here else Content("")))
        self.update(Content("\n").join(lines))
