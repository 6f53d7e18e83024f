"""OpenAI's chat API, as OpenAI and the servers compatible with it speak it: wire format only."""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from functools import cache
from typing import TYPE_CHECKING, Any

from interviewer.llm.adapter import Beat, Logprobs, Piece
from interviewer.llm.errors import RefusedError
from interviewer.llm.protocol import Done, Request, TextDelta, Used
from interviewer.llm.usage import Usage

if TYPE_CHECKING:
    from pydantic import BaseModel


def messages(request: Request, *, more_system: str = "") -> list[dict[str, str]]:
    """The conversation, with one system message in front: several templates take no second one."""
    system = "\n\n".join(part for part in (request.system(), more_system) if part)
    turns = [{"role": turn.role, "content": turn.text} for turn in request.turns()]
    return [{"role": "system", "content": system}, *turns] if system else turns


@cache
def response_format(sdk: Any, into: type[BaseModel]) -> dict[str, Any]:  # noqa: ANN401 - loaded late
    """The parameter that holds a reply to a type, in the strict form of JSON Schema that OpenAI takes."""
    function = sdk.pydantic_function_tool(into)["function"]
    schema = {"name": "reply", "strict": True, "schema": function["parameters"]}
    return {"type": "json_schema", "json_schema": schema}


async def pieces(stream: Any, model: str) -> AsyncGenerator[Piece, None]:  # noqa: ANN401
    """What a stream of chunks brings.

    Raises:
        RefusedError: when the model or the provider's filter declines.
    """
    async with stream, aclosing(stream.__aiter__()) as chunks:
        async for chunk in chunks:
            usage = getattr(chunk, "usage", None)
            if usage is not None:
                yield Used(usage_of(usage))
            choices = getattr(chunk, "choices", None) or ()
            for choice in choices:
                for piece in _choice(choice, model):
                    yield piece
            if not choices:
                yield Beat()


async def in_one(sdk: Any, client: Any, body: Mapping[str, Any]) -> Any:  # noqa: ANN401 - loaded late
    """The completion of a request, in one piece.

    The body is sent as it is. The library's `create` would walk through all of it first, schema included,
    which changes nothing and takes a quarter of a request's own time.
    """
    return await client.post("/chat/completions", cast_to=sdk.types.chat.ChatCompletion, body=body)


def whole(completion: Any, model: str) -> Iterable[Piece]:  # noqa: ANN401
    """What a reply in one piece brings: the arguments of its tool call, where it has one, else its text.

    Raises:
        RefusedError: when the model or the provider's filter declines.
    """
    if completion.usage:
        yield Used(usage_of(completion.usage))
    for choice in completion.choices or ():
        message = choice.message
        if getattr(message, "refusal", None):
            raise refused(model)
        calls = message.tool_calls or ()
        yield TextDelta(calls[0].function.arguments if calls else message.content or "")
        yield done(choice.finish_reason or "stop", model)


def _choice(choice: Any, model: str) -> Iterable[Piece]:  # noqa: ANN401
    delta = getattr(choice, "delta", None)
    if getattr(delta, "refusal", None):
        raise refused(model)
    text = getattr(delta, "content", None)
    yield TextDelta(text) if text else Beat()
    if reason := getattr(choice, "finish_reason", None):
        yield done(reason, model)


def done(reason: str, model: str) -> Done:
    """How a reply ended.

    Raises:
        RefusedError: when the provider's filter stopped it.
    """
    if reason == "content_filter":
        raise refused(model)
    return Done("length" if reason == "length" else "end")


def refused(model: str) -> RefusedError:
    """The model declined."""
    return RefusedError(f"{model} declined to answer; say it differently or take another model")


def usage_of(reported: Any) -> Usage:  # noqa: ANN401
    """Tokens out of a `usage` object; `prompt_tokens` includes those from and for the cache."""
    details = getattr(reported, "prompt_tokens_details", None)
    cached = _count(details, "cached_tokens")
    written = _count(details, "cache_write_tokens")
    return Usage(
        input=max(0, _count(reported, "prompt_tokens") - cached - written),
        cached=cached,
        cache_write=written,
        output=_count(reported, "completion_tokens"),
    )


def _count(holder: Any, name: str) -> int:  # noqa: ANN401
    value = getattr(holder, name, None)
    return value if isinstance(value, int) and value > 0 else 0


def logprobs_of(completion: Any, choices: Sequence[str]) -> Logprobs:  # noqa: ANN401
    """Log-probabilities of the choices as the first token; a choice spelled in several ways is summed."""
    logprobs = getattr(completion.choices[0], "logprobs", None) if completion.choices else None
    content = getattr(logprobs, "content", None)
    if not content:
        return Logprobs(None)
    found: dict[str, float] = {}
    for top in content[0].top_logprobs or ():
        word = str(top.token).strip()
        if word in choices:
            found[word] = _log_sum(found, word, float(top.logprob))
    return Logprobs(found)


def _log_sum(found: Mapping[str, float], word: str, logprob: float) -> float:
    if word not in found:
        return logprob
    high, low = max(found[word], logprob), min(found[word], logprob)
    return high + math.log1p(math.exp(low - high))
