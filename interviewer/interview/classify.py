"""What a candidate's message is: a clarifying question, an answer, or one of the things in between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from interviewer.evidence.questions import questions_in
from interviewer.evidence.stopwords import FUNCTION_WORDS
from interviewer.interview.cues import (
    ABOUT_FOLLOW_UP,
    ABOUT_YOU,
    ASKS_FIRST,
    CHECK_BACK,
    DONT_KNOW,
    FOREIGN,
    HAND_OVER,
    HANDED_OVER,
    HUMMING,
    KEYS,
    NEGATED,
    NOTHING,
    OWN_DECISION,
    PERMISSION,
    REASON,
    REPEAT,
    ROLE,
    SAID_TO_TELL,
    SENTENCE,
    SOLUTION,
    STATES,
    STATES_WHAT,
    STEERING,
    STORY,
    THINKING,
    WORD,
    flat,
)
from interviewer.interview.terms import content_stems
from interviewer.interview.wording import told_story
from interviewer.model.base import Model
from interviewer.model.content import Question


class Kind(StrEnum):
    """What a message can be; the first that fits counts, in about this order."""

    SILENCE = "silence"
    NOT_ENGLISH = "not-english"
    STEERING = "steering"
    PERMISSION = "permission"
    REPEAT_REQUEST = "repeat-request"
    ABOUT_FOLLOW_UP = "about-follow-up"
    ABOUT_YOU = "about-you"
    THINKING_TIME = "thinking-time"
    ASKS_FOR_SOLUTION = "asks-for-solution"
    CLARIFYING = "clarifying"
    DONT_KNOW = "dont-know"
    HAND_OVER = "hand-over"
    OFF_QUESTION = "off-question"
    ONE_LINER = "one-liner"
    ANSWER = "answer"


class Message(Model):
    """A candidate's message, read. `who` is whom the decision was handed to, as in `the data scientist`."""

    kind: Kind
    questions: tuple[str, ...] = ()
    who: str | None = None


_MOST_WORDS_OF_AN_ASIDE: Final = 20
_FEW_WORDS: Final = 5
_FEW_WITHOUT_REASON: Final = 15
_FEW_IN_A_FOLLOW_UP: Final = 3
_FEWEST_ASTRAY: Final = 15
"""Words from which a message can be judged to be off the question."""

_SHARED_WHEN_ASTRAY: Final = 0.05
"""Share of its content words that a message off the question has in common with it, at most."""

_FEWEST_BESIDE: Final = 3
"""Words beside a request for leave ("can I go back?") from which they are the message."""

_FEWEST_DECIDED: Final = 8
"""The same as the next for words that say what one would do."""

_CASES_BEGIN_AT: Final = 25
"""Words beside an attempt to steer from which a message still counts as an answer."""

_FEWEST_FOREIGN: Final = 4
"""Letters of another script from which they are a message and no sign."""

_FEWEST_FOREIGN_WORDS: Final = 3
_LATIN_ENDS: Final = "\u0250"

_IF: Final = re.compile(r"\bif\b[^.!?\n]*", re.IGNORECASE)
"""What depends on the answer to a question is no decision yet."""

_ONESELF: Final = re.compile(r"\b(?:i|we|my|our)\b", re.IGNORECASE)
_WOULD_DO: Final = re.compile(r"\b(?:ok|okay|fine|all right|enough|want me to)\b", re.IGNORECASE)
_ROLE: Final = re.compile(rf"\b{ROLE}\b", re.IGNORECASE)
_SOMEBODY: Final = re.compile(r"\b(?:the|our|my) ([\w -]+?) to\b", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"^(?:my|the|our|a|an|some) ", re.IGNORECASE)

_DEPARTMENTS: Final = frozenset(
    {
        *("legal", "leadership", "management", "engineering", "compliance", "design", "ux"),
        *("analytics", "sales", "finance", "data science"),
    }
)


