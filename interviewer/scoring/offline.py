"""The scorer that needs no key and no network: rules, the same bytes on every run."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from interviewer.content.hashes import stamp
from interviewer.evidence import hear as hearing
from interviewer.model.calibration import Calibration, FittedDimension
from interviewer.model.content import Catalogue, Rubric
from interviewer.model.evidence import FlagHeard, Heard
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import OFFLINE, Dimension, FlagId
from interviewer.scoring import fitted, ordinal
from interviewer.scoring.grading import Basis, grade
from interviewer.scoring.intake import Taken, caps_of, notes, take_in
from interviewer.scoring.relevance import Relevance
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.vetting import vetted

if TYPE_CHECKING:
    from interviewer.llm.protocol import Tell

_STORY_ROUND: Final = "behavioral"
_STORY: Final = "A story can be told to many questions, so relevance was not checked."
_LEAVES_OPEN: Final = ("left-open", "handed-over")
_DECIDES_ELSEWHERE: Final = 1.5
"""Judgment from which a sentence that leaves something open is taken back by the rest."""
_MOST_SHOWN: Final = 3


class OfflineScorer:
    """Grades by pattern and rule. `rubrics` are by round; `question_bank` holds the texts of all questions.

    The bank is what an answer's relevance is measured against; without one it is hardly checked. Where
    `calibration` does not hold for a rubric, all of that rubric's signals weigh the same.
    """

    spec = OFFLINE
    note = ""

    def __init__(
        self,
        catalogue: Catalogue,
        rubrics: Mapping[str, Rubric],
        question_bank: Iterable[str] = (),
        calibration: Calibration | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._rubrics = dict(rubrics)
        self._fitted = dict(_holding(calibration, catalogue, self._rubrics))
        self._relevance = Relevance(question_bank)

    def score(self, request: ScoreRequest) -> Scorecard:
        """The scorecard of one answer.

        Raises:
            NotScorableError: kind `unknown-round`, `empty-answer`, `too-long` or `not-english`.
        """
        return grade(request, self.listen(request))

    async def ascore(self, request: ScoreRequest, tell: Tell | None = None) -> Scorecard:  # noqa: ARG002
        """The same, away from the event loop; there is nothing to tell.

        Raises:
            NotScorableError: as for `score`.
        """
        return await asyncio.to_thread(self.score, request)

    async def aclose(self) -> None:
        """Nothing is open."""

    def listen(self, request: ScoreRequest) -> Basis:
        """All that a card of this answer rests on, before any number is made of it.

        Raises:
            NotScorableError: as for `score`.
        """
        return self._basis(request, take_in(request, self._rubrics))

    def _basis(self, request: ScoreRequest, taken: Taken) -> Basis:
        rubric, bank = taken.rubric, taken.bank
        heard = vetted(hearing.hear(bank), bank, taken.counted)
        checkable = request.round != _STORY_ROUND and self._relevance.can_check(request.asked)
        if checkable and self._relevance.off_question(" ".join(taken.own), request.asked):
            heard = _with_off_question(heard, self._catalogue)
        coefficients = self._fitted.get(request.round)
        if coefficients is not None:
            heard = _with_open_choice(heard, rubric, coefficients[Dimension.JUDGMENT])
        return Basis(
            scorer=self.spec,
            rubric=rubric,
            catalogue=self._catalogue,
            bank=bank,
            heard=heard,
            caps=caps_of(taken, request),
            relevance_checked=checkable,
            notes=notes(request, taken, heard, unchecked="" if checkable else _STORY),
            fitted=coefficients,
        )


def _holding(
    calibration: Calibration | None, catalogue: Catalogue, rubrics: Mapping[str, Rubric]
) -> Iterable[tuple[str, Mapping[Dimension, FittedDimension]]]:
    """The coefficients for each round whose rubric is, to the hash, one they were fitted for."""
    if calibration is None:
        return
    for name, rubric in rubrics.items():
        if calibration.rubrics.get(rubric.id) == stamp(rubric, catalogue).sha256:
            yield name, calibration.dimensions


def _with_off_question(heard: Heard, catalogue: Catalogue) -> Heard:
    if heard.flag(FlagId.OFF_QUESTION):
        return heard
    raised = FlagHeard(id=FlagId.OFF_QUESTION, note=catalogue.flag(FlagId.OFF_QUESTION).note)
    return heard.model_copy(update={"flags": (*heard.flags, raised)})


def _with_open_choice(heard: Heard, rubric: Rubric, coefficients: FittedDimension) -> Heard:
    """A choice that is left open defers the decision, unless the rest of the answer decides."""
    left = {n for each in heard.traces if each.trace in _LEAVES_OPEN for n in each.sentences}
    if not left or heard.flag(FlagId.DEFERS_DECISION):
        return heard
    body = rubric.dimensions[Dimension.JUDGMENT]
    evidence = fitted.evidence_for(heard, Dimension.JUDGMENT, body, coefficients)
    if ordinal.estimate(fitted.distribution(evidence, coefficients)) >= _DECIDES_ELSEWHERE:
        return heard
    raised = FlagHeard(
        id=FlagId.DEFERS_DECISION,
        sentences=tuple(sorted(left)[-_MOST_SHOWN:]),
        note="It leaves a choice open, and nothing else in it decides.",
    )
    order = list(FlagId)
    flags = sorted((*heard.flags, raised), key=lambda each: order.index(each.id))
    return heard.model_copy(update={"flags": tuple(flags)})
