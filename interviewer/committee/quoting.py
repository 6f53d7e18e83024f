"""Which words of a sentence are read out: those that show by themselves what they are read out for."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple

from interviewer.evidence.hear import shows
from interviewer.evidence.quotes import standing_quotes
from interviewer.model.evidence import SentenceBank
from interviewer.model.scorecard import Quote

_FULL: Final = 2
_TRIED: Final = 5
"""Runs of a sentence that are tried; what is not in the longest of them is hardly in a shorter one."""

Carried = Literal[0, 1, 2]


class Read(NamedTuple):
    """A quote, and how far it shows its signal without the sentences around it."""

    quote: Quote | None
    carries: Carried


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
