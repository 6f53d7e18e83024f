"""A loop: its rounds one after the other over days, the gates between them, the committee at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self

from interviewer._version import __version__
from interviewer.committee.gate import gate, rule_line
from interviewer.model import loop as ev
from interviewer.model.debrief import Debrief
from interviewer.model.errors import UsageError
from interviewer.session import commands as c
from interviewer.session import loop_commands as lc
from interviewer.session.costs import cost_of
from interviewer.session.debrief_events import Decided
from interviewer.session.debriefing import stream_debrief
from interviewer.session.graded import grade_saved
from interviewer.session.held_loop import held_loop
from interviewer.session.held_rounds import held_round
from interviewer.session.loop_plan import LoopPlan, plan_place
from interviewer.session.loop_stops import Stage, Standing, Stop, stage_of, stops_of
from interviewer.session.recent import recently_asked
from interviewer.session.round import Cast, RoundSession
from interviewer.session.voices import NOBODY, Voices, make_voices
from interviewer.transcripts.lines import first_line
from interviewer.transcripts.loops import LoopJournal, LoopRecord, LoopStore
from interviewer.transcripts.read import Transcript, read_transcript
from interviewer.transcripts.store import Store, new_id


class LoopSession:
    """A loop that is being held.

    Front ends look at `stage`, send the command that fits it to `do`, and show what it yields; while `round`
    is there, the round's own commands go to that.

    Everything is on disk before it is told; closing at any moment loses nothing. What onsite rounds are
    worth is not even graded before the debrief, so nothing can hint at it.
    """

    def __init__(
        self,
        cast: Cast,
        store: Store,
        journal: LoopJournal,
        header: ev.LoopHeader,
        events: tuple[ev.LoopEvent, ...],
    ) -> None:
        self.header = header
        self.round: RoundSession | None = None
        """The round that is open."""
        self._cast = cast
        self._speaks = cast.interviewer.spec
        """Whose words the committee's are, by their SPEC."""
        self._store = store
        self._journal = journal
        self._events = list(events)
        self.stops: tuple[Stop, ...] = stops_of(header, events, store)
        """The loop's rounds, each with what became of it."""

    @classmethod
    def start(cls, cast: Cast, store: Store, loops: LoopStore, plan: LoopPlan) -> Self:
        """A new loop, its header on disk.

        Raises:
            TranscriptError: when it cannot be saved.
        """
        now = cast.clock.now()
        header = ev.LoopHeader(
            id=new_id("loop", now),
            created=now,
            app_version=__version__,
            rounds=plan.rounds,
            level=plan.level,
            seed=plan.seed,
            repeatable=plan.repeatable,
            interviewer=cast.interviewer.spec,
            grader=cast.scorer.spec,
            document=plan.document,
        )
        return cls(cast, store, LoopJournal.create(loops.path(header.id), header), header, ())

    @classmethod
    def resume(cls, cast: Cast, store: Store, path: Path) -> tuple[Self, LoopRecord]:
        """A loop that was left, and what was read of it.

        Raises:
            UsageError: when the loop is over.
            TranscriptError: when it cannot be read, or is open elsewhere.
        """
        journal, record = LoopJournal.resume(path)
        try:
            record.check_open()
        except UsageError:
            journal.close()
            raise
        return cls(cast, store, journal, record.header, record.events), record

    @property
    def path(self) -> Path:
        """Where the loop's journal lies."""
        return self._journal.path

    @property
    def stage(self) -> Stage:
        """What comes next: see `loop_stops.Stage`."""
        if self.round is not None:
            return "round-over" if self.round.over else "in-round"
        return stage_of(self.stops, ended=self.over)

    @property
    def current(self) -> Stop | None:
        """The round that is next, open, or just over; None where all are behind."""
        return next((each for each in self.stops if not each.behind), None)

    @property
    def over(self) -> bool:
        """Whether the loop has ended."""
        return any(isinstance(each, ev.LoopEnded) for each in self._events)

    def drop_if_untouched(self) -> None:
        """Take a loop away in which no round was begun: it would only stand in the way."""
        if not self._events:
            self._journal.drop()

    def close(self) -> None:
        """Let go of the loop and its open round; both can be taken up again."""
        if self.round is not None:
            self.round.close()
            self.round = None
        self._journal.close()

    async def do(self, command: lc.LoopCommand) -> AsyncIterator[lc.LoopNews]:
        """Carry a command out and yield what happens.

        Raises:
            UsageError: when the command does not fit the stage.
            TranscriptError: when something cannot be read or saved; the loop stands as it was.
            LLMError: when a model that grades gave no reply that holds up; the same command tries again.
        """
        # Transcripts may have been deleted or restored since.
        self._look()
        match command:
            case lc.BeginRound():
                self._fits("round-ahead")
                yield await asyncio.to_thread(self._open)
            case lc.LeaveRound():
                yield self._leave()
            case lc.CloseRound():
                self._settle()
                self._fits("round-over")
                async for event in self._close_round(self._here):
                    yield event
            case lc.GoOn() | lc.StopHere():
                self._fits("at-gate")
                yield self._past_gate(command, self._here)
            case lc.HoldDebrief():
                self._fits("debrief-ahead")
                async for event in self._debrief():
                    yield event
            case lc.UseGrader():
                found = await asyncio.to_thread(self._cast.find_scorer, command.spec)
                self._cast = replace(self._cast, scorer=found)
                self._speaks = found.spec
                yield c.Grades(spec=found.spec)

    # The rounds.

    def _open(self) -> lc.RoundOpened:
        stop = self._here
        gone = stop.transcript if stop.status == "gone" else None
        if stop.status != "under-way":
            stop = self._adopted(stop)
        earlier: Transcript | None = None
        if stop.status == "under-way" and stop.transcript is not None:
            self.round, earlier = RoundSession.resume(self._cast, self._store.path(stop.transcript))
        else:
            self.round = self._new_round(stop)
        return lc.RoundOpened(
            place=stop.place,
            of=len(self.stops),
            round=stop.round,
            title=self.round.rubric.title,
            about=self.round.rubric.about,
            minutes=self.round.header.minutes,
            resumed=earlier is not None,
            gone=gone,
            torn=earlier.torn if earlier else "",
        )

    def _adopted(self, stop: Stop) -> Stop:
        """The stop with the transcript that a crash kept the journal from naming, where there is one."""
        known = {each.transcript for each in self._events if isinstance(each, ev.RoundStarted)}
        for path in self._store.paths():
            head = first_line(path) if path.stem not in known else {}
            ours = head.get("loop") == self.header.id and head.get("round") == stop.round
            if ours and not read_transcript(path).ended:
                self._record(self._started(stop, path.stem))
                return self._here
        return stop

    def _started(self, stop: Stop, transcript: str) -> ev.RoundStarted:
        return ev.RoundStarted(at=self._now, place=stop.place, round=stop.round, transcript=transcript)

    def _new_round(self, stop: Stop) -> RoundSession:
        plan = plan_place(self._cast.library, self.header, stop.place, self._recent())
        session = RoundSession.start(self._cast, self._store, plan, loop=self.header.id)
        self._record(self._started(stop, session.header.id))
        return session

    def _recent(self) -> frozenset[str]:
        """What was asked in this loop comes last; what was asked before it too, unless a seed was chosen."""
        if not self.header.repeatable:
            return recently_asked(self._store)
        held = [self._store.path(each.transcript) for each in self.stops if each.transcript]
        headers = [read_transcript(path).header for path in held if path.exists()]
        return frozenset(asked.id for each in headers for asked in each.questions if asked.id)

    def _leave(self) -> lc.RoundLeft:
        if self.round is None:
            raise UsageError("no round is open")
        self.round.pause()
        self.round.close()
        self.round = None
        self._look()
        return lc.RoundLeft(place=self._here.place)

    def _settle(self) -> None:
        """Let go of a round that is over, so that what follows reads what is on disk."""
        if self.round is not None and self.round.over:
            self.round.close()
            self.round = None
            self._look()

    async def _close_round(self, stop: Stop) -> AsyncIterator[lc.LoopNews]:
        if not stop.recorded:
            self._record(ev.RoundEnded(at=self._now, place=stop.place, transcript=stop.transcript or ""))
        yield lc.RoundClosed(place=stop.place, of=len(self.stops), round=stop.round)
        if stop.is_screen:
            async for event in self._grade(stop):
                yield event
            yield await self._gate(stop)

    # The gates.

    async def _gate(self, stop: Stop) -> lc.GateRuled:
        library = self._cast.library
        transcript = read_transcript(self._store.path(stop.transcript or ""))
        held, _ = await held_round(library, self._cast.scorer, transcript)
        passage = await asyncio.to_thread(gate, library, stop.round, held)
        ruled = ev.Gate(
            at=self._now,
            place=stop.place,
            round=stop.round,
            transcript=transcript.header.id,
            passed=passage.passed,
            line=passage.line,
            recommendation=passage.recommendation,
            reason=passage.reason,
        )
        self._record(ruled)
        return lc.GateRuled(gate=ruled, rule=rule_line(ruled.line))

    def _past_gate(self, command: lc.GoOn | lc.StopHere, stop: Stop) -> lc.LoopNews:
        if isinstance(command, lc.GoOn):
            self._record(ev.WentOn(at=self._now, place=stop.place))
            return lc.WentOnForPractice(place=stop.place)
        self._record(ev.LoopEnded(at=self._now, reason="not-passed"))
        return lc.LoopOver(reason="not-passed")

    @property
    def cost(self) -> float | None:
        """Dollars that models have cost in this loop; None where none was asked or no price is known."""
        paths = [self._store.path(each.transcript) for each in self.stops if each.transcript]
        return cost_of([event for path in paths if path.exists() for event in read_transcript(path).events])

    # The debrief.

    async def _debrief(self) -> AsyncIterator[lc.LoopNews]:
        for stop in self.stops:
            async for event in self._grade(stop):
                yield event
        library = self._cast.library
        given = await held_loop(library, self._cast.scorer, Standing(self.header, self.stops, self._store))
        if not given.rounds:
            self._record(ev.LoopEnded(at=self._now, reason="nothing-answered"))
            yield lc.LoopOver(reason="nothing-answered")
            return
        async with aclosing(stream_debrief(library, given, self._voices())) as told:
            async for event in told:
                if isinstance(event, Decided):
                    self._decided(event.debrief)
                yield event
        yield lc.LoopOver(reason="debriefed")

    def _voices(self) -> Voices:
        find = self._cast.find_llm
        return make_voices((self._speaks,), find_model=find) if find is not None else NOBODY

    def _decided(self, held: Debrief) -> None:
        self._journal.keep_debrief(held)
        self._record(
            ev.Debriefed(
                at=self._now,
                decision=held.decision,
                rule_line=held.rule_line,
                rule=held.rule,
                headline=held.headline,
            )
        )
        self._record(ev.LoopEnded(at=self._now, reason="debriefed"))

    async def _grade(self, stop: Stop) -> AsyncIterator[lc.LoopNews]:
        """Give the round's answers their scorecards; what is on them is not told."""
        path = self._store.path(stop.transcript or "")
        cast = self._cast
        async with aclosing(grade_saved(cast.library, cast.scorer, cast.clock, path)) as heard:
            async for each in heard:
                match each:
                    case c.Grading(number=number, of=of):
                        yield lc.Reading(round=stop.round, packet=stop.packet, number=number, of=of)
                    case c.Waiting() | c.NotGraded():
                        yield each
                    case _:
                        pass

    # What is recorded.

    @property
    def _here(self) -> Stop:
        current = self.current
        if current is None:
            raise UsageError("all rounds of this loop are held")
        return current

    @property
    def _now(self) -> datetime:
        return self._cast.clock.now()

    def _fits(self, wanted: Stage) -> None:
        if self.stage != wanted:
            raise UsageError(f"that does not fit now: the loop is at {self.stage!r}, not at {wanted!r}")

    def _record(self, event: ev.LoopEvent) -> None:
        self._journal.append(event)
        self._events.append(event)
        self._look()

    def _look(self) -> None:
        self.stops = stops_of(self.header, self._events, self._store)
