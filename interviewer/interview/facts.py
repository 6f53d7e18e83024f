"""What the interviewer may reveal: each question asked is held against the facts of the question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from interviewer.model.base import Model
from interviewer.model.content import Fact, Question
from interviewer.model.events import FactTold

MOST_FACTS: Final = 3
"""At most this many facts are told in reply to one message."""

ENOUGH: Final = 0.62
"""Share of an ask phrase's weight that a question must hold for its fact to be told."""

_HINTED: Final = 1.3
"""Weight a question must share with what a fact says, where it shares no ask phrase."""

_IN_PROMPT: Final = 0.35
"""Words of the prompt say little about which fact is meant."""

_SAME_QUESTION: Final = 84.0
"""rapidfuzz token_set_ratio from which two questions ask the same thing."""

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


class Reply(Model):
    """What one asked question leads to: a fact, the same fact again, or nothing known (`fact` is None)."""

    asked: str
    fact: Fact | None = None
    again: bool = False


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


def replies(
    asked: Sequence[str], question: Question, told: Iterable[FactTold], common: Sequence[Fact] = ()
) -> tuple[Reply, ...]:
    """What each asked question leads to, at most `MOST_FACTS` of them, in the order they were asked.

    A fact that two questions lead to is told once. `told` is what was told at this question before: a fact
    in it comes back as `again`, and so does a question that had no answer then. `common` holds facts that
    go with any question; its own come first.
    """
    known = tuple(told)
    given = {each.fact for each in known if each.fact}
    own, shared = _Index(question, question.facts), _Index(question, common)
    found: list[Reply] = []
    for text in asked:
        facts = (own.facts_for(text) or shared.facts_for(text)) if common else own.facts_for(text)
        for fact in facts:
            if all(reply.fact is None or reply.fact.id != fact.id for reply in found):
                found.append(Reply(asked=text, fact=fact, again=fact.id in given))
        if not facts:
            found.append(Reply(asked=text, again=_asked_before(text, known)))
    return _few(found)


def _few(found: Sequence[Reply]) -> tuple[Reply, ...]:
    facts = [reply for reply in found if reply.fact][:MOST_FACTS]
    nothing = [reply for reply in found if reply.fact is None]
    return tuple(facts + nothing[: max(0, MOST_FACTS - len(facts))])


def _asked_before(text: str, known: Sequence[FactTold]) -> bool:
    mine = " ".join(content_stems(text))
    return bool(mine) and any(
        fuzz.token_set_ratio(mine, " ".join(content_stems(each.asked))) >= _SAME_QUESTION
        for each in known
        if each.fact is None
    )


class _Index:
    """The facts of one question, with a weight for each word: rare among the facts weighs most."""

    def __init__(self, question: Question, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._asks = {
            fact.id: tuple(stems for ask in fact.asks if (stems := content_stems(ask))) for fact in facts
        }
        # What is left of "not at a company" is met by every question about a company.
        self._worn = {
            fact.id: frozenset(
                stems for ask in fact.asks if len(stems := content_stems(ask)) == 1 and "not" in ask.split()
            )
            for fact in facts
        }
        self._plain = {fact.id: tuple(_plain(ask) for ask in fact.asks) for fact in facts}
        self._says = {fact.id: frozenset(content_stems(f"{fact.says} {fact.short}")) for fact in facts}
        self._prompt = frozenset(content_stems(question.prompt))
        self._held = Counter(
            word for fact in facts for word in {each for ask in self._asks[fact.id] for each in ask}
        )
        self._said = Counter(word for words in self._says.values() for word in words)

    def facts_for(self, asked: str) -> tuple[Fact, ...]:
        """The facts a question leads to: the best, and a second one that its other words lead to."""
        words = set(content_stems(asked))
        found: list[Fact] = []
        while len(found) < 2:
            rest = [fact for fact in self._facts if fact not in found]
            scored = [(self._score(fact, words, _plain(asked)), fact) for fact in rest]
            best, fact = max(scored, key=lambda pair: pair[0], default=(0.0, None))
            if fact is None or best < ENOUGH:
                break
            found.append(fact)
            words -= self._used(fact, words)
            asked = ""
        return tuple(found)

    def _weight(self, word: str) -> float:
        rarity = 1.0 / (1.0 + math.log(max(1, self._held[word])))
        return rarity * (_IN_PROMPT if word in self._prompt else 1.0)

    def _score(self, fact: Fact, words: set[str], asked: str) -> float:
        if any(len(ask.split()) >= 3 and f" {ask} " in f" {asked} " for ask in self._plain[fact.id]):
            return 2.0
        asks = [ask for ask in self._asks[fact.id] if not (ask in self._worn[fact.id] and len(words) > 2)]
        phrases = max((self._covered(ask, words) for ask in asks), default=0.0)
        return max(phrases, self._hinted(fact, words))

    def _covered(self, ask: Sequence[str], words: set[str]) -> float:
        """Share of an ask phrase's weight in the question; words of the prompt alone never do."""
        weights = {word: self._weight(word) for word in ask}
        shared = sum(weight for word, weight in weights.items() if _holds(words, word))
        strongest = max((weight for word, weight in weights.items() if _holds(words, word)), default=0.0)
        if strongest < 0.5:
            # A question that is nothing but the phrase means it, common words or not.
            return 1.0 if words == set(ask) and all(self._held[word] == 1 for word in ask) else 0.0
        return shared / sum(weights.values()) + 0.05 * min(shared, 3.0)

    def _hinted(self, fact: Fact, words: set[str]) -> float:
        """A question may name what a fact is about without any ask phrase; it needs two telling words."""
        shared = [word for word in self._says[fact.id] if _holds(words, word)]
        telling = [word for word in shared if self._said[word] == 1 and word not in self._prompt]
        strong = len(telling) >= 2 and sum(1.0 / self._said[word] for word in shared) >= _HINTED
        return ENOUGH if strong else 0.0

    def _used(self, fact: Fact, words: set[str]) -> set[str]:
        mine = {word for ask in self._asks[fact.id] for word in ask} | self._says[fact.id]
        return {word for word in words if _holds(mine, word)}


def _holds(words: Iterable[str], word: str) -> bool:
    """Whether a word is among others, a slip of typing in a longer one forgiven."""
    if word in set(words):
        return True
    return len(word) >= 5 and any(
        len(each) >= 5 and each[0] == word[0] and fuzz.ratio(each, word) >= 84 for each in words
    )


def _plain(text: str) -> str:
    return " ".join(_TOKEN.findall(text.lower()))
