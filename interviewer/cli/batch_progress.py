"""How far a batch has come, on stderr: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from interviewer.batch.run import Tally
from interviewer.cli.failures import say
from interviewer.session.costs import dollars

FIRST_LINE: Final = 10.0
"""Seconds until the first line where there is no terminal; a short batch says nothing on the way."""
_LINES_APART: Final = 60.0
_DRAWN_APART: Final = 0.1
_WHOLE: Final = 1000

Clock = Callable[[], float]


class Pace:
    """Rate, cost and time left of a batch.

    `size` is what the input comes to, where that is known; `before` how many records were there.
    """

    def __init__(self, size: int | None, before: int = 0, clock: Clock = time.monotonic) -> None:
        self._size = size
        self._before = before
        self._clock = clock
        self._began = clock()
        self._from: int | None = None
        self.tally = Tally()

    def take(self, tally: Tally) -> None:
        """Note how far it is."""
        if self._from is None:
            # What was done before is skipped in no time and says nothing about the rate.
            self._from = 0 if not self._before else tally.read
        self.tally = tally

    @property
    def seconds(self) -> float:
        """Since it began."""
        return self._clock() - self._began

    @property
    def share(self) -> float | None:
        """How much of the input is done, 0 to 1; None where nobody knows."""
        return min(1.0, self.tally.read / self._size) if self._size else None

    @property
    def left(self) -> float | None:
        """Seconds left, if it goes on like this; None where nobody knows."""
        done = self.tally.read - (self._from or 0)
        if not self._size or done <= 0:
            return None
        return max(0.0, self.seconds * (self._size - self.tally.read) / done)

    @property
    def words(self) -> str:
        """As in `1,200 done, 3 with errors, 48 a second, $1.20`."""
        tally = self.tally
        rate = tally.done / max(self.seconds, 1e-9)
        parts = [f"{tally.done + self._before:,} done"]
        parts += [f"{tally.errors:,} with errors"] if tally.errors else []
        parts.append(f"{rate:.0f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute")
        parts += [dollars(tally.cost)] if tally.cost is not None else []
        return ", ".join(parts)


def duration(seconds: float) -> str:
    """As in `40 s`, `12 min`, `3 h 20 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


@contextmanager
def progress_for(size: int | None, before: int = 0) -> Iterator[Callable[[Tally], None]]:
    """Shows what it is told while the context lasts."""
    pace = Pace(size, before)
    if sys.stderr.isatty():
        with _bar(pace) as show:
            yield show
    else:
        yield Lines(pace).show


class Lines:
    """A line after ten seconds, then one a minute."""

    def __init__(self, pace: Pace, tell: Callable[[str], None] = say) -> None:
        self._pace = pace
        self._tell = tell
        self._next = FIRST_LINE

    def show(self, tally: Tally) -> None:
        """Say how far it is, when it is time."""
        self._pace.take(tally)
        if self._pace.seconds < self._next:
            return
        self._next = self._pace.seconds + _LINES_APART
        left = self._pace.left
        self._tell(self._pace.words + (f", about {duration(left)} left" if left is not None else ""))


@contextmanager
def _bar(pace: Pace) -> Iterator[Callable[[Tally], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(30), TextColumn("{task.fields[words]}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("", total=_WHOLE, words="loading")
        progress.refresh()
        drawn = 0.0

        def show(tally: Tally) -> None:
            nonlocal drawn
            pace.take(tally)
            if pace.seconds - drawn < _DRAWN_APART:
                return
            drawn = pace.seconds
            left, share = pace.left, pace.share
            words = pace.words + (f", about {duration(left)} left" if left is not None else "")
            progress.update(
                task,
                total=_WHOLE if share is not None else None,
                completed=round((share or 0) * _WHOLE),
                words=words,
            )
            progress.refresh()

        yield show
