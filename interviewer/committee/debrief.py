"""One candidate's loop in, the committee's debrief out: the same bytes on every run."""

from __future__ import annotations

from interviewer.committee.loop import Loop
from interviewer.committee.script import Script
from interviewer.committee.speaking import Speaker
from interviewer.content.library import Library
from interviewer.model.debrief import Debrief


def debrief(library: Library, loop: Loop, speaker: Speaker | None = None) -> Debrief:
    """What the committee makes of a loop.

    `speaker` finds the words of the statements; votes, movement and decision never depend on it. Without
    one the written lines speak. `session.debriefing` has a model speak, and tells it as it is said.

    Raises:
        InterviewerError: when no round is there to decide on.
    """
    return Script(library, loop, speaker).debrief()
