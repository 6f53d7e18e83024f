"""Exchanges with a model in a file: recorded once, played back without key or network.

JSON lines: a header, then one exchange a line with what was asked and what came back, both in words, so
that people can read it. Headers of requests, and with them keys, never reach this layer.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from interviewer.llm.errors import NotRecordedError
from interviewer.llm.protocol import (
    LLM,
    Capabilities,
    Check,
    Done,
    Message,
    Reply,
    Request,
    StreamEvent,
    T,
    Tell,
    TextDelta,
    Used,
)
from interviewer.llm.usage import Usage
from interviewer.model.base import Model

FORMAT: Final = "pm-interviewer/exchange"
VERSION: Final = 1


class _Header(Model):
    format: str
    version: int
    spec: str


class _Exchange(Model):
    """One request and what came of it. `chunks` are a reply's pieces, `value` a structured one."""

    kind: str
    label: str
    prefix: str
    messages: tuple[tuple[str, str], ...]
    varying: str
    max_tokens: int
    form: str | None = None
    """Name of the reply's type, or the choices, one a line."""
    chunks: tuple[str, ...] = ()
    value: Any = None
    logprobs: dict[str, float] | None = None
    reason: str = "end"
    usage: tuple[int, int, int, int] | None = None
    cost: float | None = None

    def exact(self) -> str:
        """What makes it this request and no other."""
        return _digest([*self.loosely(), self.varying])

    def loose(self) -> str:
        """The same without its varying part: a clock never shows the same time twice."""
        return _digest(self.loosely())

    def loosely(self) -> list[Any]:
        return [self.kind, self.label, self.form, self.prefix, self.messages]


