"""The one small file that the home screen reads: derived from the saved rounds, never a source of anything.

Standard library only, because it is read before the first paint.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

FORMAT: Final = "pm-interviewer/summary"
VERSION: Final = 1
HISTORY: Final = 6
"""Rounds in a dimension's history."""


@dataclass(frozen=True)
class LastRound:
    """The round that was graded last, and what there was to learn."""

    id: str
    round: str
    at: str
    """When it began: UTC, ISO 8601."""
    headline: str


@dataclass(frozen=True)
class Unfinished:
    """The round that was left last."""

    id: str
    round: str
    at: str
    """When it was left: UTC, ISO 8601."""
    question: int
    """The question on the table, from 1."""
    questions: int
    seconds_left: int
    draft_words: int = 0


@dataclass(frozen=True)
class UnfinishedLoop:
    """The loop that was left last."""

    id: str
    at: str
    """When it was left: UTC, ISO 8601."""
    place: int
    """The round that is next or under way, from 1; one more than there are where the committee is next."""
    of: int
    round: str = ""
    """Which round that is; empty where the committee is next."""
    begun: bool = False
    """Whether that round was begun."""


@dataclass(frozen=True)
class DueDrill:
    """The drill to do next."""

    id: str
    title: str
    seconds: int
    """How long it gives."""
    due: str | None = None
    """Since when it is due: UTC, ISO 8601; None for one that was never tried."""


@dataclass(frozen=True)
class Summary:
    """What the home screen shows; empty before the first round."""

    rounds: int = 0
    """Saved rounds, finished or not."""
    last: LastRound | None = None
    unfinished: Unfinished | None = None
    """A round of its own; one of an unfinished loop goes on with its loop."""
    loop: UnfinishedLoop | None = None
    levels: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Each dimension's levels, a round each, the oldest first; at most HISTORY."""
    drill: DueDrill | None = None
    """None where none is due."""

    def to_json(self) -> str:
        """The file's text."""
        return json.dumps({"format": FORMAT, "version": VERSION, **asdict(self)}, ensure_ascii=False)


def read_summary(path: Path) -> Summary:
    """The summary in that file; an empty one where it is missing, damaged or of another version."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw.get("format") != FORMAT or raw.get("version") != VERSION:
            return Summary()
        return _summary(raw)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Summary()


def still_holds(path: Path, sources: Iterable[Path]) -> bool:
    """Whether the summary in that file was looked through after its sources last changed.

    Only those that are named are looked at, each once; one that is not there has not changed.
    """
    looked = 0.0
    with suppress(OSError):
        looked = path.stat().st_mtime
    for each in sources:
        with suppress(OSError):
            if each.stat().st_mtime > looked:
                return False
    return True


def _summary(raw: dict[str, Any]) -> Summary:
    last, unfinished = raw["last"], raw["unfinished"]
    loop, drill = raw.get("loop"), raw.get("drill")
    return Summary(
        rounds=int(raw["rounds"]),
        last=LastRound(**last) if last else None,
        unfinished=Unfinished(**unfinished) if unfinished else None,
        loop=UnfinishedLoop(**loop) if loop else None,
        levels={str(name): tuple(int(level) for level in levels) for name, levels in raw["levels"].items()},
        drill=DueDrill(**drill) if drill else None,
    )
