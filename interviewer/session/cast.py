"""From the names a user gives (SPECs) to the interviewer and the scorer behind them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.content.library import Library
from interviewer.interview.moves import Interviewer
from interviewer.interview.offline import OfflineInterviewer
from interviewer.model.errors import UsageError
from interviewer.model.words import OFFLINE
from interviewer.scoring.offline import OfflineScorer
from interviewer.scoring.scorer import Scorer
from interviewer.session.clock import Clock, SystemClock
from interviewer.session.options import Options
from interviewer.session.round import Cast

if TYPE_CHECKING:
    from interviewer.llm.usage import Budget


def make_cast(
    library: Library,
    interviewer: str,
    grader: str | None,
    clock: Clock | None = None,
    options: Options | None = None,
) -> Cast:
    """Who takes part, by their SPECs; the clock is the machine's unless given.

    The grader is the interviewer's unless named; while there is none of that name, the offline one grades.

    Raises:
        UsageError: for a SPEC nobody stands behind.
        LLMError: when a key is missing or would go where it does not belong.
    """
    chosen = options or Options()
    # One budget for the round, whoever interviews in it.
    budget = cache(chosen.make_budget)

    # A model keeps its connections and its recording, however often one comes back to it.
    @cache
    def find(spec: str) -> Interviewer:
        return _interviewer(library, spec, chosen, budget)

    return Cast(
        library=library,
        interviewer=find(interviewer),
        scorer=make_scorer(library, grader or OFFLINE),
        clock=clock or SystemClock(),
        find=find,
    )


def _interviewer(
    library: Library, spec: str, options: Options, budget: Callable[[], Budget | None]
) -> Interviewer:
    if spec == OFFLINE:
        return OfflineInterviewer(library.phrases, library.catalogue)
    # Neither the clients nor the templates are needed offline.
    from interviewer.interview.llm import LLMInterviewer  # noqa: PLC0415
    from interviewer.llm.specs import make_llm  # noqa: PLC0415

    llm = make_llm(spec, options.for_llm(budget()))
    abouts = {name: library.rubric(name).about for name in library.rounds}
    return LLMInterviewer(llm, library.templates, library.phrases, library.catalogue, abouts)


def make_scorer(library: Library, spec: str, rubric: Path | None = None) -> Scorer:
    """The scorer with that SPEC. A rubric file, where given, grades in place of its round's own.

    Raises:
        UsageError: for a SPEC nobody stands behind.
        ContentError: when the rubric file does not hold up.
    """
    if spec != OFFLINE:
        raise UsageError(f"{spec!r}: this version grades offline only; use --grader {OFFLINE}")
    rubrics = {name: library.rubric(name) for name in library.rubrics}
    if rubric is not None:
        own = library.rubric_at(rubric)
        rubrics[own.id] = own
    bank = tuple(question.prompt for name in library.rounds for question in library.questions(name))
    return OfflineScorer(library.catalogue, rubrics, bank, library.calibration(spec))
