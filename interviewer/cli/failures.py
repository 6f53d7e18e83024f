"""One line for whatever went wrong."""

from __future__ import annotations

import sys
import traceback

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
    from interviewer.session.error_log import in_one_line

    say(f"interviewer: {in_one_line(error)}")
    return 1


def say(line: str) -> None:
    """One line on stderr; stdout carries only results."""
    print(line, file=sys.stderr, flush=True)
