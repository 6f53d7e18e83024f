"""Where a round stands: a value folded from the transcript's events, never stored beside them."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from interviewer.model.base import Model
from interviewer.model.events import Ended, Event, FactTold, Graded, HeardAs, Note, Retracted, Said, SaidKind
from interviewer.model.words import Dimension, Speaker


class Phase(StrEnum):
    """The phases of a round, in order. Clarifying to probing repeat for each question."""

    OPENING = "opening"
    CLARIFYING = "clarifying"
    PROBING = "probing"
    WRAP_UP = "wrap-up"
    DONE = "done"


class Turn(Model):
    """One thing said that still stands."""

    turn: int
    who: Speaker
    kind: SaidKind
    question: int
    text: str
    t: float
    heard_as: HeardAs | None = None
    """For the candidate's turns: what the interviewer took it for, known once it has replied."""
    signal: str | None = None
    dimension: Dimension | None = None
    quote: str | None = None


_OPENS = ("opening", "question")


class KeptNote(Model):
    """A note as it stands: its number in the round, from 1, and when it was written on the round's clock."""

    number: int
    t: float
    text: str
    """Empty once it was taken away."""


class RoundState(Model):
    """The round so far. `turns` holds what stands; what was taken back is gone from it."""

    turns: tuple[Turn, ...] = ()
    facts: tuple[FactTold, ...] = ()
    noted: tuple[KeptNote, ...] = ()
    """The candidate's notes, those that were taken away too, by number."""
    next_turn: int = 0
    graded: frozenset[int] = frozenset()
    ended: bool = False

    @classmethod
    def of(cls, events: tuple[Event, ...]) -> Self:
        """The state after these events."""
        state = cls()
        for event in events:
            state = state.after(event)
        return state

    def after(self, event: Event) -> Self:
        """The state after one more event; events that say nothing about the round change nothing."""
        match event:
            case Said():
                return self._heard(event)
            case Retracted():
                return self._without(event)
            case FactTold():
                return self.model_copy(update={"facts": (*self.facts, event)})
            case Note():
                return self._with_note(event)
            case Graded():
                return self.model_copy(update={"graded": self.graded | {event.question}})
            case Ended():
                return self.model_copy(update={"ended": True})
            case _:
                return self

    def _with_note(self, event: Note) -> Self:
        fresh = KeptNote(number=len(self.noted) + 1, t=event.t, text=event.text)
        # One that stands in for a note nobody has seen is a note of its own.
        if event.replaces is None or event.replaces > len(self.noted):
            return self.model_copy(update={"noted": (*self.noted, fresh)})
        changed = (
            each.model_copy(update={"text": event.text}) if each.number == event.replaces else each
            for each in self.noted
        )
        return self.model_copy(update={"noted": tuple(changed)})

    @property
    def kept_notes(self) -> tuple[KeptNote, ...]:
        """The candidate's notes that stand, in the order in which they were written."""
        return tuple(each for each in self.noted if each.text)

    @property
    def notes(self) -> tuple[str, ...]:
        """What they say."""
        return tuple(each.text for each in self.kept_notes)

    def _heard(self, event: Said) -> Self:
        turns = self.turns
        if event.who == "interviewer" and event.heard_as and turns and turns[-1].who == "candidate":
            turns = (*turns[:-1], turns[-1].model_copy(update={"heard_as": event.heard_as}))
        turn = Turn(
            turn=event.turn,
            who=event.who,
            kind=event.kind,
            question=event.question,
            text=event.text,
            t=event.t,
            signal=event.signal,
            dimension=event.dimension,
            quote=event.quote,
        )
        return self.model_copy(update={"turns": (*turns, turn), "next_turn": event.turn + 1})

    def _without(self, event: Retracted) -> Self:
        gone = set(event.turns)
        turns = tuple(turn for turn in self.turns if turn.turn not in gone)
        if turns and turns[-1].who == "candidate":
            turns = (*turns[:-1], turns[-1].model_copy(update={"heard_as": None}))
        facts = tuple(fact for fact in self.facts if fact.turn not in gone)
        return self.model_copy(update={"turns": turns, "facts": facts})

    @property
    def question(self) -> int:
        """Index of the question on the table."""
        return self.turns[-1].question if self.turns else 0

    @property
    def phase(self) -> Phase:
        """Where the round is."""
        if self.ended or self._asked("closing"):
            return Phase.DONE
        if not self.turns:
            return Phase.OPENING
        if self._asked("last-word"):
            return Phase.WRAP_UP
        return Phase.PROBING if self.answers() else Phase.CLARIFYING

    def _asked(self, kind: SaidKind) -> bool:
        return any(turn.kind == kind for turn in self.turns)

    def here(self, question: int | None = None) -> tuple[Turn, ...]:
        """The turns of one question (the current one unless told)."""
        index = self.question if question is None else question
        return tuple(turn for turn in self.turns if turn.question == index)

    def answers(self, question: int | None = None) -> tuple[Turn, ...]:
        """The candidate's turns that count as their answer to one question, follow-ups included."""
        return tuple(
            turn
            for turn in self.here(question)
            if turn.who == "candidate" and turn.heard_as in {"answer", "follow-up"}
        )

    @property
    def answered(self) -> tuple[int, ...]:
        """Indexes of the questions that got an answer; a message nobody has replied to counts as one."""
        beside = {"clarifying", "aside"}
        said = (turn for turn in self.turns if turn.who == "candidate" and turn.heard_as not in beside)
        return tuple(sorted({turn.question for turn in said}))

    def questions(self, planned: int) -> int:
        """How many questions the round has: as many as were planned, or, once it is over, were put."""
        put = {turn.question for turn in self.turns if turn.kind == "question"}
        return len(put) if self.ended and put else planned

    def asked(self, *kinds: SaidKind, question: int | None = None) -> int:
        """How often the interviewer said something of these kinds at one question."""
        return sum(turn.who == "interviewer" and turn.kind in kinds for turn in self.here(question))

    @property
    def waiting_for_interviewer(self) -> bool:
        """Whether the last word is the candidate's."""
        return not self.turns or self.turns[-1].who == "candidate"

    @property
    def pending(self) -> Turn | None:
        """The candidate's message nobody has replied to yet."""
        return self.turns[-1] if self.turns and self.turns[-1].who == "candidate" else None
