"""What the index keeps of a saved round: figures and ids, none of its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Stamp(NamedTuple):
    """What tells that a file was changed."""

    size: int
    mtime_ns: int


class Grader(NamedTuple):
    """What graded an answer. Figures of two graders that differ in anything are not compared."""

    rubric: str
    rubric_version: int
    rubric_sha256: str
    scorer: str
    model: str | None
    prompt_sha256: str | None
    app_version: str
    calibrated: bool


class Assessed(NamedTuple):
    """One dimension of one answer."""

    dimension: str
    estimate: float
    variance: float
    """Of the distribution, in levels squared."""
    score: int
    guess: int | None
    """The candidate's own, from 1 to 4."""


class Listened(NamedTuple):
    """A signal that was listened for: 0 missing, 1 asserted, 2 demonstrated."""

    signal: str
    dimension: str
    level: int


@dataclass(frozen=True)
class AnswerFacts:
    """One graded answer, by its last scorecard."""

    question: int
    asked: str
    """What tells that another round asked the same."""
    grader: Grader
    levels: tuple[Assessed, ...] = ()
    signals: tuple[Listened, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoundFacts:
    """One saved round; with a `problem` it cannot be read, and the rest is empty."""

    created: str = ""
    """UTC, ISO 8601, so that the order of the text is the order in time."""
    round: str = ""
    seconds: float = 0.0
    problem: str = ""
    answers: tuple[AnswerFacts, ...] = field(default=())
