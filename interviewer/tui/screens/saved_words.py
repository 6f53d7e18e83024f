"""How a saved round or loop ended, in the words of its line in the list. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.reports.debrief_words import DECISIONS

if TYPE_CHECKING:
    from interviewer.session.saved import SavedRound
    from interviewer.session.saved_loops import SavedLoop


def outcome(loop: SavedLoop) -> str:
    """What the committee decided, or how far it is."""
    if loop.decision:
        return DECISIONS[loop.decision].lower()
    return "over" if loop.over else f"{loop.held} of {len(loop.rounds)} rounds held"


def result(saved: SavedRound) -> tuple[str, ...]:
    """How it ended, from long to short."""
    if not saved.known:
        return ("",)
    if saved.problem:
        return ("cannot be read",)
    spent = f"{max(1, round(saved.seconds / 60))} min"
    if not saved.ended:
        left = saved.seconds_left
        rest = (
            f"{left // 60} min left" if left >= 60 else "time is over" if left <= 0 else "under a minute left"
        )
        return f"unfinished, {rest}", "unfinished"
    if not saved.graded:
        return f"not graded   {spent}", "not graded"
    verdicts = list(dict.fromkeys(each.replace("strong-", "strong ") for each in saved.recommendations))
    return f"{', '.join(verdicts)}   {spent}", ", ".join(verdicts)
