"""From a graded round to the packet its interviewer hands in, before any other packet is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from interviewer.committee.feedback import Written, asked, feedback, vote_line
from interviewer.committee.loop import HeldRound
from interviewer.committee.quoting import quote_showing
from interviewer.evidence.bank import build_bank
from interviewer.evidence.quotes import standing_quotes, whole_sentence
from interviewer.model.committee import Kinds
from interviewer.model.content import Catalogue, Rubric
from interviewer.model.debrief import Item, Packet, PacketScore
from interviewer.model.evidence import SentenceBank
from interviewer.model.scorecard import FlagRaised, Scorecard
from interviewer.model.words import OWNERSHIP_FLAGS, Dimension, FlagId
from interviewer.scoring.gates import flag_dimension
from interviewer.scoring.ordinal import Distribution, estimate, level_of, rounded
from interviewer.scoring.recommend import recommend, weighted

DROPPED: Final = "follow-up-dropped"
_DROPPED_LABEL: Final = "lets a follow-up go"
_DEMONSTRATED: Final = 2
_THIN: Final = 2
_GOOD: Final = 3
"""Up to these levels all, and the first few, of what was not heard stand in the packet."""
_GAPS_OF_GOOD: Final = 2
_FEWEST_WORDS: Final = 4
_ASKS_A_FACT: Final = re.compile(r"\s*(?:who|how (?:many|much|often|long)|when|where)\b", re.IGNORECASE)
"""Not to know a fact gives up no position."""
_PASSES_ON: Final = frozenset(("left-open", "handed-over"))
"""Traces of a choice that is left to others."""
_LEAVES: Final = re.compile(
    r"\bfor (?:the|my|our|their) [\w' -]{2,40} to (?:decide|say|choose)\b"
    r"|\bnot (?:for me|mine) to (?:say|decide)"
    r"|\bleave the (?:decision|choice|call)\b|\bgood reasons on both sides\b",
    re.IGNORECASE,
)


def packet_of(held: HeldRound, rubric: Rubric, catalogue: Catalogue, kinds: Kinds) -> Packet:
    """The packet of one round. It depends on nothing but this round's scorecards and answers."""
    cards = tuple(each.card for each in held.answers)
    scores = {dimension: _score(dimension, cards) for dimension in Dimension}
    flags = tuple(flag for flag in FlagId if any(raised.id == flag for c in cards for raised in c.flags))
    estimates = {d: score.estimate for d, score in scores.items() if score.estimate is not None}
    chances: dict[Dimension, Distribution] = {
        d: score.distribution for d, score in scores.items() if score.distribution is not None
    }
    hollow = all(any(raised.id == FlagId.HOLLOW for raised in card.flags) for card in cards)
    rule = rubric.recommendation
    if len(cards) == 1:
        word, because = cards[0].recommendation, cards[0].undecided_because
    else:
        verdict = recommend(rule, estimates, chances, hollow=hollow)
        word, because = verdict.recommendation, verdict.because
    level = weighted(rule, estimates, hollow=hollow) if estimates else 1.0
    evidence = tuple(
        item
        for number, answer in enumerate(held.answers, start=1)
        for item in _items(
            _Source(held.packet, number, build_bank(answer.answer), answer.card, rubric, catalogue)
        )
    )
    written = Written(evidence, scores, kinds, [build_bank(each.answer) for each in held.answers])
    return Packet(
        id=held.packet,
        round=held.round,
        artifact=held.is_artifact,
        recommendation=word,
        undecided_because=because,
        level=round(level, 2),
        dimensions=scores,
        flags=flags,
        feedback=feedback(held, written, vote_line(word, because, written, cards)),
        evidence=evidence,
        answers=tuple(each.answer.model_copy(update={"question": asked(each)}) for each in held.answers),
        scorecards=cards,
    )


def _score(dimension: Dimension, cards: Sequence[Scorecard]) -> PacketScore:
    given = [card.dimensions[dimension].distribution for card in cards]
    assessed = [each for each in given if each is not None]
    if not assessed:
        return PacketScore(score=None, estimate=None, distribution=None)
    mixed = rounded(sum(each[place] for each in assessed) / len(assessed) for place in range(4))
    mean = estimate(mixed)
    return PacketScore(score=level_of(mean), estimate=mean, distribution=mixed)


# Evidence.


