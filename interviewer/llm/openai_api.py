"""OpenAI's chat API. It keeps nothing unless told to, where the newer Responses API keeps by default."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Final

from interviewer.llm import chat, loading
from interviewer.llm.adapter import Ask, Choices, Fault, Json, Logprobs, Pace, Piece
from interviewer.llm.errors import ContextOverflowError
from interviewer.llm.faults import Party, explain
from interviewer.llm.hosts import Endpoint
from interviewer.llm.http import sdk_client, timeouts
from interviewer.llm.protocol import Capabilities, Done, Used
from interviewer.llm.usage import Price, price_of

if TYPE_CHECKING:
    from pydantic import SecretStr

PACE: Final = Pace(deadline=60.0)
"""A reasoning model thinks before the first event of its stream."""


class OpenAI:
    """One model behind OpenAI's chat API. Prefixes are cached by themselves; the key keeps them together."""

    free = False
    thinking_room = 2_000
    """Hidden reasoning counts against the limit of the reply; without room for it the reply would be cut."""

    def __init__(self, model: str, key: SecretStr, endpoint: Endpoint) -> None:
        self.spec = f"openai/{model}"
        self.address = endpoint.host
        self.host_note = endpoint.note
        self.capabilities = Capabilities(structured="schema", logprobs=None)
        self.price: Price = price_of(model, provider="openai")
        self._model = model
        self._key = key
        self._endpoint = endpoint
        self._client: Any = None
        provider = "OpenAI" if endpoint.own else endpoint.host
        self._party = Party(provider, model, "OPENAI_API_KEY", endpoint.own)
        self._sdk: Any = None

    async def attempt(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        """One attempt, streamed unless log-probabilities are wanted."""
        client = await self.connected()
        if isinstance(ask.want, Choices):
            for piece in await self._choices(client, ask, ask.want):
                yield piece
            return
        body = self.body(ask)
        if ask.whole:
            for piece in chat.whole(await chat.in_one(self._sdk, client, body), self._model):
                yield piece
            return
        options = {"stream": True, "stream_options": {"include_usage": True}}
        stream = await client.chat.completions.create(**body, **options)
        async with aclosing(chat.pieces(stream, self._model)) as pieces:
            async for piece in pieces:
                yield piece

    def explain(self, error: Exception) -> Fault:
        """What an error of the SDK means."""
        return explain(error, self._party, self._sdk)

    async def aclose(self) -> None:
        """Let go of connections."""
        if self._client is not None:
            await self._client.close()

    async def _choices(self, client: Any, ask: Ask, want: Choices) -> list[Piece]:  # noqa: ANN401 - loaded late
        try:
            completion = await client.chat.completions.create(
                **self.body(ask) | {"max_completion_tokens": 1}, logprobs=True, top_logprobs=20
            )
        except self._sdk.BadRequestError as error:
            if isinstance(self.explain(error).final, ContextOverflowError):
                raise
            # What is left to refuse is the wish for log-probabilities: reasoning models have none.
            self.capabilities = Capabilities(structured="schema", logprobs=False)
            return [Logprobs(None), Done("end")]
        found = chat.logprobs_of(completion, want.choices)
        self.capabilities = Capabilities(structured="schema", logprobs=found.values is not None)
        used = [Used(chat.usage_of(completion.usage))] if completion.usage else []
        return [*used, found, Done("end")]

    def body(self, ask: Ask) -> dict[str, Any]:
        """The request as it is sent; once connected."""
        request = ask.request
        prefix = hashlib.sha256(request.prefix.encode("utf-8", "replace")).hexdigest()
        body: dict[str, Any] = {
            "model": self._model,
            "messages": chat.messages(request),
            "max_completion_tokens": request.max_tokens + self.thinking_room,
            "prompt_cache_key": f"pm-interviewer-{prefix[:16]}",
        }
        if isinstance(ask.want, Json):
            body["response_format"] = chat.response_format(self._sdk, ask.want.into)
        return body

    async def connected(self) -> Any:  # noqa: ANN401
        """The SDK's client."""
        if self._client is None:
            self._sdk = await loading.sdk("openai")
            self._client = self._sdk.AsyncOpenAI(
                api_key=self._key.get_secret_value(),
                base_url=self._endpoint.url,
                max_retries=0,
                timeout=timeouts(),
                http_client=sdk_client(self._endpoint),
            )
        return self._client
