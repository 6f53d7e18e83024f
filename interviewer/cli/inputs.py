"""Reading what a user points at: a file or stdin, as text, or one clear line why not."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any, Final

from interviewer.cli.failures import say
from interviewer.model.errors import NotScorableError, UsageError
from interviewer.model.words import JobLevel

STDIN: Final = "-"
_MOST_BYTES: Final = 5_000_000
MOST_EXPORTED: Final = 200_000_000
"""Bytes of an export; years of chats fit."""


def read_text(path: str | None, most: int = _MOST_BYTES) -> str:
    """The text of a file, or of stdin for `-` and for no path; of `most` bytes at the most.

    Line ends are kept as they are, so that offsets count what was given.

    Raises:
        NotScorableError: of kind `bad-input`, when it cannot be read as text.
    """
    if path is None or path == STDIN:
        if sys.stdin.isatty():
            say("Paste the answer; end it with Ctrl+D on a line of its own.")
        return _decoded(sys.stdin.buffer.read(most + 1), "stdin", most)
    place = Path(path).expanduser()
    try:
        if place.is_dir():
            raise NotScorableError("bad-input", f"{place} is a folder; name a text file")
        with place.open("rb") as stream:
            return _decoded(stream.read(most + 1), str(place), most)
    except FileNotFoundError:
        raise NotScorableError("bad-input", f"there is no file {place}") from None
    except OSError as error:
        raise NotScorableError("bad-input", f"cannot read {place}: {error.strerror}") from None


def _decoded(data: bytes, name: str, most: int) -> str:
    if len(data) > most:
        raise NotScorableError("too-long", f"{name} is over {most // 1_000_000} MB, too long to read")
    if b"\0" in data:
        raise NotScorableError("bad-input", f"{name} is not a text file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise NotScorableError(
            "bad-input", f"{name}: line {line} is not UTF-8 text; save it as UTF-8"
        ) from None


def document(path: str | None) -> str:
    """The candidate's own document; empty where none was named.

    Raises:
        UsageError: for stdin, which is for answers, and when it cannot be read as text.
    """
    if path == STDIN:
        raise UsageError("--artifact needs a file: stdin is for your answers")
    return read_text(path) if path else ""


def sitting(args: Namespace) -> dict[str, Any]:
    """What the flags of a round and of a loop set for this sitting; None where they say nothing.

    Raises:
        UsageError: for a job level there is not.
    """
    return {
        "llm": args.llm,
        "grader": args.grader,
        "level": job_level(args.level),
        "base_url": args.base_url,
        "budget": args.budget,
        "insecure": args.insecure,
        "record": args.record,
        "rewrite": args.rewrite,
    }


def job_level(text: str | None) -> JobLevel | None:
    """The level that --level names; None where it was not given.

    Raises:
        UsageError: for one there is not.
    """
    if text is None:
        return None
    try:
        return JobLevel(text.upper())
    except ValueError:
        raise UsageError(f"--level: there is no level {text!r}; choose L3, L4, L5 or L6") from None
