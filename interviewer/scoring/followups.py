"""What a candidate did with each follow-up: defended, revised with a reason, restated, or abandoned.

Rules on the reply's own sentences, the first that applies:

1. abandoned: nothing is said; or it is given up or handed over ("I don't know", "I'd leave that to
   legal") and no own decision stands beside it; or the position is dropped without a reason.
2. revised: the position changes ("you're right", "then I'd rather") and a reason or a number is there.
3. defended: something in it was heard as demonstrated, or a reason or number comes with words that
   the answer had not used before.
4. restated: anything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Literal

from interviewer.evidence.flags import leaves_it_open
from interviewer.model.evidence import Answer, Heard, Sentence, SentenceBank
from interviewer.model.scorecard import FollowUp
from interviewer.scoring import wording

Outcome = Literal["defended", "revised", "restated", "abandoned"]

_NEW_WORDS: Final = 3
_SHOWN: Final = 4
_I_WOULD: Final = r"\bi(?:'d| would|'ll| will)"
_OTHERS: Final = (
    r"(?:team|engineers?|scientists?|legal|manager|boss|leadership|them|stakeholders?|board|director|ceo)"
)
_GIVES_UP: Final = re.compile(
    r"\bi (?:do not|don't|wouldn't|would not) (?:really )?know|\bno idea|\bgood question|\bnever thought"
    r"|\bi (?:can't|cannot|couldn't) (?:really )?(?:say|answer|tell)|\bhard to say|\bi give up"
    rf"|{_I_WOULD} (?:have to )?(?:leave|hand|defer|ask|escalate|take)\b.{{0,60}}\b{_OTHERS}"
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
    r"\b(?:because|since|so that|otherwise|therefore|as long as|if|unless|than|which means)\b|\d"
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


def outcomes(bank: SentenceBank, heard: Heard, asked: Sequence[tuple[str, int]]) -> tuple[FollowUp, ...]:
    """What became of each follow-up, in the order they were asked; sentences are those that decided it."""
    return tuple(_outcome(bank, heard, words, turn) for words, turn in asked)


def _outcome(bank: SentenceBank, heard: Heard, words: str, turn: int) -> FollowUp:
    reply = [each for each in bank.sentences if each.turn == turn]
    before = [each for each in bank.sentences if each.turn < turn]
    outcome, sentences = _judge(reply, before, heard)
    numbers = tuple(each.number for each in sentences[:_SHOWN])
    return FollowUp(asked=words, outcome=outcome, sentences=numbers)


def _judge(
    reply: Sequence[Sentence], before: Sequence[Sentence], heard: Heard
) -> tuple[Outcome, Sequence[Sentence]]:
    gives_up = [
        each for each in reply if _GIVES_UP.search(wording.plain(each.text)) or leaves_it_open(each.text)
    ]
    stands = [each for each in _matching(reply, _STANDS) if each not in gives_up]
    changes = _matching(reply, _CHANGES)
    reasons = _matching(reply, _REASON)
    if not reply or (gives_up and not stands) or (changes and not reasons):
        return "abandoned", gives_up or changes
    if changes:
        return "revised", sorted({*changes, *reasons}, key=lambda each: each.number)
    demonstrated = {n for each in heard.signals if each.level == 2 for n in each.sentences}
    shown = [each for each in reply if each.number in demonstrated]
    if shown or (reasons and _new_words(reply, before) >= _NEW_WORDS):
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
