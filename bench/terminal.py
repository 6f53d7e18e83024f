"""A program in a terminal of its own, and how long it takes to show something."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path
from typing import Final, Self

_DEADLINE: Final = 30.0


class Terminal:
    """A child on a pseudo-terminal. Everything it writes is kept, with when it came."""

    def __init__(
        self, command: list[str], environment: dict[str, str], size: tuple[int, int] = (120, 36)
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.output = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def send(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._fd, keys)

    def until(self, words: bytes, since: int = 0) -> float:
        """Seconds from the start until these bytes came, after the first `since` bytes of output.

        Raises:
            TimeoutError: when they do not come.
        """
        end = time.perf_counter() + _DEADLINE
        while words not in self.output[since:]:
            if time.perf_counter() > end:
                raise TimeoutError(f"{words!r} did not come; the last was {self.output[-300:]!r}")
            self.read(0.05)
        return time.perf_counter() - self.started

    def until_more(self, seen: int) -> float:
        """Seconds from the start until it wrote anything after its first `seen` bytes."""
        end = time.perf_counter() + _DEADLINE
        while len(self.output) == seen:
            if time.perf_counter() > end:
                raise TimeoutError("nothing more came")
            self.read(0.05)
        return time.perf_counter() - self.started

    def read(self, seconds: float) -> bool:
        """Take what it writes within this time; whether there was anything."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:
            return False
        self.output += data
        # Textual asks the terminal what it can do; a real one answers at once.
        if b"\x1b[?2026$p" in data:
            self.send(b"\x1b[?2026;2$y")
        return True

    def rest(self, seconds: float) -> None:
        """Read for this long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    @property
    def megabytes(self) -> float:
        """Memory it holds at its peak (resident)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024

    @property
    def megabytes_now(self) -> float:
        """Memory it holds (resident)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    def kill(self) -> None:
        """End it."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._fd)
