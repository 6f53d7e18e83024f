"""From the names a user gives (SPECs) to the interviewer and the scorer behind them."""

from __future__ import annotations

from pathlib import Path

from interviewer.content.library import Library
from interviewer.interview.offline import OfflineInterviewer
from interviewer.model.errors import UsageError
from interviewer.model.words import OFFLINE
from interviewer.scoring.offline import OfflineScorer
from interviewer.scoring.scorer import Scorer
from interviewer.session.clock import Clock, SystemClock
from interviewer.session.round import Cast


def make_cast(library: Library, interviewer: str, grader: str | None, clock: Clock | None = None) -> Cast:
    """Who takes part, by their SPECs; the grader is the interviewer's unless named, the clock the machine's.

    Raises:
        UsageError: for a SPEC nobody stands behind.
    """
    _known(interviewer)
    return Cast(
        library=library,
        interviewer=OfflineInterviewer(library.phrases, library.catalogue),
        scorer=make_scorer(library, grader or interviewer),
        clock=clock or SystemClock(),
    )


def make_scorer(library: Library, spec: str, rubric: Path | None = None) -> Scorer:
    """The scorer with that SPEC. A rubric file, where given, grades in place of its round's own.

    Raises:
        UsageError: for a SPEC nobody stands behind.
        ContentError: when the rubric file does not hold up.
    """
    _known(spec)
    rubrics = {name: library.rubric(name) for name in library.rounds}
    if rubric is not None:
        own = library.rubric_at(rubric)
        rubrics[own.id] = own
    bank = tuple(question.prompt for name in library.rounds for question in library.questions(name))
    return OfflineScorer(library.catalogue, rubrics, bank)


def _known(spec: str) -> None:
    if spec != OFFLINE:
        raise UsageError(f"{spec!r}: this version interviews and grades offline only; use --llm {OFFLINE}")
