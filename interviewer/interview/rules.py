"""The hard limits of a round, in code and not in anybody's wording."""

from __future__ import annotations

from typing import Final

from interviewer.interview.moves import Action
from interviewer.interview.state import Phase, RoundState
from interviewer.model.base import Model

MOST_CLARIFICATIONS: Final = 8
MOST_REPEATS: Final = 6
MOST_WAITS: Final = 20
"""Waiting is bounded by the clock; this only keeps a round from going on for ever without one."""

MOST_REPROMPTS: Final = 1
LEAST_FOLLOW_UPS: Final = 2
"""An interviewer that could ask two follow-ups does not leave a question after fewer."""

NEXT_QUESTION_NEEDS: Final = 300.0
"""Seconds that must be left for another question; less is given to the last word."""


class Limits(Model):
    """What the rubric allows in this round."""

    questions: int
    follow_ups: int


def open_actions(state: RoundState, limits: Limits, seconds_left: float) -> frozenset[Action]:
    """The actions an interviewer may choose from; never empty before the round is done."""
    match state.phase:
        case Phase.OPENING:
            return frozenset({Action.OPEN})
        case Phase.DONE:
            return frozenset()
        case Phase.WRAP_UP:
            return _at_the_end(state)
    if seconds_left <= 0:
        return frozenset({Action.LAST_WORD})
    return frozenset(_within_caps(state, limits) | _ways_on(state, limits, seconds_left))


def _at_the_end(state: RoundState) -> frozenset[Action]:
    """The closing; and once, for who said something else than a last sentence, waiting for it."""
    kinds = [turn.kind for turn in state.turns if turn.who == "interviewer"]
    waited = "wait" in kinds[kinds.index("last-word") :]
    return frozenset({Action.CLOSE} if waited else {Action.CLOSE, Action.WAIT})


def _within_caps(state: RoundState, limits: Limits) -> set[Action]:
    caps = {
        Action.ANSWER_CLARIFICATION: state.asked("reply") < MOST_CLARIFICATIONS,
        Action.REPEAT_QUESTION: state.asked("repeat") < MOST_REPEATS,
        Action.WAIT: state.asked("wait") < MOST_WAITS,
        Action.REPROMPT: state.asked("reprompt") < MOST_REPROMPTS,
        Action.FOLLOW_UP: state.asked("follow-up") < limits.follow_ups,
    }
    return {action for action, free in caps.items() if free}


def _ways_on(state: RoundState, limits: Limits, seconds_left: float) -> set[Action]:
    """How to leave this question: only once it has been tried, and to a next one only in time.

    Without follow-ups, it takes a reprompt and something that was heard as an answer; what is being replied
    to comes on top of that. Nobody is led on for asking, thinking, or keeping silent.
    """
    tried = state.asked("follow-up") >= min(LEAST_FOLLOW_UPS, limits.follow_ups)
    stuck = state.asked("reprompt") >= MOST_REPROMPTS and bool(state.answers())
    if not (tried or stuck or state.asked("wait") >= MOST_WAITS):
        return set()
    more = state.question + 1 < limits.questions and seconds_left >= NEXT_QUESTION_NEEDS
    return {Action.NEXT_QUESTION if more else Action.LAST_WORD}