def classify(text: str, question: Question, *, answered: bool, earlier: Sequence[str] = ()) -> Message:
    """What a message is.

    `answered` says that this question already has an answer, so that the message replies to a follow-up:
    then a short reply may be a whole one, and a message is a clarification only when it does nothing but ask.
    `earlier` is what was said at this question before, by either side.
    """
    text = flat(text)
    words = WORD.findall(text)
    if all(word.lower() in HUMMING or KEYS.search(word) for word in words):
        return Message(kind=Kind.SILENCE)
    if _foreign(text, words):
        return Message(kind=Kind.NOT_ENGLISH)
    if STEERING.search(text):
        rest = _without_steering(text)
        if rest is None:
            return Message(kind=Kind.STEERING)
        return classify(rest, question, answered=answered, earlier=earlier)
    rest = _sentences(text, leaving=PERMISSION)
    if rest != text:
        more = len(WORD.findall(rest)) >= _FEWEST_BESIDE
        read = classify(rest, question, answered=answered, earlier=earlier) if more else None
        return read or Message(kind=Kind.PERMISSION)
    if aside := _aside(text, len(words)):
        begun = _sentences(text, leaving=THINKING) if aside is Kind.THINKING_TIME else ""
        if len(WORD.findall(begun)) >= _FEWEST_DECIDED and STATES.search(begun):
            return classify(begun, question, answered=answered, earlier=earlier)
        return Message(kind=aside)
    return _read(text, words, question, answered=answered, earlier=earlier)


def _foreign(text: str, words: Sequence[str]) -> bool:
    """Whether a message is in a language other than English: another script, or another's little words.

    A name or a sign among English words is none, and neither is what could be English.
    """
    letters = sum(each.isalpha() for each in text)
    latin = sum(each.isalpha() and each < _LATIN_ENDS for each in text)
    if letters >= _FEWEST_FOREIGN and latin * 2 < letters:
        return True
    small = [word.lower() for word in words]
    foreign = sum(word in FOREIGN for word in small)
    return foreign >= _FEWEST_FOREIGN_WORDS and foreign > sum(word in FUNCTION_WORDS for word in small)


def _read(
    text: str, words: Sequence[str], question: Question, *, answered: bool, earlier: Sequence[str]
) -> Message:
    """What a message is that speaks of the question and of nothing beside it."""
    asked = tuple(
        each
        for each in questions_in(text)
        if not _checks_back(each, text, answered=answered) and not STATES_WHAT.search(each)
    )
    if answered and asked and (who := hands_over_to(text)) and all(hands_over_to(each) for each in asked):
        return Message(kind=Kind.HAND_OVER, who=who)
    if asked and _only_asks(text, asked, answered=answered):
        wants_it_solved = all(SOLUTION.search(each) for each in asked)
        return Message(kind=Kind.ASKS_FOR_SOLUTION if wants_it_solved else Kind.CLARIFYING, questions=asked)
    if len(words) <= _MOST_WORDS_OF_AN_ASIDE and DONT_KNOW.search(text) and not OWN_DECISION.search(text):
        return Message(kind=Kind.DONT_KNOW)
    if answered and NOTHING.search(text):
        return Message(kind=Kind.DONT_KNOW)
    if who := hands_over_to(text):
        return Message(kind=Kind.HAND_OVER, who=who)
    short = len(words) <= _MOST_WORDS_OF_AN_ASIDE and not OWN_DECISION.search(text)
    if short and (handed := HANDED_OVER.search(text)):
        return Message(kind=Kind.HAND_OVER, who=person_in(handed.group()))
    if len(words) >= _FEWEST_ASTRAY and _strays(text, question, earlier):
        return Message(kind=Kind.OFF_QUESTION)
    return Message(kind=Kind.ONE_LINER if _one_liner(text, words, answered=answered) else Kind.ANSWER)


def hands_over_to(text: str) -> str | None:
    """Whom the decision is handed to, or None; a decision of one's own in it or after it takes it back."""
    text = flat(text)
    for found in HAND_OVER.finditer(text):
        start = max(text.rfind(mark, 0, found.start()) for mark in ".!?\n") + 1
        if NEGATED.search(text[start : found.start()]) or OWN_DECISION.search(text[found.start() :]):
            continue
        if SAID_TO_TELL.search(found.group()) and STATES.search(text):
            continue
        if found.group().lower().startswith("what ") and STATES.search(text[found.end() :]):
            continue
        return person_in(found.group()) or _asked_to_decide(found.group())
    return None


