"""Several calls to models at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

from interviewer.llm.protocol import StreamEvent, Tell, TextDelta

_T = TypeVar("_T")


async def first_then_rest(calls: Sequence[Callable[[Tell], Awaitable[_T]]], tell: Tell) -> list[_T]:
    """The results of all calls in their order: the first alone until its reply begins, then the others.

    When one fails the others are stopped, and its error is raised.
    """
    begun = asyncio.Event()

    def hear(event: StreamEvent) -> None:
        if isinstance(event, TextDelta):
            begun.set()
        tell(event)

    async def run(call: Callable[[Tell], Awaitable[_T]], told: Tell) -> _T:
        return await call(told)

    try:
        async with asyncio.TaskGroup() as group:
            first = group.create_task(run(calls[0], hear))
            first.add_done_callback(lambda _: begun.set())
            await begun.wait()
            failed = first.done() and (first.cancelled() or first.exception() is not None)
            rest = [] if failed else [group.create_task(run(call, tell)) for call in calls[1:]]
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in (first, *rest)]


async def together(calls: Sequence[Coroutine[Any, Any, _T]]) -> list[_T]:
    """The results of all calls in their order; when one fails the others are stopped and its error raised."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(call) for call in calls]
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None
    return [task.result() for task in tasks]
