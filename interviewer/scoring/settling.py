"""Where a level could be either of two, and which one sentence more would settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal

from interviewer.model.evidence import Heard, SignalHeard
from interviewer.model.scorecard import Undecided
from interviewer.model.words import Dimension, Level
from interviewer.scoring.findings import Findings, Graded

_EVEN: Final = 0.1
"""How far from a half the chance of the upper level may be. On the labelled answers, readers are on either
side of the border about as often there; further off they are not."""

WhatIf = Callable[[str], Mapping[Dimension, Graded]]
"""The levels if one sentence more showed that signal with its reason."""


def undecided(found: Findings, dimension: Dimension, what_if: WhatIf) -> Undecided | None:
    """The two levels a dimension lies between, and what would make it the upper; None where it is clear."""
    here = found.graded[dimension]
    upper = _upper(here)
    if upper is None or not upper - 1 <= here.score <= upper:
        return None
    lower: Level = 1 if upper == 2 else 2 if upper == 3 else 3

    def settles(name: str) -> bool:
        after = what_if(name)[dimension]
        return after.score >= upper and _upper(after) != upper

    return Undecided(between=(lower, upper), settled_by=next(filter(settles, found.addable(dimension)), None))


def _upper(graded: Graded) -> Level | None:
    """The upper one of two levels that are about as likely; None where one is likelier."""
    above = {level: sum(graded.chances[level - 1 :]) for level in (2, 3, 4)}
    near: tuple[Level, ...] = (2, 3, 4)
    best = min(near, key=lambda level: abs(above[level] - 0.5))
    return best if abs(above[best] - 0.5) < _EVEN else None


def with_sentence(heard: Heard, signal: str, number: int) -> Heard:
    """What would be heard if a sentence of that number showed the signal."""
    return heard.model_copy(
        update={
            "signals": _added(heard.signals, signal, number, (2,)),
            "occurrences": _added(heard.occurrences, signal, number, (1, 2)),
            "touched": heard.touched - {signal},
        }
    )


def _added(
    signals: Iterable[SignalHeard], name: str, number: int, levels: tuple[Literal[1, 2], ...]
) -> tuple[SignalHeard, ...]:
    """The signals with that sentence at those levels; other levels of the same signal give way to them."""
    before = {each.level: each.sentences for each in signals if each.signal == name}
    others = (each for each in signals if each.signal != name)
    mine = (
        SignalHeard(signal=name, level=level, sentences=(*before.get(level, ()), number)) for level in levels
    )
    return (*others, *mine)
