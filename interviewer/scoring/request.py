"""What a scorer is asked to grade."""

from __future__ import annotations

from pydantic import Field

from interviewer.model.base import Model, Slug
from interviewer.model.content import Question
from interviewer.model.evidence import Answer
from interviewer.model.words import Dimension

FollowUpAsked = tuple[str, int]
"""A follow-up's words, and the index of the span of the answer that replies to it."""


class ScoreRequest(Model):
    """One answer to grade, with all that is known about how it came about."""

    round: Slug
    answer: Answer
    question: Question | None = Field(default=None, description="the known question, if it is one of ours")
    question_text: str = Field(default="", description="what was asked; empty when nobody said")
    follow_ups: tuple[FollowUpAsked, ...] = Field(default=(), description="for rounds that were practised")
    probed: frozenset[Dimension] | None = Field(
        default=None, description="dimensions somebody asked about; None for a pasted answer: all four"
    )
    id: str | None = None

    @property
    def asked(self) -> str:
        """The question in words; empty when nobody said what was asked."""
        if self.question_text or self.answer.question:
            return self.question_text or self.answer.question
        return self.question.prompt if self.question else ""
