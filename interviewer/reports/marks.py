"""The few signs the pages and the app draw, in Unicode or in ASCII."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from interviewer.evidence.characters import visible
from interviewer.model.words import LEVEL_WORDS


@dataclass(frozen=True)
class Marks:
    """The signs. The Unicode ones are of ambiguous width: ASCII for terminals that draw them wide."""

    full: str = "■"
    empty: str = "□"
    dot: str = "·"
    arrow: str = "→"
    down: str = "↓"
    opened: str = "“"
    closed: str = "”"
    evidence: str = "▲"
    flag: str = "▼"
    follow_up: str = "●"
    spent: str = "━"
    to_come: str = "─"
    chosen: str = "▌"
    moves: str = "↑↓"
    turns: str = "← →"
    times: str = "×"  # noqa: RUF001
    give_or_take: str = "±"
    heights: str = "▂▄▆▇"
    """One sign a level, from no to yes: a round in the history."""
    shares: str = "▁▂▃▄▅▆▇"
    """From hardly to surely: how likely a level is."""

    def level(self, score: int | None) -> str:
        """A level as four squares and its word: a level is never shown by colour or sign alone."""
        return f"{self.squares(score)}   {level_word(score)}"

    def squares(self, score: int | None) -> str:
        """Four squares, as many full as the level says; none for a level not given."""
        filled = score or 0
        return " ".join([self.full] * filled + [self.empty] * (4 - filled))

    def quote(self, text: str) -> str:
        """The candidate's words, as a reader sees them, in quotation marks."""
        return f"{self.opened}{visible(text)}{self.closed}"

    def shares_of(self, chances: Sequence[float] | None) -> str:
        """How likely each level is, a bar each from no to yes; empty for a level that was not given."""
        return "".join(self.share(each) for each in chances or ())

    def plain(self, text: str) -> str:
        """Text with the quotation marks of this set."""
        return text.replace("“", self.opened).replace("”", self.closed)

    def share(self, probability: float) -> str:
        """How likely something is, as one bar."""
        return self.shares[min(len(self.shares) - 1, int(probability * len(self.shares)))]


UNICODE: Final = Marks()
ASCII: Final = Marks(
    full="#",
    empty="-",
    dot="|",
    arrow="->",
    down="v",
    opened='"',
    closed='"',
    evidence="^",
    flag="v",
    follow_up="o",
    spent="=",
    to_come="-",
    chosen=">",
    moves="up/down",
    turns="left/right",
    times="x",
    give_or_take="+-",
    heights="1234",
    shares="_.:-=+#",
)


def level_word(score: int | None) -> str:
    """The word of a level."""
    return LEVEL_WORDS.get(score or 0, "not assessed")


def marks_for(encoding: str | None, choice: str = "auto") -> Marks:
    """The marks an output with that encoding can show; `choice` (unicode, ascii) overrules it."""
    if choice == "ascii":
        return ASCII
    if choice == "unicode":
        return UNICODE
    try:
        "■□▲▼●━─▌▁“”·→±".encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return ASCII
    return UNICODE
