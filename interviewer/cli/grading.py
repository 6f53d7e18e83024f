"""What commands that grade have in common: who grades, waits on stderr, one loop for all calls."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from interviewer.cli.failures import say
from interviewer.cli.surroundings import Surroundings
from interviewer.model.errors import UsageError
from interviewer.session.cast import make_panel
from interviewer.session.options import Options

if TYPE_CHECKING:
    from interviewer.llm.protocol import StreamEvent
    from interviewer.scoring.scorer import Scorer
    from interviewer.session.cast import Models

_T = TypeVar("_T")
_MOST_SAMPLES = 9
_PATIENCE = 3600.0
"""Seconds that an answer of a batch waits for a server's rate limit in all."""


def flags(args: Namespace) -> dict[str, Any]:
    """The settings that a command which grades takes as flags."""
    specs: Sequence[str] | str | None = args.llm
    return {
        "llm": specs[0] if isinstance(specs, list) and specs else specs or None,
        "base_url": args.base_url,
        "budget": args.budget,
        "insecure": args.insecure,
        "record": args.record,
        "rewrite": getattr(args, "rewrite", None),
    }


def named(around: Surroundings, args: Namespace) -> list[str]:
    """The SPECs that were named, or the one that is set."""
    return args.llm if isinstance(args.llm, list) and args.llm else [around.settings.llm]


def grader(
    around: Surroundings, args: Namespace, *, batch: bool = False, find_model: Models | None = None
) -> Scorer:
    """Whoever shall grade: one, or a panel. With `find_model`, models are shared with whoever else asks.

    Raises:
        UsageError: for a SPEC nobody stands behind, or a flag out of its range.
        LLMError: when a key is missing or would go where it does not belong.
    """
    samples = 1 if args.samples is None else args.samples
    if not 1 <= samples <= _MOST_SAMPLES:
        raise UsageError(f"--samples takes a whole number from 1 to {_MOST_SAMPLES}")
    rubric = Path(args.rubric).expanduser() if getattr(args, "rubric", None) else None
    options = replace(Options.of(around.settings), samples=samples, whole=batch)
    specs = named(around, args)
    if batch:
        # A file of answers is graded for its numbers; the call is spared, and nobody watches waits.
        own_server = any(name.startswith("compatible/") for name in specs)
        at_once = getattr(args, "workers", None) if own_server else None
        options = replace(options, rewrite=False, patience=_PATIENCE, at_once=at_once)
    scorer = make_panel(around.library, specs, rubric, options=options, find_model=find_model)
    if scorer.note:
        say(f"{scorer.note[:1].upper()}{scorer.note[1:]}.")
    return scorer


class Sum:
    """Adds up what calls cost, and shows waits on a terminal."""

    def __init__(self) -> None:
        self.cost: float | None = None
        """Dollars for the calls that have a price."""

    def hear(self, event: StreamEvent) -> None:
        """Take note of an event."""
        from interviewer.llm.protocol import Used

        if isinstance(event, Used) and event.cost is not None:
            self.cost = (self.cost or 0.0) + event.cost
        tell(event)


class Closes(Protocol):
    """Something that holds connections."""

    async def aclose(self) -> None:
        """Let go of them."""
        ...


def run_with(scorer: Closes, work: Callable[[], Awaitable[_T]]) -> _T:
    """The result of some grading; connections are let go of afterwards. Ctrl-C stops calls under way."""

    async def all_of() -> _T:
        try:
            return await work()
        finally:
            await scorer.aclose()

    return asyncio.run(all_of())


def tell(event: StreamEvent) -> None:
    """A wait, on a terminal."""
    if not sys.stderr.isatty():
        return
    from interviewer.llm.protocol import Waiting
    from interviewer.reports.waiting import waiting

    # Without a known end it is our own calls that queue behind each other.
    if isinstance(event, Waiting) and event.seconds_left is not None:
        say(waiting(event))
