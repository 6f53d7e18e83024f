"""From four dimensions to a recommendation, by the rubric's rule."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from interviewer.model.content import RecommendationRule
from interviewer.model.same import Same
from interviewer.model.words import Dimension, Recommendation
from interviewer.scoring.ordinal import Distribution

_MISSING: Final = 1.5
"""Under this a dimension counts as missing, and is not averaged away."""
_CORE: Final = (Dimension.FRAMING, Dimension.JUDGMENT)
_NEVER: Final = 1e-7
"""Draws less likely than this add nothing to four decimals."""
_EVEN: Final = 0.06
"""Hire and no-hire are about equally likely when the chance of a hire is this near to a half."""


class Verdict(NamedTuple):
    """A recommendation; `because` says why it is undecided, `hinge` which dimension it turns on."""

    recommendation: Recommendation
    x: float
    because: str | None = None
    hinge: Dimension | None = None


def overall(estimates: Mapping[Dimension, float]) -> float | None:
    """The mean of the assessed estimates, two decimals; None when nothing was assessed."""
    return round(sum(estimates.values()) / len(estimates), 2) if estimates else None


def recommend(
    rule: RecommendationRule,
    estimates: Mapping[Dimension, float],
    chances: Mapping[Dimension, Distribution],
    *,
    hollow: bool = False,
) -> Verdict:
    """The recommendation for one answer, from what was assessed of it.

    It is `undecided` within `undecided_within` of the border between no-hire and hire, and where the
    levels are so uncertain that either is about as likely; then `because` and `hinge` are given.
    """
    if not estimates:
        return Verdict(Recommendation.UNDECIDED, 0.0, "Nothing was assessed in this answer.")
    x = weighted(rule, estimates, hollow=hollow)
    hinge = _hinge(rule, chances)
    if abs(x - rule.hire) < rule.undecided_within:
        return Verdict(Recommendation.UNDECIDED, x, "It lies on the border between no-hire and hire.", hinge)
    chance = hire_chance(rule, chances, hollow=hollow)
    if abs(chance - 0.5) < _EVEN:
        because = "Hire and no-hire are about as likely: what was heard can be read either way."
        return Verdict(Recommendation.UNDECIDED, x, because, hinge)
    return Verdict(_word(rule, x), x)


def weighted(
    rule: RecommendationRule, estimates: Mapping[Dimension, float], *, hollow: bool = False
) -> float:
    """The weighted mean over what was assessed, under the caps for missing dimensions."""
    assessed = [dimension for dimension in Dimension if dimension in estimates]
    weight = sum(rule.weights[each] for each in assessed)
    mean = sum(rule.weights[each] * estimates[each] for each in assessed) / weight if weight else 1.0
    return round(min(mean, _ceiling(rule, estimates, hollow=hollow)), 4)


def _ceiling(rule: RecommendationRule, estimates: Mapping[Dimension, float], *, hollow: bool) -> float:
    missing = [each for each in (*_CORE, Dimension.RIGOR) if each in estimates and estimates[each] < _MISSING]
    if len(missing) == 3 or (len(missing) == 2 and hollow):
        return rule.three_missing
    if len(missing) == 2:
        return rule.two_missing
    if missing:
        return rule.one_missing_core if missing[0] in _CORE else rule.one_missing_rigor
    return 4.0


def hire_chance(
    rule: RecommendationRule, chances: Mapping[Dimension, Distribution], *, hollow: bool = False
) -> float:
    """The chance that the levels, drawn from their distributions, make a hire."""
    assessed = tuple(dimension for dimension in Dimension if dimension in chances)
    total = 0.0
    for levels in _hires(Same(rule), assessed, hollow=hollow):
        chance = 1.0
        for dimension, level in zip(assessed, levels, strict=True):
            chance *= chances[dimension][level - 1]
        if chance > _NEVER:
            total += chance
    return round(total, 4)


@lru_cache(maxsize=256)
def _hires(
    rule: Same[RecommendationRule], assessed: tuple[Dimension, ...], *, hollow: bool
) -> tuple[tuple[int, ...], ...]:
    """All levels of those dimensions that make a hire: the same for every answer."""
    return tuple(
        levels
        for levels in product((1, 2, 3, 4), repeat=len(assessed))
        if weighted(rule.it, dict(zip(assessed, levels, strict=True)), hollow=hollow) >= rule.it.hire
    )


def _word(rule: RecommendationRule, x: float) -> Recommendation:
    if x >= rule.strong_hire:
        return Recommendation.STRONG_HIRE
    if x >= rule.hire:
        return Recommendation.HIRE
    return Recommendation.NO_HIRE if x >= rule.no_hire else Recommendation.STRONG_NO_HIRE


def _hinge(rule: RecommendationRule, chances: Mapping[Dimension, Distribution]) -> Dimension | None:
    """The assessed dimension whose uncertainty moves the result most."""
    assessed = [dimension for dimension in Dimension if dimension in chances]
    return max(assessed, key=lambda each: rule.weights[each] * _spread(chances[each]), default=None)


def _spread(chances: Distribution) -> float:
    mean = sum(level * each for level, each in enumerate(chances, start=1))
    return round(math.sqrt(sum(each * (level - mean) ** 2 for level, each in enumerate(chances, start=1))), 6)
