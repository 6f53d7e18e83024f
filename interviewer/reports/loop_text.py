"""A loop for the terminal: its rounds and what became of them, and what came of a screen."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.content.library import Library
from interviewer.evidence.characters import visible
from interviewer.model.loop import Gate
from interviewer.reports.debrief_words import vote_word
from interviewer.reports.layout import row, table
from interviewer.session.loop_stops import Stop


def itinerary(stops: Iterable[Stop], library: Library) -> str:
    """A line a round: its place, its title, its length, and what became of it."""
    return table(_line(each, library) for each in stops)


def _line(stop: Stop, library: Library) -> tuple[str, ...]:
    rubric = library.rubric(stop.round)
    return str(stop.place), rubric.title, f"{rubric.minutes} min", stop_word(stop)


def stop_word(stop: Stop) -> str:
    """What became of a round, in a few words; empty for one that is ahead."""
    if stop.gate is not None and stop.status == "held":
        if stop.gate.passed:
            return "passed"
        return "not passed, gone on for practice" if stop.for_practice else "not passed"
    return {"ahead": "", "under-way": "begun", "gone": "its transcript is gone", "held": "held"}[stop.status]


def gate_text(gate: Gate, rule: str, who: str) -> str:
    """What a screener says, what came of it, and by which line of the rule."""
    came = f"Here: {vote_word(gate.recommendation)}." if gate.recommendation is not None else ""
    return "\n".join(
        (
            row(who, visible(gate.reason)),
            row("screen", "Passed." if gate.passed else "Not passed."),
            row("rule", f"{rule} {came}".strip()),
        )
    )


def length(stops: Iterable[Stop], library: Library) -> str:
    """How long the rounds take in all, as in `3 h 15 min`."""
    minutes = sum(library.rubric(each.round).minutes for each in stops)
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
