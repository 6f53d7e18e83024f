"""What is known about one answer once it has levels: what lesson, rationale and headline stand on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from interviewer.evidence.quotes import quote_of
from interviewer.model.content import Catalogue, Question, Rubric, Signal
from interviewer.model.evidence import FlagHeard, Heard, SentenceBank, SignalHeard
from interviewer.model.scorecard import Cap, Quote
from interviewer.model.words import Dimension, FlagId, Level
from interviewer.scoring.ordinal import Distribution

# A hollow answer has no user and no decision either: the cause is told, not the symptom.
_TELLING: Final = {
    flag: place
    for place, flag in enumerate(
        (FlagId.OFF_QUESTION, FlagId.HOLLOW, FlagId.SYSTEM_DESIGN_ANSWER, FlagId.DEFERS_DECISION)
    )
}


_TIES: Final = (Dimension.JUDGMENT, Dimension.FRAMING, Dimension.RIGOR, Dimension.COMMUNICATION)

_SHOWN: Final = 2

_NEUTRAL: Final = "this"
"""Stands for the question's decision where its call would not read as one."""


class Slots(NamedTuple):
    """The question's nouns, for texts with `{call}`, `{people}` and `{subject}`."""

    call: str = _NEUTRAL
    people: str = "the people it is for"
    subject: str = "the product"

    def fill(self, text: str) -> str:
        """The text with its slots filled; other braces stay as they are."""
        for name, value in self._asdict().items():
            text = text.replace("{" + name + "}", value)
        return text[:1].upper() + text[1:]


def slots_of(question: Question | None) -> Slots:
    """The nouns of a known question; neutral ones for any other."""
    if question is None:
        return Slots()
    return Slots(question.decision or _NEUTRAL, question.people, question.subject)


class Graded(NamedTuple):
    """The numbers of one dimension."""

    chances: Distribution
    estimate: float
    score: Level


class Findings(NamedTuple):
    """An answer, what was heard in it, and its levels. Dimensions not assessed have no `Graded`."""

    bank: SentenceBank
    heard: Heard
    rubric: Rubric
    catalogue: Catalogue
    slots: Slots
    graded: Mapping[Dimension, Graded]
    caps: tuple[Cap, ...]

    def evidence(self, dimension: Dimension) -> tuple[SignalHeard, ...]:
        """What was heard for a dimension, demonstrated first, then in the rubric's order."""
        order = self.rubric.dimensions[dimension].signals
        mine = [each for each in self.heard.signals if each.signal in order]
        return tuple(sorted(mine, key=lambda each: (-each.level, order.index(each.signal))))

    def missing(self, dimension: Dimension) -> tuple[str, ...]:
        """Core signals nobody heard; those that would lift a gate come first, else in the rubric's order."""
        body = self.rubric.dimensions[dimension]
        gates = [gate for gate in body.gates if all(self.heard.lacks(each) for each in gate.unless)]
        lifting = {each for gate in gates for each in gate.unless}
        absent = [each for each in body.core if self.heard.lacks(each)]
        return tuple(sorted(absent, key=lambda each: each not in lifting))

    def asserted(self, dimension: Dimension) -> tuple[SignalHeard, ...]:
        """Core signals that were only asserted."""
        core = self.rubric.dimensions[dimension].core
        return tuple(each for each in self.evidence(dimension) if each.level == 1 and each.signal in core)

    def addable(self, dimension: Dimension) -> tuple[str, ...]:
        """Signals that one sentence could add: core ones missing, core ones only asserted, further ones."""
        further = (name for name in self.rubric.dimensions[dimension].further if self.heard.lacks(name))
        asserted = (each.signal for each in self.asserted(dimension))
        return (*self.missing(dimension), *asserted, *further)

    def demonstrating(self) -> frozenset[int]:
        """Sentences that demonstrate judgment or rigor; none that speaks against the answer."""
        against = {n for each in self.heard.traces if each.against for n in each.sentences}
        content = (Dimension.JUDGMENT, Dimension.RIGOR)
        shown = (each for dimension in content for each in self.evidence(dimension) if each.level == _SHOWN)
        return frozenset(n for each in shown for n in each.sentences if n not in against)

    def flags_on(self, dimension: Dimension) -> tuple[FlagHeard, ...]:
        """Flags that cap a dimension, the lowest cap first, then the one that explains most."""
        rules = [rule for rule in self.rubric.flags if dimension in rule.caps and self.heard.flag(rule.flag)]
        rules.sort(key=lambda rule: (rule.caps[dimension], _TELLING.get(rule.flag, len(_TELLING))))
        return tuple(raised for rule in rules if (raised := self.heard.flag(rule.flag)) is not None)

    def cap_on(self, dimension: Dimension) -> Cap | None:
        """The lowest cap that was felt in a dimension."""
        return next((cap for cap in self.caps if cap.dimension == dimension), None)

    def signal(self, name: str) -> Signal:
        """The signal of that id."""
        return self.catalogue.signal(name)

    def quote(self, number: int) -> Quote | None:
        """The words of a sentence that may be quoted, with their place; None when it is not fit to be."""
        return quote_of(self.bank, number)

    def words(self, number: int) -> str | None:
        """The words of a sentence between quotation marks, on one line; None when not fit to be quoted."""
        quote = self.quote(number)
        return f"“{' '.join(quote.text.split()).removesuffix('.')}”" if quote else None

    def whole(self, number: int) -> Quote | None:
        """The words of a sentence that may be quoted from its first word to its last; None for any other."""
        quote, sentence = self.quote(number), self.bank.sentence(number)
        cut = quote is None or quote.start > sentence.start or sentence.end - quote.end > 1
        return None if cut else quote


class Weakness(NamedTuple):
    """What the lesson is about: a flag, a signal nobody heard, or one that was only asserted."""

    dimension: Dimension
    flag: FlagHeard | None = None
    missing: str | None = None
    asserted: str | None = None

    @property
    def about(self) -> str:
        """Id of the flag or signal."""
        return str(self.flag.id) if self.flag else (self.missing or self.asserted or "")


def by_need(found: Findings) -> tuple[Dimension, ...]:
    """The assessed dimensions, the lowest first."""
    return tuple(sorted((d for d in _TIES if d in found.graded), key=lambda d: found.graded[d].estimate))
