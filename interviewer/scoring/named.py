"""What a candidate named, in their own words: the choice, the people, the number that advice is built on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from interviewer.evidence.quotes import short_quote
from interviewer.model.content import Named
from interviewer.model.words import Dimension
from interviewer.scoring.findings import Findings

_MOST_WORDS: Final = 16


class _Source(NamedTuple):
    signals: tuple[str, ...]
    traces: tuple[str, ...]


_SOURCES: Final[dict[Named, _Source]] = {
    "choice": _Source(
        ("makes-decision", "cuts-scope", "plans-rollout", "pushes-back", "gives-choice-reason"),
        ("choice-stated", "stance-held", "left-out", "aim-for-people"),
    ),
    "answer": _Source(("makes-decision", "gives-choice-reason"), ("choice-stated", "stance-held")),
    "option": _Source(("names-rejected-option",), ("options-floated", "option-refused", "left-open")),
    "people": _Source(
        ("names-user-segment", "names-user-need", "contrasts-segments", "shows-user-moment", "states-stake"),
        ("group-told-apart", "people-act", "harm-named"),
    ),
    "number": _Source(
        ("defines-metric", "sets-baseline-target", "quantifies-result", "makes-estimate", "names-guardrail"),
        ("counted-how", "figures", "measures-listed"),
    ),
    "cause": _Source(("isolates-cause", "names-user-need"), ("meaning-given", "doubted")),
    "deed": _Source(
        ("makes-decision", "owns-outcome", "meets-resistance", "pushes-back", "checks-by-hand"),
        ("own-part", "said-to-somebody", "choice-stated"),
    ),
    "machine": _Source((), ("machinery", "unexplained-terms", "aims-at-model")),
    "general": _Source((), ("buzzwords", "buzzwords-told", "general-talk", "users-in-general")),
}
"""Where each is heard: signals first, then traces."""

_THINKS: Final = (
    r"(?:see|assume|say|think|guess|look|compare|check|ask|measure|call|mean|know|believe|like|count|bet"
    r"|expect|suppose|read|feel|find|wonder|consider|understand|agree|hope|notice|want to (?:see|know))"
)
_CHOOSES: Final = re.compile(
    r"\b(?:i|we)(?:['\u2019](?:d|ll|m|re|ve)| would| will| wo ?n['\u2019]?t| am| are| have| had)?"
    rf" (?:(?:not|never|still|rather|only|also|just|then|therefore|first|now) )*(?!{_THINKS}\b)[a-z]{{2,}}"
    r"|^(?:chose|decided|launch|ship|build|built|cut|keep|kept|refused|dropped|moved|replaced)\b"
    r"|\b(?:my|our) (?:choice|decision|answer|call|pick)\b",
    re.IGNORECASE,
)
_ACTS: Final = re.compile(
    r"\b(?:i|we|my)\b|^(?:[a-z]{3,}ed|chose|wrote|built|cut|told|went|ran|took|got)\b", re.IGNORECASE
)
_DID: Final = re.compile(
    r"\b[Ii] (?:also |then |first )?(?:[a-z]{3,}ed|led|ran|told|went|wrote|built|chose|cut|took|got|made|said"
    r"|put|found|gave|held|brought)\b"
)
_SOMEBODY: Final = re.compile(
    r"\b(?:she|he|her|him|who|whose|they|them|their|people|[a-z]{3,}(?:ers|ors|ents|ists|ees|ses))\b",
    re.IGNORECASE,
)
_COUNTS: Final = re.compile(
    r"\d|\b(?:(?:half|third|quarter) of|twice|double|per ?cent"
    r"|share|rate|number of|count|measure|average|median)\b",
    re.IGNORECASE,
)
_FITTING: Final[dict[Named, re.Pattern[str]]] = {
    "choice": _CHOOSES,
    "answer": _CHOOSES,
    "deed": _ACTS,
    "people": _SOMEBODY,
    "number": _COUNTS,
}
"""What the quoted words must hold themselves: the rest of the sentence isn't seen."""
_UNFIT: Final = re.compile(
    r"^what\b(?! (?:i|we)(?:['\u2019](?:d|ll)| would| will) (?:build|do|change|launch|make|offer|pick|put"
    r"|ship|start|try)\b)"
    r"|^(?:who|how|why|is|are|do|does|did)\b|\b(?:i (?:do not|don't) know|no idea|hard to say"
    r"|not sure|would depend|it depends)\b",
    re.IGNORECASE,
)

