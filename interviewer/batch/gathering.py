"""All that was pointed at, a loop, saved rounds and files of answers, as what a committee is given."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from interviewer.batch.loop_file import read_loop_file
from interviewer.committee import HeldRound, Loop
from interviewer.content.library import Library
from interviewer.llm.protocol import Tell
from interviewer.model.debrief import Debrief
from interviewer.model.errors import UsageError
from interviewer.model.events import TRANSCRIPT_FORMAT
from interviewer.model.loop import LOOP_FORMAT
from interviewer.model.words import CORE_ROUNDS, JobLevel
from interviewer.scoring.scorer import Scorer
from interviewer.session import commands as c
from interviewer.session.clock import Clock, SystemClock
from interviewer.session.graded import grade_saved
from interviewer.session.grading import RoundRecord
from interviewer.session.held_loop import held_loop
from interviewer.session.held_rounds import held_round, in_order, numbered
from interviewer.session.loop_stops import Standing, standing
from interviewer.transcripts.lines import first_line
from interviewer.transcripts.loops import kept_debrief, read_loop
from interviewer.transcripts.read import Transcript, read_transcript


class Progress(Protocol):
    """Hears which round is graded now, its number among those that are read, and their count."""

    def __call__(self, name: str, number: int, of: int) -> None:
        """A round's grading begins."""


@dataclass(frozen=True)
class Place:
    """Where an answer of a loop was given: the saved round, and the index of its question there."""

    path: Path
    question: int


@dataclass(frozen=True)
class Gathered:
    """A loop, and where its answers were given."""

    loop: Loop
    places: dict[tuple[str, int], Place] = field(default_factory=dict)
    """By packet and number of the answer; answers from a file have no place."""

    def place(self, evidence: str) -> Place | None:
        """Where the answer that an evidence id is in was given; None for one from a file."""
        packet, answer, _ = evidence.split("/")
        return self.places.get((packet, int(answer[1:])))


@dataclass(frozen=True)
class Gatherer:
    """Reads what a committee is to be given; answers that have no scorecard are graded first."""

    library: Library
    scorer: Scorer
    keep: bool = False
    """Whether scorecards that were missing are added to their saved rounds."""
    tell: Tell | None = None
    """Hears what a model does while it grades for the committee alone."""
    held_up: Callable[[c.Waiting], None] | None = None
    """Hears of waits while scorecards are made and kept."""
    progress: Progress | None = None
    """Hears of rounds whose missing scorecards are made and kept."""
    clock: Clock = field(default_factory=SystemClock)

    async def gather(
        self,
        paths: Sequence[Path],
        *,
        level: JobLevel | None = None,
        usual_level: JobLevel = JobLevel.L4,
        candidate: str | None = None,
    ) -> Gathered:
        """What lies in these files, saved rounds in the order they were held.

        Without a level given it is the highest that a round or loop was held for, else the usual one.
        `candidate` chooses among several in a file of answers.

        Raises:
            UsageError: for two loops, for answers of several candidates, or an unknown round.
            InterviewerError: when a file cannot be read.
            LLMError: when a model that should grade gave no reply that holds up.
        """
        given = await asyncio.to_thread(_sorted_out, paths)
        if self.keep:
            await self._grade(given.transcripts)
        standings, saved = await asyncio.to_thread(given.read)
        rounds: list[HeldRound] = []
        notes: list[str] = []
        where: list[list[Place]] = []
        levels = [*(each.header.level for each in standings), *(each.header.level for each in saved)]
        required: tuple[str, ...] = CORE_ROUNDS
        for each in standings:
            whole = await held_loop(self.library, self.scorer, each, self.tell)
            rounds += whole.rounds
            notes += whole.notes
            required = whole.required
            where += [places for path in _held(each) if (places := _graded_in(read_transcript(path)))]
        for transcript in saved:
            found, problems = await held_round(self.library, self.scorer, transcript, self.tell)
            notes += problems
            if found is not None:
                rounds.append(found)
                where.append(_graded_in(transcript))
        whose = candidate
        for file in given.files:
            read = await read_loop_file(self.library, self.scorer, file, candidate, self.tell)
            if whose is not None and read.candidate not in {None, whose}:
                raise UsageError(
                    f"{whose} and {read.candidate} are two candidates: give one's files at a time"
                )
            whose = read.candidate or whose
            rounds += read.rounds
            notes += read.problems
        held = numbered(rounds)
        loop = Loop(
            rounds=held,
            level=level or max(levels, key=list(JobLevel).index, default=usual_level),
            required=required,
            candidate=whose,
            notes=tuple(notes),
        )
        return Gathered(loop, _places(held, where))

    async def _grade(self, paths: Sequence[Path]) -> None:
        """Make and keep the scorecards that are missing."""
        for number, path in enumerate(paths, start=1):
            transcript = await asyncio.to_thread(read_transcript, path)
            if not set(RoundRecord.of(transcript).to_grade) - transcript.latest_scorecards().keys():
                continue
            if self.progress is not None:
                self.progress(transcript.header.round, number, len(paths))
            async with aclosing(grade_saved(self.library, self.scorer, self.clock, path)) as heard:
                async for each in heard:
                    if isinstance(each, c.Waiting) and self.held_up is not None:
                        self.held_up(each)


