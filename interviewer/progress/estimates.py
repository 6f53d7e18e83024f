"""Means and slopes with their intervals, for few figures that are each unsure themselves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist, fmean
from typing import Final, NamedTuple

COVERS: Final = 0.90
"""Share of intervals that hold the true value."""


class Interval(NamedTuple):
    """A value and the ends of its interval."""

    value: float
    low: float
    high: float

    @property
    def direction(self) -> int:
        """1 or -1 where the whole interval lies above or below 0, else 0."""
        return (self.low > 0) - (self.high < 0)


class Observed(NamedTuple):
    """A figure `y` at the place `x`, and the variance with which it was measured."""

    x: float
    y: float
    variance: float


def mean_interval(values: Sequence[float], variance: float) -> Interval | None:
    """The mean; None for fewer than three values.

    The scatter is taken from the values, but never below the `variance` with which each was measured: three
    figures that agree by chance are not thereby known exactly.
    """
    if len(values) < 3:
        return None
    mean = fmean(values)
    scatter = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    half = _t(len(values) - 1) * math.sqrt(max(scatter, variance) / len(values))
    return Interval(mean, mean - half, mean + half)


def common_slope(lines: Sequence[Sequence[Observed]]) -> Interval | None:
    """The slope that lines have in common, each at a height of its own; None where there are too few figures.

    Least squares over deviations from each line's own means (analysis of covariance with parallel lines), so
    that no line's height is compared with another's. Scatter as in `mean_interval`.
    """
    lines = [line for line in lines if len(line) > 1]
    freedom = sum(len(line) for line in lines) - len(lines) - 1
    if freedom < 2:
        return None
    spread = cross = 0.0
    centred: list[tuple[float, float]] = []
    for line in lines:
        x, y = fmean(each.x for each in line), fmean(each.y for each in line)
        for each in line:
            centred.append((each.x - x, each.y - y))
            spread += (each.x - x) ** 2
            cross += (each.x - x) * (each.y - y)
    slope = cross / spread
    scatter = sum((y - slope * x) ** 2 for x, y in centred) / freedom
    measured = fmean(each.variance for line in lines for each in line)
    half = _t(freedom) * math.sqrt(max(scatter, measured) / spread)
    return Interval(slope, slope - half, slope + half)


def _t(freedom: int) -> float:
    """The quantile of Student's t by the expansion in Abramowitz and Stegun, 26.7.5: within .01 from 2 on."""
    x = NormalDist().inv_cdf((1 + COVERS) / 2)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return x + math.fsum(term / float(freedom) ** power for power, term in enumerate(terms, start=1))
