"""What would raise each dimension: the candidate's own words, and what is missing beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from interviewer.model.content import Named
from interviewer.model.words import Dimension
from interviewer.scoring.findings import Findings, Weakness, by_need
from interviewer.scoring.keeping import kept, sentences_of
from interviewer.scoring.named import OwnWords, named, quoted, was_heard

NOT_ASKED_RAISE: Final = "Nothing to raise: it was not part of what was asked."
IS_YES: Final = "It is a yes; nothing more is asked of it."
_HELD: Final = "Show a second case of what you have shown once."
_NOTHING_NAMED: Final[dict[Named, str]] = {
    "choice": "No choice was heard: make one.",
    "option": "No options were heard: name two.",
    "people": "No particular person was heard: name one.",
    "number": "No measure was heard: name one.",
    "cause": "No cause was heard: name one.",
    "deed": "No act of your own was heard: name one.",
}
_LEADS: Final = ("Say this:", "Still to be said:", "Left out so far:", "Not said yet:")
"""Before a gap, where nothing fit to be quoted was said of what is there."""
_LOOKED_AT: Final = 3
"""So many missing signals are tried for words of the candidate's to build on, before one without is taken."""
_DECISION: Final = "makes-decision"
"""Where this is missing nothing else can stand in for it."""
_EARLY: Final = 2
"""An answer that comes in one of so many sentences came at once."""
_AT: Final = "{at}"
"""In advice to say something sooner: where it was said."""
_PLACE: Final = re.compile(r";[^;]*\{at\}[^;.]*")


class Advice(NamedTuple):
    """What to say, and the signal it would show."""

    text: str
    signal: str | None = None


class Coaching(NamedTuple):
    """What a card tells to do: for every assessed dimension, and the sentence to keep as it is, if any."""

    advice: Mapping[Dimension, Advice]
    keep: int | None = None


def advise(found: Findings, weak: Weakness | None, settling: Mapping[Dimension, str]) -> Coaching:
    """Advice for every assessed dimension, the lesson's first, then the weakest; and what to keep.

    No signal, quote or opening comes twice: what the lesson is built on is not also to be kept, and no
    other advice takes up what is. `settling` has, for dimensions on the border, the signal that would
    decide it; that one is taken there.
    """
    used: set[int] = set()
    openings: set[str] = set()
    given: dict[Dimension, Advice] = {}
    keep: int | None = None
    order = sorted(by_need(found), key=lambda each: weak is None or each != weak.dimension)
    for dimension in order:
        if found.graded[dimension].score == 4 and dimension not in settling:
            given[dimension] = Advice(IS_YES)
            continue
        first = settling.get(dimension) or _taught(weak, dimension)
        wanted = (first,) if first else found.addable(dimension)
        given[dimension] = _best(found, wanted, used, openings)
        if weak is not None and dimension == weak.dimension:
            keep = kept(found, {*used, *sentences_of(found, weak)})
            used |= {keep} if keep else set()
    return Coaching(given, keep)


def _taught(weak: Weakness | None, dimension: Dimension) -> str | None:
    """The signal that the lesson is about: advice and lesson of one dimension say the same."""
    if weak is None or weak.dimension != dimension:
        return None
    return weak.missing or weak.asserted


def _best(found: Findings, wanted: Sequence[str], used: set[int], openings: set[str]) -> Advice:
    for name in wanted[:_LOOKED_AT] if _DECISION not in wanted[:1] else wanted[:1]:
        if own := _own(found, name, used):
            used.add(own.sentence)
            return Advice(_beside(found, name, own), name)
    if not wanted:
        return Advice(_HELD)
    signal = found.signal(wanted[0])
    kind = next(iter(signal.beside), None)
    if kind is None:
        return Advice(found.slots.fill(_add(found, wanted[0])), wanted[0])
    opening = _NOTHING_NAMED.get(kind)
    if opening is None or opening in openings or was_heard(found, kind) or _AT in (signal.add or ""):
        lead = next((each for each in _LEADS if each not in openings), _LEADS[0])
        openings.add(lead)
        gap = found.slots.fill(signal.gap)
        return Advice(f"{lead} {gap[:1].lower()}{gap[1:]}", wanted[0])
    openings.add(opening)
    return Advice(f"{opening} {found.slots.fill(_add(found, wanted[0]))}", wanted[0])


def _own(found: Findings, name: str, used: set[int]) -> OwnWords | None:
    """The candidate's words that this signal is best said beside: its own, where it was only mentioned."""
    for each in found.heard.signals:
        if each.signal == name:
            mentioned = (quoted(found, number) for number in each.sentences if number not in used)
            if own := next((words for words in mentioned if words), None):
                return own
    signal = found.signal(name)
    barred = used | (_no_opening(found) if _AT in (signal.add or "") else set())
    return next((own for kind in signal.beside if (own := named(found, kind, barred))), None)


def _no_opening(found: Findings) -> set[int]:
    """Sentences that no answer could have begun with: what was said to a follow-up, and a price alone."""
    replies = {each.number for each in found.bank.sentences if each.role == "follow-up"}
    return replies | {
        n for each in found.heard.signals if each.signal == "accepts-cost" for n in each.sentences
    }


def _beside(found: Findings, name: str, own: OwnWords) -> str:
    at, of = _place(found, own.sentence)
    said = _add(found, name)
    if at <= _EARLY:
        said = _PLACE.sub("", said)
    said = said.replace(_AT, str(at)).replace("{of}", str(of))
    return f"“{own.words}”: {said[:1].lower()}{said[1:]}"


def _add(found: Findings, name: str) -> str:
    """What to say for a signal; a catalogue of one's own may have only its gap."""
    signal = found.signal(name)
    return signal.add or f"Say this beside it: {signal.gap[:1].lower()}{signal.gap[1:]}"


def _place(found: Findings, number: int) -> tuple[int, int]:
    """Which sentence it is of how many, clarifying questions left out."""
    own = [each.number for each in found.bank.sentences if each.role != "clarifying"]
    return sum(each <= number for each in own), len(own)
