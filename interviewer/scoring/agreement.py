"""Agreement on ordered levels, in plain Python: for what must run where no library for it is installed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

_LEVELS: Final = (1, 2, 3, 4)
_RESAMPLES: Final = 400
_SEED: Final = 7


def weighted_kappa(truth: Sequence[int], guess: Sequence[int]) -> float:
    """Cohen's kappa with quadratic weights over levels 1 to 4: 1 is perfect, 0 is chance.

    Where nothing varies it is 1 for full agreement and 0 otherwise. Source: Cohen 1968.
    """
    total = len(truth)
    seen = sum((a - b) ** 2 for a, b in zip(truth, guess, strict=True)) / total
    by_chance = (
        sum((a - b) ** 2 * truth.count(a) * guess.count(b) for a in _LEVELS for b in _LEVELS) / total**2
    )
    if not by_chance:
        return 1.0 if not seen else 0.0
    return 1 - seen / by_chance


def interval(truth: Sequence[int], guess: Sequence[int], groups: Sequence[str]) -> tuple[float, float]:
    """The middle 95 % of the kappa when whole groups are drawn anew; the same on every run."""
    chance = random.Random(_SEED)  # noqa: S311 - a bootstrap, no secret
    names = sorted(set(groups))
    members = {name: [at for at, each in enumerate(groups) if each == name] for name in names}
    found = []
    for _ in range(_RESAMPLES):
        drawn = [at for name in chance.choices(names, k=len(names)) for at in members[name]]
        found.append(weighted_kappa([truth[at] for at in drawn], [guess[at] for at in drawn]))
    found.sort()
    return found[int(0.025 * _RESAMPLES)], found[int(0.975 * _RESAMPLES) - 1]
