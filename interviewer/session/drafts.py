"""Drafts reach the disk a moment after the last key, without the typist waiting for the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from interviewer.model.errors import TranscriptError

DELAY: Final = 0.25
"""Seconds from a change to its place on disk; half a second is the most a crash may cost."""
SAVED_AFTER: Final = 0.6
"""Seconds after the last key within which a draft has reached the disk; front ends say so then."""


class DraftKeeper:
    """Saves the latest text from a thread of its own; `settle` and `flush` make it agree with the caller."""

    def __init__(self, save: Callable[[str], None]) -> None:
        self._save = save
        self._guard = threading.Lock()
        self._text: str | None = None
        self._timer: threading.Timer | None = None
        self.refused = ""
        """Why the last save failed; empty once one succeeds."""

    @property
    def waiting(self) -> bool:
        """Whether something has not reached the disk yet."""
        return self._text is not None

    def keep(self, text: str) -> None:
        """Have this text on disk within half a second."""
        with self._guard:
            self._text = text
            if self._timer is None:
                self._timer = threading.Timer(DELAY, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Save now what waits; a disk that refuses is remembered, and told by the next message."""
        with self._guard:
            self._stop()
            if self._text is not None:
                try:
                    self._save(self._text)
                    self.refused = ""
                except TranscriptError as error:
                    self.refused = str(error)
                self._text = None

    def settle(self) -> None:
        """Forget what waits: it has been submitted."""
        with self._guard:
            self._stop()
            self._text = None

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
