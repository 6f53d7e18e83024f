"""Looking back at graded answers: each card with its answer, the own guess, and last time's levels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final, Self

from interviewer.content.library import Library
from interviewer.interview.state import RoundState
from interviewer.model.base import Model
from interviewer.model.events import AskedQuestion, Header, SelfRating
from interviewer.model.evidence import Answer
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, Level
from interviewer.scoring.request import FollowUpAsked, ScoreRequest
from interviewer.session.grading import RoundRecord, score_request
from interviewer.session.looking_back import asked_key
from interviewer.session.summarise import round_level
from interviewer.transcripts.read import Transcript, read_transcript
from interviewer.transcripts.store import Store

_LOOKED_BACK: Final = 200
"""Earlier rounds of a kind among which a try at the same question is looked for."""


class LastTime(Model):
    """The last earlier try at the same question, else the last earlier round of the same kind.

    The same scorer graded it.
    """

    at: datetime
    levels: Mapping[Dimension, Level]
    """A round's level is that of the mean over its answers; a dimension nobody asked about is left out."""
    headline: str
    """Of a round, that of its last graded answer, as on the home screen."""
    recommendation: str
    same_question: bool = False


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
        earlier = before(store, transcript.header)
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
                    last=last_time(earlier, transcript.header.questions[index], card.scorer),
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


def before(store: Store, header: Header) -> tuple[Transcript, ...]:
    """Own rounds of this kind before that one that were graded, the newest first; none for a sample."""
    if header.sample is not None:
        return ()
    earlier = (
        each
        for each in store.readable()
        if each.header.round == header.round and each.header.created < header.created and each.scorecards
    )
    return tuple(islice(earlier, _LOOKED_BACK))


def last_time_of(store: Store, header: Header, question: int, scorer: str) -> LastTime | None:
    """Last time's levels beside one answer of a round, by its place from 0; opens earlier rounds."""
    return last_time(before(store, header), header.questions[question], scorer)


def last_time(earlier: Iterable[Transcript], asked: AskedQuestion, scorer: str) -> LastTime | None:
    """The last of these rounds' tries at that question, else the last of these rounds, by that scorer."""
    of_a_round = None
    for each in earlier:
        cards = each.counted_scorecards()
        mine = {at: kept.scorecard for at, kept in sorted(cards.items()) if kept.scorecard.scorer == scorer}
        for at, card in mine.items():
            if asked_key(each.header.questions[at]) == asked_key(asked):
                return _last_time(each, [card], same_question=True)
        if mine and of_a_round is None:
            of_a_round = _last_time(each, list(mine.values()))
    return of_a_round


def _last_time(
    transcript: Transcript, cards: Sequence[Scorecard], *, same_question: bool = False
) -> LastTime:
    return LastTime(
        at=transcript.header.created,
        levels=_levels(cards),
        headline=cards[-1].headline,
        recommendation=cards[-1].recommendation.value,
        same_question=same_question,
    )


def _levels(cards: Sequence[Scorecard]) -> dict[Dimension, Level]:
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
