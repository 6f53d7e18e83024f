"""Which of the candidate's own words a follow-up takes up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from interviewer.evidence.quotes import short_quote
from interviewer.interview.classify import hands_over_to
from interviewer.interview.cues import OWN_DECISION, flat, rule
from interviewer.interview.terms import content_stems
from interviewer.interview.wording import told_story
from interviewer.model.base import Model
from interviewer.model.content import Question
from interviewer.model.evidence import Heard, SentenceBank
from interviewer.model.words import FlagId

MOST_QUOTED: Final = 9
"""Words of a quote at most, so that the question around it stays short."""

_MOST_READ: Final = 120
"""Sentences looked at for a quote, from the end of the answer."""

_FEWEST_OWN: Final = 2
"""Content words a quote holds that the question does not; less says nothing of this answer."""


class Bearing(StrEnum):
    """What a stretch of an answer is about, as far as a follow-up can take it up."""

    DECISION = "decision"
    METRIC = "metric"
    FIGURE = "figure"
    PEOPLE = "people"
    CLAIM = "claim"


class Quotable(Model):
    """Own words that can be taken up, to the letter, with the turn they come from."""

    words: str
    turn: int
    about: frozenset[Bearing]


_DID: Final = rule(
    r"\b(?:we|i) (?:\w+ )?(?:went with|stayed|moved|built|cut|told|proposed|shipped|launched|took|refused)\b"
)
"""A decision in a story; in a case it is something that lies behind."""

_OPINES: Final = (
    r"(?:guess|think|say|imagine|expect|assume|like|love|bet|call|argue|estimate|know|need|have|be|hope|see"
    r"|ask|ring|read|split|count|compare|sit|try"
    r"|want|never|rather|watch|look|talk|measure|track|go to|map|segment|align|bring|meet|concentrate"
    r"|lay|prioriti[sz]e|define|take the data|use the \w+ (?:method|framework))\b"
)
_TOGETHER: Final = r"(?:launch|ship|build|cut|drop|keep|stop|start|switch|roll|remove|show|make|charge)"
_REJECTS: Final = rule(
    r"\b(?:decided|chose|decide) (?:against|not)\b|\b(?:turned|turn) (?:it |that )?down\b|\brefused?\b",
    r"\bi(?:'d| would|'ll| will) take \d",
)
"""What somebody left or looks into is no course that could be cut, priced or rolled out."""

_DECIDES: Final = rule(
    OWN_DECISION.pattern,
    r"\b(?:we|i) (?:should|decided|need to|have to|must|chose|want to|started|stopped|kept|dropped)\b",
    rf"\bi(?:'d| would|'ll| will) (?!(?:also |then |first |just )?{_OPINES})(?!\w+ed\b|rung|been|had)\w+",
    r"\b(?:let's|my plan is|the plan is to)\b",
    rf"\bwe(?:'d| would|'ll| will) (?:not )?{_TOGETHER}\b",
)
_METRIC: Final = rule(
    r"\b(?:metrics?|measur(?:e|es|ing)|rates?|share of|per ?cent(?:age)?|retention|churn|target)\b",
    r"\b(?:baseline|conversion|kpis?|number of|how (?:many|often|long)|per (?:week|day|month|user))\b|%",
)
_FIGURE: Final = rule(r"\d")
_NEGATED: Final = rule(r"n't\b|\b(?:not|never|no|nobody|none|without)\b")
_PEOPLE: Final = rule(
    r"\b(?:users?|customers?|people|persons?|somebody|someone|everybody|anybody|they|she|he|who)\b",
)
_TELLS: Final = rule(
    r"\b(?:is|are|was|were|has|have|had|does|did|will|would|can|could|should|must|may|might|\w{3,}ed)\b",
    r"\w(?:'s|'re|n't)\b",
    r"\b(?:they|we|it|he|she|people|users|customers|nobody|everybody|somebody|half)"
    r" (?!(?:with|of|in|to|from|and|or|who)\b)[a-z]+",
)
"""A claim needs a verb, not only things in a row."""

_OF_ONESELF: Final = rule(r"^(?:i|we)\b")
_HEDGED: Final = rule(
    r"\b(?:i (?:guess|think|suppose)|maybe|or so|i mean|right)$|\b(?:method|framework)$",
    r"\b(?:great|good question|thanks?|my guess)\b",
)
ON_DECISIONS: Final = (
    *("accepts-cost", "names-rejected-option", "sets-threshold-action", "says-what-would-change-mind"),
    *("plans-fallback", "gives-choice-reason", "names-risk", "cuts-scope", "plans-rollout"),
    *("triages-by-impact", "names-guardrail", "works-within-constraint"),
)
"""Signals for which a follow-up takes up a decision."""
_ON_NUMBERS: Final = (
    "defines-metric sets-baseline-target cautions-cause makes-estimate plans-comparison quantifies-result"
)
_ON_PEOPLE: Final = "names-user-segment names-user-need states-stake contrasts-segments"
_WANTED: Final[dict[str, tuple[Bearing, ...]]] = {
    **dict.fromkeys(ON_DECISIONS, (Bearing.DECISION,)),
    **dict.fromkeys(_ON_NUMBERS.split(), (Bearing.METRIC, Bearing.FIGURE)),
    **dict.fromkeys(_ON_PEOPLE.split(), (Bearing.PEOPLE,)),
    "outcome-over-model-metric": (Bearing.METRIC,),
    "": (Bearing.DECISION, Bearing.CLAIM, Bearing.PEOPLE),
}
"""What a quote must be about to be taken up for a signal, best first; for any other signal, none is."""

_SUBJECT: Final = re.compile(
    r"^(?:i|we|you|he|she|it|they|this|that|these|those|the|a|an|my|our|your|his|her|their|each|every|most"
    r"|some|many|nobody|somebody|everybody|everyone|people|half|one|two|three|\d[\w.,%]*|there|let's)\b"
    r"|^\w+s (?:\w+ )?(?:are|were|have|do|don't|would|will|need|want|can)\b",
)
"""How a quote begins that has a subject of its own."""

_BARRED: Final = rule(
    r"\b(?:rice|moscow|kano|swot|circles|aarrr|okrs?|jtbd|jobs to be done|raci|frameworks?|methods?)\b",
    r"\b(?:star|heart) (?:method|metrics|framework)\b|\breach, impact\b",
    r"\b(?:told|asked|showed|mentioned to) (?:me|us)\b|\bat (?:lunch|dinner)\b",
    r"\b(?:and|or|but|then|because|so|which|that|to|the|a|of|with)$|\bbecause (?:\w+ ){0,1}\w+$",
)
"""Frameworks, what somebody said aside, and what breaks off say nothing that a follow-up can take up."""


def quotables(
    bank: SentenceBank, heard: Heard, question: Question, used: Iterable[str]
) -> tuple[Quotable, ...]:
    """All that could be quoted from an answer, the latest turn first, each turn in order.

    What only repeats the question, talks to the grader, or was quoted before is never among it.
    """
    steering = heard.flag(FlagId.GRADER_INSTRUCTION)
    deferring = heard.flag(FlagId.DEFERS_DECISION)
    barred = {number for flag in (steering, deferring) if flag for number in flag.sentences}
    known = [" ".join(each.lower().split()) for each in used]
    found = []
    for sentence in sorted(bank.sentences[-_MOST_READ:], key=lambda each: (-each.turn, each.number)):
        words = (
            None if sentence.number in barred else short_quote(bank, sentence.number, most_words=MOST_QUOTED)
        )
        about = bearings(words, question) if words and _may_stand(words, known) else frozenset()
        if words and about:
            found.append(Quotable(words=words, turn=sentence.turn, about=about))
    return tuple(found)


def quote_for(signal: str, found: Sequence[Quotable]) -> str | None:
    """The words that bear most on a signal, to the letter, of the latest turn that has any; None without."""
    wanted = _WANTED.get(signal, ())
    fitting = [
        (-each.turn, min(places), number, each.words)
        for number, each in enumerate(found)
        if (places := [place for place, bearing in enumerate(wanted) if bearing in each.about])
    ]
    return min(fitting)[3] if fitting else None


def bearings(words: str, question: Question) -> frozenset[Bearing]:
    """What a quote is about; empty where it says too little of its own."""
    plain = flat(words)
    if _HEDGED.search(plain) or _BARRED.search(plain) or hands_over_to(plain) or not _begins(plain):
        return frozenset()
    stems = set(content_stems(plain))
    if len(stems - set(content_stems(question.prompt))) < _FEWEST_OWN:
        return frozenset()
    rejects = bool(_REJECTS.search(plain)) and not told_story(question)
    decides = not rejects and bool(_DECIDES.search(plain) or (told_story(question) and _DID.search(plain)))
    people = bool(_PEOPLE.search(plain)) or bool(stems & set(content_stems(question.people)))
    tells = bool(_TELLS.search(plain)) and not _OF_ONESELF.search(plain) and not decides
    about = {
        Bearing.DECISION: decides,
        Bearing.METRIC: (tells or decides) and bool(_METRIC.search(plain)) and not _NEGATED.search(plain),
        Bearing.FIGURE: tells and bool(_FIGURE.search(plain)),
        Bearing.PEOPLE: people and tells,
        Bearing.CLAIM: tells,
    }
    return frozenset(each for each, holds in about.items() if holds)


def _begins(words: str) -> bool:
    """Whether a quote has its own subject; `let it run` and `switch the 640` are halves of a sentence."""
    return bool(_SUBJECT.match(words) or _SUBJECT.match(words[:1].lower() + words[1:]))


def _may_stand(words: str, known: Sequence[str]) -> bool:
    folded = " ".join(words.lower().split())
    marks = any(mark in words for mark in '\u201c\u201d"?!:;{}\n')
    return not marks and not any(folded in each or each in folded for each in known)