def _asked_to_decide(words: str) -> str:
    found = _SOMEBODY.search(words)
    return f"the {found.group(1)}" if found else "the team"


def person_in(text: str) -> str | None:
    """The first role named in the text, as one person or team: `the data scientist`, `the legal team`."""
    found = _ROLE.search(text)
    if not found:
        return None
    role = _ARTICLE.sub("", found.group())
    if role.lower() in _DEPARTMENTS:
        return f"the {role} team"
    plural = role.endswith("s") and not role.endswith("ss") and " of " not in role
    return f"the {role[:-1] if plural else role}"


def _sentences(text: str, leaving: re.Pattern[str]) -> str:
    """The text without the sentences that match; the very same text where none does."""
    sentences = [part.group() for part in SENTENCE.finditer(text)]
    rest = [sentence for sentence in sentences if not leaving.search(sentence)]
    return text if len(rest) == len(sentences) else " ".join(rest).strip()


def _without_steering(text: str) -> str | None:
    """What is left when the talk to the machinery is gone; None where that is no answer."""
    rest = _sentences(text, leaving=STEERING)
    if STEERING.search(rest):
        return None
    left = len(WORD.findall(rest))
    decided = bool(STATES.search(rest) or OWN_DECISION.search(rest))
    return rest if left >= _CASES_BEGIN_AT or (left >= _FEWEST_DECIDED and decided) else None


def _aside(text: str, words: int) -> Kind | None:
    if words > _MOST_WORDS_OF_AN_ASIDE:
        return None
    for kind, pattern in (
        (Kind.ABOUT_YOU, ABOUT_YOU),
        (Kind.ABOUT_FOLLOW_UP, ABOUT_FOLLOW_UP),
        (Kind.REPEAT_REQUEST, REPEAT),
        (Kind.THINKING_TIME, THINKING),
    ):
        if pattern.search(text):
            return kind
    return Kind.ASKS_FOR_SOLUTION if words <= _FEW_WORDS and SOLUTION.search(text) else None


def _only_asks(text: str, asked: Sequence[str], *, answered: bool) -> bool:
    asking = sum(len(WORD.findall(each)) for each in asked)
    rest = len(WORD.findall(text)) - asking
    other = _IF.sub("", _without(text, asked))
    if OWN_DECISION.search(other):
        return False
    announced = ASKS_FIRST.search(text) is not None
    if answered:
        return rest <= (16 if announced else 8) or (asking >= 2 * rest and not STATES.search(other))
    return announced or rest <= 14 or asking >= 1.2 * rest


def _checks_back(question: str, text: str, *, answered: bool) -> bool:
    """Whether it asks if the answer will do ("is that fine?"): only the last words of a message can.

    Where nothing else was said there is no answer to check: "is it fine if it was small?" wants to know.
    """
    whole = " ".join(text.split())
    if CHECK_BACK.search(question) is None or not whole.endswith(question):
        return False
    alone = whole == question and not answered and _WOULD_DO.search(question)
    return not alone or OWN_DECISION.search(question) is not None


def _without(text: str, parts: Sequence[str]) -> str:
    folded = " ".join(text.split())
    for part in parts:
        folded = folded.replace(part, " ")
    return folded


def _strays(text: str, question: Question, earlier: Sequence[str]) -> bool:
    """Next to no word in common with anything on the table, and no story either."""
    mine = set(content_stems(text))
    if not mine or (told_story(question) and _ONESELF.search(text)):
        return False
    known = [question.prompt, question.call, question.people, question.subject, *earlier]
    known += [f"{fact.says} {' '.join(fact.asks)}" for fact in question.facts]
    shared = mine & set(content_stems(" ".join(known)))
    told = len(STORY.findall(text)) >= 2 and len(mine) >= 12
    return not told and len(shared) < _SHARED_WHEN_ASTRAY * len(mine)


def _one_liner(text: str, words: Sequence[str], *, answered: bool) -> bool:
    if answered:
        return len(words) <= _FEW_IN_A_FOLLOW_UP and not any(word.isdigit() for word in words)
    few = len(words) <= _FEW_WORDS
    return few or (len(words) < _FEW_WITHOUT_REASON and not REASON.search(text))
