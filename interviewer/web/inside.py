"""The program behind one window of a browser: the app, drawing into a pipe. `interviewer serve` starts it."""

from __future__ import annotations

import io
import os
import sys


def main() -> int:
    """Run the app and return its exit code."""
    # Textual reads the variable on import; a page draws every sign, whatever this machine's terminals can.
    os.environ["TEXTUAL_DRIVER"] = "interviewer.web.driver:WindowDriver"
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    from interviewer.tui.app import run_app  # noqa: PLC0415

    return run_app()


if __name__ == "__main__":
    sys.exit(main())
