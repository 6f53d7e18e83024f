"""What a front end can ask of a session, and what it hears back."""

from __future__ import annotations

from interviewer.model.base import Model
from interviewer.model.events import FactTold, Said
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, Level


class Begin(Model):
    """Start the round, or pick it up where it was left."""


class Say(Model):
    """Send a message: a clarifying question or a piece of an answer."""

    text: str


class TakeBack(Model):
    """Take the last message back; a reply already given goes with it."""


class KeepDraft(Model):
    """Keep what is being typed."""

    text: str


class AddNote(Model):
    """Keep a note of one's own; it is part of no answer."""

    text: str


class Pause(Model):
    """Stop the clock."""


class Resume(Model):
    """Let the clock go on."""


class Finish(Model):
    """End the round now."""


class Rate(Model):
    """Say where one thinks one is, before any grade is shown."""

    question: int
    ratings: dict[Dimension, Level]


class AskWith(Model):
    """Have somebody else interview from here on, by their SPEC; a reply that is due comes from them."""

    spec: str


class Grade(Model):
    """Grade every question that was answered and has no grade since."""


class GradeWith(Model):
    """Have somebody else grade what is not graded yet, by their SPEC."""

    spec: str


Command = (
    Begin
    | Say
    | TakeBack
    | KeepDraft
    | AddNote
    | Pause
    | Resume
    | Finish
    | Rate
    | AskWith
    | Grade
    | GradeWith
)


class Heard(Model):
    """The candidate's message is on disk."""

    said: Said


class Spoke(Model):
    """The interviewer said something; `facts` were revealed in it."""

    said: Said
    facts: tuple[FactTold, ...] = ()


class TookBack(Model):
    """A message was taken back; its text is the draft again."""

    text: str


class NothingToTakeBack(Model):
    """There is no message that can still be taken back."""


class ClockStopped(Model):
    """The clock stands still."""

    seconds: float


class ClockStarted(Model):
    """The clock runs again."""

    seconds: float


class Waiting(Model):
    """The interviewer's reply does not come for now; told once a second."""

    why: str
    seconds_left: float | None
    """Until it is tried again; None where nobody knows."""


class Paid(Model):
    """A call to a model was made; `cost` is what the round has cost so far, in dollars, if known."""

    cost: float | None


class Asks(Model):
    """Somebody else interviews from here on."""

    spec: str


class Grades(Model):
    """Somebody else grades from here on."""

    spec: str


class Grading(Model):
    """A question is being graded: the `number`-th of `of`."""

    question: int
    number: int
    of: int


class Graded(Model):
    """A question was graded and its scorecard is on disk."""

    question: int
    scorecard: Scorecard
    guess: dict[Dimension, Level] | None = None


class NotGraded(Model):
    """A question could not be graded; nothing is made up in its place."""

    question: int
    why: str


class Over(Model):
    """The round is over."""


SessionEvent = (
    Heard
    | Spoke
    | TookBack
    | NothingToTakeBack
    | ClockStopped
    | ClockStarted
    | Waiting
    | Paid
    | Asks
    | Grades
    | Grading
    | Graded
    | NotGraded
    | Over
)
