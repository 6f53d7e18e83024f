"""Where sentences end, in prose, in notes and in speech without full stops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewer.evidence.characters import LIST_MARK
from interviewer.evidence.stopwords import words

Part = tuple[int, int]
"""Start and end of a stretch, in code points of the text it lies in."""

LONGEST = 30
"""Words after which a sentence is cut at clause boundaries."""
_HARD_LONGEST = 45
_SHORTEST_PIECE = 7
_SHORTEST_REST = 4
_WRAPPED_LINE = 45
_WIDEST = 140
"""Characters of the longest line that an editor wraps at."""

_END = re.compile(
    r"[.!?\u2026]+[\"'\u201d\u2019)\]*_]*(?=\s|$)|[\u3002\uff01\uff1f]+|"
    r"(?<=[a-z]{2})\.(?=[A-Z][a-z])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'\u201c])(?:e\.g|i\.e|eg|ie|vs|approx|ca|cf|mr|mrs|ms|dr|prof|st|fig|incl|excl|"
    r"resp|bc|prob|u\.s|u\.k"
    r"|a\.m|p\.m|(?:no|nr|art|sec)(?=\.\s*\d))\.$",
    re.IGNORECASE,
)
_MAY_END = re.compile(r"(?:^|\s)(?:etc|u\.s|u\.k|a\.m|p\.m|inc|ltd|jr)\.$", re.IGNORECASE)
_INITIAL = re.compile(r"(?:^|[A-Z][a-z]+ |[A-Z]\. ?)[E-HJ-Z]\.$")
_LIST_NUMBER = re.compile(r"(?:^|\n)[ \t]*\(?(?:\d{1,2}|[a-h])\.$")

_STRONG_CUT = re.compile(
    r"[;:](?=\s)|\s[-\u2013\u2014]+(?=\s)|\u2014(?=\w)|,(?=\s(?:and|but|so|because|then|which|"
    r"who|while|whereas|although"
    r"|though|or|as|if|when|since|where|until|unless|not)\b)|\u2192|\s->(?=\s)|(?<=[.!?\u2026])(?=\s)",
    re.IGNORECASE,
)
_SPOKEN_CUT = re.compile(
    r"\s(?=(?:and then|so then|so|but|because|i mean|you know|and|which|if|when|while|where|"
    r"then|or|well|okay"
    r"|otherwise|instead|until|unless|not)\s)",
    re.IGNORECASE,
)
_SUBJECT_CUT = re.compile(
    r",(?=\s)|\s(?=(?:i'?d|i'?ll|i'?m|i'?ve|i|we'?d|we|it'?s|its|that'?s|thats|there'?s|"
    r"they'?re|they|she|he|my|this|those"
    r"|these|the|our)\s)",
    re.IGNORECASE,
)
_LEANS_ON = words(
    "that what if and or but because so when while which who where as than to of in on at for "
    "with by from is are was be "
    "not how why the a an do does did can could would should will tell ask about until before "
    "after then until unless"
)
_WORD = re.compile(r"\S+")
_ENDS_OPEN = re.compile(
    r"(?:,|\b(?:the|a|an|of|to|in|on|and|or|but|with|for|that|which|is|are|was|i|we|as|than))$", re.IGNORECASE
)


def sentences_in(text: str, start: int, end: int) -> Iterator[Part]:
    """The sentences of `text[start:end]`, trimmed, in order; `text` has line feeds as its only line ends."""
    for block in _blocks(text, start, end):
        for sentence in _by_full_stop(text, *block):
            for piece in _by_clause(text, *sentence):
                tidy = _tidy(text, *piece)
                if tidy is not None:
                    yield tidy


def _tidy(text: str, start: int, end: int) -> Part | None:
    """The stretch without list marks and white space at its ends; None where nothing is left of it."""
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    stop = begin + len(part.strip())
    while (mark := LIST_MARK.match(text, begin, stop)) is not None:
        begin = mark.end()
    while begin < stop and (text[begin].isspace() or text.startswith("**", begin, stop)):
        begin += 1 if text[begin].isspace() else 2
    while begin < stop and (text[stop - 1].isspace() or text.endswith("**", begin, stop)):
        stop -= 1 if text[stop - 1].isspace() else 2
    return (begin, stop) if any(letter.isalnum() for letter in text[begin:stop]) else None


def _blocks(text: str, start: int, end: int) -> Iterator[Part]:
    """Paragraphs and list items; a line that was merely wrapped goes on in the next one."""
    lines = text[start:end].split("\n")
    width = max((len(line) for line in lines), default=0)
    small = _writes_small(lines)
    begin = start
    line_start = start
    while line_start < end:
        line_end = text.find("\n", line_start, end)
        if line_end < 0:
            break
        if not _goes_on(text, (line_start, line_end), end, width, small=small):
            yield begin, line_end
            begin = line_end + 1
        line_start = line_end + 1
    if begin < end:
        yield begin, end


def _writes_small(lines: Sequence[str]) -> bool:
    """True for somebody who begins sentences in lower case too: a small letter then says nothing."""
    begun = [line.lstrip()[:1] for line in lines if line.strip()]
    return bool(begun) and begun[0].islower() and 2 * sum(each.islower() for each in begun) > len(begun)


def _goes_on(text: str, line: Part, end: int, width: int, *, small: bool) -> bool:
    """True where the next line goes on with `line`.

    `width` is the longest line of the stretch, `small` whether its writer begins sentences in lower case.
    """
    line_start, line_end = line
    next_end = text.find("\n", line_end + 1, end)
    following = text[line_end + 1 : end if next_end < 0 else next_end]
    upcoming = following.strip()
    said = text[line_start:line_end].strip()
    if not upcoming or not said or LIST_MARK.match(upcoming + " ") or said.startswith("#"):
        return False
    if _ENDS_OPEN.search(said[-12:]):
        return True
    length = line_end - line_start
    first_word = upcoming.split(maxsplit=1)[0]
    if _WRAPPED_LINE <= width <= _WIDEST and length + 1 + len(first_word) > width and said[-1] not in ".!?:;":
        return True
    wrapped = length >= _WRAPPED_LINE or following[:2].isspace()
    return wrapped and (
        (upcoming[0].islower() and (not small or following[:2].isspace()))
        or upcoming[0] in "(\"'\u201c"
        or upcoming.startswith(("I ", "I'"))
    )


def _by_full_stop(text: str, start: int, end: int) -> Iterator[Part]:
    begin = start
    for mark in _END.finditer(text, start, end):
        if not _ends_sentence(text, begin, mark.start(), mark.end(), end):
            continue
        yield begin, mark.end()
        begin = mark.end()
    if begin < end:
        yield begin, end


def _ends_sentence(text: str, begin: int, stop: int, after: int, end: int) -> bool:
    if text[stop] == "\u2026" or text[stop : stop + 2] == "..":
        following = text[after : after + 2].strip()
        return not following[:1].islower()
    if text[stop] != "." or after != stop + 1:
        return True
    head = text[max(begin, stop - 14) : stop + 1]
    following = text[after : min(after + 3, end)].strip()
    if _MAY_END.search(head):
        return not following[:1].islower()
    if _ABBREVIATION.search(head) or _INITIAL.search(head):
        return False
    if head.lower().endswith("no.") and following[:1].isdigit():
        return False
    return not (_LIST_NUMBER.search(text[begin : stop + 1]) if stop - begin < 8 else None)


def _by_clause(text: str, start: int, end: int) -> Iterator[Part]:
    pieces = [(start, end)]
    if not _too_long(text, start, end, LONGEST):
        return iter(pieces)
    for cut in (_STRONG_CUT, _SPOKEN_CUT, _SUBJECT_CUT):
        pieces = [
            smaller
            for piece in pieces
            for smaller in (_cut(text, *piece, cut) if _too_long(text, *piece, LONGEST) else [piece])
        ]
    return iter([part for piece in pieces for part in _hard_cut(text, *piece)])


def _too_long(text: str, start: int, end: int, words: int) -> bool:
    return any(count >= words for count, _ in enumerate(_WORD.finditer(text, start, end)))


def _cut(text: str, start: int, end: int, cut: re.Pattern[str]) -> list[Part]:
    """Cut at every boundary that leaves at least seven words before it and four after it."""
    starts = [word.start() for word in _WORD.finditer(text, start, end)]
    pieces: list[Part] = []
    begin, first_word, word = start, 0, 0
    for mark in cut.finditer(text, start, end):
        position = mark.end()
        while word < len(starts) and starts[word] < position:
            word += 1
        if word - first_word < _SHORTEST_PIECE or len(starts) - word < _SHORTEST_REST:
            continue
        if cut is not _STRONG_CUT and _last_word(text, begin, mark.start()) in _LEANS_ON:
            continue
        pieces.append((begin, position))
        begin, first_word = position, word
    pieces.append((begin, end))
    return pieces


def _last_word(text: str, begin: int, stop: int) -> str:
    return text[max(begin, stop - 20) : stop].rsplit(maxsplit=1)[-1].lower() if stop > begin else ""


def _hard_cut(text: str, start: int, end: int) -> Iterator[Part]:
    if not _too_long(text, start, end, _HARD_LONGEST):
        yield start, end
        return
    begin = start
    for number, word in enumerate(_WORD.finditer(text, start, end)):
        if number and number % LONGEST == 0:
            yield begin, word.start()
            begin = word.start()
    yield begin, end
