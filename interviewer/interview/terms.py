"""The words of a question: stems, and what asks for the same thing in another word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_FUNCTION_WORDS: Final = frozenset(
    """
    a about above after again all already also am an and any anyone are aren't as ask assume at be
    because been before being between both but by can can't cannot check clarification clarify
    clarifying confirm could curious did didn't do does doesn't doing don't down during each either else
    even ever every exactly explain few first for from further get give given gives going got had has
    have having he hear her here hers him his how i i'd i'm if in into is isn't it it's its itself just
    kind kindly know known let like look looking make may me mean might mind more most much must my need
    needs neither no nor not now of off okay on once one only or other our out over own per please
    possible question questions quick quickly rather really right said same say see shall share she
    should so some something sort still such sure tell than thank thanks that that's the their them then
    there there's these they they're thing things think this those through to today too under understand
    until up us usually very want was we we're well were what what's when where whether which while who
    who's whom whose why will with without wonder wondering would yes yet you you're your
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
_TOKEN: Final = re.compile(r"[a-z0-9]+(?:['\u2019][a-z]+)?")
_ENDINGS: Final = (
    ("iveness", "ive"), ("ization", "ize"), ("isation", "ise"), ("ations", "at"), ("ation", "at"),
    ("ities", "ity"), ("ments", "ment"), ("nesses", ""), ("ness", ""), ("ingly", ""), ("edly", ""),
    ("ies", "y"), ("ing", ""), ("ers", ""), ("ed", ""), ("er", ""), ("es", ""), ("ly", ""), ("s", ""),
    ("e", ""),
)  # fmt: skip
_SHORTEST_STEM: Final = 3

_SAME: Final = {
    "less": "less fewer fall fell drop decline decrease lower shrink shrinking sink declining",
    "cause": "cause reason",
    "split": "split setup setting designed assigned",
    "mistake": "mistake error wrong incorrect mistaken fault misjudge misread",
    "pay": "pay paid salary wage compensation earn earnings income",
    "cost": "cost expensive price pricing",
    "law": "law legal regulation regulator regulatory authority certified compliance lawyer gdpr",
    "engineer": "engineer developer engineering dev",
    "child": "child children kid",
    "rival": "rival competitor competition competing",
    "money": "money revenue profit monetise business",
    "leave": "leave left quit churn leaving",
    "grow": "grow growth growing",
    "think": "think feel opinion attitude mood react view",
    "trial": "trial pilot tried tested test tests",
    "ill": "ill sick illness",
    "certain": "confidence confident certain unsure",
    "waste": "waste wasted thrown bin leftover leftovers",
    "hour": "hour hours time deadline",
    "question": "asked ask asks",
    "team": "team colleague staff",
    "check": "check verify review reviewed checked checking",
    "found": "discover notice detect discovered detected noticed",
    "information": "source sources information",
}
_TURNS: Final = (
    (re.compile(r"\bhow old\b"), "age"),
    (re.compile(r"\bbusiness model\b"), "money"),
    (re.compile(r"\bhow often\b"), "often"),
    (re.compile(r"\bhow accurate\b"), "accuracy accurate"),
    (re.compile(r"\bset up\b"), "setup"),
    (re.compile(r"\bwhat happens (?:if|when)\b|\bwhat if\b"), "consequences"),
)
MARKS: Final = frozenset(("who", "when", "why"))
"""Question words that say which kind of fact is wanted."""

_MEANT: Final = {"when": ("time",), "why": ("cause",)}


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without its common English endings: enough to hold `departments` and `department` together."""
    bare = word.replace("\u2019", "'").removesuffix("'s")
    for ending, instead in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_STEM and not bare.endswith("ss"):
            bare = bare.removesuffix(ending) + instead
            break
    doubled = len(bare) > _SHORTEST_STEM and bare[-1] == bare[-2] and bare[-1] in "bdgmnprt"
    return bare[:-1] if doubled else bare


def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words that carry content, in order."""
    words = _TOKEN.findall(text.lower())
    return tuple(stem(word) for word in words if word.replace("\u2019", "'") not in _FUNCTION_WORDS)


BLAND: Final = frozenset(
    map(
        stem,
        (
            *("ai", "anybody", "customer", "day", "happen", "people", "person", "somebody", "take"),
            *("use", "user", "using", "work", "make", "made", "way", "time", "many", "much", "year", "big"),
            *("kind", "sort", "main", "real", "actually", "currently", "typical", "typically", "exact"),
            *("general", "generally", "overall", "number", "amount", "share", "common", "point", "moment"),
            *("today", "often", "good", "well", "far", "thing", "find", "come", "turn", "end"),
        ),
    )
)
"""Words that go with any fact, and say little about which one is meant."""


FILLER: Final = frozenset(
    map(
        stem,
        """
        company firm business product app model software system tool assistant feature stop case
        situation thing ever simply just totally equally really systematically completely kind sort type
        talk tell say show put give get see seem look hold keep happen increase change better worse bad
        big high low new old same different certain whole half person people someone anyone everybody
        together part involve describe detail start begin try want need plan expect hope cause long
        short quick fast slow early late average roughly percent percentage proportion rate level figure
        data number count size amount cent month week hour minute visit process step role decide
        decision choose pick build built
        """.split(),  # noqa: SIM905  # a list of words reads best as words
    )
)
"""Words that may stand in a question about anything; they do not tell that it is after something else."""


def plain(text: str) -> str:
    """Lower case, single spaces, no marks."""
    return " ".join(_TOKEN.findall(text.lower().replace("\u2019", "'")))


def terms(text: str) -> tuple[str, ...]:
    """Content stems, one word standing for all that ask the same; `how old` asks for the age."""
    low = plain(text)
    for pattern, instead in _TURNS:
        low = pattern.sub(instead, low)
    return tuple(_kept().get(each, each) for each in content_stems(low))


@lru_cache(maxsize=1)
def _kept() -> dict[str, str]:
    return {stem(word): stem(kept) for kept, words in _SAME.items() for word in words.split()}


def marks(text: str) -> frozenset[str]:
    """The question words in a text that say which kind of fact is wanted."""
    return MARKS & set(plain(text).replace("'s", "").split())


def meant(found: frozenset[str]) -> frozenset[str]:
    """Stems of what a question word asks for, as `when` asks for a time."""
    return frozenset(stem(word) for mark in found for word in _MEANT.get(mark, ()))
