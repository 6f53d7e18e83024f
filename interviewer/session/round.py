"""One practice round: drives the interviewer, saves as it goes, grades at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from interviewer._version import __version__
from interviewer.content.hashes import stamp
from interviewer.content.library import Library
from interviewer.interview.moves import Action, Held, Interviewer, Move, News
from interviewer.interview.state import Phase, RoundState
from interviewer.model import events as ev
from interviewer.model.content import Catalogue, Question, Rubric
from interviewer.model.errors import UsageError
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, Level
from interviewer.scoring.scorer import Scorer
from interviewer.session import commands as c
from interviewer.session.clock import Clock
from interviewer.session.costs import cost_of
from interviewer.session.graded import graded
from interviewer.session.grading import RoundRecord
from interviewer.session.interviewing import ask, decided, speak, view_of
from interviewer.session.plan import RoundPlan
from interviewer.session.round_log import RoundLog
from interviewer.transcripts.journal import Journal, read_draft
from interviewer.transcripts.read import Transcript
from interviewer.transcripts.store import Store, new_id

if TYPE_CHECKING:
    from interviewer.llm.protocol import LLM


@dataclass(frozen=True)
class Cast:
    """Who takes part: the interviewer, the grader, the clock, and the content they share."""

    library: Library
    interviewer: Interviewer
    scorer: Scorer
    clock: Clock
    find: Callable[[str], Interviewer]
    """The interviewer behind a SPEC."""
    find_scorer: Callable[[str], Scorer]
    """The grader behind a SPEC."""
    find_llm: Callable[[str], LLM] | None = None
    """The model behind a SPEC, the same one that interviews or grades; None where there is none to be had."""


class RoundSession:
    """A round that is being practised. Front ends send commands to `do` and show the events it yields.

    Everything submitted is on disk before the interviewer replies; closing at any moment loses nothing.
    """

    def __init__(self, cast: Cast, journal: Journal, header: ev.Header, events: tuple[ev.Event, ...]) -> None:
        self.header = header
        self.rubric: Rubric = cast.library.rubric(header.round)
        self.questions = tuple(
            cast.library.known(asked) or Question.typed(header.round, asked.prompt)
            for asked in header.questions
        )
        self.guesses: dict[int, dict[Dimension, Level]] = {
            event.question: event.ratings for event in events if isinstance(event, ev.SelfRating)
        }
        self._graded_since: set[int] = set()
        """Questions graded in this sitting with all that was said; trying again grades the others."""
        self._cast = cast
        self._log = RoundLog(journal, header, events, cast.clock)

    @classmethod
    def start(cls, cast: Cast, store: Store, plan: RoundPlan, loop: str | None = None) -> Self:
        """A new round, its header on disk; `loop` is the id of the loop it is a round of.

        Raises:
            TranscriptError: when it cannot be saved.
        """
        now = cast.clock.now()
        header = ev.Header(
            id=new_id(plan.rubric.id, now),
            created=now,
            app_version=__version__,
            round=plan.rubric.id,
            rubric=stamp(plan.rubric, cast.library.catalogue),
            questions=tuple(
                ev.AskedQuestion(id=None if each.is_typed else each.id, prompt=each.prompt)
                for each in plan.questions
            ),
            minutes=plan.minutes,
            level=plan.level,
            seed=plan.seed,
            interviewer=cast.interviewer.spec,
            grader=cast.scorer.spec,
            loop=loop,
        )
        return cls(cast, Journal.create(store.path(header.id), header), header, ())

    @classmethod
    def resume(cls, cast: Cast, path: Path) -> tuple[Self, Transcript]:
        """A round that was left, and what was read of it.

        Raises:
            UsageError: when the round is over.
            TranscriptError: when it cannot be read, or is open elsewhere.
        """
        journal, transcript = Journal.resume(path)
        if transcript.ended:
            journal.close()
            raise UsageError(
                f"{transcript.header.id} is over; look at it with: interviewer replay {path.stem}"
            )
        session = cls(cast, journal, transcript.header, transcript.events)
        session._log.record(ev.Resumed(**session._log.stamp()))
        session._log.asked_by(cast.interviewer.spec)
        return session, transcript

    @property
    def path(self) -> Path:
        """Where the transcript lies."""
        return self._log.journal.path

    @property
    def state(self) -> RoundState:
        """Where the round stands."""
        return self._log.state

    @property
    def catalogue(self) -> Catalogue:
        """The signals and flags, with their words."""
        return self._cast.library.catalogue

    @property
    def draft(self) -> str:
        """What was being typed when the round was left."""
        return read_draft(self.path)

    @property
    def seconds(self) -> float:
        """Seconds on the round's clock."""
        return self._log.clock.seconds

    @property
    def seconds_left(self) -> float:
        """Seconds left; below zero in overtime."""
        return self._log.seconds_left

    @property
    def paused(self) -> bool:
        """Whether the clock stands."""
        return not self._log.clock.running

    @property
    def interviewer(self) -> str:
        """Who interviews now, by their SPEC."""
        return self._log.interviewer

    @property
    def note(self) -> str:
        """Where the candidate's words go; empty where they stay on this machine."""
        notes = (self._cast.interviewer.note, self._cast.scorer.note)
        return "; ".join(dict.fromkeys(each for each in notes if each))

    @property
    def cost(self) -> float | None:
        """Dollars that models have cost in this round; None where none was asked or no price is known."""
        return cost_of(self._log.events)

    @property
    def over(self) -> bool:
        """Whether nothing more can be said."""
        return self.state.phase is Phase.DONE

    def keep_draft(self, text: str) -> None:
        """Keep what is being typed; callable from any thread.

        Raises:
            TranscriptError: when it cannot be saved.
        """
        self._log.journal.save_draft(text)

    def pause(self) -> None:
        """Stop the clock at once; pausing twice does nothing.

        Raises:
            TranscriptError: when it cannot be saved.
        """
        if not self.paused and not self.over:
            self._log.stop_clock()

    def drop_if_untouched(self) -> None:
        """Take a round away in which the candidate did nothing: it would only stand in the way."""
        done = [turn for turn in self.state.turns if turn.who == "candidate"]
        if not (done or self.state.notes or self.state.next_turn > len(self.state.turns) or self.draft):
            self._log.journal.drop()

    def close(self) -> None:
        """Let go of the transcript; an unfinished round can be picked up again."""
        self._log.journal.close()

    async def do(self, command: c.Command) -> AsyncIterator[c.SessionEvent]:
        """Carry a command out and yield what happens.

        Raises:
            TranscriptError: when something cannot be saved; the round stands as it was.
            UsageError: when the command makes no sense now, such as speaking after the end.
        """
        match command:
            case c.Begin():
                stream = self._begin()
            case c.Say():
                stream = self._say(command.text)
            case c.Finish():
                stream = self._finish()
            case c.Grade():
                stream = self._grade()
            case c.AskWith():
                stream = self._ask_with(command.spec)
            case c.GradeWith():
                stream = self._grade_with(command.spec)
            case _:
                stream = self._at_once(command)
        async for event in stream:
            yield event

    async def _at_once(self, command: c.Command) -> AsyncIterator[c.SessionEvent]:
        match command:
            case c.TakeBack():
                yield self._take_back()
            case c.KeepDraft():
                self.keep_draft(command.text)
            case c.AddNote():
                self._log.record(ev.Note(text=command.text, **self._log.stamp()))
            case c.Pause() if not self.paused:
                self.pause()
                yield c.ClockStopped(seconds=self.seconds)
            case c.Resume() if self.paused:
                yield self._start_clock()
            case c.Rate():
                self._log.record(
                    ev.SelfRating(question=command.question, ratings=command.ratings, **self._log.stamp())
                )
                self.guesses[command.question] = command.ratings

    async def _begin(self) -> AsyncIterator[c.SessionEvent]:
        last = self.state.turns[-1] if self.state.turns else None
        if last is not None and last.kind == "opening":
            # Stopped between the greeting and the question.
            yield ask(self._log, last.question)
        elif self.over:
            yield self._end()
        elif self.state.waiting_for_interviewer:
            async for event in self._reply():
                yield event

    async def _say(self, text: str) -> AsyncIterator[c.SessionEvent]:
        if self.over:
            raise UsageError("the round is over")
        if self.paused:
            yield self._start_clock()
        said = self._log.said("candidate", "message", text, self.state.question)
        self._graded_since.discard(said.question)
        self.keep_draft("")
        yield c.Heard(said=said)
        async for event in self._reply():
            yield event

    async def _reply(self) -> AsyncIterator[c.SessionEvent]:
        view = view_of(self._log, self.rubric, self.questions)
        async with aclosing(decided(self._cast.interviewer, view)) as heard:
            async for each in heard:
                if not isinstance(each, Move):
                    yield self._heard_of(each)
                    continue
                yield speak(self._log, each)
                if each.action in {Action.OPEN, Action.NEXT_QUESTION}:
                    yield ask(self._log, self.state.question)
                if each.action is Action.CLOSE:
                    yield self._end()

    def _heard_of(self, news: News) -> c.SessionEvent:
        if isinstance(news, Held):
            return c.Waiting(why=news.why, seconds_left=news.seconds_left)
        self._log.record(ev.Usage(spec=news.spec, usage=news.usage, **self._log.stamp()))
        return c.Paid(cost=self.cost)

    async def _ask_with(self, spec: str) -> AsyncIterator[c.SessionEvent]:
        if spec != self._cast.interviewer.spec:
            # The one who asked so far stays until there is another.
            # Looking a key up may take a while.
            found = await asyncio.to_thread(self._cast.find, spec)
            self._cast = replace(self._cast, interviewer=found)
            self._log.asked_by(spec)
            yield c.Asks(spec=spec)
        if self.state.waiting_for_interviewer and not self.over:
            async for event in self._reply():
                yield event

    def _take_back(self) -> c.SessionEvent:
        turns = self.state.turns
        mine = max((at for at, turn in enumerate(turns) if turn.who == "candidate"), default=None)
        if mine is None or self.over:
            return c.NothingToTakeBack()
        gone = turns[mine:]
        self._log.record(ev.Retracted(turns=tuple(turn.turn for turn in gone), **self._log.stamp()))
        self.keep_draft(gone[0].text)
        return c.TookBack(text=gone[0].text)

    async def _finish(self) -> AsyncIterator[c.SessionEvent]:
        if self.over:
            return
        ways = self._cast.library.phrases.closing_early
        said = self._log.said(
            "interviewer",
            "closing",
            ways[self.header.seed % len(ways)],
            self.state.question,
            reason="the candidate ended the round",
        )
        yield c.Spoke(said=said)
        yield self._end(early=True)

    def _end(self, *, early: bool = False) -> c.SessionEvent:
        if not self.state.ended:
            reason = "finished-early" if early else "time" if self.seconds_left <= 0 else "finished"
            self._log.record(ev.Ended(reason=reason, **self._log.stamp()))
        self._log.clock.stop()
        return c.Over()

    async def _grade(self) -> AsyncIterator[c.SessionEvent]:
        record = RoundRecord(header=self.header, events=self._log.events)
        async with aclosing(
            graded(self._cast.library, self._cast.scorer, record, self._graded_since)
        ) as heard:
            async for each in heard:
                match each:
                    case (int() as index, Scorecard() as card):
                        yield self._keep(index, card)
                    case c.Grading() | c.NotGraded():
                        yield each
                    case _:
                        yield self._heard_of(each)

    def _keep(self, index: int, card: Scorecard) -> c.Graded:
        self._log.record(ev.Graded(question=index, scorecard=card, **self._log.stamp()))
        self._graded_since.add(index)
        return c.Graded(question=index, scorecard=card, guess=self.guesses.get(index))

    async def _grade_with(self, spec: str) -> AsyncIterator[c.SessionEvent]:
        found = await asyncio.to_thread(self._cast.find_scorer, spec)
        self._cast = replace(self._cast, scorer=found)
        yield c.Grades(spec=found.spec)
        async for event in self._grade():
            yield event

    def _start_clock(self) -> c.SessionEvent:
        self._log.start_clock()
        return c.ClockStarted(seconds=self.seconds)
