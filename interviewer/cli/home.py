"""`interviewer` without a command: the app."""

from __future__ import annotations

from argparse import Namespace

from interviewer.cli.terminal import on_terminal
from interviewer.model.errors import UsageError


def run(_args: Namespace) -> int:
    """Open the app on its home screen.

    Raises:
        UsageError: where there is no terminal to show it on.
    """
    if not on_terminal():
        raise UsageError(
            "without a command a terminal is needed; for pipes use: interviewer practice --plain"
        )
    from interviewer.tui.app import run_app

    return run_app()
