"""A log of errors inside, which never holds an answer."""

from __future__ import annotations

import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from interviewer.files import make_folder, write_atomically
from interviewer.model.errors import InterviewerError
from interviewer.places import places


def log_error(error: BaseException) -> Path | None:
    """Where the error's way through the code was written; not its message, which may quote an answer."""
    steps = traceback.extract_tb(error.__traceback__)
    frames = "".join(f"{step.filename}:{step.lineno} in {step.name}\n" for step in steps)
    with suppress(OSError, InterviewerError):
        folder = make_folder(places().logs)
        path = folder / f"error-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.log"
        write_atomically(path, f"{type(error).__module__}.{type(error).__qualname__}\n{frames}")
        return path
    return None


def in_one_line(error: BaseException) -> str:
    """What to tell the user of an error inside, which is logged."""
    log = log_error(error)
    where = f"details in {log}" if log else "run it again with --debug for details"
    return f"an error inside ({type(error).__name__}); what was submitted is saved; {where}"
