"""How an answer is told: sentences that wander, thinking aloud, terms nobody explained.

Length alone counts for nothing, neither of the answer nor of a sentence: a long sentence that is well led
is a way of speaking, and so are `um` and `you know`. What counts is a long sentence together with loose talk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from interviewer.evidence.clean import is_filler
from interviewer.evidence.said import Said
from interviewer.model.evidence import Sentence, TraceHeard
from interviewer.model.words import Dimension

LOOSE: Final = "loose-talk"
WANDERING: Final = "wandering-sentences"
TERMS: Final = "unexplained-terms"
RUN_TOGETHER: Final = "run-together"

_LONG: Final = 30
"""Words from which a sentence is long."""
_LONGEST: Final = 35
_LONGEST_SPAN: Final = 30.0
_LONG_SHARE: Final = 0.5
_COMMAS: Final = 0.8
_COMMAS_SPAN: Final = 1.2
# Occurrences per hundred words at which each counts in full.
_ALOUD_FULL: Final = 1.2
_HEDGE_FULL: Final = 3.0
_TERMS_FULL: Final = 3.0
_DESIGN_FULL: Final = 0.06
_LOOSE_FULL: Final = 1.5

_ALOUD: Final = re.compile(
    r"\b(?:let me think|think(?:ing)? (?:aloud|out loud)|where was i|sorry|what was (?:it|the question)|"
    r"i lost|wait|hmm?|oh|anyway|never ?mind|going (?:on|off)|i am rambling|coming back|as i said|"
    r"by the way|come to think|off (?:topic|track)|jump(?:s|ing)?|or something|whatever|stuff|and so on|"
    r"you see|right\?|does that make sense)\b"
)
_HEDGE: Final = re.compile(
    r"\b(?:rather|perhaps|probably|maybe|might|i suppose|i'd say|somewhat|a bit|quite|fairly|i think|"
    r"i believe|on the whole|arguably|in a sense|as it were|possibly)\b"
)
_SPLICE: Final = re.compile(
    r", (?!(?:you know|i (?:mean|guess|think|suppose|believe))\b)"
    r"(?:i|we|it|that|this|they|he|she|you|there)(?:'\w+)? "
)
"""A comma where a sentence begins: two of them in one, and the listener has lost the thread."""
_SPLICES: Final = 2
_SPLICED_FULL: Final = 0.3
_SPEAKING: Final = re.compile(
    r"\b(?:u+m+|u+h+|er+m?|hmm+|mm+|yeah|you know|i mean|(?:kind|sort) of|gonna|wanna)\b"
    r"|(?:^|[,;] )(?:like|so|okay|ok|right|well),"
    r"|\b(?!that\b|had\b)(\w++(?:'\w++)?(?: \w++(?:'\w++)?){0,2}),? \1\b",
    re.MULTILINE,
)
"""What is said and hardly ever written: fillers, and words begun twice."""
_SPOKEN: Final = 0.4
"""Of those, so many per hundred words make an answer one that was spoken.

All 58 labelled answers that were spoken lie above it, and 31 of the 368 written ones.
"""
_SPOKEN_ROOM: Final = 1.6
"""How much longer a sentence may be in speech: where one ends, whoever wrote it down has settled.

