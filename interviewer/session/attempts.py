"""Two tries at the same question: what was said then and now, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from interviewer.content.library import Library
from interviewer.files import make_folder
from interviewer.model.base import Model
from interviewer.model.errors import TranscriptError, UsageError
from interviewer.model.evidence import Answer
from interviewer.model.scorecard import Evidence, Scorecard
from interviewer.model.words import FlagId
from interviewer.progress.index import over
from interviewer.session.grading import RoundRecord, score_request
from interviewer.session.looking_back import asked_key, refreshed
from interviewer.transcripts.read import Transcript, read_transcript
from interviewer.transcripts.store import Store


class Attempt(Model):
    """One graded answer to a question."""

    id: str
    """Of the transcript, by its file's name."""
    at: datetime
    card: Scorecard
    answer: Answer
    name: str = ""
    """What it is called where days don't tell tries apart; empty for a practised one."""

    @property
    def text(self) -> str:
        """The candidate's words, a blank line between what they said at a time."""
        return "\n\n".join(self.answer.text[span.start : span.end] for span in self.answer.spans)

    @property
    def heard(self) -> dict[str, Evidence]:
        """What was heard in it, by signal."""
        return self.card.heard

    @property
    def flags(self) -> tuple[FlagId, ...]:
        """The flags it raised."""
        return tuple(each.id for each in self.card.flags)


class TwoAttempts(Model):
    """An earlier try and a later one at the same question."""

    question: str
    before: Attempt
    after: Attempt

    @property
    def alike(self) -> bool:
        """Whether the same rubric, scorer and version graded both, so that their levels compare."""
        return _graded_by(self.before.card) == _graded_by(self.after.card)

    @property
    def gained(self) -> tuple[str, ...]:
        """Signals heard only in the later one."""
        return tuple(name for name in self.after.heard if name not in self.before.heard)

    @property
    def lost(self) -> tuple[str, ...]:
        """Signals heard only in the earlier one."""
        return tuple(name for name in self.before.heard if name not in self.after.heard)


def compared(
    library: Library, store: Store, index: Path, later: Path, earlier: Path | None = None
) -> tuple[TwoAttempts, ...]:
    """The answers of a round beside the last earlier tries at the same questions, or those of one round.

    Args:
        library: what the questions are looked up in.
        store: the saved rounds.
        index: the derived index's file.
        later: the round.
        earlier: the round to compare with; each question's last earlier try unless named.

    Raises:
        UsageError: when no question of it was tried earlier, or is in the other round, and graded.
        TranscriptError: when a transcript cannot be read.
    """
    transcript = read_transcript(later)
    found = []
    for question, graded in sorted(transcript.latest_scorecards().items()):
        key = asked_key(transcript.header.questions[question])
        tries = (
            _tries_in(read_transcript(earlier), key) if earlier else _earlier(store, index, transcript, key)
        )
        before = next((_attempt(library, each, place) for each, place in tries), None)
        if before is not None:
            after = _attempt(library, transcript, question)
            two = sorted((before, after), key=lambda each: each.at) if earlier else (before, after)
            found.append(
                TwoAttempts(
                    question=transcript.header.questions[graded.question].prompt, before=two[0], after=two[1]
                )
            )
    if not found:
        raise UsageError(
            f"{earlier.stem} has no graded answer to a question of {later.stem}"
            if earlier
            else f"no question of {later.stem} was answered and graded earlier; try one again: "
            "interviewer practice --question ID"
        )
    return tuple(found)


def _earlier(store: Store, index: Path, transcript: Transcript, key: str) -> Iterator[tuple[Transcript, int]]:
    """Earlier graded answers to a question, the newest first."""
    make_folder(index.parent)
    places = over(index, lambda kept: refreshed(store, kept).answers_to(key))
    for name, place in reversed(places):
        if name == transcript.path.stem:
            continue
        try:
            other = read_transcript(store.path(name))
        except TranscriptError:
            continue
        if other.header.created < transcript.header.created:
            yield other, place


def _tries_in(transcript: Transcript, key: str) -> Iterator[tuple[Transcript, int]]:
    for place in transcript.latest_scorecards():
        if asked_key(transcript.header.questions[place]) == key:
            yield transcript, place


def _attempt(library: Library, transcript: Transcript, question: int) -> Attempt:
    return Attempt(
        id=transcript.path.stem,
        at=transcript.header.created,
        card=transcript.latest_scorecards()[question].scorecard,
        answer=score_request(library, RoundRecord.of(transcript), question).answer,
    )


def _graded_by(card: Scorecard) -> tuple[object, ...]:
    return card.rubric, card.scorer, card.model, card.prompt_sha256, card.app_version, card.calibrated
