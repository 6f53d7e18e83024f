"""OpenAI's Batch API: a file of requests in, a file of replies out, within 24 hours at half the price."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

from interviewer.llm import chat
from interviewer.llm.adapter import Ask, Fault
from interviewer.llm.batch_wire import Intent, Outcome, Standing
from interviewer.llm.errors import LLMError, RequestRefusedError
from interviewer.llm.openai_api import OpenAI

_PATH: Final = "/v1/chat/completions"
_STATES: Final = {"completed": "ended", "expired": "ended", "cancelled": "cancelled", "failed": "failed"}
_MARK: Final = "pm-interviewer"
_LISTED: Final = 100
_AGAIN: Final = frozenset({408, 409, 429})


class OpenAIBatches:
    """Batches of one model."""

    def __init__(self, adapter: OpenAI) -> None:
        self.adapter = adapter

    async def connect(self) -> None:
        """Load the library."""
        await self.adapter.connected()

    def body(self, ask: Ask) -> dict[str, Any]:
        """A request as it is sent."""
        return self.adapter.body(ask)

    async def submit(self, bodies: Mapping[str, dict[str, Any]], token: str) -> str:
        """Send a batch."""
        client = await self.adapter.connected()
        lines = (
            json.dumps({"custom_id": key, "method": "POST", "url": _PATH, "body": body}) + "\n"
            for key, body in bodies.items()
        )
        file = await client.files.create(file=("requests.jsonl", "".join(lines).encode()), purpose="batch")
        batch = await client.batches.create(
            input_file_id=file.id, endpoint=_PATH, completion_window="24h", metadata={_MARK: token}
        )
        return str(batch.id)

    async def find(self, intent: Intent) -> str | None:
        """The batch that carries the intent's token."""
        client = await self.adapter.connected()
        page = await client.batches.list(limit=_LISTED)
        for batch in page.data:
            if (batch.metadata or {}).get(_MARK) == intent.token:
                return str(batch.id)
        return None

    async def poll(self, batch: str) -> Standing:
        """How far it is."""
        client = await self.adapter.connected()
        found = await client.batches.retrieve(batch)
        counts = found.request_counts
        done = (counts.completed + counts.failed) if counts else 0
        state: Any = _STATES.get(found.status, "under way")
        return Standing(state, done, counts.total if counts else 0)

    async def results(self, batch: str) -> AsyncIterator[Outcome]:
        """What became of its requests."""
        client = await self.adapter.connected()
        found = await client.batches.retrieve(batch)
        for name in (found.output_file_id, found.error_file_id):
            if not name:
                continue
            content = await client.files.content(name)
            for line in content.text.splitlines():
                if line.strip():
                    yield self._outcome(json.loads(line))

    def _outcome(self, line: Mapping[str, Any]) -> Outcome:
        from openai.types.chat import ChatCompletion  # noqa: PLC0415 - loaded by now

        key, response = str(line["custom_id"]), line.get("response") or {}
        status = int(response.get("status_code") or 0)
        if status != 200:
            code = (line.get("error") or {}).get("code") or f"status {status}"
            if status in _AGAIN or status >= 500 or not status:
                return Outcome(key, fault=Fault(str(code)))
            refused = RequestRefusedError(f"{self.adapter.spec}: the provider refuses the request ({status})")
            return Outcome(key, fault=Fault(refused.kind, final=refused))
        completion = ChatCompletion.model_validate(response["body"])
        try:
            return Outcome(key, tuple(chat.whole(completion, self.adapter.spec.partition("/")[2])))
        except LLMError as error:
            return Outcome(key, fault=Fault(error.kind, final=error))
