"""Which loop a saved round belongs to, while that loop is not over."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from interviewer.model.errors import TranscriptError
from interviewer.transcripts.loops import LoopStore, read_loop
from interviewer.transcripts.read import read_transcript


def loop_of(loops: LoopStore, path: Path) -> Path | None:
    """Where the loop lies that this round is held in; None for a round of its own, or of a loop that is over.

    Raises:
        TranscriptError: when the round cannot be read.
    """
    name = read_transcript(path).header.loop
    if name is None:
        return None
    # A loop that was deleted, or cannot be read, leaves its rounds behind as rounds of their own.
    with suppress(TranscriptError):
        place = loops.path(name)
        return None if read_loop(place).ended else place
    return None
