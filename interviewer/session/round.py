"""One practice round: drives the interviewer, saves as it goes, grades at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from interviewer._version import __version__
from interviewer.content.hashes import stamp
from interviewer.content.library import Library
from interviewer.interview.moves import SAID_KINDS, Action, Held, Interviewer, Move, News, RoundView
from interviewer.interview.rules import Limits, open_actions
from interviewer.interview.state import Phase, RoundState
from interviewer.model import events as ev
from interviewer.model.content import Catalogue, Question, Rubric
from interviewer.model.errors import InterviewerError, NotScorableError, UsageError
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, Level, Speaker
from interviewer.scoring.scorer import Scorer
from interviewer.session import commands as c
from interviewer.session.clock import Clock, RoundClock
from interviewer.session.costs import cost_of
from interviewer.session.grading import RoundRecord, score_request
from interviewer.session.plan import RoundPlan
from interviewer.session.scored import scored
from interviewer.transcripts.journal import Journal, read_draft
from interviewer.transcripts.read import Transcript
from interviewer.transcripts.store import Store, new_id


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
        self.state = RoundState.of(events)
        self.guesses: dict[int, dict[Dimension, Level]] = {
            event.question: event.ratings for event in events if isinstance(event, ev.SelfRating)
        }
        self._events = list(events)
        self._graded_since: set[int] = set()
        """Questions graded in this sitting with all that was said; trying again grades the others."""
        self._cast = cast
        self._journal = journal
        already = max((getattr(event, "t", 0.0) for event in events), default=0.0)
        self._clock = RoundClock(cast.clock, already)

    @classmethod
    def start(cls, cast: Cast, store: Store, plan: RoundPlan) -> Self:
        """A new round, its header on disk.

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
        session._record(ev.Resumed(**session._stamp()))
        session._record_who()
        return session, transcript

    @property
    def path(self) -> Path:
        """Where the transcript lies."""
        return self._journal.path

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
        return self._clock.seconds

    @property
    def seconds_left(self) -> float:
        """Seconds left; below zero in overtime."""
        return self.header.minutes * 60 - self._clock.seconds

    @property
    def paused(self) -> bool:
        """Whether the clock stands."""
        return not self._clock.running

    @property
    def interviewer(self) -> str:
        """Who interviews now, by their SPEC."""
        asked = (event.spec for event in reversed(self._events) if isinstance(event, ev.WhoAsks))
        return next(asked, self.header.interviewer)

    @property
    def note(self) -> str:
        """Where the candidate's words go; empty where they stay on this machine."""
        notes = (self._cast.interviewer.note, self._cast.scorer.note)
        return "; ".join(dict.fromkeys(each for each in notes if each))

    @property
    def cost(self) -> float | None:
        """Dollars that models have cost in this round; None where none was asked or no price is known."""
        return cost_of(self._events)

    @property
    def over(self) -> bool:
        """Whether nothing more can be said."""
        return self.state.phase is Phase.DONE

    def keep_draft(self, text: str) -> None:
        """Keep what is being typed; callable from any thread.

        Raises:
            TranscriptError: when it cannot be saved.
        """
        self._journal.save_draft(text)

    def pause(self) -> None:
        """Stop the clock at once; pausing twice does nothing.

        Raises:
            TranscriptError: when it cannot be saved.
        """
        if self._clock.running and not self.over:
            self._clock.stop()
            self._record(ev.Paused(**self._stamp()))

    def drop_if_untouched(self) -> None:
        """Take a round away in which the candidate did nothing: it would only stand in the way."""
        done = [turn for turn in self.state.turns if turn.who == "candidate"]
        if not (done or self.state.notes or self.state.next_turn > len(self.state.turns) or self.draft):
            self._journal.drop()

    def close(self) -> None:
        """Let go of the transcript; an unfinished round can be picked up again."""
        self._journal.close()

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
                self._record(ev.Note(text=command.text, **self._stamp()))
            case c.Pause() if self._clock.running:
                self.pause()
                yield c.ClockStopped(seconds=self.seconds)
            case c.Resume() if not self._clock.running:
                yield self._start_clock()
            case c.Rate():
                self._record(
                    ev.SelfRating(question=command.question, ratings=command.ratings, **self._stamp())
                )
                self.guesses[command.question] = command.ratings

    async def _begin(self) -> AsyncIterator[c.SessionEvent]:
        last = self.state.turns[-1] if self.state.turns else None
        if last is not None and last.kind == "opening":
            # Stopped between the greeting and the question.
            yield self._ask(last.question)
        elif self.over:
            yield self._end()
        elif self.state.waiting_for_interviewer:
            async for event in self._reply():
                yield event

    async def _say(self, text: str) -> AsyncIterator[c.SessionEvent]:
        if self.over:
            raise UsageError("the round is over")
        if not self._clock.running:
            yield self._start_clock()
        said = self._said("candidate", "message", text, self.state.question)
        self._graded_since.discard(said.question)
        self._journal.save_draft("")
        yield c.Heard(said=said)
        async for event in self._reply():
            yield event

    async def _reply(self) -> AsyncIterator[c.SessionEvent]:
        view = self._view()
        news: asyncio.Queue[News | None] = asyncio.Queue()
        deciding = asyncio.ensure_future(self._cast.interviewer.decide(view, news.put_nowait))
        deciding.add_done_callback(lambda _: news.put_nowait(None))
        try:
            while (each := await news.get()) is not None:
                yield self._heard_of(each)
            move = await deciding
        finally:
            # Whoever stops listening stops the call too.
            deciding.cancel()
        if move.action not in view.open_actions:
            raise InterviewerError(f"the interviewer chose {move.action}, which is not open now")
        yield self._speak(move)
        if move.action in {Action.OPEN, Action.NEXT_QUESTION}:
            yield self._ask(self.state.question)
        if move.action is Action.CLOSE:
            yield self._end()

    def _heard_of(self, news: News) -> c.SessionEvent:
        if isinstance(news, Held):
            return c.Waiting(why=news.why, seconds_left=news.seconds_left)
        self._record(ev.Usage(spec=news.spec, usage=news.usage, **self._stamp()))
        return c.Paid(cost=self.cost)

    async def _ask_with(self, spec: str) -> AsyncIterator[c.SessionEvent]:
        if spec != self._cast.interviewer.spec:
            # The one who asked so far stays until there is another.
            # Looking a key up may take a while.
            found = await asyncio.to_thread(self._cast.find, spec)
            self._cast = replace(self._cast, interviewer=found)
            self._record_who()
            yield c.Asks(spec=spec)
        if self.state.waiting_for_interviewer and not self.over:
            async for event in self._reply():
                yield event

    def _record_who(self) -> None:
        if self._cast.interviewer.spec != self.interviewer:
            self._record(ev.WhoAsks(spec=self._cast.interviewer.spec, **self._stamp()))

    def _view(self) -> RoundView:
        index = self.state.question
        following = self.questions[index + 1] if index + 1 < len(self.questions) else None
        signals = [name for body in self.rubric.dimensions.values() for name in body.core]
        signals += [name for body in self.rubric.dimensions.values() for name in body.further]
        limits = Limits(questions=len(self.questions), follow_ups=self.rubric.follow_ups)
        return RoundView(
            state=self.state,
            question=self.questions[index],
            next_question=following,
            signals=tuple(signals),
            open_actions=open_actions(self.state, limits, self.seconds_left),
            seconds_left=self.seconds_left,
            seed=self.header.seed,
            round_title=self.rubric.title,
            minutes=self.header.minutes,
            questions=len(self.questions),
            level=self.header.level,
            follow_ups=self.rubric.follow_ups,
        )

    def _speak(self, move: Move) -> c.Spoke:
        index = self.state.question + (move.action is Action.NEXT_QUESTION)
        said = self._said(
            "interviewer",
            SAID_KINDS[move.action],
            move.text,
            index,
            heard_as=move.heard_as,
            signal=move.signal,
            dimension=move.dimension,
            reason=move.reason,
            quote=move.quote,
        )
        facts = tuple(
            ev.FactTold(
                question=index,
                turn=said.turn,
                fact=told.fact,
                asked=told.asked,
                says=told.says,
                short=told.short,
                invented=told.invented,
                **self._stamp(),
            )
            for told in move.told
        )
        for fact in facts:
            self._record(fact)
        return c.Spoke(said=said, facts=facts)

    def _ask(self, index: int) -> c.Spoke:
        return c.Spoke(said=self._said("interviewer", "question", self.header.questions[index].prompt, index))

    def _take_back(self) -> c.SessionEvent:
        turns = self.state.turns
        mine = max((at for at, turn in enumerate(turns) if turn.who == "candidate"), default=None)
        if mine is None or self.over:
            return c.NothingToTakeBack()
        gone = turns[mine:]
        self._record(ev.Retracted(turns=tuple(turn.turn for turn in gone), **self._stamp()))
        self._journal.save_draft(gone[0].text)
        return c.TookBack(text=gone[0].text)

    async def _finish(self) -> AsyncIterator[c.SessionEvent]:
        if self.over:
            return
        text = self._cast.library.phrases.closing_early[
            self.header.seed % len(self._cast.library.phrases.closing_early)
        ]
        said = self._said(
            "interviewer", "closing", text, self.state.question, reason="the candidate ended the round"
        )
        yield c.Spoke(said=said)
        yield self._end(early=True)

    def _end(self, *, early: bool = False) -> c.SessionEvent:
        if not self.state.ended:
            reason = "finished-early" if early else "time" if self.seconds_left <= 0 else "finished"
            self._record(ev.Ended(reason=reason, **self._stamp()))
        self._clock.stop()
        return c.Over()

    async def _grade(self) -> AsyncIterator[c.SessionEvent]:
        record = RoundRecord(header=self.header, events=tuple(self._events))
        todo = record.to_grade
        for number, index in enumerate(todo, start=1):
            if index in self._graded_since:
                continue
            yield c.Grading(question=index, number=number, of=len(todo))
            try:
                request = score_request(self._cast.library, record, index)
                async with aclosing(scored(self._cast.scorer, request)) as heard:
                    async for each in heard:
                        yield self._keep(index, each) if isinstance(each, Scorecard) else self._heard_of(each)
            except NotScorableError as error:
                yield c.NotGraded(question=index, why=str(error))

    def _keep(self, index: int, card: Scorecard) -> c.Graded:
        self._record(ev.Graded(question=index, scorecard=card, **self._stamp()))
        self._graded_since.add(index)
        return c.Graded(question=index, scorecard=card, guess=self.guesses.get(index))

    async def _grade_with(self, spec: str) -> AsyncIterator[c.SessionEvent]:
        found = await asyncio.to_thread(self._cast.find_scorer, spec)
        self._cast = replace(self._cast, scorer=found)
        yield c.Grades(spec=found.spec)
        async for event in self._grade():
            yield event

    def _said(
        self,
        who: Speaker,
        kind: ev.SaidKind,
        text: str,
        question: int,
        **more: object,
    ) -> ev.Said:
        said = ev.Said.model_validate(
            {
                "turn": self.state.next_turn,
                "who": who,
                "kind": kind,
                "question": question,
                "text": text,
                **self._stamp(),
                **more,
            }
        )
        self._record(said)
        return said

    def _start_clock(self) -> c.SessionEvent:
        self._clock.start()
        self._record(ev.Resumed(**self._stamp()))
        return c.ClockStarted(seconds=self.seconds)

    def _stamp(self) -> dict[str, object]:
        return {"at": self._cast.clock.now(), "t": self._clock.seconds}

    def _record(self, event: ev.Event) -> None:
        self._journal.append(event)
        self._events.append(event)
        self.state = self.state.after(event)
