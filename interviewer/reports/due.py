"""When something is due, as one would say it. Standard library only: the home screen says it at once."""

from __future__ import annotations

from datetime import datetime


def due_words(due: datetime | str | None, now: datetime) -> str:
    """`due today`, `due tomorrow`, `due in 5 days`; `new` for what was never tried."""
    if due is None:
        return "new"
    at = datetime.fromisoformat(due) if isinstance(due, str) else due
    days = (at.astimezone().date() - now.astimezone().date()).days
    if at <= now or days <= 0:
        return "due today"
    return "due tomorrow" if days == 1 else f"due in {days} days"


def time_words(seconds: int) -> str:
    """How long a drill gives, such as `5 min` and `60 s`."""
    return f"{seconds // 60} min" if seconds > 90 else f"{seconds} s"
