"""Which patterns can match a text at all, told by its words.

Hundreds of patterns are asked of every sentence, and few have anything to find in it: one for `risks? of` or
`nobody knows` can match only where there is a `risk`, `risks` or `nobody`. Such keywords are read off the
patterns (`spelling` spells them out); a sentence's words, looked up once, then leave out most patterns before
the engine sees them.

A pattern may be let through that matches nothing. None is left out that would match.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, Generic, TypeVar

from interviewer.evidence.spelling import ANYTHING, DIGIT, EDGE, Spelling
from interviewer.evidence.stopwords import FUNCTION_WORDS, words

Name = TypeVar("Name", bound=Hashable)
Keyword = str
"""A word, what one begins with as `risk*`, a sign, or `DIGIT` for any figure."""

_BEGINS: Final = "*"
_KNOWN_WORDS: Final = 8192
"""Words of answers that are looked up once only; the commonest ones stay known."""
_COMMONEST: Final = words("the a to and i of it is in that")
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_CERTAIN: Final = re.compile(
    rf"(?<=[^\w{ANYTHING}])(\w+)(?=([^\w{ANYTHING}]?))|({DIGIT}|[^\w\s{ANYTHING}{EDGE}])"
)
"""Words of a wording whose beginning is known, with what comes after where they end there; digits, signs."""
_FIGURE: Final = re.compile(r"\d")


class Keywords(Generic[Name]):
    """Patterns by their keywords; a pattern is named by whatever its owner calls it."""

    def __init__(self, needs: Mapping[Name, Collection[Keyword]]) -> None:
        """`needs` are the keywords of each pattern as `keywords_of` finds them."""
        self._always = frozenset(name for name, keywords in needs.items() if not keywords)
        self._needing: dict[Keyword, list[Name]] = defaultdict(list)
        for name, keywords in needs.items():
            for keyword in keywords:
                self._needing[keyword].append(name)
        self._known = lru_cache(_KNOWN_WORDS)(self._look_up)

    def in_text(self, text: str) -> frozenset[Name]:
        """The patterns that can match somewhere in `text`."""
        return self._always.union(*map(self._known, set(_TOKEN.findall(text))))

    def places(self, texts: Iterable[str]) -> Mapping[Name, int]:
        """For each pattern that can match in any of `texts` in which: bit n stands for the nth, from 0."""
        holding: dict[str, int] = defaultdict(int)
        everywhere = 0
        for number, text in enumerate(texts):
            everywhere |= 1 << number
            for token in set(_TOKEN.findall(text)):
                holding[token] |= 1 << number
        found = defaultdict[Name, int](int, dict.fromkeys(self._always, everywhere))
        for token, where in holding.items():
            for name in self._known(token):
                found[name] |= where
        return found

    def _look_up(self, token: str) -> frozenset[Name]:
        return frozenset(name for keyword in _held_by(token) for name in self._needing.get(keyword, ()))


def keywords_of(spelling: Spelling) -> frozenset[Keyword]:
    """Keywords one of which is in every text that a pattern of that spelling matches in.

    None where nothing is known to be needed.
    """
    found: set[Keyword] = set()
    for runs in spelling:
        told = [keywords for run in runs if "" not in (keywords := {_rarest(each) for each in run})]
        if not told:
            return frozenset()
        found |= min(told, key=lambda keywords: sum(map(_weight, keywords)))
    return frozenset(found)


def _rarest(wording: str) -> Keyword:
    """The keyword of a wording that the fewest texts hold; empty where it has none."""
    return min(_certain(wording), key=_weight, default="")


def _certain(wording: str) -> Iterator[Keyword]:
    """The keywords that whatever has this wording holds."""
    for word, apart, sign in _CERTAIN.findall(wording):
        if not word:
            yield sign
        else:
            yield DIGIT if not word.strip(DIGIT) else word if apart else word + _BEGINS


def _held_by(token: str) -> Iterator[Keyword]:
    """All keywords that a word or sign of a text stands for."""
    word = _FIGURE.sub(DIGIT, token)
    yield word
    if _is_word(word):
        yield from (word[:length] + _BEGINS for length in range(1, len(word) + 1))
    if DIGIT in word:
        yield DIGIT


def _is_word(token: str) -> bool:
    return token[0].isalnum() or token[0] == "_"


@lru_cache(_KNOWN_WORDS)
def _weight(keyword: Keyword) -> float:
    """About how many times as many texts hold it as hold any one word of substance."""
    if keyword == DIGIT:
        return 6.0
    if not _is_word(keyword):
        return 60.0 if keyword in ".," else 2.0
    if keyword.endswith(_BEGINS):
        return {2: 60.0, 3: 15.0, 4: 4.0}.get(len(keyword), 2.0)
    return 50.0 if keyword in _COMMONEST else 6.0 if keyword in FUNCTION_WORDS else 1.0
