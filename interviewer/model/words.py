"""The fixed words of the product: dimensions, levels, recommendations, flags, job levels."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal


class Dimension(StrEnum):
    """What an answer is graded on; each 1 to 4."""

    FRAMING = "framing"
    JUDGMENT = "judgment"
    COMMUNICATION = "communication"
    RIGOR = "rigor"


Level = Literal[1, 2, 3, 4]
"""1 absent or wrong, 2 thin, 3 good, 4 outstanding."""

LEVEL_WORDS: Final[dict[int, str]] = {1: "no", 2: "lean no", 3: "lean yes", 4: "yes"}


class Recommendation(StrEnum):
    """What one answer argues for. `undecided` is a result, not a failure."""

    STRONG_NO_HIRE = "strong-no-hire"
    NO_HIRE = "no-hire"
    HIRE = "hire"
    STRONG_HIRE = "strong-hire"
    UNDECIDED = "undecided"


class FlagId(StrEnum):
    """Negative signals. The ids are fixed; committees and reports count on them."""

    SYSTEM_DESIGN_ANSWER = "system-design-answer"
    MODEL_METRIC_OVER_OUTCOME = "model-metric-over-outcome"
    NO_USER = "no-user"
    NO_METRIC = "no-metric"
    NO_DECISION = "no-decision"
    DEFERS_DECISION = "defers-decision"
    DIFFICULTY_OVER_VALUE = "difficulty-over-value"
    HOLLOW = "hollow"
    WE_ONLY = "we-only"
    NO_RESULT = "no-result"
    OFF_QUESTION = "off-question"
    GRADER_INSTRUCTION = "grader-instruction"


OWNERSHIP_FLAGS: Final = (FlagId.DEFERS_DECISION, FlagId.NO_DECISION)
"""Flags that say a decision wasn't owned; a committee rejects them when they come back."""

CORE_ROUNDS: Final = ("product-sense", "execution", "behavioral")
"""The rounds the product stands on."""

SCREENS: Final = ("recruiter-screen", "hiring-manager-screen")
"""Rounds that gate: who is not passed there meets nobody else."""

ONSITE: Final = ("product-sense", "execution", "behavioral", "leadership-drive")
"""The rounds of an onsite day, in order, unless a loop names its own."""

STORY_ROUNDS: Final = ("behavioral", "leadership-drive", "hiring-manager-screen", "recruiter-screen")
"""Rounds in which something lived is told, and nothing planned."""

ARTIFACTS: Final = ("prd", "decision-memo", "resume-bullet")
"""Rubrics for something written at a desk; to a committee it lies beside the rounds."""


class JobLevel(StrEnum):
    """The level interviewed for. It chooses questions and never moves a score."""

    L3 = "L3"
    L4 = "L4"
    L5 = "L5"
    L6 = "L6"


ARTIFACT_REVIEW: Final = "artifact-review"
"""The round about a document that the candidate brings; it has no questions but those made of that."""

Speaker = Literal["interviewer", "candidate"]

OFFLINE: Final = "offline"
"""The SPEC of the interviewer and the scorer that need no key and no network."""
