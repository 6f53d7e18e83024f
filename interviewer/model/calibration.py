"""Coefficients fitted to labelled answers, and which rubrics they hold for."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from interviewer.model.base import Model, Slug
from interviewer.model.words import Dimension

Weight = Annotated[float, Field(ge=0, le=20)]


class FittedDimension(Model):
    """A cumulative logit: P(level > k) = 1 / (1 + exp(border k - evidence)).

    `evidence` is the weighted sum of what was heard: signals, and traces in favour, less traces against.
    Weights are never negative, so hearing more of a signal never lowers a level.
    """

    signals: dict[Slug, Weight]
    traces: dict[Slug, Weight]
    borders: tuple[float, float, float]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.borders[0] < self.borders[1] < self.borders[2]:
            raise ValueError("borders must rise")
        return self


class Calibration(Model):
    """What was fitted, on how much, and for which rubrics by the hash of what affects a score."""

    format: Literal["pm-interviewer/calibration"] = "pm-interviewer/calibration"
    version: int = 1
    scorer: str
    fitted_on: str = Field(description="the day, as in 2026-11-24")
    answers: int = Field(ge=1)
    questions: int = Field(ge=1)
    rubrics: dict[Slug, str] = Field(description="sha256 by rubric id; for any other hash it does not hold")
    dimensions: dict[Dimension, FittedDimension]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if set(self.dimensions) != set(Dimension):
            raise ValueError("all four dimensions are needed")
        return self


class Severity(Model):
    """How one model's reading of a dimension becomes chances of levels.

    P(level > k) = 1 / (1 + exp(border k - evidence)). `evidence` is `signals` times the share of the
    dimension's signals that was shown, plus `opinion` times the model's own level less 2.5. Neither weight
    is negative, so hearing more never lowers a level.
    """

    signals: Weight
    opinion: Weight
    borders: tuple[float, float, float]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.borders[0] < self.borders[1] < self.borders[2]:
            raise ValueError("borders must rise")
        return self


class Agreement(Model):
    """Quadratic weighted kappa with the readers, and its 95 % interval from a bootstrap over questions."""

    kappa: float
    low: float
    high: float


class JudgeCalibration(Model):
    """How severe a model was found to be. It holds for this model, these prompts and these rubrics only."""

    format: Literal["pm-interviewer/judge-calibration"] = "pm-interviewer/judge-calibration"
    version: int = 1
    model: str = Field(description="the SPEC")
    prompt_sha256: str
    fitted_on: str = Field(description="the day, as in 2026-11-24")
    answers: int = Field(ge=1)
    questions: int = Field(ge=1)
    logprobs: bool = Field(description="whether its opinions were read from log-probabilities")
    rubrics: dict[Slug, str] = Field(description="sha256 by rubric id; for any other hash it does not hold")
    dimensions: dict[Dimension, Severity]
    before: dict[Dimension, Agreement] = Field(description="equal weights")
    after: dict[Dimension, Agreement] = Field(description="fitted, on questions the fit had not seen")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if any(set(each) != set(Dimension) for each in (self.dimensions, self.before, self.after)):
            raise ValueError("all four dimensions are needed")
        return self
