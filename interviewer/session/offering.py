"""What can be practised: the rounds, and the questions of each; and what can be graded."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.content.library import Library
from interviewer.model.content import Question, Rubric
from interviewer.model.words import ARTIFACT_REVIEW


@dataclass(frozen=True)
class Offer:
    """One round, or one kind of document."""

    rubric: Rubric
    questions: tuple[Question, ...]
    """What can be asked; empty where only a typed question can."""


def practised(library: Library) -> tuple[str, ...]:
    """Ids of the rounds that need nothing of the candidate's but answers."""
    return tuple(name for name in library.rounds if name != ARTIFACT_REVIEW)


def offers(library: Library) -> tuple[Offer, ...]:
    """All rounds there is a rubric for, but for the one that needs a document of the candidate's.

    Raises:
        ContentError: when a file does not hold up.
    """
    return tuple(Offer(library.rubric(name), library.questions(name)) for name in practised(library))


def gradable(library: Library) -> tuple[Offer, ...]:
    """What a text can be graded as: the rounds, then the kinds of documents.

    Raises:
        ContentError: when a file does not hold up.
    """
    others = (name for name in library.rubrics if name == ARTIFACT_REVIEW or name in library.documents)
    return (*offers(library), *(Offer(library.rubric(name), ()) for name in others))
