"""From a graded round to the packet its interviewer hands in, before any other packet is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from interviewer.committee.loop import GradedAnswer, HeldRound
from interviewer.committee.quoting import quote_showing
from interviewer.committee.speaking import fill
from interviewer.evidence.bank import build_bank
from interviewer.evidence.quotes import standing_quotes, whole_sentence
from interviewer.model.content import Catalogue, Rubric
from interviewer.model.debrief import Feedback, Item, Packet, PacketScore
from interviewer.model.evidence import SentenceBank
from interviewer.model.scorecard import FlagRaised, Scorecard
from interviewer.model.words import LEVEL_WORDS, Dimension, FlagId, Recommendation
from interviewer.scoring.gates import flag_dimension
from interviewer.scoring.ordinal import Distribution, estimate, level_of, rounded
from interviewer.scoring.recommend import recommend, weighted

DROPPED: Final = "follow-up-dropped"
_DROPPED_LABEL: Final = "lets a follow-up go"
_LISTED: Final = 4
"""Lines under a heading of the written feedback."""
_DEMONSTRATED: Final = 2
_THIN: Final = 2
_GOOD: Final = 3
"""Up to these levels all, and the first few, of what was not heard stand in the packet."""
_GAPS_OF_GOOD: Final = 2


def packet_of(held: HeldRound, rubric: Rubric, catalogue: Catalogue) -> Packet:
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
    return Packet(
        id=held.packet,
        round=held.round,
        artifact=held.is_artifact,
        recommendation=word,
        undecided_because=because,
        level=round(level, 2),
        dimensions=scores,
        flags=flags,
        feedback=_feedback(held, scores, evidence, _vote_line(word, because, scores, cards)),
        evidence=evidence,
        answers=tuple(each.answer.model_copy(update={"question": _asked(each)}) for each in held.answers),
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


def _asked(answer: GradedAnswer) -> str:
    return answer.answer.question or (answer.question.prompt if answer.question else "")


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
    flagged = {sentence for raised in card.flags for sentence in raised.sentences}
    for raised in card.flags:
        yield from _flag_items(source, raised)
    for each in card.follow_ups:
        if each.outcome == "abandoned":
            for sentence in source.there(each.sentences)[-1:]:
                yield source.flagged(sentence, DROPPED, _DROPPED_LABEL, Dimension.JUDGMENT)
    for dimension, score in card.dimensions.items():
        for found in score.evidence:
            for sentence in source.there(n for n in found.sentences if n not in flagged):
                yield source.heard(sentence, found.signal, dimension, found.level)
        if score.score is None or score.score > _GOOD:
            continue
        for signal in score.missing[: None if score.score <= _THIN else _GAPS_OF_GOOD]:
            yield source.absent(signal, source.catalogue.signal(signal).label, dimension)


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


# The written feedback.


def _feedback(
    held: HeldRound, scores: dict[Dimension, PacketScore], evidence: Sequence[Item], vote: str
) -> Feedback:
    shown = sorted((each for each in evidence if each.sign == "for"), key=lambda each: -each.level)
    against = [each for each in evidence if each.sign == "against" and each.sentence is not None]
    absent = [each for each in evidence if each.sign == "against" and each.sentence is None]
    lowest = sorted(absent, key=lambda each: _estimate(scores, each.dimension))
    asked = tuple(_asked(each) or "not recorded" for each in held.answers)
    return Feedback.model_validate(
        {
            "asked": asked,
            "for": _lines(shown),
            "against": (*_lines(against), *_lines(lowest))[:_LISTED],
            "vote": vote,
        }
    )


def _estimate(scores: dict[Dimension, PacketScore], dimension: Dimension | None) -> float:
    value = scores[dimension].estimate if dimension else None
    return 4.0 if value is None else value


def _lines(items: Sequence[Item]) -> tuple[str, ...]:
    """A line for each thing shown, the first sentence that shows it."""
    seen: dict[str, str] = {}
    for each in items:
        seen.setdefault(each.about, _line(each))
    return tuple(seen.values())[:_LISTED]


def _line(item: Item) -> str:
    if item.sentence is None:
        return f"Not heard: {item.label}." if item.about not in set(FlagId) else f"{_first(item.label)}."
    mentioned = " (mentioned)" if item.level == 1 else ""
    said = fill(": {quote}", {"quote": item.words}) if item.words else ""
    return f"{_first(item.label)}{mentioned} [a{item.answer} s{item.sentence}]{said}"


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _vote_line(
    word: Recommendation,
    because: str | None,
    scores: dict[Dimension, PacketScore],
    cards: Sequence[Scorecard],
) -> str:
    levels = ", ".join(
        f"{dimension} {LEVEL_WORDS[score.score]}" if score.score else f"{dimension} not assessed"
        for dimension, score in scores.items()
    )
    lines = [f"{_first(word.value.replace('strong-', 'strong '))}: {levels}."]
    if because:
        lines.append(because)
    lines += dict.fromkeys(
        cap.reason for card in cards for cap in card.caps if cap.level == scores[cap.dimension].score
    )
    return " ".join(lines)
