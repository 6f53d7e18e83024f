"""The one thing to take from a scorecard: you said, it cost, next time, and the sentence to keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from interviewer.model.evidence import FlagHeard
from interviewer.model.scorecard import Lesson
from interviewer.model.words import LEVEL_WORDS, Dimension, FlagId
from interviewer.scoring.advice import Coaching
from interviewer.scoring.findings import Findings, Weakness, by_need
from interviewer.scoring.keeping import sentences_of
from interviewer.scoring.named import quoted

_YES: Final = 4
_OPENING: Final = re.compile(r"^(Framing|Judgment|Communication|Rigor)\. ")
_ABSENCES: Final = frozenset((FlagId.NO_USER, FlagId.NO_METRIC, FlagId.NO_DECISION, FlagId.NO_RESULT))
_UNHELD: Final = "It is named and left there: no reason, number or consequence stands beside it."


def weakness(found: Findings) -> Weakness | None:
    """The flag or gap on the lowest dimension that has one; how it was put comes after what was said."""
    for dimension in _to_teach(found):
        if flags := found.flags_on(dimension):
            return Weakness(dimension, flag=flags[0])
        if missing := found.missing(dimension):
            return Weakness(dimension, missing=missing[0])
        if asserted := found.asserted(dimension):
            return Weakness(dimension, asserted=asserted[0].signal)
    return None


def _to_teach(found: Findings) -> tuple[Dimension, ...]:
    """Dimensions with something to learn, the lowest first; how it was put comes after what was said."""
    short_of_yes = [each for each in by_need(found) if found.graded[each].score < _YES]
    return tuple(sorted(short_of_yes, key=lambda each: each == Dimension.COMMUNICATION))


def focused(weak: Weakness | None, settling: Mapping[Dimension, str], found: Findings) -> Weakness | None:
    """The same weakness, about the signal that would settle its dimension where that one is on a border."""
    if weak is None or weak.flag or weak.dimension not in settling:
        return weak
    name = settling[weak.dimension]
    if found.heard.level(name):
        return Weakness(weak.dimension, asserted=name)
    return Weakness(weak.dimension, missing=name)


def lesson(found: Findings, weak: Weakness | None, coaching: Coaching) -> Lesson | None:
    """The lesson of a card; None when there is nothing to point at."""
    if weak is None:
        return None
    used = sentences_of(found, weak)
    if weak.flag:
        flag = found.catalogue.flag(weak.flag.id)
        words = _flag_words(found, weak.flag)
        gap, cost, next_time = flag.gap or flag.note, flag.cost, found.slots.fill(flag.next_time)
    else:
        signal = found.signal(weak.about)
        words = _first_words(found, used)
        gap, cost = signal.gap, f"{weak.dimension.capitalize()}. {_UNHELD}" if weak.asserted else signal.cost
        next_time = (
            f"{coaching.advice[weak.dimension].text} In one sentence: {found.slots.fill(signal.next_time)}"
        )
    return Lesson(
        dimension=weak.dimension,
        about=weak.about,
        you_said=words or found.slots.fill(gap),
        heard=words is not None,
        it_cost=_with_cap(found, weak, found.slots.fill(cost)),
        next_time=next_time,
        keep=found.whole(coaching.keep) if coaching.keep else None,
    )


def _first_words(found: Findings, numbers: Iterable[int]) -> str | None:
    """The first sentence that may be quoted whole, else the longest part of one that may be."""
    parts: list[str] = []
    numbers = tuple(numbers)
    for number in numbers:
        if words := found.words(number):
            if found.whole(number):
                return words
            parts.append(words)
    if parts:
        return max(parts, key=len)
    short = (own.words for number in numbers if (own := quoted(found, number)))
    return next((f"“{words}”" for words in short), None)


def _flag_words(found: Findings, raised: FlagHeard) -> str | None:
    """The candidate's words for a flag. An answer to another question is shown by its first sentence."""
    if raised.id == FlagId.OFF_QUESTION and not raised.sentences:
        return _first_words(found, _answering(found))
    return None if raised.id in _ABSENCES else _first_words(found, raised.sentences)


def _answering(found: Findings) -> tuple[int, ...]:
    return tuple(each.number for each in found.bank.sentences if each.role != "clarifying")


def _with_cap(found: Findings, weak: Weakness, cost: str) -> str:
    """The cost with the cap after the dimension's name, where this very thing set it."""
    cap = found.cap_on(weak.dimension)
    if cap is None or not _set_by(found, weak, cap.source):
        return cost
    return _OPENING.sub(lambda start: f"{start[1]}, at most {LEVEL_WORDS[cap.level]}. ", cost, count=1)


def _set_by(found: Findings, weak: Weakness, source: str) -> bool:
    if weak.flag:
        return source == f"flag:{weak.flag.id}"
    gates = found.rubric.dimensions[weak.dimension].gates
    return any(source == f"gate:{n}" and weak.missing in gate.unless for n, gate in enumerate(gates, start=1))
