"""What was practised lately: which questions should not come again yet, and which round was left."""

from __future__ import annotations

import secrets
from itertools import islice
from pathlib import Path
from typing import Final

from interviewer.model.errors import UsageError
from interviewer.transcripts.store import Store

_RECENT: Final = 40
"""Rounds looked at, the newest first."""


def recently_asked(store: Store) -> frozenset[str]:
    """Ids of the questions asked in the newest rounds; typed ones have none."""
    lately = islice(store.readable(), _RECENT)
    return frozenset(asked.id for each in lately for asked in each.header.questions if asked.id)


def last_held(store: Store) -> str | None:
    """The kind of round that was held last; None before the first."""
    return next((each.header.round for each in store.readable()), None)


def last_unfinished(store: Store) -> Path:
    """The newest round that was left.

    Raises:
        UsageError: when none was.
    """
    for transcript in store.readable():
        if not transcript.ended:
            return transcript.path
    raise UsageError("no round is unfinished; start one with: interviewer practice")


def new_seed() -> int:
    """A seed for a round that nobody asked to be repeatable."""
    return secrets.randbelow(2**31)
