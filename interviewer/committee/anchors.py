"""Where in an answer something that was not said would have stood: beside a sentence of the candidate's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from interviewer.committee.loop import HeldRound
from interviewer.committee.quoting import readable
from interviewer.committee.telling import kind_of, telling
from interviewer.evidence.bank import build_bank
from interviewer.evidence.quotes import standing_quotes, whole_sentence
from interviewer.model.committee import Kinds
from interviewer.model.debrief import Item
from interviewer.model.words import Dimension, FlagId

_BESIDE: Final[dict[Dimension | None, frozenset[str]]] = {
    Dimension.FRAMING: frozenset(("choice", "purpose", "group", "scene", "met")),
    Dimension.JUDGMENT: frozenset(("choice", "refusal", "reason", "price", "objection")),
    Dimension.RIGOR: frozenset(("choice", "number", "result", "purpose", "test", "look")),
    Dimension.COMMUNICATION: frozenset(("choice", "plain")),
}
"""Kinds of sentences beside which something of a dimension is expected."""
_AT_THE_END: Final = frozenset(("quantifies-result", FlagId.NO_RESULT.value, FlagId.NO_DECISION.value))
"""What one listens for at the end of an answer."""
_LAST: Final = 4
_LEAST: Final = 0.25
"""Under this a sentence says too little to be recognised."""


class Anchors:
    """Finds, for what was not heard, the candidate's own sentence that it belongs beside."""

    def __init__(self, held: Mapping[str, HeldRound], items: Collection[Item], kinds: Kinds) -> None:
        self._held = held
        self._items = items
        self._kinds = kinds

    def of(self, missing: Item, taken: Collection[str | None] = ()) -> Item | None:
        """A sentence with its words; what counted against the dimension first. None where none is fit."""
        flagged = {each.id for each in self._items if each.sign == "against"}
        ends = self._ends(missing) if missing.about in _AT_THE_END else ()
        offers = (*ends, *self._slight(missing), *self._told(missing))
        return next((each for each in offers if each.id not in flagged and each.id not in taken), None)

    def _ends(self, missing: Item) -> Iterator[Item]:
        """The last sentences of the answer, the last first."""
        bank = build_bank(self._held[missing.packet].answers[missing.answer - 1].answer)
        for number in range(len(bank.sentences), max(0, len(bank.sentences) - _LAST), -1):
            quote = whole_sentence(bank, number)
            if quote is not None:
                yield missing.model_copy(update={"sentence": number, "quote": quote})

    def _slight(self, missing: Item) -> Iterator[Item]:
        """Sentences that counted a little against the dimension: hedges, options floated, impressions."""
        answer = self._held[missing.packet].answers[missing.answer - 1]
        dimension = missing.dimension
        if dimension is None or dimension is Dimension.COMMUNICATION:
            return
        bank = build_bank(answer.answer)
        numbers = dict.fromkeys(
            number
            for trace in answer.card.dimensions[dimension].traces
            if trace.against
            for number in trace.sentences
            if 1 <= number <= len(bank.sentences)
        )
        for number in numbers:
            quote = whole_sentence(bank, number) or next(iter(standing_quotes(bank, number)), None)
            if quote is not None and readable(" ".join(quote.text.split())) > _LEAST:
                yield missing.model_copy(update={"sentence": number, "quote": quote})

    def _told(self, missing: Item) -> list[Item]:
        """The sentences that it would have stood beside, the most telling first."""
        kinds = _BESIDE.get(missing.dimension, frozenset())
        found = [
            (telling(each.words, kind), -(each.sentence or 0), each)
            for each in self._items
            if each.packet == missing.packet
            and each.answer == missing.answer
            and each.sign == "for"
            and each.words
            and (kind := kind_of(each, self._kinds)) in kinds
        ]
        return [each for worth, _, each in sorted(found, key=lambda f: f[:2], reverse=True) if worth > _LEAST]
