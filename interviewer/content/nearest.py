"""What to say where a name is none of those there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process

_NEAR: Final = 65
"""How alike two names are, out of 100, to be taken for each other: a slip of the keys or two."""
_PART: Final = 3
"""Letters that find a name they are a part of."""
_LISTED: Final = 16
"""Names that are listed on one line at most."""


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The name that was probably meant: one it is a part of, else one that is nearly the same."""
    if len(name) >= _PART and (holding := [each for each in known if name in each]):
        return min(holding, key=len)
    best = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return best[0] if best else None


def hint(name: str, known: Sequence[str], listing: str = "") -> str:
    """What may follow `there is no …`: the nearest, else all where they are few, and what lists them.

    Args:
        name: what was asked for.
        known: what there is, in the order to list it.
        listing: the command that lists it.
    """
    if near := nearest(name, known):
        return f"; did you mean {near!r}?"
    listed = f"; there are {', '.join(known)}" if 0 < len(known) <= _LISTED else ""
    return f"{listed}; see: {listing}" if listing else listed
