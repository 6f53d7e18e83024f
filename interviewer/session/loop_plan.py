"""Planning a loop: which rounds, in which order; and each round of it when its turn comes."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from interviewer.content.library import Library
from interviewer.model.base import Model
from interviewer.model.content import Question
from interviewer.model.errors import UsageError
from interviewer.model.events import AskedQuestion
from interviewer.model.loop import LoopHeader
from interviewer.model.words import ARTIFACT_REVIEW, ONSITE, SCREENS, JobLevel
from interviewer.session.plan import RoundPlan, Wish, minutes_for, plan_round

WHOLE_LOOP: Final = (*SCREENS, *ONSITE)
"""The real sequence: two screens, then four onsite rounds."""
MOST_ROUNDS: Final = 12


class LoopWish(Model):
    """What the candidate asked for; without rounds it is the real sequence."""

    rounds: tuple[str, ...] = ()
    artifact: str = Field(default="", repr=False)
    """The candidate's own document; its round comes last where none is named for it."""
    level: JobLevel = JobLevel.L4
    seed: int
    repeatable: bool = False
    """Whether the seed was chosen, so that the same questions come again."""


class LoopPlan(Model):
    """A loop before it begins."""

    rounds: tuple[str, ...]
    level: JobLevel
    seed: int
    repeatable: bool
    document: tuple[AskedQuestion, ...] = ()


def plan_loop(library: Library, wish: LoopWish) -> LoopPlan:
    """The plan: which rounds, each as long and with as many questions as when it is practised alone.

    That is 20 and 30 minutes for the screens and 35 to 40 for the others, two or three questions each, so
    that no packet rests on one answer.

    Raises:
        UsageError: for an unknown round, a kind of document, and a review without its document.
    """
    rounds = wish.rounds or WHOLE_LOOP
    if wish.artifact and ARTIFACT_REVIEW not in rounds:
        rounds = (*rounds, ARTIFACT_REVIEW)
    if len(rounds) > MOST_ROUNDS:
        raise UsageError(f"a loop of {len(rounds)} rounds is too long; the most is {MOST_ROUNDS}")
    document: tuple[AskedQuestion, ...] = ()
    for name in rounds:
        artifact = wish.artifact if name == ARTIFACT_REVIEW else ""
        planned = plan_round(library, Wish(round=name, artifact=artifact, level=wish.level, seed=wish.seed))
        if name == ARTIFACT_REVIEW:
            document = tuple(AskedQuestion(id=each.id, prompt=each.prompt) for each in planned.questions)
    return LoopPlan(
        rounds=rounds, level=wish.level, seed=wish.seed, repeatable=wish.repeatable, document=document
    )


def plan_place(library: Library, header: LoopHeader, place: int, recent: frozenset[str]) -> RoundPlan:
    """The plan of one round of a loop, with a seed of its own; questions asked lately come last.

    Raises:
        UsageError: when its rubric or its questions are gone since the loop began.
    """
    name = header.rounds[place - 1]
    seed = header.seed + place
    if name == ARTIFACT_REVIEW and header.document:
        rubric = library.rubric(name)
        asked = tuple(library.known(each) or Question.typed(name, each.prompt) for each in header.document)
        minutes = minutes_for(rubric, len(asked))
        return RoundPlan(rubric=rubric, questions=asked, minutes=minutes, level=header.level, seed=seed)
    return plan_round(library, Wish(round=name, level=header.level, seed=seed, recent=recent))
