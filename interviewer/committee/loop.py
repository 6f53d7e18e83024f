"""What a committee is given: the rounds of one candidate, graded."""

from __future__ import annotations

from pydantic import Field

from interviewer.model.base import Model, Slug
from interviewer.model.content import Question
from interviewer.model.evidence import Answer
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import ARTIFACTS, CORE_ROUNDS, JobLevel


class GradedAnswer(Model):
    """One answer and its scorecard. `question` is the library's where it is one of ours."""

    answer: Answer
    card: Scorecard
    question: Question | None = None


class HeldRound(Model):
    """One round as it was held. `repetition` counts from 1; an extra round is the second of its kind."""

    round: Slug
    answers: tuple[GradedAnswer, ...] = Field(min_length=1)
    repetition: int = Field(default=1, ge=1)

    @property
    def packet(self) -> str:
        """The packet's id: the round, or `round-2` for its repetition."""
        return self.round if self.repetition == 1 else f"{self.round}-{self.repetition}"

    @property
    def cards(self) -> tuple[Scorecard, ...]:
        """The scorecards, an answer each."""
        return tuple(each.card for each in self.answers)

    @property
    def is_artifact(self) -> bool:
        """Whether it was written at a desk and lies beside the rounds."""
        return self.round in ARTIFACTS


class Loop(Model):
    """One candidate's loop. `level` is what they interviewed for; `required` rounds must be there."""

    rounds: tuple[HeldRound, ...]
    level: JobLevel = JobLevel.L4
    required: tuple[str, ...] = CORE_ROUNDS
    candidate: str | None = None
    notes: tuple[str, ...] = ()
