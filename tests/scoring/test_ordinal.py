from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.content import Library
from interviewer.model.evidence import Heard, SignalHeard
from interviewer.model.words import Dimension
from interviewer.scoring import ordinal

RUBRIC = Library().rubric("execution")
dimensions = st.sampled_from(list(Dimension))


def heard(levels: dict[str, Any]) -> Heard:
    return Heard(
        signals=tuple(
            SignalHeard(signal=name, level=level, sentences=(number,))
            for number, (name, level) in enumerate(sorted(levels.items()), start=1)
            if level
        )
    )


def estimate(dimension: Dimension, levels: dict[str, Any]) -> float:
    reached = ordinal.share(heard(levels), RUBRIC.dimensions[dimension])
    return ordinal.estimate(ordinal.distribution(dimension, reached))


@given(dimensions, st.data())
def test_hearing_more_or_better_never_lowers(dimension, data):
    names = RUBRIC.dimensions[dimension].signals
    levels = {name: data.draw(st.integers(0, 2)) for name in names}
    name = (
        data.draw(st.sampled_from(names).filter(lambda each: levels[each] < 2))
        if min(levels.values()) < 2
        else None
    )
    if name is None:
        return
    better = {**levels, name: levels[name] + 1}
    assert estimate(dimension, better) >= estimate(dimension, levels)


@given(dimensions, st.floats(0, 10))
def test_chances_have_four_decimals_and_sum_to_one(dimension, reached):
    chances = ordinal.distribution(dimension, reached)
    assert sum(round(each * 10_000) for each in chances) == 10_000
    assert all(each == round(each, 4) and each >= 0 for each in chances)


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(sum), st.integers(1, 3))
def test_a_cap_holds_and_loses_no_mass(raw, level):
    chances = ordinal.capped(ordinal.rounded(raw), level)
    assert sum(round(each * 10_000) for each in chances) == 10_000
    assert not any(chances[level:])
    assert ordinal.estimate(chances) <= level


@pytest.mark.parametrize("dimension", [Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR])
def test_the_whole_scale_is_reached(dimension):
    core = RUBRIC.dimensions[dimension].core
    means = [estimate(dimension, dict.fromkeys(core[:count], 2)) for count in range(len(core) + 1)]
    assert means[0] < 1.5
    assert means[-1] >= 3.5
    assert means == sorted(means)


@pytest.mark.parametrize("dimension", [Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR])
def test_any_number_of_claims_stays_below_shown_core_signals(dimension):
    body = RUBRIC.dimensions[dimension]
    claims = estimate(dimension, dict.fromkeys(body.signals, 1))
    shown = estimate(dimension, dict.fromkeys(body.core[:2], 2))
    assert claims < shown


def test_plain_telling_is_ordinary_communication():
    assert 2 <= estimate(Dimension.COMMUNICATION, {}) < 3


@pytest.mark.parametrize(("mean", "level"), [(1.0, 1), (1.49, 1), (1.5, 2), (2.5, 3), (3.49, 3), (4.0, 4)])
def test_levels_round_half_up(mean, level):
    assert ordinal.level_of(mean) == level
