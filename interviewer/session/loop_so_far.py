"""Which saved rounds a committee would read today: the newest of each kind."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from interviewer.model.errors import TranscriptError, UsageError
from interviewer.session.grading import RoundRecord
from interviewer.session.saved import saved_rounds
from interviewer.transcripts.read import read_transcript
from interviewer.transcripts.store import Store


def loop_so_far(store: Store, path: Path | None = None) -> tuple[Path, ...]:
    """The newest finished round of each kind in which something was answered, the oldest first.

    `path`, where given, stands for its kind. A sample is somebody else's: it is put before a committee alone.

    Raises:
        UsageError: when no round is finished yet.
        TranscriptError: when the named one cannot be read.
    """
    chosen: dict[str, Path] = {}
    if path is not None:
        named = read_transcript(path)
        if named.header.sample is not None:
            return (path,)
        chosen[named.header.round] = path
    for saved in saved_rounds(store):
        if saved.round in chosen:
            continue
        with suppress(TranscriptError):
            transcript = read_transcript(saved.path)
            if transcript.ended and transcript.header.sample is None and RoundRecord.of(transcript).to_grade:
                chosen.setdefault(transcript.header.round, saved.path)
    if not chosen:
        raise UsageError("no round is finished yet; a committee needs one to read")
    return tuple(sorted(chosen.values(), key=lambda each: each.stem))
