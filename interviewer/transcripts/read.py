"""Reading a transcript: tolerant of a torn end, strict about everything else."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from interviewer.model.base import Model
from interviewer.model.events import (
    EVENTS,
    TRANSCRIPT_FORMAT,
    TRANSCRIPT_VERSION,
    Ended,
    Event,
    Graded,
    Header,
)
from interviewer.transcripts.lines import Kind, read_event, read_header, read_lines

_KIND: Final = Kind("transcript", TRANSCRIPT_FORMAT, TRANSCRIPT_VERSION)


class Transcript(Model):
    """A transcript as read. `torn` says what was dropped at the end, and is empty when nothing was."""

    path: Path
    header: Header
    events: tuple[Event, ...]
    torn: str = ""
    whole_bytes: int
    """Length of the part that is whole; what follows it is the torn line."""

    @property
    def ended(self) -> bool:
        """Whether the round is over."""
        return any(isinstance(event, Ended) for event in self.events)

    @property
    def scorecards(self) -> tuple[Graded, ...]:
        """All scorecards, in the order they were made."""
        return tuple(event for event in self.events if isinstance(event, Graded))

    @property
    def seconds(self) -> float:
        """Length on the round's clock."""
        return max((getattr(event, "t", 0.0) for event in self.events), default=0.0)

    def latest_scorecards(self) -> dict[int, Graded]:
        """The last scorecard of each question."""
        return {graded.question: graded for graded in self.scorecards}

    def counted_scorecards(self) -> dict[int, Graded]:
        """The scorecard of each question that counts among other rounds: the last one that is no trial.

        A trial is one by another rubric than the round's, made while the app was the one that held it; where
        there is nothing else, it counts.
        """
        return self.latest_scorecards() | {
            graded.question: graded for graded in self.scorecards if not self._is_trial(graded)
        }

    def _is_trial(self, graded: Graded) -> bool:
        head, card = self.header, graded.scorecard
        return head.rubric is not None and card.rubric != head.rubric and card.app_version == head.app_version


def read_transcript(path: Path) -> Transcript:
    """The transcript in that file.

    A last line that was torn by a crash is dropped and said so in `torn`.

    Raises:
        TranscriptError: when the file cannot be read, is no transcript, is of a newer version, or is
            damaged before its end; the message names the line.
    """
    lines, torn, whole = read_lines(path, _KIND.noun)
    header = read_header(path, lines[0], _KIND, Header)
    events = tuple(read_event(path, number, line, EVENTS) for number, line in enumerate(lines[1:], start=2))
    return Transcript(path=path, header=header, events=events, torn=torn, whole_bytes=whole)
