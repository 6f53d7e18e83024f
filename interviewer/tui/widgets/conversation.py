"""The conversation: one widget a turn, standing on the answer box; what streams in comes in blocks."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from interviewer.evidence.characters import legible
from interviewer.tui.drawing import with_quotes
from interviewer.tui.gutter import Gutter, Row, Stack

if TYPE_CHECKING:
    from textual.timer import Timer

    from interviewer.tui.look import Ink

Entry = tuple[int, str, str, bool]
"""A turn's number, who speaks, what was said, and whether it is a question to be answered."""

FRAME: Final = 0.05
"""Seconds between two repaints of text that streams in: what arrives in between is drawn at once."""
_LIVE: Final = 12
"""Turns at the end that are a widget each: they can be selected, taken back, and set in bold."""
_CHAPTER: Final = 12
"""Older turns that share a widget."""
_BLOCK: Final = 400
"""Characters after which a block of streaming text ends at a blank line, so that a repaint stays cheap."""
_BLOCKS: Final = 8
"""Blocks of streaming text that are a widget each."""


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


class Past(Static):
    """Turns that are long past, as one widget, so that a long round types as fast as a short one."""

    DEFAULT_CSS = "Past { height: auto; width: 100%; padding: 0 1; }"
    ALLOW_SELECT = False

    def __init__(self, turns: list[Entry]) -> None:
        super().__init__()
        self.turns = turns

    def draw(self, ink: Ink) -> None:
        """Draw them."""
        self.update(Stack([turn_gutter(who, said, ink) for _, who, said, _ in self.turns]))


class Conversation(VerticalScroll):
    """All that was said and still stands. It follows its end until the reader scrolls away."""

    DEFAULT_CSS = "Conversation { align-vertical: bottom; height: 1fr; scrollbar-size: 0 0; }"

    def __init__(self, ink: Ink, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own word
        super().__init__(id=id)
        self._ink = ink
        self._current: Turn | None = None
        self._past: list[Past] = []
        self._turns: list[Turn] = []

    def on_mount(self) -> None:
        """Stay at the end."""
        self.anchor()

    async def recall(self, said: list[Entry]) -> None:
        """Show what was said in an earlier sitting."""
        await self.remove_children()
        whole = max(0, len(said) - _LIVE) // _CHAPTER * _CHAPTER
        self._past = [Past(said[at : at + _CHAPTER]) for at in range(0, whole, _CHAPTER)]
        self._turns = [Turn(*each) for each in said[whole:]]
        self._current = None
        for past in self._past:
            past.draw(self._ink)
        for turn in self._turns:
            turn.draw(self._ink)
        await self.mount_all([*self._past, *self._turns])
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
        """Make one widget of the oldest turns."""
        old, self._turns = self._turns[:_CHAPTER], self._turns[_CHAPTER:]
        past = Past([turn.entry for turn in old])
        past.draw(self._ink)
        self._past.append(past)
        async with self.batch():
            await self.mount(past, before=self._turns[0])
            for turn in old:
                await turn.remove()

    async def keep_only(self, numbers: Collection[int]) -> None:
        """Take away every turn that no longer stands."""
        if any(each[0] not in numbers for past in self._past for each in past.turns):
            live = [turn.entry for turn in self._turns]
            past = [each for chapter in self._past for each in chapter.turns]
            await self.recall([each for each in (*past, *live) if each[0] in numbers])
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
        for past in self._past:
            past.draw(ink)
        for turn in self._turns:
            turn.draw(ink, current=turn is self._current)

    def stream(self, who: str) -> Stream:
        """Room for text that arrives bit by bit."""
        return Stream(self, who, self._ink)


class Stream:
    """Text that arrives bit by bit. It is drawn at most once a frame, and only its last block again."""

    def __init__(self, conversation: Conversation, who: str, ink: Ink) -> None:
        self._conversation = conversation
        self._ink = ink
        self._who = who
        self._waiting = ""
        self._block: Turn | None = None
        self._closed: list[Turn] = []
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
        while text:
            block = self._block or await self._open()
            head, text = _cut(block.said, text)
            block.said += head
            if text:
                block.said = block.said.rstrip("\n")
                text = text.lstrip("\n")
            block.draw(self._ink)
            if text:
                self._block = None
                self._closed.append(block)
        if len(self._closed) >= _BLOCKS:
            await self._close()

    async def _open(self) -> Turn:
        self._block = Turn(-1, self._who, "")
        self._who = ""
        await self._conversation.mount(self._block)
        return self._block

    async def _close(self) -> None:
        """Make one widget of the blocks that are whole."""
        past = Past([block.entry for block in self._closed])
        past.draw(self._ink)
        async with self._conversation.batch():
            await self._conversation.mount(past, before=self._closed[0])
            for block in self._closed:
                await block.remove()
        self._closed = []


def _cut(before: str, more: str) -> tuple[str, str]:
    """What of `more` still belongs to the block: a long one ends at a blank line, or at a line's end."""
    whole = before + more
    for length, end in ((_BLOCK, "\n\n"), (3 * _BLOCK, "\n")):
        at = whole.find(end, max(length, len(before) - 1))
        if at >= 0:
            return more[: at + 1 - len(before)], more[at + 1 - len(before) :]
    return more, ""
