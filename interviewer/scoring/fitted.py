"""The ordinal model with fitted coefficients: the chances of the four levels from all that was heard.

A signal counts by the number of different sentences it was heard in and demonstrated in, each with
diminishing returns; traces count by their amount. Weights come from labelled answers
(rubrics/calibration), only their sizes: whether a thing speaks for or against an answer is fixed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from interviewer.model.calibration import FittedDimension
from interviewer.model.content import DimensionRubric
from interviewer.model.evidence import Heard, TraceHeard
from interviewer.model.words import Dimension
from interviewer.scoring.ordinal import Distribution, rounded

_SIGNAL_HALF: Final = 1.5
"""Sentences after which a signal has reached about two thirds of what it can count."""
_USUAL_WORDS: Final = 200
_MOST_WORDS: Final = 400


def thinned(count: int, words: int) -> float:
    """What `count` sentences are worth in an answer of so many words.

    Up to 200 words each counts in full; over that less by the square root, and over 400 only their
    density counts: whoever talks twice as long, follow-ups included, has to say twice as much.
    """
    usual = math.sqrt(_USUAL_WORDS / min(max(words, _USUAL_WORDS), _MOST_WORDS))
    return count * usual * min(1.0, _MOST_WORDS / max(words, 1))


def strength(heard: Heard, signal: str) -> float:
    """How far a signal was shown, 0 to 1: half for being heard, half for being demonstrated."""
    return _strength(_counts(heard), signal, heard.words)


def _strength(counts: Mapping[tuple[str, int], int], signal: str, words: int) -> float:
    return sum(_reached(counts.get((signal, level), 0), words, _SIGNAL_HALF) for level in (1, 2)) / 2


def _counts(heard: Heard) -> dict[tuple[str, int], int]:
    """In how many sentences each signal was heard, and in how many demonstrated."""
    return {(each.signal, each.level): len(each.sentences) for each in heard.occurrences}


def trace_value(trace: TraceHeard, words: int) -> float:
    """What a trace contributes before its weight, -1 to 1."""
    amount = trace.amount if trace.half is None else _reached(len(trace.sentences), words, trace.half)
    return -amount if trace.against else amount


@lru_cache(maxsize=4096)
def _reached(count: int, words: int, half: float) -> float:
    return 1 - math.exp(-thinned(count, words) / half) if count else 0.0


def evidence_for(heard: Heard, dimension: Dimension, body: DimensionRubric, fitted: FittedDimension) -> float:
    """The weighted sum of what was heard for a dimension, in the rubric's own choice of signals."""
    counts = _counts(heard)
    total = sum(fitted.signals.get(name, 0.0) * _strength(counts, name, heard.words) for name in body.signals)
    total += sum(
        fitted.traces.get(trace.trace, 0.0) * trace_value(trace, heard.words)
        for trace in heard.traces
        if dimension in trace.dimensions
    )
    return total


def distribution(evidence: float, fitted: FittedDimension) -> Distribution:
    """The chances of the four levels at that evidence."""
    above = [1 / (1 + math.exp(border - evidence)) for border in fitted.borders]
    return rounded((1 - above[0], above[0] - above[1], above[1] - above[2], above[2]))
