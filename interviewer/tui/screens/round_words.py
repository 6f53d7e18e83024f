"""What the round's screen says around the conversation: its header, its hints, its keys. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from interviewer.reports.layout import clock
from interviewer.reports.waiting import waiting
from interviewer.session import commands as c
from interviewer.session.costs import dollars

if TYPE_CHECKING:
    from interviewer.session.round import RoundSession

HELP: Final = (
    "A round with the interviewer. Ask what you need to know, then answer; one question at a time comes "
    "back. What you type is saved as you type it, what you send is on disk before the interviewer replies. "
    "The line above is your time: at the end you are asked for one closing sentence, and going on costs "
    "nothing. In the answer box /finish /pause /notes /undo /help do what they say; /notes and some words "
    "adds a note. ctrl+_ undoes typing."
)
KEYS: Final[list[BindingType]] = [
    Binding("enter", "send", "send", tooltip="Send the message", priority=True),
    Binding("f5", "offline", "go on offline", tooltip="Go on with the offline interviewer"),
    Binding("f2", "notes", "notes", tooltip="What you were told, and your notes"),
    Binding("f4", "finish", "finish", tooltip="End the round and have it graded"),
    Binding("ctrl+j", "new_line", "new line", tooltip="Start a new line in the message"),
    Binding("escape", "back", "take back", tooltip="Take the last message back, with its reply"),
    Binding("escape", "leave", "leave", tooltip="Leave the round as it stands; nothing is lost"),
    Binding("escape", "no_guess", "grade now", tooltip="Have it graded without more guesses"),
    Binding("escape", "no_more", "go on", tooltip="Go on without more guesses"),
    Binding("f3", "pause", "pause", tooltip="Stop the clock, or let it go on"),
    Binding("1,2,3,4", "guess", "your guess", key_display="1 2 3 4", tooltip="Guess the next level"),
    Binding("ctrl+g", "skip", "skip one", key_display="enter", tooltip="Leave this dimension out"),
    Binding("pageup", "scroll(-1)", "Read further up", show=False, priority=True),
    Binding("pagedown", "scroll(1)", "Read further down", show=False, priority=True),
]


def place(session: RoundSession) -> tuple[str, ...]:
    """Which question it is, from long to short."""
    of = session.state.questions(len(session.header.questions))
    number = min(of, session.state.question + 1)
    return f"question {number} of {of}", f"{number} of {of}"


def who_and_time(session: RoundSession, dot: str) -> tuple[Content, ...]:
    """Who takes part, what that has cost, and the time used, from long to short."""
    names = _who(session.interviewer, session.header.grader, dot)
    if session.cost is not None:
        names = tuple(f"{each} {dot} {dollars(session.cost)}" for each in names)
    time = _time(session)
    return tuple(Content(f"{each}   ").stylize("$quiet") + time for each in names)


def _who(interviewer: str, grader: str, dot: str) -> tuple[str, ...]:
    if interviewer == grader:
        return f"interviewer and grader {interviewer}", interviewer
    return f"interviewer {interviewer} {dot} grader {grader}", f"{interviewer} {dot} {grader}", interviewer


def _time(session: RoundSession) -> Content:
    over = -session.seconds_left
    time = Content(clock(session.seconds))
    if over > 0:
        time += Content(f", {clock(over)} over").stylize("$lacking")
    else:
        time += Content(f" of {session.header.minutes} min").stylize("$quiet")
    if session.paused and not session.over:
        time = Content("paused at ").stylize("$quiet") + time
    return time


STANDS: Final = "the clock stands until f3, or until you send"
"""What there is to know of a clock that was stopped; where the window is narrow the keys don't say it."""
AGAIN: Final = "enter tries again, f5 goes on offline"
"""What can be done after a model gave no reply."""


def failed_words(*, over: bool) -> str:
    """The same, and, once the round is over, that it is the grading that waits."""
    return f"not graded yet: {AGAIN}" if over else AGAIN


def hint_for(event: c.Waiting | c.Grading) -> str:
    """What is awaited."""
    if isinstance(event, c.Grading):
        return f"grading, {event.number} of {event.of}"
    return f"{waiting(event)}; esc stops it"


def notice_of(event: c.NothingToTakeBack | c.Asks | c.Grades | c.NotGraded) -> str:
    """What happened beside the conversation."""
    match event:
        case c.Asks(spec=spec):
            return f"{spec} interviews from here on."
        case c.Grades(spec=spec):
            return f"{spec} grades from here on."
        case c.NotGraded(question=question, why=why):
            return f"Question {question + 1} was not graded: {why}"
        case _:
            return "There is no message to take back."
