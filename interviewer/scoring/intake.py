"""What every scorer does with a text before it listens: which rubric, is it an answer, what of it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from interviewer.evidence.clean import countable
from interviewer.model.content import Rubric
from interviewer.model.errors import NotScorableError
from interviewer.model.evidence import Heard, SentenceBank
from interviewer.model.scorecard import Cap, Scorecard
from interviewer.model.words import FlagId
from interviewer.scoring import documents, text_checks
from interviewer.scoring.grading import Basis, grade
from interviewer.scoring.request import ScoreRequest

MOST_CHARACTERS: Final = 60_000
"""A longer text is no answer: an hour of speech has about this many."""


class Taken(NamedTuple):
    """An answer, or a document, as numbered sentences, and which of them can count.

    `own` are those that count and are no clarifying questions. `request` has the text read as what it is.
    """

    request: ScoreRequest
    rubric: Rubric
    bank: SentenceBank
    counted: frozenset[int]
    own: Sequence[str]

    @property
    def words(self) -> int:
        """How many the sentences that can be evidence have together."""
        return sum(len(each.split()) for each in self.own)


def take_in(request: ScoreRequest, rubrics: Mapping[str, Rubric]) -> Taken:
    """The answer of a request, ready to be listened to.

    Raises:
        NotScorableError: kind `unknown-round`, `empty-answer`, `too-long` or `not-english`.
    """
    rubric = rubrics.get(request.round)
    if rubric is None:
        known = ", ".join(sorted(rubrics)) or "none"
        raise NotScorableError(
            "unknown-round", f"there is no rubric for round {request.round!r}; there are {known}"
        )
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
    counted = countable(bank)
    own = [each.text for each in bank.sentences if each.number in counted and each.role != "clarifying"]
    return Taken(request, rubric, bank, counted, own)


def caps_of(taken: Taken) -> tuple[Cap, ...]:
    """What the text itself limits, whoever listens."""
    return documents.caps_for(text_checks.reading(taken.own, taken.request.asked), taken.rubric)


def card_of(request: ScoreRequest, basis: Basis) -> Scorecard:
    """The scorecard, in the words for what was graded: an answer, or a document."""
    card = grade(documents.as_document(request, basis.rubric), basis)
    return documents.in_writing(card, basis.rubric.document) if basis.rubric.document else card


def notes(taken: Taken, heard: Heard, *, unchecked: str = "") -> tuple[str, ...]:
    """What a reader of the card should know; `unchecked` says why relevance was not looked at."""
    told = []
    if not taken.request.asked:
        told.append("Nobody said what was asked, so relevance was not checked.")
    elif unchecked:
        told.append(unchecked)
    talk = heard.flag(FlagId.GRADER_INSTRUCTION)
    grading = len(talk.sentences) if talk else 0
    if grading:
        told.append(f"{_sentences(grading)} about the grading {_were(grading)} struck.")
    struck = frozenset(talk.sentences) if talk else frozenset()
    left_out = len(taken.bank.sentences) - len(taken.counted | struck)
    if left_out > 0:
        why = "filler, a repetition, or the question's own words"
        told.append(f"{_sentences(left_out)} {_were(left_out)} not counted: {why}.")
    return documents.notes_for(taken.request, taken.rubric, tuple(told))


def _sentences(count: int) -> str:
    return f"{count} sentence{'s' * (count != 1)}"


def _were(count: int) -> Literal["was", "were"]:
    return "was" if count == 1 else "were"
