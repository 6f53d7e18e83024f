"""The loops that were held or left, as a list of what is saved shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from interviewer.model.debrief import Decision
from interviewer.session.loop_stops import standing
from interviewer.transcripts.loops import LoopRecord, LoopStore


@dataclass(frozen=True)
class SavedLoop:
    """One loop."""

    path: Path
    created: datetime
    rounds: tuple[str, ...]
    held: int
    """How many of its rounds are over."""
    over: bool
    decision: Decision | None
    """None where no committee has met."""
    headline: str
    """Why the committee decided so; empty where none has met."""


def saved_loops(store: LoopStore) -> list[SavedLoop]:
    """Loops that can be read, the newest first."""
    return [_saved(record) for record in store.readable()]


def _saved(record: LoopRecord) -> SavedLoop:
    decided = record.debriefed
    return SavedLoop(
        path=record.path,
        created=record.header.created,
        rounds=record.header.rounds,
        held=sum(each.status == "held" for each in standing(record).stops),
        over=record.ended,
        decision=decided.decision if decided else None,
        headline=decided.headline if decided else "",
    )
