"""One line for whatever went wrong, and a log that never holds an answer."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from pathlib import Path

from interviewer.model.errors import InterviewerError


def report(error: Exception, *, debug: bool) -> int:
    """Say on stderr what happened and what to do, and return the exit code."""
    if debug:
        traceback.print_exception(error)
    if isinstance(error, InterviewerError):
        say(f"interviewer: {error}")
        return error.exit_code
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        say(f"interviewer: {place}{error.strerror or error}")
        return 1
    log = _log(error)
    where = f"details in {log}" if log else "run it again with --debug for details"
    name = type(error).__name__
    say(f"interviewer: an error inside ({name}); what was submitted is saved; {where}")
    return 1


def say(line: str) -> None:
    """One line on stderr; stdout carries only results."""
    print(line, file=sys.stderr, flush=True)


def _log(error: Exception) -> Path | None:
    """Where the error's way through the code was written; not its message, which may quote an answer."""
    from datetime import UTC, datetime

    from interviewer.places import places
    from interviewer.transcripts.files import make_folder, write_atomically

    steps = traceback.extract_tb(error.__traceback__)
    frames = "".join(f"{step.filename}:{step.lineno} in {step.name}\n" for step in steps)
    with suppress(OSError, InterviewerError):
        folder = make_folder(places().logs)
        path = folder / f"error-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.log"
        write_atomically(path, f"{type(error).__module__}.{type(error).__qualname__}\n{frames}")
        return path
    return None
