"""The sentence of an answer that is worth saying again word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Final

from interviewer.model.words import Dimension, FlagId
from interviewer.scoring.findings import Findings, Weakness

_KEPT_FROM: Final = (Dimension.JUDGMENT, Dimension.RIGOR, Dimension.FRAMING)
"""What was decided and proved is worth keeping word for word; how it was put is not."""
_SETS_UP: Final = frozenset(("sets-context", "states-assumption", "asks-clarifying", "signposts"))
"""What leads up to an argument is not worth repeating without it."""
_LEAN_YES: Final = 3
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


def sentences_of(found: Findings, weak: Weakness) -> tuple[int, ...]:
    """The sentences that a weakness is shown by; none for what nobody heard."""
    if weak.flag:
        return weak.flag.sentences
    return next((each.sentences for each in found.heard.signals if each.signal == weak.asserted), ())


def kept(found: Findings, used: Collection[int]) -> int | None:
    """Number of the sentence to keep: the one outside `used` that shows most in the highest dimension.

    Only what a dimension at lean yes or better demonstrates, and nothing that raised a flag or speaks
    against the answer; what was decided and proved is worth keeping word for word, how it was put is not.
    """
    levels = {each: found.graded[each].score for each in _KEPT_FROM if each in found.graded}
    best = max(levels.values(), default=0)
    if best < _LEAN_YES or found.heard.flag(FlagId.OFF_QUESTION):
        return None
    against = {n for each in found.heard.traces if each.against for n in each.sentences}
    barred = set(used) | against | {n for raised in found.heard.flags for n in raised.sentences}
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
    return next((number for number, _ in shown.most_common() if _stands_alone(found, number)), None)


def _stands_alone(found: Findings, number: int) -> bool:
    """Whether a sentence can be read by itself: long enough, no question, not leaning on the one before."""
    quote = found.whole(number)
    if quote is None:
        return False
    words = quote.text
    fits = _FEWEST_KEPT <= len(words.split()) <= _MOST_KEPT and not words.rstrip().endswith("?")
    return fits and not _LEANS.match(words) and not _WAVES_OFF.search(words)
