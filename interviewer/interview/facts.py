"""What the interviewer may reveal: each question asked is held against the facts of the question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz import fuzz

from interviewer.interview.terms import BLAND, FILLER, content_stems, marks, meant, plain, terms
from interviewer.model.base import Model
from interviewer.model.content import Fact, Question
from interviewer.model.events import FactTold

MOST_FACTS: Final = 3
"""At most this many facts are told in reply to one message."""

ENOUGH: Final = 0.62
"""Share of an ask phrase's weight that a question must hold for its fact to be told."""

_MARGIN: Final = 0.1
"""By how much a fact must fit better than another one that the same words lead to."""

_HINTED: Final = 1.3
"""Weight a question must share with what a fact says, where it shares no ask phrase."""

_IN_PROMPT: Final = 0.35
"""Words of the prompt say little about which fact is meant, unless one fact alone is asked for by them."""

_BLAND: Final = 0.3
_MARK: Final = 0.6
_RUN: Final = 2.0
_SAME_QUESTION: Final = 84.0
"""rapidfuzz token_set_ratio from which two questions ask the same thing."""

_LIKE_PHRASE: Final = 85.0
"""rapidfuzz ratio from which a question is a phrase of three words or more said a little differently."""

_LIKE_OPENING: Final = 0.12
"""What it is worth when a question begins as a phrase does: `how long is it` is not `how long do we have`."""

_MOST_OTHER: Final = 1
"""Words of its own that a question may hold beside a phrase made up of words of the prompt."""

_EXTENT: Final = re.compile(r"\b(?:all|every|each|everywhere|some)\b")
_ASKS_EXTENT: Final = re.compile(
    r"\bor (?:(?:is|are|do|does|on|in|at|for|with|it|they|of) )*"
    r"(?:all|every|each|everywhere|just|only|some)\b"
    r"|\b(?:all|each|every one) of (?:them|these|those|the)\b"
)
"""`One ward or all of them?` asks how far something goes, though it has no word of its own for what."""

_JOINED: Final = re.compile(
    r"[,;]?\s+(?:and\s+(?=(?:also )?(?:is|are|was|were|do|does|did|can|could|has|have|will|would)\b)"
    r"|(?:and|or)\s+(?=(?:also )?(?:how|what|who|when|where|why|which)\b))",
    re.IGNORECASE,
)
"""Where one sentence goes on with another question; `or do some keep it?` is the same one's other side."""

_FEWEST_WORDS: Final = 4
"""Words from which a part of a question without a word to go by is a question of its own."""


class Reply(Model):
    """What one asked question leads to: a fact, the same fact again, or nothing known (`fact` is None)."""

    asked: str
    fact: Fact | None = None
    again: bool = False


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
    for text in [part for each in asked for part in _parts(each)]:
        facts = (own.facts_for(text) or shared.facts_for(text)) if common else own.facts_for(text)
        for fact in facts:
            if all(reply.fact is None or reply.fact.id != fact.id for reply in found):
                found.append(Reply(asked=text, fact=fact, again=fact.id in given))
        if not facts:
            found.append(Reply(asked=text, again=_asked_before(text, known)))
    return _few(found)


def _parts(text: str) -> list[str]:
    """`How far apart are they, and who counts?` is two questions; each has an answer of its own or none."""
    parts = [part.strip(" ,;") for part in _JOINED.split(text)]
    # `Who pays and how much?` leaves nothing to go by once it is cut.
    whole = any(len(part.split()) < _FEWEST_WORDS and not set(content_stems(part)) - BLAND for part in parts)
    return [text] if whole else [part if part.endswith("?") else f"{part}?" for part in parts]


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


class _Phrase(Model):
    """One way to ask for a fact: as written, its stems, and its question words."""

    text: str
    stems: frozenset[str]
    marks: frozenset[str]


class _Asked(Model):
    """A question that was asked, taken apart in the same way."""

    text: str
    stems: frozenset[str]
    marks: frozenset[str]


