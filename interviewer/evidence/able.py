"""Which patterns of the lexicon can match in a text, told by its words before any of them is tried.

To read the keywords off all patterns takes half a second. `make keywords` does it once and writes
keywords.txt: on each line a pattern's mark and its keywords. The mark is of the pattern with its lists filled
in, so that one that was changed, or is new, is not in the file and is read again here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from interviewer.evidence.keywords import Keyword, Keywords, keywords_of
from interviewer.evidence.lexicon import MADE, filled
from interviewer.evidence.spelling import spelling_of

TABLE: Final = Path(__file__).with_name("keywords.txt")
_MARK_BYTES: Final = 6
_LEAVES_LINE: Final = re.compile(r"\[\^|\\[sWDn]|\n")


def able_to_match(lines: Sequence[str]) -> Mapping[re.Pattern[str], int]:
    """All patterns that can match in some of `lines`, and a few that do not: bit n stands for the nth line.

    A pattern whose matches may go on into the next line can have its words there.
    """
    places = dict(_keywords(len(MADE)).places(lines))
    anywhere = (1 << len(lines)) - 1
    return places | dict.fromkeys(leaving_lines() & places.keys(), anywhere)


def leaving_lines() -> frozenset[re.Pattern[str]]:
    """The patterns whose matches may go on into the next line, so that no line can be looked at alone."""
    return _leaving_lines(len(MADE))


def table() -> str:
    """The file of all keywords, as it is written."""
    lines = (" ".join((_mark(full), *sorted(_read_off(full)))) for full in map(filled, MADE))
    return "".join(f"{line}\n" for line in sorted(lines))


@cache
def _keywords(count: int) -> Keywords[re.Pattern[str]]:
    """The keywords of so many patterns: put together anew only where modules loaded later have more."""
    known = {mark: keywords for mark, *keywords in map(str.split, TABLE.read_text("utf-8").splitlines())}
    needs = {}
    for written, made in list(MADE.items())[:count]:
        full = filled(written)
        keywords = known.get(_mark(full))
        needs[made] = _read_off(full) if keywords is None else keywords
    return Keywords(needs)


def _read_off(full: str) -> frozenset[Keyword]:
    return keywords_of(spelling_of(full))


def _mark(full: str) -> str:
    return blake2b(full.encode(), digest_size=_MARK_BYTES).hexdigest()


@cache
def _leaving_lines(count: int) -> frozenset[re.Pattern[str]]:
    made = list(MADE.items())[:count]
    return frozenset(one for written, one in made if _LEAVES_LINE.search(filled(written)))
