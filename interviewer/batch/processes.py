"""Offline grading on all cores: processes that load once and end when this one does."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Final

from interviewer.batch.job import BatchJob
from interviewer.batch.records import Item
from interviewer.content.library import Library
from interviewer.model.errors import InterviewerError
from interviewer.model.words import OFFLINE
from interviewer.session.cast import make_scorer

WORTH_IT: Final = 64
"""Answers below which one process is done before others have loaded."""
_AT_ONCE: Final = 2
"""Answers with each process, so that none waits for its next."""
_TRIES: Final = 2


@dataclass(frozen=True)
class Content:
    """What a process loads: where the user's own content lies, and a rubric file of theirs."""

    own: Path | None
    rubric: Path | None = None


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def offline_job(content: Content) -> BatchJob:
    """The offline scorer over the content, ready to grade.

    Raises:
        ContentError: when a file of it does not hold up.
    """
    library = Library(own=content.own)
    return BatchJob.over(library, make_scorer(library, OFFLINE, content.rubric), content.rubric)


class ProcessEngine:
    """Grades in as many processes as given. One that dies is replaced, and its answers are graded again."""

    def __init__(self, content: Content, processes: int) -> None:
        self._content = content
        self._processes = processes
        self._pool = self._made()
        self.at_once = processes * _AT_ONCE

    async def grade(self, item: Item) -> dict[str, Any]:
        """The record of an item.

        Raises:
            InterviewerError: when processes keep dying.
        """
        sent = item._replace(entry=item.entry._replace(fields={}))  # the line says it all
        for _ in range(_TRIES):
            pool = self._pool
            try:
                return await asyncio.wrap_future(pool.submit(_grade, sent))
            except BrokenProcessPool:
                # All that were under way find it broken; the first of them makes another.
                if self._pool is pool:
                    pool.shutdown(wait=False)
                    self._pool = self._made()
        raise InterviewerError(
            f"the processes that grade keep dying, at last on {item.entry.place}; take fewer with --workers"
        )

    async def aclose(self) -> None:
        """End them."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _made(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._processes, get_context("spawn"), initializer=_load, initargs=(self._content,)
        )


_job: BatchJob | None = None


def _load(content: Content) -> None:
    """Once in each process."""
    global _job  # noqa: PLW0603 - a process of a pool has no other place for what it loaded
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that writes
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _job = offline_job(content)


def _end_with_parent() -> None:
    """A parent that was killed says nothing, and the queue of a pool would be waited on for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _grade(item: Item) -> dict[str, Any]:
    if _job is None:
        raise RuntimeError("a process grades before it has loaded")
    return _job.grade_now(item)
