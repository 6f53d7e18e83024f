"""A round without full screen: prompts and replies on stdin and stdout, for pipes and screen readers."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Final

from interviewer.cli.console import Console
from interviewer.cli.failures import say
from interviewer.cli.lines import EndOfInput, Message, Typed
from interviewer.llm.errors import LLMError
from interviewer.model.errors import UsageError
from interviewer.model.events import Said
from interviewer.model.words import LEVEL_WORDS, OFFLINE, Dimension, Level
from interviewer.reports.layout import clock, row
from interviewer.reports.scorecard import CardContext, scorecard_text
from interviewer.reports.transcript import FindLast, paragraphs
from interviewer.reports.waiting import waiting
from interviewer.session import commands as c
from interviewer.session.costs import dollars
from interviewer.session.drafts import DraftKeeper
from interviewer.session.round import RoundSession

_COMMANDS: Final = {
    ".": "alone on a line sends your message; a line that begins with . is typed with two",
    "/undo": "drop the message you are typing, else take the last one back with its reply",
    "/notes": "show your notes and what you were told; /notes some words adds a note",
    "/pause": "stop the clock; it goes on with your next message",
    "/finish": "send what you have typed and end the round; then it is graded",
    "/retry": "have the interviewer reply once more, after a model failed",
    "/offline": "go on with the offline interviewer; /model SPEC with another model",
    "/help": "these lines",
    "end of input": "(Ctrl+D) keeps an unfinished message as a draft and grades what was sent",
}
"""What can be typed besides words, and what it does."""
_LEFT_OUT: Final = "-"
"""Typed instead of a guess, for a dimension one has none for."""


class PlainRound:
    """One front end of a session; everything it shows comes from the session's events."""

    def __init__(self, session: RoundSession, console: Console, last: FindLast | None = None) -> None:
        """With `last`, last time's levels stand beside the new ones."""
        self._session = session
        self._last = last
        self._console = console
        self._marks = console.marks
        self._tell = console.tell
        self._reader = console.reader
        self._drafts = DraftKeeper(session.keep_draft)
        self._by_command: dict[str, Callable[[Typed], None]] = {
            "/undo": self._undo,
            "/notes": self._notes,
            "/pause": self._pause,
            "/retry": lambda _typed: self._do(c.Begin()),
            "/offline": lambda _typed: self._do(c.AskWith(spec=OFFLINE)),
            "/model": self._model,
            "/help": self._help,
        }

    def run(self, *, resumed: bool = False) -> bool:
        """Practise until the round is over or the input ends, then grade; false where grading failed.

        Raises:
            TranscriptError: when something cannot be saved.
        """
        self.hold(resumed=resumed)
        return self._grade()

    def hold(self, *, resumed: bool = False, introduced: bool = False) -> None:
        """Talk until the round is over or the input ends; a round that was left is shown first.

        Who has been `introduced` is not told again how to send a message.

        Raises:
            TranscriptError: when something cannot be saved.
        """
        self._head(introduced=introduced)
        self._reader.keep = self._drafts.keep
        self._reader.begin_with("")
        if resumed:
            self._recall()
        try:
            self._do(c.Begin())
            self._converse()
        finally:
            self._drafts.flush()

    def _converse(self) -> None:
        while not self._session.over:
            match self._reader.read():
                case Message(text):
                    self._send(text)
                case Typed("/finish", _, unfinished):
                    if unfinished.strip():
                        self._send(unfinished)
                    self._do(c.Finish())
                case Typed(command) as typed:
                    self._by_command.get(command, self._unknown)(typed)
                case EndOfInput(unfinished):
                    if unfinished.strip():
                        say(f"The unfinished message is kept as a draft of {self._session.header.id}.")
                    return

    def _send(self, text: str) -> None:
        self._drafts.settle()
        self._do(c.Say(text=text))

    def _undo(self, typed: Typed) -> None:
        if typed.unfinished.strip():
            self._drafts.settle()
            self._do(c.KeepDraft(text=""))
            self._reader.begin_with("")
            self._tell(row("dropped", paragraphs(typed.unfinished)))
        else:
            self._do(c.TakeBack())

    def _notes(self, typed: Typed) -> None:
        if typed.rest:
            self._do(c.AddNote(text=typed.rest))
            self._tell("Noted.")
            return
        state = self._session.state
        told = [fact.says if fact.fact else fact.short for fact in state.facts]
        rows = [row("" if at else "told so far", says) for at, says in enumerate(told)]
        rows += [row("" if at else "your notes", note) for at, note in enumerate(state.notes)]
        self._tell("\n".join(rows) or "Nothing was told yet, and you have no notes.")

    def _pause(self, _typed: Typed) -> None:
        if self._session.paused:
            self._tell("The clock stands already. It goes on with your next message.")
        self._do(c.Pause())

    def _model(self, typed: Typed) -> None:
        if typed.rest:
            try:
                self._do(c.AskWith(spec=typed.rest))
            except UsageError as error:
                self._tell(str(error))
        else:
            self._tell(f"{self._session.interviewer} interviews. Another one: /model NAME/MODEL")

    def _help(self, _typed: Typed) -> None:
        width = self._console.width
        self._tell("\n".join(row(f"  {name}", does, width) for name, does in _COMMANDS.items()))

    def _unknown(self, typed: Typed) -> None:
        self._tell(f"There is no {typed.command}. /help lists the commands.")

    def _grade(self) -> bool:
        session = self._session
        if self._console.interactive and session.over:
            self._ask_guesses()
        if not self._graded():
            say(f"Saved as {session.header.id}, not graded.")
            say(f"Grade it with: interviewer replay {session.header.id} --rescore")
            return False
        if not session.state.graded:
            self._tell("Nothing was answered, so there is nothing to grade.")
        answered = [session.header.questions[index].id for index in sorted(session.state.graded)]
        cost = f" It cost {dollars(session.cost)}." if session.cost is not None else ""
        say(f"Saved as {session.header.id}.{cost}")
        if not session.over:
            say(f"Go on with: interviewer practice --plain --continue {session.header.id}")
        elif tried := next((name for name in answered if name), None):
            say(f"A strong example answer: interviewer questions show {tried} --answer")
        return True

    def _graded(self) -> bool:
        def attempt(spec: str | None) -> None:
            self._console.runner.run(self._show(c.GradeWith(spec=spec) if spec else c.Grade()))

        return self._console.until_graded(
            attempt, "The round is over. Grade it with /retry, /offline or /model SPEC."
        )

    def _ask_guesses(self) -> None:
        self._tell(
            "Before the grade: where do you think you are? 1 no, 2 lean no, 3 lean yes, 4 yes; "
            "- leaves one out, Enter the rest."
        )
        for index in self._session.state.answered:
            ratings: dict[Dimension, Level] = {}
            for name in Dimension:
                typed = self._reader.ask(f"question {index + 1}, {name} > ")
                if typed.strip() == _LEFT_OUT:
                    continue
                level = _level(typed)
                if level is None:
                    break
                ratings[name] = level
            if ratings:
                self._do(c.Rate(question=index, ratings=ratings))

    def _do(self, command: c.Command) -> None:
        """Carry a command out. A model that fails ends nothing: what was said is kept."""
        try:
            self._console.runner.run(self._show(command))
        except LLMError as error:
            say(f"interviewer: {error}")
            say("What you sent is kept. Try again with /retry, go on with /offline or with /model SPEC.")

    async def _show(self, command: c.Command) -> None:
        async for event in self._session.do(command):
            self._print(event)
        # A Ctrl-C that came with the last event would be lost with the task that ends here.
        await asyncio.sleep(0)

    def _print(self, event: c.SessionEvent) -> None:
        match event:
            case c.Spoke(said=said):
                self._print_said(said)
            case c.TookBack(text=text):
                self._tell(row("taken back", paragraphs(text)))
            case c.NothingToTakeBack():
                self._tell("There is no message to take back.")
            case c.Waiting() if self._console.interactive:
                say(waiting(event))
            case c.Asks(spec=spec):
                self._tell(f"{spec} interviews from here on.")
            case c.Grades(spec=spec):
                self._tell(f"{spec} grades from here on.")
            case c.ClockStopped(seconds=seconds):
                self._tell(f"The clock stands at {clock(seconds)}. It goes on with your next message.")
            case c.Grading() | c.Graded() | c.NotGraded():
                self._print_grading(event)
            case _:
                pass

    def _print_said(self, said: Said) -> None:
        of = len(self._session.header.questions)
        if said.kind == "question" and of > 1:
            self._tell(f"Question {said.question + 1} of {of}")
        self._tell(row("interviewer", paragraphs(said.text)))
        if said.kind != "opening":
            self._prompt_time()

    def _print_grading(self, event: c.Grading | c.Graded | c.NotGraded) -> None:
        of = self._session.state.questions(len(self._session.header.questions))
        match event:
            case c.Grading(number=number) if event.of > 1:
                say(f"grading, {number} of {event.of}")
            case c.Graded():
                asked = self._session.header, event.question, event.scorecard.scorer
                context = CardContext(
                    guess=event.guess,
                    last=self._last(*asked) if self._last else None,
                    marks=self._marks,
                    place=f"question {event.question + 1} of {of}",
                )
                self._tell(scorecard_text(event.scorecard, self._session.catalogue, context).rstrip())
            case c.NotGraded():
                say(f"Question {event.question + 1} was not graded: {event.why}")
            case _:
                pass

    def _head(self, *, introduced: bool) -> None:
        head = self._session.header
        who = f"interviewer {self._session.interviewer}, grader {head.grader}"
        dot = f" {self._marks.dot} "
        minutes = f"{head.minutes} min"
        print(dot.join((self._session.rubric.title, minutes, f"level {head.level}", who)))
        if note := self._session.note:
            print(f"{note[:1].upper()}{note[1:]}.")
        if not introduced:
            print("Send each message with a line that holds only a full stop. /help lists the commands.")
        sys.stdout.flush()

    def _recall(self) -> None:
        for turn in self._session.state.turns:
            self._tell(row("interviewer" if turn.who == "interviewer" else "you", paragraphs(turn.text)))
        if draft := self._session.draft:
            self._tell(row("your draft", paragraphs(draft)))
            self._tell("Go on typing; the draft stands before it.")
            self._reader.begin_with(draft)

    def _prompt_time(self) -> None:
        if self._console.interactive and not self._session.over:
            left = self._session.seconds_left
            over = f"{clock(-left)} over time" if left < 0 else f"{clock(left)} left"
            self._tell(f"you {self._marks.dot} {over}")


def _level(text: str) -> Level | None:
    return int(text) if text in {str(level) for level in LEVEL_WORDS} else None  # type: ignore[return-value]
