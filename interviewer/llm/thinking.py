"""Some local servers leave a model's reasoning in its reply, between <think> and </think>, at the front."""

from __future__ import annotations

from typing import Final, Literal

_OPEN: Final = "<think>"
_CLOSE: Final = "</think>"


class ThinkingFilter:
    """Takes a reply piece by piece and gives back what is not reasoning. One filter serves one reply."""

    def __init__(self) -> None:
        self._kept = ""
        self._in: Literal["front", "thoughts", "gap", "reply"] = "front"

    def take(self, text: str) -> str:
        """What of the text so far may be shown now."""
        if self._in == "reply":
            return text
        self._kept += text
        if self._in == "front" and self._kept.lstrip().startswith(_OPEN):
            self._in = "thoughts"
        if self._in == "thoughts" and _CLOSE in self._kept:
            self._in, self._kept = "gap", self._kept.partition(_CLOSE)[2]
        if self._in == "gap":
            self._kept = self._kept.lstrip()
            return self._let_go() if self._kept else ""
        if self._in == "front" and not _OPEN.startswith(self._kept.lstrip()):
            return self._let_go()
        return ""

    def rest(self) -> str:
        """What was held back; call it at the end of the reply. Reasoning that never ended stays hidden."""
        return "" if self._in == "thoughts" else self._let_go()

    def _let_go(self) -> str:
        self._in, kept, self._kept = "reply", self._kept, ""
        return kept
