"""Caps: what limits a dimension whatever else was heard, each with the reason that is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from interviewer.model.content import DimensionRubric, Rubric
from interviewer.model.evidence import Heard
from interviewer.model.scorecard import Cap
from interviewer.model.words import Dimension
from interviewer.scoring.ordinal import Distribution, capped

_NEEDS_SENTENCES: Final = (Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR)
_SENTENCES: Final = 3
"""Different sentences that a yes rests on."""
_FELT: Final = 0.05
"""A cap that takes away less chance than this changes nothing anybody can see, and is not printed."""


def rubric_caps(rubric: Rubric, heard: Heard) -> tuple[Cap, ...]:
    """Caps of the rubric's gates and of its flags."""
    return tuple(
        cap
        for dimension, body in _in_order(rubric.dimensions)
        for cap in (*_gate_caps(dimension, body, heard), *_flag_caps(dimension, rubric, heard))
    )


def sentence_caps(rubric: Rubric, heard: Heard) -> tuple[Cap, ...]:
    """Caps for too few sentences: a lean yes rests on two of them at the least, a yes on three.

    A rubric of documents says itself how many a yes rests on.
    """
    caps: list[Cap] = []
    needed = rubric.document.sentences if rubric.document else _SENTENCES
    for dimension in _NEEDS_SENTENCES:
        count = len(evidence_sentences(rubric.dimensions[dimension], heard))
        if count == 1 < needed:
            reason = "It rests on a single sentence; a lean yes needs two that show something different."
            caps.append(Cap(dimension=dimension, level=2, source="check:sentences", reason=reason))
        elif count == 2 < needed:
            reason = "It rests on two sentences; a yes needs three that show something different."
            caps.append(Cap(dimension=dimension, level=3, source="check:sentences", reason=reason))
    return tuple(caps)


def evidence_sentences(rubric: DimensionRubric, heard: Heard) -> frozenset[int]:
    """Numbers of the sentences that show something for a dimension."""
    names = set(rubric.signals)
    return frozenset(n for each in heard.signals if each.signal in names for n in each.sentences)


def apply(chances: Distribution, dimension: Dimension, caps: Iterable[Cap]) -> Distribution:
    """The chances after all caps of that dimension; the lowest one decides."""
    levels = [cap.level for cap in caps if cap.dimension == dimension]
    return capped(chances, min(levels)) if levels else chances


def felt(caps: Iterable[Cap], before: Mapping[Dimension, Distribution | None]) -> tuple[Cap, ...]:
    """The caps that took something away, by dimension, the lowest first; one of a kind each."""
    order = list(Dimension)
    kept: dict[tuple[Dimension, str], Cap] = {}
    for cap in caps:
        chances = before[cap.dimension]
        if chances is not None and sum(chances[cap.level :]) >= _FELT:
            kept.setdefault((cap.dimension, cap.source), cap)
    return tuple(sorted(kept.values(), key=lambda cap: (order.index(cap.dimension), cap.level, cap.source)))


def _gate_caps(dimension: Dimension, body: DimensionRubric, heard: Heard) -> Iterable[Cap]:
    for index, gate in enumerate(body.gates, start=1):
        lifted = any(heard.level(name) >= gate.at_least for name in gate.unless)
        # A signal that lost its sentence to two others was heard all the same.
        if not lifted and not (gate.at_least == 1 and heard.touched.intersection(gate.unless)):
            yield Cap(dimension=dimension, level=gate.cap, source=f"gate:{index}", reason=gate.reason)


def _flag_caps(dimension: Dimension, rubric: Rubric, heard: Heard) -> Iterable[Cap]:
    for rule in rubric.flags:
        raised = heard.flag(rule.flag)
        if raised is not None and dimension in rule.caps:
            yield Cap(
                dimension=dimension,
                level=rule.caps[dimension],
                source=f"flag:{rule.flag}",
                reason=raised.note,
            )


def _in_order(dimensions: Mapping[Dimension, DimensionRubric]) -> Iterable[tuple[Dimension, DimensionRubric]]:
    return ((dimension, dimensions[dimension]) for dimension in Dimension)
