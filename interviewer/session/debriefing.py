"""Holds a debrief and tells it as it is spoken: graded rounds in, typed events out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from interviewer.committee.loop import Loop
from interviewer.committee.movement import Move
from interviewer.committee.room import Turn
from interviewer.committee.script import Script
from interviewer.content.library import Library
from interviewer.model.debrief import Debrief, Statement
from interviewer.session.debrief_events import (
    DebriefEvent,
    Decided,
    PacketSettled,
    StatementBegun,
    StatementDone,
    VoteCast,
    VoteMoved,
)

Emit = Callable[[DebriefEvent], None]


async def stream_debrief(library: Library, loop: Loop) -> AsyncGenerator[DebriefEvent, None]:
    """The debrief of a loop as it is spoken; `Decided` comes last and holds all of it.

    Close the iterator when leaving it early (`contextlib.aclosing`).

    Raises:
        InterviewerError: when no round is there to decide on.
    """
    script = await asyncio.to_thread(Script, library, loop)
    told: asyncio.Queue[DebriefEvent | None] = asyncio.Queue()
    meeting = asyncio.create_task(_Meeting(script, told.put_nowait).hold())
    meeting.add_done_callback(lambda _: told.put_nowait(None))
    try:
        while (event := await told.get()) is not None:
            yield event
        meeting.result()
    finally:
        meeting.cancel()
        await asyncio.wait([meeting])


async def hold_debrief(library: Library, loop: Loop, tell: Emit | None = None) -> Debrief:
    """The debrief once it is over; `tell` hears every event on the way.

    Raises:
        InterviewerError: when no round is there to decide on.
    """
    decided: Debrief | None = None
    async with aclosing(stream_debrief(library, loop)) as events:
        async for event in events:
            if isinstance(event, Decided):
                decided = event.debrief
            if tell is not None:
                tell(event)
    if decided is None:  # pragma: no cover  # a meeting ends with its decision or an error
        raise AssertionError("the debrief ended without a decision")
    return decided


class _Meeting:
    """One debrief under way."""

    def __init__(self, script: Script, emit: Emit) -> None:
        self._script = script
        self._emit = emit

    async def hold(self) -> None:
        """From the packets to the decision."""
        sitting = self._script.sitting
        packets = (*sitting.rounds, *sitting.artifacts)
        for number, packet in enumerate(packets, start=1):
            self._emit(PacketSettled(packet=packet, number=number, of=len(packets)))
        for part in sitting.parts:
            self._emit(VoteCast(member=part.member, vote=part.ballot.vote, spec=None))
        statements = await self._blind()
        moves = {each.member: each for each in sitting.moved}
        for turn in self._script.discussion:
            statements.append(await self._say(len(statements) + 1, turn, tuple(statements)))
            if turn.occasion.cell.startswith("move_") and turn.occasion.member in moves:
                self._tell_move(moves.pop(turn.occasion.member))
        for move in moves.values():  # whoever found no words for it moves all the same
            self._tell_move(move)
        self._emit(Decided(debrief=await asyncio.to_thread(self._script.debrief, statements)))

    async def _blind(self) -> list[Statement]:
        """What the members say before any has heard another."""
        return [await self._say(number, turn, ()) for number, turn in enumerate(self._script.blind, start=1)]

    async def _say(self, number: int, turn: Turn, heard: Sequence[Statement]) -> Statement:  # noqa: ARG002
        self._begin(number, turn, None)
        self._emit(StatementDone(number=number, statement=turn.statement))
        return turn.statement

    def _begin(self, number: int, turn: Turn, spec: str | None) -> None:
        said = turn.statement
        self._emit(
            StatementBegun(
                number=number,
                of=len(self._script.turns),
                member=said.member,
                part=said.part,
                dimension=said.dimension,
                to=said.to,
                spec=spec,
            )
        )

    def _tell_move(self, move: Move) -> None:
        self._emit(
            VoteMoved(
                member=move.member,
                before=self._script.part(move.member).ballot.vote,
                after=self._script.sitting.case.votes[move.member],
                by=move.by,
                evidence=move.item.id,
            )
        )
