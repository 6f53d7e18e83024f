"""What the saved rounds say together: trends, own guesses, what is missing, flags, time.

Format `pm-interviewer/progress`, as `interviewer progress --format json` prints it.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import Field

from interviewer.model.base import Model, Slug, UtcTime
from interviewer.model.scorecard import RubricStamp
from interviewer.model.words import Dimension, FlagId, Level

PROGRESS_FORMAT: Final = "pm-interviewer/progress"
PROGRESS_VERSION: Final = 1

Direction = Literal["rising", "falling", "steady", "unclear", "too-few"]
"""`steady` where even the ends of the interval are small; `unclear` where it holds both up and down."""

Guessing = Literal["too-high", "too-low", "close", "unclear", "too-few"]
"""How own guesses lie against the scorecard; `unclear` where they are off both ways."""

Course = Literal["fades", "persists", "new", "too-few"]
"""`fades`: raised earlier and not lately; `persists`: both; `new`: only lately."""


class GradedBy(Model):
    """Everything that a figure depends on besides the answer: two that differ in any of it don't compare."""

    rubric: RubricStamp
    scorer: str
    model: str | None = None
    prompt_sha256: str | None = None
    app_version: str
    calibrated: bool


class Point(Model):
    """One round in a line: the mean over its answers."""

    id: str = Field(description="the transcript's")
    at: UtcTime = Field(description="when the round began")
    estimate: float = Field(ge=1, le=4)
    sd: float = Field(ge=0, description="how unsure the grader was: standard deviation, in levels")
    score: Level
    answers: int = Field(ge=1)


class Line(Model):
    """One dimension's rounds of one kind, all graded alike; the oldest first."""

    dimension: Dimension
    round: Slug
    graded_by: GradedBy
    rounds: int = Field(ge=1, description="all that belong to it; `points` holds the newest of them")
    points: tuple[Point, ...]
    begins_anew: str = Field(default="", description="what changed where an earlier line ended; else empty")
    current: bool = Field(description="whether no later line of this dimension and round follows")


class Trend(Model):
    """Where a dimension goes over the newest rounds: one slope common to its lines, each at its own height.

    `change` is in levels over five rounds, `low` and `high` the ends of its 90 % interval; null for too few.
    """

    dimension: Dimension
    rounds: int
    direction: Direction
    change: float | None = None
    low: float | None = None
    high: float | None = None


class SelfJudgment(Model):
    """Own guesses against the scorecard.

    `difference` is guess less estimate, in levels, with its 90 % interval.
    """

    dimension: Dimension
    answers: int
    same_level: int = Field(description="guesses that were the scorecard's level")
    guessing: Guessing
    difference: float | None = None
    low: float | None = None
    high: float | None = None


class SignalMissed(Model):
    """A signal that was listened for in `of` of the newest answers and not heard in `missing` of them."""

    signal: Slug
    dimension: Dimension
    missing: int
    of: int


class FlagCourse(Model):
    """How often a flag was raised in the newest answers, and in those before them."""

    flag: FlagId
    course: Course
    lately: int
    lately_of: int
    before: int
    before_of: int


class TimeIn(Model):
    """Rounds of one kind, finished or not, and the time on their clocks."""

    round: Slug
    rounds: int
    seconds: int


class Week(Model):
    """The time of the rounds begun in one week. `begins` is its Monday, in UTC."""

    begins: date
    rounds: int
    seconds: int


class TimeSpent(Model):
    """Time on the rounds' clocks, pauses left out."""

    seconds: int
    rounds: tuple[TimeIn, ...]
    weeks: tuple[Week, ...] = Field(description="the last eight, this one last; a week without rounds has 0")


class Progress(Model):
    """All of it. `habits_of` says whose scorecards `self_judgment`, `missing` and `flags` are counted on."""

    format: Literal["pm-interviewer/progress"] = PROGRESS_FORMAT
    version: int = PROGRESS_VERSION
    rounds: int = Field(description="saved rounds that can be read")
    graded: int = Field(description="rounds with a scorecard")
    answers: int = Field(description="graded answers")
    unreadable: tuple[str, ...] = Field(default=(), description="ids of files that cannot be read")
    trends: tuple[Trend, ...]
    lines: tuple[Line, ...]
    habits_of: str | None = Field(default=None, description="the scorer of the newest scorecard")
    habits_answers: int = 0
    self_judgment: tuple[SelfJudgment, ...] = ()
    missing: tuple[SignalMissed, ...] = Field(default=(), description="the most often missing first")
    flags: tuple[FlagCourse, ...] = ()
    time: TimeSpent
