"""The grid every page of text shares: a label in the left column, words beside it, 80 columns at most."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final

from interviewer.evidence.characters import visible

LABEL: Final = 16
TEXT: Final = 64
WIDTH: Final = LABEL + TEXT


def row(label: str, text: str, width: int = WIDTH) -> str:
    """A labelled paragraph in so many columns; a blank line inside it stays one."""
    first = f"{label:<{LABEL}}"
    paragraphs = [part for part in text.split("\n\n") if part.strip()] or [""]
    blocks = []
    for part in paragraphs:
        wrapped = textwrap.fill(
            " ".join(part.split()),
            max(width, 2 * LABEL),
            initial_indent=first,
            subsequent_indent=" " * LABEL,
            break_on_hyphens=False,
        )
        blocks.append(wrapped or first.rstrip())
        first = " " * LABEL
    return "\n\n".join(blocks)


def header(left: str, right: str) -> str:
    """Two ends of one line, or two lines where they do not fit."""
    if len(left) + len(right) + 3 > WIDTH:
        return f"{left}\n{right}"
    return f"{left}{right:>{WIDTH - len(left)}}"


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds, such as 14:20."""
    whole = int(max(0.0, seconds))
    return f"{whole // 60:02d}:{whole % 60:02d}"


def plural(count: int, noun: str) -> str:
    """A count with its noun, such as `1 round` and `2 rounds`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Columns as wide as their widest cell, two spaces apart; empty for no rows."""
    cells = [tuple(visible(cell) for cell in each) for each in rows]
    if not cells:
        return ""
    widths = [max(len(each[column]) for each in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(each, widths, strict=True)).rstrip()
        for each in cells
    )
