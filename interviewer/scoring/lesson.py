"""The one thing to take from a scorecard: you said, it cost, next time, and the sentence to keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from interviewer.model.evidence import FlagHeard
from interviewer.model.scorecard import Lesson, Quote
from interviewer.model.words import LEVEL_WORDS, Dimension, FlagId
from interviewer.scoring.advice import Advice
from interviewer.scoring.findings import Findings, Weakness, by_need
from interviewer.scoring.named import quoted

_KEPT_FROM: Final = (Dimension.JUDGMENT, Dimension.RIGOR, Dimension.FRAMING)
"""What was decided and proved is worth keeping word for word; how it was put is not."""
_SETS_UP: Final = frozenset(("sets-context", "states-assumption", "asks-clarifying", "signposts"))
"""What leads up to an argument is not worth repeating without it."""
_LEAN_YES: Final = 3
_YES: Final = 4
_FEWEST_KEPT: Final = 8
_MOST_KEPT: Final = 26
_LEANS: Final = re.compile(
    r"(?:that|this|it|these|those|then|so|and|but|or|which|they|he|she|what|who|how|suppose|say|if not|also"
    r"|for (?:that|this)|same|both|neither|my guess)\b",
    re.IGNORECASE,
)
_WAVES_OFF: Final = re.compile(
    r"\b(?:i (?:don't|do not) know|no idea|not sure|hard to say|wouldn't (?:lose|waste|spend) (?:any )?time"
    r"|don't (?:really )?(?:care|mind)|whatever|or something)\b",
    re.IGNORECASE,
)
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


def lesson(found: Findings, weak: Weakness | None, advice: Mapping[Dimension, Advice]) -> Lesson | None:
    """The lesson of a card; None when there is nothing to point at."""
    if weak is None:
        return None
    used = _sentences(found, weak)
    if weak.flag:
        flag = found.catalogue.flag(weak.flag.id)
        words = _flag_words(found, weak.flag)
        gap, cost, next_time = flag.gap or flag.note, flag.cost, found.slots.fill(flag.next_time)
    else:
        signal = found.signal(weak.about)
        words = _first_words(found, used)
        gap, cost = signal.gap, f"{weak.dimension.capitalize()}. {_UNHELD}" if weak.asserted else signal.cost
        next_time = f"{advice[weak.dimension].text} In one sentence: {found.slots.fill(signal.next_time)}"
    return Lesson(
        dimension=weak.dimension,
        about=weak.about,
        you_said=words or found.slots.fill(gap),
        heard=words is not None,
        it_cost=_with_cap(found, weak, found.slots.fill(cost)),
        next_time=next_time,
        keep=keep(found, frozenset(used)),
    )


def keep(found: Findings, used: frozenset[int]) -> Quote | None:
    """The sentence that shows most in the highest dimension, and that the lesson does not use.

    Only what a dimension at lean yes or better demonstrates, and nothing that raised a flag or speaks
    against the answer; what was decided and proved is worth keeping word for word, how it was put is not.
    """
    levels = {each: found.graded[each].score for each in _KEPT_FROM if each in found.graded}
    best = max(levels.values(), default=0)
    if best < _LEAN_YES or found.heard.flag(FlagId.OFF_QUESTION):
        return None
    against = {n for each in found.heard.traces if each.against for n in each.sentences}
    barred = used | against | {n for raised in found.heard.flags for n in raised.sentences}
    shown = Counter(
        number
        for dimension in _KEPT_FROM
        if levels.get(dimension) == best and not found.flags_on(dimension)
        for each in found.evidence(dimension)
        if each.level == 2 and each.signal not in _SETS_UP
        for number in each.sentences
        if number not in barred
    )
    # A counter keeps the order in which it was filled, that of the dimensions.
    ranked = [number for number, _ in shown.most_common()]
    return next((quote for quote in map(found.whole, ranked) if quote and _stands_alone(quote.text)), None)


def _stands_alone(words: str) -> bool:
    """Whether a sentence can be read by itself: long enough, no question, not leaning on the one before."""
    fits = _FEWEST_KEPT <= len(words.split()) <= _MOST_KEPT and not words.rstrip().endswith("?")
    return fits and not _LEANS.match(words) and not _WAVES_OFF.search(words)


def _sentences(found: Findings, weak: Weakness) -> tuple[int, ...]:
    if weak.flag:
        return weak.flag.sentences
    return next((each.sentences for each in found.heard.signals if each.signal == weak.asserted), ())


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
