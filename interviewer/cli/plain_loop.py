"""A loop without full screen: its rounds at the prompt, one after the other, and what stands between them."""

from __future__ import annotations

import asyncio
import sys

from interviewer.cli.console import Console
from interviewer.cli.failures import say
from interviewer.cli.lines import EndOfInput, Typed
from interviewer.cli.meeting import Progress
from interviewer.cli.plain import PlainRound
from interviewer.content.library import Library
from interviewer.reports.debrief_text import debrief_text
from interviewer.reports.loop_text import gate_text, itinerary, length
from interviewer.reports.waiting import waiting
from interviewer.session import commands as c
from interviewer.session import loop_commands as lc
from interviewer.session.costs import dollars
from interviewer.session.debrief_events import Decided, StatementBegun, VoiceLost
from interviewer.session.loop import LoopSession
from interviewer.session.loop_stops import Stop

_AT_GATE = (
    "In life the loop ends here. /continue goes on for practice, and the committee is\n"
    "told that you weren't passed; /stop ends it."
)
_LEAVES = frozenset(("q", "quit", "/quit", "exit"))


class PlainLoop:
    """One front end of a loop; everything it shows comes from the loop's events and stages."""

    def __init__(self, session: LoopSession, library: Library, console: Console) -> None:
        self._session = session
        self._library = library
        self._console = console
        self._opened: lc.RoundOpened | None = None
        self._progress = Progress(library)
        self._extra = ""
        """The round that the committee asks for, once it has met."""
        self._rounds_here = 0
        """Rounds opened in this sitting."""

    def run(self) -> int:
        """Hold the loop until it is over or the input ends, and return the exit code.

        Raises:
            TranscriptError: when something cannot be read or saved.
        """
        self._head()
        while not self._session.over:
            match self._session.stage:
                case "round-ahead" | "in-round":
                    on = self._hold_round()
                case "at-gate":
                    on = self._past_gate()
                case "round-over":
                    if not self._finish(lc.CloseRound(), "The round is over, and has to be graded first."):
                        return 1
                    on = True
                case _:
                    if not self._finish(
                        lc.HoldDebrief(), "All rounds are held, and have to be graded first."
                    ):
                        return 1
                    on = True
            if not on:
                self.say_left()
                return 0
        return 0

    def say_left(self) -> None:
        """Say how to go on with a loop that is left now."""
        session = self._session
        here = session.current
        if here is not None and here.place == 1 and here.status == "ahead":
            session.drop_if_untouched()
            say("No round was begun, so nothing is kept.")
            return
        where = f" before round {here.place} of {len(session.stops)}" if here else ""
        if here is not None and here.status == "under-way":
            where = f" in round {here.place} of {len(session.stops)}, {here.packet}"
        say(f"The loop is left{where}; nothing is lost.")
        say(f"Go on with: interviewer loop --plain --continue {session.header.id}")

    # Rounds.

    def _hold_round(self) -> bool:
        """One round; false where the input ended before it was over."""
        session = self._session
        stop = session.current
        if stop is None or not self._ready(stop):
            return False
        self._do(lc.BeginRound())
        if session.round is None or self._opened is None:
            return False
        self._rounds_here += 1
        PlainRound(session.round, self._console).hold(
            resumed=self._opened.resumed, introduced=self._rounds_here > 1
        )
        if session.round.over:
            return True
        self._do(lc.LeaveRound())
        return False

    def _ready(self, stop: Stop) -> bool:
        """Whether the candidate is; their clock starts with the round."""
        if stop.status == "gone":
            self._console.tell(
                f"The transcript of round {stop.place}, {stop.transcript}, is not there any more. The round "
                f"is held again; a deleted one comes back with: interviewer transcripts restore "
                f"{stop.transcript}"
            )
        if not self._console.interactive:
            return not self._console.reader.ended()
        title = self._library.rubric(stop.round).title
        goes = "goes on" if stop.status == "under-way" else "begins"
        print()
        reply = self._console.reader.reply(f"{title}: Enter {goes}, q leaves for now > ")
        return reply is not None and reply.lower() not in _LEAVES

    # Gates.

    def _past_gate(self) -> bool:
        """What the candidate does after a screen they did not pass; false at the end of the input."""
        self._console.tell(_AT_GATE)
        self._console.reader.begin_with("")
        while True:
            match self._console.reader.read():
                case Typed("/continue"):
                    self._do(lc.GoOn())
                    return True
                case Typed("/stop"):
                    self._do(lc.StopHere())
                    return True
                case EndOfInput():
                    return False
                case _:
                    self._console.tell(f"No round is open, so that went nowhere.\n{_AT_GATE}")

    # What happens.

    def _finish(self, command: lc.LoopCommand, wait: str) -> bool:
        """Carry out a command that grades; when a model fails, wait for who shall do it."""

        def attempt(spec: str | None) -> None:
            if spec is not None:
                self._do(lc.UseGrader(spec=spec))
            self._do(command)

        if self._console.until_graded(attempt, f"{wait} /retry, /offline or /model SPEC."):
            return True
        say(f"Go on with: interviewer loop --plain --continue {self._session.header.id}")
        return False

    def _do(self, command: lc.LoopCommand) -> None:
        self._console.runner.run(self._show(command))

    async def _show(self, command: lc.LoopCommand) -> None:
        async for event in self._session.do(command):
            self._print(event)
        # A Ctrl-C that came with the last event would be lost with the task that ends here.
        await asyncio.sleep(0)

    def _print(self, event: lc.LoopNews) -> None:
        match event:
            case lc.RoundOpened():
                self._opened = event
                self._console.tell(f"Round {event.place} of {event.of}")
                if event.torn:
                    say(event.torn)
            case lc.GateRuled(gate=gate, rule=rule):
                self._console.tell(gate_text(gate, rule, self._library.gates.root[gate.round].who))
            case lc.RoundClosed(place=place, of=of):
                self._console.tell(f"Round {place} of {of} is over.")
            case lc.WentOnForPractice():
                self._console.tell("On you go, for practice.")
            case Decided(debrief=held):
                print()
                sys.stdout.write(debrief_text(held, self._library, self._console.marks))
                sys.stdout.flush()
                self._extra = held.extra_round.round if held.extra_round else ""
            case lc.LoopOver():
                self._over(event)
            case _:
                self._print_grading(event)

    def _print_grading(self, event: lc.LoopNews) -> None:
        match event:
            case lc.Reading(packet=packet, number=number, of=of):
                say(f"grading {packet}, {number} of {of}")
            case c.Waiting() if self._console.interactive:
                say(waiting(event))
            case c.NotGraded(question=question, why=why):
                say(f"Question {question + 1} was not graded: {why}")
            case c.Grades(spec=spec):
                self._console.tell(f"{spec} grades from here on.")
            case StatementBegun() | VoiceLost():
                self._progress.hear(event)
            case _:
                pass

    def _head(self) -> None:
        session, marks = self._session, self._console.marks
        head = session.header
        who = f"interviewer {head.interviewer}, grader {head.grader}"
        parts = ("Loop", length(session.stops, self._library), f"level {head.level}", who)
        print(f" {marks.dot} ".join(parts))
        self._console.tell(itinerary(session.stops, self._library))
        self._console.tell(
            "What the onsite rounds are worth you hear from the committee, once all are held.\n"
            "Leave when you like, inside a round too; nothing is lost."
        )

    def _over(self, event: lc.LoopOver) -> None:
        name = self._session.header.id
        if event.reason == "nothing-answered":
            self._console.tell("Nothing was answered that could be graded, so no committee meets.")
            return
        if event.reason == "not-passed":
            self._console.tell("The loop ends here. No committee meets over somebody it has not seen.")
        else:
            cost = self._session.cost
            spent = f" It cost {dollars(cost)}." if cost is not None else ""
            say(f"Saved as {name}.{spent} Read it again with: interviewer debrief {name}")
            say(f"As a page: interviewer debrief {name} --format html --out debrief.html")
            if self._extra:
                say(f"Hold the extra round with: interviewer practice --round {self._extra}")
                say(f"Then have them meet again: interviewer debrief {name} last")
        say("A round with its scorecards: interviewer transcripts show ID")
        for each in self._session.stops:
            if each.transcript:
                say(f"  {each.transcript}")
