"""The conversation: one widget a turn, standing on the answer box; what streams in comes in blocks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive

from interviewer.evidence.characters import legible
from interviewer.tui.drawing import with_quotes
from interviewer.tui.gutter import Gutter, Row
from interviewer.tui.widgets.past import Past

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from interviewer.tui.look import Ink

Entry = tuple[int, str, str, bool]
"""A turn's number, who speaks, what was said, and whether it is a question to be answered."""

FRAME: Final = 0.05
"""Seconds between two repaints of text that streams in: what arrives in between is drawn at once."""
_LIVE: Final = 12
"""Turns at the end that are a widget each: they can be selected, taken back, and set in bold."""
_CHAPTER: Final = 4
"""Turns that are made part of the past together."""
_ENDS: Final = ((400, re.compile(r"\n{2,}(?=[^\n])")), (1200, re.compile(r"\n+(?=[^\n])")))
"""After how many characters a block of streaming text ends, and where, so that a repaint stays cheap."""


def turn_gutter(who: str, said: str, ink: Ink, *, current: bool = False) -> Gutter:
    """One thing said, on the grid; the question on the table is the one thing in bold."""
    mine = who == "you"
    name = Content(who).stylize("$mine" if mine else "$quiet")
    text = Content(legible(said)) if mine else with_quotes(legible(said), ink.mine)
    return Gutter(name, text.stylize_before("bold $bright") if current else text)


class Turn(Row):
    """One thing said."""

    DEFAULT_CSS = "Turn { margin: 0 0 1 0; padding: 0 1; }"

    def __init__(self, number: int, who: str, text: str, asks: bool = False) -> None:  # noqa: FBT001, FBT002  # an Entry
        self.number = number
        self.asks = asks
        self.who = who
        self.said = text
        super().__init__("", "")

    @property
    def entry(self) -> Entry:
        """What it was made of."""
        return self.number, self.who, self.said, self.asks

    def draw(self, ink: Ink, *, current: bool = False) -> None:
        """Draw it."""
        self.show_gutter(turn_gutter(self.who, self.said, ink, current=current))


class Conversation(VerticalScroll):
    """All that was said and still stands. It follows its end until the reader scrolls away."""

    DEFAULT_CSS = "Conversation { align-vertical: bottom; height: 1fr; scrollbar-size: 0 0; }"

    virtual_size = Reactive(Size(0, 0))  # as in `Past`

    def __init__(self, ink: Ink, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own word
        super().__init__(id=id)
        self._ink = ink
        self._current: Turn | None = None
        self._long_past: list[Entry] = []
        self._past = Past(self._draw_past)
        self._turns: list[Turn] = []

    def _draw_past(self, at: int) -> Gutter:
        _, who, said, _ = self._long_past[at]
        return turn_gutter(who, said, self._ink)

    def compose(self) -> ComposeResult:
        """What is long past; the turns come after it."""
        yield self._past

    def on_mount(self) -> None:
        """Stay at the end."""
        self.anchor()

    async def recall(self, said: list[Entry]) -> None:
        """Show what was said in an earlier sitting."""
        await self.remove_children([each for each in self.children if each is not self._past])
        whole = max(0, len(said) - _LIVE)
        self._long_past = said[:whole]
        self._past.show(whole, anew_from=0)
        self._turns = [Turn(*each) for each in said[whole:]]
        self._current = None
        for turn in self._turns:
            turn.draw(self._ink)
        await self.mount_all(self._turns)
        self._mark_current()

    async def add(self, number: int, who: str, text: str, *, asks: bool = False) -> None:
        """Add one turn at the end; one that asks is the question on the table from now on."""
        turn = Turn(number, who, text, asks)
        turn.draw(self._ink)
        self._turns.append(turn)
        await self.mount(turn)
        self._mark_current()
        self.anchor()
        if len(self._turns) >= _LIVE + _CHAPTER:
            await self._close_chapter()

    async def _close_chapter(self) -> None:
        """Make the oldest turns part of the past."""
        old, self._turns = self._turns[:_CHAPTER], self._turns[_CHAPTER:]
        async with self.batch():
            self._long_past += [turn.entry for turn in old]
            self._past.show(len(self._long_past))
            await self.remove_children(old)

    async def keep_only(self, numbers: Collection[int]) -> None:
        """Take away every turn that no longer stands."""
        if any(number not in numbers for number, *_ in self._long_past):
            said = [*self._long_past, *(turn.entry for turn in self._turns)]
            await self.recall([each for each in said if each[0] in numbers])
            return
        gone = [turn for turn in self._turns if turn.number not in numbers]
        self._turns = [turn for turn in self._turns if turn.number in numbers]
        for turn in gone:
            await turn.remove()
        self._mark_current()

    def _mark_current(self) -> None:
        """What was asked last is the question on the table, whatever was told since."""
        last = next((turn for turn in reversed(self._turns) if turn.asks), None)
        if last is self._current:
            return
        if self._current is not None and self._current.is_attached:
            self._current.draw(self._ink)
        self._current = last
        if last is not None:
            last.draw(self._ink, current=True)

    def close(self) -> None:
        """No question is on the table any more."""
        if self._current is not None:
            self._current.draw(self._ink)
            self._current = None

    def draw_again(self, ink: Ink) -> None:
        """Draw every turn in another theme's inks."""
        self._ink = ink
        self._past.draw_again()
        for turn in self._turns:
            turn.draw(ink, current=turn is self._current)

    def stream(self, who: str) -> Stream:
        """Room for text that arrives bit by bit."""
        return Stream(self, who, self._ink)


class Stream:
    """Text that arrives bit by bit. It is drawn at most once a frame, and only its last block again."""

    def __init__(self, conversation: Conversation, who: str, ink: Ink) -> None:
        self._conversation = conversation
        self._who = who
        self._waiting = ""
        self._ink = ink
        self._blocks: list[str] = []
        self._shown = Past(self._draw)
        # The last repaint must not overtake one that is under way.
        self._painting = asyncio.Lock()
        self._timer: Timer = conversation.set_interval(FRAME, self._paint)

    def feed(self, text: str) -> None:
        """More of it."""
        self._waiting += text

    async def end(self) -> None:
        """All of it has come."""
        async with self._painting:
            # Stopping the timer cancels what it runs: here no repaint is under way that could lose its text.
            self._timer.stop()
            await self._paint_waiting()

    async def _paint(self) -> None:
        async with self._painting:
            await self._paint_waiting()

    async def _paint_waiting(self) -> None:
        text, self._waiting = self._waiting, ""
        if not text:
            return
        last = self._blocks.pop() if self._blocks else ""
        anew = len(self._blocks)
        self._blocks += _cut(last + text)
        self._shown.show(len(self._blocks), anew_from=anew)
        if not self._shown.is_attached:
            await self._conversation.mount(self._shown)

    def _draw(self, at: int) -> Gutter:
        return turn_gutter("" if at else self._who, self._blocks[at], self._ink)


def _cut(text: str) -> list[str]:
    """Cut where a block has become long: at a blank line, else at a line's end. The last is still open."""
    blocks: list[str] = []
    while found := next(filter(None, (end.search(text, length) for length, end in _ENDS)), None):
        blocks.append(text[: found.start()])
        text = text[found.end() :]
    return [*blocks, text]
