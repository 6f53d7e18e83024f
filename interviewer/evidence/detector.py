"""What one signal sounds like, and how a detector is applied to an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from interviewer.evidence.said import Said, denied

HearLevel = Literal[1, 2]


class Hit(NamedTuple):
    """A signal heard in one sentence.

    `place` counts sentences from 0; `weight` orders hits of one level: cues and companions that met.
    """

    signal: str
    place: int
    level: HearLevel
    weight: int


@dataclass(frozen=True)
class Detector:
    """The patterns of one signal.

    A cue makes a sentence show the signal at 1; a cue with a companion in the same or a neighbouring
    sentence, or a pattern of `shown`, at 2. A veto in the sentence silences it, and so does a denial up to
    four words before the cue where `deniable`.
    """

    signal: str
    cues: tuple[re.Pattern[str], ...]
    shown: tuple[re.Pattern[str], ...] = ()
    companions: tuple[re.Pattern[str], ...] = ()
    vetoes: tuple[re.Pattern[str], ...] = ()
    deniable: bool = True
    number_shows: bool = False
    """A figure in the same sentence is companion enough."""
    reach: int = 0
    """How many sentences away a companion may stand."""
    story_only: bool = False
    first: int | None = None
    """Only the first so many sentences can show it."""


def hits(detector: Detector, said: Said) -> Iterator[Hit]:
    """Every sentence of `said` in which `detector` hears its signal, in order."""
    if detector.story_only and not said.story:
        return
    cued = _matches(said, detector.cues, deniable=detector.deniable)
    shown = _matches(said, detector.shown, deniable=detector.deniable)
    found = (cued.keys() | shown.keys()) & said.telling
    if detector.first is not None:
        found &= set(said.answering[: detector.first])
    silenced = {index for index in found if any(said.holds(index, veto) for veto in detector.vetoes)}
    for index in sorted(found - silenced):
        here = sum(said.holds(index, companion) for companion in detector.companions)
        here += detector.number_shows and index in said.numbered
        strong = bool(here) or index in shown or _beside(detector, said, index)
        weight = 2 * here + cued.get(index, 0) + 2 * shown.get(index, 0)
        yield Hit(detector.signal, index, 2 if strong else 1, weight)


def _beside(detector: Detector, said: Said, index: int) -> bool:
    """True when a companion stands in a sentence within reach."""
    near = range(max(0, index - detector.reach), min(len(said.lines), index + detector.reach + 1))
    return any(
        said.holds(other, companion) for other in near if other != index for companion in detector.companions
    )


def _matches(said: Said, cues: tuple[re.Pattern[str], ...], *, deniable: bool) -> dict[int, int]:
    counts: dict[int, int] = {}
    for cue in cues:
        found = said.find(cue)
        for index in {index for index, before in found if not (deniable and denied(before))} if found else ():
            counts[index] = counts.get(index, 0) + 1
    return counts
