"""What a front end can ask of a loop, and what it hears back; a round's own commands go to the round."""

from __future__ import annotations

from typing import Literal

from interviewer.model.base import Model
from interviewer.model.loop import Gate
from interviewer.session import commands as c
from interviewer.session.debrief_events import DebriefEvent


class BeginRound(Model):
    """Begin the round that is next, or take it up where it was left; then talk to `LoopSession.round`."""


class LeaveRound(Model):
    """Leave the round that is being held; it can be taken up again."""


class CloseRound(Model):
    """Say what follows from a round that is over. After a screen it is graded, and the gate decides."""


class GoOn(Model):
    """Go on for practice although the screen was not passed."""


class StopHere(Model):
    """End the loop at the screen that was not passed."""


class HoldDebrief(Model):
    """Grade all rounds and have the committee meet; the model that interviewed speaks for its members."""


class UseGrader(Model):
    """Have somebody else grade from here on, and speak for the committee, by their SPEC."""

    spec: str


LoopCommand = BeginRound | LeaveRound | CloseRound | GoOn | StopHere | HoldDebrief | UseGrader


class RoundOpened(Model):
    """A round is open: the `place`-th of `of`. `round` of the session is there now."""

    place: int
    of: int
    round: str
    title: str
    about: str
    minutes: int
    resumed: bool
    """Whether it was left earlier and goes on."""
    gone: str | None = None
    """The id of its earlier transcript, where that is no longer there and the round is held again."""
    torn: str = ""
    """What a crash cost of its transcript's last line; empty when nothing."""


class RoundLeft(Model):
    """The round was left."""

    place: int


class Reading(Model):
    """A round's answers are being graded: the `number`-th of `of`. What comes of it stays unsaid."""

    round: str
    packet: str
    number: int
    of: int


class RoundClosed(Model):
    """A round is behind the candidate. No score is told before the debrief."""

    place: int
    of: int
    round: str


class GateRuled(Model):
    """Who goes on after a screen; `rule` is the line of the gate's rule that decided, as it is printed."""

    gate: Gate
    rule: str


class WentOnForPractice(Model):
    """The loop goes on although the screen was not passed; the committee will be told."""

    place: int


class LoopOver(Model):
    """The loop is over."""

    reason: Literal["debriefed", "not-passed", "nothing-answered"]


LoopNews = (
    RoundOpened
    | RoundLeft
    | Reading
    | RoundClosed
    | GateRuled
    | WentOnForPractice
    | LoopOver
    | c.NotGraded
    | c.Grades
    | DebriefEvent
)
"""While the committee meets, what `session.debriefing` tells; its `Decided` holds the debrief."""
