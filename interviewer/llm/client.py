"""A language model as the rest of the program sees it: an adapter, and what is the same for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from interviewer.llm.adapter import Adapter, Ask, Beat, Choices, Fault, Json, Logprobs, Pace, Piece, Plain
from interviewer.llm.errors import InvalidReplyError
from interviewer.llm.limits import gate_of
from interviewer.llm.protocol import (
    Broken,
    Capabilities,
    Check,
    Done,
    Misfit,
    Reply,
    Request,
    StreamEvent,
    T,
    Tell,
    TextDelta,
    Used,
    Waiting,
)
from interviewer.llm.retry import Course, Time
from interviewer.llm.structured import ask_again, read
from interviewer.llm.usage import Budget, Call, Hold, Meter, Usage, estimate_tokens

if TYPE_CHECKING:
    from pydantic import BaseModel

_LAST_WORDS: Final = 2.0
"""Seconds to wait for what follows a whole reply (its usage)."""

_queues: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, asyncio.Semaphore]] = WeakKeyDictionary()


class _Heard:
    """What one attempt brought. No text shows in `repr`."""

    __slots__ = ("alive", "done", "logprobs", "text", "usage")

    def __init__(self) -> None:
        self.alive = False
        self.text: list[str] = []
        self.usage: Usage | None = None
        self.done: Done | None = None
        self.logprobs: Logprobs | None = None

    def take(self, piece: Piece) -> None:
        self.alive = True
        match piece:
            case TextDelta(text):
                self.text.append(text)
            case Used(usage):
                self.usage = usage
            case Done():
                self.done = piece
            case Logprobs():
                self.logprobs = piece
            case Beat():
                pass

    def __repr__(self) -> str:
        return f"<{len(self.text)} pieces>"


class Client:
    """An `LLM` over an adapter: one retry policy, time limits, queue, usage, budget, validated replies."""

    def __init__(
        self,
        adapter: Adapter,
        pace: Pace,
        *,
        meter: Meter | None = None,
        budget: Budget | None = None,
        timing: Time | None = None,
    ) -> None:
        self._adapter = adapter
        self._pace = pace
        self._budget = budget
        self._time = timing or Time()
        self.meter = meter if meter is not None else Meter()

    def __repr__(self) -> str:
        return f"Client({self.spec!r})"

    @property
    def spec(self) -> str:
        """NAME/REST, as in `anthropic/claude-x`."""
        return self._adapter.spec

    @property
    def host_note(self) -> str:
        """Where requests go, in words, when that is not the provider's own host; else empty."""
        return self._adapter.host_note

    @property
    def capabilities(self) -> Capabilities:
        """What is known about the server by now."""
        return self._adapter.capabilities

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._adapter.aclose()

    async def stream(self, request: Request) -> AsyncGenerator[StreamEvent, None]:
        """The reply as it comes, ending with `Used` (where it was counted) and `Done`.

        Raises:
            LLMError: the typed reason why there is no whole reply.
        """
        async with aclosing(self._events(Ask(request, Plain()), [])) as events:
            async for event in events:
                yield event

    async def structured(
        self, request: Request, into: type[T], tell: Tell | None = None, check: Check[T] | None = None
    ) -> Reply[T]:
        """A reply validated into a type; asked again once, with the error, when it does not fit.

        Raises:
            InvalidReplyError: when it does not fit then, either, or was cut off at `max_tokens`.
            LLMError: any other typed reason.
        """

        async def ask(asked: Request) -> Collected:
            collected, courses = Collected(tell), list[Course]()
            async with aclosing(self._events(Ask(asked, Json(into), self._pace.whole), courses)) as events:
                async for event in events:
                    collected.take(event)
            collected.attempts = sum(course.attempts for course in courses)
            return collected

        return await held(self.spec, request, into, check, ask)

    async def choice_logprobs(
        self, request: Request, choices: Sequence[str], tell: Tell | None = None
    ) -> Mapping[str, float] | None:
        """Natural log-probabilities of each choice as the reply's first token; None where there are none.

        Raises:
            LLMError: the typed reason why there is no answer.
        """
        if self.capabilities.logprobs is False:
            return None
        found: list[Logprobs] = []
        ask = Ask(request, Choices(tuple(choices)))
        async with aclosing(self._events(ask, [], found)) as events:
            async for event in events:
                if tell is not None:
                    tell(event)
        return found[-1].values if found else None

    async def _events(
        self, ask: Ask, courses: list[Course], found: list[Logprobs] | None = None
    ) -> AsyncGenerator[StreamEvent, None]:
        queue = self._queue()
        if queue is not None and queue.locked():
            yield Waiting("another request has the server", None, 1)
        async with _turn(queue):
            course = Course(self._pace, self._adapter.address, self._time)
            courses.append(course)
            async with aclosing(course.run(lambda: self._attempt(ask, course, found))) as events:
                async for event in events:
                    yield event

    async def _attempt(
        self, ask: Ask, course: Course, found: list[Logprobs] | None
    ) -> AsyncGenerator[StreamEvent | Fault, None]:
        """One attempt: its events, and as the last item the fault that ended it, where one did.

        In a batch it waits for its turn at the server's gate. Where somebody sits and asks for another try,
        the server decides anew.
        """
        if not self._pace.patience:
            async with aclosing(self._let_through(ask, course, found)) as events:
                async for event in events:
                    yield event
            return
        gate = gate_of(self._adapter.address, self._time)
        waited = await gate.enter(course.patience)
        if waited < 0:
            yield Fault("rate limited", retry_after=-waited, limited=True)
            return
        course.wait_out(waited)
        try:
            async with aclosing(self._let_through(ask, course, found)) as events:
                async for event in events:
                    yield event
        finally:
            gate.leave()

    async def _let_through(
        self, ask: Ask, course: Course, found: list[Logprobs] | None
    ) -> AsyncGenerator[StreamEvent | Fault, None]:
        hold = self._hold(ask)
        heard = _Heard()
        source = self._adapter.attempt(ask)
        fault: Fault | None = None
        try:
            while (item := await self._next(source, heard, self._limit(ask, heard, course))) is not None:
                if isinstance(item, Fault):
                    fault = item
                    break
                heard.take(item)
                if isinstance(item, TextDelta):
                    yield item
        finally:
            try:
                await source.aclose()
            finally:
                used = self._settle(ask, hold, heard)
        if used is not None:
            yield used
        if heard.logprobs is not None and found is not None:
            found.append(heard.logprobs)
        if heard.done is not None:
            yield heard.done
            return
        fault = fault or Fault("the reply ended early")
        if heard.text and fault.final is None:
            yield Broken(fault.why, "".join(heard.text))
        yield fault

    async def _next(
        self, source: AsyncGenerator[Piece, None], heard: _Heard, limit: float
    ) -> Piece | Fault | None:
        """The next piece, None at the end, or what went wrong, as a value.

        Exceptions stop here: an SDK's holds the request with its key and the answer, and would be carried
        along as the context of whatever is raised next.
        """
        try:
            async with asyncio.timeout(limit):
                return await anext(source, None)
        except TimeoutError:
            return Fault(f"no word from the server for {limit:.3g} s" if heard.text else "no reply in time")
        except Exception as error:  # noqa: BLE001 - see above
            return bare(self._adapter.explain(error))

    def _limit(self, ask: Ask, heard: _Heard, course: Course) -> float:
        """Seconds to wait for the next piece."""
        if heard.done is not None:
            return min(course.left, _LAST_WORDS)
        if heard.text:
            return min(course.left, self._pace.stall)
        if self._pace.first is not None and not heard.alive and not ask.whole:
            return min(course.left, self._pace.first)
        return course.left

    def _queue(self) -> asyncio.Semaphore | None:
        if self._pace.at_once is None:
            return None
        queues = _queues.setdefault(asyncio.get_running_loop(), {})
        return queues.setdefault(self._adapter.address, asyncio.Semaphore(self._pace.at_once))

    def _hold(self, ask: Ask) -> Hold | None:
        if self._budget is None or self._adapter.free:
            return None
        request = ask.request
        most = Usage(
            cache_write=_estimated_input(ask), output=request.max_tokens + self._adapter.thinking_room
        )
        return self._budget.hold(self._adapter.price(most), self.spec)

    def _settle(self, ask: Ask, hold: Hold | None, heard: _Heard) -> Used | None:
        """Count what an attempt took. One that broke off uncounted weighs on the budget by estimate only."""
        cost = self._adapter.price(heard.usage) if heard.usage is not None else None
        if hold is not None:
            estimate = 0.0
            if cost is None and heard.alive:
                guess = Usage(input=_estimated_input(ask), output=estimate_tokens("".join(heard.text)))
                estimate = self._adapter.price(guess) or 0.0
            hold.settle(cost if cost is not None else estimate)
        if heard.usage is None:
            return None
        self.meter.add(Call(ask.request.label, self.spec, heard.usage, cost))
        return Used(heard.usage, cost)


