"""`interviewer` without a command: practise a round."""

from __future__ import annotations

from argparse import Namespace

from interviewer.cli import practice
from interviewer.cli.surroundings import on_terminal
from interviewer.model.errors import UsageError


def run(_args: Namespace) -> int:
    """Practise a round at the prompt.

    Raises:
        UsageError: where there is no terminal to ask on.
    """
    if not on_terminal():
        raise UsageError(
            "without a command a terminal is needed; for pipes use: interviewer practice --plain"
        )
    return practice.run(
        Namespace(
            round=None, question=None, llm=None, grader=None, level=None, minutes=None, seed=None, resume=None
        )
    )
