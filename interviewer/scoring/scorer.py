"""What every scorer offers, whether rules or a model stand behind it."""

from __future__ import annotations

from typing import Protocol

from interviewer.model.scorecard import Scorecard
from interviewer.scoring.request import ScoreRequest


class Scorer(Protocol):
    """Grades one answer at a time."""

    @property
    def spec(self) -> str:
        """How it is named to the user: `offline`, or the model."""
        ...

    def score(self, request: ScoreRequest) -> Scorecard:
        """The scorecard of one answer.

        Raises:
            NotScorableError: when the text cannot be graded; its kind and message say why.
        """
        ...
