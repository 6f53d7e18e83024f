"""Other wordings of graded answers, kept on disk: drafts as they are typed, and those that were kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from interviewer.files import make_folder, write_atomically
from interviewer.model.base import OpenModel, UtcTime
from interviewer.model.errors import TranscriptError
from interviewer.model.evidence import Answer
from interviewer.places import Places
from interviewer.transcripts.journal import rewrites_path

_MOST: Final = 200
"""Answers in one file; the oldest go first. It is reached by pasted answers only."""


class Wording(OpenModel):
    """An answer in other words. It is graded again whenever it is shown, so that levels always compare."""

    at: UtcTime
    answer: Answer


class Draft(OpenModel):
    """What is being typed: the answer as it stands now, and which stretch of it is open."""

    answer: Answer
    start: int
    end: int


class Wordings(OpenModel):
    """What became of one answer: the wordings that were kept, in order, and what is being typed."""

    kept: tuple[Wording, ...] = ()
    draft: Draft | None = None


class _File(OpenModel):
    answers: dict[str, Wordings] = Field(default_factory=dict)
    """By the hash over round, question and answer that the scorecard has."""


class WordingsFile:
    """The wordings of the answers of one saved round, or of all that belong to none."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def beside(cls, places: Places, transcript: Path | None) -> WordingsFile:
        """Beside an own saved round, whose fate it shares; elsewhere in one file for all."""
        own = transcript is not None and transcript.parent == places.transcripts
        return cls(rewrites_path(transcript) if own and transcript else places.rewrites)

    def read(self, answer: str) -> Wordings:
        """Those of an answer, by its hash; none where there are none or the file cannot be read."""
        return self._all().answers.get(answer, Wordings())

    def save(self, answer: str, wordings: Wordings) -> None:
        """Keep them in place of what was kept for that answer.

        Raises:
            TranscriptError: when the disk refuses; what was kept before stands.
        """
        answers = self._all().answers
        answers.pop(answer, None)
        if wordings != Wordings():
            answers[answer] = wordings
        newest = dict(list(answers.items())[-_MOST:])
        try:
            write_atomically(
                make_folder(self.path.parent) / self.path.name, _File(answers=newest).model_dump_json()
            )
        except OSError as error:
            raise TranscriptError(f"cannot save the rewrite to {self.path}: {error.strerror}") from None

    def _all(self) -> _File:
        try:
            return _File.model_validate_json(self.path.read_bytes())
        except (OSError, ValidationError):
            return _File()
