"""Words without content of their own, and the content words of a sentence."""

from __future__ import annotations

import re
from functools import lru_cache


def words(listed: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(listed.split())


FUNCTION_WORDS = words(
    "a an the this that these those i me my mine we us our ours you your he him his she her hers "
    "it its they them their theirs who whom whose which what when where why how there here and or "
    "but nor so yet if then else than as because since while although though until unless whether "
    "both either neither of to in on at by for with from into onto out off up down over under "
    "about after before between among through during without within against per via is are was "
    "were be been being am do does did done doing have has had having will would shall should can "
    "could may might must ought not no never ever also too very just only even still again once "
    "more most less least much many some any all each every few several other another such same "
    "own one ones "
)
"""Articles, pronouns, prepositions, conjunctions, auxiliaries and the like."""

_EMPTY = words(
    "first second third next last now thing things way ways lot lots bit really quite rather "
    "perhaps maybe probably basically actually get gets got getting go goes going went gone make "
    "makes made making say says said take takes took let lets like yes yeah okay ok well good "
    "great new back kind sort people person something anything everything nothing somebody "
    "someone anybody everybody nobody want wants need needs think know look see use used using "
)
_WITHOUT_CONTENT = FUNCTION_WORDS | _EMPTY
_WORD = re.compile(r"[^\W\d_][\w'-]*|\d[\d.,]*%?")
_ENDINGS = ("ies", "es", "s")


@lru_cache(maxsize=1024)
def content_words(said: str) -> tuple[str, ...]:
    """The content words of a sentence in its normal spelling, plurals cut to one form.

    A sentence is asked for several times while its answer is graded.
    """
    found = (each.strip("'.,-") for each in _WORD.findall(said))
    return tuple(_stem(word) for word in found if len(word) > 1 and word not in _WITHOUT_CONTENT)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    if len(word) > 4 and not word.endswith("ss"):
        for ending in _ENDINGS:
            if word.endswith(ending):
                return word.removesuffix(ending)
    return word
