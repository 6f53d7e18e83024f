"""Time as the session sees it, so that tests can hold it still."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Wall time for the record, steady time for the round."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...

    def steady(self) -> float:
        """Seconds that only ever go forward."""
        ...


class SystemClock:
    """The machine's clocks."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Seconds that only ever go forward."""
        return time.monotonic()


class RoundClock:
    """Seconds of a round, pauses left out; it can start where an earlier sitting stopped."""

    def __init__(self, clock: Clock, already: float = 0.0) -> None:
        self._clock = clock
        self._before = already
        self._since: float | None = clock.steady()

    @property
    def seconds(self) -> float:
        """Seconds so far, to the millisecond."""
        running = 0.0 if self._since is None else self._clock.steady() - self._since
        return round(self._before + running, 3)

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return self._since is not None

    def stop(self) -> None:
        """Stop; stopping twice does nothing."""
        self._before = self.seconds
        self._since = None

    def start(self) -> None:
        """Go on; starting twice does nothing."""
        if self._since is None:
            self._since = self._clock.steady()
