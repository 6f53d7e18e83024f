"""From the packets of a loop to blind votes, a debrief, and a decision by a printed rule."""

from interviewer.committee.debrief import debrief
from interviewer.committee.loop import GradedAnswer, HeldRound, Loop
from interviewer.committee.script import Script
from interviewer.committee.speaking import Speaker

__all__ = ["GradedAnswer", "HeldRound", "Loop", "Script", "Speaker", "debrief"]
