"""What is found over many scorecards: a cohort's summary, and the comparison of two scorings."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from interviewer.model.base import Model
from interviewer.model.words import Dimension

SUMMARY_FORMAT: Final = "pm-interviewer/summary"
COMPARISON_FORMAT: Final = "pm-interviewer/comparison"


class Missed(Model):
    """A signal that was not heard: in how many answers, of how many in which it was listened for."""

    signal: str
    label: str
    count: int
    of: int


class Spread(Model):
    """One dimension over a cohort."""

    levels: tuple[int, int, int, int] = Field(description="answers at levels 1 to 4")
    not_assessed: int = 0
    mean: float | None = Field(description="of the estimates, two decimals")


class Counted(Model):
    """How often something came up."""

    id: str
    label: str
    count: int


class QuestionSummary(Model):
    """The answers to one question."""

    round: str
    question: str | None = Field(description="its id; null for questions in own words, counted together")
    answers: int
    overall: float | None
    means: dict[Dimension, float | None]
    hire: int = Field(description="answers that argue for hire or strong-hire")
    missed: tuple[Missed, ...] = ()


class CohortSummary(Model):
    """A file of scorecards, counted."""

    format: Literal["pm-interviewer/summary"] = SUMMARY_FORMAT
    version: int = 1
    answers: int = Field(description="answers graded")
    errors: tuple[Counted, ...] = Field(description="lines that were not graded, by kind of error")
    graded_by: tuple[Counted, ...] = Field(description="who graded how many")
    cost: float | None = Field(description="dollars, where prices are known")
    overall: float | None
    dimensions: dict[Dimension, Spread]
    recommendations: tuple[Counted, ...]
    missed: dict[Dimension, tuple[Missed, ...]]
    flags: tuple[Counted, ...]
    questions: tuple[QuestionSummary, ...]


class Figure(Model):
    """A figure with the middle 95 % of what it is when questions, or answers, are drawn anew."""

    value: float
    low: float
    high: float


class DimensionAgreement(Model):
    """How two scorings agree on one dimension; figures are null where they have no answer in common."""

    answers: int
    kappa: Figure | None = Field(description="quadratic weighted, levels 1 to 4")
    same: float | None = Field(description="share of answers at the same level")
    within_one: float | None = Field(description="share at most one level apart")
    first_mean: float | None
    second_mean: float | None
    shift: Figure | None = Field(description="mean of the second estimate less the first")


class Shown(Model):
    """A sentence that a scoring counted, in the candidate's words."""

    what: str
    sentence: int | None
    quote: str


class Reading(Model):
    """What one scoring made of a dimension of an answer."""

    level: int
    estimate: float
    shown: tuple[Shown, ...] = ()
    caps: tuple[str, ...] = ()


class Disagreement(Model):
    """An answer on which two scorings lie far apart, in the dimension where they do most."""

    id: str
    round: str
    question: str | None
    dimension: Dimension
    first: Reading
    second: Reading


class Moved(Model):
    """How many answers have one recommendation in the first scoring and another in the second."""

    before: str
    after: str
    count: int


class Comparison(Model):
    """Two scorings of the same answers."""

    format: Literal["pm-interviewer/comparison"] = COMPARISON_FORMAT
    version: int = 1
    first: str
    second: str
    answers: int = Field(description="answers that both have graded")
    only_first: int = 0
    only_second: int = 0
    errors_first: int = 0
    errors_second: int = 0
    drawn: Literal["questions", "answers"] = Field(description="what was drawn anew for the intervals")
    dimensions: dict[Dimension, DimensionAgreement]
    same_recommendation: float
    moved: tuple[Moved, ...]
    disagreements: tuple[Disagreement, ...]
