"""One thing somebody said, and how a time is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from interviewer.model.base import Model

CLOCK: Final = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
"""A time such as 1:02, 01:02:03 or 00:01:02.500."""


class Utterance(Model):
    """What one speaker said without a break. `t` is in seconds from the beginning, where the source says."""

    speaker: str
    text: str
    t: float | None = None


def seconds(clock: str) -> float:
    """A `CLOCK` in seconds."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def joined(utterances: Iterable[Utterance], between: str = " ") -> tuple[Utterance, ...]:
    """Without the empty ones, and what one speaker said in several goes as one; the first time counts."""
    found: list[Utterance] = []
    for each in utterances:
        text = each.text.strip()
        if not text:
            continue
        if found and found[-1].speaker == each.speaker:
            found[-1] = found[-1].model_copy(update={"text": f"{found[-1].text}{between}{text}"})
        else:
            found.append(each.model_copy(update={"text": text}))
    return tuple(found)


def writable(text: str) -> str:
    """The text without what cannot be written as UTF-8; JSON may hold half a character."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)
