"""What comes back from answer to answer: own guesses, missing signals, flags; and where the time went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import Final

from interviewer.model.progress import (
    Course,
    FlagCourse,
    Guessing,
    SelfJudgment,
    SignalMissed,
    TimeIn,
    TimeSpent,
    Week,
)
from interviewer.model.words import Dimension, FlagId
from interviewer.progress.estimates import Interval, mean_interval
from interviewer.progress.facts import Assessed, Listened

LATELY: Final = 10
"""Answers that count as new."""
_GUESSES: Final = 40
"""Answers with a guess that are looked at, the newest: people learn to judge themselves."""
_LEAST: Final = 3
"""Answers a signal must have been listened for in, and earlier answers a flag is compared with."""
_NEAR: Final = 0.35
"""Levels by which guesses can be off one way on average and still be close."""
_APART: Final = 0.75
"""Levels by which they can be off either way on average and still be close."""
_WEEKS: Final = 8


def self_judgment(dimension: Dimension, levels: Sequence[Assessed]) -> SelfJudgment:
    """How own guesses lie against the scorecard; `levels` are those of one dimension, the oldest first."""
    guessed = [each for each in levels if each.guess is not None][-_GUESSES:]
    off = [float(each.guess or 0) - each.estimate for each in guessed]
    same = sum(each.guess == each.score for each in guessed)
    variance = fmean(each.variance for each in guessed) if guessed else 0.0
    found = mean_interval(off, variance)
    if found is None:
        return SelfJudgment(dimension=dimension, answers=len(guessed), same_level=same, guessing="too-few")
    difference, low, high = (round(value, 2) for value in found)
    return SelfJudgment(
        dimension=dimension,
        answers=len(guessed),
        same_level=same,
        guessing=_guessing(found, fmean(abs(each) for each in off)),
        difference=difference,
        low=low,
        high=high,
    )


def _guessing(off: Interval, apart: float) -> Guessing:
    if abs(off.value) <= _NEAR:
        return "close" if apart <= _APART else "unclear"
    return "too-high" if off.direction > 0 else "too-low" if off.direction < 0 else "unclear"


def most_missing(listened: Iterable[Listened]) -> tuple[SignalMissed, ...]:
    """Signals by how often they were missing where they were listened for; never missing, left out."""
    of: Counter[tuple[str, str]] = Counter()
    missing: Counter[tuple[str, str]] = Counter()
    for each in listened:
        of[each.signal, each.dimension] += 1
        missing[each.signal, each.dimension] += each.level == 0
    found = [
        SignalMissed(signal=key[0], dimension=Dimension(key[1]), missing=count, of=of[key])
        for key, count in missing.items()
        if count and of[key] >= _LEAST
    ]
    return tuple(sorted(found, key=lambda each: (-each.missing / each.of, -each.of, each.signal)))


def flag_courses(answers: Sequence[int], raised: Mapping[int, Sequence[str]]) -> tuple[FlagCourse, ...]:
    """Each flag that was ever raised: those that persist first. `answers` are keys, the newest first."""
    lately, before = answers[:LATELY], answers[LATELY:]
    now = Counter(flag for key in lately for flag in raised.get(key, ()))
    then = Counter(flag for key in before for flag in raised.get(key, ()))
    found = [
        FlagCourse(
            flag=FlagId(flag),
            course=_course(now[flag], then[flag], len(before)),
            lately=now[flag],
            lately_of=len(lately),
            before=then[flag],
            before_of=len(before),
        )
        for flag in sorted(now | then)
    ]
    order: tuple[Course, ...] = ("persists", "new", "too-few", "fades")
    return tuple(sorted(found, key=lambda each: (order.index(each.course), -each.lately, -each.before)))


def _course(lately: int, before: int, before_of: int) -> Course:
    if before_of < _LEAST:
        return "too-few"
    if not lately:
        return "fades"
    return "persists" if before else "new"


def time_spent(times: Sequence[tuple[str, str, float]], now: datetime) -> TimeSpent:
    """The time on the clocks of rounds given as beginning, kind and seconds; weeks count back from `now`."""
    monday = now.astimezone(UTC).date() - timedelta(days=now.astimezone(UTC).weekday())
    weeks = {monday - timedelta(weeks=back): [0, 0.0] for back in reversed(range(_WEEKS))}
    kinds: dict[str, list[float]] = {}
    for created, kind, seconds in times:
        kinds.setdefault(kind, []).append(seconds)
        day = datetime.fromisoformat(created).date()
        if (week := weeks.get(day - timedelta(days=day.weekday()))) is not None:
            week[0] += 1
            week[1] += seconds
    by_length = sorted(kinds.items(), key=lambda each: (-sum(each[1]), each[0]))
    return TimeSpent(
        seconds=round(sum(seconds for _, _, seconds in times)),
        rounds=tuple(
            TimeIn(round=kind, rounds=len(each), seconds=round(sum(each))) for kind, each in by_length
        ),
        weeks=tuple(
            Week(begins=begins, rounds=int(count), seconds=round(seconds))
            for begins, (count, seconds) in weeks.items()
        ),
    )
