"""How a draft fares on disk, said alike wherever something is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.reports.layout import plural

if TYPE_CHECKING:
    from interviewer.session.drafts import DraftKeeper


def drafted(text: str, keeper: DraftKeeper) -> str:
    """How long it is, and whether it was saved; nothing of an empty draft unless the disk refuses."""
    if keeper.refused:
        return f"draft not saved: {keeper.refused}"
    count = len(text.split())
    if not count:
        return ""
    words = plural(count, "word")
    return words if keeper.waiting else f"draft saved, {words}"
