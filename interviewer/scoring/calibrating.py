"""Fitting a model's severity: five numbers a dimension, by maximum likelihood, in plain Python.

A cumulative logit (McCullagh 1980) on two features: the share of signals shown, and the model's own level.
Its likelihood is concave, so Newton's method finds the one optimum from anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from interviewer.model.calibration import Severity

_PRIOR: Final = (4.0, 1.0, 0.5, 2.0, 3.5)
"""The two weights and three borders that are taken without any answer."""
_PULL: Final = (0.5, 0.5, 0.05, 0.05, 0.05)
"""How strongly each is held there, so that a few answers, or a level none of them has, run nothing off."""
_STEPS: Final = 30
_NEAR: Final = 1e-6
_APART: Final = 0.05
"""Borders keep this distance, so that every level can be reached."""

Vector = list[float]


class Point(NamedTuple):
    """One labelled answer: the share of signals shown, the opinion less 2.5, and the readers' mean level."""

    shown: float
    opinion: float
    level: float


def fit(points: Sequence[Point]) -> Severity:
    """The severity that makes the readers' levels most likely. The same points give the same numbers."""
    free = [0, 1]
    at = list(_PRIOR)
    while True:
        at = _climb(points, at, free)
        below = [each for each in free if at[each] < 0]
        if not below:
            break
        # Hearing more must never lower a level: a weight that would, counts nothing.
        for each in below:
            at[each] = 0.0
            free.remove(each)
    first, second, third = at[2], max(at[3], at[2] + _APART), at[4]
    borders = (round(first, 4), round(second, 4), round(max(third, second + _APART), 4))
    return Severity(signals=round(at[0], 4), opinion=round(at[1], 4), borders=borders)


def _climb(points: Sequence[Point], start: Vector, free: Sequence[int]) -> Vector:
    """Newton's steps, halved until the likelihood rises, over the free weights and the borders."""
    moving = [*free, 2, 3, 4]
    at = list(start)
    value = _likelihood(points, at)
    for _ in range(_STEPS):
        slope = _slope(points, at)
        bends = [_bend(points, at, each, slope, moving) for each in moving]
        step = _solve(bends, [slope[each] for each in moving])
        size = 1.0
        while size > _NEAR:
            tried = list(at)
            for each, by in zip(moving, step, strict=True):
                tried[each] += size * by
            reached = _likelihood(points, tried)
            if reached > value:
                break
            size /= 2
        else:
            return at
        done = reached - value < _NEAR
        at, value = tried, reached
        if done:
            return at
    return at


def _likelihood(points: Sequence[Point], at: Vector) -> float:
    """The log-likelihood less the pull to the prior; minus infinity where borders do not rise."""
    if not at[2] < at[3] < at[4]:
        return -math.inf
    pulls = zip(_PULL, at, _PRIOR, strict=True)
    total = -sum(pull / 2 * (value - prior) ** 2 for pull, value, prior in pulls)
    for point in points:
        chances = _chances(point, at)
        total += sum(share * math.log(max(chances[level], 1e-12)) for level, share in _shares(point))
    return total


def _slope(points: Sequence[Point], at: Vector) -> Vector:
    slope = [-pull * (value - prior) for pull, value, prior in zip(_PULL, at, _PRIOR, strict=True)]
    for point in points:
        above = _above(point, at)
        chances = _chances(point, at)
        for level, share in _shares(point):
            ratio = share / max(chances[level], 1e-12)
            for border, sign in ((level - 1, 1.0), (level, -1.0)):
                if 0 <= border < 3:
                    by = sign * ratio * above[border] * (1 - above[border])
                    slope[0] += by * point.shown
                    slope[1] += by * point.opinion
                    slope[2 + border] -= by
    return slope


def _bend(points: Sequence[Point], at: Vector, place: int, slope: Vector, moving: Sequence[int]) -> Vector:
    """How the slope falls along one number."""
    width = 1e-4
    moved = list(at)
    moved[place] += width
    beyond = _slope(points, moved)
    return [(slope[each] - beyond[each]) / width for each in moving]


def _solve(rows: Sequence[Vector], right: Vector) -> Vector:
    """The solution of a small system of equations, by elimination; a little is added to the diagonal."""
    size = len(right)
    table = [[*row, value] for row, value in zip(rows, right, strict=True)]
    for place in range(size):
        table[place][place] += _NEAR
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(table[row][place]))
        table[place], table[pivot] = table[pivot], table[place]
        for row in range(size):
            if row != place:
                share = table[row][place] / table[place][place]
                table[row] = [a - share * b for a, b in zip(table[row], table[place], strict=True)]
    return [table[place][size] / table[place][place] for place in range(size)]


def _above(point: Point, at: Vector) -> Vector:
    evidence = at[0] * point.shown + at[1] * point.opinion
    return [1 / (1 + math.exp(min(35.0, max(-35.0, border - evidence)))) for border in at[2:]]


def _chances(point: Point, at: Vector) -> Vector:
    above = _above(point, at)
    return [1 - above[0], above[0] - above[1], above[1] - above[2], above[2]]


def _shares(point: Point) -> tuple[tuple[int, float], ...]:
    """The readers' mean as shares of the two levels beside it, counted from 0."""
    low = min(3, max(1, int(point.level)))
    part = min(1.0, max(0.0, point.level - low))
    return (low - 1, 1 - part), (low, part)
