"""A mock interviewer for product managers, in the terminal; `score` and `Scorer` grade from Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interviewer.api import Scorer, ascore, score
    from interviewer.model.errors import InterviewerError, NotScorableError
    from interviewer.model.scorecard import Scorecard
    from interviewer.model.words import Dimension

__all__ = ["Dimension", "InterviewerError", "NotScorableError", "Scorecard", "Scorer", "ascore", "score"]

_HOMES = {
    "Scorer": "interviewer.api",
    "ascore": "interviewer.api",
    "score": "interviewer.api",
    "InterviewerError": "interviewer.model.errors",
    "NotScorableError": "interviewer.model.errors",
    "Scorecard": "interviewer.model.scorecard",
    "Dimension": "interviewer.model.words",
}


def __getattr__(name: str) -> object:
    """Import what is asked for only then: the command must start at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'interviewer' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
