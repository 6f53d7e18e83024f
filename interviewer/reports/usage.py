"""Who asked in a round, and what its models used, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from interviewer.evidence.characters import visible
from interviewer.reports.layout import clock
from interviewer.session.costs import Spending, dollars, handovers, spending
from interviewer.transcripts.read import Transcript


def who_asked(transcript: Transcript) -> str:
    """As in `anthropic/m from 00:00, offline from 12:40`; empty where nobody took over."""
    turns = handovers(transcript.header.interviewer, transcript.events)
    return ", ".join(f"{visible(spec)} from {clock(t)}" for t, spec in turns) if len(turns) > 1 else ""


def used(transcript: Transcript) -> tuple[str, ...]:
    """For each model one line: calls, tokens, dollars."""
    return tuple(f"{visible(each.spec)}: {_sum(each)}" for each in spending(transcript.events))


def summed(usage: Mapping[str, Any]) -> str:
    """Calls, tokens and dollars of several calls that a record holds as one sum."""
    spent = Spending("")
    spent.add(usage)
    calls = usage.get("calls")
    spent.calls = calls if isinstance(calls, int) else spent.calls
    return _sum(spent)


def _sum(spent: Spending) -> str:
    calls = "1 call" if spent.calls == 1 else f"{spent.calls} calls"
    cache = [f"{spent.cached:,} from the cache"] if spent.cached else []
    cache += [f"{spent.kept:,} kept in the cache"] if spent.kept else []
    inside = f" ({', '.join(cache)})" if cache else ""
    return f"{calls}, {spent.read:,} tokens read{inside}, {spent.written:,} written, {_price(spent)}"


def _price(spent: Spending) -> str:
    if spent.cost is None:
        return "no price is known"
    if spent.unpriced:
        priced = spent.calls - spent.unpriced
        return f"{dollars(spent.cost)} for {priced} of them, no price is known for the rest"
    return dollars(spent.cost)
