"""Grades a batch: several answers at a time, in constant memory, each record written once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple, Protocol

from interviewer.batch.ahead import Ahead
from interviewer.batch.job import BatchJob
from interviewer.batch.output import Output
from interviewer.batch.records import Item
from interviewer.model.base import Model
from interviewer.model.errors import InterviewerError
from interviewer.scoring.calls import together

_AHEAD: Final = 4
"""Answers taken up for each that is under way, so that one slow answer does not hold up the others."""


class Tally(Model):
    """How many lines were graded in this run, how many were not, and what it cost in dollars where known."""

    graded: int = 0
    errors: int = 0
    cost: float | None = None
    read: int = 0
    """How far the input is read with them (`Entry.read`)."""

    def after(self, record: Mapping[str, Any], read: int = 0) -> Tally:
        """With one more record."""
        read = max(self.read, read)
        if "error" in record:
            return self.model_copy(update={"errors": self.errors + 1, "read": read})
        cost = (record.get("usage") or {}).get("cost")
        total = self.cost if cost is None else (self.cost or 0.0) + cost
        return self.model_copy(update={"graded": self.graded + 1, "cost": total, "read": read})

    @property
    def done(self) -> int:
        """Graded or not."""
        return self.graded + self.errors


Progress = Callable[[Tally], None]


class Engine(Protocol):
    """Where answers are graded: in this process, in several, on other machines."""

    @property
    def at_once(self) -> int:
        """How many answers are under way at a time."""
        ...

    async def grade(self, item: Item) -> dict[str, Any]:
        """The record of an item.

        Raises:
            InterviewerError: when no further line could be graded either; the batch stops.
        """
        ...

    async def aclose(self) -> None:
        """Let go of what it holds."""
        ...


class HereEngine:
    """Grades in this process: rules one after the other, models several at a time."""

    def __init__(self, job: BatchJob, at_once: int = 1) -> None:
        self._job = job
        self.at_once = at_once

    async def grade(self, item: Item) -> dict[str, Any]:
        """The record of an item."""
        return await self._job.grade(item)

    async def aclose(self) -> None:
        """Let go of the scorer's connections."""
        await self._job.scorer.aclose()


class _Finished(NamedTuple):
    line: str
    record: Mapping[str, Any]
    item: Item
    kept: bool
    """Whether it lies among the records that wait for their turn on disk."""
    counts: bool
    """Whether it was graded in this run."""


class Writer:
    """Writes finished records: each when its turn comes, or at once where order does not matter."""

    def __init__(
        self, out: Output, progress: Progress, *, first: int | None, ahead: Ahead | None = None
    ) -> None:
        """`first` is the position whose turn it is; None for any order. `ahead` keeps on disk what waits."""
        self._out = out
        self._progress = progress
        self._next = first
        self._ahead = ahead
        self._waiting: dict[int, _Finished] = {}
        self.tally = Tally()

    def put(self, position: int, item: Item, record: Mapping[str, Any]) -> int:
        """Take a record; how many could be written with it.

        Raises:
            InterviewerError: when the disk refuses; what was written before stands.
        """
        line = self._out.form.line(record)
        waits = self._ahead is not None and self._next not in {None, position}
        if waits:
            self._on_disk(lambda ahead: ahead.put(position, line))
        return self._take(position, _Finished(line, record, item, waits, counts=True))

    def recall(self, position: int, item: Item, job: BatchJob) -> int | None:
        """Take the record an earlier run left for this position; None where it left none that holds."""
        if self._ahead is None or position not in self._ahead:
            return None
        line = self._ahead.get(position)
        with suppress(ValueError, KeyError):
            record = self._out.form.record(line)
            kept = self._out.form.kept
            strange = job.other_line(item, record, kept) or job.other_scorer(record)
            if not strange and not job.again(item, record, kept):
                return self._take(position, _Finished(line, record, item, kept=True, counts=False))
        self._on_disk(lambda ahead: ahead.drop(position))
        return None

    def _take(self, position: int, finished: _Finished) -> int:
        if self._next is None:
            self._write(position, finished)
            return 1
        self._waiting[position] = finished
        written = 0
        while (due := self._waiting.pop(self._next, None)) is not None:
            self._write(self._next, due)
            self._next += 1
            written += 1
        return written

    def _write(self, position: int, finished: _Finished) -> None:
        self._out.write(finished.line)
        if finished.kept:
            self._on_disk(lambda ahead: ahead.drop(position))
        if finished.counts:
            self.tally = self.tally.after(finished.record, finished.item.entry.read)
        self._progress(self.tally)

    def _on_disk(self, work: Callable[[Ahead], None]) -> None:
        if self._ahead is None:
            return
        try:
            work(self._ahead)
        except OSError as error:
            raise InterviewerError(
                f"cannot write beside OUT: {error.strerror}; what is graded so far is in it: "
                "make room and run the same command again"
            ) from None


class _InterruptedError(Exception):
    """Ctrl-C, or SIGTERM, in the middle of a task, which would print a KeyboardInterrupt as it ends."""


async def run_batch(
    job: BatchJob, to_do: Iterator[tuple[int, Item]], engine: Engine, writer: Writer
) -> Tally:
    """Grade what is to be done, each item with its position; an item that cannot be graded gives an error.

    Raises:
        InterviewerError: when no further line could be graded, or the disk refuses; what was written stands.
    """
    room = asyncio.Semaphore((engine.at_once - 1) * _AHEAD + 1)

    async def work() -> None:
        while True:
            await room.acquire()
            found = next(to_do, None)
            if found is None:
                room.release()
                return
            position, item = found
            written = writer.recall(position, item, job)
            if written is None:
                record = item.refused
                if record is None:
                    record = await engine.grade(item)
                else:
                    await asyncio.sleep(0)
                written = writer.put(position, item, record)
            for _ in range(written):
                room.release()

    async def work_on() -> None:
        try:
            await work()
        except KeyboardInterrupt:
            raise _InterruptedError from None

    try:
        await together([work_on() for _ in range(engine.at_once)])
    except _InterruptedError:
        raise KeyboardInterrupt from None
    return writer.tally
