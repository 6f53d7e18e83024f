"""A saved round as steps that can be shown one by one, with what was heard in each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, Literal, NamedTuple, Self

from interviewer.content.hashes import input_sha256
from interviewer.content.library import Library
from interviewer.evidence.bank import build_bank
from interviewer.evidence.characters import legible, shadow, visible
from interviewer.interview.state import KeptNote, RoundState, Turn
from interviewer.model.base import Model
from interviewer.model.content import Catalogue
from interviewer.model.errors import NotScorableError
from interviewer.model.events import Header
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import OFFLINE, Dimension, Level
from interviewer.scoring.offline import OfflineScorer
from interviewer.scoring.request import ScoreRequest
from interviewer.session.cast import make_scorer
from interviewer.session.grading import AnswerTurn, RoundRecord, answer_turns, score_request
from interviewer.transcripts.read import Transcript
from interviewer.transcripts.timing import Timing

MarkKind = Literal["flag", "low level", "evidence", "follow-up"]
Levels = Mapping[Dimension, Level | None]
"""A level for each dimension, None while there is nothing to go by."""

_FOLLOW_UPS: Final = ("follow-up", "reprompt", "last-word")
_LOW: Final = 2
"""A level up to this, lean no, is a low one."""
_READ_A_SECOND: Final = 25
"""Characters, about 250 words a minute."""
NOT_YET: Final[Levels] = dict.fromkeys(Dimension)


class HeardThere(Model):
    """A signal or a flag that was heard in a turn: its id, and the catalogue's words for it."""

    kind: Literal["flag", "evidence"]
    id: str
    words: str


class Lit(Model):
    """A stretch of a text that shows something; `start` and `end` count its code points."""

    start: int
    end: int
    kind: Literal["flag", "evidence"]


class Step(Model):
    """One turn that stands, with what was heard in it."""

    turn: Turn
    text: str
    """What was said, as a reader sees it."""
    heard: tuple[HeardThere, ...] = ()
    lit: tuple[Lit, ...] = ()
    """The sentences in `text` that show something, in order; they never overlap."""

    @property
    def marks(self) -> tuple[MarkKind, ...]:
        """What it is marked as, the most important first."""
        kinds = {each.kind for each in self.heard}
        found: list[MarkKind] = [kind for kind in ("flag", "evidence") if kind in kinds]
        if self.turn.who == "interviewer" and self.turn.kind in _FOLLOW_UPS:
            found.append("follow-up")
        return tuple(found)


class Mark(NamedTuple):
    """A mark on the round's clock: when, at which step, and what for."""

    t: float
    step: int
    kind: MarkKind


