"""Whether an answer is one to its question: its words against that question's and against other questions'.

The answer's content words are compared with the question's, weighted by how rare each is in the bank
of questions. An answer is off the question only if it shares little with its own *and* no more with it
than with the others; or hardly more, and then only if it neither takes up a figure of the question nor
speaks of the same field of life. Questions that ask for a story share no nouns with a good one, so for
those nothing is checked.
"""

from __future__ import annotations

import math
import re
import statistics
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from interviewer.scoring import wording

_STORY: Final = re.compile(
    r"(?:^|[.!?:]\s+)(?:please )?(?:can you |could you )?"
    r"(?:tell (?:me|us) about|describe|(?:walk|talk) (?:me|us) through|give (?:me|us) an example of)"
    r" (?!how you would|what you would)"
    r"|\b(?:a|the last|the most recent) (?:time|occasion|moment|situation)\b.{0,40}\byou\b"
    r"|\b(?:did you|have you ever|you once)\b",
    re.IGNORECASE | re.DOTALL,
)

_FIELDS: Final = Path(__file__).with_name("fields_of_life.txt")
_FIGURE: Final = re.compile(r"\d[\d.,]*\d|\d")
_COMMON_FIGURES: Final = frozenset(("1", "2", "3", "4", "5", "6", "10", "100"))
_PART: Final = 4
"""Letters from which a word can be told inside another."""

LEAST_LEAD: Final = -0.1
"""Standard deviations by which an answer holds more of its own question than of the bank's others.

Of 111 good labelled answers to a question about a case none lies below it; of answers to other questions
two in three do."""
MOST_HELD: Final = 0.2
"""An answer that holds more than this of its question's weight is never off it."""
DOUBTFUL_LEAD: Final = 0.5
"""The same, for an answer that shows in no other way that it is about this question.

Of 238 labelled and strong answers five lie below it, the two worst ones off the question for readers or
hollow; none is good, and none would be up to a lead of 1.3. Of good answers to other questions it meets
five in six."""
MOST_DOUBTFUL: Final = 0.3
LEAST_OF_FIELD: Final = 4
"""Different words of the question's fields of life that put an answer into them."""
_CLEAR_FIELD: Final = 2
"""Words of a field from which a question clearly lies in it."""
_FIELD_HEAD: Final = 6
LEAST_BANK: Final = 12
"""With fewer other questions to compare with, only an answer that holds nothing is off."""
LEAST_QUESTION: Final = 6
"""A question with fewer content words gives too little to compare."""
_STEM_HEAD: Final = 5
"""Letters of a word that must agree: `prescription` and `prescribe` are about one thing."""
_GENERIC_WEIGHT: Final = 0.3
"""What a word counts that any question could hold."""
_FLAT: Final = 0.03
"""Added to the spread, so that a bank which is nearly flat makes no leads out of noise."""


def asks_for_story(question: str) -> bool:
    """Whether a question asks what somebody did once, and not what they would do."""
    return bool(_STORY.search(question))


class Relevance:
    """Compares answers with a bank of questions."""

    def __init__(self, bank: Iterable[str]) -> None:
        self._bank = tuple(dict.fromkeys(text.strip() for text in bank if text.strip()))
        self._known: dict[frozenset[str], tuple[Sequence[tuple[str, float]], float]] = {}

    @cached_property
    def _stems(self) -> tuple[frozenset[str], ...]:
        return tuple(_stems_of(text) for text in self._bank)

    @cached_property
    def _documents(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for stems in self._stems:
            for each in stems:
                counts[each] = counts.get(each, 0) + 1
        return counts

    def can_check(self, question: str) -> bool:
        """Whether relevance to this question can be told at all."""
        return not asks_for_story(question) and len(_stems_of(question)) >= LEAST_QUESTION

    def off_question(self, answer: str, question: str) -> bool:
        """Whether the answer is to something else; False where that cannot be told."""
        if not self.can_check(question):
            return False
        said = _heads(wording.content_stems(wording.tokens(answer)))
        wanted = _stems_of(question)
        own = self._held(said, wanted)
        others = [self._held(said, stems) for stems in self._stems if len(stems & wanted) <= len(wanted) / 2]
        if len(others) < LEAST_BANK:
            return own == 0
        lead = (own - statistics.fmean(others)) / (statistics.pstdev(others) + _FLAT)
        if own <= MOST_HELD and lead < LEAST_LEAD:
            return True
        doubtful = own <= MOST_DOUBTFUL and lead < DOUBTFUL_LEAD
        return doubtful and not _takes_up(answer, question) and not _same_field(answer, question)

    def _held(self, said: frozenset[str], question: frozenset[str]) -> float:
        """The share of a question's weight, 0 to 1, whose words were said."""
        heads, total = self._weighed(question)
        return sum(weight for head, weight in heads if head in said) / total

    def _weighed(self, question: frozenset[str]) -> tuple[Sequence[tuple[str, float]], float]:
        """The head of every word of a question with its weight, and what they weigh together."""
        known = self._known.get(question)
        if known is None:
            # Sorted, so that sums are the same to the last bit on every run.
            words = sorted(question)
            weights = [self._weight(each) for each in words]
            heads = [each[:_STEM_HEAD] for each in words]
            known = (list(zip(heads, weights, strict=True)), max(sum(weights), 1e-9))
            self._known[question] = known
        return known

    def _weight(self, word: str) -> float:
        rarity = math.log((1 + len(self._bank)) / (1 + self._documents.get(word, 0)))
        return rarity if word not in wording.generic_stems() else rarity * _GENERIC_WEIGHT


def _takes_up(answer: str, question: str) -> bool:
    """Whether an answer uses a figure of the question, or part of a compound (`hole` of `pothole`)."""
    if _figures(answer) & _figures(question):
        return True
    said = {each for each in wording.content_stems(wording.tokens(answer)) if len(each) >= _PART}
    asked = _stems_of(question) - wording.generic_stems()
    return any(
        whole != part and (whole.endswith(part) or part.endswith(whole))
        for whole in asked
        if len(whole) >= _PART
        for part in said
    )


def _figures(text: str) -> frozenset[str]:
    return frozenset(each.replace(",", "") for each in _FIGURE.findall(text)) - _COMMON_FIGURES


def _same_field(answer: str, question: str) -> bool:
    """Whether an answer speaks of a field of life of the question; True where the question has none."""
    asked, said = _field_words(question), _field_words(answer)
    held = {name: len(words & asked) for name, words in _fields().items() if words & asked}
    clear = [name for name, count in held.items() if count >= _CLEAR_FIELD] or list(held)
    shared = frozenset(word for name in clear for word in _fields()[name] & said)
    return not held or len(shared) >= LEAST_OF_FIELD


def _field_words(text: str) -> frozenset[str]:
    return frozenset(each[:_FIELD_HEAD] for each in wording.content_stems(wording.tokens(text)))


@cache
def _fields() -> dict[str, frozenset[str]]:
    lines = _FIELDS.read_text(encoding="utf-8").splitlines()
    named = (line.split(":") for line in lines if line and not line.startswith("#"))
    return {
        name: frozenset(wording.stem(word)[:_FIELD_HEAD] for word in words.split()) for name, words in named
    }


def _stems_of(question: str) -> frozenset[str]:
    return frozenset(wording.content_stems(wording.tokens(question)))


def _heads(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(each[:_STEM_HEAD] for each in stems)