class _Index:
    """The facts of one question, with a weight for each word: rare among the facts weighs most."""

    def __init__(self, question: Question, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._asks = {
            fact.id: tuple(
                _Phrase(text=plain(ask), stems=frozenset(terms(ask)), marks=marks(ask)) for ask in fact.asks
            )
            for fact in facts
        }
        self._says = {fact.id: frozenset(content_stems(f"{fact.says} {fact.short}")) for fact in facts}
        self._prompt = frozenset(terms(question.prompt))
        self._table = self._prompt | set(terms(f"{question.call} {question.people} {question.subject}"))
        self._held = Counter(
            word for fact in facts for word in {each for ask in self._asks[fact.id] for each in ask.stems}
        )
        self._said = Counter(word for words in self._says.values() for word in words)

    def facts_for(self, asked: str) -> tuple[Fact, ...]:
        """The facts a question leads to: the best, and a second one that its other words lead to.

        Two facts that the same words lead to about as well are both left untold: the question may have
        meant either, and a fact that was not asked for gives something away.
        """
        whole = _Asked(text=plain(asked), stems=frozenset(terms(asked)), marks=marks(asked))
        first = self._best(whole, self._facts)
        if first is None:
            only = self._only_one_marked(whole)
            return (only,) if only else ()
        left = whole.stems - self._used(first, whole.stems)
        rest = [fact for fact in self._facts if fact is not first]
        other = self._best(_Asked(text="", stems=left, marks=frozenset()), rest) if left else None
        return (first, other) if other else (first,)

    def _best(self, asked: _Asked, facts: Sequence[Fact]) -> Fact | None:
        scored = sorted(((self._score(fact, asked), fact) for fact in facts), key=lambda pair: -pair[0])
        if not scored or scored[0][0] < ENOUGH:
            return None
        (best, first), *others = scored
        mine = self._used(first, asked.stems)
        for score, fact in others:
            if score < ENOUGH or best - score >= _MARGIN:
                break
            if self._used(fact, asked.stems) <= mine:
                return None
        return first

    def _weight(self, word: str) -> float:
        if word in BLAND:
            return _BLAND
        held = max(1, self._held[word])
        return (_IN_PROMPT if word in self._prompt and held > 1 else 1.0) / (1.0 + math.log(held))

    def _score(self, fact: Fact, asked: _Asked) -> float:
        run = max((self._run(ask, fact, asked) for ask in self._asks[fact.id]), default=0.0)
        if run:
            return run
        phrases = max((self._covered(ask, fact, asked) for ask in self._asks[fact.id]), default=0.0)
        return max(phrases, self._hinted(fact, asked.stems))

    def _run(self, ask: _Phrase, fact: Fact, asked: _Asked) -> float:
        """A phrase that stands in the question word for word; the longer, the surer."""
        if f" {ask.text} " not in f" {asked.text} ":
            return 0.0
        size = len(ask.text.split())
        bare = ask.stems <= self._table | BLAND
        if bare and size < 3 and len(self._others(fact, asked)) > _MOST_OTHER:
            return 0.0
        if not ask.stems and len(asked.stems - BLAND - self._table) > 0:
            return 0.0
        if ask.stems - BLAND <= self._table and size < 3 and self._strange(fact, asked):
            return 0.0
        return _RUN + 0.2 * size

    def _others(self, fact: Fact, asked: _Asked) -> set[str]:
        """What a question holds that neither the fact nor the prompt speaks of."""
        mine = {word for ask in self._asks[fact.id] for word in ask.stems} | self._says[fact.id] | self._table
        return {word for word in asked.stems - BLAND if not _holds(mine, word)}

    def _strange(self, fact: Fact, asked: _Asked) -> set[str]:
        """What a question holds that the fact does not speak of, and that says it is after something else.

        `Is the food organic?` shares `food` with what is known about waste, and asks for nothing known.
        """
        return {
            word
            for word in self._others(fact, asked) - FILLER
            if not _holds(self._held, word) and not _holds(self._said, word)
        }

    def _covered(self, ask: _Phrase, fact: Fact, asked: _Asked) -> float:
        """Share of an ask phrase's weight in the question; words of the prompt need its question word."""
        if _alike(ask, asked):
            return 1.0
        weights = {word: self._weight(word) for word in ask.stems}
        weights |= dict.fromkeys(ask.marks, _MARK)
        words = asked.stems | meant(asked.marks)
        shared = {word for word in ask.stems if _holds(words, word)}
        if "not" in ask.text.split() and len(ask.stems) == 1 and len(asked.stems) > 2:
            # What is left of "not at a company" is met by every question about a company.
            return 0.0
        telling = {word for word in shared if word not in BLAND and self._weight(word) >= 0.5}
        if not telling:
            same = asked.stems == ask.stems and all(self._held[word] == 1 for word in ask.stems)
            return 1.0 if same and ask.stems and ask.marks <= asked.marks else 0.0
        if telling <= self._table and not self._fits_prompt(ask, fact, asked):
            return 0.0
        vouched = ask.stems - BLAND == telling and not telling <= self._table
        if len(telling) == 1 and not vouched and self._strange(fact, asked):
            return 0.0
        total = sum(weights[word] for word in shared | (ask.marks & asked.marks))
        left = sum(
            min(weight, _IN_PROMPT) if word in self._prompt else weight
            for word, weight in weights.items()
            if word not in shared | (ask.marks & asked.marks)
        )
        opening = _LIKE_OPENING * _shared_opening(ask.text, asked.text)
        return total / (total + left) + 0.05 * min(total, 3.0) + opening

    def _fits_prompt(self, ask: _Phrase, fact: Fact, asked: _Asked) -> bool:
        """Whether a phrase whose telling words stand in the prompt is still what the question is after."""
        if len(self._others(fact, asked)) > _MOST_OTHER:
            return False
        openers = {"who", "when", "why", "which", "how"}
        wanted = openers & set(ask.text.split())
        bare = " " not in ask.text and ask.stems >= asked.stems - BLAND
        if _EXTENT.search(ask.text) and _ASKS_EXTENT.search(asked.text):
            return True
        return wanted <= set(asked.text.split()) and (bool(wanted) or bare)

    def _only_one_marked(self, asked: _Asked) -> Fact | None:
        """`When are they cut off?`: nothing but the prompt's words, and one fact that says when."""
        if len(asked.marks) != 1 or not asked.stems <= self._table | BLAND:
            return None
        (mark,) = asked.marks
        marked = [
            fact
            for fact in self._facts
            if any(mark in ask.marks or ask.stems & meant(asked.marks) for ask in self._asks[fact.id])
        ]
        return marked[0] if len(marked) == 1 else None

    def _hinted(self, fact: Fact, words: frozenset[str]) -> float:
        """A question may name what a fact is about without any ask phrase; it needs two telling words."""
        shared = [word for word in self._says[fact.id] if _holds(words, word)]
        telling = [word for word in shared if self._said[word] == 1 and word not in self._prompt | BLAND]
        strong = len(telling) >= 2 and sum(1.0 / self._said[word] for word in shared) >= _HINTED
        return ENOUGH if strong else 0.0

    def _used(self, fact: Fact, words: frozenset[str]) -> frozenset[str]:
        mine = {word for ask in self._asks[fact.id] for word in ask.stems} | self._says[fact.id]
        return frozenset(word for word in words if _holds(mine, word))


def _alike(ask: _Phrase, asked: _Asked) -> bool:
    """Whether the question is the phrase with a word changed, as long as that word is no telling one."""
    if len(ask.text.split()) < 4 or asked.marks != ask.marks or not ask.stems <= asked.stems:
        return False
    return fuzz.ratio(ask.text, asked.text) >= _LIKE_PHRASE


def _shared_opening(one: str, other: str) -> int:
    """How many words two questions begin with alike, from the second word on; at most two."""
    alike = 0
    for mine, yours in zip(one.split(), other.split(), strict=False):
        if mine != yours:
            break
        alike += 1
    return min(max(0, alike - 1), 2)


def _holds(words: Iterable[str], word: str) -> bool:
    """Whether a word is among others, a slip of typing in a longer one forgiven."""
    if word in set(words):
        return True
    return len(word) >= 5 and any(
        len(each) >= 5 and each[0] == word[0] and fuzz.ratio(each, word) >= 84 for each in words
    )
