"""Each dimension's lines over time, and where they go. A line holds only what one grader graded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import datetime
from statistics import fmean
from typing import Final

from interviewer.model.progress import Direction, GradedBy, Line, Point, Trend
from interviewer.model.scorecard import RubricStamp
from interviewer.model.words import Dimension, Level
from interviewer.progress.estimates import Observed, common_slope
from interviewer.progress.facts import Grader
from interviewer.progress.index import Measured

NEWEST: Final = 20
"""Rounds a trend looks at; what was a year ago says little about now."""
POINTS: Final = 60
"""Points kept of a line, the newest."""
_PER: Final = 5
"""Rounds over which a change is told."""
_SMALL: Final = 0.2
"""Levels in five rounds that are no change to speak of."""

_Key = tuple[str, str, Grader]
_LEVELS: Final[tuple[Level, ...]] = (1, 2, 3, 4)


def lines_of(measured: Iterable[Measured]) -> tuple[Line, ...]:
    """The lines: by dimension, then by the kind of round, then in time.

    Where a round holds answers of several graders it stands in a line of each.
    """
    rounds: dict[_Key, dict[str, list[Measured]]] = {}
    for each in measured:
        key = (each.level.dimension, each.round, each.grader)
        rounds.setdefault(key, {}).setdefault(each.name, []).append(each)
    found = []
    for dimension in Dimension:
        for kind in dict.fromkeys(name for of, name, _ in rounds if of == dimension):
            own = {key[2]: body for key, body in rounds.items() if key[:2] == (dimension, kind)}
            found += _in_time(dimension, kind, own)
    return tuple(found)


def _in_time(dimension: Dimension, kind: str, own: Mapping[Grader, dict[str, list[Measured]]]) -> list[Line]:
    """The lines of one dimension and kind of round; the current one, with the newest round, is the last."""
    points = {grader: _points(list(rounds.values())[-POINTS:]) for grader, rounds in own.items()}
    order = sorted(points, key=lambda grader: (points[grader][-1].at, points[grader][-1].id))
    return [
        Line(
            dimension=dimension,
            round=kind,
            graded_by=_graded_by(grader),
            rounds=len(own[grader]),
            points=points[grader],
            begins_anew=_difference(order[place - 1], grader) if place else "",
            current=grader is order[-1],
        )
        for place, grader in enumerate(order)
    ]


def _points(rounds: list[list[Measured]]) -> tuple[Point, ...]:
    return tuple(_point(each) for each in rounds)


def _point(answers: list[Measured]) -> Point:
    estimate = fmean(each.level.estimate for each in answers)
    variance = sum(each.level.variance for each in answers) / len(answers) ** 2
    return Point(
        id=answers[0].name,
        at=datetime.fromisoformat(answers[0].created),
        estimate=round(estimate, 2),
        sd=round(math.sqrt(variance), 2),
        score=_LEVELS[min(3, max(0, math.floor(estimate + 0.5) - 1))],
        answers=len(answers),
    )


def _graded_by(grader: Grader) -> GradedBy:
    stamp = RubricStamp(id=grader.rubric, version=grader.rubric_version, sha256=grader.rubric_sha256)
    return GradedBy(
        rubric=stamp,
        scorer=grader.scorer,
        model=grader.model,
        prompt_sha256=grader.prompt_sha256,
        app_version=grader.app_version,
        calibrated=grader.calibrated,
    )


def _difference(before: Grader, now: Grader) -> str:
    """What sets two graders apart, the weightiest first; one thing is said."""
    if (before.scorer, before.model) != (now.scorer, now.model):
        return f"{now.scorer} grades, before it was {before.scorer}"
    if before.rubric_version != now.rubric_version:
        return f"rubric version {now.rubric_version}, before it was {before.rubric_version}"
    if before.rubric_sha256 != now.rubric_sha256:
        return "the rubric was changed"
    if before.prompt_sha256 != now.prompt_sha256:
        return "the grader's prompts were changed"
    if before.app_version != now.app_version:
        return f"pm-interviewer {now.app_version} grades, before it was {before.app_version}"
    return "the grader's weights were fitted anew"


def trends_of(lines: Iterable[Line]) -> tuple[Trend, ...]:
    """Where each dimension goes, from its newest rounds; earlier lines count beside the current ones."""
    lines = tuple(lines)
    return tuple(_trend(name, [line for line in lines if line.dimension is name]) for name in Dimension)


def _trend(dimension: Dimension, lines: list[Line]) -> Trend:
    ids = sorted({(point.at, point.id) for line in lines for point in line.points})[-NEWEST:]
    place = {each: number for number, each in enumerate(ids)}
    observed = [
        [
            Observed(place[point.at, point.id], point.estimate, point.sd**2)
            for point in line.points
            if (point.at, point.id) in place
        ]
        for line in lines
    ]
    slope = common_slope(observed)
    if slope is None:
        return Trend(dimension=dimension, rounds=len(ids), direction="too-few")
    change, low, high = (round(_PER * value, 2) for value in slope)
    return Trend(
        dimension=dimension,
        rounds=len(ids),
        direction=_direction(slope.direction, max(abs(low), abs(high))),
        change=change,
        low=low,
        high=high,
    )


def _direction(sign: int, most: float) -> Direction:
    if most <= _SMALL:
        return "steady"
    return "rising" if sign > 0 else "falling" if sign < 0 else "unclear"