Without it raw speech to text is marked down by a third of a level, and half a level in communication
(docs/accuracy.md has the price).
"""
_SPOKEN_SPLICES: Final = 4
_TERM: Final = re.compile(r"\b[A-Z]{2,6}s?\b")
_WORD: Final = re.compile(r"[\w'\u2019-]+")
_ENDS: Final = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]*_]*\s*$")


class _Whole(NamedTuple):
    """A sentence from full stop to full stop, whatever pieces the bank holds it in."""

    text: str
    numbers: tuple[int, ...]
    words: int


def delivered(said: Said) -> Iterator[TraceHeard]:
    """The traces of how it is told; all of them count against it."""
    wholes = tuple(_wholes(said, said.answering))
    words = sum(each.words for each in wholes)
    if not words:
        return
    loose, slack = _looseness(said, words)
    room, splices = (_SPOKEN_ROOM, _SPOKEN_SPLICES) if _spoken(wholes, words) else (1.0, _SPLICES)
    long = {n for each in wholes if each.words > _LONG * room for n in each.numbers}
    yield from _told(LOOSE, "thinking aloud, and hedges", loose / _LOOSE_FULL, slack)
    yield from _told(WANDERING, "long sentences, loosely told", _heavy(wholes, words, room) * loose, long)
    spliced = [each for each in wholes if len(_SPLICE.findall(_plain(each))) >= splices]
    share = sum(each.words for each in spliced) / words / _SPLICED_FULL
    yield from _told(RUN_TOGETHER, "sentences run together", share, {n for e in spliced for n in e.numbers})
    yield from _told(TERMS, "terms nobody explained", *_terms(said, wholes, words))


def _looseness(said: Said, words: int) -> tuple[float, set[int]]:
    """Thinking aloud and hedging against what is said beside it, and the sentences with any of it.

    Sentences that only talk are heard here, and add nothing to the words they are set against.
    """
    talked = [at for at, line in enumerate(said.lines) if is_filler(line)]
    spoken = [at for at in talked if said.bank.sentences[at].role != "clarifying"]
    wholes = tuple(_wholes(said, sorted({*said.answering, *spoken})))
    cues = ((_ALOUD, _ALOUD_FULL), (_HEDGE, _HEDGE_FULL))
    texts = [_plain(each) for each in wholes]
    loose = sum(
        min(1.0, 100 * sum(len(cue.findall(text)) for text in texts) / words / full) for cue, full in cues
    )
    slack = {
        number
        for each, text in zip(wholes, texts, strict=True)
        if any(cue.search(text) for cue, _ in cues)
        for number in each.numbers
    }
    return loose, slack


def _terms(said: Said, wholes: Sequence[_Whole], words: int) -> tuple[float, set[int]]:
    """How thick abbreviations and words of design are, and the sentences that hold them."""
    built = sum(said.design[index] for index in said.answering)
    counted = max(1, sum(said.word_counts[index] for index in said.answering))
    abbreviations = 100 * sum(len(_TERM.findall(each.text)) for each in wholes) / words / _TERMS_FULL
    numbers = {n for each in wholes if _TERM.search(each.text) for n in each.numbers}
    numbers |= {index + 1 for index in said.answering if said.design[index]}
    return min(1.0, abbreviations) + min(1.0, built / counted / _DESIGN_FULL), numbers


def _spoken(wholes: Sequence[_Whole], words: int) -> bool:
    """Whether it was spoken and written down, by how people speak."""
    return 100 * sum(len(_SPEAKING.findall(_plain(each))) for each in wholes) >= _SPOKEN * words


def _plain(whole: _Whole) -> str:
    return whole.text.lower().replace("\u2019", "'")


def _told(name: str, label: str, amount: float, numbers: set[int]) -> Iterator[TraceHeard]:
    if amount > 0:
        yield TraceHeard(
            trace=name,
            label=label,
            against=True,
            dimensions=(Dimension.COMMUNICATION,),
            amount=round(min(1.0, amount), 6),
            sentences=tuple(sorted(numbers)),
        )


def _heavy(wholes: tuple[_Whole, ...], words: int, room: float) -> float:
    """How much is said in sentences that are long and full of commas, 0 to 1."""
    long = sum(each.words for each in wholes if each.words > _LONG * room) / words
    commas = sum(each.text.count(",") for each in wholes) / len(wholes)
    longest = max(each.words for each in wholes)
    parts = (
        long / _LONG_SHARE,
        (commas - _COMMAS * room) / _COMMAS_SPAN,
        (longest - _LONGEST * room) / _LONGEST_SPAN,
    )
    return sum(min(1.0, max(0.0, each)) for each in parts) / len(parts)


def _wholes(said: Said, indexes: Iterable[int]) -> Iterator[_Whole]:
    pieces: list[Sentence] = []
    for index in indexes:
        sentence = said.bank.sentences[index]
        if pieces and not _goes_on(said, pieces[-1], sentence):
            yield _joined(pieces)
            pieces = []
        pieces.append(sentence)
    if pieces:
        yield _joined(pieces)


def _goes_on(said: Said, piece: Sentence, following: Sentence) -> bool:
    between = said.bank.answer.text[piece.end : following.start]
    return piece.turn == following.turn and "\n" not in between and not _ENDS.search(piece.text)


def _joined(pieces: list[Sentence]) -> _Whole:
    text = " ".join(each.text for each in pieces)
    return _Whole(text, tuple(each.number for each in pieces), len(_WORD.findall(text)))
