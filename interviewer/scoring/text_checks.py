"""Checks of the text itself: what no signal can make up for. Each caps dimensions and prints its reason.

Thresholds lie outside the range of real answers (three hundred labelled ones), so that a check meets
stuffing, echoes and word salad, and leaves terse notes and plain speech alone. Only sentences that can
count are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from interviewer.model.errors import NotScorableError
from interviewer.model.scorecard import Cap
from interviewer.model.words import Dimension
from interviewer.scoring import wording

_CONTENT: Final = (Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR)
_ALL: Final = tuple(Dimension)

VERY_SHORT: Final = 25
"""Fewer words than this are no answer; the shortest real one had 67."""
SHORT: Final = 60
FEW_OWN_WORDS: Final = 2
"""Distinct words that belong to no other answer; one alone may be a slip of spelling."""
LEAST_NOVELTY: Final = 0.5
MOST_NEGATED: Final = 0.85
MOST_META: Final = 0.2
MOST_QUESTIONS: Final = 0.5
MOST_NUMBERED: Final = 0.8
MOST_BARE_NUMBERS: Final = 0.6
MOST_BROKEN_PAIRS: Final = 0.2
LEAST_FUNCTION_WORDS: Final = 0.12
LEAST_KNOWN_WORDS: Final = 0.4
LEAST_ENGLISH: Final = 0.06

_SEGMENT: Final = re.compile(r"[^\w\s'-]+|\s-\s|\n")
_NEGATION: Final = re.compile(r"\b(?:no|not|never|none|nothing|nobody|without|cannot|nor|neither)\b|n't\b")
_META: Final = re.compile(
    r"\b(?:(?:strong|good|great|ideal|perfect|top) (?:answer|candidate|response|pm)s?\b"
    r"|(?:my|this|the) (?:answer|response)"
    r" (?:names?|makes?|states?|frames?|shows?|gives?|has|is|does|communicates?)\b"
    r"|i (?:would|will|could|should) (?:name|mention|state|define|pick|give|say|explain|plan|identify) "
    r"(?:an?|the|some|my|what) \w+|i'd (?:name|mention|state) (?:an?|the|some|my) \w+)"
)
_REASON: Final = re.compile(
    r"\b(?:because|since|so|therefore|if|when|unless|until|instead|rather|than|but|compared|against|before|after"
    r"|means?|meaning|why|which|who|whose|out of|we|i|they|he|she|checked|asked)\b"
)
_DIGIT: Final = re.compile(r"\d")


class Reading(NamedTuple):
    """What the checks look at: the sentences that can count, and the question's words."""

    sentences: Sequence[str]
    words: Sequence[str]
    question: frozenset[str]


class _Check(NamedTuple):
    name: str
    holds: Callable[[Reading], bool]
    dimensions: tuple[Dimension, ...]
    level: Literal[1, 2]
    reason: str


def reading(sentences: Sequence[str], question: str) -> Reading:
    """The sentences as the checks read them."""
    said = [wording.plain(each) for each in sentences]
    words = [word for each in said for word in wording.tokens(each)]
    return Reading(said, words, frozenset(wording.content_stems(wording.tokens(question))))


def own_words(read: Reading) -> frozenset[str]:
    """Stems that are the candidate's own: neither the question's nor at home in any answer."""
    return frozenset(wording.content_stems(read.words)) - read.question - wording.generic_stems()


def is_about_the_answer(said: str) -> bool:
    """Whether a sentence, in lower case, says what an answer should name instead of naming it."""
    return bool(_META.search(said))


def _share(read: Reading, pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.search(each)) for each in read.sentences) / max(1, len(read.sentences))


def _echo(read: Reading) -> bool:
    stems = wording.content_stems(read.words)
    return len(stems) >= 8 and sum(each not in read.question for each in stems) < LEAST_NOVELTY * len(stems)


def _bare_numbers(read: Reading) -> bool:
    numbered = [each for each in read.sentences if _DIGIT.search(each)]
    bare = [each for each in numbered if not _REASON.search(each)]
    dense = len(numbered) >= max(5, MOST_NUMBERED * len(read.sentences))
    return dense and len(bare) > MOST_BARE_NUMBERS * len(numbered)


