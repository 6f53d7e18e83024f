"""Whether a model can be worked with: three tiny real calls, and what each of them shows."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import BaseModel

from interviewer.llm import compatible, loading
from interviewer.llm.errors import (
    BudgetReachedError,
    ContextOverflowError,
    CreditUsedUpError,
    GaveUpError,
    KeyRefusedError,
    LLMError,
    ModelUnknownError,
    RefusedError,
    RequestRefusedError,
    ServerUnreachableError,
)
from interviewer.llm.keys import KEY_NAMES
from interviewer.llm.protocol import LLM, Broken, Capabilities, Done, Message, Request, TextDelta, Waiting
from interviewer.llm.usage import Meter, Usage

Name = Literal["reachable", "key", "model", "streaming", "structured", "logprobs"]
State = Literal["ok", "without", "failed", "not-checked"]
"""`without`: the server has none of it, and rounds do without it."""

NAMES: Final[tuple[Name, ...]] = ("reachable", "key", "model", "streaming", "structured", "logprobs")
"""In the order in which one rests on another."""
TITLES: Final[dict[Name, str]] = {
    "reachable": "reachable",
    "key": "key",
    "model": "model",
    "streaming": "streaming",
    "structured": "structured replies",
    "logprobs": "log-probabilities",
}
_PROVEN_BY_TEXT: Final[tuple[Name, ...]] = ("reachable", "key", "model")

_MOST_TOKENS: Final = 256
"""Room for a local model that thinks aloud before it replies."""
_COUNT: Final = Request(
    prefix="",
    messages=(Message("user", "Count from one to ten in words, and write nothing else."),),
    max_tokens=_MOST_TOKENS,
    label="check",
)
_ASK: Final = Request(
    prefix="",
    messages=(Message("user", "Is ice cold? Answer yes or no."),),
    max_tokens=_MOST_TOKENS,
    label="check",
)

_KEY_WANTED: Final = (
    f"the server asks for a key, and none was found for it; set {KEY_NAMES['compatible']}, "
    "or store one with: interviewer doctor --store-key compatible --base-url URL"
)
_WAYS: Final = {
    "schema": "the server holds them to a schema",
    "tool": "by a forced tool call; the server holds no reply to a schema",
    "text": "as JSON in the text, checked here; the server holds no reply to a form",
}


class _Answer(BaseModel):
    answer: Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `says` is one line; where something failed, it says what to do."""

    name: Name
    state: State
    says: str


@dataclass(frozen=True, slots=True)
class Checks:
    """What the calls have shown."""

    spec: str
    checks: tuple[Check, ...]
    """One for each of `NAMES`, in their order."""
    pieces: int
    """Pieces in which the streamed reply came."""
    first_token_ms: int | None
    """Milliseconds from the request that was answered to the first of its text, connecting included."""
    capabilities: Capabilities
    calls: int
    usage: Usage
    cost: float | None
    """Dollars for the calls that have a price; None when none has one."""

    @property
    def ok(self) -> bool:
        """Whether a round can be held."""
        return all(each.state in {"ok", "without"} for each in self.checks)


def seconds_allowed(spec: str, timeout: float | None) -> float:
    """Seconds for all calls together: the user's timeout, else what the provider's one request may take."""
    local = spec.startswith("compatible/")
    return timeout or (compatible.PACE.deadline if local else 60.0)


async def check(llm: LLM, meter: Meter, seconds: float, *, key: bool = True) -> Checks:
    """Ask the model three tiny things and say what that shows. Errors of the model become checks that failed.

    Args:
        llm: the model. Its connections are closed afterwards.
        meter: the one the model was made with; it says what the calls took.
        seconds: for all calls together; importing the provider's library is not counted.
        key: whether a key goes along with the calls.
    """
    if (thread := loading.start_loading(llm.spec)) is not None:
        await asyncio.to_thread(thread.join)
    checking = _Checking(llm, seconds, key=key)
    try:
        await checking.run()
    finally:
        await llm.aclose()
    return Checks(
        spec=llm.spec,
        checks=checking.checks(),
        pieces=checking.pieces,
        first_token_ms=checking.first_token_ms,
        capabilities=llm.capabilities,
        calls=meter.calls,
        usage=meter.usage,
        cost=meter.cost,
    )


