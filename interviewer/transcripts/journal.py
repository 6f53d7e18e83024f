"""The append-only journal of a round: one writer, every line on disk before the call returns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Self

from interviewer.files import make_folder, write_atomically
from interviewer.model.errors import TranscriptError
from interviewer.model.events import Event, Graded, Header
from interviewer.transcripts.line_file import LineFile
from interviewer.transcripts.read import Transcript, read_transcript

DRAFTS = ".drafts"
REWRITES = ".rewrites"


class Journal(LineFile):
    """A transcript that is being written. Use it as a context, or call `close`."""

    @classmethod
    def create(cls, path: Path, header: Header) -> Self:
        """A new transcript with its header on disk.

        Raises:
            TranscriptError: when the file exists or the disk refuses.
        """
        return cls.new(path, header.model_dump_json(exclude_none=True))

    @classmethod
    def resume(cls, path: Path) -> tuple[Self, Transcript]:
        """An existing transcript to write on to, and what it holds; a torn last line is cut off.

        Raises:
            TranscriptError: when it cannot be read, or another process is writing it.
        """
        return cls.reopened(path, read_transcript)

    def append(self, event: Event) -> None:
        """Put one event on disk (fsync) before returning.

        Raises:
            TranscriptError: when the disk refuses; the journal is left as it was.
        """
        # A scorecard's nulls mean "not assessed"; elsewhere an absent field says the same as null.
        self.write(event.model_dump_json(exclude_none=not isinstance(event, Graded)))

    def save_draft(self, text: str) -> None:
        """Keep what is being typed; an empty text removes it.

        Raises:
            TranscriptError: when the disk refuses.
        """
        path = draft_path(self.path)
        try:
            if text:
                make_folder(path.parent)
                write_atomically(path, json.dumps({"text": text}, ensure_ascii=False))
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise TranscriptError(f"cannot save the draft to {path}: {error.strerror}") from None


def draft_path(transcript: Path) -> Path:
    """Where the draft to a transcript lies."""
    return transcript.parent / DRAFTS / f"{transcript.stem}.json"


def rewrites_path(transcript: Path) -> Path:
    """Where other wordings of a transcript's answers lie."""
    return transcript.parent / REWRITES / f"{transcript.stem}.json"


def read_draft(transcript: Path) -> str:
    """What was being typed when the transcript was left; empty when nothing was, or it cannot be read."""
    try:
        draft = json.loads(draft_path(transcript).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    text = draft.get("text") if isinstance(draft, dict) else None
    return text if isinstance(text, str) else ""
