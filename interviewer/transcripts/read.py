"""Reading a transcript: tolerant of a torn end, strict about everything else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from interviewer.model.base import Model
from interviewer.model.errors import TranscriptError
from interviewer.model.events import (
    EVENTS,
    TRANSCRIPT_FORMAT,
    TRANSCRIPT_VERSION,
    Ended,
    Event,
    Graded,
    Header,
)

_MAX_BYTES: Final = 200_000_000


class Transcript(Model):
    """A transcript as read. `torn` says what was dropped at the end, and is empty when nothing was."""

    path: Path
    header: Header
    events: tuple[Event, ...]
    torn: str = ""
    whole_bytes: int
    """Length of the part that is whole; what follows it is the torn line."""

    @property
    def ended(self) -> bool:
        """Whether the round is over."""
        return any(isinstance(event, Ended) for event in self.events)

    @property
    def scorecards(self) -> tuple[Graded, ...]:
        """All scorecards, in the order they were made."""
        return tuple(event for event in self.events if isinstance(event, Graded))

    @property
    def seconds(self) -> float:
        """Length on the round's clock."""
        return max((getattr(event, "t", 0.0) for event in self.events), default=0.0)

    def latest_scorecards(self) -> dict[int, Graded]:
        """The last scorecard of each question."""
        return {graded.question: graded for graded in self.scorecards}


def read_transcript(path: Path) -> Transcript:
    """The transcript in that file.

    A last line that was torn by a crash is dropped and said so in `torn`.

    Raises:
        TranscriptError: when the file cannot be read, is no transcript, is of a newer version, or is
            damaged before its end; the message names the line.
    """
    lines, torn, whole = _whole_lines(path)
    if not lines:
        raise TranscriptError(f"{path} is empty, not a transcript")
    header = _header(path, lines[0])
    events = tuple(_event(path, number, line) for number, line in enumerate(lines[1:], start=2))
    return Transcript(path=path, header=header, events=events, torn=torn, whole_bytes=whole)


def _whole_lines(path: Path) -> tuple[list[str], str, int]:
    data = _bytes(path)
    end = data.rfind(b"\n") + 1
    whole, rest = data[:end], data[end:]
    try:
        lines = whole.decode("utf-8").split("\n")[:-1]
    except UnicodeDecodeError as error:
        line = whole[: error.start].count(b"\n") + 1
        raise TranscriptError(f"{path}:{line}: not UTF-8 text, so not a transcript") from None
    if not rest and len(lines) > 1 and not _is_json(lines[-1]):
        rest = (lines.pop() + "\n").encode()
        end -= len(rest)
    # A single whole line without its newline is a hand-edited file, not a torn one.
    if rest and _is_json(rest.decode("utf-8", "replace")):
        lines.append(rest.decode("utf-8"))
        return lines, "", end + len(rest)
    torn = f"the last line was cut off ({len(rest)} bytes) and left out" if rest else ""
    return lines, torn, end


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise TranscriptError(f"{path} is a folder, not a transcript")
        if path.stat().st_size > _MAX_BYTES:
            raise TranscriptError(f"{path} is over {_MAX_BYTES // 1_000_000} MB, too large for a transcript")
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


def _header(path: Path, line: str) -> Header:
    try:
        raw = json.loads(line)
    except ValueError:
        raw = None
    if not isinstance(raw, dict) or raw.get("format") != TRANSCRIPT_FORMAT:
        raise TranscriptError(f"{path} is not a pm-interviewer transcript")
    version = raw.get("version")
    if not isinstance(version, int) or version > TRANSCRIPT_VERSION:
        raise TranscriptError(
            f"{path} was written by a newer pm-interviewer (transcript version {version}): update to read it"
        )
    try:
        return Header.model_validate(raw)
    except ValidationError as error:
        raise TranscriptError(f"{path}:1: {_first(error)}") from None


def _event(path: Path, number: int, line: str) -> Event:
    try:
        return EVENTS.validate_json(line)
    except ValidationError as error:
        raise TranscriptError(f"{path}:{number}: damaged: {_first(error)}") from None


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    return f"{field}: {first['msg']}" if field else str(first["msg"])
