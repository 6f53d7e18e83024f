"""How much a sentence tells somebody who has not read the rest, by the kind of thing it shows."""

from __future__ import annotations

import re
from typing import Final

from interviewer.committee.quoting import readable
from interviewer.model.committee import Kinds
from interviewer.model.debrief import Item
from interviewer.model.words import Dimension

WEIGHTS: Final[dict[str, float]] = {
    "price": 1.3,
    "refusal": 1.25,
    "exit": 1.25,
    "test": 1.2,
    "guard": 1.2,
    "result": 1.2,
    "objection": 1.2,
    "look": 1.2,
    "met": 1.2,
    "owned": 1.1,
    "choice": 1.0,
    "group": 1.0,
    "scene": 1.1,
    "number": 1.1,
    "purpose": 0.9,
    "risk": 0.9,
    "doubt": 0.9,
    "reason": 0.6,
    "plain": 0.5,
    "setting": 0.3,
}
"""Set by reading debriefs."""

_UNEXPECTED: Final = 0.3
"""What is left of a quote in which nothing of its kind can be heard."""
_SOMEBODY_ELSES: Final = 0.7
_OWN_KINDS: Final = frozenset(
    ("choice", "reason", "refusal", "objection", "price", "exit", "owned", "number", "test", "look", "met")
)
"""Kinds that speak for the candidate, so that one expects them in the sentence."""
_OWN: Final = re.compile(r"\b(?:I|we|my|our|me|us|mine)\b", re.IGNORECASE)
_FIGURE: Final = re.compile(r"\d|\b(?:half|third|quarter|twice|double|two|three|four|five|ten|hundred)\b")
_NO: Final = re.compile(
    r"\b(?:no|not|never|nobody|nothing|against|refused?|wrong|without)\b|n['\u2019]t\b", re.IGNORECASE
)
_LOSS: Final = re.compile(
    r"\b(?:lose|loses|losing|lost|loss|losses|costs?|g[ia]ves? up|giving up|less|fewer|pays?|paid|paying"
    r"|price|worse|hurts?|accept(?:ed|ing)?|drops?|minus|slower|later|angry|furious|left|twice|extra|euros?)\b",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    r"\b(?:compar\w+|similar|alone|by lot|at random|drawn|control|the others?|without|old terms|next to)\b",
    re.IGNORECASE,
)
_GROUND: Final = re.compile(
    r"\b(?:because|since|so that|as|why|otherwise|which means|or else|therefore)\b|, so\b", re.IGNORECASE
)
_SOMEBODY: Final = re.compile(
    r"\b(?:he|she|they|them|h[ei][rms]|who|people|persons?|m[ae]n|wom[ae]n|girls?|boys?|child(?:ren)?|nobody"
    r"|(?:some|any|every)(?:body|one))\b",
    re.IGNORECASE,
)
_EXPECTED: Final = {
    **dict.fromkeys(("number", "look", "result"), _FIGURE),
    "test": _BESIDE,
    "reason": _GROUND,
    **dict.fromkeys(("objection", "refusal"), _NO),
    "price": _LOSS,
    "scene": _SOMEBODY,
}
"""What somebody who hears such a sentence read out expects in it."""


def kind_of(item: Item, kinds: Kinds) -> str:
    """What a signal shows; `setting` for what no vote rests on."""
    known = kinds.signals.get(item.about)
    if known is not None:
        return known.kind
    by_dimension = {
        Dimension.FRAMING: "scene",
        Dimension.JUDGMENT: "choice",
        Dimension.RIGOR: "number",
        Dimension.COMMUNICATION: "plain",
    }
    return by_dimension[item.dimension] if item.dimension else "setting"


def telling(words: str, kind: str) -> float:
    """About 1 for words that show their kind to a stranger, down to 0 for those that hardly do."""
    expected = _EXPECTED.get(kind)
    worth = WEIGHTS.get(kind, 1.0) * readable(words)
    if expected is not None and not expected.search(words):
        worth *= _UNEXPECTED
    if kind in _OWN_KINDS and not _OWN.search(words):
        worth *= _SOMEBODY_ELSES
    return worth
