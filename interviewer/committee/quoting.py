"""Which words of a sentence are read out: those that show by themselves what they are read out for."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from interviewer.evidence.hear import shows
from interviewer.evidence.quotes import standing_quotes
from interviewer.model.evidence import SentenceBank
from interviewer.model.scorecard import Quote

_FULL: Final = 2
_TRIED: Final = 5
"""Runs of a sentence that are tried; what is not in the longest of them is hardly in a shorter one."""

_FEWEST, _MOST = 8, 18
_LEANING: Final = 0.6
_LEANS: Final = re.compile(
    r"(?:that|this|it|it's|that's|these|those|then|so|and|but|or|which|they|he|she|him|her|both|there)\b",
    re.IGNORECASE,
)
_LEANS_BACK: Final = re.compile(
    r"\b(?:that|it|this|so),? too\b|\bas (?:he|she|they) (?:told|said)|\bthe same (?:thing|there)\b"
    r"|\b(?:did|do|does) (?:that|so|it)\b",
    re.IGNORECASE,
)

Carried = Literal[0, 1, 2]


class Read(NamedTuple):
    """A quote, and how far it shows its signal without the sentences around it."""

    quote: Quote | None
    carries: Carried


def readable(words: str) -> float:
    """How well words read to somebody who has not read the rest, up to 1.

    Sentences of middling length that lean on nothing before them read best.
    """
    count = len(words.split())
    fit = 1.0 if _FEWEST <= count <= _MOST else 0.85
    leans = bool(_LEANS.match(words)) + bool(_LEANS_BACK.search(words))
    return fit * float(_LEANING**leans)


def quote_showing(bank: SentenceBank, number: int, signal: str) -> Read:
    """The words of a sentence that show a signal best by themselves, the whole sentence if it does.

    A signal that lies in the place of a sentence or in the kind of answer is carried by the words as
    asserted only: they cannot show it to somebody who has not read the rest.
    """
    best = Read(None, 0)
    for quote in standing_quotes(bank, number)[:_TRIED]:
        level = _level(" ".join(quote.text.split()), signal)
        if level is None:
            return Read(quote, 1)
        if best.quote is None or level > best.carries:
            best = Read(quote, level)
        if best.carries == _FULL:
            break
    return best


@cache
def _level(words: str, signal: str) -> Carried | None:
    return shows(words, signal)