class _Source(NamedTuple):
    """One graded answer of a packet, with what its items are made from."""

    packet: str
    number: int
    bank: SentenceBank
    card: Scorecard
    rubric: Rubric
    catalogue: Catalogue

    def heard(self, sentence: int, signal: str, dimension: Dimension, level: int) -> Item:
        """A sentence that shows a signal, with the words that carry it."""
        read = quote_showing(self.bank, sentence, signal)
        item = self._said(sentence, signal, self.catalogue.signal(signal).heard, "for", level)
        return item.model_copy(
            update={"dimension": dimension, "quote": read.quote, "carries": min(read.carries, level)}
        )

    def flagged(self, sentence: int, about: str, label: str, dimension: Dimension | None) -> Item:
        """A sentence that was flagged; the longest run of it is quoted, so that nothing is bent."""
        quote = whole_sentence(self.bank, sentence) or next(iter(standing_quotes(self.bank, sentence)), None)
        item = self._said(sentence, about, label, "against", 2)
        return item.model_copy(update={"dimension": dimension, "quote": quote, "carries": 2 if quote else 0})

    def absent(self, about: str, label: str, dimension: Dimension | None) -> Item:
        """Something that was listened for and not heard."""
        return Item(
            packet=self.packet,
            answer=self.number,
            sign="against",
            about=about,
            label=label,
            dimension=dimension,
            level=0,
        )

    def told_by(self, number: int) -> int:
        """The sentence itself, or the next of the same reply where it is as short as "Good point"."""
        said, following = self.bank.sentence(number), number + 1
        if len(said.text.split()) >= _FEWEST_WORDS or following > len(self.bank.sentences):
            return number
        return following if self.bank.sentence(following).turn == said.turn else number

    def there(self, sentences: Iterable[int]) -> list[int]:
        """Sentence numbers that this text has; a card of an older text may name others."""
        return [each for each in sentences if 1 <= each <= len(self.bank.sentences)]

    def _said(
        self, sentence: int, about: str, label: str, sign: Literal["for", "against"], level: int
    ) -> Item:
        return Item(
            packet=self.packet,
            answer=self.number,
            sentence=sentence,
            sign=sign,
            about=about,
            label=label,
            level=2 if level == _DEMONSTRATED else 1,
            prompted=self.bank.sentence(sentence).role == "follow-up",
        )


def _items(source: _Source) -> Iterator[Item]:
    card = source.card
    flagged = _flagged(card, source.bank)
    for raised in card.flags:
        yield from _flag_items(source, raised)
    for each in card.follow_ups:
        if each.outcome == "abandoned" and not _ASKS_A_FACT.match(each.asked):
            for sentence in source.there(each.sentences)[-1:]:
                yield source.flagged(source.told_by(sentence), DROPPED, _DROPPED_LABEL, Dimension.JUDGMENT)
    for dimension, score in card.dimensions.items():
        for found in score.evidence:
            for sentence in source.there(n for n in found.sentences if n not in flagged):
                yield source.heard(sentence, found.signal, dimension, found.level)
        if score.score is None or score.score > _GOOD:
            continue
        for signal in score.missing[: None if score.score <= _THIN else _GAPS_OF_GOOD]:
            yield source.absent(signal, source.catalogue.signal(signal).label, dimension)


def _flagged(card: Scorecard, bank: SentenceBank) -> set[int]:
    """Sentences of which nothing speaks for the candidate: flagged ones, and those that pass on a choice."""
    flagged = {sentence for raised in card.flags for sentence in raised.sentences}
    if not any(raised.id in OWNERSHIP_FLAGS for raised in card.flags):
        return flagged
    flagged |= {each.number for each in bank.sentences if _LEAVES.search(each.text)}
    for score in card.dimensions.values():
        flagged |= {n for trace in score.traces if trace.id in _PASSES_ON for n in trace.sentences}
    return flagged


def _flag_items(source: _Source, raised: FlagRaised) -> Iterator[Item]:
    label = source.catalogue.flag(raised.id).label
    dimension = flag_dimension(raised, source.card, source.rubric)
    sentences = source.there(raised.sentences)
    # What hands a decision over stands at the end; what comes before it leads there.
    items = [source.flagged(each, raised.id.value, label, dimension) for each in reversed(sentences)]
    chosen = next((each for each in items if each.quote), items[0] if items else None)
    if chosen is not None:
        yield chosen
    if chosen is None or len(items) > 1:
        # Another member can point to the flag without reading its sentence out again.
        yield source.absent(raised.id.value, label, dimension)
