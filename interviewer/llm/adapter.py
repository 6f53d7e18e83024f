"""What a provider must bring: one attempt at a reply, and what its errors mean.

Retries, time limits, budgets and validation are the same for all and lie in `client.Client`.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from interviewer.llm.errors import LLMError
from interviewer.llm.protocol import Capabilities, Done, Request, TextDelta, Used
from interviewer.llm.usage import Price

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Plain:
    """A reply in words is wanted."""


@dataclass(frozen=True, slots=True)
class Json:
    """A reply that fits a type is wanted, as one JSON object."""

    into: type[BaseModel]


@dataclass(frozen=True, slots=True)
class Choices:
    """The log-probabilities of these replies are wanted."""

    choices: tuple[str, ...]


Want = Plain | Json | Choices


@dataclass(frozen=True, slots=True)
class Beat:
    """The server sent something that carries no text; it is alive."""


@dataclass(frozen=True, slots=True)
class Logprobs:
    """Log-probabilities by choice; None where the server gives none."""

    values: Mapping[str, float] | None


Piece = TextDelta | Used | Done | Beat | Logprobs


@dataclass(frozen=True, slots=True)
class Fault:
    """What an error means. A value and not an exception: an SDK's exception holds request, key and answer.

    `final` is set where asking again cannot help.
    """

    why: str
    final: LLMError | None = None
    retry_after: float | None = None
    """Seconds the server asks to wait."""
    unreachable: bool = False
    """Nothing listens at the address."""
    limited: bool = False
    """The server takes no more at this rate."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient to be with a server, in seconds."""

    deadline: float = 60.0
    """For a whole request, retries and waits between them included; waiting in our own queue not."""
    stall: float = 20.0
    """Between two events of a reply whose text has begun; before that a model may think in silence."""
    first: float | None = None
    """Until the first event of any kind; None: as long as the deadline allows."""
    at_once: int | None = None
    """Requests under way at a time to one address; None: no limit."""
    whole: bool = False
    """Whether structured replies are taken in one piece; silence in them is not noticed then."""
    patience: float = 0.0
    """Seconds of waiting for a server's rate limit that do not count against the deadline."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, and the form the reply shall have."""

    request: Request
    want: Want = field(default_factory=Plain)
    whole: bool = False
    """Whether it may come in one piece; cheaper where many are under way and nobody watches."""


class Adapter(Protocol):
    """A provider's side of a call."""

    @property
    def spec(self) -> str:
        """NAME/REST."""
        ...

    @property
    def address(self) -> str:
        """Where requests go; requests to one address share its queue."""
        ...

    @property
    def host_note(self) -> str:
        """Where requests go, in words, when that is not the provider's own host; else empty."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What is known about the server by now."""
        ...

    @property
    def price(self) -> Price:
        """How its tokens are priced."""
        ...

    @property
    def free(self) -> bool:
        """Whether a budget has nothing to guard (a server on this machine, a recording)."""
        ...

    @property
    def thinking_room(self) -> int:
        """Tokens it may write beyond `max_tokens`, for hidden reasoning."""
        ...

    def attempt(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        """One attempt, without retries. `Used` holds all tokens of this attempt so far.

        A reply that is whole yields `Done`; one that ends without it counts as broken off. Raises whatever
        the provider's library raises, or an `LLMError`.
        """
        ...

    def explain(self, error: Exception) -> Fault:
        """What an error out of `attempt` means."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...
