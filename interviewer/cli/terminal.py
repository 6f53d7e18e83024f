"""Whether somebody is there to look at a screen; asked before the first paint."""

from __future__ import annotations

import sys


def on_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()
