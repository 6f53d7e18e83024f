"""An answer with its evidence lit: the candidate's words in order, and what each sentence shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from interviewer.evidence.bank import build_bank
from interviewer.evidence.characters import shadow, visible
from interviewer.model.base import Model
from interviewer.model.content import Catalogue, Rubric
from interviewer.model.evidence import Answer, Sentence, SentenceBank, Span, TurnRole
from interviewer.model.scorecard import Evidence, Scorecard
from interviewer.model.words import Dimension
from interviewer.reports.scorecard import heard, outcome
from interviewer.scoring.followups import asked_in
from interviewer.scoring.gates import flag_dimension

_LEAD: Final = 140
"""Characters of unlit text, two lines, that may stand before the lit words a label is for."""
_BEFORE_ALL: Final = -1
_AFTER_ALL: Final = 9
_STOP: Final = re.compile(r"[.!?][\"')\]\u201d\u2019]*$")


class Shown(Model):
    """One thing a sentence shows: a signal in the catalogue's words, a flag or slight thing by its label."""

    kind: Literal["evidence", "flag", "trace", "against"]
    dimension: Dimension | None
    """None for a flag that limits no dimension of this rubric."""
    words: str
    note: str = ""
    """What a flag says beside its label."""


class Lit(Model):
    """A sentence that counts. `start` and `end` are code points of the answer as it was given."""

    sentence: int
    start: int
    end: int
    shows: tuple[Shown, ...]
    """What it shows, the most telling first: flags, signals demonstrated, those mentioned, slight things."""

    @property
    def mark(self) -> Shown:
        """What stands for it where there is room for one thing."""
        return self.shows[0]

    @property
    def slight(self) -> bool:
        """Whether it shows nothing but what counted a little; then it is lit only while it is pointed at."""
        return self.mark.kind in {"trace", "against"}


class Stretch(Model):
    """Words to draw in one way, as a reader sees them; line ends inside a list are kept."""

    text: str
    lit: Lit | None = None


class Passage(Model):
    """A paragraph, or the part of one that one label can stand for."""

    who: Literal["candidate", "interviewer"] = "candidate"
    role: TurnRole = "answer"
    stretches: tuple[Stretch, ...]
    begins: bool = False
    """Whether somebody begins to speak here."""
    outcome: str = ""
    """What became of a follow-up, as in `You let it go.`; empty for anything else."""

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(each.text for each in self.stretches)

    @property
    def lit(self) -> tuple[Lit, ...]:
        """The sentences in it that count."""
        return tuple(each.lit for each in self.stretches if each.lit)

    @property
    def mark(self) -> Shown | None:
        """What the label says: a flag before evidence, else the first; None where nothing counts."""
        marks = [each.mark for each in self.lit if not each.slight]
        return next((each for each in marks if each.kind == "flag"), marks[0] if marks else None)


def light(
    card: Scorecard,
    answer: Answer,
    catalogue: Catalogue,
    rubric: Rubric | None = None,
    asked: Sequence[tuple[str, int]] = (),
) -> tuple[Passage, ...]:
    """The answer in passages, with the interviewer's follow-ups between them.

    `rubric` says which dimension a flag belongs to where the card does not; `asked` has the follow-ups of
    a practised round, with the span that replies to each. Those of a pasted exchange are found in its text.
    Evidence whose words do not stand in this answer where the card says so is not lit, and then no flag is.
    """
    bank = build_bank(answer)
    lit = _lit(card, bank, catalogue, rubric)
    before = _asked(card, asked or asked_in(answer))
    passages: list[Passage] = []
    for turn, span in enumerate(answer.spans):
        if turn in before:
            passages.append(before[turn])
        own = [each for each in bank.sentences if each.turn == turn]
        passages += _passages(span, _units(answer.text, span, own, lit))
    return tuple(passages)


def _asked(card: Scorecard, asked: Sequence[tuple[str, int]]) -> dict[int, Passage]:
    """The follow-ups by the span that replies to each. A card lists them in the order they were asked."""
    told = [outcome(each) for each in card.follow_ups] if len(card.follow_ups) == len(asked) else []
    passages = {}
    for place, (words, turn) in enumerate(asked):
        passages[turn] = Passage(
            who="interviewer",
            stretches=(Stretch(text=visible(words)),),
            begins=True,
            outcome=told[place] if told else "",
        )
    return passages


# What each sentence shows.


def _lit(card: Scorecard, bank: SentenceBank, catalogue: Catalogue, rubric: Rubric | None) -> dict[int, Lit]:
    shows: dict[int, list[tuple[int, Shown]]] = {}
    intact = True
    for dimension, score in card.dimensions.items():
        for each in score.evidence:
            there = _sentences(each, bank)
            intact = intact and len(there) == len(each.sentences)
            shown = Shown(kind="evidence", dimension=dimension, words=heard(each, catalogue))
            for number in there:
                shows.setdefault(number, []).append((2 - each.level, shown))
    if intact:
        for rank, shown, numbers in (*_flags(card, catalogue, rubric), *_slight(card)):
            for number in numbers:
                if number <= len(bank.sentences):
                    shows.setdefault(number, []).append((rank, shown))
    return {number: _lit_sentence(bank.sentence(number), found) for number, found in shows.items()}


