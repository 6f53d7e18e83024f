"""From the names a user gives (SPECs) to the interviewer and the scorer behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

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
    from interviewer.llm.protocol import LLM
    from interviewer.scoring.judge import Judge


Models = Callable[[str], "LLM"]
"""From a SPEC to the model behind it: the same one each time, with one budget for all."""


def models(options: Options) -> Models:
    """The models of one run. A model keeps its connections and its recording, however often it is found.

    The maker raises:
        UsageError: for a SPEC nobody stands behind, or where the exchanges of two models were to be recorded.
        LLMError: when a key is missing or would go where it does not belong.
    """
    budget = cache(options.make_budget)
    made: dict[str, LLM] = {}

    def find(spec: str) -> LLM:
        # The clients are not needed offline.
        from interviewer.llm.specs import make_llm  # noqa: PLC0415

        if spec not in made:
            if made and options.record is not None:
                raise UsageError(
                    f"--record keeps the exchanges of one model, and {next(iter(made))} is recorded already; "
                    f"leave {spec} or --record out"
                )
            made[spec] = make_llm(spec, options.for_llm(budget()))
        return made[spec]

    return find


def make_cast(
    library: Library,
    interviewer: str,
    grader: str | None,
    clock: Clock | None = None,
    options: Options | None = None,
) -> Cast:
    """Who takes part, by their SPECs; the clock is the machine's unless given.

    Without a grader named the offline one grades, whoever interviews: it is the one that was measured.
    Interviewer and grader share one budget, and where they are the same model its connections.

    Raises:
        UsageError: for a SPEC nobody stands behind.
        LLMError: when a key is missing or would go where it does not belong.
    """
    chosen = options or Options()
    find_model = models(chosen)

    @cache
    def find(spec: str) -> Interviewer:
        return _interviewer(library, spec, find_model)

    @cache
    def find_scorer(spec: str) -> Scorer:
        return make_scorer(library, spec, options=chosen, find_model=find_model)

    return Cast(
        library=library,
        interviewer=find(interviewer),
        scorer=find_scorer(grader or OFFLINE),
        clock=clock or SystemClock(),
        find=find,
        find_scorer=find_scorer,
        find_llm=find_model,
    )


def _interviewer(library: Library, spec: str, find_model: Models) -> Interviewer:
    if spec == OFFLINE:
        return OfflineInterviewer(library.phrases, library.catalogue)
    # The templates are not needed offline.
    from interviewer.interview.llm import LLMInterviewer  # noqa: PLC0415

    abouts = {name: library.rubric(name).about for name in library.rounds}
    return LLMInterviewer(find_model(spec), library.templates, library.phrases, library.catalogue, abouts)


@overload
def make_scorer(
    library: Library,
    spec: Literal["offline"],
    rubric: Path | None = None,
    *,
    options: Options | None = None,
    find_model: Models | None = None,
) -> OfflineScorer: ...


@overload
def make_scorer(
    library: Library,
    spec: str,
    rubric: Path | None = None,
    *,
    options: Options | None = None,
    find_model: Models | None = None,
) -> Scorer: ...


def make_scorer(
    library: Library,
    spec: str,
    rubric: Path | None = None,
    *,
    options: Options | None = None,
    find_model: Models | None = None,
) -> Scorer:
    """The scorer with that SPEC. A rubric file, where given, grades in place of its round's own.

    Raises:
        UsageError: for a SPEC nobody stands behind.
        ContentError: when the rubric file does not hold up.
        LLMError: when a key is missing or would go where it does not belong.
    """
    return make_panel(library, (spec,), rubric, options=options, find_model=find_model)


def make_panel(
    library: Library,
    specs: Sequence[str],
    rubric: Path | None = None,
    *,
    options: Options | None = None,
    find_model: Models | None = None,
) -> Scorer:
    """The scorer behind one SPEC or several; several are averaged, `offline` may be among them.

    Raises:
        UsageError: for a SPEC nobody stands behind, or one that is named twice.
        ContentError: when the rubric file does not hold up.
        LLMError: when a key is missing or would go where it does not belong.
    """
    if twice := next((spec for spec in specs if specs.count(spec) > 1), None):
        raise UsageError(f"{twice} is named twice; a panel takes different graders")
    rubrics = {name: library.rubric(name) for name in library.rubrics}
    if rubric is not None:
        own = library.rubric_at(rubric)
        rubrics[own.id] = own
    bank = tuple(question.prompt for name in library.rounds for question in library.questions(name))
    offline = OfflineScorer(library.catalogue, rubrics, bank, library.calibration(OFFLINE))
    if tuple(specs) == (OFFLINE,):
        return offline
    # Neither the clients nor the templates are needed offline.
    from interviewer.scoring.judge import TEMPLATES, ModelJudge, OfflineJudge, Way  # noqa: PLC0415
    from interviewer.scoring.llm import LLMScorer  # noqa: PLC0415
    from interviewer.scoring.rewrite import Rewriter  # noqa: PLC0415

    chosen = options or Options()
    find = find_model or models(chosen)

    def judge(spec: str) -> Judge:
        if spec == OFFLINE:
            return OfflineJudge(offline)
        way = Way(library.judge_calibration(spec), chosen.samples)
        return ModelJudge(find(spec), library.templates, library.catalogue, way)

    judges = [judge(spec) for spec in specs]
    first = next((spec for spec in specs if spec != OFFLINE), None)
    rewriter = (
        Rewriter(find(first), library.templates, library.catalogue) if chosen.rewrite and first else None
    )
    return LLMScorer(judges, library.catalogue, rubrics, library.templates.sha256(*TEMPLATES), rewriter)
