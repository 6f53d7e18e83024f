"""From what a model heard to the chances of the levels: as calibrated, else by equal weights."""

from __future__ import annotations

import math

from interviewer.content.hashes import stamp
from interviewer.model.calibration import JudgeCalibration, Severity
from interviewer.model.content import Catalogue, DimensionRubric, Rubric
from interviewer.model.evidence import Heard
from interviewer.model.words import Dimension
from interviewer.scoring import ordinal

MIDDLE = 2.5
"""The opinion that speaks neither for nor against."""


def holds(
    calibration: JudgeCalibration | None, spec: str, prompt_sha256: str, rubric: Rubric, catalogue: Catalogue
) -> bool:
    """Whether a calibration was made for this model, these prompts and this rubric, to the hash."""
    return (
        calibration is not None
        and calibration.model == spec
        and calibration.prompt_sha256 == prompt_sha256
        and calibration.rubrics.get(rubric.id) == stamp(rubric, catalogue).sha256
    )


def chances(
    dimension: Dimension, heard: Heard, body: DimensionRubric, opinion: float, severity: Severity | None
) -> ordinal.Distribution:
    """The chances of the four levels, before any cap.

    Without a calibration the signals alone count, each the same; the opinion counts for nothing, since
    nobody knows how lenient it is.
    """
    shown = ordinal.share(heard, body)
    if severity is None:
        return ordinal.distribution(dimension, shown)
    return from_evidence(severity.signals * shown + severity.opinion * (opinion - MIDDLE), severity.borders)


def from_evidence(evidence: float, borders: tuple[float, float, float]) -> ordinal.Distribution:
    """A cumulative logit."""
    above = [1 / (1 + math.exp(min(35.0, max(-35.0, border - evidence)))) for border in borders]
    return ordinal.rounded((1 - above[0], above[0] - above[1], above[1] - above[2], above[2]))
