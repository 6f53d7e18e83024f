"""A loop: its rounds in order, what came of the screens, and the committee at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from interviewer.evidence.characters import visible
from interviewer.llm.errors import LLMError
from interviewer.model.errors import InterviewerError
from interviewer.model.words import OFFLINE
from interviewer.reports.loop_text import length, stop_word
from interviewer.reports.waiting import waiting
from interviewer.session import commands as c
from interviewer.session import loop_commands as lc
from interviewer.session.debrief_events import Decided, StatementBegun
from interviewer.tui.drawing import with_quotes
from interviewer.tui.screens.interview import Interview
from interviewer.tui.screens.lines import BLANK, Lines
from interviewer.tui.widgets.choices import Choice

if TYPE_CHECKING:
    from interviewer.content.library import Library
    from interviewer.model.loop import Gate
    from interviewer.session.loop import LoopSession
    from interviewer.session.loop_stops import Stop

_COMMITTEE: Final = "committee"
_AT_GATE: Final = (
    "s ends the loop, as in life; c goes on for practice, and the committee hears that you weren't passed."
)
_ENDED: Final = {
    "not-passed": "The loop ends here. No committee meets over somebody it has not seen.",
    "nothing-answered": "Nothing was answered that could be graded, so no committee meets.",
}
_LATER: Final = "Held. What it is worth you hear from the committee, once all rounds are held."


class LoopScreen(Lines):
    """A front end of a loop. It sends commands, and opens the screen of the round that is next."""

    HELP = (
        "A whole loop: the screens, the onsite rounds, then the committee. Enter begins the round that is "
        "next, or takes it up where you left it; esc leaves, and the home screen brings you back, days later "
        "too. After a screen you hear whether you go on and why. What the onsite rounds are worth is not "
        "said, and not even graded, before all are held: then the committee meets."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin", tooltip="Begin this round, or take it up again"),
        Binding("enter", "debrief", "committee", tooltip="Have all rounds graded, and the committee meet"),
        Binding("enter", "scorecard", "scorecard", tooltip="The scorecards of this round"),
        Binding("c", "go_on", "go on for practice", tooltip="Go on for practice; the committee is told"),
        Binding("s", "stop_here", "stop here", tooltip="End the loop at this screen"),
        Binding("f5", "offline", "grade offline", tooltip="Have it graded offline from here on"),
        Binding("up,down", "move", "move", key_display="↑↓", tooltip="Move in the list"),
        Binding("escape", "leave", "leave", tooltip="Leave the loop; it goes on from the home screen"),
    ]

    def __init__(self, session: LoopSession, library: Library) -> None:
        titles = [library.rubric(each.round).title for each in session.stops]
        super().__init__(gutter=max(map(len, titles)) + 2)
        self._session = session
        self._library = library
        self._waits_for = ""
        """What is under way; empty when nothing is."""
        self._failed: lc.LoopCommand | None = None
        """What a model did not get done; enter tries it again."""
        self._ended = ""
        """Why the loop is over, once it is."""

    def on_mount(self) -> None:
        """Show where the loop stands."""
        self._show_all()
        if self._session.stage == "round-over":
            self._do(lc.CloseRound())

    def on_unmount(self) -> None:
        """Let go of the loop; it can be taken up again."""
        self._session.drop_if_untouched()
        self._session.close()

    # What the list shows.

    def _show_all(self, chosen: str | None = None) -> None:
        session = self._session
        here = session.current
        fallback = _COMMITTEE if here is None else str(here.place)
        self.show(chosen or fallback)
        head, of = session.header, len(session.stops)
        where = f"round {here.place} of {of}" if here and not session.over else "over" if session.over else ""
        asked = f"asked for {head.level}"
        self.say_head("loop", (f"{where}, {asked}" if where else asked, where or asked), (self._who(),))

    def _who(self) -> Content:
        head = self._session.header
        if head.interviewer == head.grader:
            cost = f" {self.marks.dot} no cost" if head.grader == OFFLINE else ""
            return Content(f"{head.grader}{cost}").stylize("$quiet")
        return Content(f"{head.interviewer} {self.marks.dot} grader {head.grader}").stylize("$quiet")

    def lines(self) -> Sequence[Choice]:
        """A line a round, then the committee."""
        return [*(self._line(each) for each in self._session.stops), BLANK, self._committee_line()]

    def _line(self, stop: Stop) -> Choice:
        rubric = self._library.rubric(stop.round)
        about = stop_word(stop)
        if self._is_next(stop):
            about = (
                "next" if stop.status == "ahead" else "begun, and left" if stop.status != "gone" else about
            )
        return Choice(str(stop.place), rubric.title, about, f"{rubric.minutes} min")

    def _committee_line(self) -> Choice:
        session = self._session
        ready = session.stage == "debrief-ahead"
        about = "next" if ready else "has met" if self._debriefed else ""
        # Not the committee's own length: it has none.
        after = "" if session.over else f"after {length(session.stops, self._library)} of rounds"
        return Choice(_COMMITTEE, "Committee", about, after)

    def note(self, line: str) -> tuple[str, Content | str]:
        """What came of a round, or what is known of one that is ahead."""
        if self._waits_for:
            return "", Content(self._waits_for).stylize("$quiet")
        stop = self._stop(line)
        if stop is None:
            return "", Content(self._about_committee()).stylize("$quiet")
        if stop.gate is not None and stop.status == "held":
            return self._about_gate(stop.gate, _AT_GATE if self._at_gate(stop) else "")
        about = self._library.rubric(stop.round).about
        if self._is_next(stop):
            before = self._stop(str(stop.place - 1))
            if before is not None and before.gate is not None and stop.status == "ahead":
                rubric = self._library.rubric(stop.round)
                return self._about_gate(before.gate, f"Next: {rubric.title}, {rubric.minutes} minutes.")
            if stop.status == "gone":
                return "", self._gone(stop)
        return "", Content(_LATER if stop.status == "held" else about).stylize("$quiet")

    def _about_gate(self, gate: Gate, then: str) -> tuple[str, Content]:
        """What the screener says, in their own words, and what follows."""
        who = self._library.gates.root[gate.round].who
        came = "Passed." if gate.passed else "Not passed."
        told = with_quotes(visible(gate.reason), self.ink.mine) + Content(f"\n{came}")
        return who, told + Content(f"\n\n{then}").stylize("$quiet") if then else told

    def _gone(self, stop: Stop) -> str:
        return (
            f"Its transcript, {stop.transcript}, is not there any more, so the round is held again. A "
            f"deleted one comes back with: interviewer transcripts restore {stop.transcript}"
        )

    def _about_committee(self) -> str:
        session = self._session
        if self._debriefed:
            return "Enter opens the debrief. All rounds have their scorecards now."
        if session.over:
            return _ENDED.get(self._ended, "The loop is over.")
        if session.stage == "debrief-ahead":
            return "Enter has all rounds graded, and the committee meet."
        return "Five members meet once all rounds are held."

    # Where the loop stands.

    def _stop(self, line: str | None) -> Stop | None:
        return next((each for each in self._session.stops if str(each.place) == line), None)

    def _is_next(self, stop: Stop) -> bool:
        current = self._session.current
        return (
            current is not None
            and stop.place == current.place
            and self._session.stage in {"round-ahead", "in-round"}
        )

    def _at_gate(self, stop: Stop) -> bool:
        current = self._session.current
        return self._session.stage == "at-gate" and current is not None and stop.place == current.place

    @property
    def _debriefed(self) -> bool:
        return self._ended == "debriefed"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What this line, and the stage, allow."""
        session, stop = self._session, self._stop(self.chosen)
        idle = not self._waits_for
        committee = stop is None and self.chosen == _COMMITTEE
        does = {
            "begin": idle and stop is not None and self._is_next(stop),
            "debrief": idle and committee and (session.stage == "debrief-ahead" or self._debriefed),
            "scorecard": session.over and stop is not None and stop.status == "held",
            "go_on": idle and session.stage == "at-gate",
            "stop_here": idle and session.stage == "at-gate",
            "offline": idle and self._failed is not None,
        }
        return does.get(action, True)

    # Keys.

    def open_line(self, line: str) -> None:
        """Do what is next on that line."""
        if self._failed is not None and not self._waits_for:
            self._do(self._failed)
            return
        for action, run in (
            ("begin", self.action_begin),
            ("debrief", self.action_debrief),
            ("scorecard", self.action_scorecard),
        ):
            if self.check_action(action, ()):
                run()
                return

    def action_begin(self) -> None:
        """Begin the round that is next, or take it up again."""
        self._do(lc.BeginRound())

    def action_debrief(self) -> None:
        """Have the committee meet, or read its debrief again."""
        if self._session.over:
            self.app.open_committee([self._session.path])
        else:
            self._do(lc.HoldDebrief())

    def action_scorecard(self) -> None:
        """The scorecards of this round, once the loop is over."""
        stop = self._stop(self.chosen)
        if stop is not None and stop.transcript is not None:
            self.app.open_scorecard(self.app.places.transcripts / f"{stop.transcript}.jsonl")

    def action_go_on(self) -> None:
        """Go on for practice."""
        self._do(lc.GoOn())

    def action_stop_here(self) -> None:
        """End the loop at this screen."""
        self._do(lc.StopHere())

    def action_offline(self) -> None:
        """Have the offline grader do what a model did not."""
        if self._failed is not None:
            self._do(lc.UseGrader(spec=OFFLINE), self._failed)

    # Commands to the loop, and what comes back.

    def _do(self, *commands: lc.LoopCommand) -> None:
        if not self._waits_for:
            self._wait_for("One moment.")
            self._carry_out(*commands)

    @work(group="loop", exclusive=True, exit_on_error=False)
    async def _carry_out(self, *commands: lc.LoopCommand) -> None:
        self._failed = None
        doing = commands[0]
        try:
            for doing in commands:
                async for event in self._session.do(doing):
                    self._hear(event)
        except LLMError as error:
            self._failed = doing
            self.app.tell(f"{error}. Your answers are saved. Enter tries again, f5 grades offline.")
        except InterviewerError as error:
            self.app.tell(str(error))
        finally:
            self._waits_for = ""
        self._show_all()

    def _wait_for(self, words: str) -> None:
        self._waits_for = words
        self.show_note()

    def _hear(self, event: lc.LoopNews) -> None:
        match event:
            case lc.RoundOpened():
                if event.torn:
                    self.app.tell(event.torn)
                self._open_round()
            case lc.Reading(packet=packet, number=number, of=of):
                self._wait_for(f"Grading {packet}, answer {number} of {of}.")
            case c.Waiting():
                self._wait_for(f"{waiting(event)}")
            case c.NotGraded(question=question, why=why):
                self.app.tell(f"Question {question + 1} was not graded: {why}")
            case c.Grades(spec=spec):
                self.app.tell(f"{spec} grades from here on.")
            case lc.LoopOver(reason=reason):
                self._ended = reason
            case StatementBegun(number=number, of=of):
                self._wait_for(f"The members speak, {number} of {of}.")
            case Decided():
                self.app.open_committee([self._session.path])
            case _:
                pass

    def _open_round(self) -> None:
        if self._session.round is not None:
            self.app.push_screen(Interview(self._session.round, in_loop=True), self._back)

    def _back(self, _result: None) -> None:
        """A round was left, or is over: say what follows from it."""
        session = self._session.round
        if session is not None:
            self._do(lc.CloseRound() if session.over else lc.LeaveRound())
