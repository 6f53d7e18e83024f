"""Dealings with a provider over its batches: tried again where that may help; none is sent twice."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from typing import Any, Final, TypeVar

from interviewer.llm.adapter import Fault, Pace
from interviewer.llm.batch_wire import Intent, Outcome, Sent, Standing, Wire
from interviewer.llm.client import bare
from interviewer.llm.protocol import StreamEvent
from interviewer.llm.retry import Course, Time

_POLLS: Final = (5.0, 15.0, 30.0, 60.0)
"""Seconds between looks at a batch; the last goes on."""
_PACE: Final = Pace(deadline=300.0, patience=3600.0)

_T = TypeVar("_T")


class Desk:
    """Where batches are handed in, asked after and fetched."""

    def __init__(self, wire: Wire, timing: Time, say: Callable[[str], None]) -> None:
        """`say` hears now and then how far a batch is."""
        self._wire = wire
        self._time = timing
        self._say = say
        self._tried: set[str] = set()

    async def find(self, intent: Intent) -> str | None:
        """The id of a batch that was sent with this intent; None where there is none.

        Raises:
            LLMError: when the provider does not say.
        """
        return await self._call(lambda: self._wire.find(intent))

    async def submit(self, bodies: Mapping[str, dict[str, Any]], intent: Intent) -> str:
        """Send a batch; its id.

        Raises:
            LLMError: when the provider does not take it.
        """
        return await self._call(lambda: self._submit_once(bodies, intent))

    async def ended(self, sent: Sent) -> Standing:
        """How a batch has ended; waits until it has.

        Raises:
            LLMError: when the provider does not say.
        """
        looks = 0
        said = -1
        while True:
            standing = await self._call(lambda: self._wire.poll(sent.id))
            if standing.state != "under way":
                return standing
            if standing.done != said:
                said = standing.done
                self._say(f"{sent.id}: {standing.done} of {standing.total or sent.count} done.")
            await self._time.sleep(_POLLS[min(looks, len(_POLLS) - 1)])
            looks += 1

    async def results(self, batch: str) -> list[Outcome]:
        """What became of a batch's requests, as far as it is known.

        Raises:
            LLMError: when the provider does not say.
        """

        async def all_of() -> list[Outcome]:
            return [each async for each in self._wire.results(batch)]

        return await self._call(all_of)

    async def _submit_once(self, bodies: Mapping[str, dict[str, Any]], intent: Intent) -> str:
        """A second try looks first whether the first arrived: its answer may have been lost on the way."""
        if intent.token in self._tried and (found := await self._wire.find(intent)):
            return found
        self._tried.add(intent.token)
        return await self._wire.submit(bodies, intent.token)

    async def _call(self, work: Callable[[], Awaitable[_T]]) -> _T:
        """Ask the provider, and again as for any request where that may help.

        Raises:
            LLMError: where it does not.
        """
        found: list[_T] = []

        async def once() -> AsyncGenerator[StreamEvent | Fault, None]:
            fault: Fault | None = None
            try:
                found.append(await work())
            except Exception as error:  # noqa: BLE001 - an SDK's holds key and answer; see client._next
                fault = bare(self._wire.adapter.explain(error))
            if fault is not None:
                yield fault

        course = Course(_PACE, self._wire.adapter.address, self._time)
        async with aclosing(course.run(once)) as events:
            async for _ in events:
                pass
        return found[-1]
