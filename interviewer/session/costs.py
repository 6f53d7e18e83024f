"""What models have cost in a round, from the calls its transcript records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from interviewer.model.events import Event, Usage, WhoAsks


@dataclass
class Spending:
    """What one model has used in a round. Tokens are those its provider counted."""

    spec: str
    calls: int = 0
    """Replies that were asked for; attempts that failed are no calls of their own."""
    read: int = 0
    """All tokens read, those from the cache and into it included."""
    cached: int = 0
    """Read from the cache."""
    kept: int = 0
    """Read and kept in the cache."""
    written: int = 0
    cost: float | None = None
    """Dollars for the calls that have a price; None where none has."""
    unpriced: int = 0
    """Calls that have none."""

    def add(self, usage: Mapping[str, Any]) -> None:
        """Count one call, as a transcript records it; what is no number counts for nothing."""
        cached, kept = _count(usage, "cached"), _count(usage, "cache_write")
        self.calls += 1
        self.read += _count(usage, "input") + cached + kept
        self.cached += cached
        self.kept += kept
        self.written += _count(usage, "output")
        cost = usage.get("cost")
        if isinstance(cost, int | float):
            self.cost = (self.cost or 0.0) + float(cost)
        else:
            self.unpriced += 1


def spending(events: Iterable[Event]) -> tuple[Spending, ...]:
    """What each model has used, in the order in which they were first asked."""
    sums: dict[str, Spending] = {}
    for event in events:
        if isinstance(event, Usage):
            sums.setdefault(event.spec, Spending(event.spec)).add(event.usage)
    return tuple(sums.values())


def handovers(first: str, events: Iterable[Event]) -> tuple[tuple[float, str], ...]:
    """Who asked, and from which second on the round's clock; the first of them is who began."""
    turns = [(0.0, first)]
    for event in events:
        if isinstance(event, WhoAsks) and event.spec != turns[-1][1]:
            turns.append((event.t, event.spec))
    return tuple(turns)


def cost_of(events: Iterable[Event]) -> float | None:
    """Dollars for the calls that have a price; None where there was no call, or none has one."""
    costs = [event.usage.get("cost") for event in events if isinstance(event, Usage)]
    known = [float(cost) for cost in costs if isinstance(cost, int | float)]
    return sum(known) if known else None


def dollars(cost: float) -> str:
    """As in `$0.04`; under a cent it says so."""
    return f"${cost:.2f}" if cost >= 0.01 else "under $0.01"


def _count(usage: Mapping[str, Any], name: str) -> int:
    value = usage.get(name)
    return value if isinstance(value, int) and value > 0 else 0
