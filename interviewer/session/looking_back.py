"""From the folder of saved rounds to what they say together, through the derived index."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from interviewer.files import make_folder
from interviewer.model.errors import TranscriptError
from interviewer.model.events import AskedQuestion, Graded, SelfRating
from interviewer.model.progress import Progress
from interviewer.model.scorecard import DimensionScore, Scorecard
from interviewer.model.words import Dimension
from interviewer.progress.facts import AnswerFacts, Assessed, Grader, Listened, RoundFacts, Stamp
from interviewer.progress.habits import LATELY, flag_courses, most_missing, self_judgment, time_spent
from interviewer.progress.index import Index, over
from interviewer.progress.trends import lines_of, trends_of
from interviewer.transcripts.read import Transcript, read_transcript
from interviewer.transcripts.store import SUFFIX, Store

_LISTENED: Final = 2 * LATELY
"""Answers in which missing signals are counted, the newest."""


def progress_of(store: Store, index: Path, now: datetime) -> Progress:
    """What the saved rounds say together; only rounds that are new or changed since last time are read.

    Raises:
        TranscriptError: when the folder of the index cannot be made.
    """
    make_folder(index.parent)
    return over(index, lambda kept: _progress(store, kept, now))


def refreshed(store: Store, kept: Index) -> Index:
    """The index, brought up to date with the folder."""
    kept.refresh(dict(_files(store.folder)), lambda name: _facts(store.path(name)))
    return kept


def _progress(store: Store, kept: Index, now: datetime) -> Progress:
    refreshed(store, kept)
    measured = kept.measured()
    lines = lines_of(measured)
    graded, answers = kept.counts()
    times = kept.times()
    scorer = kept.newest_scorer()
    mine = kept.answers_by(scorer) if scorer else []
    levels = [each.level for each in measured if each.grader.scorer == scorer]
    return Progress(
        rounds=len(times),
        graded=graded,
        answers=answers,
        unreadable=tuple(kept.unreadable()),
        trends=trends_of(lines),
        lines=lines,
        habits_of=scorer,
        habits_answers=len(mine),
        self_judgment=tuple(
            self_judgment(name, [each for each in levels if each.dimension == name]) for name in Dimension
        ),
        missing=most_missing(kept.signals_of(mine[:_LISTENED])),
        flags=flag_courses(mine, kept.flags()),
        time=time_spent(times, now),
    )


def most_missing_signals(store: Store, index: Path) -> tuple[str, ...]:
    """Ids of the signals most often missing in the newest answers, the most often first."""

    def count(kept: Index) -> tuple[str, ...]:
        refreshed(store, kept)
        scorer = kept.newest_scorer()
        mine = kept.answers_by(scorer)[:_LISTENED] if scorer else []
        return tuple(each.signal for each in most_missing(kept.signals_of(mine)))

    make_folder(index.parent)
    return over(index, count)


def asked_key(asked: AskedQuestion) -> str:
    """What tells that two rounds asked the same: the question's id, or a hash of words that were typed."""
    return asked.id or f"own:{hashlib.sha256(asked.prompt.encode()).hexdigest()[:16]}"


def _files(folder: Path) -> Iterator[tuple[str, Stamp]]:
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX) and not entry.name.startswith("."):
                state = entry.stat()
                yield entry.name.removesuffix(SUFFIX), Stamp(state.st_size, state.st_mtime_ns)


def _facts(path: Path) -> RoundFacts:
    try:
        transcript = read_transcript(path)
    except TranscriptError as error:
        return RoundFacts(problem=str(error))
    ratings = {each.question: each.ratings for each in transcript.events if isinstance(each, SelfRating)}
    cards = sorted(transcript.counted_scorecards().items())
    return RoundFacts(
        created=transcript.header.created.astimezone(UTC).isoformat(),
        round=transcript.header.round,
        seconds=transcript.seconds,
        answers=tuple(
            _answer(transcript, index, graded, dict(ratings.get(index, {}))) for index, graded in cards
        ),
    )


def _answer(transcript: Transcript, index: int, graded: Graded, guesses: dict[Dimension, int]) -> AnswerFacts:
    card = graded.scorecard
    asked = transcript.header.questions
    levels = (_assessed(name, body, guesses.get(name)) for name, body in card.dimensions.items())
    return AnswerFacts(
        question=index,
        asked=asked_key(asked[index]),
        grader=_grader(card),
        levels=tuple(each for each in levels if each is not None),
        signals=tuple(_listened(card)),
        flags=tuple(each.id.value for each in card.flags),
    )


def _grader(card: Scorecard) -> Grader:
    return Grader(
        card.rubric.id,
        card.rubric.version,
        card.rubric.sha256,
        card.scorer,
        card.model,
        card.prompt_sha256,
        card.app_version,
        card.calibrated,
    )


def _assessed(name: Dimension, body: DimensionScore, guess: int | None) -> Assessed | None:
    if body.estimate is None or body.distribution is None or body.score is None:
        return None
    mean = sum(level * chance for level, chance in enumerate(body.distribution, start=1))
    variance = sum(chance * (level - mean) ** 2 for level, chance in enumerate(body.distribution, start=1))
    return Assessed(name.value, body.estimate, round(variance, 4), body.score, guess)


def _listened(card: Scorecard) -> Iterator[Listened]:
    for name, body in card.dimensions.items():
        for heard in body.evidence:
            yield Listened(heard.signal, name.value, heard.level)
        for signal in body.missing:
            yield Listened(signal, name.value, 0)
