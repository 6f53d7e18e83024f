"""What was said, cut into numbered sentences, and what was heard in it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from interviewer.model.base import Model, Slug
from interviewer.model.words import Dimension, FlagId

TurnRole = Literal["answer", "clarifying", "follow-up"]
"""How a stretch of the candidate's words came about; a clarifying question is never their position."""


class Span(Model):
    """A stretch of the candidate's own words in a text; `start` and `end` count code points."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    role: TurnRole = "answer"


class Answer(Model):
    """All a candidate said to one question.

    `text` is kept as it was given: an exchange keeps the interviewer's lines, and `spans` says which
    stretches are the candidate's. `question` is empty where nobody said what was asked.
    """

    text: str
    spans: tuple[Span, ...]
    question: str = ""


class Sentence(Model):
    """One sentence of the bank. `number` counts from 1; `text` is cleaned for display and scoring.

    `start` and `end` count code points of the answer as it was given, so that
    `answer.text[start:end]` is what was said, to the letter.
    """

    number: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str
    turn: int = Field(ge=0, description="index of the span it comes from")
    role: TurnRole = "answer"


class SentenceBank(Model):
    """The answer as numbered sentences, in the order they were said."""

    answer: Answer
    sentences: tuple[Sentence, ...]

    def sentence(self, number: int) -> Sentence:
        """The sentence with that number; IndexError when there is none."""
        if not 1 <= number <= len(self.sentences):
            raise IndexError(f"no sentence {number} in a bank of {len(self.sentences)}")
        return self.sentences[number - 1]

    def verbatim(self, number: int) -> str:
        """What was said in that sentence, to the letter."""
        sentence = self.sentence(number)
        return self.answer.text[sentence.start : sentence.end]


class SignalHeard(Model):
    """A signal found in an answer: 1 asserted, 2 demonstrated, with the sentences that show it."""

    signal: Slug
    level: Literal[1, 2]
    sentences: tuple[int, ...] = Field(min_length=1)


class FlagHeard(Model):
    """A flag raised by an answer. A flag of absence has no sentences."""

    id: FlagId
    sentences: tuple[int, ...] = ()
    note: str


class TraceHeard(Model):
    """A slight thing that counts a little for or against some dimensions, and the sentences it is in.

    How much there is of it follows from its sentences, two thirds of the most after `half` of them; or,
    for what is no matter of sentences, it is `amount`, from 0 to 1.
    """

    trace: Slug
    label: str
    against: bool
    dimensions: tuple[Dimension, ...]
    sentences: tuple[int, ...]
    half: float | None = None
    amount: float = Field(default=0.0, ge=0, le=1)


class Heard(Model):
    """All that was heard in one answer. Signals nobody showed are simply not in it."""

    signals: tuple[SignalHeard, ...] = ()
    occurrences: tuple[SignalHeard, ...] = ()
    """Each signal with every sentence it was heard in, once per level that was reached in some of them."""
    traces: tuple[TraceHeard, ...] = ()
    words: int = Field(default=0, description="how many the sentences that can be evidence have together")
    flags: tuple[FlagHeard, ...] = ()
    touched: frozenset[str] = frozenset()
    """Signals heard only in sentences that already show two others: no evidence, and not missing either."""

    def level(self, signal: str) -> int:
        """0 absent, 1 asserted, 2 demonstrated."""
        return max((heard.level for heard in self.signals if heard.signal == signal), default=0)

    def lacks(self, signal: str) -> bool:
        """Whether nothing of it was heard, not even in a sentence that shows something else."""
        return not self.level(signal) and signal not in self.touched

    def flag(self, flag: FlagId) -> FlagHeard | None:
        """The flag if it was raised."""
        return next((raised for raised in self.flags if raised.id == flag), None)
