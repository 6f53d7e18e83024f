"""The scorecard: one answer's four dimensions, evidence and flags (format `pm-interviewer/scorecard`)."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from interviewer.model.base import JsonObject, Model, OpenModel, Slug
from interviewer.model.words import Dimension, FlagId, Level, Recommendation

SCORECARD_FORMAT: Final = "pm-interviewer/scorecard"
SCORECARD_VERSION: Final = 1

Share = Annotated[float, Field(ge=0, le=1)]


class Quote(Model):
    """The candidate's words, to the letter: `start` and `end` count code points of the answer as given."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class Evidence(Model):
    """A signal that was heard, the sentences that show it, and their words."""

    signal: Slug
    level: Literal[1, 2]
    sentences: tuple[int, ...]
    quotes: tuple[Quote, ...]


class Traced(Model):
    """A slight thing that counted a little for or against a dimension, and the sentences it is in."""

    id: Slug
    label: str
    against: bool
    sentences: tuple[int, ...]
    quotes: tuple[Quote, ...] = Field(default=(), description="the words of the first of them")


class Undecided(Model):
    """Two neighbouring levels that are about as likely as each other.

    `settled_by` is a signal of which one sentence more, with its reason, would make it the upper one; null
    where no single one was found.
    """

    between: tuple[Level, Level]
    settled_by: Slug | None = None


class DimensionScore(Model):
    """One dimension. `score`, `estimate` and `distribution` are null where nobody asked about it."""

    score: Level | None
    estimate: float | None = Field(description="mean of the distribution, two decimals")
    distribution: tuple[Share, Share, Share, Share] | None = Field(description="P(1) to P(4)")
    evidence: tuple[Evidence, ...] = ()
    traces: tuple[Traced, ...] = ()
    missing: tuple[Slug, ...] = ()
    rationale: str
    to_raise: str = Field(description="what to say, in the candidate's own case; it settles `undecided`")
    undecided: Undecided | None = None

    @model_validator(mode="after")
    def _together(self) -> Self:
        given = [value is not None for value in (self.score, self.estimate, self.distribution)]
        if any(given) != all(given):
            raise ValueError("score, estimate and distribution are given together or not at all")
        return self


class FlagRaised(Model):
    """A flag on the scorecard, with the sentences that raised it (none for a flag of absence)."""

    id: FlagId
    sentences: tuple[int, ...] = ()
    note: str


class Cap(Model):
    """A limit that was applied, with its printed reason. `source` names a gate, a flag or a check."""

    dimension: Dimension
    level: Literal[1, 2, 3]
    source: str
    reason: str


class FollowUp(Model):
    """What the candidate did with a follow-up. Sentences are those of the reply."""

    asked: str
    outcome: Literal["defended", "revised", "restated", "abandoned"]
    sentences: tuple[int, ...] = ()


class Lesson(Model):
    """The one thing to take away, in three lines; `keep` is the strongest sentence, unpraised."""

    dimension: Dimension
    about: str = Field(description="the flag or signal it is about")
    you_said: str = Field(description="own words, or, where `heard` is false, what was listened for")
    heard: bool = True
    it_cost: str
    next_time: str
    keep: Quote | None = None


class JudgedDimension(Model):
    """What one grader of a panel, or the only model, made of one dimension."""

    estimate: float = Field(description="what it alone gives, caps included; two decimals")
    opinion: float | None = Field(
        default=None, description="the level it would give, 1 to 4; it counts only where it was calibrated"
    )
    why_not_lower: str = ""
    why_not_higher: str = ""


class Judge(Model):
    """One grader behind a card: `spec` is `offline` or the model's."""

    spec: str
    calibrated: bool
    samples: int = Field(default=1, ge=1, description="how often it read each dimension")
    dimensions: dict[Dimension, JudgedDimension]


class Rewrite(Model):
    """One of the candidate's own sentences said better, with blanks for what only they know."""

    sentence: int = Field(ge=1)
    text: str


class RubricStamp(Model):
    """Which rubric graded: its id, version, and the hash over everything in it that affects a score."""

    id: Slug
    version: int
    sha256: str


class Scorecard(OpenModel):
    """One answer graded. The numbers are computed by code from what was heard, never read out of prose."""

    format: Literal["pm-interviewer/scorecard"] = SCORECARD_FORMAT
    version: int = SCORECARD_VERSION
    id: str | None = None
    round: Slug
    question_id: Slug | None = None
    rubric: RubricStamp
    scorer: str
    model: str | None = None
    prompt_sha256: str | None = None
    app_version: str
    calibrated: bool
    input_sha256: str = Field(description="over round, question and answer")
    relevance_checked: bool
    dimensions: dict[Dimension, DimensionScore]
    overall: float | None = Field(description="mean of the assessed estimates, two decimals")
    recommendation: Recommendation
    undecided_because: str | None = None
    headline: str
    flags: tuple[FlagRaised, ...] = ()
    caps: tuple[Cap, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    lesson: Lesson | None = None
    notes: tuple[str, ...] = ()
    judges: tuple[Judge, ...] = ()
    rewrite: Rewrite | None = None
    usage: JsonObject | None = None

    @property
    def heard(self) -> dict[str, Evidence]:
        """What was heard in the answer, by signal."""
        return {each.signal: each for body in self.dimensions.values() for each in body.evidence}

    @model_validator(mode="after")
    def _all_four(self) -> Self:
        if set(self.dimensions) != set(Dimension):
            raise ValueError("a scorecard has all four dimensions")
        return self
