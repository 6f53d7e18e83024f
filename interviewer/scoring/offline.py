"""The scorer that needs no key and no network: rules, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from interviewer.content.hashes import stamp
from interviewer.evidence.clean import countable
from interviewer.model.calibration import Calibration, FittedDimension
from interviewer.model.content import Catalogue, Rubric
from interviewer.model.errors import NotScorableError
from interviewer.model.evidence import Heard, SentenceBank
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import OFFLINE, Dimension, FlagId
from interviewer.scoring import documents, ordinal, raising, text_checks
from interviewer.scoring.grading import Basis, grade, uncapped
from interviewer.scoring.relevance import Relevance
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.vetting import vetted

MOST_CHARACTERS: Final = 60_000
"""A longer text is no answer: an hour of speech has about this many."""
_STORY_ROUND: Final = "behavioral"


class OfflineScorer:
    """Grades by pattern and rule. `rubrics` are by round; `question_bank` holds the texts of all questions.

    The bank is what an answer's relevance is measured against; without one it is hardly checked. Where
    `calibration` does not hold for a rubric, all of that rubric's signals weigh the same.
    """

    spec = OFFLINE

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
        basis = self.listen(request)
        card = grade(documents.as_document(request, basis.rubric), basis)
        return documents.in_writing(card, basis.rubric.document) if basis.rubric.document else card

    def listen(self, request: ScoreRequest) -> Basis:
        """All that a card of this answer rests on, before any number is made of it.

        Raises:
            NotScorableError: as for `score`.
        """
        rubric = self._rubric(request.round)
        request = documents.as_document(request, rubric)
        answer = request.answer.model_copy(update={"question": request.asked})
        if len(answer.text) > MOST_CHARACTERS:
            raise NotScorableError(
                "too-long",
                f"this answer has {len(answer.text):,} characters and the most is {MOST_CHARACTERS:,}: "
                "grade one answer at a time",
            )
        bank = documents.bank_for(answer, rubric)
        said = " ".join(each.text for each in bank.sentences if each.role != "clarifying")
        if not any(character.isalnum() for character in said):
            raise NotScorableError(
                "empty-answer", "there is no answer in this text: nothing was said to the question"
            )
        text_checks.require_english(said)
        return self._basis(request, rubric, bank)

    def _rubric(self, round_id: str) -> Rubric:
        rubric = self._rubrics.get(round_id)
        if rubric is None:
            known = ", ".join(sorted(self._rubrics)) or "none"
            raise NotScorableError(
                "unknown-round", f"there is no rubric for round {round_id!r}; there are {known}"
            )
        return rubric

    def _basis(self, request: ScoreRequest, rubric: Rubric, bank: SentenceBank) -> Basis:
        counted = countable(bank)
        own = [each for each in bank.sentences if each.number in counted and each.role != "clarifying"]
        text = " ".join(each.text for each in own)
        heard = vetted(documents.heard_in(bank, rubric), bank, counted)
        checkable = request.round != _STORY_ROUND and self._relevance.can_check(request.asked)
        if checkable and self._relevance.off_question(text, request.asked):
            heard = raising.with_off_question(heard, self._catalogue)
        basis = Basis(
            scorer=self.spec,
            rubric=rubric,
            catalogue=self._catalogue,
            bank=bank,
            heard=heard,
            caps=documents.caps_for(text_checks.reading([each.text for each in own], request.asked), rubric),
            relevance_checked=checkable,
            notes=documents.notes_for(
                request, rubric, _notes(request, bank, heard, counted, checkable=checkable)
            ),
            fitted=self._fitted.get(request.round),
        )
        estimates = {each: ordinal.estimate(uncapped(basis, each)) for each in Dimension}
        return basis._replace(
            heard=raising.with_flags_in_proportion(heard, estimates, calibrated=basis.fitted is not None)
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


def _notes(
    request: ScoreRequest, bank: SentenceBank, heard: Heard, counted: frozenset[int], *, checkable: bool
) -> tuple[str, ...]:
    notes = []
    if not request.asked:
        notes.append("Nobody said what was asked, so relevance was not checked.")
    elif not checkable and heard.flag(FlagId.OFF_QUESTION) is None:
        notes.append("A story can be told to many questions, so relevance was not checked.")
    talk = heard.flag(FlagId.GRADER_INSTRUCTION)
    grading = len(talk.sentences) if talk else 0
    if grading:
        notes.append(f"{_sentences(grading)} about the grading {_were(grading)} struck.")
    left_out = len(bank.sentences) - len(counted) - grading
    if left_out > 0:
        why = "filler, a repetition, or the question's own words"
        notes.append(f"{_sentences(left_out)} {_were(left_out)} not counted: {why}.")
    return tuple(notes)


def _sentences(count: int) -> str:
    return f"{count} sentence{'s' * (count != 1)}"


def _were(count: int) -> Literal["was", "were"]:
    return "was" if count == 1 else "were"
