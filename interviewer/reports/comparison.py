"""Two scorecards of one answer side by side: what changed, and what graded each."""

from __future__ import annotations

from typing import Final

from interviewer.model.scorecard import DimensionScore, Scorecard
from interviewer.model.words import Dimension
from interviewer.reports.layout import row
from interviewer.reports.marks import UNICODE, Marks
from interviewer.reports.scorecard import signature

_NOTICED: Final = 0.05
"""Levels by which an estimate differs before it is spoken of."""


def moved(before: DimensionScore, after: DimensionScore) -> str:
    """Where a dimension went: `up`, `down`, `a bit up`, `a bit down`, or nothing.

    A bit is a difference within a level, of the estimates the levels are rounded from.
    """
    if before.score is None or after.score is None or before.estimate is None or after.estimate is None:
        return ""
    if before.score != after.score:
        return "up" if after.score > before.score else "down"
    by = after.estimate - before.estimate
    if abs(by) < _NOTICED:
        return ""
    return f"a bit {'up' if by > 0 else 'down'}"


def changes_text(before: Scorecard | None, after: Scorecard, question: int, marks: Marks = UNICODE) -> str:
    """The levels before and after; a dimension that did not move is said to be the same."""
    lines = [f"question {question + 1}", ""]
    lines += [_change(name, before, after, marks) for name in Dimension]
    was = f"{before.recommendation} to " if before and before.recommendation != after.recommendation else ""
    lines += ["", row("recommendation", f"{was}{after.recommendation}")]
    if before:
        lines.append(row("graded before", stamped(before)))
    lines.append(row("graded now", stamped(after)))
    return "\n".join(lines)


def _change(name: Dimension, before: Scorecard | None, after: Scorecard, marks: Marks) -> str:
    now = after.dimensions[name]
    text = f"{name:<16}{marks.level(now.score):<24}"
    if before is None:
        return text.rstrip()
    then = before.dimensions[name]
    if then.score == now.score:
        return f"{text}same"
    return f"{text}before {marks.level(then.score)}"


def stamped(card: Scorecard) -> str:
    """Who graded by which rubric, to its hash, and with which version of the program."""
    return f"{signature(card)} ({card.rubric.sha256[:8]}), pm-interviewer {card.app_version}"


def changes_markdown(before: Scorecard | None, after: Scorecard, question: int) -> str:
    """The levels before and after as a Markdown table."""
    lines = [f"## Question {question + 1}", "", "| dimension | before | after |", "|---|---|---|"]
    for name in Dimension:
        then = UNICODE.level(before.dimensions[name].score) if before else ""
        lines.append(f"| {name} | {then} | {UNICODE.level(after.dimensions[name].score)} |")
    lines.append(f"| recommendation | {before.recommendation if before else ''} | {after.recommendation} |")
    return "\n".join(lines) + "\n"