class Replay:
    """A saved round, step by step."""

    def __init__(self, library: Library, transcript: Transcript) -> None:
        self.header: Header = transcript.header
        self.torn: str = transcript.torn
        """What was dropped at the end of the file; empty when nothing was."""
        self.ended: bool = transcript.ended
        """Whether the round came to its end, or was left."""
        self._library = library
        self._record = RoundRecord.of(transcript)
        self.state: RoundState = self._record.state
        """Where the round stands at its end: facts told, and the candidate's notes."""
        self.questions: int = self.state.questions(len(self.header.questions))
        """How many the round has."""
        self._cards = {at: each.scorecard for at, each in transcript.latest_scorecards().items()}
        self.steps: tuple[Step, ...] = self._steps()
        self.timing = Timing.of(step.turn.t for step in self.steps)

    @classmethod
    def of(cls, library: Library, transcript: Transcript) -> Self:
        """The replay of a transcript."""
        return cls(library, transcript)

    @property
    def graded(self) -> bool:
        """Whether there is a scorecard to open."""
        return bool(self._cards)

    def has_card(self, step: int) -> bool:
        """Whether the question that this step belongs to was graded."""
        return self.steps[step].turn.question in self._cards

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """All marks, in the order of their steps."""
        moments, low = self.timing.moments, self._low
        return tuple(
            Mark(moments[at], at, kind)
            for at, step in enumerate(self.steps)
            for kind in (*step.marks, *(("low level",) if at in low else ()))
        )

    @property
    def _low(self) -> frozenset[int]:
        """The steps at which an answer with a low level was complete: from then on it could be told."""
        ends: set[int] = set()
        for index, card in self._cards.items():
            scores = [each.score for each in card.dimensions.values() if each.score is not None]
            turns = answer_turns(self._record, index) if index < len(self.header.questions) else ()
            if turns and scores and min(scores) <= _LOW:
                ends.add(turns[-1].turn)
        return frozenset(at for at, step in enumerate(self.steps) if step.turn.turn in ends)

    def heard_by(self, step: int) -> tuple[tuple[float, HeardThere], ...]:
        """What was heard in the question at hand up to this step, with the round's clock.

        A signal is told once, where it was first heard; a flag every time it is raised.
        """
        question = self.steps[step].turn.question
        told: dict[tuple[float, HeardThere], None] = {}
        known: set[str] = set()
        for each in self.steps[: step + 1]:
            for heard in each.heard if each.turn.question == question else ():
                if heard.kind == "flag" or heard.id not in known:
                    told[each.turn.t, heard] = None
                known.add(heard.id)
        return tuple(told)

    def notes_at(self, step: int) -> tuple[KeptNote, ...]:
        """The candidate's notes that were written while this step was the last one."""
        return tuple(each for each in self.state.kept_notes if self._step_at(each.t) == step)

    def _step_at(self, t: float) -> int:
        """The last step by that time; of several in one moment, the candidate's."""
        moments = self.timing.moments
        last = max(1, bisect_right(moments, t)) - 1
        mine = (at for at in range(last + 1) if self.steps[at].turn.who == "candidate")
        return next((at for at in mine if moments[at] == moments[last]), last)

    def notes_by(self, step: int) -> tuple[KeptNote, ...]:
        """The candidate's notes on the question at hand, up to this step."""
        question = self.steps[step].turn.question
        here = (at for at in range(step + 1) if self.steps[at].turn.question == question)
        return tuple(note for at in here for note in self.notes_at(at))

    def being_said(self, watched: float) -> tuple[int, int] | None:
        """The candidate's turn that is on its way after so many seconds of watching.

        When each word was typed is not recorded: a turn is spread evenly over the time before it was
        sent, or over as much of that as reading it takes.

        Returns:
            Its step, and how many characters of its text there are, up to the end of a word; None where
            nobody is saying anything.
        """
        number = self.timing.reached(watched)
        if not 0 < number < len(self.steps) or self.steps[number].turn.who != "candidate":
            return None
        text, starts = self.steps[number].text, self.timing.starts
        takes = min(starts[number] - starts[number - 1], len(text) / _READ_A_SECOND)
        left = starts[number] - watched
        whole = text.rfind(" ", 0, int(len(text) * (1 - left / takes)) + 1) if left < takes else 0
        return (number, whole) if whole > 0 else None

    @property
    def start(self) -> int:
        """The step to begin at: the first question, so that there is something to answer."""
        asked = (at for at, step in enumerate(self.steps) if step.turn.kind == "question")
        return next(asked, 0)

    @cached_property
    def levels(self) -> tuple[Levels | None, ...]:
        """The scorecard so far after each step; None where the question was not graded.

        Grades the answer anew for every turn of it, so it is to be read away from the event loop.
        """
        so_far = {index: self._levels_by_turn(index, card) for index, card in self._cards.items()}
        now: dict[int, Levels] = dict.fromkeys(so_far, NOT_YET)
        found: list[Levels | None] = []
        for step in self.steps:
            index = step.turn.question
            if step.turn.turn in so_far.get(index, {}):
                now[index] = so_far[index][step.turn.turn]
            found.append(now.get(index))
        return tuple(found)

    def _steps(self) -> tuple[Step, ...]:
        heard: dict[int, list[HeardThere]] = defaultdict(list)
        lit: dict[int, list[Lit]] = defaultdict(list)
        for index, card in self._cards.items():
            for turn, what, stretch in self._found(index, card):
                if what not in heard[turn]:
                    heard[turn].append(what)
                lit[turn].append(stretch)
        return tuple(
            Step(
                turn=turn,
                text=legible(turn.text),
                heard=tuple(heard.get(turn.turn, ())),
                lit=tuple(_as_read(turn.text, _without_overlap(lit.get(turn.turn, ())))),
            )
            for turn in self._record.state.turns
        )

    def _found(self, index: int, card: Scorecard) -> Iterator[tuple[int, HeardThere, Lit]]:
        """Every sentence the card names: its turn's number, what it shows, where it stands in the turn."""
        if index >= len(self.header.questions):
            return
        request = score_request(self._library, self._record, index)
        text = request.answer.text
        # A card of another answer, as after a question was reworded, has sentences of its own.
        if card.input_sha256 != input_sha256(request.round, request.asked, text):
            return
        places = _places(request, answer_turns(self._record, index))
        for what, start, end in sorted(_sentences(card, request, self._library.catalogue), key=_by_place):
            for turn, begins, ends in places:
                if begins <= start and end <= ends:
                    yield turn, what, Lit(start=start - begins, end=end - begins, kind=what.kind)

    def _levels_by_turn(self, index: int, card: Scorecard) -> dict[int, Levels]:
        """The levels after each turn of an answer, by the turn's number."""
        if index >= len(self.header.questions):
            return {}
        turns = answer_turns(self._record, index)
        numbers = [each.turn for each in turns]
        saved: Levels = {name: card.dimensions[name].score for name in Dimension}
        grown = self._regraded(index, len(turns)) if card.scorer == OFFLINE else ()
        # Rules change between versions: levels on the way count only where they end at the saved card.
        if not grown or _levels(grown[-1]) != saved:
            return self._levels_once_heard(index, card, numbers)
        levels: list[Levels] = [_with_evidence(each) for each in grown[:-1]]
        return dict(zip(numbers, [*levels, saved], strict=True))

    def _regraded(self, index: int, turns: int) -> tuple[Scorecard | None, ...]:
        requests = (score_request(self._library, self._record, index, first) for first in range(1, turns + 1))
        return tuple(_try(self._scorer, request) for request in requests)

    @cached_property
    def _scorer(self) -> OfflineScorer:
        return make_scorer(self._library, OFFLINE)

    def _levels_once_heard(self, index: int, card: Scorecard, numbers: list[int]) -> dict[int, Levels]:
        """A dimension's saved level from the turn on in which its last evidence was said."""
        last: dict[Dimension, int] = {}
        owner = {each.signal: name for name, score in card.dimensions.items() for each in score.evidence}
        for turn, what, _ in self._found(index, card):
            if what.kind == "evidence":
                last[owner[what.id]] = max(turn, last.get(owner[what.id], 0))
        end = numbers[-1] if numbers else 0
        return {
            number: {
                name: card.dimensions[name].score if number >= last.get(name, end) else None
                for name in Dimension
            }
            for number in numbers
        }


