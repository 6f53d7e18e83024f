"""What screens write to the current folder, each time to a new file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.reports.scorecard import scorecard_markdown
from interviewer.reports.transcript import transcript_markdown
from interviewer.session.exporting import write_new
from interviewer.transcripts.read import read_transcript

if TYPE_CHECKING:
    from interviewer.content.library import Library
    from interviewer.session.review import Review


def write_round(library: Library, path: Path) -> Path:
    """Write a saved round with its scorecards as Markdown, and say where.

    Raises:
        TranscriptError: when it cannot be read, or the disk refuses.
    """
    transcript = read_transcript(path)
    return write_new(Path.cwd(), transcript.header.id, transcript_markdown(transcript, library.catalogue))


def write_scorecards(library: Library, review: Review) -> Path:
    """Write all answers' cards as Markdown, and say where.

    Raises:
        TranscriptError: when the disk refuses.
    """
    parts = [
        scorecard_markdown(
            each.card, library.catalogue, f"{review.round}, {each.place}" if each.place else review.round
        )
        for each in review.answers
    ]
    name = review.path.stem if review.path else review.round
    return write_new(Path.cwd(), f"scorecard-{name}", "\n\n".join(parts))
