"""Moments as people say them."""

from __future__ import annotations

from datetime import datetime


def when(moment: str | datetime, now: datetime) -> str:
    """A moment as seen from now, in the local zone: `today 09:12`, `yesterday 22:41`, `12 November`."""
    at = (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone()
    today = now.astimezone().date()
    days = (today - at.date()).days
    if days == 0:
        return f"today {at:%H:%M}"
    if days == 1:
        return f"yesterday {at:%H:%M}"
    if at.year == today.year:
        return f"{at.day} {at:%B}"
    return f"{at.day} {at:%B %Y}"