def _flags(
    card: Scorecard, catalogue: Catalogue, rubric: Rubric | None
) -> Iterator[tuple[int, Shown, tuple[int, ...]]]:
    for flag in card.flags:
        dimension, label = flag_dimension(flag, card, rubric), catalogue.flag(flag.id).label
        shown = Shown(kind="flag", dimension=dimension, words=label, note=flag.note)
        yield _BEFORE_ALL, shown, flag.sentences


def _slight(card: Scorecard) -> Iterator[tuple[int, Shown, tuple[int, ...]]]:
    for dimension, score in card.dimensions.items():
        for each in score.traces:
            kind: Literal["trace", "against"] = "against" if each.against else "trace"
            yield _AFTER_ALL, Shown(kind=kind, dimension=dimension, words=each.label), each.sentences


def _lit_sentence(sentence: Sentence, found: list[tuple[int, Shown]]) -> Lit:
    ranked = tuple(shown for _, shown in sorted(found, key=lambda each: each[0]))
    return Lit(sentence=sentence.number, start=sentence.start, end=sentence.end, shows=ranked)


def _sentences(found: Evidence, bank: SentenceBank) -> list[int]:
    """Numbers of the sentences whose words are the card's."""
    return [
        number
        for number, quote in zip(found.sentences, found.quotes, strict=False)
        if 1 <= number <= len(bank.sentences) and bank.verbatim(number) == quote.text
    ]


def taught(card: Scorecard, catalogue: Catalogue) -> str | None:
    """What the lesson is about, in the words `Shown` has for it; None where nobody heard it."""
    about = card.lesson.about if card.lesson else None
    flags = [catalogue.flag(each.id).label for each in card.flags if each.id == about]
    found = [each for score in card.dimensions.values() for each in score.evidence if each.signal == about]
    return next(iter([*flags, *(heard(each, catalogue) for each in found)]), None)


# From sentences to passages.


class _Unit(NamedTuple):
    """A sentence as it was spoken: the bank may have cut it at its clauses."""

    stretches: tuple[Stretch, ...]
    paragraph: bool
    """Whether a blank line stands before it."""
    line: bool
    """Whether it stands on a line of its own, as in a list."""

    @property
    def passage(self) -> Passage:
        return Passage(stretches=self.stretches)

    @property
    def key(self) -> tuple[str, Dimension | None] | None:
        mark = self.passage.mark
        return (mark.kind, mark.dimension) if mark else None


def _units(text: str, span: Span, sentences: Sequence[Sentence], lit: Mapping[int, Lit]) -> Iterator[_Unit]:
    stretches: list[Stretch] = []
    paragraph = line = False
    cursor = span.start
    for sentence in sentences:
        gap = text[cursor : sentence.start]
        loose, breaks = visible(gap), shadow(gap).count("\n")
        if stretches and (breaks or _STOP.search(stretches[-1].text)):
            yield _Unit(tuple(stretches), paragraph, line)
            stretches, paragraph, line = [], breaks > 1, breaks == 1
        if space := _between(gap, loose, within=bool(stretches)):
            stretches.append(Stretch(text=space))
        words = visible(text[sentence.start : sentence.end])
        stretches.append(Stretch(text=words, lit=lit.get(sentence.number)))
        cursor = sentence.end
    if rest := visible(text[cursor : span.end]):
        stretches.append(Stretch(text=rest))
    if stretches:
        yield _Unit(tuple(stretches), paragraph, line)


def _between(gap: str, loose: str, *, within: bool) -> str:
    """What stands before a sentence or clause: signs that belong to none, such as a list's, and a space."""
    before = " " if within and gap[:1].isspace() else ""
    after = " " if loose and gap[-1:].isspace() else ""
    return before + loose + after


def _passages(span: Span, units: Iterator[_Unit]) -> Iterator[Passage]:
    held: list[_Unit] = []
    first = True
    for unit in units:
        if held and _parts(held, unit):
            yield _joined(held, span, begins=first)
            held, first = [], False
        held.append(unit)
    if held:
        yield _joined(held, span, begins=first)


def _parts(held: Sequence[_Unit], unit: _Unit) -> bool:
    """Whether a new passage begins with this sentence, because the label so far is not its own."""
    if unit.paragraph:
        return True
    if unit.key is None:
        return False
    if all(each.key is None for each in held):
        return sum(len(each.passage.text) for each in held) > _LEAD
    return held[-1].key != unit.key


def _joined(units: Sequence[_Unit], span: Span, *, begins: bool) -> Passage:
    stretches: list[Stretch] = []
    for unit in units:
        if stretches:
            stretches.append(Stretch(text="\n" if unit.line else " "))
        stretches += unit.stretches
    return Passage(role=span.role, stretches=_merged(stretches), begins=begins)


def _merged(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The same words, with unlit neighbours in one stretch."""
    merged: list[Stretch] = []
    for each in stretches:
        if merged and each.lit is None and merged[-1].lit is None:
            merged[-1] = Stretch(text=merged[-1].text + each.text)
        else:
            merged.append(each)
    return tuple(merged)
