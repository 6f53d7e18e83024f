"""What a provider must bring for batches, and what is kept of them in the state file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from interviewer.files import write_atomically
from interviewer.llm.adapter import Adapter, Ask, Fault, Piece
from interviewer.llm.errors import BatchStoppedError
from interviewer.model.base import Model


class Standing(NamedTuple):
    """How far a batch is."""

    state: Literal["under way", "ended", "cancelled", "failed"]
    done: int
    total: int


class Outcome(NamedTuple):
    """What became of one request: a reply in one piece, or what went wrong."""

    key: str
    pieces: Sequence[Piece] = ()
    fault: Fault | None = None


class Sent(Model):
    """A batch at the provider."""

    id: str
    count: int
    at: float


class Intent(Model):
    """A batch that was about to be sent: after a crash nobody knows whether it was."""

    token: str
    count: int
    at: float


class State(Model):
    """What is at the provider."""

    format: Literal["pm-interviewer/provider-batches"] = "pm-interviewer/provider-batches"
    version: int = 1
    spec: str
    intent: Intent | None = None
    batches: tuple[Sent, ...] = ()


class Wire(Protocol):
    """A provider's side of batches."""

    @property
    def adapter(self) -> Adapter:
        """Its side of a single call."""
        ...

    async def connect(self) -> None:
        """Load what the provider's library needs, once for all."""
        ...

    def body(self, ask: Ask) -> dict[str, Any]:
        """A request as it is sent; once connected."""
        ...

    async def submit(self, bodies: Mapping[str, dict[str, Any]], token: str) -> str:
        """Send a batch; its id."""
        ...

    async def find(self, intent: Intent) -> str | None:
        """The id of a batch that was sent with this intent; None where there is none."""
        ...

    async def poll(self, batch: str) -> Standing:
        """How far it is."""
        ...

    def results(self, batch: str) -> AsyncIterator[Outcome]:
        """What became of its requests, as far as it is known."""
        ...


def read_state(path: Path, spec: str) -> State | None:
    """What earlier runs have at the provider; None where there is no file.

    Raises:
        BatchStoppedError: when it cannot be read, or belongs to another model.
    """
    try:
        state = State.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise BatchStoppedError(
            f"{path} cannot be read; without it batches under way would be paid for twice: "
            "mend it, or delete it if there are none"
        ) from None
    if state.spec != spec:
        raise BatchStoppedError(f"{path} belongs to batches of {state.spec}; grade with that, or delete it")
    return state


def write_state(path: Path, state: State) -> None:
    """Keep it, the old or the new, whatever happens.

    Raises:
        BatchStoppedError: when the disk refuses.
    """
    try:
        write_atomically(path, state.model_dump_json(indent=1) + "\n")
    except OSError as error:
        raise BatchStoppedError(f"cannot write {path}: {error.strerror}; make room") from None
