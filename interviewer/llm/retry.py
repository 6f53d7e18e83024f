"""The one policy for asking again, whatever the provider: what is worth it, how long to wait, when to end."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from tenacity import AsyncRetrying, RetryCallState, retry_if_result
from tenacity.wait import wait_exponential_jitter

from interviewer.llm.adapter import Fault, Pace
from interviewer.llm.errors import GaveUpError, LLMError, ServerUnreachableError
from interviewer.llm.protocol import StreamEvent, Waiting

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]

_backoff = wait_exponential_jitter(multiplier=0.5, max=20, jitter=0.5)

MOST_ATTEMPTS: Final = 10
"""More would be a storm; with the backoff they take over two minutes."""
MOST_UNREACHABLE: Final = 4
"""A server that is not running does not start by being asked; about four seconds cover a restart."""


@dataclass(frozen=True, slots=True)
class Time:
    """Where time comes from and how it is waited for, so that tests can hold it still."""

    clock: Clock = time.monotonic
    sleep: Sleep = asyncio.sleep
    backoff: Callable[[RetryCallState], float] = _backoff


class Course:
    """One request on its way through its attempts, until the deadline."""

    def __init__(self, pace: Pace, place: str, timing: Time) -> None:
        self._pace = pace
        self._place = place
        self._time = timing
        self._ends = timing.clock() + pace.deadline
        self._wait = 0.0
        self._unreachable = 0
        self.patience = pace.patience
        """Seconds left of those that waits for a rate limit may take beyond the deadline."""
        self._patient = 0
        self.attempts = 0

    @property
    def left(self) -> float:
        """Seconds until the deadline; never below zero."""
        return max(0.0, self._ends - self._time.clock())

    def wait_out(self, seconds: float) -> None:
        """Move the deadline by a wait for one's turn."""
        self._ends += seconds
        self.patience -= seconds

    async def run(
        self, once: Callable[[], AsyncGenerator[StreamEvent | Fault, None]]
    ) -> AsyncGenerator[StreamEvent, None]:
        """Events of all attempts in turn, and of the waits between them, until one attempt succeeds.

        Args:
            once: makes one attempt; a fault, where there is one, is its last item.

        Raises:
            LLMError: a final fault's own; GaveUpError or ServerUnreachableError when time is up.
        """
        fault: Fault | None = None
        async for attempt in self._attempts():
            if self.attempts:
                async for waiting in self._countdown(fault):
                    yield waiting
            self.attempts += 1
            fault = None
            async with aclosing(once()) as events:
                async for event in events:
                    if isinstance(event, Fault):
                        fault = event
                    else:
                        yield event
            self._unreachable = self._unreachable + 1 if fault and fault.unreachable else 0
            attempt.retry_state.set_result(fault)
        if fault is not None:
            raise fault.final or self._out_of_time(fault)

    def _attempts(self) -> AsyncRetrying:
        return AsyncRetrying(
            retry=retry_if_result(lambda fault: fault is not None and fault.final is None),
            wait=self._wait_for,
            stop=self._stop,
            sleep=self._note,
            retry_error_callback=lambda state: None,  # noqa: ARG005 - the loop ends; `run` raises in its own words
        )

    def _wait_for(self, state: RetryCallState) -> float:
        backoff = self._time.backoff(state)
        fault = state.outcome.result() if state.outcome else None
        asked = fault.retry_after if isinstance(fault, Fault) else None
        if asked is None:
            return backoff
        spread = random.uniform(0.0, min(1.0, asked / 10))  # noqa: S311 - so that waiting clients do not return as one
        return max(backoff, asked + spread)

    def _stop(self, state: RetryCallState) -> bool:
        fault = state.outcome.result() if state.outcome else None
        limited = isinstance(fault, Fault) and fault.limited
        if limited and state.upcoming_sleep < self.patience:
            self._patient += 1
            self.wait_out(state.upcoming_sleep)
            return False
        return (
            self.attempts - self._patient >= MOST_ATTEMPTS
            or self._unreachable >= MOST_UNREACHABLE
            or state.upcoming_sleep >= self.left
        )

    async def _note(self, seconds: float) -> None:
        """Waiting is told second by second, so it is done in `_countdown` and only noted here."""
        self._wait = seconds

    async def _countdown(self, fault: Fault | None) -> AsyncIterator[Waiting]:
        until = self._time.clock() + self._wait
        why = fault.why if fault else ""
        while (left := until - self._time.clock()) > 0:
            yield Waiting(why, left, self.attempts + 1)
            whole = math.ceil(left) - 1  # so that each tick falls on a full second
            await self._time.sleep(left - whole if whole > 0 else left)

    def _out_of_time(self, fault: Fault) -> LLMError:
        if self._unreachable >= MOST_UNREACHABLE:
            return ServerUnreachableError(
                f"nothing answers at {self._place}; start the server, or check the address and the network"
            )
        limit = f"{self._pace.deadline:g} s"
        if fault.retry_after is not None and fault.retry_after >= self.left:
            return GaveUpError(
                f"{self._place}: {fault.why}, again in {fault.retry_after:.0f} s, which is over the limit of "
                f"{limit}; try later, take another model or raise INTERVIEWER_TIMEOUT"
            )
        times = f"{self.attempts} attempts" if self.attempts > 1 else "one attempt"
        return GaveUpError(
            f"{self._place}: gave up after {times} within {limit}, at last: {fault.why}; "
            "try later, take another model or raise INTERVIEWER_TIMEOUT"
        )
