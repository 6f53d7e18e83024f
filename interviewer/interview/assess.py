"""What has been heard at the question on the table, the latest message included."""

from __future__ import annotations

from typing import Final

from interviewer.evidence.bank import answer_from_turns, build_bank
from interviewer.evidence.hear import hear
from interviewer.interview.classify import Kind, Message, classify, hands_over_to, person_in
from interviewer.interview.moves import RoundView
from interviewer.model.base import Model
from interviewer.model.events import HeardAs
from interviewer.model.evidence import Heard, SentenceBank, TurnRole
from interviewer.model.words import FlagId

THIN: Final = frozenset({Kind.DONT_KNOW, Kind.ONE_LINER, Kind.OFF_QUESTION, Kind.HAND_OVER})
"""Replies that answer little; two of them, and the interviewer leaves the question."""

_MOST_HEARD: Final = 12_000
"""Characters of one message that are listened to: an hour of speech has five times as many."""

ASIDES: Final = frozenset(
    {
        *(Kind.SILENCE, Kind.NOT_ENGLISH, Kind.THINKING_TIME, Kind.REPEAT_REQUEST, Kind.STEERING),
        *(Kind.PERMISSION, Kind.ABOUT_FOLLOW_UP, Kind.ABOUT_YOU),
    }
)
"""What is said beside the matter; it is no part of an answer."""

QUESTIONS: Final = frozenset({Kind.CLARIFYING, Kind.ASKS_FOR_SOLUTION})


class Assessment(Model):
    """What the interviewer has heard at this question, the latest message included."""

    message: Message | None
    heard_as: HeardAs | None
    bank: SentenceBank
    heard: Heard
    thin_before: int


def assess(view: RoundView) -> Assessment:
    """Read the latest message, and hear all answers to this question together."""
    state = view.state
    answers = state.answers()
    turns: list[tuple[TurnRole, str]] = [
        ("follow-up" if turn.heard_as == "follow-up" else "answer", turn.text[:_MOST_HEARD])
        for turn in answers
    ]
    message, heard_as = None, None
    if state.pending is not None:
        earlier = [turn.text for turn in state.here() if turn is not state.pending]
        text = state.pending.text[:_MOST_HEARD]
        message = classify(text, view.question, answered=bool(answers), earlier=earlier)
        heard_as = _heard_as(message.kind, answered=bool(answers))
        if heard_as in {"answer", "follow-up"}:
            turns.append(("follow-up" if answers else "answer", text))
    bank = build_bank(answer_from_turns(turns, view.question.prompt))
    heard = hear(bank)
    if message is not None and message.kind is Kind.ANSWER:
        message = _handed_over(message, bank, heard)
    thin = sum(
        classify(turn.text[:_MOST_HEARD], view.question, answered=at > 0).kind in THIN
        for at, turn in enumerate(answers)
    )
    return Assessment(message=message, heard_as=heard_as, bank=bank, heard=heard, thin_before=thin)


def _heard_as(kind: Kind, *, answered: bool) -> HeardAs:
    if kind in QUESTIONS:
        return "clarifying"
    if kind in ASIDES:
        return "aside"
    return "follow-up" if answered else "answer"


def _handed_over(message: Message, bank: SentenceBank, heard: Heard) -> Message:
    """An answer in which the decision was heard to go to somebody else, in its latest turn."""
    flag = heard.flag(FlagId.DEFERS_DECISION)
    latest = max((sentence.turn for sentence in bank.sentences), default=0)
    for number in flag.sentences if flag else ():
        sentence = bank.sentence(number)
        who = hands_over_to(sentence.text) or person_in(sentence.text)
        if sentence.turn == latest and who:
            return message.model_copy(update={"kind": Kind.HAND_OVER, "who": who})
    return message
