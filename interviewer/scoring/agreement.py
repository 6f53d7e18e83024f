"""Agreement on ordered levels, in plain Python: for what must run where no library for it is installed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeVar

_T = TypeVar("_T")
_LEVELS: Final = (1, 2, 3, 4)
_RESAMPLES: Final = 400
_SEED: Final = 7

Table = Counter[tuple[int, int]]
"""How often each pair of levels was given, the first grader's first."""


def weighted_kappa(truth: Sequence[int], guess: Sequence[int]) -> float:
    """Cohen's kappa with quadratic weights over levels 1 to 4: 1 is perfect, 0 is chance.

    Where nothing varies it is 1 for full agreement and 0 otherwise. Source: Cohen 1968.
    """
    return kappa_of(Counter(zip(truth, guess, strict=True)))


def kappa_of(table: Mapping[tuple[int, int], int]) -> float:
    """The same of pairs that are counted already; nan where there are none."""
    total = sum(table.values())
    if not total:
        return float("nan")
    firsts, seconds = Counter[int](), Counter[int]()
    for (a, b), count in table.items():
        firsts[a] += count
        seconds[b] += count
    seen = sum((a - b) ** 2 * count for (a, b), count in table.items()) / total
    by_chance = sum((a - b) ** 2 * firsts[a] * seconds[b] for a in _LEVELS for b in _LEVELS) / total**2
    if not by_chance:
        return 1.0 if not seen else 0.0
    return 1 - seen / by_chance


def interval(truth: Sequence[int], guess: Sequence[int], groups: Sequence[str]) -> tuple[float, float]:
    """The middle 95 % of the kappa when whole groups are drawn anew; the same on every run."""
    tables: dict[str, Table] = {}
    for a, b, group in zip(truth, guess, groups, strict=True):
        tables.setdefault(group, Counter())[a, b] += 1
    return interval_of(tables)


def interval_of(tables: Mapping[str, Mapping[tuple[int, int], int]]) -> tuple[float, float]:
    """The same of groups whose pairs are counted already."""
    return _middle(kappa_of(_added(drawn)) for drawn in _draws(tables))


def mean_interval(groups: Mapping[str, tuple[float, int]]) -> tuple[float, float]:
    """The middle 95 % of a mean when whole groups, each a sum and a count, are drawn anew."""
    return _middle(
        sum(total for total, _ in drawn) / max(1, sum(count for _, count in drawn))
        for drawn in _draws(groups)
    )


def _draws(groups: Mapping[str, _T]) -> Iterable[list[_T]]:
    chance = random.Random(_SEED)  # noqa: S311 - a bootstrap, no secret
    names = sorted(groups)
    for _ in range(_RESAMPLES):
        yield [groups[name] for name in chance.choices(names, k=len(names))]


def _added(tables: Iterable[Mapping[tuple[int, int], int]]) -> Table:
    whole: Table = Counter()
    for each in tables:
        for pair, count in each.items():
            whole[pair] += count
    return whole


def _middle(figures: Iterable[float]) -> tuple[float, float]:
    found = sorted(figures)
    return found[int(0.025 * _RESAMPLES)], found[int(0.975 * _RESAMPLES) - 1]
