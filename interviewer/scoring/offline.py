"""The scorer that needs no key and no network: rules, the same bytes on every run."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from interviewer.content.hashes import stamp
from interviewer.model.calibration import Calibration, FittedDimension
from interviewer.model.content import Catalogue, Rubric
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import OFFLINE, STORY_ROUNDS, Dimension, FlagId
from interviewer.scoring import documents, ordinal, raising
from interviewer.scoring.grading import Basis, uncapped
from interviewer.scoring.intake import caps_of, card_of, notes, take_in
from interviewer.scoring.relevance import Relevance, asks_for_story
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.scorer import Signature
from interviewer.scoring.vetting import vetted

if TYPE_CHECKING:
    from interviewer.llm.protocol import Tell

_STORY_ROUND: Final = "behavioral"
_STORY: Final = "A story can be told to many questions, so relevance was not checked."
_SHORT: Final = "The question has too few words of its own to check relevance by."


class OfflineScorer:
    """Grades by pattern and rule. `rubrics` are by round; `question_bank` holds the texts of all questions.

    The bank is what an answer's relevance is measured against; without one it is hardly checked. Where
    `calibration` does not hold for a rubric, all of that rubric's signals weigh the same.
    """

    spec = OFFLINE
    note = ""
    signature = Signature(OFFLINE)

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
        return card_of(request, self.listen(request))

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
        taken = take_in(request, self._rubrics)
        rubric, bank, request = taken.rubric, taken.bank, taken.request
        heard = vetted(documents.heard_in(bank, rubric), bank, taken.counted)
        checkable = request.round != _STORY_ROUND and self._relevance.can_check(request.asked)
        if checkable and self._relevance.off_question(" ".join(taken.own), request.asked):
            heard = raising.with_off_question(heard, self._catalogue)
        basis = Basis(
            scorer=self.spec,
            rubric=rubric,
            catalogue=self._catalogue,
            bank=bank,
            heard=heard,
            caps=caps_of(taken),
            relevance_checked=checkable,
            # A plan in place of a story is seen without any question to compare with.
            notes=notes(
                taken,
                heard,
                unchecked="" if checkable or heard.flag(FlagId.OFF_QUESTION) else _why_unchecked(request),
            ),
            fitted=self._fitted.get(request.round),
        )
        estimates = {each: ordinal.estimate(uncapped(basis, each)) for each in Dimension}
        whole = raising.Whole(estimates, len(taken.own), request.round in STORY_ROUNDS)
        return basis._replace(
            heard=raising.with_flags_in_proportion(heard, whole, calibrated=basis.fitted is not None)
        )


def _why_unchecked(request: ScoreRequest) -> str:
    story = request.round == _STORY_ROUND or asks_for_story(request.asked)
    return _STORY if story else _SHORT


def _holding(
    calibration: Calibration | None, catalogue: Catalogue, rubrics: Mapping[str, Rubric]
) -> Iterable[tuple[str, Mapping[Dimension, FittedDimension]]]:
    """The coefficients for each round whose rubric is, to the hash, one they were fitted for."""
    if calibration is None:
        return
    for name, rubric in rubrics.items():
        if calibration.rubrics.get(rubric.id) == stamp(rubric, catalogue).sha256:
            yield name, calibration.dimensions
