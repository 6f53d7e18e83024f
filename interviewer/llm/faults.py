"""What an error of an SDK or of the network means: to be tried again, or final and why.

Both SDKs name their errors alike (openai 3, anthropic 2), so one reading serves both. They let raw errors
of the wire through, too: malformed events as json.JSONDecodeError, broken streams as httpx2.TransportError.
"""

from __future__ import annotations

import json
import re
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final

from interviewer.llm.adapter import Fault
from interviewer.llm.errors import (
    ContextOverflowError,
    CreditUsedUpError,
    KeyRefusedError,
    LLMError,
    ModelUnknownError,
    RequestRefusedError,
)
from interviewer.llm.limits import LIMITED

_WHY: Final = {
    408: "the server timed out",
    409: "the server is busy with a conflict",
    429: "rate limited",
    503: "the server is not ready",
    529: "overloaded",
}
_NEVER_AGAIN: Final = frozenset({501, 505})
"""Server errors that say the request will never be served."""

_TYPE_STATUS: Final = {
    "overloaded_error": 529,
    "rate_limit_error": 429,
    "timeout_error": 504,
    "api_error": 500,
    "server_error": 500,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "invalid_request_error": 400,
}
"""Statuses behind the error types of Anthropic and OpenAI, for errors that arrive inside a stream."""

_OVERFLOW: Final = re.compile(
    r"context.{0,12}(length|size|window)|(prompt|input) is too long|maximum context|too many tokens",
    re.IGNORECASE,
)
_OVERFLOW_CODES: Final = frozenset(
    {"context_length_exceeded", "exceed_context_size_error", "request_too_large"}
)
_CREDIT_CODES: Final = frozenset({"insufficient_quota", "billing_error", "billing_hard_limit_reached"})
_CREDIT: Final = re.compile(r"credit balance|exceeded your current quota", re.IGNORECASE)
_IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9_.-]{2,48}")


@dataclass(frozen=True, slots=True)
class Party:
    """Whom an error is about, for its words."""

    provider: str
    """As people call it: `Anthropic`, `the server at 127.0.0.1`."""
    model: str
    key_name: str
    """The environment variable of its key."""
    own_host: bool = True
    """Whether the provider's own host is asked, not an address that the user gave."""


def explain(error: Exception, party: Party, sdk: Any) -> Fault:  # noqa: ANN401 - one of two modules
    """What an error means, without a word of what the server or the user wrote.

    Args:
        error: out of an SDK or the network.
        party: whom it is about.
        sdk: the module `anthropic` or `openai`.
    """
    import httpx2  # noqa: PLC0415 - the SDK has loaded it by now

    if isinstance(error, LLMError):
        return Fault(why=error.kind, final=error)
    if isinstance(error, sdk.APIStatusError):
        return _status(error, party)
    if isinstance(error, sdk.APIConnectionError):
        return _connection(error.__cause__ or error)
    if isinstance(error, sdk.APIError):
        return _in_stream(error, party)
    if isinstance(error, httpx2.TransportError | httpx2.DecodingError | OSError):
        return _connection(error)
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return Fault("the server sent a malformed event")
    return unexpected(error)


def unexpected(error: Exception) -> Fault:
    """An error nobody foresaw: its kind and place, not its text, which may quote an answer."""
    steps = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(steps[-1].filename).name}:{steps[-1].lineno}" if steps else ""
    name = type(error).__name__
    return Fault(
        name, final=LLMError(f"the reply could not be read ({name}{place}); try again or go on offline")
    )


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds a server asks to wait (RFC 9110, 10.2.3: seconds or a date; and OpenAI's milliseconds)."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) * unit)
        except (KeyError, ValueError):
            continue
    try:
        return max(0.0, parsedate_to_datetime(headers["retry-after"]).timestamp() - time.time())
    except (KeyError, ValueError, TypeError):
        return None


def _connection(error: BaseException) -> Fault:
    import httpx2  # noqa: PLC0415

    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | ConnectionRefusedError):
        return Fault("nothing answers at the address", unreachable=True)
    if isinstance(error, httpx2.TimeoutException):
        return Fault("the server went silent")
    return Fault("the connection broke")


def _in_stream(error: Any, party: Party) -> Fault:  # noqa: ANN401
    """An error event inside a stream has a type and no status."""
    status = _TYPE_STATUS.get(str(getattr(error, "type", "") or ""), 500)
    return _by_status(status, error, {}, party)


def _status(error: Any, party: Party) -> Fault:  # noqa: ANN401
    status = int(error.status_code)
    if status < 300:  # an error event inside a stream that began well
        return _in_stream(error, party)
    return _by_status(status, error, error.response.headers, party)


def _by_status(status: int, error: Any, headers: Mapping[str, str], party: Party) -> Fault:  # noqa: ANN401
    codes = _codes(error)
    text = json.dumps(getattr(error, "body", None), default=str)
    if codes & _CREDIT_CODES or status == 402 or (status in {400, 429} and _CREDIT.search(text)):
        return _final(
            CreditUsedUpError(
                f"{party.provider}: the account of this key has no credit left; add credit there"
            )
        )
    if status in {408, 409, 429} or (status >= 500 and status not in _NEVER_AGAIN):
        why = _WHY.get(status, f"server error {status}")
        if headers.get("x-should-retry") == "false":
            return _final(RequestRefusedError(f"{party.provider}: {why}, and not to be asked again now"))
        return Fault(why, retry_after=retry_after(headers), limited=status in LIMITED)
    if codes & _OVERFLOW_CODES or status == 413 or (status in {400, 422} and _OVERFLOW.search(text)):
        return _final(
            ContextOverflowError(
                f"the request is longer than {party.model} can read; "
                "shorten the answer or take a model with a larger context"
            )
        )
    return _final(_refusal(status, codes, party))


def _refusal(status: int, codes: frozenset[str], party: Party) -> LLMError:
    where = "" if party.own_host else "; check the address, too (it usually ends in /v1)"
    code = f", {', '.join(sorted(codes))}" if codes else ""
    if status == 401:
        return KeyRefusedError(
            f"{party.provider} does not accept the key in {party.key_name}; set a valid one"
        )
    if status == 403:
        return KeyRefusedError(
            f"{party.provider}: the key in {party.key_name} may not use {party.model}; "
            "allow it in the account or take another model"
        )
    if status == 404 or "model_not_found" in codes:
        return ModelUnknownError(
            f"{party.provider} has no model {party.model!r} for this key; check its name{where}"
        )
    if 300 <= status < 400:
        return RequestRefusedError(f"{party.provider} redirects ({status}); give the address it redirects to")
    return RequestRefusedError(
        f"{party.provider} refuses the request ({status}{code}); the model may not take this kind of request"
    )


def _final(error: LLMError) -> Fault:
    return Fault(why=error.kind, final=error)


def _codes(error: Any) -> frozenset[str]:  # noqa: ANN401
    """The error's type and code, where they are plain identifiers."""
    body = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, dict) else None
    inner = inner if isinstance(inner, dict) else {}
    found = (inner.get("type"), inner.get("code"), getattr(error, "type", None), getattr(error, "code", None))
    return frozenset(each for each in found if isinstance(each, str) and _IDENTIFIER.fullmatch(each))
