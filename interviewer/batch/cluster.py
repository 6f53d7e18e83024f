"""Offline grading on a Dask cluster: one that is there already, or one that is made on this machine.

A task holds an answer, where its content lies and what that must look like: no key, no model.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import signal
import threading
import warnings
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from functools import lru_cache
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from socket import gethostname
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from interviewer._version import __version__
from interviewer.batch.job import BatchJob
from interviewer.batch.processes import Content, cores, offline_job
from interviewer.batch.records import Item
from interviewer.content.library import Library
from interviewer.model.errors import InterviewerError, UsageError

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

_TOGETHER: Final = 8
"""Answers of one task: a task takes scheduler and client some 4 ms, in one process for all of a cluster."""
_PER_THREAD: Final = 2
"""Tasks for each thread of the cluster, so that none waits for its next."""
_LEAST: Final = 512
"""Answers under way on a cluster of others': workers may come while it runs."""
_PATIENCE: Final = 10.0
"""Seconds in which a scheduler must answer."""
_LOOK: Final = 15.0
"""Seconds between looks whether there are workers."""
_LEAVE: Final = 5.0
"""Seconds that saying goodbye may take."""
_SILENT: Final = logging.CRITICAL + 1


class _Asked(NamedTuple):
    item: Item
    record: asyncio.Future[dict[str, Any]]


