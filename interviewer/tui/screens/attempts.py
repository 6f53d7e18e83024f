"""Two tries at the same question side by side: levels, what was gained and lost, and both answers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Self

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from interviewer.evidence.characters import legible, visible
from interviewer.model.errors import InterviewerError
from interviewer.model.words import Dimension
from interviewer.reports.attempts import NOT_ALIKE, changes, title
from interviewer.reports.layout import plural
from interviewer.session.attempts import Attempt, TwoAttempts, compared
from interviewer.tui.drawing import level, squares
from interviewer.tui.frame import MoreLine, Page
from interviewer.tui.gutter import LABEL, Row

if TYPE_CHECKING:
    from textual.widget import Widget

    from interviewer.model.content import Catalogue
    from interviewer.session.surroundings import Surroundings

    FindTries = Callable[[Surroundings], tuple[TwoAttempts, ...]]

_COLUMN: Final = 22
LOST: Final = frozenset({"gone", "flags new"})
"""Labels of what a try no longer has, or should not have."""
_NONE: Final = "There is no earlier graded try at this question. Try it again, and both stand here."


class AttemptsScreen(Page):
    """An earlier try and this one."""

    CSS_PATH = "attempts.tcss"
    HELP = (
        "Your last earlier try at the same question beside this one: the levels of both, what is new in this "
        "one and what it no longer has, and both answers with the words lit that make the difference; Tab "
        "goes from one answer to the next. Where "
        "another rubric, grader or version graded the earlier one, the levels do not compare, and the screen "
        "says so."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "part", "next part", tooltip="To the next answer, and back up"),
        Binding("n,right", "turn(1)", "next answer", tooltip="The next question that was tried earlier"),
        Binding("v", "replay", "replay earlier", tooltip="Replay the earlier try"),
        Binding("escape", "leave", "back", tooltip="Back to the scorecard"),
        Binding("j,down", "line(1)", "Scroll down", show=False),
        Binding("k,up", "line(-1)", "Scroll up", show=False),
        Binding("g", "end(False)", "To the top", show=False),
        Binding("G", "end(True)", "To the end", show=False),
    ]
    AUTO_FOCUS = "#tries"
    TITLE_WORDS = "compare"

    def __init__(self, find: FindTries, none: str = _NONE, *, noun: str = "question") -> None:
        super().__init__()
        self._find = find
        """Away from the event loop."""
        self._none = none
        """What is said where there is nothing to compare."""
        self._noun = noun
        """What `n` goes on to another of."""
        self._found: tuple[TwoAttempts, ...] = ()
        self._catalogue: Catalogue | None = None
        self._at = 0

    @classmethod
    def of_round(cls, path: Path) -> Self:
        """The answers of a saved round beside earlier tries at the same questions."""
        return cls(lambda around: compared(around.library, around.store, around.places.index, path))

    def body(self) -> Iterable[Widget]:
        """One part that scrolls."""
        yield VerticalScroll(id="tries")
        yield MoreLine()

    def on_mount(self) -> None:
        """Look for the earlier try, away from the event loop."""
        self.say_head(self.TITLE_WORDS)
        self.query_one(MoreLine).follow(self._tries)
        self._load()

    @property
    def _tries(self) -> VerticalScroll:
        return self.query_one("#tries", VerticalScroll)

    @work(exclusive=True, group="load", exit_on_error=False)
    async def _load(self) -> None:
        try:
            around = await self.app.surroundings()
            self._catalogue = await asyncio.to_thread(lambda: around.library.catalogue)
            self._found = await asyncio.to_thread(self._find, around)
        except InterviewerError:
            self._found = ()
        if not self._found:
            await self._tries.mount(Row("", self._none))
            return
        await self._show()

    async def _show(self) -> None:
        two, catalogue = self._found[self._at], self._catalogue
        if catalogue is None:
            return
        place = f"{self._noun} {self._at + 1} of {len(self._found)}" if len(self._found) > 1 else ""
        self.say_head(self.TITLE_WORDS, (place or two.after.card.round,))
        await self._tries.remove_children()
        await self._tries.mount(*self.rows(two, catalogue))
        self.refresh_bindings()

    def rows(self, two: TwoAttempts, catalogue: Catalogue) -> Iterator[Widget]:
        """The question, both levels, what changed, and both answers."""
        if two.question:
            yield Row("question", legible(two.question))
        yield Static(self._levels(two), id="levels")
        if not two.alike:
            yield Row("", NOT_ALIKE.format(id=two.before.id), classes="section")
        for label, words in changes(two, catalogue):
            name = Content(label).stylize("$lacking" if label in LOST else "$quiet")
            yield Row(name, words, classes="section")
        yield Container(self.attempt(two.before, two.lost), self.attempt(two.after, two.gained), id="both")

    def _levels(self, two: TwoAttempts) -> Content:
        head = f"{'':<{LABEL}}{title(two.before):<{_COLUMN}}{title(two.after)}"
        lines = [Content(head).stylize("$quiet")]
        for name in Dimension:
            then = squares(self.marks, two.before.card.dimensions[name].score, quiet=True)
            now = level(self.marks, two.after.card.dimensions[name].score)
            space = Content(" " * (_COLUMN - then.cell_length))
            lines.append(Content(f"{name.value:<{LABEL}}") + then + space + now)
        return Content("\n").join(lines)

    def attempt(self, attempt: Attempt, lit: Iterable[str]) -> Static:
        """An answer, with what only this try has lit in it."""
        text = legible(attempt.text)
        drawn = Content(text)
        for quote in (quote for name in lit for quote in attempt.heard[name].quotes):
            # The answer keeps its line ends, a quote does not.
            words = r"\s+".join(re.escape(word) for word in visible(quote.text).split())
            if words and (found := re.search(words, text)):
                drawn = drawn.stylize(self.ink.evidence, *found.span())
        head = Content(f"{title(attempt)}, {plural(len(text.split()), 'word')}").stylize("$quiet")
        return Static(head + Content("\n") + drawn, classes="try")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is taught where it does something."""
        if action == "turn":
            return len(self._found) > 1
        return bool(self._found and self._found[self._at].before.id) if action == "replay" else True

    async def action_turn(self, by: int) -> None:
        """The next question that was tried earlier."""
        self._at = (self._at + by) % len(self._found)
        await self._show()

    def action_replay(self) -> None:
        """The earlier round again."""
        two = self._found[self._at]
        self.app.open_replay(self.app.places.transcripts / f"{two.before.id}.jsonl")

    def action_part(self) -> None:
        """Scroll to the next answer's beginning; from the last, or the end, to the top."""
        here, last = self._tries.scroll_offset.y, self._tries.max_scroll_y
        tops = sorted({self._top_of(each) for each in self.query(".try")})
        following = [top for top in tops if top > here] if here < last else []
        self._tries.scroll_to(y=following[0] if following else 0, animate=False)

    def _top_of(self, attempt: Widget) -> int:
        """The row at which an answer begins, counted from the top of what scrolls."""
        return attempt.region.y - self._tries.region.y + self._tries.scroll_offset.y

    def action_line(self, step: int) -> None:
        """Scroll by a line."""
        self._tries.scroll_relative(y=step, animate=False)

    def action_end(self, last: bool) -> None:  # noqa: FBT001  # an action's argument
        """Scroll to an end."""
        self._tries.scroll_to(y=self._tries.max_scroll_y if last else 0, animate=False)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
