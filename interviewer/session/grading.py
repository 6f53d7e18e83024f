"""From a round to what a scorer is given: the answer to each question, as it was said."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple, Self

from interviewer.content.library import Library
from interviewer.evidence.bank import answer_from_turns
from interviewer.interview.state import RoundState, Turn
from interviewer.model.base import Model
from interviewer.model.events import Event, Fault, Header
from interviewer.model.evidence import TurnRole
from interviewer.scoring.request import ScoreRequest
from interviewer.transcripts.read import Transcript

_PROBES = ("follow-up", "reprompt", "last-word")


class RoundRecord(Model):
    """A round as far as it was recorded."""

    header: Header
    events: tuple[Event, ...]

    @classmethod
    def of(cls, transcript: Transcript) -> Self:
        """The record in a transcript."""
        return cls(header=transcript.header, events=transcript.events)

    @cached_property
    def state(self) -> RoundState:
        """Where the round stands."""
        return RoundState.of(self.events)

    @property
    def to_grade(self) -> tuple[int, ...]:
        """Indexes of the questions that got an answer."""
        return self.state.answered

    @property
    def faulty_turns(self) -> frozenset[int]:
        """The interviewer's turns that were not fair."""
        return frozenset(event.turn for event in self.events if isinstance(event, Fault))


class AnswerTurn(NamedTuple):
    """One of the candidate's turns that counts towards an answer."""

    turn: int
    """Its number in the transcript."""
    role: TurnRole
    text: str
    follow_up: str | None = None
    """The interviewer's words that it replies to, where they were a follow-up."""


def answer_turns(record: RoundRecord, index: int) -> tuple[AnswerTurn, ...]:
    """The candidate's turns that make up the answer to one question, in order.

    An aside is part of no answer. What was said in reply to an interviewer's faulty turn is left out:
    nobody can be marked down for a question that was not fair.
    """
    counted = []
    for before, turn in _replies(record.state.here(index)):
        role = _role(turn, before)
        if role is None or (before is not None and before.turn in record.faulty_turns):
            continue
        asked = before.text if role == "follow-up" and before is not None else None
        counted.append(AnswerTurn(turn.turn, role, turn.text, asked))
    return tuple(counted)


def score_request(
    library: Library, record: RoundRecord, index: int, first: int | None = None
) -> ScoreRequest:
    """What to grade for one question: all the candidate said to it, follow-ups included.

    With `first`, only so many of its `answer_turns`: the answer as it stood then.
    """
    asked = record.header.questions[index]
    said = answer_turns(record, index)[:first]
    return ScoreRequest(
        round=record.header.round,
        answer=answer_from_turns([(each.role, each.text) for each in said], asked.prompt),
        question=library.known(asked),
        question_text=asked.prompt,
        follow_ups=tuple(
            (each.follow_up, place) for place, each in enumerate(said) if each.follow_up is not None
        ),
    )


def _replies(turns: Iterable[Turn]) -> Iterable[tuple[Turn | None, Turn]]:
    """Each thing the candidate said, with what the interviewer had said before it."""
    before: Turn | None = None
    for turn in turns:
        if turn.who == "interviewer":
            before = turn
        else:
            yield before, turn


def _role(turn: Turn, before: Turn | None) -> TurnRole | None:
    if turn.heard_as == "aside":
        return None
    if turn.heard_as == "clarifying":
        return "clarifying"
    # Where nobody has replied yet, as when the input ended, what was submitted still counts.
    return "follow-up" if before is not None and before.kind in _PROBES else "answer"
