"""Traces: slight things that count a little for or against an answer, each with the sentences that show it.

A signal says that something was argued. A trace says that the talk of it is there: people who act, figures
that belong to the case, a choice left open, long sentences that wander. Single ones mean little and are
never quoted as evidence of a signal; together they tell a thin answer from a full one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from interviewer.evidence.delivery import delivered
from interviewer.evidence.said import Said
from interviewer.evidence.trace import Trace
from interviewer.evidence.traces_framing import FRAMING_TRACES
from interviewer.evidence.traces_judgment import JUDGMENT_TRACES
from interviewer.evidence.traces_rigor import RIGOR_TRACES
from interviewer.model.evidence import TraceHeard
from interviewer.model.words import Dimension

TRACES: Final[tuple[Trace, ...]] = (*FRAMING_TRACES, *JUDGMENT_TRACES, *RIGOR_TRACES)

FIGURES: Final = "figures"
_IMPRESSION: Final = "impression-only"
_MODEL: Final = "aims-at-model"
_BUZZ_FULL: Final = 0.04
"""Buzzwords per word at which an answer is as full of them as it gets."""
_BUZZ_SPARED: Final = 0.015
"""So many are a way of speaking, and take nothing away from what was said."""
_DESIGN_FULL: Final = 0.06
_CONTENT: Final = (Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR)
_POINTS_HALF: Final = 4.0
POINTS: Final = "points-made"
GENERAL: Final = "general-talk"
_GENERAL: Final = (
    *("process-steps", "users-in-general", "impression-only", "left-open", "options-floated"),
    "measures-listed",
)
_GENERAL_FULL: Final = 0.3
"""Share of general sentences at which an answer is as general as it gets."""
_FEWEST: Final = 5
BUZZWORDS: Final = "buzzwords"
BUZZ_TOLD: Final = "buzzwords-told"
MACHINERY: Final = "machinery"


def traces_in(said: Said, points: Collection[int]) -> tuple[TraceHeard, ...]:
    """The traces heard in `said`, in a fixed order; the same for the same text, always.

    `points` are the indexes of the sentences that demonstrate something besides how it is told.
    """
    answering = frozenset(said.answering)
    talk = answering - said.empty - said.technical
    places = {each.id: said.holding(each.cue) & (answering if each.against else talk) for each in TRACES}
    buzzing = frozenset(index for index, count in enumerate(said.buzz) if count)
    places[FIGURES] -= places[_IMPRESSION] | places[_MODEL] | buzzing
    found = [_heard(each, places[each.id]) for each in TRACES if places[each.id]]
    general = {index for name in _GENERAL for index in places[name]}
    return (*found, *_densities(said), *delivered(said), *_general(said, general), *_points(points))


def _heard(trace: Trace, places: Iterable[int]) -> TraceHeard:
    numbers = tuple(index + 1 for index in sorted(places))
    return TraceHeard(
        trace=trace.id,
        label=trace.label,
        against=trace.against,
        dimensions=trace.dimensions,
        half=trace.half,
        sentences=numbers,
    )


def _densities(said: Said) -> Iterator[TraceHeard]:
    """Only what can count is looked at, so that padding thins nothing out."""
    words = max(1, sum(said.word_counts[index] for index in said.answering))
    told = (Dimension.COMMUNICATION,)
    for name, label, dimensions, counts, spared, full in (
        (BUZZWORDS, "buzzwords in place of things", _CONTENT, said.buzz, _BUZZ_SPARED, _BUZZ_FULL),
        (BUZZ_TOLD, "buzzwords", told, said.buzz, 0.0, _BUZZ_FULL),
        (MACHINERY, "words of how it is built", _CONTENT, said.design, 0.0, _DESIGN_FULL),
    ):
        places = [index for index in said.answering if counts[index]]
        share = sum(counts[index] for index in places) / words
        if share > spared:
            yield TraceHeard(
                trace=name,
                label=label,
                against=True,
                dimensions=dimensions,
                amount=round(min(1.0, (share - spared) / (full - spared)), 6),
                sentences=tuple(index + 1 for index in places),
            )


def _general(said: Said, places: Collection[int]) -> Iterator[TraceHeard]:
    if places:
        share = len(places) / max(_FEWEST, len(said.answering))
        yield TraceHeard(
            trace=GENERAL,
            label="sentences that would fit any answer",
            against=True,
            dimensions=(Dimension.COMMUNICATION,),
            amount=round(min(1.0, share / _GENERAL_FULL), 6),
            sentences=tuple(index + 1 for index in sorted(places)),
        )


def _points(places: Collection[int]) -> Iterator[TraceHeard]:
    if places:
        yield TraceHeard(
            trace=POINTS,
            label="sentences that carry a point",
            against=False,
            dimensions=(Dimension.COMMUNICATION,),
            half=_POINTS_HALF,
            sentences=tuple(index + 1 for index in sorted(places)),
        )
