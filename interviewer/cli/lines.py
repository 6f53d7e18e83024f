"""Messages typed or piped as lines: each ends with a line that holds a single full stop."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

END: Final = "."
_COMMAND: Final = re.compile(r"/[a-z]+$")
"""A line that begins so is a command, known or not; a path such as /etc/hosts is text."""


@dataclass(frozen=True)
class Message:
    """A finished message."""

    text: str


@dataclass(frozen=True)
class Typed:
    """A command, what followed it on its line, and the unfinished message it stands in."""

    command: str
    rest: str
    unfinished: str


@dataclass(frozen=True)
class EndOfInput:
    """Nothing more will come; what stood unfinished."""

    unfinished: str


class LineReader:
    """Reads messages line by line, keeping the unfinished one as a draft through `keep`."""

    def __init__(self) -> None:
        self.keep: Callable[[str], None] = _forget
        self._lines: list[str] = []
        self._ahead: list[str | None] = []
        self._interactive = sys.stdin.isatty()
        if self._interactive:
            _edit_lines()
        else:
            # A stray byte must not cost the rest of the message.
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a text stream

    def begin_with(self, text: str) -> None:
        """Go on with a draft."""
        self._lines = text.split("\n") if text else []

    def read(self) -> Message | Typed | EndOfInput:
        """The next message, command, or the end."""
        while True:
            line = self._line()
            unfinished = "\n".join(self._lines)
            if line is None:
                return EndOfInput(unfinished)
            word, _, rest = line.strip().partition(" ")
            if _COMMAND.match(word):
                return Typed(word, rest.strip(), unfinished)
            if line.rstrip() == END:
                self._lines = []
                return Message(unfinished)
            self._lines.append(line[1:] if line.startswith("..") else line)
            self.keep("\n".join(self._lines))

    def ended(self) -> bool:
        """Whether the input has ended; on a terminal nobody knows before they are asked."""
        if self._interactive:
            return False
        if not self._ahead:
            self._ahead = [self._line()]
        return self._ahead[0] is None

    def ask(self, prompt: str) -> str:
        """One line in reply to a prompt; empty at the end of input."""
        return self.reply(prompt) or ""

    def reply(self, prompt: str) -> str | None:
        """One line in reply to a prompt; None at the end of input."""
        try:
            return input(prompt).strip()
        except EOFError:
            return None

    def _line(self) -> str | None:
        if self._ahead:
            return self._ahead.pop()
        if not self._interactive:
            line = sys.stdin.readline()
            return line.rstrip("\r\n") if line else None
        try:
            return input("> ")
        except EOFError:
            print()
            return None


def _forget(_text: str) -> None:
    """Where no message is being written there is no draft."""


def _edit_lines() -> None:
    """Arrow keys and long lines at the prompt, where the system has the library for it."""
    try:
        import readline
    except ImportError:
        return
    readline.set_auto_history(False)
