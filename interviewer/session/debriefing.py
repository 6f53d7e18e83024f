"""Holds a debrief and tells it as it is spoken: graded rounds in, typed events out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from interviewer.committee.briefing import Briefing
from interviewer.committee.credits import Stopped, who_spoke
from interviewer.committee.loop import Loop
from interviewer.committee.movement import Move
from interviewer.committee.room import Turn
from interviewer.committee.script import Script
from interviewer.committee.spoken import problems, shown, take_apart
from interviewer.content.library import Library
from interviewer.llm import errors
from interviewer.llm.protocol import Broken, Done, StreamEvent, Tell, TextDelta, Used, sum_of
from interviewer.llm.protocol import Waiting as ModelWaits
from interviewer.model.debrief import Debrief, Statement
from interviewer.scoring.calls import first_then_rest, together
from interviewer.session.commands import Paid, Waiting
from interviewer.session.debrief_events import (
    DebriefEvent,
    Decided,
    PacketSettled,
    StatementBegun,
    StatementDelta,
    StatementDone,
    StatementStruck,
    VoiceLost,
    VoteCast,
    VoteMoved,
)
from interviewer.session.voices import NOBODY, Voices

if TYPE_CHECKING:
    from interviewer.llm.protocol import LLM, Request

Emit = Callable[[DebriefEvent], None]

_ASKED: Final = 2
"""How often a statement is asked for before the written line stands in its place."""
_LONGEST: Final = 6_000
"""Characters of a reply, ten times what a statement may have; a server that sends more is not waited for."""
_NEVER_BEGAN: Final = (
    errors.KeyMissingError,
    errors.KeyRefusedError,
    errors.HostRefusedError,
    errors.ModelUnknownError,
    errors.ServerUnreachableError,
    errors.NotRecordedError,
)
"""What is wrong with a choice of model rather than with a call, where the model has said nothing yet."""
_THIS_ONE: Final = (errors.RefusedError, errors.ContextOverflowError, errors.InvalidReplyError)
"""What is wrong with one request; the next may well be answered."""


async def stream_debrief(
    library: Library, loop: Loop, voices: Voices = NOBODY
) -> AsyncGenerator[DebriefEvent, None]:
    """The debrief of a loop as it is spoken; `Decided` comes last and holds all of it.

    Votes, moves and decision are the rule's. `voices` find the words of the statements; what does not keep
    to the evidence is asked for once more and then struck, and where a model fails the written lines go on.
    Close the iterator when leaving it early (`contextlib.aclosing`); the voices are the caller's to close.

    Raises:
        InterviewerError: when no round is there to decide on.
        LLMError: when a model cannot be asked at all (no key, another's host, unknown, nobody there).
    """
    script = await asyncio.to_thread(Script, library, loop)
    told: asyncio.Queue[DebriefEvent | None] = asyncio.Queue()
    meeting = asyncio.create_task(_Meeting(library, script, voices, told.put_nowait).hold())
    meeting.add_done_callback(lambda _: told.put_nowait(None))
    try:
        while (event := await told.get()) is not None:
            yield event
        meeting.result()
    finally:
        meeting.cancel()
        await asyncio.wait([meeting])


async def hold_debrief(
    library: Library, loop: Loop, voices: Voices = NOBODY, tell: Emit | None = None
) -> Debrief:
    """The debrief once it is over; `tell` hears every event on the way.

    Raises:
        InterviewerError: when no round is there to decide on.
        LLMError: when a model cannot be asked at all.
    """
    decided: Debrief | None = None
    async with aclosing(stream_debrief(library, loop, voices)) as events:
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

    def __init__(self, library: Library, script: Script, voices: Voices, emit: Emit) -> None:
        self._script = script
        self._voices = voices
        self._emit = emit
        self._briefing = Briefing(script, library)
        self._heard_from: set[str] = set()
        self._used: list[Used] = []
        self._replaced: dict[int, str] = {}
        self._stopped: dict[str, Stopped] = {}

    async def hold(self) -> None:
        """From the packets to the decision."""
        sitting = self._script.sitting
        packets = (*sitting.rounds, *sitting.artifacts)
        for number, packet in enumerate(packets, start=1):
            self._emit(PacketSettled(packet=packet, number=number, of=len(packets)))
        for part in sitting.parts:
            llm = self._voices.of(part.member)
            self._emit(VoteCast(member=part.member, vote=part.ballot.vote, spec=llm.spec if llm else None))
        statements = await self._blind()
        moves = {each.member: each for each in sitting.moved}
        for turn in self._script.discussion:
            statements.append(await self._say(len(statements) + 1, turn, tuple(statements), self._hear))
            if turn.occasion.cell.startswith("move_") and turn.occasion.member in moves:
                self._tell_move(moves.pop(turn.occasion.member))
        for move in moves.values():  # whoever found no words for it moves all the same
            self._tell_move(move)
        self._emit(Decided(debrief=await asyncio.to_thread(self._debrief, statements)))

    def _debrief(self, statements: Sequence[Statement]) -> Debrief:
        spoken = {(each.member, each.spec) for each in statements}
        voices = [each for each in self._voices.spread if (each.member, each.spec) in spoken]
        lines = self._script.sitting.lines
        return self._script.debrief(
            statements,
            voices=voices,
            usage=sum_of(self._used) if self._used else None,
            notes=tuple(who_spoke(lines, voices, statements, self._replaced, self._stopped)),
        )

    async def _blind(self) -> list[Statement]:
        """What the members say before any has heard another.

        Those with a model speak at a time; each model's first is alone until it has begun, so that the
        others find the rules of the room in the provider's cache.
        """
        said: dict[int, Statement] = {}
        by_model: dict[str | None, list[Callable[[Tell], Awaitable[None]]]] = {}

        def speaking(number: int, turn: Turn) -> Callable[[Tell], Awaitable[None]]:
            async def speak(tell: Tell) -> None:
                said[number] = await self._say(number, turn, (), tell)

            return speak

        for number, turn in enumerate(self._script.blind, start=1):
            llm = self._voices.of(turn.occasion.member)
            by_model.setdefault(llm.spec if llm else None, []).append(speaking(number, turn))
        for speak in by_model.pop(None, []):
            await speak(self._hear)
        await together([first_then_rest(each, self._hear) for each in by_model.values()])
        return [said[number] for number in sorted(said)]

    async def _say(self, number: int, turn: Turn, heard: Sequence[Statement], tell: Tell) -> Statement:
        """One statement: by the member's model, or by the written lines where it has none any more."""
        llm = self._voices.of(turn.occasion.member)
        if llm is not None and llm.spec in self._stopped:
            llm = None
        self._begin(number, turn, llm.spec if llm else None)
        said = turn.statement
        if llm is not None:
            text = await self._worded(llm, number, turn, heard, tell)
            if text is not None:
                said = said.model_copy(update={"text": text, "spec": llm.spec})
        self._emit(StatementDone(number=number, statement=said))
        return said

    async def _worded(
        self, llm: LLM, number: int, turn: Turn, heard: Sequence[Statement], tell: Tell
    ) -> str | None:
        """A model's words that hold up; None where there are none."""
        try:
            return await self._asked(llm, number, turn, heard, tell)
        except _THIS_ONE as error:
            self._replaced[number] = str(error)
            self._strike(number, str(error), again=False)
        except errors.LLMError as error:
            if isinstance(error, _NEVER_BEGAN) and llm.spec not in self._heard_from:
                raise
            if llm.spec not in self._stopped:
                self._stopped[llm.spec] = Stopped(number, str(error))
                self._emit(VoiceLost(spec=llm.spec, why=str(error)))
            self._strike(number, str(error), again=False)
        return None

    async def _asked(
        self, llm: LLM, number: int, turn: Turn, heard: Sequence[Statement], tell: Tell
    ) -> str | None:
        given = await asyncio.to_thread(self._briefing.given, turn, heard)
        request = await asyncio.to_thread(self._briefing.request, turn, heard)
        for left in reversed(range(_ASKED)):
            reply, whole = await self._streamed(llm, number, request, tell)
            self._heard_from.add(llm.spec)
            spoken = take_apart(reply, given)
            wrong = problems(spoken, given) if whole else ("it was cut off: say it in fewer words",)
            if not wrong:
                return spoken.text
            self._strike(number, wrong[0], again=left > 0)
            request = self._briefing.again(request, reply, wrong)
        self._replaced[number] = f"{llm.spec} was asked twice and did not keep to the evidence"
        return None

    async def _streamed(self, llm: LLM, number: int, request: Request, tell: Tell) -> tuple[str, bool]:
        """The reply, told piece by piece, and whether it is whole."""
        reply, told, whole = "", "", True
        async with aclosing(llm.stream(request)) as events:
            async for event in events:
                tell(event)
                match event:
                    case TextDelta(text):
                        reply += text
                        if len(reply) > _LONGEST:
                            return reply, False
                        visible = shown(reply)
                        if visible.startswith(told) and visible != told:
                            self._emit(StatementDelta(number=number, text=visible[len(told) :]))
                            told = visible
                    case Broken(why):
                        reply, told = "", ""
                        self._strike(number, why, again=True)
                    case Done(reason):
                        whole = reason == "end"
                    case _:
                        pass
        return reply, whole

    def _hear(self, event: StreamEvent) -> None:
        """What a user should see beside the words: waits, and what it costs."""
        if isinstance(event, Used):
            self._used.append(event)
            self._emit(Paid(cost=sum_of(self._used)["cost"]))
        elif isinstance(event, ModelWaits) and event.seconds_left is not None:
            self._emit(Waiting(why=event.why, seconds_left=event.seconds_left))

    def _strike(self, number: int, why: str, *, again: bool) -> None:
        self._emit(StatementStruck(number=number, why=why, again=again))

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
