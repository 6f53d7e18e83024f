"""A provider's own batches as a model: requests are collected, sent as one batch, and answered when it ends.

Whoever asks waits as for any reply, so that everything above is the same code. What is under way at the
provider is in a state file; requests are known again by the hash of what is asked.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
import uuid
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from interviewer.llm.adapter import Ask, Fault, Json
from interviewer.llm.batch_desk import Desk
from interviewer.llm.batch_wire import Intent, Outcome, Sent, Standing, State, Wire, read_state, write_state
from interviewer.llm.client import Collected, held
from interviewer.llm.errors import BatchStoppedError, GaveUpError, LLMError
from interviewer.llm.protocol import (
    Capabilities,
    Check,
    Done,
    Reply,
    Request,
    StreamEvent,
    T,
    Tell,
    TextDelta,
    Used,
)
from interviewer.llm.retry import Time
from interviewer.llm.touched import touched
from interviewer.llm.usage import Budget, Call, Hold, Meter, Usage, estimate_tokens

if TYPE_CHECKING:
    from pydantic import BaseModel

PRICE: Final = 0.5
"""Of the standard price: what OpenAI and Anthropic both take for batches."""
MOST: Final = 10_000
"""Requests of one batch; OpenAI takes 50,000 and 200 MB, Anthropic 100,000 and 256 MB."""
_MOST_BYTES: Final = 100_000_000
_QUIET: Final = 2.0
"""Seconds without another request after which a batch is sent in any case."""
_SLICE: Final = 0.05
"""Seconds without one after which it is sent where everybody under way waits already."""
_TURNS: Final = 20
"""Turns of the loop in which the calls of one answer have followed each other."""
_TRIES: Final = 3


@dataclass
class _Waiting:
    body: dict[str, Any]
    size: int
    future: asyncio.Future[tuple[str, Outcome]]
    who: int
    """The piece of work it is for."""
    tries: int = 0


@dataclass
class _Open:
    """A batch, and how many of its requests still need it."""

    sent: Sent
    left: int
    waiting: dict[str, _Waiting] = field(default_factory=dict)


class BatchLLM:
    """An `LLM` whose structured replies come out of a provider's batches, at batch prices."""

    def __init__(
        self,
        wire: Wire,
        state: Path,
        *,
        budget: Budget | None = None,
        timing: Time | None = None,
        say: Callable[[str], None] | None = None,
    ) -> None:
        """`say` hears a line when a batch is sent, and now and then how far it is."""
        self._wire = wire
        self._state = state
        self._budget = budget
        self._say = say or (lambda _line: None)
        self._desk = Desk(wire, timing or Time(), self._say)
        self._begun: asyncio.Task[None] | None = None
        self._asked: Counter[str] = Counter()
        self._pending: dict[str, _Waiting] = {}
        self._early: dict[str, tuple[str, Outcome]] = {}
        self._open: dict[str, _Open] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._sending: asyncio.Task[None] | None = None
        self._stopped: LLMError | None = None
        self.under_way = 0
        """Pieces of work under way; as soon as all of them wait, a batch is sent."""
        self.meter = Meter()

    @property
    def spec(self) -> str:
        """NAME/REST."""
        return self._wire.adapter.spec

    @property
    def host_note(self) -> str:
        """Where requests go, in words, when that is not the provider's own host; else empty."""
        return self._wire.adapter.host_note

    @property
    def capabilities(self) -> Capabilities:
        """Structured replies only."""
        return Capabilities(structured="schema", logprobs=False)

    async def stream(self, request: Request) -> AsyncGenerator[StreamEvent, None]:  # noqa: ARG002
        """Nothing streams out of a batch.

        Raises:
            LLMError: always.
        """
        raise LLMError("a provider's batch gives no streams; leave --engine provider out")
        yield  # a generator

    async def choice_logprobs(
        self,
        request: Request,  # noqa: ARG002
        choices: Sequence[str],  # noqa: ARG002
        tell: Tell | None = None,  # noqa: ARG002
    ) -> Mapping[str, float] | None:
        """There are none in batches."""
        return None

    async def structured(
        self, request: Request, into: type[T], tell: Tell | None = None, check: Check[T] | None = None
    ) -> Reply[T]:
        """A reply validated into a type; asked for again once, in the next batch, when it does not fit.

        Raises:
            InvalidReplyError: when it does not fit then, either.
            LLMError: any other typed reason.
        """
        hear = tell or (lambda _event: None)

        async def ask(asked: Request) -> Collected:
            collected = Collected(hear)
            # Nobody need wait for a cache to be filled: requests of a batch are sent together.
            hear(TextDelta(""))
            for event in await self._events(asked, into):
                collected.take(event)
            return collected

        return await held(self.spec, request, into, check, ask)

    async def aclose(self) -> None:
        """Stop looking; what is at the provider stays there, and in the state file unless all is done."""
        for task in [*self._tasks, *filter(None, (self._sending, self._begun))]:
            task.cancel()
        await self._wire.adapter.aclose()

    def release(self, batches: Sequence[str]) -> None:
        """What came out of these batches is written down; forget those that nobody needs any more."""
        for batch in batches:
            found = self._open.get(batch)
            if found is None:
                continue
            found.left -= 1
            if found.left <= 0:
                del self._open[batch]
                self._save()

    def finish(self) -> None:
        """All is written down: there is nothing to come back for."""
        self._open.clear()
        self._early.clear()
        self._state.unlink(missing_ok=True)

    async def _events(self, request: Request, into: type[BaseModel]) -> list[StreamEvent]:
        hold = self._hold(request)
        try:
            outcome = await self._outcome(Ask(request, Json(into), whole=True))
        except BaseException:
            if hold is not None:
                hold.settle(0.0)
            raise
        events = [
            self._priced(request, piece) if isinstance(piece, Used) else piece for piece in outcome.pieces
        ]
        if hold is not None:
            hold.settle(sum(each.cost or 0.0 for each in events if isinstance(each, Used)))
        if outcome.fault is not None:
            raise outcome.fault.final or GaveUpError(
                f"{self.spec}: {outcome.fault.why} in {_TRIES} batches; try later or take another model"
            )
        return [each for each in events if isinstance(each, TextDelta | Used | Done)]

    def _hold(self, request: Request) -> Hold | None:
        if self._budget is None:
            return None
        read = estimate_tokens(request.system(), *(turn.text for turn in request.turns()))
        most = Usage(cache_write=read, output=request.max_tokens + self._wire.adapter.thinking_room)
        worst = self._wire.adapter.price(most)
        return self._budget.hold(None if worst is None else worst * PRICE, self.spec)

    def _priced(self, request: Request, used: Used) -> Used:
        cost = self._wire.adapter.price(used.usage)
        cost = None if cost is None else cost * PRICE
        self.meter.add(Call(request.label, self.spec, used.usage, cost))
        return Used(used.usage, cost)

    async def _outcome(self, ask: Ask) -> Outcome:
        if self._begun is None:
            self._begun = asyncio.create_task(self._begin())
        await asyncio.shield(self._begun)
        body = self._wire.body(ask)
        text = json.dumps(body, sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()[:48]
        # The same question may be asked several times: for samples, and for answers that are alike.
        key = f"{digest}-{self._asked[digest]}"
        self._asked[digest] += 1
        if key in self._early:
            batch, outcome = self._early.pop(key)
            if outcome.fault is None or outcome.fault.final is not None:
                _touch(batch)
                return outcome
        if self._stopped is not None:
            raise self._stopped
        future = asyncio.get_running_loop().create_future()
        waiting = _Waiting(body, len(text), future, who=id(touched.get()))
        self._pending[key] = waiting
        self._send_soon()
        batch, outcome = await waiting.future
        _touch(batch)
        return outcome

    # At the provider.

    async def _begin(self) -> None:
        """What earlier runs have at the provider; waits until it has ended."""
        await self._wire.connect()
        state = read_state(self._state, self.spec)
        if state is None:
            return
        found = list(state.batches)
        if state.intent is not None:
            intent = state.intent
            batch = await self._desk.find(intent)
            if batch is not None and batch not in {each.id for each in found}:
                found.append(Sent(id=batch, count=intent.count, at=intent.at))
        self._open = {each.id: _Open(each, each.count) for each in found}
        self._save()
        for each in found:
            await self._desk.ended(each)
            for outcome in await self._desk.results(each.id):
                self._early[outcome.key] = (each.id, outcome)

    def _send_soon(self) -> None:
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())

    async def _send(self) -> None:
        while self._pending:
            await self._quiet()
            taken = self._take()
            try:
                opened = await self._submitted(taken)
            except LLMError as error:
                self._stop(error, taken)
                return
            task = asyncio.create_task(self._watch(opened))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _quiet(self) -> None:
        """Wait until nobody is about to ask for more, or a batch is full."""
        count, since = -1, 0.0
        while len(self._pending) < MOST:
            since = 0.0 if count != len(self._pending) else since
            count = len(self._pending)
            await asyncio.sleep(_SLICE)
            for _ in range(_TURNS):  # on a busy machine the time may be over before others had their turn
                await asyncio.sleep(0)
            since += _SLICE
            if count == len(self._pending) and (since >= _QUIET or self._all_wait()):
                return

    def _all_wait(self) -> bool:
        there = (each for opened in self._open.values() for each in opened.waiting.values())
        return len({each.who for each in (*self._pending.values(), *there)}) >= self.under_way

    def _take(self) -> dict[str, _Waiting]:
        """As many requests as one batch takes."""
        taken: dict[str, _Waiting] = {}
        size = 0
        for key, waiting in list(self._pending.items()):
            if taken and (len(taken) >= MOST or size + waiting.size > _MOST_BYTES):
                break
            size += waiting.size
            taken[key] = self._pending.pop(key)
        return taken

    async def _submitted(self, taken: dict[str, _Waiting]) -> _Open:
        intent = Intent(token=uuid.uuid4().hex, count=len(taken), at=time.time())
        self._save(intent)
        bodies = {key: each.body for key, each in taken.items()}
        batch = await self._desk.submit(bodies, intent)
        opened = _Open(Sent(id=batch, count=len(taken), at=intent.at), len(taken), taken)
        self._open[batch] = opened
        self._save()
        self._say(f"{len(taken)} requests are at {self.spec.partition('/')[0]} as {batch}.")
        return opened

    async def _watch(self, opened: _Open) -> None:
        """Answer everybody who waits for a batch; what it left unanswered goes into the next."""
        waiting, batch = opened.waiting, opened.sent.id
        try:
            standing = await self._desk.ended(opened.sent)
            for outcome in await self._desk.results(batch):
                if outcome.key in waiting:
                    self._answer(opened, waiting.pop(outcome.key), outcome)
        except LLMError as error:
            self._stop(error, waiting)
            return
        if standing.state in {"cancelled", "failed"} and waiting:
            self._stop(self._why_stopped(batch, standing), waiting)
            return
        for key in list(waiting):
            self._answer(opened, waiting.pop(key), Outcome(key, fault=Fault("it was not answered")))

    def _answer(self, opened: _Open, waiting: _Waiting, outcome: Outcome) -> None:
        if waiting.future.done():
            return
        waiting.tries += 1
        if outcome.fault is not None and outcome.fault.final is None and waiting.tries < _TRIES:
            opened.left -= 1
            self._pending[outcome.key] = waiting
            self._send_soon()
            return
        waiting.future.set_result((opened.sent.id, outcome))

    def _stop(self, error: LLMError, waiting: dict[str, _Waiting]) -> None:
        """Nothing more can be had: everybody who waits hears why."""
        self._stopped = error
        for each in [*waiting.values(), *self._pending.values()]:
            if not each.future.done():
                each.future.set_exception(error)
        self._pending.clear()

    def _why_stopped(self, batch: str, standing: Standing) -> LLMError:
        if standing.state == "failed":
            return BatchStoppedError(
                f"{self.spec}: the provider refused the batch {batch} as a whole; its page there says why"
            )
        return BatchStoppedError(
            f"{self.spec}: the batch {batch} was cancelled elsewhere; what was finished in it is kept, "
            "the same command sends the rest again"
        )

    def _save(self, intent: Intent | None = None) -> None:
        sent = tuple(each.sent for each in self._open.values())
        write_state(self._state, State(spec=self.spec, intent=intent, batches=sent))


def _touch(batch: str) -> None:
    found = touched.get()
    if found is not None:
        found.append(batch)
