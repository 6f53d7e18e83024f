"""`interviewer serve`: the app in a browser on this machine."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import signal
import sys
from argparse import Namespace
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.cli.failures import say
from interviewer.model.errors import InterviewerError, UsageError

if TYPE_CHECKING:
    from interviewer.web.site import Site

_INTERRUPTED = 130


def run(args: Namespace) -> int:
    """Serve until it is interrupted, which is how it ends: 130, as everywhere.

    Raises:
        UsageError: without the add-on, or for a port that does not exist.
        InterviewerError: when the port cannot be had.
    """
    if not 0 <= args.port <= 65535:
        raise UsageError(f"there is no port {args.port}; ports go from 1 to 65535, 0 takes any that is free")
    try:
        from interviewer.web.site import Site
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"textual_serve", "aiohttp"}:
            raise
        raise UsageError("for the browser an add-on is missing: pip install 'pm-interviewer[web]'") from None
    try:
        site = Site(args.port, tell=say)
    except OSError as error:
        why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        raise InterviewerError(f"port {args.port} {why}; name another with --port") from None
    if not args.debug:
        # Requests that are no HTTP come with a traceback; anybody on this machine can send them.
        logging.disable(logging.CRITICAL)
    asyncio.run(_serve(site, debug=args.debug))
    say("Ended. What was typed is saved.")
    return _INTERRUPTED


async def _serve(site: Site, *, debug: bool) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(name, ended.set)
    async with site:
        print(site.address, flush=True)
        say(
            "Open this address in a browser on this machine. Whoever has it can use the app, so keep it to "
            "yourself. Ctrl-C ends it; nothing is lost."
        )
        # The library prints an app's traceback to stdout; it holds what was typed, so it is for --debug.
        with (
            Path(os.devnull).open("w", encoding="utf-8") as out,
            redirect_stdout(sys.stderr if debug else out),
        ):
            await ended.wait()
