"""Anthropic's Message Batches: requests in, replies out, within 24 hours at half the price."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from interviewer.llm.adapter import Ask, Fault
from interviewer.llm.anthropic_api import Anthropic
from interviewer.llm.batch_wire import Intent, Outcome, Standing
from interviewer.llm.errors import LLMError, RequestRefusedError

_LISTED: Final = 20
_EARLY: Final = 60.0
"""Seconds that clocks may differ by."""


class AnthropicBatches:
    """Batches of one model."""

    def __init__(self, adapter: Anthropic) -> None:
        self.adapter = adapter

    async def connect(self) -> None:
        """Load the library."""
        await self.adapter.connected()

    def body(self, ask: Ask) -> dict[str, Any]:
        """A request as it is sent."""
        return self.adapter.body(ask)

    async def submit(self, bodies: Mapping[str, dict[str, Any]], token: str) -> str:  # noqa: ARG002 - nowhere to put it
        """Send a batch."""
        client = await self.adapter.connected()
        requests = [{"custom_id": key, "params": body} for key, body in bodies.items()]
        batch = await client.messages.batches.create(requests=requests)
        return str(batch.id)

    async def find(self, intent: Intent) -> str | None:
        """A batch of as many requests, made since the intent; its replies are known again by their keys."""
        client = await self.adapter.connected()
        page = await client.messages.batches.list(limit=_LISTED)
        since = datetime.fromtimestamp(intent.at - _EARLY, UTC)
        for batch in page.data:
            counts = batch.request_counts
            if batch.created_at >= since and _total(counts) == intent.count:
                return str(batch.id)
        return None

    async def poll(self, batch: str) -> Standing:
        """How far it is. One that was cancelled ends, too."""
        client = await self.adapter.connected()
        found = await client.messages.batches.retrieve(batch)
        counts = found.request_counts
        done = _total(counts) - counts.processing
        if found.processing_status != "ended":
            return Standing("under way", done, _total(counts))
        return Standing("cancelled" if counts.canceled else "ended", done, _total(counts))

    async def results(self, batch: str) -> AsyncIterator[Outcome]:
        """What became of its requests."""
        client = await self.adapter.connected()
        async for entry in await client.messages.batches.results(batch):
            if entry.result.type == "canceled":
                continue
            yield self._outcome(entry)

    def _outcome(self, entry: Any) -> Outcome:  # noqa: ANN401 - the SDK is loaded late
        key, result = str(entry.custom_id), entry.result
        if result.type == "succeeded":
            try:
                return Outcome(key, tuple(self.adapter.whole(result.message)))
            except LLMError as error:
                return Outcome(key, fault=Fault(error.kind, final=error))
        if result.type == "errored":
            kind = str(getattr(result.error.error, "type", "error"))
            if kind == "invalid_request_error":
                refused = RequestRefusedError(
                    f"{self.adapter.spec}: the provider refuses the request ({kind})"
                )
                return Outcome(key, fault=Fault(refused.kind, final=refused))
            return Outcome(key, fault=Fault(kind))
        return Outcome(key, fault=Fault(str(result.type)))


def _total(counts: Any) -> int:  # noqa: ANN401
    return int(counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired)
