"""JSON lines as a journal writes them: a header, then events; tolerant of a torn end, strict elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError

from interviewer.model.base import OpenModel
from interviewer.model.errors import TranscriptError

_MAX_BYTES: Final = 200_000_000

H = TypeVar("H", bound=OpenModel)
E = TypeVar("E")


class Kind(NamedTuple):
    """What a file of lines is."""

    noun: str
    """As in `transcript`."""
    format: str
    version: int


class WholeLines(NamedTuple):
    """The lines of a file that are whole, what was dropped at its end, and how many bytes are whole."""

    lines: list[str]
    torn: str
    whole_bytes: int


def read_lines(path: Path, noun: str) -> WholeLines:
    """The whole lines of a file, at least one.

    Raises:
        TranscriptError: when the file cannot be read or holds no line.
    """
    read = _whole(_bytes(path, noun), path, noun)
    if not read.lines:
        raise TranscriptError(f"{path} is empty, not a {noun}")
    return read


def first_line(path: Path) -> dict[str, object]:
    """The object in a file's first line; empty where there is none."""
    try:
        with path.open("rb") as stream:
            found = json.loads(stream.readline(1_000_000))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def read_header(path: Path, line: str, kind: Kind, model: type[H]) -> H:
    """The header in a first line.

    Raises:
        TranscriptError: when it is of another format, of a newer version, or damaged.
    """
    try:
        raw = json.loads(line)
    except ValueError:
        raw = None
    if not isinstance(raw, dict) or raw.get("format") != kind.format:
        raise TranscriptError(f"{path} is not a pm-interviewer {kind.noun}")
    version = raw.get("version")
    if not isinstance(version, int) or version > kind.version:
        raise TranscriptError(
            f"{path} was written by a newer pm-interviewer ({kind.noun} version {version}): update to read it"
        )
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise TranscriptError(f"{path}:1: {_first(error)}") from None


def read_event(path: Path, number: int, line: str, events: TypeAdapter[E]) -> E:
    """The event in a line.

    Raises:
        TranscriptError: when it is damaged; the message names the line.
    """
    try:
        return events.validate_json(line)
    except ValidationError as error:
        raise TranscriptError(f"{path}:{number}: damaged: {_first(error)}") from None


def _whole(data: bytes, path: Path, noun: str) -> WholeLines:
    end = data.rfind(b"\n") + 1
    whole, rest = data[:end], data[end:]
    try:
        lines = whole.decode("utf-8").split("\n")[:-1]
    except UnicodeDecodeError as error:
        line = whole[: error.start].count(b"\n") + 1
        raise TranscriptError(f"{path}:{line}: not UTF-8 text, so not a {noun}") from None
    if not rest and len(lines) > 1 and not _is_json(lines[-1]):
        rest = (lines.pop() + "\n").encode()
        end -= len(rest)
    # A single whole line without its newline is a hand-edited file, not a torn one.
    if rest and _is_json(rest.decode("utf-8", "replace")):
        lines.append(rest.decode("utf-8"))
        return WholeLines(lines, "", end + len(rest))
    torn = f"the last line was cut off ({len(rest)} bytes) and left out" if rest else ""
    return WholeLines(lines, torn, end)


def _bytes(path: Path, noun: str) -> bytes:
    try:
        if path.is_dir():
            raise TranscriptError(f"{path} is a folder, not a {noun}")
        if path.stat().st_size > _MAX_BYTES:
            raise TranscriptError(f"{path} is over {_MAX_BYTES // 1_000_000} MB, too large for a {noun}")
        return path.read_bytes()
    except FileNotFoundError:
        raise TranscriptError(f"there is no file {path}") from None
    except OSError as error:
        raise TranscriptError(f"cannot read {path}: {error.strerror}") from None


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}" if field else str(first["msg"])
