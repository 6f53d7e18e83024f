"""The one thing to take from a scorecard: you said, it cost, next time, and the sentence to keep."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from interviewer.model.evidence import FlagHeard
from interviewer.model.scorecard import Lesson, Quote
from interviewer.model.words import LEVEL_WORDS, Dimension, FlagId
from interviewer.scoring.findings import Findings

_TIES: Final = (Dimension.JUDGMENT, Dimension.FRAMING, Dimension.RIGOR, Dimension.COMMUNICATION)
_KEPT_FROM: Final = (Dimension.JUDGMENT, Dimension.RIGOR, Dimension.FRAMING)
"""What was decided and proved is worth keeping word for word; how it was put is not."""
_LEAN_YES: Final = 3
_YES: Final = 4
_FEWEST_KEPT: Final = 8
_MOST_KEPT: Final = 26
_LEANS: Final = re.compile(r"(?:that|this|it|these|those|then|so|and|but|or|which|they)\b", re.IGNORECASE)
_OPENING: Final = re.compile(r"^(Framing|Judgment|Communication|Rigor)\. ")
_ABSENCES: Final = frozenset((FlagId.NO_USER, FlagId.NO_METRIC, FlagId.NO_DECISION, FlagId.NO_RESULT))
_UNHELD: Final = "It is named and left there: no reason, number or consequence stands beside it."


class Weakness(NamedTuple):
    """What the lesson is about: a flag, a signal nobody heard, or one that was only asserted."""

    dimension: Dimension
    flag: FlagHeard | None = None
    missing: str | None = None
    asserted: str | None = None

    @property
    def about(self) -> str:
        """Id of the flag or signal."""
        return str(self.flag.id) if self.flag else (self.missing or self.asserted or "")


def by_need(found: Findings) -> tuple[Dimension, ...]:
    """The assessed dimensions, the lowest first."""
    return tuple(sorted((d for d in _TIES if d in found.graded), key=lambda d: found.graded[d].estimate))


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


def lesson(found: Findings) -> Lesson | None:
    """The lesson of a card; None when there is nothing to point at."""
    weak = weakness(found)
    if weak is None:
        return None
    used = _sentences(found, weak)
    if weak.flag:
        flag = found.catalogue.flag(weak.flag.id)
        said, cost, next_time = _flag_said(found, weak.flag), flag.cost, flag.next_time
    else:
        signal = found.signal(weak.about)
        next_time = signal.next_time
        if weak.asserted:
            said = _first_words(found, used) or f"Only in passing: {signal.label}."
            cost = f"{weak.dimension.capitalize()}. {_UNHELD}"
        else:
            said, cost = signal.gap, signal.cost
    return Lesson(
        dimension=weak.dimension,
        about=weak.about,
        you_said=said if said.startswith("“") else found.slots.fill(said),
        heard=weak.missing is None,
        it_cost=_with_cap(found, weak, found.slots.fill(cost)),
        next_time=found.slots.fill(next_time),
        keep=keep(found, frozenset(used)),
    )


def keep(found: Findings, used: frozenset[int]) -> Quote | None:
    """A demonstrated sentence of a dimension at lean yes or better that the lesson does not use."""
    flagged = {n for raised in found.heard.flags for n in raised.sentences}
    good = [d for d in _KEPT_FROM if d in found.graded and found.graded[d].score >= _LEAN_YES]
    good = [dimension for dimension in good if not found.flags_on(dimension)]
    barred = used | flagged
    shown = [each for d in good for each in found.evidence(d) if each.level == 2]
    numbers = [n for each in shown for n in each.sentences if n not in barred]
    return next((quote for quote in map(found.whole, numbers) if quote and _stands_alone(quote.text)), None)


def _stands_alone(words: str) -> bool:
    """Whether a sentence can be read by itself: long enough, and not leaning on the one before."""
    return _FEWEST_KEPT <= len(words.split()) <= _MOST_KEPT and not _LEANS.match(words)


def _sentences(found: Findings, weak: Weakness) -> tuple[int, ...]:
    if weak.flag:
        return weak.flag.sentences
    return next((each.sentences for each in found.heard.signals if each.signal == weak.asserted), ())


def _first_words(found: Findings, numbers: tuple[int, ...]) -> str | None:
    return next((words for number in numbers if (words := found.words(number))), None)


def _flag_said(found: Findings, raised: FlagHeard) -> str:
    if raised.id not in _ABSENCES and (words := _first_words(found, raised.sentences)):
        return words
    return found.catalogue.flag(raised.id).note


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
