"""The command line. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

from interviewer.cli.parser import build_parser

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words in (["--version"], ["-V"]):
        from interviewer._version import __version__

        print(f"interviewer {__version__}")
        return 0
    args = build_parser().parse_args(words)
    if args.module == "home" and args.plain:
        args = build_parser().parse_args(["practice", *words])
    _stop_cleanly_on_signals()
    return _guarded(args.module, args)


def _guarded(module: str, args: object) -> int:
    from interviewer.cli.failures import report

    try:
        from importlib import import_module

        code = int(import_module(f"interviewer.cli.{module}").run(args))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain again while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  # the last place where one line can be made of it
        if _interrupted(error):
            return INTERRUPTED
        return report(error, debug=bool(getattr(args, "debug", False)))
    return code


def _interrupted(error: BaseException) -> bool:
    """Whether an interruption is behind it: compiled code can turn one into an error of its own."""
    behind: BaseException | None = error
    while behind is not None and not isinstance(behind, KeyboardInterrupt):
        behind = behind.__cause__ or behind.__context__
    return behind is not None


def _stop_cleanly_on_signals() -> None:
    """Make SIGTERM and a closed terminal stop a command the way Ctrl-C does."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
