"""The two ends of a conversation at the prompt: lines read, text told, one event loop under it."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Callable
from typing import Self

from interviewer.cli.failures import say
from interviewer.cli.lines import EndOfInput, LineReader, Typed
from interviewer.llm.errors import LLMError
from interviewer.model.errors import UsageError
from interviewer.model.words import OFFLINE
from interviewer.reports.layout import WIDTH
from interviewer.reports.marks import Marks


class Console:
    """What the rounds of one sitting share. Use it as a context."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.interactive = sys.stdin.isatty() and sys.stdout.isatty()
        self.reader = LineReader()
        # One loop for the whole sitting: connections to a model belong to the loop they were made in.
        self.runner = asyncio.Runner()

    @property
    def width(self) -> int:
        """Columns of a page: what the terminal has, and no more than pages of text are wide."""
        return min(WIDTH, shutil.get_terminal_size().columns) if self.interactive else WIDTH

    def tell(self, text: str) -> None:
        """A paragraph on stdout."""
        print(f"\n{text}", flush=True)

    def until_graded(self, attempt: Callable[[str | None], None], wait: str) -> bool:
        """Grade; when a model fails, wait for who shall do it. False at the end of the input.

        `attempt` grades with whoever is meant to, or with the SPEC it is given; `wait` is told to whoever
        types something else meanwhile.
        """
        spec: str | None = None
        while True:
            try:
                attempt(spec)
            except (LLMError, UsageError) as error:
                say(f"interviewer: {error}")
                say(
                    "Your answers are saved. Try again with /retry, have them graded with /offline or with "
                    "/model SPEC."
                )
            else:
                return True
            chosen = self._who_grades(wait)
            if chosen is None:
                return False
            spec = chosen or None

    def _who_grades(self, wait: str) -> str | None:
        """The SPEC that shall grade, empty for the same once more; None at the end of the input."""
        while True:
            match self.reader.read():
                case Typed("/retry"):
                    return ""
                case Typed("/offline"):
                    return OFFLINE
                case Typed("/model", rest) if rest:
                    return rest
                case EndOfInput():
                    return None
                case _:
                    self.tell(wait)

    def close(self) -> None:
        """Let go of the event loop."""
        self.runner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