_CONCEDES: Final = re.compile(
    r"\b(?:accept\w*|live with|los(?:e|es|t|ing)|g(?:i|a)ve (?:\w+ )?up|giving up|price|worse|costs?"
    r"|trade-?offs?|downside|risks?|admit|unless|against|without|instead of|not|never|no longer)\b"
    r"|\b(?:go|goes|roll(?:s|ed)?|comes?) (?:back|off)\b|n['\u2019]t\b"
    r"|^(?:then|that|this|it|if|when|so that|still|also)\b",
    re.IGNORECASE,
)
"""What an answer costs, leaves out or hangs on comes after it: nobody opens with that."""
_HEDGES_IT: Final = frozenset(
    {
        *("accepts-cost", "names-risk", "plans-fallback", "sets-threshold-action", "names-guardrail"),
        *("says-what-would-change-mind", "admits-uncertainty", "names-rejected-option"),
    }
)
"""Signals of sentences that come after the answer."""
_OF_THE_ANSWER: Final[frozenset[Named]] = frozenset(("choice", "answer"))
"""Kinds that are looked for in the answer first, and only then in replies to follow-ups."""


class OwnWords(NamedTuple):
    """A run of the candidate's words and the sentence it is from."""

    words: str
    sentence: int


def named(found: Findings, kind: Named, used: Collection[int] = ()) -> OwnWords | None:
    """The best words for that kind outside the sentences `used`; None where nothing fit was said.

    Sentences that raised a flag are never built on, except where the advice is to mend such a sentence.
    """
    barred = set(used)
    if kind not in {"machine", "general"}:
        barred |= {n for each in found.heard.flags for n in each.sentences}
    if kind == "people":
        # A group drawn for a test is nobody's trouble.
        barred |= {n for each in found.evidence(Dimension.RIGOR) for n in each.sentences}
    numbers = list(_numbers(found, kind))
    if kind in _OF_THE_ANSWER:
        heard = (*found.heard.signals, *found.heard.occurrences)
        hedging = {n for each in heard if each.signal in _HEDGES_IT for n in each.sentences}
        if kind == "answer":
            barred |= hedging
        roles = {each: found.bank.sentence(each).role for each in numbers}
        numbers.sort(key=lambda each: (roles[each] == "follow-up", each in hedging))
    for number in numbers:
        if number in barred:
            continue
        if words := _words(found, kind, number):
            return OwnWords(words, number)
        barred.add(number)
    return None


def quoted(found: Findings, number: int, holding: re.Pattern[str] | None = None) -> OwnWords | None:
    """The words of one sentence, short enough to build on; None where none of it may be quoted."""
    words = short_quote(found.bank, number, _MOST_WORDS, holding)
    return OwnWords(words, number) if words else None


def was_heard(found: Findings, kind: Named) -> bool:
    """Whether something of that kind was heard, in words fit to be quoted or not."""
    return any(found.heard.level(name) for name in _SOURCES[kind].signals)


def _numbers(found: Findings, kind: Named) -> Iterator[int]:
    source = _SOURCES[kind]
    for level in (2, 1):
        for name in source.signals:
            for each in (*found.heard.signals, *found.heard.occurrences):
                if each.signal == name and each.level == level:
                    yield from each.sentences
    for name in source.traces:
        for trace in found.heard.traces:
            if trace.trace == name:
                yield from trace.sentences
    if kind == "deed":
        yield from (each.number for each in found.bank.sentences if _DID.search(each.text))


def _words(found: Findings, kind: Named, number: int) -> str | None:
    sentence = found.bank.sentence(number)
    if sentence.role == "clarifying" or sentence.text.rstrip().endswith("?"):
        return None
    own = quoted(found, number, _FITTING.get(kind))
    if own is None or _UNFIT.search(own.words) or (kind == "answer" and _CONCEDES.search(own.words)):
        return None
    return own.words
