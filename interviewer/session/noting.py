"""Notes that are added to a round after it was held, and changed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from interviewer.interview.state import RoundState
from interviewer.model.errors import UsageError
from interviewer.model.events import Note
from interviewer.transcripts.journal import Journal
from interviewer.transcripts.read import read_transcript
from interviewer.transcripts.store import Store


def add_note(store: Store, path: Path, text: str, seconds: float) -> None:
    """Add a note of the candidate's to a saved round, `seconds` into its clock.

    Raises:
        UsageError: when the round is none of the own ones, or the note is empty.
        TranscriptError: when it cannot be saved, as while the round is open elsewhere.
    """
    _check_own(store, path)
    if not text.strip():
        raise UsageError("there is no note in that")
    _append(path, Note(at=datetime.now(UTC), t=seconds, text=text.strip()))


def change_note(store: Store, path: Path, number: int, text: str) -> None:
    """Put other words in place of a note of a saved round; empty ones take it away.

    Raises:
        UsageError: when the round is none of the own ones, or there is no such note.
        TranscriptError: when it cannot be saved, as while the round is open elsewhere.
    """
    _check_own(store, path)
    kept = RoundState.of(read_transcript(path).events).kept_notes
    note = next((each for each in kept if each.number == number), None)
    if note is None:
        there = ", ".join(str(each.number) for each in kept) or "none"
        raise UsageError(f"there is no note {number} in this round; there is: {there}")
    _append(path, Note(at=datetime.now(UTC), t=note.t, text=text.strip(), replaces=number))


def _check_own(store: Store, path: Path) -> None:
    if path.parent != store.folder:
        raise UsageError("notes are kept with rounds of your own; this one is a sample or lies elsewhere")


def _append(path: Path, note: Note) -> None:
    journal, _ = Journal.resume(path)
    with journal:
        journal.append(note)
