"""What an interviewer can do next, and what it is shown when it decides."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final, Protocol

from interviewer.interview.state import RoundState
from interviewer.model.base import JsonObject, Model
from interviewer.model.content import Question
from interviewer.model.events import HeardAs, SaidKind
from interviewer.model.words import Dimension, JobLevel


class Action(StrEnum):
    """The typed actions. Code decides which are open (see `rules.open_actions`); an interviewer chooses."""

    OPEN = "open"
    ANSWER_CLARIFICATION = "answer-clarification"
    REPEAT_QUESTION = "repeat-question"
    WAIT = "wait"
    REPROMPT = "reprompt"
    FOLLOW_UP = "follow-up"
    NEXT_QUESTION = "next-question"
    LAST_WORD = "last-word"
    CLOSE = "close"


SAID_KINDS: Final[dict[Action, SaidKind]] = {
    Action.OPEN: "opening",
    Action.NEXT_QUESTION: "opening",
    Action.ANSWER_CLARIFICATION: "reply",
    Action.REPEAT_QUESTION: "repeat",
    Action.WAIT: "wait",
    Action.REPROMPT: "reprompt",
    Action.FOLLOW_UP: "follow-up",
    Action.LAST_WORD: "last-word",
    Action.CLOSE: "closing",
}
"""What a move is called in the transcript."""


class Told(Model):
    """A fact told in a move; without an id it was left to the candidate to assume."""

    fact: str | None = None
    asked: str
    says: str
    short: str
    invented: bool = False


class Move(Model):
    """One decision, worded. `text` is what is said; on OPEN and NEXT_QUESTION the question follows it.

    `heard_as` says what the candidate's last message was taken for (None where there was none).
    `quote` holds the candidate's own words where `text` quotes them.
    """

    action: Action
    text: str
    heard_as: HeardAs | None = None
    signal: str | None = None
    dimension: Dimension | None = None
    reason: str
    quote: str | None = None
    told: tuple[Told, ...] = ()


class RoundView(Model):
    """All an interviewer may know when it decides."""

    state: RoundState
    question: Question
    next_question: Question | None
    signals: tuple[str, ...]
    """The rubric's signals, core ones first."""
    open_actions: frozenset[Action]
    seconds_left: float
    seed: int
    round_title: str = "practice"
    minutes: int = 35
    questions: int = 1
    level: JobLevel = JobLevel.L4
    follow_ups: int = 4
    """At most this many a question."""


class Held(Model):
    """A reply is being waited for, and nothing comes for now."""

    why: str
    seconds_left: float | None
    """Until it is tried again; None where nobody knows."""


class Spent(Model):
    """What a call to a model took."""

    spec: str
    usage: JsonObject
    """Tokens by kind, and `cost` in dollars (null where no price is known)."""


News = Held | Spent
Tell = Callable[[News], None]


class Interviewer(Protocol):
    """Somebody who leads a round. The offline one is rules; others may wait for a model."""

    @property
    def spec(self) -> str:
        """How it is named to the user: `offline`, or the model."""
        ...

    @property
    def note(self) -> str:
        """Where the candidate's words go; empty where they stay on this machine."""
        ...

    async def decide(self, view: RoundView, tell: Tell | None = None) -> Move:
        """The next move, worded. Its action is one of `view.open_actions`.

        `tell` hears what happens on the way: waits, and what calls to a model took.
        """
        ...
