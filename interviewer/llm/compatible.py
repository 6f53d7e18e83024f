"""Any server that speaks OpenAI's chat API: llama.cpp, vLLM, Ollama, and hosted ones.

What they do with a wish for a structured reply differs, and some accept it and ignore it. So the first
structured reply is preceded by a probe: a request whose right answer can only come from the schema.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, Final, Literal

from pydantic import BaseModel, SecretStr

from interviewer.llm import chat, loading
from interviewer.llm.adapter import Ask, Beat, Choices, Fault, Json, Logprobs, Pace, Piece
from interviewer.llm.errors import ContextOverflowError
from interviewer.llm.faults import Party, explain
from interviewer.llm.hosts import Endpoint
from interviewer.llm.http import bare_client, timeouts
from interviewer.llm.protocol import Capabilities, Done, Message, Request, TextDelta, Used
from interviewer.llm.structured import objects_in, schema_text
from interviewer.llm.thinking import ThinkingFilter
from interviewer.llm.usage import Price, Usage, no_price, price_of

PACE: Final = Pace(deadline=300.0, at_once=1)
"""Local servers read slowly and answer one at a time."""

Way = Literal["schema", "tool", "text"]
_LADDER: Final[tuple[Way, ...]] = ("schema", "tool", "text")
_NOT_SERVED: Final = frozenset({400, 405, 415, 422, 500, 501})
"""How servers refuse a parameter they do not know. llama-cpp-python answers 500."""

_known: dict[tuple[str, str], Way] = {}
"""By address and model; for as long as the program runs."""


class _Probe(BaseModel):
    """A reply nobody gives by chance."""

    lamp: Literal["violet-41", "violet-42"]


_PROBE_REQUEST: Final = Request("", (Message("user", "Which colour is the sky? One word."),), max_tokens=256)


class Compatible:
    """One model behind a server at a given address."""

    thinking_room = 0

    def __init__(self, model: str, key: SecretStr | None, endpoint: Endpoint) -> None:
        self.spec = f"compatible/{model}"
        self.address = endpoint.host
        self.host_note = endpoint.note
        self.free = endpoint.loopback
        self.price: Price = no_price if endpoint.loopback else price_of(model, api_url=endpoint.url)
        self._logprobs: bool | None = None
        self._model = model
        self._key = key
        self._endpoint = endpoint
        self._client: Any = None
        self._party = Party(
            f"the server at {endpoint.host}", model, "INTERVIEWER_COMPATIBLE_API_KEY", own_host=False
        )
        self._sdk: Any = None
        self._probing = asyncio.Lock()

    @property
    def capabilities(self) -> Capabilities:
        """What is known about the server by now."""
        return Capabilities(structured=_known.get(self._place), logprobs=self._logprobs)

    async def attempt(self, ask: Ask) -> AsyncGenerator[Piece, None]:
        """One attempt; the first one for a structured reply finds out how the server gives them."""
        await self._connect()
        if isinstance(ask.want, Choices):
            for piece in await self._choices(ask, ask.want):
                yield piece
            return
        if not isinstance(ask.want, Json):
            source = self._streamed(chat.messages(ask.request), ask.request.max_tokens, {})
        else:
            source = self._structured(ask, ask.want.into)
        async with aclosing(source):
            async for piece in source:
                yield piece

    def explain(self, error: Exception) -> Fault:
        """What an error of the SDK means."""
        return explain(error, self._party, self._sdk)

    async def aclose(self) -> None:
        """Let go of connections."""
        if self._client is not None:
            await self._client.close()

    @property
    def _place(self) -> tuple[str, str]:
        return self._endpoint.url, self._model

    async def _connect(self) -> None:
        if self._client is None:
            self._sdk = await loading.sdk("openai")
            self._client = self._sdk.AsyncOpenAI(
                api_key="none",  # the HTTP client puts the right one in its place, or none at all
                base_url=self._endpoint.url,
                max_retries=0,
                timeout=timeouts(),
                http_client=bare_client(self._endpoint, self._key),
            )

    async def _streamed(
        self, messages: list[dict[str, str]], max_tokens: int, more: dict[str, Any]
    ) -> AsyncGenerator[Piece, None]:
        stream = await self._client.chat.completions.create(
            model=self._model,
            messages=messages,
            max_tokens=max_tokens,
            stream=True,
            stream_options={"include_usage": True},
            **more,
        )
        thoughts = ThinkingFilter()
        async with aclosing(chat.pieces(stream, self._model)) as pieces:
            async for piece in pieces:
                if isinstance(piece, TextDelta):
                    shown = thoughts.take(piece.text)
                    yield TextDelta(shown) if shown else Beat()
                elif isinstance(piece, Done) and (rest := thoughts.rest()):
                    yield TextDelta(rest)
                    yield piece
                else:
                    yield piece

    async def _structured(self, ask: Ask, into: type[BaseModel]) -> AsyncGenerator[Piece, None]:
        way, spent = await self._way()
        if spent.total:
            yield Used(spent)
        for step in _LADDER[_LADDER.index(way) :]:
            try:
                async with aclosing(self._by(step, ask, into)) as pieces:
                    async for piece in pieces:
                        yield Used(piece.usage + spent) if isinstance(piece, Used) else piece
            except self._sdk.APIStatusError as error:
                # A 500 from a server that has served this form before is a fault like any other.
                if step == "text" or error.status_code == 500 or not self._refuses_form(error):
                    raise
            else:
                return
            _known[self._place] = _LADDER[_LADDER.index(step) + 1]

    def _by(self, way: Way, ask: Ask, into: type[BaseModel]) -> AsyncGenerator[Piece, None]:
        messages = chat.messages(ask.request, more_system=schema_text(into))
        if way == "tool":
            return self._tool_call(messages, ask.request.max_tokens, into)
        more = {"response_format": chat.response_format(self._sdk, into)} if way == "schema" else {}
        give = self._in_one if ask.whole else self._streamed
        return give(messages, ask.request.max_tokens, more)

    async def _in_one(
        self, messages: list[dict[str, str]], max_tokens: int, more: dict[str, Any]
    ) -> AsyncGenerator[Piece, None]:
        body = {"model": self._model, "messages": messages, "max_tokens": max_tokens, **more}
        completion = await chat.in_one(self._sdk, self._client, body)
        thoughts = ThinkingFilter()
        for piece in chat.whole(completion, self._model):
            yield TextDelta(thoughts.take(piece.text)) if isinstance(piece, TextDelta) else piece

    async def _tool_call(
        self, messages: list[dict[str, str]], max_tokens: int, into: type[BaseModel]
    ) -> AsyncGenerator[Piece, None]:
        """Not streamed: servers without schemas often cannot stream tool calls, either."""
        tool = self._sdk.pydantic_function_tool(into, name="reply", description="Give the reply.")
        completion = await self._client.chat.completions.create(
            model=self._model,
            messages=messages,
            max_tokens=max_tokens,
            tools=[tool],
            tool_choice={"type": "function", "function": {"name": "reply"}},
        )
        for piece in chat.whole(completion, self._model):
            yield piece

    async def _way(self) -> tuple[Way, Usage]:
        """How this server gives structured replies, and what it took to find out."""
        async with self._probing:
            spent = Usage()
            if (known := _known.get(self._place)) is not None:
                return known, spent
            failures = 0
            for way in ("schema", "tool"):
                try:
                    works, used = await self._holds(way)
                except self._sdk.APIStatusError as error:
                    if not self._refuses_form(error):
                        raise
                    failures += error.status_code == 500
                    if failures == 2:  # it serves nothing at the moment, and says nothing about forms
                        raise
                    continue
                spent += used
                if works:
                    _known[self._place] = way
                    return way, spent
            _known[self._place] = "text"
            return "text", spent

    async def _holds(self, way: Way) -> tuple[bool, Usage]:
        """Whether the server holds a reply to a form that the words of the request do not mention."""
        messages = chat.messages(_PROBE_REQUEST)
        if way == "tool":
            source = self._tool_call(messages, _PROBE_REQUEST.max_tokens, _Probe)
        else:
            more = {"response_format": chat.response_format(self._sdk, _Probe)}
            source = self._streamed(messages, _PROBE_REQUEST.max_tokens, more)
        text, used = "", Usage()
        async with aclosing(source):
            async for piece in source:
                if isinstance(piece, TextDelta):
                    text += piece.text
                elif isinstance(piece, Used):
                    used = piece.usage
        return any("violet-4" in each for each in objects_in(text)), used

    def _refuses_form(self, error: Any) -> bool:  # noqa: ANN401
        overflow = isinstance(self.explain(error).final, ContextOverflowError)
        return error.status_code in _NOT_SERVED and not overflow

    async def _choices(self, ask: Ask, want: Choices) -> list[Piece]:
        try:
            completion = await self._client.chat.completions.create(
                model=self._model,
                messages=chat.messages(ask.request),
                max_tokens=1,
                logprobs=True,
                top_logprobs=20,
            )
        except self._sdk.APIStatusError as error:
            if not self._refuses_form(error):
                raise
            if error.status_code != 500:
                self._logprobs = False
            return [Logprobs(None), Done("end")]
        found = chat.logprobs_of(completion, want.choices)
        self._logprobs = found.values is not None
        used = [Used(chat.usage_of(completion.usage))] if completion.usage else []
        return [*used, found, Done("end")]
