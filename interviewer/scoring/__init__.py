"""From what was heard in an answer to its scorecard: levels, caps, recommendation, lesson."""

from interviewer.scoring.offline import OfflineScorer
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.scorer import Scorer

__all__ = ["OfflineScorer", "ScoreRequest", "Scorer"]
