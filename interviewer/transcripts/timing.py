"""How long a replay takes: the round's own time, with long pauses cut short."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self

LONGEST_PAUSE: Final = 30.0
"""Seconds; nobody wants to sit through the candidate's coffee."""
SHORTEST_PAUSE: Final = 1.5
"""Seconds; a reply that came in no time still needs to be seen coming."""


@dataclass(frozen=True)
class Timing:
    """Two clocks side by side: the round's, and the seconds somebody watches at single speed.

    `moments` are on the round's clock and never fall; `starts` says when each is reached while watching,
    and always grows. Both are in seconds and equally long.
    """

    moments: tuple[float, ...]
    starts: tuple[float, ...]

    @classmethod
    def of(cls, moments: Iterable[float]) -> Self:
        """The timing of these moments; one that lies before its forerunner counts as the same moment."""
        rising: list[float] = []
        for moment in moments:
            rising.append(max(moment, rising[-1]) if rising else max(0.0, moment))
        starts = [0.0] if rising else []
        for before, after in pairwise(rising):
            starts.append(starts[-1] + min(LONGEST_PAUSE, max(SHORTEST_PAUSE, after - before)))
        return cls(tuple(rising), tuple(starts))

    @property
    def length(self) -> float:
        """Seconds of watching until the last moment."""
        return self.starts[-1] if self.starts else 0.0

    def reached(self, watched: float) -> int:
        """How many of the moments have come after so many seconds of watching."""
        return bisect_right(self.starts, watched)

    def clock_at(self, watched: float) -> float:
        """The round's clock after so many seconds of watching; it runs faster through a long pause."""
        return _between(self.starts, self.moments, watched)

    def watched_at(self, clock: float) -> float:
        """Seconds of watching until the round's clock shows this; the end of them where several fit."""
        return _between(self.moments, self.starts, clock)


def _between(here: tuple[float, ...], there: tuple[float, ...], value: float) -> float:
    """The value on the other clock, in a straight line between two neighbours."""
    after = bisect_right(here, value)
    if after == 0:
        return there[0] if there else 0.0
    if after == len(here):
        return there[-1]
    share = (value - here[after - 1]) / (here[after] - here[after - 1])
    return there[after - 1] + share * (there[after] - there[after - 1])
