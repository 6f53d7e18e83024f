"""Planning a round: which questions, how long, at which level."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pydantic import Field

from interviewer.content.library import Library
from interviewer.model.base import Model
from interviewer.model.content import Question, Rubric
from interviewer.model.errors import UsageError
from interviewer.model.words import ARTIFACT_REVIEW, JobLevel
from interviewer.session.artifact import artifact_questions


class RoundPlan(Model):
    """A round before it begins."""

    rubric: Rubric
    questions: tuple[Question, ...]
    minutes: int
    level: JobLevel
    seed: int


class Wish(Model):
    """What the candidate asked for; what they left open is decided by the rubric and the seed."""

    round: str
    question: str | None = None
    artifact: str = Field(default="", repr=False)
    """The candidate's own document, for a review of it."""
    level: JobLevel = JobLevel.L4
    minutes: int | None = Field(default=None, ge=1, le=180)
    seed: int
    recent: frozenset[str] = frozenset()
    """Ids of questions asked lately; they come last."""


def plan_round(library: Library, wish: Wish) -> RoundPlan:
    """The plan: the wanted question alone, or as many as the rubric says, chosen for this level.

    The choice depends on nothing but its arguments. Where the round has several questions, products
    with and without a model take turns.

    Raises:
        UsageError: for an unknown round or question, and for a kind of document.
    """
    rubric = library.rubric(wish.round)
    if rubric.document:
        raise UsageError(
            f"{rubric.id} is a document, no round; grade one with: interviewer score --round {rubric.id} PATH"
        )
    if wish.artifact and rubric.id != ARTIFACT_REVIEW:
        raise UsageError(f"a document belongs to --round {ARTIFACT_REVIEW}, not to {rubric.id}")
    if wish.artifact:
        chosen: tuple[Question, ...] = artifact_questions(library, wish.artifact, rubric.questions)
    elif wish.question:
        chosen = (library.asked(wish.round, wish.question),)
    else:
        chosen = _choose(library.questions(wish.round), rubric.questions, wish)
    if not chosen and rubric.id == ARTIFACT_REVIEW:
        raise UsageError(f"{ARTIFACT_REVIEW} is about a document of yours: name it with --artifact PATH")
    if not chosen:
        raise UsageError(f"there is no question for {wish.round} yet; give one with --question")
    minutes = wish.minutes or minutes_for(rubric, len(chosen))
    return RoundPlan(rubric=rubric, questions=chosen, minutes=minutes, level=wish.level, seed=wish.seed)


def minutes_for(rubric: Rubric, questions: int) -> int:
    """The time for that many of the round's questions: their share of it, at least five minutes."""
    return max(5, round(rubric.minutes * questions / rubric.questions))


def _choose(questions: Iterable[Question], count: int, wish: Wish) -> tuple[Question, ...]:
    levels = list(JobLevel)

    def rank(question: Question) -> tuple[bool, int, str]:
        away = abs(levels.index(question.level) - levels.index(wish.level))
        # One level away is as good as the level itself; else few questions would ever be asked.
        return question.id in wish.recent, max(0, away - 1), _shuffle_key(wish.seed, question.id)

    left = sorted(questions, key=rank)
    chosen: list[Question] = []
    while left and len(chosen) < count:
        fits = [question for question in left if not chosen or question.ai != chosen[-1].ai]
        following = (fits or left)[0]
        chosen.append(following)
        left.remove(following)
    return tuple(chosen)


def _shuffle_key(seed: int, name: str) -> str:
    return hashlib.sha256(f"{seed}/{name}".encode()).hexdigest()
