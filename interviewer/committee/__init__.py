"""From the packets of a loop to blind votes, a debrief, and a decision by a printed rule."""

from interviewer.committee.debrief import debrief
from interviewer.committee.loop import GradedAnswer, HeldRound, Loop
from interviewer.committee.speaking import Speaker

__all__ = ["GradedAnswer", "HeldRound", "Loop", "Speaker", "debrief"]
