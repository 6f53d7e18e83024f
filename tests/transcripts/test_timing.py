"""The two clocks of a replay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.transcripts.timing import LONGEST_PAUSE, SHORTEST_PAUSE, Timing


def test_long_pauses_are_cut_and_replies_are_seen_coming():
    timing = Timing.of([0.0, 0.0, 20.0, 320.0])
    assert timing.starts == (0.0, SHORTEST_PAUSE, SHORTEST_PAUSE + 20, SHORTEST_PAUSE + 20 + LONGEST_PAUSE)
    assert timing.length == timing.starts[-1]


def test_the_clock_runs_faster_through_a_long_pause():
    timing = Timing.of([0.0, 300.0])
    assert timing.clock_at(15.0) == pytest.approx(150.0)
    assert timing.watched_at(150.0) == pytest.approx(15.0)


def test_a_moment_counts_as_reached_once_it_is_there():
    timing = Timing.of([0.0, 10.0])
    assert [timing.reached(each) for each in (0.0, 9.9, 10.0, 99.0)] == [1, 1, 2, 2]


def test_nothing_said_takes_no_time():
    timing = Timing.of([])
    assert (timing.length, timing.clock_at(3.0), timing.watched_at(3.0)) == (0.0, 0.0, 0.0)


@given(st.lists(st.floats(0, 10_000), min_size=1, max_size=30), st.floats(-10, 20_000))
def test_both_clocks_only_go_forward_and_agree(moments, clock):
    timing = Timing.of(moments)
    assert list(timing.moments) == sorted(timing.moments)
    assert all(a < b for a, b in zip(timing.starts, timing.starts[1:], strict=False))
    there = timing.watched_at(clock)
    assert 0 <= there <= timing.length
    assert timing.clock_at(there) == pytest.approx(
        min(max(clock, timing.moments[0]), timing.moments[-1]), abs=1e-6
    )
