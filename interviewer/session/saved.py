"""Saved rounds for a list: what the name alone tells, and what a look into the file adds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from interviewer.evidence.characters import visible
from interviewer.interview.state import RoundState
from interviewer.model.errors import TranscriptError
from interviewer.transcripts.read import read_transcript
from interviewer.transcripts.store import Store

_NAME: Final = re.compile(r"^(\d{8}T\d{4}Z)-(.+)-[0-9a-f]{4}$")


@dataclass(frozen=True)
class SavedRound:
    """One saved round, or a sample. What only the file tells is empty until it was looked into."""

    path: Path
    created: datetime | None
    """When it began; None where the name does not tell and the file was not looked into."""
    round: str
    known: bool = False
    """Whether the file was looked into."""
    questions: tuple[str, ...] = ()
    """Each question's id, or the words of a typed one."""
    prompt: str = ""
    """The first question's words."""
    seconds: float = 0.0
    """Length on the round's clock."""
    minutes: int = 0
    """Time given."""
    ended: bool = True
    recommendations: tuple[str, ...] = ()
    """One a graded question, in the order asked."""
    headline: str = ""
    """The last graded answer's."""
    sample: str = ""
    """What a curated session shows."""
    problem: str = ""
    """Why the file cannot be read."""

    @property
    def graded(self) -> bool:
        """Whether there is a scorecard."""
        return bool(self.recommendations)

    @property
    def seconds_left(self) -> int:
        """Time left in an unfinished round; below zero in overtime."""
        return int(self.minutes * 60 - self.seconds)


def saved_rounds(store: Store) -> list[SavedRound]:
    """Own rounds, the newest first, as far as their names tell. Nothing is opened."""
    return [_by_name(path) for path in reversed(store.paths())]


def sample_rounds(store: Store) -> list[SavedRound]:
    """The curated samples, looked into."""
    return [look_into(_by_name(path)) for path in store.sample_paths()]


def look_into(saved: SavedRound) -> SavedRound:
    """The same round with what its file tells; one that cannot be read says why and is kept."""
    try:
        transcript = read_transcript(saved.path)
    except TranscriptError as error:
        return replace(saved, known=True, problem=str(error))
    head = transcript.header
    cards = transcript.latest_scorecards()
    put = RoundState.of(transcript.events).questions(len(head.questions))
    last = cards[max(cards)].scorecard.headline if cards else ""
    return SavedRound(
        path=saved.path,
        created=head.created,
        round=head.round,
        known=True,
        questions=tuple(each.id or visible(each.prompt) for each in head.questions[:put]),
        prompt=visible(head.questions[0].prompt) if head.questions else "",
        seconds=transcript.seconds,
        minutes=head.minutes,
        ended=transcript.ended,
        recommendations=tuple(str(cards[index].scorecard.recommendation) for index in sorted(cards)),
        headline=last,
        sample=f"{head.sample.title}. {head.sample.about}" if head.sample else "",
    )


def _by_name(path: Path) -> SavedRound:
    found = _NAME.match(path.stem)
    if found is None:
        return SavedRound(path=path, created=None, round=visible(path.stem))
    try:
        created = datetime.strptime(found[1], "%Y%m%dT%H%MZ").replace(tzinfo=UTC)
    except ValueError:
        created = None
    return SavedRound(path=path, created=created, round=visible(found[2]))
