"""Notes that are added to a round after it was held."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from interviewer.model.errors import UsageError
from interviewer.model.events import Note
from interviewer.transcripts.journal import Journal
from interviewer.transcripts.store import Store


def add_note(store: Store, path: Path, text: str, seconds: float) -> None:
    """Add a note of the candidate's to a saved round, `seconds` into its clock.

    Raises:
        UsageError: when the round is none of the own ones, or the note is empty.
        TranscriptError: when it cannot be saved, as while the round is open elsewhere.
    """
    if path.parent != store.folder:
        raise UsageError("notes are kept with rounds of your own; this one is a sample or lies elsewhere")
    if not text.strip():
        raise UsageError("there is no note in that")
    journal, _ = Journal.resume(path)
    with journal:
        journal.append(Note(at=datetime.now(UTC), t=seconds, text=text))