def _try(scorer: OfflineScorer, request: ScoreRequest) -> Scorecard | None:
    """The card of an answer that may be too little to grade as yet."""
    try:
        return scorer.score(request)
    except NotScorableError:
        return None


def _levels(card: Scorecard | None) -> Levels | None:
    return None if card is None else {name: card.dimensions[name].score for name in Dimension}


def _with_evidence(card: Scorecard | None) -> Levels:
    if card is None:
        return NOT_YET
    scores = card.dimensions
    return {name: scores[name].score if scores[name].evidence else None for name in Dimension}


def _sentences(
    card: Scorecard, request: ScoreRequest, catalogue: Catalogue
) -> Iterator[tuple[HeardThere, int, int]]:
    """What the card shows, with its sentences' places in the answer's text; flags of absence have none."""
    signals = {each.id: each.heard for each in catalogue.signals}
    for score in card.dimensions.values():
        for found in score.evidence:
            what = HeardThere(kind="evidence", id=found.signal, words=signals.get(found.signal, found.signal))
            for quote in found.quotes:
                if request.answer.text[quote.start : quote.end] == quote.text:
                    yield what, quote.start, quote.end
    bank = build_bank(request.answer).sentences
    for flag in card.flags:
        what = HeardThere(kind="flag", id=flag.id, words=catalogue.flag(flag.id).label)
        for number in flag.sentences:
            if number <= len(bank):
                yield what, bank[number - 1].start, bank[number - 1].end


def _places(request: ScoreRequest, turns: Iterable[AnswerTurn]) -> list[tuple[int, int, int]]:
    """Where each turn's text lies in the answer's: the turn's number, start and end."""
    # A turn in which nothing can be seen has no span.
    seen = [each for each in turns if shadow(each.text).strip()]
    places = []
    for span, each in zip(request.answer.spans, seen, strict=True):
        blank = shadow(each.text)
        start = span.start - (len(blank) - len(blank.lstrip()))
        places.append((each.turn, start, start + len(each.text)))
    return places


def _by_place(found: tuple[HeardThere, int, int]) -> tuple[int, bool]:
    return found[1], found[0].kind == "flag"


def _without_overlap(stretches: Iterable[Lit]) -> tuple[Lit, ...]:
    """Each stretch once and in order; a flag wins over evidence in the same words."""
    kept: list[Lit] = []
    for each in sorted(stretches, key=lambda one: (one.kind != "flag", one.start)):
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda one: one.start))


def _as_read(said: str, stretches: Iterable[Lit]) -> Iterator[Lit]:
    """The stretches where they stand in the text as a reader sees it."""
    text, after = legible(said), 0
    for each in stretches:
        words = visible(said[each.start : each.end]).split()
        found = re.compile(r"\s+".join(map(re.escape, words))).search(text, after) if words else None
        if found is not None:
            after = found.end()
            yield Lit(start=found.start(), end=after, kind=each.kind)
