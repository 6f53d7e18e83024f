"""Which words of a sentence may be quoted back, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from interviewer.evidence.characters import folded, visible
from interviewer.evidence.clean import is_filler, talks_to_grader
from interviewer.evidence.normal import normal
from interviewer.evidence.stopwords import FUNCTION_WORDS, content_words, words
from interviewer.model.evidence import SentenceBank
from interviewer.model.scorecard import Quote

FEWEST, MOST = 5, 20
"""Words of a sentence that may be quoted whole."""
_CLAUSE_FEWEST, _CLAUSE_MOST = 4, 16
_SHORT_FEWEST = 3

_CUT = re.compile(
    r"[,;:.!?\u2026](?=\s|$)|\s+[-\u2013\u2014]+(?=\s)|\s+(?=(?:and|but|so|because)\s)", re.IGNORECASE
)
_MOST_READ, _RUN_FEWEST = 22, 6
_PAUSE = re.compile(
    r"[;:.!?\u2026](?=\s|$)|,(?=\s+(?:and|but|so|because|which|since|where)\b)|\s+[\u2013\u2014]+(?=\s)"
)
"""Where a reader would pause long enough to stop."""

_LEADING = re.compile(
    r"(?:(?:and|but|so|then|also|or|because|well|okay|ok|yeah|yes|no(?=[,.:])|now|oh|right|again|sure|um|"
    r"uh|hm|like|i mean|you know"
    r"|honestly|basically|anyway|hence|however|therefore)\b[,.:]?\s*)+",
    re.IGNORECASE,
)
_BARRED = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab\u00bb()\[\]{}<>*_`|\\~#=\u2192]|(?<!\w)['\u2018]|\.\.\.|"
    r"\u2026|\n|->"
)
_STUMBLE = re.compile(
    r"\b(?:um+|uh+|erm?|hm+|wait|sorry|i mean|you know)\b|\b(\w+),? \1\b|\b(?:the|a|of|to|and),",
    re.IGNORECASE,
)
_DEPENDS = re.compile(
    r"^(?:if|when|while|because|although|though|unless|until|since|as|which|who|whose|whom|"
    r"where|whereas|that|to|than"
    r"|with|without|for|of|in case|or|not|by|from|before|after|at|in|on)\b",
    re.IGNORECASE,
)
_SUBJECT = (
    r"\b(?:i|we|you|he|she|it|they|this|that|these|those|nobody|somebody|everyone|everybody|"
    r"people|one|there|"
    r"(?:the|a|an|my|our|your|his|her|their|each|every|some|most|no|two|three|half)(?: [\w'-]+){1,4})"
)
_VERB = (
    r"(?: (?:also|then|just|never|always|only|still|really|already|often|therefore|first))?(?:'(?:d|"
    r"ll|m|re|ve|s)\b| (?:(?:wo|do|does|did|is|are|was|were|ca|could|would|should|has|"
    r"have)n['\u2019]t|is|are|was|were|am|be|has|have|had|do|does|did|will|would|shall|should|can|"
    r"could|may|might|must|need|needs|want|wants|know|knows|knew|get|gets|got|go|goes|went|take|takes|"
    r"took|make|makes|made|put|cut|let|keep|keeps|kept|lose|loses|lost|pay|pays|paid|say|says|said|"
    r"tell|told|think|thought|call|see|saw|come|comes|came|give|gives|gave|leave|left|find|found|feel|"
    r"felt|run|runs|ran|stop|start|ship|build|built|chose|read|sat|sell|spend|spent|cost|costs|drop|"
    r"bring|brought|ring|rang|hold|held|move|wait|ask|check|[a-z]{2,}ed|[a-z]{3,}s)\b)"
)
_AUXILIARY = (
    r"\b[a-z][\w-]{2,} (?:(?:wo|do|does|did|is|are|was|were|ca|could|would|should|has|"
    r"have)n['\u2019]t|is|are|"
    r"was|were|will|has|have|had|can|would)\b"
)
_CLAUSE = re.compile(f"{_SUBJECT}{_VERB}|{_AUXILIARY}", re.IGNORECASE)
_BEGINS = re.compile(f"(?:{_SUBJECT}{_VERB}|{_SUBJECT}['\u2019]|\\w+ {_SUBJECT[2:]}{_VERB})", re.IGNORECASE)
"""A run that begins with who does what, at most one word before it."""

_TRAILING = FUNCTION_WORDS - words(
    "it me us them him her you this that one ones here there again out "
    "off up down done before too both more less most own once mine ours yet still"
)


def quotable(bank: SentenceBank, number: int) -> str | None:
    """The run of sentence `number` that may be quoted back, white space folded; None if nothing fits.

    The whole sentence where it has 5 to 20 words, else the shortest run of clauses with its own subject
    and verb of 4 to 16 words. Raises IndexError when the bank has no such sentence.
    """
    said = folded(bank.verbatim(number))
    if _off_limits(said):
        return None
    whole = _without_lead(said)
    if FEWEST <= _words(whole) <= MOST and _clean(whole) and _stands(whole):
        return whole
    runs = [run for run in _runs(said) if _CLAUSE_FEWEST <= _words(run) <= _CLAUSE_MOST and _stands(run)]
    return min(runs, key=lambda run: (_words(run), said.index(run)), default=None)


def quote_of(bank: SentenceBank, number: int) -> Quote | None:
    """The words of a sentence that may be quoted, with their place; None when it is not fit to be.

    Raises IndexError when the bank has no such sentence.
    """
    said = quotable(bank, number)
    return _placed(bank, number, said) if said else None


def standing_quotes(bank: SentenceBank, number: int) -> list[Quote]:
    """Runs of a sentence that can be read out to somebody who has not read the rest.

    The whole sentence where it has 5 to 22 words, else runs of 6 to 20, the longest first, that begin with
    a subject, have a verb, and are cut at punctuation alone. Raises IndexError when the bank has no such
    sentence.
    """
    said = folded(bank.verbatim(number))
    if _off_limits(said):
        return []
    whole = _without_lead(said)
    begins = _BEGINS.match(whole) or _opens(bank, number)
    if begins and FEWEST <= _words(whole) <= _MOST_READ and _clean(whole) and _stands(whole):
        found = _placed(bank, number, whole)
        return [found] if found else []
    edges = [(0, 0), *((mark.start(), mark.end()) for mark in _PAUSE.finditer(said)), (len(said), len(said))]
    runs = {
        _without_lead(said[begin:end].strip())
        for first, (_, begin) in enumerate(edges)
        for end, _ in edges[first + 1 :]
    }
    fit = [
        run
        for run in runs
        if _RUN_FEWEST <= _words(run) <= MOST and _clean(run) and _stands(run) and _BEGINS.match(run)
    ]
    fit.sort(key=lambda run: (-_words(run), said.index(run), -len(run)))
    return [found for run in fit if (found := _placed(bank, number, run)) is not None]


def whole_sentence(bank: SentenceBank, number: int) -> Quote | None:
    """A sentence as it was said, from its own beginning to its end, of 5 to 22 words; None for any other.

    Raises IndexError when the bank has no such sentence.
    """
    said = folded(bank.verbatim(number))
    whole = _without_lead(said)
    fits = FEWEST <= _words(whole) <= _MOST_READ and _clean(whole) and _opens(bank, number)
    return _placed(bank, number, whole) if fits and not _off_limits(said) and said[-1] in ".!?" else None


def excerpt(bank: SentenceBank, number: int) -> str | None:
    """A sentence to find it again by: to the letter, cut after 20 words where it is longer.

    None for a sentence that is never quoted. Raises IndexError when the bank has no such sentence.
    """
    said = folded(bank.verbatim(number))
    if _off_limits(said):
        return None
    said = _without_lead(said)
    words = said.split()
    return said if len(words) <= MOST else f"{' '.join(words[:MOST]).rstrip(',;:')} …"


def _opens(bank: SentenceBank, number: int) -> bool:
    """Whether a sentence begins where the speaker began one, and not after a cut in a long one."""
    before = bank.answer.text[: bank.sentence(number).start].rstrip(" \t\u201d\"')")
    return not before or before[-1] in ".?!\n\u2026"


def _placed(bank: SentenceBank, number: int, said: str) -> Quote | None:
    """Words of a sentence with their place in the answer as it was given."""
    sentence = bank.sentence(number)
    start = bank.answer.text.find(said, sentence.start, sentence.end)
    if start >= 0:
        return Quote(text=said, start=start, end=start + len(said))
    pattern = r"\s+".join(re.escape(word) for word in said.split())
    found = re.compile(pattern).search(bank.answer.text, sentence.start, sentence.end)
    if found is None:
        return None
    return Quote(text=found.group(), start=found.start(), end=found.end())


def short_quote(
    bank: SentenceBank, number: int, most_words: int = 9, holding: re.Pattern[str] | None = None
) -> str | None:
    """A clause of 3 to `most_words` words of sentence `number` with words of substance, to push back on.

    Without the sentence's closing stop; one in which `holding` is found, where that is given. Raises
    IndexError when the bank has no such sentence.
    """
    said = folded(bank.verbatim(number))
    if _off_limits(said):
        return None
    best: tuple[bool, int, int] | None = None
    words: str | None = None
    for run in (_without_lead(said), *_runs(said)):
        short = run.rstrip(".!?,;: ")
        fits = _SHORT_FEWEST <= _words(short) <= most_words and _clean(short) and not _DEPENDS.match(short)
        if not fits or (holding is not None and not holding.search(short)):
            continue
        clause = _CLAUSE.search(short)
        if best is not None and best[0] and clause is None:
            continue
        substance = len(set(content_words(normal(short))))
        if substance < 1 + (clause is None or clause.start() > 0):
            continue
        rank = (clause is not None, substance, -said.index(short))
        if best is None or rank > best:
            best, words = rank, short
    return words


@lru_cache(maxsize=1024)
def _off_limits(said: str) -> bool:
    """Sentences with unseen characters, to the grader, or without content are never quoted."""
    if said != visible(said):
        return True
    plain = normal(said)
    return talks_to_grader(plain) or is_filler(plain)


@lru_cache(maxsize=1024)
def _runs(said: str) -> Sequence[str]:
    """Every run of neighbouring clauses, without leading And, But, So, of at most sixteen words."""
    return tuple(_clean_runs(said))


def _clean_runs(said: str) -> Iterator[str]:
    edges = [(0, 0), *((mark.start(), mark.end()) for mark in _CUT.finditer(said)), (len(said), len(said))]
    for first, (_, begin) in enumerate(edges):
        for last in range(first + 1, min(first + 6, len(edges))):
            run = _without_lead(said[begin : edges[last][0]].strip())
            if _words(run) > _CLAUSE_MOST:
                break
            if _clean(run):
                yield run


def _without_lead(run: str) -> str:
    lead = _LEADING.match(run)
    return run[lead.end() :].lstrip(" ,") if lead and lead.end() < len(run) else run


def _words(run: str) -> int:
    return len(run.split())


def _clean(run: str) -> bool:
    if not run or _BARRED.search(run) or _STUMBLE.search(run):
        return False
    last = run.rstrip(".!?,;:").rsplit(maxsplit=1)[-1:] or [""]
    return last[0].lower() not in _TRAILING


def _stands(run: str) -> bool:
    """True for a run with its own subject and verb that is not a bare if, when or because."""
    return not _DEPENDS.match(run) and bool(_CLAUSE.search(run))