def read_again(paths: Sequence[Path]) -> Debrief | None:
    """The debrief that a loop was given, as it was spoken; None for anything else than one loop that met.

    Raises:
        TranscriptError: when the loop cannot be read.
    """
    if len(paths) != 1 or not is_loop(paths[0]):
        return None
    return kept_debrief(paths[0]) if read_loop(paths[0]).debriefed else None


def is_loop(path: Path) -> bool:
    """Whether a file is the journal of a loop."""
    return path.is_file() and first_line(path).get("format") == LOOP_FORMAT


class _Given(NamedTuple):
    """What was pointed at, by what it is."""

    loops: list[Path]
    saved: list[Path]
    files: list[Path]

    @property
    def transcripts(self) -> list[Path]:
        """All saved rounds, those of the loop first."""
        return [*(path for loop in self.loops for path in _held(standing(read_loop(loop)))), *self.saved]

    def read(self) -> tuple[list[Standing], list[Transcript]]:
        """The loop as it stands, and the saved rounds in the order they were held."""
        loops = [standing(read_loop(path)) for path in self.loops]
        names = {each.header.id for each in loops}
        saved = in_order([read_transcript(path) for path in self.saved])
        # A round of the loop that is named beside it is no second one.
        return loops, [each for each in saved if each.header.loop not in names]


def _sorted_out(paths: Iterable[Path]) -> _Given:
    given = _Given([], [], [])
    kinds = {LOOP_FORMAT: given.loops, TRANSCRIPT_FORMAT: given.saved}
    for path in paths:
        form = first_line(path).get("format") if path.is_file() else None
        kinds.get(str(form), given.files).append(path)
    if len(given.loops) > 1:
        raise UsageError("a debrief is over one loop; give one at a time")
    return given


def _held(loop: Standing) -> list[Path]:
    """The rounds of a loop that were held."""
    stops = (each for each in loop.stops if each.status == "held")
    return [loop.store.path(each.transcript) for each in stops if each.transcript is not None]


def _graded_in(transcript: Transcript) -> list[Place]:
    """The answers of a round, where they have scorecards to go to."""
    return [Place(transcript.path, index) for index in sorted(transcript.latest_scorecards())]


def _places(held: Iterable[HeldRound], where: Iterable[list[Place]]) -> dict[tuple[str, int], Place]:
    """By packet and number; a round that was graded only now, and for now, has no scorecard to go to."""
    return {
        (each.packet, number): place
        for each, places in zip(held, where, strict=False)
        if len(places) == len(each.answers)
        for number, place in enumerate(places, start=1)
    }
