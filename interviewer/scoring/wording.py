"""Words as the checks count them: tokens, stems, function words, and words that any answer could hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SUFFIXES: Final = (
    ("ies", "y"),
    ("ied", "y"),
    ("ingly", ""),
    ("ings", ""),
    ("ing", ""),
    ("edly", ""),
    ("ed", ""),
    ("es", ""),
    ("ly", ""),
    ("s", ""),
)
_DATA: Final = Path(__file__).with_name("generic_words.txt")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DETERMINERS: Final = _set("a an the my your our their its every each")
PREPOSITIONS: Final = _set(
    "of to from with by at for into onto than during between among about against without within"
)
CONJUNCTIONS: Final = _set("and or but because if so although whereas nor")
AUXILIARIES: Final = _set(
    """is are was were be been am do does did has have had will would can could shall should may might must
    isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't won't wouldn't can't couldn't"""
)
PRONOUNS: Final = _set(
    """i you he she it we they me him us them this that these those who what which i'd i'm i've i'll we'd
    we're we've we'll they'd they're they've you'd you're it's that's there"""
)
_ADVERBS: Final = _set(
    """not no nor only also too very then there here now just still even when where why how while until
    after before again never always as in on up out off over under down all any some such more most less
    few other own same both either neither one his her"""
)
FUNCTION_WORDS: Final = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS | _ADVERBS
"""Words that hold English sentences together. Real prose has between a third and a half of them."""

# Words that other languages share with English say nothing about which one is written.
_SHARED: Final = _set("a an in on so was am do has will me it us he she no as who all one die man")
ENGLISH_FUNCTION_WORDS: Final = FUNCTION_WORDS - _SHARED


def plain(text: str) -> str:
    """A text in lower case, with one kind of apostrophe."""
    return text.lower().replace("\u2019", "'")


@lru_cache(maxsize=512)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, contractions kept whole, numbers left out."""
    return tuple(_WORD.findall(plain(text)))


@cache
def stem(word: str) -> str:
    """A word without its commonest English endings, so that `launches` and `launched` are one."""
    word = word.removesuffix("'s")
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(suffix) + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def content_stems(words: Iterable[str]) -> list[str]:
    """Stems of the words that carry content, in order, repeats kept."""
    return [stem(word) for word in words if len(word) > 2 and word not in FUNCTION_WORDS]


@cache
def generic_stems() -> frozenset[str]:
    """Stems of general English and of product talk: words that could stand in an answer to anything."""
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    return frozenset(stem(line.strip()) for line in lines) | frozenset(stem(word) for word in FUNCTION_WORDS)
