"""What crosses the door to a language model: requests in, typed events and validated replies out."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeVar

from pydantic import BaseModel

from interviewer.llm.usage import Usage

Role = Literal["user", "assistant"]
T = TypeVar("T", bound=BaseModel)

_OPENING = "Begin."
_GO_ON = "Go on."


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation. Its text does not show in `repr`, so that no log holds it."""

    role: Role
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """What a model is asked. No text shows in `repr`.

    `prefix` must be byte-identical from call to call to be cached by the provider; what changes (the clock,
    signals so far) belongs in `varying`, which follows it.
    """

    prefix: str = field(repr=False)
    messages: tuple[Message, ...] = field(default=(), repr=False)
    varying: str = field(default="", repr=False)
    max_tokens: int = 1024
    """Of the reply."""
    label: str = ""
    """What the call is for, in a word or two; shown with usage, never sent."""

    def turns(self) -> tuple[Message, ...]:
        """The conversation as every API takes it.

        Turns alternate, begin and end with the user, none is empty and all are valid Unicode: chat
        templates of several local models refuse anything else, and newer hosted models refuse a reply
        that has been begun for them.
        """
        turns: list[Message] = []
        for message in self.messages:
            text = valid_text(message.text)
            if not text.strip():
                continue
            if turns and turns[-1].role == message.role:
                text = f"{turns.pop().text}\n\n{text}"
            turns.append(Message(message.role, text))
        if not turns or turns[0].role == "assistant":
            turns.insert(0, Message("user", _OPENING))
        if turns[-1].role == "assistant":
            turns.append(Message("user", _GO_ON))
        return tuple(turns)

    def system(self) -> str:
        """Prefix and varying part as one text, the prefix first."""
        return "\n\n".join(valid_text(part) for part in (self.prefix, self.varying) if part.strip())


def valid_text(text: str) -> str:
    """The text with lone surrogates replaced; they cannot be sent."""
    return text.encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class TextDelta:
    """The next piece of the reply."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Used:
    """What an attempt took. Broken attempts that the provider counted are told too.

    `cost` is in dollars, None where no price is known.
    """

    usage: Usage
    cost: float | None = None


def sum_of(used: Sequence[Used]) -> dict[str, Any]:
    """Tokens, calls and dollars together, as records keep them; no cost where one call has no price."""
    total = sum((each.usage for each in used), Usage())
    known = [each.cost for each in used if each.cost is not None]
    priced = bool(known) and len(known) == len(used)
    return {**asdict(total), "cost": sum(known) if priced else None, "calls": len(used)}


@dataclass(frozen=True, slots=True)
class Done:
    """The reply is whole (`end`), or stops at `max_tokens` (`length`)."""

    reason: Literal["end", "length"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing comes for now. Told once a second, so that a countdown can be shown.

    `seconds_left` is None while the wait has no known end (another request has the server).
    """

    why: str
    seconds_left: float | None
    attempt: int
    """The attempt waited for; the first is 1."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The reply broke off and is asked for again. `partial` was shown so far and counts for nothing."""

    why: str
    partial: str = field(repr=False)


StreamEvent = TextDelta | Used | Done | Waiting | Broken
Tell = Callable[[StreamEvent], None]


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a reply does not fit."""

    for_model: str = field(repr=False)
    """May quote the reply."""
    short: str
    """Fields of the type and kinds of errors only; quotes nothing the model wrote."""


Check = Callable[[T], Misfit | None]
"""What must hold of a reply beside its form; None where it does."""


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """A structured reply that holds up.

    `attempts` counts all requests sent for it, `cost` is in dollars, None where a price is not known.
    """

    value: T
    usage: Usage
    cost: float | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the server behind a SPEC does, as far as it is known by now."""

    structured: Literal["schema", "tool", "text"] | None
    """How structured replies are had: a schema the server enforces, a forced tool call, JSON in the text."""
    logprobs: bool | None
    """Whether log-probabilities of tokens are given."""


class LLM(Protocol):
    """A language model. Every method can be cancelled at any moment by cancelling the task.

    All raise typed errors from `interviewer.llm.errors`.
    """

    @property
    def spec(self) -> str:
        """NAME/REST, as in `anthropic/claude-x`."""
        ...

    @property
    def host_note(self) -> str:
        """Where requests go, in words, when that is not the provider's own host; else empty."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What is known about the server by now."""
        ...

    def stream(self, request: Request) -> AsyncGenerator[StreamEvent, None]:
        """The reply as it comes, ending with `Used` (where it was counted) and `Done`.

        Close the iterator when leaving it early (`contextlib.aclosing`).
        """
        ...

    async def structured(
        self, request: Request, into: type[T], tell: Tell | None = None, check: Check[T] | None = None
    ) -> Reply[T]:
        """A reply validated into a type; asked again once, with the error, when it does not fit.

        `tell` hears every event on the way, the first of them as soon as the model has begun. `check`
        looks at what no type can say without becoming another type for every request, and with it another
        schema, which providers compile anew and keep no cache across.
        """
        ...

    async def choice_logprobs(
        self, request: Request, choices: Sequence[str], tell: Tell | None = None
    ) -> Mapping[str, float] | None:
        """Natural log-probabilities of each choice as the reply's first token.

        Choices that are not among the most likely tokens are absent. None where the server gives none.
        `tell` hears what it took.
        """
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...