class Collected:
    """The text of a reply as far as it counts, with usage; a broken attempt's text is dropped."""

    def __init__(self, tell: Tell | None) -> None:
        self._tell = tell
        self._text: list[str] = []
        self.usage = Usage()
        self.costs: list[float | None] = []
        self.attempts = 1
        self.cut_off = False

    def take(self, event: StreamEvent) -> None:
        """Take note of an event, and pass it on."""
        match event:
            case TextDelta(text):
                self._text.append(text)
            case Broken():
                self._text.clear()
            case Used(usage, cost):
                self.usage += usage
                self.costs.append(cost)
            case Done(reason):
                self.cut_off = reason == "length"
            case Waiting():
                pass
        if self._tell is not None:
            self._tell(event)

    @property
    def text(self) -> str:
        """What counts as said."""
        return "".join(self._text)

    def __repr__(self) -> str:
        return f"<{len(self._text)} pieces>"


async def held(
    spec: str,
    request: Request,
    into: type[T],
    check: Check[T] | None,
    ask: Callable[[Request], Awaitable[Collected]],
) -> Reply[T]:
    """A reply validated into a type; asked for again once, with the error, when it does not fit.

    Raises:
        InvalidReplyError: when it does not fit then, either, or was cut off at `max_tokens`.
    """
    total, costs, attempts = Usage(), list[float | None](), 0
    asked = request
    misfit: Misfit | None = None
    for _ in range(2):
        collected = await ask(asked)
        total += collected.usage
        costs += collected.costs
        attempts += collected.attempts
        result = read(collected.text, into, check)
        if not isinstance(result, Misfit):
            return Reply(result, total, _sum(costs), attempts)
        if collected.cut_off:
            raise InvalidReplyError(
                f"{spec}: the reply was cut off at {request.max_tokens} tokens; take a model that thinks less"
            )
        misfit = result
        asked = ask_again(request, collected.text, misfit, into)
    raise InvalidReplyError(
        f"{spec}: the reply did not have the form asked for, twice "
        f"({misfit.short if misfit else ''}); try again or take another model"
    )


def bare(fault: Fault) -> Fault:
    """The fault, its error without the exceptions and frames it was raised among."""
    if fault.final is not None:
        fault.final.__cause__ = fault.final.__context__ = fault.final.__traceback__ = None
    return fault


@asynccontextmanager
async def _turn(queue: asyncio.Semaphore | None) -> AsyncIterator[None]:
    if queue is None:
        yield
        return
    async with queue:
        yield


@cache
def _form(into: type[BaseModel]) -> str:
    """About what a provider reads of a type."""
    return str(into.model_json_schema())


def _estimated_input(ask: Ask) -> int:
    request = ask.request
    texts = [request.system(), *(message.text for message in request.turns())]
    if isinstance(ask.want, Json):
        texts.append(_form(ask.want.into))
    return estimate_tokens(*texts)


def _sum(costs: Sequence[float | None]) -> float | None:
    known = [cost for cost in costs if cost is not None]
    return sum(known) if known and len(known) == len(costs) else None
