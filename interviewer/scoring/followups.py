"""What a candidate did with each follow-up: defended, revised with a reason, restated, or abandoned.

Rules on the reply's own sentences, the first that applies:

1. abandoned: nothing is said; or it is given up or handed over ("I don't know", "I'd leave that to
   legal") and no own decision stands beside it; or the position is dropped for nothing.
2. revised: the position changes ("you're right", "then I'd rather") and a reason is there, or another
   choice in its place.
3. defended: it has a reason, or demonstrates judgment or rigor, in words that the answer had not used
   before. A few words, a plain "No." or the same again defend nothing.
4. restated: anything else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final, Literal

from interviewer.evidence.flags import leaves_it_open
from interviewer.model.evidence import Answer, Sentence, SentenceBank
from interviewer.model.scorecard import FollowUp
from interviewer.scoring import wording

Outcome = Literal["defended", "revised", "restated", "abandoned"]

_NEW_WORDS: Final = 3
_FEWEST_WORDS: Final = 6
"""Words under which a reply holds no reason, whatever stands in it."""
_SHOWN: Final = 4
_INSTEAD: Final = re.compile(r"\binstead\b|\brather\b|\bthen i(?:'d| would| will|'ll) (?!drop|give|leave)")
_I_WOULD: Final = r"\bi(?:'d| would|'ll| will)"
_OTHERS: Final = (
    r"(?:team|engineers?|scientists?|legal|manager|boss|leadership|them|stakeholders?|board|director|ceo)"
)
_GIVES_UP: Final = re.compile(
    r"\bi (?:do not|don't|wouldn't|would not) (?:really )?know|\bno idea|\bgood question|\bnever thought"
    r"|\bi (?:can't|cannot|couldn't) (?:really )?(?:say|answer|tell)|\bhard to say|\bi give up"
    rf"|{_I_WOULD} (?:have to )?(?:leave|hand|defer|escalate) (?:it|that|this|the \w+|to)\b"
    rf".{{0,60}}\b{_OTHERS}"
    rf"|{_I_WOULD} (?:have to )?take (?:it|that|this) to\b.{{0,40}}\b{_OTHERS}"
    rf"|{_I_WOULD} (?:have to )?ask\b.{{0,40}}\b{_OTHERS}"
    r".{0,20}\b(?:wh(?:at|ich|ether|o)|how|if|to (?:decide|say|choose))\b"
    r"|\b(?:up to|for) (?:them|the \w+|my \w+|leadership|legal) to (?:say|decide)"
    r"|\blet (?:them|the \w+|my \w+) decide|\bthat's (?:up to|for) "
    r"|\b(?:they|the team|leadership|legal) (?:should|would|can|could|have to) decide"
)
_STANDS: Final = re.compile(
    r"\bi(?:'d| would|'ll| will|'m| am)? (?:still |rather |also )?"
    r"(?:keep|cut|stop|launch|ship|choose|chose|pick|drop|take the|go with|start|hold|refuse|decide|delay"
    r"|build|accept|stay|say no|going to|not doing)"
)
_CHANGES: Final = re.compile(
    r"\byou(?:'re| are) right|\bfair (?:point|enough)|\bgood point|\bi was wrong|\bi change my mind"
    r"|\bi take (?:that|it) back|\bon (?:reflection|second thought)|\blet me (?:correct|change|revise)"
    rf"|{_I_WOULD} change|{_I_WOULD} (?:drop|give up) that"
    r"|\bthen i(?:'d| would)(?: rather)? .{0,40}\binstead"
    r"|\bin that case i(?:'d| would)|\bi hadn't (?:thought|considered)|\bactually,? no|\bno, actually"
)
_REASON: Final = re.compile(
    r"\b(?:because|since (?!then)|so that|otherwise|or else|therefore|as long as|unless|which means"
    r"|that's why|the reason|rather than|instead of|worse than|more than|less than)\b"
    r"|, so\b|\bif\b.{3,60}(?:,|\bthen\b)"
)
_LABEL: Final = re.compile(
    r"^[\s*_>-]*(?:interviewer|int|question|q|you)\s*\d*[*_]*\s*:[\s*_]*", re.IGNORECASE
)
_NEXT_LABEL: Final = re.compile(r"\s*[*_]*(?:me|candidate|i|a|answer)[*_]*\s*:[*_]*\s*$", re.IGNORECASE)


def asked_in(answer: Answer) -> tuple[tuple[str, int], ...]:
    """Follow-ups of a pasted exchange: the interviewer's words before each reply, and the reply's index."""
    pairs = enumerate(pairwise(answer.spans), start=1)
    lines = ((answer.text[before.end : after.start], turn, after.role) for turn, (before, after) in pairs)
    return tuple(
        (_said(between), turn) for between, turn, role in lines if role == "follow-up" and _said(between)
    )


def outcomes(
    bank: SentenceBank, demonstrated: Collection[int], asked: Sequence[tuple[str, int]]
) -> tuple[FollowUp, ...]:
    """What became of each follow-up, in the order they were asked; sentences are those that decided it.

    `demonstrated` are the numbers of the sentences that demonstrate judgment or rigor.
    """
    return tuple(_outcome(bank, demonstrated, words, turn) for words, turn in asked)


def _outcome(bank: SentenceBank, demonstrated: Collection[int], words: str, turn: int) -> FollowUp:
    reply = [each for each in bank.sentences if each.turn == turn]
    before = [each for each in bank.sentences if each.turn < turn]
    outcome, sentences = _judge(reply, before, demonstrated)
    numbers = tuple(each.number for each in sentences[:_SHOWN])
    return FollowUp(asked=words, outcome=outcome, sentences=numbers)


def _judge(
    reply: Sequence[Sentence], before: Sequence[Sentence], demonstrated: Collection[int]
) -> tuple[Outcome, Sequence[Sentence]]:
    gives_up = [
        each for each in reply if _GIVES_UP.search(wording.plain(each.text)) or leaves_it_open(each.text)
    ]
    stands = [each for each in _matching(reply, _STANDS) if each not in gives_up]
    changes = _matching(reply, _CHANGES)
    reasons = _matching(reply, _REASON)
    new = _new_words(reply, before) >= _NEW_WORDS
    chosen = [each for each in stands if each not in changes or _INSTEAD.search(wording.plain(each.text))]
    if not reply or (gives_up and not stands) or (changes and not reasons and not (chosen and new)):
        return "abandoned", gives_up or changes
    if changes:
        return "revised", sorted({*changes, *(reasons or chosen)}, key=lambda each: each.number)
    shown = [each for each in reply if each.number in demonstrated]
    enough = sum(len(each.text.split()) for each in reply) >= _FEWEST_WORDS
    if enough and new and (shown or reasons):
        return "defended", shown or reasons
    return "restated", reply


def _matching(sentences: Sequence[Sentence], pattern: re.Pattern[str]) -> list[Sentence]:
    return [each for each in sentences if pattern.search(wording.plain(each.text))]


def _new_words(reply: Sequence[Sentence], before: Sequence[Sentence]) -> int:
    return len(_stems(reply) - _stems(before))


def _stems(sentences: Sequence[Sentence]) -> frozenset[str]:
    return frozenset(stem for each in sentences for stem in wording.content_stems(wording.tokens(each.text)))


def _said(between: str) -> str:
    """The interviewer's words between two stretches of the candidate, without the names before them."""
    lines = (line.strip() for line in between.splitlines())
    words = " ".join(_LABEL.sub("", line).strip() for line in lines if line)
    return _NEXT_LABEL.sub("", words).strip()