class _Checking:
    """The calls, one after another, and what is known by now."""

    def __init__(self, llm: LLM, seconds: float, *, key: bool) -> None:
        self._llm = llm
        self._seconds = seconds
        self._key = key
        self._found: dict[Name, Check] = {}
        self._why = ""
        self._text_came = False
        self.pieces = 0
        self.first_token_ms: int | None = None

    async def run(self) -> None:
        """Make the calls until time is up; without a first reply the others are not made."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._guarded("streaming", self._stream)
                streaming = self._found.get("streaming")
                if streaming is None or streaming.state == "failed":
                    return
                await self._guarded("structured", self._structured)
                await self._guarded("logprobs", self._logprobs)
        except TimeoutError:
            self._out_of_time()

    def checks(self) -> tuple[Check, ...]:
        """All of them; what could not be looked at says so."""
        failed = (name for name in NAMES if name in self._found and self._found[name].state == "failed")
        rest = f"only once this is in order: {TITLES[next(failed, 'reachable')]}"
        return tuple(self._found.get(name, Check(name, "not-checked", rest)) for name in NAMES)

    def _set(self, name: Name, state: State, says: str) -> None:
        self._found[name] = Check(name, state, says)

    def _proven(self, names: Iterable[Name]) -> None:
        says = {
            "reachable": "it answers",
            "key": "accepted" if self._key else "none is sent, and none was asked for",
            "model": "it replies",
        }
        for name in names:
            self._set(name, "ok", says[name])

    async def _guarded(self, name: Name, call: Callable[[], Awaitable[None]]) -> None:
        try:
            await call()
        except LLMError as error:
            if name == "streaming":
                self._first_call_failed(error)
            else:
                self._set(name, "failed", str(error))

    def _first_call_failed(self, error: LLMError) -> None:
        name, proven = _shown_by(error, own_host=not self._llm.host_note)
        if self._text_came:
            name, proven = "streaming", _PROVEN_BY_TEXT
        self._proven(proven)
        keyless = name == "key" and not self._key
        self._set(name, "failed", _KEY_WANTED if keyless else str(error))

    def _out_of_time(self) -> None:
        at_last = f", at last: {self._why}" if self._why else ""
        if self._text_came:
            self._proven(_PROVEN_BY_TEXT)
        self._set(
            next(name for name in NAMES if name not in self._found),
            "failed",
            f"no whole reply within {self._seconds:g} s{at_last}; "
            "see whether the server is busy or still loading, or raise INTERVIEWER_TIMEOUT",
        )

    async def _stream(self) -> None:
        begun = time.monotonic()
        whole: Done | None = None
        async with aclosing(self._llm.stream(_COUNT)) as events:
            async for event in events:
                match event:
                    case TextDelta():
                        if self.first_token_ms is None:
                            self.first_token_ms = max(0, round((time.monotonic() - begun) * 1000))
                        self.pieces += 1
                        self._text_came = True
                    case Waiting(why, seconds_left):
                        self._why = why
                        # The last of these comes just before the attempt that counts.
                        begun = time.monotonic() + (seconds_left or 0.0)
                    case Broken(why):
                        self._why = why
                        self.pieces, self.first_token_ms = 0, None
                    case Done():
                        whole = event
        self._proven(_PROVEN_BY_TEXT)
        self._set("streaming", *_streaming(self.pieces, whole))

    async def _structured(self) -> None:
        await self._llm.structured(_ASK, _Answer)
        way = self._llm.capabilities.structured
        self._set("structured", "ok", _WAYS[way] if way else "they come in the form asked for")

    async def _logprobs(self) -> None:
        found = await self._llm.choice_logprobs(_ASK, ("yes", "no"))
        if found is None:
            self._set("logprobs", "without", "the server gives none")
        else:
            self._set("logprobs", "ok", "the server gives them")


def _streaming(pieces: int, whole: Done | None) -> tuple[State, str]:
    if pieces > 1:
        return "ok", f"the reply came in {pieces} pieces"
    if pieces == 1:
        return "without", "the reply came in one piece; a long one shows only once it is whole"
    if whole is not None and whole.reason == "length":
        return "failed", f"no word of reply within {_MOST_TOKENS} tokens; take a model that thinks less"
    return "failed", "the reply was empty; take another model"


def _shown_by(error: LLMError, *, own_host: bool) -> tuple[Name, tuple[Name, ...]]:
    """What an error of the first call says is wrong, and what it proves to be right.

    A provider looks at the key before the model; whoever answers at another address may not even have a path
    of that name.
    """
    match error:
        case ServerUnreachableError() | GaveUpError():
            return "reachable", ()
        case KeyRefusedError() | CreditUsedUpError():
            return "key", ("reachable",)
        case BudgetReachedError():
            return "model", ()
        case ModelUnknownError():
            return "model", ("reachable", "key") if own_host else ("reachable",)
        case RequestRefusedError():
            return "streaming", ("reachable",)
        case RefusedError() | ContextOverflowError():
            return "streaming", _PROVEN_BY_TEXT
        case _:
            return "streaming", ()
