"""The ordinal model: from the signals of one dimension to the chances of its four levels.

A cumulative logit over the share of its signals that was shown. It is monotone: hearing one more signal,
or hearing one better, never lowers a level. With equal weights it is uncalibrated, and scorecards say so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from interviewer.model.content import DimensionRubric
from interviewer.model.evidence import Heard
from interviewer.model.words import Dimension, Level

Distribution = tuple[float, float, float, float]
"""P(1) to P(4): four decimals each, summing to 1."""

CORE_WEIGHT: Final = 1.0
FURTHER_WEIGHT: Final = 0.5
ASSERTED: Final = 0.45
"""What a signal counts that was only asserted; a demonstrated one counts 1."""
ASSERTED_MOST: Final = 1.2
"""What asserted signals can reach together: however many, they never equal two demonstrated core ones."""
FULL: Final = 4.0
"""Core signals that, demonstrated, fill a dimension (fewer where a rubric has fewer). More add little."""


class Scale(NamedTuple):
    """Where the borders between the levels lie on the share, and how sharp they are."""

    borders: tuple[float, float, float]
    slope: float


# Set once by hand so that levels spread about as widely as those of the labelled answers; not fitted.
SCALES: Final[dict[Dimension, Scale]] = {
    Dimension.FRAMING: Scale((0.36, 0.58, 0.80), 14.0),
    Dimension.JUDGMENT: Scale((0.36, 0.58, 0.80), 14.0),
    # Plainly told is ordinary: without any signal an answer lies above 2, and one alone moves it little.
    Dimension.COMMUNICATION: Scale((-0.90, 0.25, 1.00), 4.0),
    Dimension.RIGOR: Scale((0.27, 0.47, 0.70), 14.0),
}

_UNITS: Final = 10_000


def share(heard: Heard, rubric: DimensionRubric) -> float:
    """How much of a dimension was shown, from 0 on; 1 is as much as four demonstrated core signals."""
    demonstrated = asserted = 0.0
    for names, weight in ((rubric.core, CORE_WEIGHT), (rubric.further, FURTHER_WEIGHT)):
        levels = [heard.level(name) for name in names]
        demonstrated += weight * levels.count(2)
        asserted += weight * ASSERTED * levels.count(1)
    weak = ASSERTED_MOST * (1 - math.exp(-asserted / ASSERTED_MOST))
    return (demonstrated + weak) / min(FULL, len(rubric.core))


def distribution(dimension: Dimension, reached: float) -> Distribution:
    """The chances of the four levels at that share."""
    scale = SCALES[dimension]
    above = [1 / (1 + math.exp(-scale.slope * (reached - each))) for each in scale.borders]
    return rounded((1 - above[0], above[0] - above[1], above[1] - above[2], above[2]))


def rounded(chances: Iterable[float]) -> Distribution:
    """Chances to four decimals that still sum to 1; what rounding leaves goes to the largest remainders."""
    raw = [max(0.0, each) for each in chances]
    total = sum(raw)
    scaled = [each / total * _UNITS for each in raw]
    units = [int(each) for each in scaled]
    by_remainder = sorted(range(4), key=lambda index: (units[index] - scaled[index], index))
    for index in by_remainder[: _UNITS - sum(units)]:
        units[index] += 1
    first, second, third, fourth = (each / _UNITS for each in units)
    return first, second, third, fourth


def capped(chances: Distribution, level: int) -> Distribution:
    """The chances with all mass above a level moved to it."""
    kept = [each if index < level else 0.0 for index, each in enumerate(chances)]
    kept[level - 1] += sum(chances[level:])
    return rounded(kept)


def estimate(chances: Distribution) -> float:
    """The mean level, two decimals."""
    return round(sum((index + 1) * each for index, each in enumerate(chances)), 2)


def level_of(mean: float) -> Level:
    """A mean as a level, rounded half up."""
    levels: tuple[Level, ...] = (1, 2, 3, 4)
    return levels[min(4, max(1, math.floor(mean + 0.5))) - 1]