def _broken_pairs(read: Reading) -> bool:
    """Whether articles stand before words that no article can stand before, as in shuffled text."""
    stray = (
        wording.DETERMINERS
        | wording.PREPOSITIONS
        | wording.CONJUNCTIONS
        | wording.AUXILIARIES
        | wording.PRONOUNS - {"that"}
    )
    articles = broken = 0
    for sentence in read.sentences:
        for run in _SEGMENT.split(sentence):
            words = run.split()
            for first, second in pairwise(words):
                if first in wording.DETERMINERS and first not in {"its", "each"}:
                    articles += 1
                    broken += second in stray
    return broken >= 2 and broken > MOST_BROKEN_PAIRS * articles


def _function_words(read: Reading) -> float:
    return sum(word in wording.FUNCTION_WORDS for word in read.words) / max(1, len(read.words))


def _word_list(read: Reading) -> bool:
    return len(read.words) >= VERY_SHORT and _function_words(read) < LEAST_FUNCTION_WORDS


_CHECKS: Final = (
    _Check(
        "very-short",
        lambda read: len(read.words) < VERY_SHORT,
        _ALL,
        1,
        f"Fewer than {VERY_SHORT} words of one's own: there is nothing to grade yet.",
    ),
    _Check(
        "short",
        lambda read: len(read.words) < SHORT,
        _CONTENT,
        2,
        f"Fewer than {SHORT} words of one's own: too little to carry a reason and its evidence.",
    ),
    _Check(
        "few-own-words",
        lambda read: len(own_words(read)) < FEW_OWN_WORDS,
        _CONTENT,
        2,
        "Hardly a word in it belongs to this case; it would fit any question.",
    ),
    _Check(
        "no-own-words",
        lambda read: not own_words(read),
        (Dimension.COMMUNICATION,),
        2,
        "Easy to follow, since there is nothing of this case in it.",
    ),
    _Check("echo", _echo, _ALL, 1, "Most of its words are the question's own."),
    _Check(
        "negated",
        lambda read: len(read.sentences) >= 5 and _share(read, _NEGATION) > MOST_NEGATED,
        _ALL,
        2,
        "Nearly every sentence says what is not done; what is done stays open.",
    ),
    _Check(
        "about-the-answer",
        lambda read: len(read.sentences) >= 3 and _share(read, _META) >= MOST_META,
        _ALL,
        2,
        "It says what an answer should name, and does not name it.",
    ),
    _Check(
        "questions-only",
        lambda read: (
            len(read.sentences) >= 3
            and sum(each.rstrip().endswith("?") for each in read.sentences)
            > MOST_QUESTIONS * len(read.sentences)
        ),
        _ALL,
        2,
        "Mostly questions; the answer to them is not there.",
    ),
    _Check("bare-numbers", _bare_numbers, _ALL, 2, "Numbers in a row, without what they are for."),
    _Check("word-salad", _broken_pairs, _ALL, 1, "The words are not in an order that makes sentences."),
    _Check("word-list", _word_list, _ALL, 1, "A list of terms without sentences around them."),
)


def text_caps(read: Reading) -> tuple[Cap, ...]:
    """The caps that the text itself calls for, in a fixed order."""
    return tuple(
        Cap(dimension=dimension, level=check.level, source=f"check:{check.name}", reason=check.reason)
        for check in _CHECKS
        if check.holds(read)
        for dimension in check.dimensions
    )


def require_english(text: str) -> None:
    """Passes English of any kind, terms and names included.

    Raises:
        NotScorableError: kind `not-english`, for text that holds hardly any English words.
    """
    words = wording.tokens(text)
    letters = sum(character.isalpha() for character in text)
    latin = sum(character.isalpha() and character < "ɐ" for character in text)
    known = sum(
        word in wording.FUNCTION_WORDS or wording.stem(word) in wording.generic_stems() for word in words
    )
    english = sum(word in wording.ENGLISH_FUNCTION_WORDS for word in words)
    foreign = letters >= 12 and latin * 2 < letters
    unknown = known < LEAST_KNOWN_WORDS * len(words) and english < LEAST_ENGLISH * len(words)
    if foreign or (len(words) >= 12 and unknown):
        raise NotScorableError(
            "not-english",
            "this answer does not read as English, and the rubrics are for English only: answer in English",
        )
