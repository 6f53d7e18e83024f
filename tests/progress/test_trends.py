"""Lines hold only what can be compared; a trend is said with its uncertainty or not at all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.progress.estimates import Observed, common_slope, mean_interval
from tests.progress.history import lines_in

RUBRIC = {"id": "product-sense", "version": 2, "sha256": "f" * 64}


def test_levels_that_rise_are_told_with_their_interval(history):
    for estimate in (1.4, 1.6, 1.9, 2.3, 2.6, 2.8, 3.1, 3.3):
        history.add(estimate)
    trend = history.trend()
    assert trend.direction == "rising"
    assert trend.low < trend.change < trend.high
    assert trend.change == pytest.approx(5 * (3.3 - 1.4) / 7, abs=0.15)


def test_levels_that_jump_about_have_no_direction(history):
    for estimate in (3.3, 1.4, 3.1, 1.2, 2.9, 1.5):
        history.add(estimate)
    assert history.trend().direction == "unclear"


def test_levels_that_stay_are_steady(history):
    for _ in range(20):
        history.add(3.0)
    assert history.trend().direction == "steady"


def test_three_rounds_are_too_few_to_say(history):
    for estimate in (1.5, 2.5, 3.5):
        history.add(estimate)
    assert history.trend().direction == "too-few"
    assert history.trend().change is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"rubric": RUBRIC}, "rubric version 2"),
        ({"rubric": RUBRIC | {"version": 1}}, "the rubric was changed"),
        ({"scorer": "anthropic/claude-opus-5", "model": "claude-opus-5"}, "before it was offline"),
        ({"app_version": "9.0.0"}, "pm-interviewer 9.0.0"),
        ({"calibrated": False}, "fitted anew"),
    ],
)
def test_what_was_graded_differently_stands_in_a_line_of_its_own(history, change, says):
    for _ in range(3):
        history.add(1.5)
    for _ in range(3):
        history.add(3.5, **change)
    early, late = history.lines_of()
    assert (early.rounds, late.rounds) == (3, 3)
    assert (early.current, late.current) == (False, True)
    assert early.begins_anew == ""
    assert says in late.begins_anew
    # Two levels between the lines are no rise: within each nothing moves.
    assert history.trend().change == 0


def test_a_trial_by_another_rubric_leaves_the_round_in_its_line(history):
    for _ in range(2):
        path = history.add(1.5)
    trial = next(each for each in lines_in(path) if each.get("type") == "scorecard")
    trial["scorecard"] |= {"rubric": RUBRIC}
    with path.open("a") as file:
        file.write(json.dumps(trial) + "\n")
    [line] = history.lines_of()
    assert (line.rounds, line.begins_anew) == (2, "")


def test_graded_again_by_a_later_version_the_round_stands_in_the_new_line(history):
    path = history.add(1.5)
    again = next(each for each in lines_in(path) if each.get("type") == "scorecard")
    again["scorecard"] |= {"rubric": RUBRIC, "app_version": "9.0.0"}
    with path.open("a") as file:
        file.write(json.dumps(again) + "\n")
    [line] = history.lines_of()
    assert line.graded_by.rubric.version == RUBRIC["version"]


def test_each_kind_of_round_has_a_line_of_its_own(history):
    history.add(2.0)
    history.add(3.0, round="execution", rubric=RUBRIC | {"id": "execution"})
    assert {(line.round, line.rounds, line.begins_anew) for line in history.lines_of()} == {
        ("product-sense", 1, ""),
        ("execution", 1, ""),
    }


def test_own_guesses_are_held_against_the_scorecard(history):
    for estimate in (2.0, 2.1, 1.9, 2.0, 2.2):
        history.add(estimate, guess=4)
    own = history.progress().self_judgment[0]
    assert (own.guessing, own.answers, own.same_level) == ("too-high", 5, 0)
    assert own.low < 1.96 < own.high


def test_guesses_that_are_off_both_ways_are_not_close(history):
    for number in range(6):
        history.add(2.5, guess=1 + 3 * (number % 2))
    assert history.progress().self_judgment[0].guessing == "unclear"
    for _ in range(20):
        history.add(2.9, guess=3)
    assert history.progress().self_judgment[0].guessing == "close"


def test_a_flag_fades_persists_or_is_new(history):
    for number in range(16):
        flags = ["hollow"] if number % 4 == 0 else []
        history.add(flags=[*flags, *(["no-metric"] if number < 5 else ["we-only"] if number == 15 else [])])
    courses = {each.flag: each for each in history.progress().flags}
    assert {flag: each.course for flag, each in courses.items()} == {
        "hollow": "persists",
        "no-metric": "fades",
        "we-only": "new",
    }
    assert (courses["no-metric"].lately, courses["no-metric"].before_of) == (0, 6)


def test_missing_signals_are_counted_where_they_were_listened_for(history):
    for _ in range(3):
        history.add()
    missing = history.progress().missing
    assert missing
    assert all(each.missing == each.of == 3 for each in missing)
    heard = {"names-user-segment", "accepts-cost"}
    assert not heard & {each.signal for each in missing}


def test_habits_are_those_the_newest_scorer_saw(history):
    for _ in range(3):
        history.add(flags=["hollow"])
    history.add(scorer="panel")
    progress = history.progress()
    assert (progress.habits_of, progress.habits_answers, progress.flags) == ("panel", 1, ())


def test_time_is_counted_for_rounds_without_a_grade_too(history):
    history.add(days=58)
    history.add(graded=False)
    time = history.progress().time
    assert (time.rounds[0].round, time.rounds[0].rounds) == ("product-sense", 2)
    assert time.seconds == time.rounds[0].seconds == sum(week.seconds for week in time.weeks) > 0
    assert [week.rounds for week in time.weeks[-2:]] == [2, 0]
    assert len(time.weeks) == 8


figures = st.floats(1, 4).map(lambda value: round(value, 2))


@given(st.lists(st.lists(figures, min_size=2, max_size=8), min_size=1, max_size=4), st.floats(-2, 2))
def test_the_height_of_a_line_moves_no_trend(lines, lift):
    def slope(extra):
        return common_slope(
            [
                [Observed(x, y + extra * number, 0.1) for x, y in enumerate(line)]
                for number, line in enumerate(lines)
            ]
        )

    one, other = slope(0.0), slope(lift)
    assert (one is None) == (other is None)
    if one and other:
        assert one == pytest.approx(other, abs=1e-6)


@given(st.lists(figures, min_size=3, max_size=30), st.floats(0.05, 1))
def test_an_interval_is_never_narrower_than_the_measuring_allows(values, variance):
    found = mean_interval(values, variance)
    assert found.high - found.low >= 2 * 1.645 * (variance / len(values)) ** 0.5
