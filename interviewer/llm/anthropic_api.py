"""Anthropic's Messages API."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from interviewer.llm import loading
from interviewer.llm.adapter import Ask, Beat, Choices, Fault, Json, Logprobs, Pace, Piece
from interviewer.llm.errors import ContextOverflowError, RefusedError
from interviewer.llm.faults import Party, explain
from interviewer.llm.hosts import Endpoint
from interviewer.llm.http import sdk_client, timeouts
from interviewer.llm.protocol import Capabilities, Done, Request, TextDelta, Used, valid_text
from interviewer.llm.usage import Price, Usage, price_of

if TYPE_CHECKING:
    from pydantic import BaseModel, SecretStr

PACE: Final = Pace(deadline=60.0, first=30.0)
"""Its streams open at once, before the model thinks."""


class Anthropic:
    """One model behind the Messages API. The stable prefix is marked to be cached."""

    free = False
    thinking_room = 0

    def __init__(self, model: str, key: SecretStr, endpoint: Endpoint) -> None:
        self.spec = f"anthropic/{model}"
        self.address = endpoint.host
        self.host_note = endpoint.note
        self.capabilities = Capabilities(structured="schema", logprobs=False)
        self.price: Price = price_of(model, provider="anthropic")
        self._model = model
        self._key = key
        self._endpoint = endpoint
        self._client: Any = None
        provider = "Anthropic" if endpoint.own else endpoint.host
        self._party = Party(provider, model, "ANTHROPIC_API_KEY", endpoint.own)
        self._sdk: Any = None

    async def attempt(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        """One attempt, streamed unless it may come whole, so that silence is noticed."""
        if isinstance(ask.want, Choices):
            yield Logprobs(None)
            yield Done("end")
            return
        client = await self.connected()
        if ask.whole:
            message = await client.messages.create(**self.body(ask))
            for piece in self.whole(message):
                yield piece
            return
        stream = await client.messages.create(stream=True, **self.body(ask))
        usage: dict[str, int] = {}
        async with stream, aclosing(stream.__aiter__()) as events:
            async for event in events:
                for piece in self._pieces(event, usage):
                    yield piece

    def explain(self, error: Exception) -> Fault:
        """What an error of the SDK means."""
        return explain(error, self._party, self._sdk)

    async def aclose(self) -> None:
        """Let go of connections."""
        if self._client is not None:
            await self._client.close()

    async def connected(self) -> Any:  # noqa: ANN401 - the SDK is loaded late
        """The SDK's client."""
        if self._client is None:
            self._sdk = await loading.sdk("anthropic")
            self._client = self._sdk.AsyncAnthropic(
                api_key=self._key.get_secret_value(),
                base_url=self._endpoint.url,
                max_retries=0,
                timeout=timeouts(),
                http_client=sdk_client(self._endpoint),
                open_telemetry=False,
            )
        return self._client

    def body(self, ask: Ask) -> dict[str, Any]:
        """The request as it is sent; once connected."""
        request = ask.request
        body: dict[str, Any] = {
            "model": self._model,
            "max_tokens": request.max_tokens,
            "messages": [{"role": turn.role, "content": turn.text} for turn in request.turns()],
        }
        if system := _system(request):
            body["system"] = system
        if isinstance(ask.want, Json):
            body["output_config"] = _output_config(self._sdk, ask.want.into)
        return body

    def _pieces(self, event: Any, usage: dict[str, int]) -> list[Piece]:  # noqa: ANN401
        kind = getattr(event, "type", None)
        if kind == "message_start":
            return [Used(_usage(usage, getattr(event.message, "usage", None)))]
        if kind == "content_block_delta" and getattr(event.delta, "type", None) == "text_delta":
            return [TextDelta(event.delta.text)]
        if kind == "message_delta":
            used = Used(_usage(usage, getattr(event, "usage", None)))
            return [used, *self._end(getattr(event.delta, "stop_reason", None))]
        return [Beat()]

    def whole(self, message: Any) -> list[Piece]:  # noqa: ANN401
        """What a reply in one piece brings."""
        blocks = [block for block in message.content or () if getattr(block, "type", None) == "text"]
        texts: list[Piece] = [TextDelta(block.text) for block in blocks]
        return [*texts, Used(_usage({}, message.usage)), *self._end(message.stop_reason)]

    def _end(self, reason: str | None) -> list[Piece]:
        if reason == "refusal":
            raise RefusedError(f"{self._model} declined to answer; say it differently or take another model")
        if reason == "model_context_window_exceeded":
            raise ContextOverflowError(
                f"the conversation is longer than {self._model} can read; take a model with a larger context"
            )
        if reason is None:
            return []
        return [Done("length" if reason == "max_tokens" else "end")]


@cache
def _output_config(sdk: Any, into: type[BaseModel]) -> dict[str, Any]:  # noqa: ANN401 - loaded late
    """The parameter that holds a reply to a type, in the form of JSON Schema that Anthropic takes."""
    return {"format": {"type": "json_schema", "schema": sdk.transform_schema(into)}}


def _system(request: Request) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    if request.prefix.strip():
        blocks.append(
            {"type": "text", "text": valid_text(request.prefix), "cache_control": {"type": "ephemeral"}}
        )
    if request.varying.strip():
        blocks.append({"type": "text", "text": valid_text(request.varying)})
    return blocks


def _usage(so_far: dict[str, int], reported: Any) -> Usage:  # noqa: ANN401
    """Fields come at the start and again, grown, at the end; what is not told again keeps its value."""
    for name in ("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "output_tokens"):
        value = getattr(reported, name, None)
        if isinstance(value, int):
            so_far[name] = value
    return Usage(
        input=so_far.get("input_tokens", 0),
        cached=so_far.get("cache_read_input_tokens", 0),
        cache_write=so_far.get("cache_creation_input_tokens", 0),
        output=so_far.get("output_tokens", 0),
    )
