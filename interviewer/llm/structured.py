"""Replies with a form: told to the model, found in its text, validated, asked for again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Final

from pydantic import BaseModel, ValidationError

from interviewer.llm.protocol import Check, Message, Misfit, Request, T

_MOST_ERRORS: Final = 8
_LONGEST_TEXT: Final = 200_000
"""Characters; nothing we ask for comes near."""


@cache
def schema_text(into: type[BaseModel]) -> str:
    """The form in words, for models that are not held to it by their server."""
    schema = json.dumps(into.model_json_schema(), ensure_ascii=False, separators=(",", ":"))
    return f"Reply with one JSON object and nothing else. It must fit this JSON Schema:\n{schema}"


def read(text: str, into: type[T], check: Check[T] | None = None) -> T | Misfit:
    """The reply as a value of the type that passes the check, or why it is none.

    The object may stand in a code fence or between sentences; of several, the longest that fits counts.
    """
    first: Misfit | None = None
    for candidate in objects_in(text):
        try:
            value = into.model_validate_json(candidate)
        except ValidationError as error:
            first = first or _misfit(error)
            continue
        wrong = check(value) if check is not None else None
        if wrong is None:
            return value
        first = first or wrong
    return first or Misfit("There is no complete JSON object in the reply.", "no JSON object")


def objects_in(text: str) -> Iterator[str]:
    """The outermost JSON objects in a text, the longest first."""
    text = text[:_LONGEST_TEXT]
    decoder = json.JSONDecoder()
    found: list[str] = []
    at = text.find("{")
    while at >= 0:
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            found.append(text[at:end])
        at = text.find("{", end)
    return iter(sorted(found, key=len, reverse=True))


def ask_again(request: Request, reply: str, misfit: Misfit, into: type[BaseModel]) -> Request:
    """The same request with the reply that does not fit, and what is wrong with it."""
    correction = f"That reply does not have the form asked for.\n{misfit.for_model}\n{schema_text(into)}"
    turns = (*request.turns(), Message("assistant", reply or "(nothing)"), Message("user", correction))
    return Request(request.prefix, turns, request.varying, request.max_tokens, request.label)


def _misfit(error: ValidationError) -> Misfit:
    errors = error.errors(include_url=False, include_context=False)[:_MOST_ERRORS]
    lines = [f"- {_place(each['loc'])}: {each['msg']}" for each in errors]
    first = errors[0]
    place = first["loc"][:-1] if first["type"] == "extra_forbidden" else first["loc"]
    return Misfit("\n".join(lines), f"{_place(place)}: {first['type']}")


def _place(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in loc) or "reply"
