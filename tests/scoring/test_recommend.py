from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.content import Library
from interviewer.model.words import Dimension, Recommendation
from interviewer.scoring import ordinal
from interviewer.scoring.recommend import Verdict, overall, recommend, weighted

RULE = Library().rubric("execution").recommendation
ALL = list(Dimension)


def sure(*levels: int) -> dict[Dimension, Any]:
    return {
        each: tuple(float(level == at) for at in (1, 2, 3, 4))
        for each, level in zip(ALL, levels, strict=True)
    }


def verdict(*levels: int, **more: Any) -> Verdict:
    return recommend(RULE, dict(zip(ALL, map(float, levels), strict=True)), sure(*levels), **more)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((4, 4, 4, 4), Recommendation.STRONG_HIRE),
        ((3, 3, 3, 3), Recommendation.HIRE),
        ((2, 2, 3, 2), Recommendation.NO_HIRE),
        ((1, 1, 2, 1), Recommendation.STRONG_NO_HIRE),
    ],
)
def test_even_levels(levels, expected):
    assert verdict(*levels).recommendation is expected


def test_a_one_is_never_averaged_away():
    assert verdict(4, 1, 4, 4).recommendation is Recommendation.NO_HIRE
    assert verdict(1, 4, 4, 4).recommendation is Recommendation.NO_HIRE
    assert verdict(1, 1, 4, 4).x <= RULE.two_missing
    assert verdict(1, 1, 4, 4, hollow=True).x <= RULE.three_missing


@given(st.tuples(*[st.floats(1, 4)] * 4), st.sampled_from(range(4)), st.floats(0, 3))
def test_a_better_dimension_never_lowers(levels, index, more):
    better = list(levels)
    better[index] = min(4, better[index] + more)
    before = weighted(RULE, dict(zip(ALL, levels, strict=True)))
    assert weighted(RULE, dict(zip(ALL, better, strict=True))) >= before


def test_the_border_is_undecided_and_says_what_it_turns_on():
    even = (0.0, 0.25, 0.75, 0.0)
    chances = dict.fromkeys(ALL, even)
    found = recommend(RULE, {each: ordinal.estimate(even) for each in ALL}, chances)
    assert found.recommendation is Recommendation.UNDECIDED
    assert found.hinge is Dimension.JUDGMENT
    assert "border" in (found.because or "")


def test_weights_are_shared_among_what_was_assessed():
    assert weighted(RULE, {Dimension.JUDGMENT: 3.0}) == 3.0
    assert overall({Dimension.JUDGMENT: 3.0, Dimension.RIGOR: 2.5}) == 2.75


def test_nothing_assessed_is_no_grade():
    assert overall({}) is None
    assert recommend(RULE, {}, {}).recommendation is Recommendation.UNDECIDED
