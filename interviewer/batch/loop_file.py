"""A file of answers as a loop: each round in it becomes a packet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from interviewer.batch.records import AnswerLine, Defaults, parse_line, request_for
from interviewer.committee import GradedAnswer, HeldRound
from interviewer.content.library import Library
from interviewer.evidence.bank import read_answer
from interviewer.llm.protocol import Tell
from interviewer.model.errors import InterviewerError, NotScorableError, UsageError
from interviewer.model.words import ARTIFACTS
from interviewer.scoring.scorer import Scorer

_REPETITION: Final = re.compile(r"^(?P<round>.+)-(?P<number>[2-9])$")
_BROKEN: Final = frozenset(("bad-input", "unknown-question"))
"""Kinds of error that say the file is wrong; on a file half understood nothing is decided."""


@dataclass(frozen=True)
class LoopFile:
    """The rounds of one candidate in a file, and a line for each answer that was left out."""

    rounds: tuple[HeldRound, ...]
    candidate: str | None = None
    problems: tuple[str, ...] = ()


@dataclass
class _Packets:
    """Answers by round and repetition, in the order they came."""

    answers: dict[tuple[str, int], list[GradedAnswer]] = field(default_factory=dict)

    def add(self, place: tuple[str, int], answer: GradedAnswer) -> None:
        self.answers.setdefault(place, []).append(answer)

    def rounds(self) -> tuple[HeldRound, ...]:
        return tuple(
            HeldRound(round=name, repetition=number, answers=tuple(answers))
            for (name, number), answers in self.answers.items()
        )


async def read_loop_file(
    library: Library, scorer: Scorer, path: Path, candidate: str | None = None, tell: Tell | None = None
) -> LoopFile:
    """The answers in a JSON lines file as a loop's rounds, graded.

    `candidate` chooses among several. A line may name `execution-2` for a round that was held again.

    Raises:
        UsageError: for answers of several candidates where none is chosen, for a candidate who is not
            in it, and for an unknown round; the message names what there is.
        InterviewerError: when the file cannot be read, is empty, or a line does not say what to grade.
        LLMError: when a model that should grade gave no reply that holds up.
    """
    lines = [parse_line(raw, number, Defaults()) for number, raw in _numbered(path)]
    if not lines:
        raise InterviewerError(f"{path} is empty: give a JSON line with round, question and answer for each")
    names = list(dict.fromkeys(name for _, passed in lines if (name := _candidate(passed)) is not None))
    chosen = _choose(path, names, candidate)
    packets, problems = _Packets(), []
    for line, passed in lines:
        if len(names) > 1 and _candidate(passed) != chosen:
            continue
        place = _place(library, line)
        if place is None:
            problems.append(f"{line.id}: there is no rubric for {line.round} yet; the artifact is left out")
            continue
        try:
            named = line.model_copy(update={"round": place[0]})
            packets.add(place, await _graded(library, scorer, named, tell))
        except NotScorableError as error:
            if error.kind in _BROKEN:
                raise
            problems.append(f"{line.id} ({line.round}): {error}; it is left out")
    return LoopFile(packets.rounds(), chosen, tuple(problems))


def _numbered(path: Path) -> Iterable[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except FileNotFoundError:
        raise InterviewerError(f"there is no file {path}") from None
    except IsADirectoryError:
        raise InterviewerError(f"{path} is a folder; name its files") from None
    return [(number, raw) for number, raw in enumerate(text.split("\n"), start=1) if raw.strip()]


def _candidate(passed: dict[str, Any]) -> str | None:
    name = passed.get("candidate")
    return str(name) if isinstance(name, str | int) and str(name).strip() else None


def _choose(path: Path, names: list[str], wanted: str | None) -> str | None:
    shown = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
    if wanted is not None:
        if names and wanted not in names:
            raise UsageError(f"{path} has no candidate {wanted!r}; there are {shown}")
        return wanted
    if len(names) > 1:
        raise UsageError(f"{path} has answers of several candidates: {shown}; choose one with --candidate")
    return names[0] if names else None


def _place(library: Library, line: AnswerLine) -> tuple[str, int] | None:
    """The round and its repetition; None for an artifact nobody can grade yet."""
    if line.round in library.rubrics:
        return line.round, 1
    again = _REPETITION.match(line.round)
    if again is not None and again["round"] in library.rubrics:
        return again["round"], int(again["number"])
    if line.round in ARTIFACTS:
        return None
    library.rubric(line.round)
    return line.round, 1


async def _graded(library: Library, scorer: Scorer, line: AnswerLine, tell: Tell | None) -> GradedAnswer:
    card = await scorer.ascore(request_for(library.asked, line, frozenset(library.rubrics)), tell)
    question = library.asked(line.round, line.question) if line.question.strip() else None
    return GradedAnswer(
        answer=read_answer(line.answer, question.prompt if question else ""),
        card=card,
        question=None if question is None or question.is_typed else question,
    )
