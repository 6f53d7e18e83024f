"""Levels, histories and quotes as content: what more than one screen draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from interviewer.reports.marks import Marks, level_word

_WORD_AT: Final = 10
"""Seven cells of squares and three of space."""


def squares(marks: Marks, score: int | None, *, quiet: bool = False) -> Content:
    """A level as four squares: in its colour where it counts, in grey beside one that does."""
    filled = score or 0
    full = "$quiet" if quiet else f"$level-{max(1, filled)}"
    text = marks.squares(score)
    cut = max(0, filled * 2 - 1)
    return Content(text).stylize(full, 0, cut).stylize("$empty", cut, len(text))


def level(marks: Marks, score: int | None, *, word: str | None = None) -> Content:
    """A level as squares and its word."""
    said = level_word(score) if word is None else word
    drawn = squares(marks, score)
    return drawn + Content(" " * (_WORD_AT - drawn.cell_length)) + Content(said)


def history(marks: Marks, levels: Sequence[int]) -> Content:
    """A bar a round, the oldest first; the last in its level's colour."""
    bars = [
        Content(marks.heights[each - 1]).stylize(f"$level-{each}" if at == len(levels) - 1 else "$empty")
        for at, each in enumerate(levels)
    ]
    return Content(" ").join(bars)


def with_quotes(text: str, style: str) -> Content:
    """Text in which everything in quotation marks “ ” is the candidate's own."""
    drawn = Content(text)
    at = text.find("“")
    while at >= 0:
        end = text.find("”", at)
        if end < 0:
            break
        drawn = drawn.stylize(style, at, end + 1)
        at = text.find("“", end)
    return drawn