def _digest(parts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _exchange(kind: str, request: Request, **rest: Any) -> _Exchange:  # noqa: ANN401
    return _Exchange(
        kind=kind,
        label=request.label,
        prefix=request.prefix,
        messages=tuple((each.role, each.text) for each in request.turns()),
        varying=request.varying,
        max_tokens=request.max_tokens,
        **rest,
    )


class Recorded:
    """Plays a recording. Requests are told by what they ask, in any order.

    One that was asked several times is answered in the order recorded, the last answer again at the end.

    Raises:
        NotRecordedError: when the file cannot be read or is no recording.
    """

    capabilities = Capabilities(structured="schema", logprobs=None)

    def __init__(self, path: Path) -> None:
        self.spec = f"recorded/{path}"
        self._path = path
        self._source, exchanges = _load(path)
        self._exact: dict[str, list[_Exchange]] = {}
        self._loose: dict[str, list[_Exchange]] = {}
        for each in exchanges:
            self._exact.setdefault(each.exact(), []).append(each)
            self._loose.setdefault(each.loose(), []).append(each)

    @property
    def host_note(self) -> str:
        """What is played, and from where."""
        return f"a recording of {self._source} is played from {self._path}; nothing is sent"

    async def stream(self, request: Request) -> AsyncGenerator[StreamEvent, None]:
        """The recorded reply in its recorded pieces.

        Raises:
            NotRecordedError: when it is not in the file.
        """
        found = self._find(_exchange("stream", request))
        for chunk in found.chunks:
            yield TextDelta(chunk)
        if found.usage is not None:
            yield Used(Usage(*found.usage), 0.0)
        yield Done("length" if found.reason == "length" else "end")

    async def structured(
        self, request: Request, into: type[T], tell: Tell | None = None, check: Check[T] | None = None
    ) -> Reply[T]:
        """The recorded reply, validated anew.

        Raises:
            NotRecordedError: when it is not in the file, or is of a type that has changed since.
        """
        found = self._find(_exchange("structured", request, form=into.__name__))
        try:
            value = into.model_validate_json(json.dumps(found.value))
        except ValidationError:
            raise NotRecordedError(
                f"{self._path}: the reply recorded for {found.label or 'a request'!r} does not fit "
                f"{into.__name__} any more; record it anew"
            ) from None
        if check is not None and check(value) is not None:
            raise NotRecordedError(
                f"{self._path}: the reply recorded for {found.label or 'a request'!r} does not hold up any "
                "more; record it anew"
            )
        usage = Usage(*found.usage) if found.usage is not None else Usage()
        if tell is not None:
            tell(Used(usage, 0.0))
            tell(Done("end"))
        return Reply(value, usage, 0.0, 1)

    async def choice_logprobs(
        self, request: Request, choices: Sequence[str], tell: Tell | None = None
    ) -> Mapping[str, float] | None:
        """The recorded log-probabilities.

        Raises:
            NotRecordedError: when they are not in the file.
        """
        found = self._find(_exchange("logprobs", request, form="\n".join(choices)))
        if tell is not None and found.usage is not None:
            tell(Used(Usage(*found.usage), 0.0))
        return found.logprobs

    async def aclose(self) -> None:
        """Nothing is open."""

    def _find(self, wanted: _Exchange) -> _Exchange:
        for shelf, name in ((self._exact, wanted.exact()), (self._loose, wanted.loose())):
            if waiting := shelf.get(name):
                return waiting.pop(0) if len(waiting) > 1 else waiting[0]
        what = f"{wanted.kind}, {wanted.label}" if wanted.label else wanted.kind
        raise NotRecordedError(
            f"{self._path} holds no reply to this request ({what}); record it anew with --record"
        )


class Recorder:
    """Passes everything on to a model, and writes what came back into a file that only its owner can read.

    A file that is there is replaced. Replies that failed are not recorded.

    Raises:
        NotRecordedError: when the file cannot be written.
    """

    def __init__(self, inner: LLM, path: Path) -> None:
        self._inner = inner
        self._path = path
        header = _Header(format=FORMAT, version=VERSION, spec=inner.spec)
        try:
            path.unlink(missing_ok=True)
            self._write(header)
        except OSError as error:
            raise NotRecordedError(
                f"cannot record to {path}: {error.strerror or 'it cannot be written'}"
            ) from None

    @property
    def spec(self) -> str:
        """The model's own."""
        return self._inner.spec

    @property
    def host_note(self) -> str:
        """The model's own."""
        return self._inner.host_note

    @property
    def capabilities(self) -> Capabilities:
        """The model's own."""
        return self._inner.capabilities

    async def stream(self, request: Request) -> AsyncGenerator[StreamEvent, None]:
        """The model's reply; recorded once it is whole."""
        chunks: list[str] = []
        used: Used | None = None
        async with aclosing(self._inner.stream(request)) as events:
            async for event in events:
                match event:
                    case TextDelta(text):
                        chunks.append(text)
                    case Used():
                        used = event
                    case Done(reason):
                        self._keep("stream", request, used, chunks=tuple(chunks), reason=reason)
                    case _:
                        chunks.clear()
                yield event

    async def structured(
        self, request: Request, into: type[T], tell: Tell | None = None, check: Check[T] | None = None
    ) -> Reply[T]:
        """The model's reply, recorded."""
        reply = await self._inner.structured(request, into, tell, check)
        value = TypeAdapter(into).dump_python(reply.value, mode="json")
        self._keep("structured", request, Used(reply.usage, reply.cost), form=into.__name__, value=value)
        return reply

    async def choice_logprobs(
        self, request: Request, choices: Sequence[str], tell: Tell | None = None
    ) -> Mapping[str, float] | None:
        """The model's log-probabilities, recorded."""
        used: list[Used] = []

        def hear(event: StreamEvent) -> None:
            if isinstance(event, Used):
                used.append(event)
            if tell is not None:
                tell(event)

        found = await self._inner.choice_logprobs(request, choices, hear)
        self._keep(
            "logprobs",
            request,
            used[-1] if used else None,
            form="\n".join(choices),
            logprobs=dict(found) if found else None,
        )
        return found

    async def aclose(self) -> None:
        """Let go of the model's connections."""
        await self._inner.aclose()

    def _keep(self, kind: str, request: Request, used: Used | None, **rest: Any) -> None:  # noqa: ANN401
        usage = used.usage if used else None
        counts = (usage.input, usage.cached, usage.cache_write, usage.output) if usage else None
        try:
            self._write(_exchange(kind, request, usage=counts, cost=used.cost if used else None, **rest))
        except OSError as error:
            raise NotRecordedError(
                f"cannot record to {self._path}: {error.strerror or 'it cannot be written'}"
            ) from None

    def _write(self, record: BaseModel) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(record.model_dump_json(exclude_defaults=True) + "\n")


def _load(path: Path) -> tuple[str, list[_Exchange]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise NotRecordedError(
            f"cannot read the recording {path}: {error.strerror or 'no such file'}"
        ) from None
    except UnicodeDecodeError:
        raise NotRecordedError(f"{path} is no recording: it is not UTF-8 text") from None
    header: _Header | None = None
    with suppress(ValidationError, IndexError):
        header = _Header.model_validate_json(lines[0])
    if header is None or header.format != FORMAT or header.version != VERSION:
        raise NotRecordedError(f"{path} is no recording of this version ({FORMAT} {VERSION}); record it anew")
    exchanges: list[_Exchange] = []
    for number, line in enumerate(lines[1:], 2):
        try:
            exchanges.append(_Exchange.model_validate_json(line))
        except ValidationError:
            raise NotRecordedError(f"{path}:{number}: this line is no exchange; record it anew") from None
    return header.spec, exchanges


__all__ = ["FORMAT", "VERSION", "Message", "Recorded", "Recorder"]