class ClusterEngine:
    """Grades by the rules on a cluster; what a worker had that died is graded by another."""

    def __init__(
        self, content: Content, scheduler: str | None, workers: int | None, say: Callable[[str], None]
    ) -> None:
        """`scheduler` is an address; `workers` of it is how many answers are with it at a time.

        Without an address `workers` is how many processes are started here, one a core unless given.
        `say` hears when there is nobody to grade.

        Raises:
            UsageError: without the extra.
            ContentError: when the content cannot be found.
        """
        if find_spec("distributed") is None:
            raise UsageError("--engine dask needs more packages: pip install 'pm-interviewer[cluster]'")
        self._content = content
        self._sha256 = sha256_of_content(content)
        self._scheduler = scheduler
        self._workers = workers
        self._say = say
        self._where = f"the cluster at {scheduler}" if scheduler else "the cluster on this machine"
        self._client: Client | None = None
        self._held = AsyncExitStack()
        self._asked: list[_Asked] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._together = 1
        self.at_once = 1

    async def connect(self) -> None:
        """Reach the scheduler, or start a cluster; only then it is known how many answers keep it busy.

        Raises:
            UsageError: for an address that is none.
            InterviewerError: when the scheduler does not answer.
        """
        # It is only imported where it is asked for.
        from distributed import Client  # noqa: PLC0415

        _be_quiet()
        address: Any = self._scheduler or await self._made()
        try:
            client = Client(address, asynchronous=True, timeout=_PATIENCE, set_as_default=False)
            self._held.push_async_callback(_leave, client)
            await client
            threads = await _threads(client)
            if self._scheduler:
                await self._check(client)
        except ValueError:
            raise UsageError(
                f"--scheduler {self._scheduler} is no address; they read like tcp://HOST:8786"
            ) from None
        except OSError:
            raise InterviewerError(
                f"no scheduler answers at {self._scheduler}: see that it runs and that the address is right, "
                "and run the same command again"
            ) from None
        self._client = client
        tasks = _PER_THREAD * max(1, threads)
        self.at_once = _TOGETHER * tasks
        if self._scheduler:
            self.at_once = self._workers or max(_LEAST, self.at_once)
        self._together = min(_TOGETHER, max(1, self.at_once // tasks))
        if self._scheduler:  # processes made here come back by themselves
            self._held.callback(asyncio.create_task(self._watch(client)).cancel)

    async def grade(self, item: Item) -> dict[str, Any]:
        """The record of an item.

        Raises:
            InterviewerError: when the scheduler is lost, workers keep dying, or one cannot grade.
        """
        loop = asyncio.get_running_loop()
        asked = _Asked(item, loop.create_future())
        self._asked.append(asked)
        if len(self._asked) == 1:
            loop.call_soon(self._send)  # whoever asks in the same turn goes along
        return await asked.record

    def _send(self) -> None:
        asked, self._asked = self._asked, []
        for at in range(0, len(asked), self._together):
            task = asyncio.create_task(self._answer(asked[at : at + self._together]))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _answer(self, asked: Sequence[_Asked]) -> None:
        """Answer everybody who waits for a task, also where there is only an error to tell."""
        found: Sequence[dict[str, Any] | Exception]
        try:
            found = await self._graded([each.item for each in asked])
        except Exception as error:  # noqa: BLE001 - whoever asked raises it
            found = [error] * len(asked)
        for each, record in zip(asked, found, strict=True):
            if each.record.done():
                continue
            if isinstance(record, Exception):
                each.record.set_exception(record)
                each.record.exception()  # the first who raises it stops the others
            else:
                each.record.set_result(record)

    async def _graded(self, items: Sequence[Item]) -> list[dict[str, Any]]:
        from distributed import KilledWorker  # noqa: PLC0415
        from distributed.client import FutureCancelledError  # noqa: PLC0415
        from distributed.comm.core import CommClosedError  # noqa: PLC0415

        if self._client is None:
            raise RuntimeError("the cluster is asked before it is reached")
        sent = [item._replace(entry=item.entry._replace(fields={})) for item in items]  # the line says it all
        try:
            future = self._client.submit(grade_there, self._content, self._sha256, sent, pure=False)
            records: list[dict[str, Any]] = await future
        except (CommClosedError, FutureCancelledError):
            raise InterviewerError(
                f"the scheduler of {self._where} is gone; when it is back, run the same command again"
            ) from None
        except KilledWorker:
            raise InterviewerError(
                f"workers of {self._where} keep dying, at last on {items[0].entry.place} or soon after; "
                "see what ends them, and run the same command again"
            ) from None
        return records

    async def aclose(self) -> None:
        """Let go of the cluster; one that was made here is ended."""
        for task in self._tasks:
            task.cancel()
        await self._held.aclose()

    async def _made(self) -> LocalCluster:
        """A cluster on this machine: nothing listens beyond it, and it takes its files along."""
        import dask  # noqa: PLC0415
        from distributed import LocalCluster  # noqa: PLC0415

        folder = self._held.enter_context(
            TemporaryDirectory(prefix="interviewer-", ignore_cleanup_errors=True)
        )
        with dask.config.set({"temporary-directory": folder}):
            return await self._held.enter_async_context(
                LocalCluster(
                    n_workers=self._workers or cores(),
                    threads_per_worker=1,
                    memory_limit=None,
                    dashboard_address=None,
                    silence_logs=_SILENT,
                    preload=__name__,
                    asynchronous=True,
                )
            )

    async def _check(self, client: Client) -> None:
        """Ask whether tasks can be loaded: a worker that cannot dies of it, a scheduler gives no reason."""
        found = await client.run(find_spec, __name__, on_error="return")
        try:
            found["the scheduler"] = await client.run_on_scheduler(find_spec, __name__)
        except ImportError as error:
            found["the scheduler"] = error
        for where, there in found.items():
            if not isinstance(there, ModuleSpec):
                raise InterviewerError(
                    f"pm-interviewer is not installed for {where} of {self._where}; "
                    "install the same version there"
                )

    async def _watch(self, client: Client) -> None:
        """Say so when there is nobody to grade; workers may come yet."""
        said = False
        while True:
            with suppress(OSError):
                none = await _threads(client) == 0
                if none and not said:
                    self._say(f"There are no workers in {self._where}; waiting for some. Ctrl-C stops.")
                said = none
            await asyncio.sleep(_LOOK)


def _be_quiet() -> None:
    """What goes wrong is said in one line of ours; each of Dask's loggers has a handler of its own."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(_SILENT)
    warnings.filterwarnings("ignore", module="distributed")


async def _threads(client: Client) -> int:
    """How many answers the cluster's workers grade at a time."""
    if client.scheduler is None:  # it is closing
        return 0
    workers = (await client.scheduler.identity())["workers"]
    return sum(each["nthreads"] for each in workers.values())


async def _leave(client: Client) -> None:
    """Take back what is under way; a scheduler that is gone is not waited for."""
    with suppress(OSError, TimeoutError):
        await asyncio.wait_for(client.close(), _LEAVE)


def sha256_of_content(content: Content) -> str:
    """The hash over the version and every file that can change a record.

    Raises:
        ContentError: when one cannot be found.
    """
    library = Library(own=content.own)
    whole = hashlib.sha256(__version__.encode())
    for path in (*library.files_that_score(), *([content.rubric] if content.rubric else [])):
        whole.update(f"\n{path.name} ".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


# On a worker.


def dask_setup(_worker: object) -> None:
    """Called by Dask in each process of a cluster on this machine: Ctrl-C is for the one that writes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


_one_at_a_time: Final = threading.Lock()
"""Threads of a worker share what it loaded; rules would not be faster for running beside each other."""


def grade_there(content: Content, sha256: str, items: Sequence[Item]) -> list[dict[str, Any]]:
    """The records of some items; a worker loads its content with the first.

    Raises:
        InterviewerError: when the worker has other content, or another version of it, than whoever asks.
    """
    with _one_at_a_time:
        job = _loaded(content, sha256)
        return [job.grade_now(item) for item in items]


@lru_cache(maxsize=1)
def _loaded(content: Content, sha256: str) -> BatchJob:
    try:
        same = sha256_of_content(content) == sha256
    except OSError:
        same = False
    if not same:
        raise InterviewerError(
            f"the worker on {gethostname()} has other rubrics or questions, or another version: "
            "it needs the same version, and your own files at the same place"
        )
    return offline_job(content)
