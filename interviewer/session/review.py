"""Looking back at graded answers: each card with its answer, the own guess, and last time's levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Self

from interviewer.content.library import Library
from interviewer.interview.state import RoundState
from interviewer.model.base import Model
from interviewer.model.events import Header, SelfRating
from interviewer.model.evidence import Answer
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, Level
from interviewer.scoring.request import FollowUpAsked, ScoreRequest
from interviewer.session.grading import RoundRecord, score_request
from interviewer.session.summarise import round_level
from interviewer.transcripts.read import Transcript, read_transcript
from interviewer.transcripts.store import Store


class LastTime(Model):
    """The last earlier round of the same kind that the same scorer graded."""

    at: datetime
    levels: Mapping[Dimension, Level]
    """A round's level is that of the mean over its answers; a dimension nobody asked about is left out."""
    headline: str
    """Of its last graded answer, as on the home screen."""
    recommendation: str


class Reviewed(Model):
    """One graded answer with what is known around it."""

    card: Scorecard
    answer: Answer
    follow_ups: tuple[FollowUpAsked, ...] = ()
    question: str = ""
    """What was asked; empty where nobody said."""
    question_id: str | None = None
    """Where it is one of the library's."""
    guess: Mapping[Dimension, Level] | None = None
    last: LastTime | None = None
    strong_answer: str = ""
    """An example; empty where there is none, or the candidate has not tried the question themselves."""
    index: int = 0
    """Which of the round's questions it answers, counted from 0."""
    request: ScoreRequest | None = None
    """What was graded; None where it is not at hand to be graded again."""
    place: str = ""
    """As in `answer 1 of 2`; empty for a pasted answer."""


class Review(Model):
    """Graded answers to look at, of a saved round (then with its path) or one that was pasted."""

    round: str
    answers: tuple[Reviewed, ...]
    path: Path | None = None

    @classmethod
    def of_saved(cls, library: Library, store: Store, path: Path) -> Self:
        """The graded answers of a saved round; none where nothing in it has been graded.

        Raises:
            TranscriptError: when it cannot be read.
        """
        transcript = read_transcript(path)
        record = RoundRecord.of(transcript)
        ratings = {each.question: each.ratings for each in record.events if isinstance(each, SelfRating)}
        answers = []
        for index, graded in sorted(transcript.latest_scorecards().items()):
            request = score_request(library, record, index)
            card = graded.scorecard
            known = request.question
            own = known is not None and (transcript.header.sample is None or tried(store, known.id))
            answers.append(
                Reviewed(
                    card=card,
                    answer=request.answer,
                    follow_ups=request.follow_ups,
                    question=request.question_text,
                    question_id=known.id if known else None,
                    guess=ratings.get(index),
                    last=last_time(store, transcript.header, card.scorer),
                    strong_answer=known.strong_answer if known and own else "",
                    index=index,
                    request=request,
                    place=f"answer {index + 1} of {max(len(record.to_grade), index + 1)}",
                )
            )
        return cls(round=transcript.header.round, answers=tuple(answers), path=path)

    @classmethod
    def of_pasted(cls, card: Scorecard, request: ScoreRequest, last: LastTime | None = None) -> Self:
        """A pasted answer; `last` is the try before. Having answered, the candidate may see the example."""
        known = request.question
        reviewed = Reviewed(
            card=card,
            answer=request.answer,
            question=request.question_text,
            question_id=known.id if known else None,
            strong_answer=known.strong_answer if known else "",
            request=request,
            last=last,
        )
        return cls(round=card.round, answers=(reviewed,))


def last_time(store: Store, header: Header, scorer: str) -> LastTime | None:
    """The last own round of this kind before that one, graded by the same scorer; None for a sample."""
    if header.sample is not None:
        return None
    earlier = (
        each
        for each in store.readable()
        if each.header.round == header.round and each.header.created < header.created and each.scorecards
    )
    return next((found for each in earlier if (found := _last_time(each, scorer)) is not None), None)


def _last_time(transcript: Transcript, scorer: str) -> LastTime | None:
    cards = transcript.latest_scorecards()
    mine = [cards[index].scorecard for index in sorted(cards) if cards[index].scorecard.scorer == scorer]
    if not mine:
        return None
    return LastTime(
        at=transcript.header.created,
        levels=_levels(mine),
        headline=mine[-1].headline,
        recommendation=mine[-1].recommendation.value,
    )


def _levels(cards: Iterable[Scorecard]) -> dict[Dimension, Level]:
    cards = list(cards)
    levels = {name: round_level(name, cards) for name in Dimension}
    return {name: level for name, level in levels.items() if level is not None}


def tried(store: Store, question_id: str) -> bool:
    """Whether the candidate has answered that question in a saved round."""
    for transcript in store.readable():
        state = RoundState.of(transcript.events)
        for index, asked in enumerate(transcript.header.questions):
            if asked.id == question_id and (state.answers(index) or state.pending):
                return True
    return False
