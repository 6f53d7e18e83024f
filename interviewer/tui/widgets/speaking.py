"""A committee's page while its members speak: the blind votes, and each statement as it comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from interviewer.evidence.characters import visible
from interviewer.reports import debrief_words as words
from interviewer.session import debrief_events as ev
from interviewer.tui.drawing import squares, with_quotes
from interviewer.tui.gutter import Row
from interviewer.tui.widgets.stops import Stop, Stops

if TYPE_CHECKING:
    from interviewer.content.library import Library
    from interviewer.model.debrief import MemberId, Vote
    from interviewer.reports.marks import Marks
    from interviewer.tui.look import Ink


@dataclass
class _Spoken:
    """A row, and what stands in it so far."""

    row: Stop
    vote: Vote | None = None
    text: str = ""
    struck: str = ""
    """Why what was shown counts for nothing, while it is said anew."""


class Speaking:
    """Mounts a row a member and a row a statement. Text is drawn by `flush`, so that keys come first."""

    def __init__(self, page: Stops, library: Library, marks: Marks, ink: Ink) -> None:
        self._page = page
        self._library = library
        self._marks = marks
        self._ink = ink
        self._members: dict[MemberId, _Spoken] = {}
        self._said: dict[int, _Spoken] = {}
        self._stale: dict[int, _Spoken] = {}

    async def hear(self, event: ev.DebriefEvent) -> None:
        """Take an event up."""
        match event:
            case ev.VoteCast(member=member, vote=vote):
                await self._cast(member, vote)
            case ev.StatementBegun():
                await self._begin(event)
            case ev.StatementDelta(number=number, text=text):
                self._say(number, self._said[number].text + text)
            case ev.StatementStruck(number=number, why=why, again=again):
                self._say(number, "", struck=why if again else "")
            case ev.StatementDone(number=number, statement=said):
                self._say(number, said.text)
            case _:
                pass

    def flush(self) -> None:
        """Draw what has come since; the page stays at its end until somebody moves in it."""
        if not self._stale:
            return
        for each in self._stale.values():
            each.row.redraw()
        self._stale.clear()
        if self._page.here is None:
            self._page.call_after_refresh(self._page.scroll_end, animate=False)

    async def _cast(self, member: MemberId, vote: Vote) -> None:
        if not self._members:
            await self._page.mount(Row("", Content("blind").stylize("$quiet"), classes="head votes"))
        self._members[member] = await self._mount(member, vote, "member")

    async def _begin(self, event: ev.StatementBegun) -> None:
        if event.part == "blind":
            self._said[event.number] = self._members[event.member]
            return
        if not self._page.query(".discussion"):
            await self._page.mount(Row("discussion", "", classes="head discussion"))
        self._said[event.number] = await self._mount(event.member, None, "part")

    async def _mount(self, member: MemberId, vote: Vote | None, classes: str) -> _Spoken:
        name = Content(words.member_name(self._library, member))
        row = Stop(name, lambda _pointed, _columns: Content(""), classes=classes)
        spoken = _Spoken(row, vote)
        await self._page.mount(row)
        row.redraw_as(lambda pointed, _columns: self._draw(spoken, pointed=pointed))
        return spoken

    def _say(self, number: int, text: str, struck: str = "") -> None:
        spoken = self._said[number]
        spoken.text, spoken.struck = text, struck
        self._stale[number] = spoken

    def _draw(self, spoken: _Spoken, *, pointed: bool) -> Content:
        drawn = Content("")
        if spoken.vote is not None:
            drawn = squares(self._marks, words.vote_level(spoken.vote), quiet=True)
            drawn += Content(f"   {words.vote_word(spoken.vote)}").stylize("$quiet")
        told = with_quotes(visible(spoken.text), self._ink.evidence_here if pointed else self._ink.mine)
        if spoken.struck:
            told = Content(f"Struck, and asked for again: {visible(spoken.struck)}").stylize("$quiet")
        return drawn + Content("\n") + told if drawn and told else drawn + told
