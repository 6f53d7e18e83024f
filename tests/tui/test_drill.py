"""A drill in the app: tries, the example after, and what is kept."""

import pytest

from interviewer.session.drill_schedule import Schedule
from interviewer.tui.app import InterviewerApp
from tests.session.harness import StillClock
from tests.tui.driver import screen_text, shows, told, until

GIVEN_UP = "We lose the walk-ins, maybe one in five on a Saturday, and I accept that."
HALF = "It will cost us some walk-ins."


@pytest.fixture
def app():
    return InterviewerApp(clock=StillClock())


async def opened(pilot, wanted="give-up"):
    pilot.app.open_drill(wanted)
    await until(pilot, lambda: shows(pilot.app, " left"))
    return pilot.app.screen


async def attempt(pilot, text):
    box = pilot.app.screen.query_one("#box")
    box.put(text)
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


def sittings(home, drill="give-up"):
    kept = Schedule.read(home / "drills.json").drills
    return [each.outcome for each in kept[drill].sittings] if drill in kept else []


@pytest.mark.asyncio
async def test_a_try_that_lacks_something_stays_to_be_changed(app, home):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        assert "laundrettes" in screen_text(app)
        await attempt(pilot, HALF)
        await until(pilot, lambda: shows(app, "half of it"))
        assert screen.query_one("#box").text == HALF
        await attempt(pilot, GIVEN_UP)
        await until(pilot, lambda: shows(app, "one strong"))
        assert shows(app, "It comes again tomorrow.")
        assert not shows(app, "half of it")
    assert sittings(home) == ["at-last"]


@pytest.mark.asyncio
async def test_the_example_comes_after_a_try_and_ends_the_drill(app, home):
    async with app.run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await pilot.press("f2", "f4")
        assert not shows(app, "one strong")
        await attempt(pilot, HALF)
        await pilot.press("f2")
        await until(pilot, lambda: shows(app, "one strong"))
    assert sittings(home) == ["not-done"]


@pytest.mark.asyncio
async def test_enter_goes_on_to_the_next_drill(app, home):
    async with app.run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await attempt(pilot, GIVEN_UP)
        await until(pilot, lambda: shows(app, "next drill"))
        await pilot.press("enter")
        await until(pilot, lambda: shows(app, "send") and not shows(app, "one strong"))
        assert not shows(app, "laundrettes")
        assert app.screen.query_one("#box").text == ""
    assert sittings(home) == ["done"]


@pytest.mark.asyncio
async def test_what_the_rules_did_not_hear_is_counted_on_ones_word(app, home):
    async with app.run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await attempt(pilot, "Walk-ins: bad luck for them, so it goes.")
        await until(pilot, lambda: shows(app, "I said it"))
        await pilot.press("f4")
        await until(pilot, lambda: shows(app, "one strong"))
    assert sittings(home) == ["at-last"]


@pytest.mark.asyncio
async def test_what_was_typed_is_there_again_and_what_was_tried_is_kept(app, home):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*"We lose")
        await until(pilot, lambda: shows(app, "draft saved"))
        await pilot.press("escape")
        screen = await opened(pilot)
        assert screen.query_one("#box").text == "We lose"
        assert sittings(home) == []
        await attempt(pilot, HALF)
        await pilot.press("escape")
        await until(pilot, lambda: sittings(home) == ["not-done"])


@pytest.mark.asyncio
async def test_time_runs_and_over_time_is_shown(app):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, "decide")
        assert shows(app, "01:00 left")
        app.clock.seconds += 75
        screen._show_clock()
        await until(pilot, lambda: shows(app, "00:15 over"))
        await attempt(pilot, "I choose the drawings, because up there they wear ear protection.")
        await until(pilot, lambda: shows(app, "15 seconds over."))


@pytest.mark.asyncio
async def test_words_of_the_candidate_are_never_markup(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        said = "We lose the [bold red]walk-ins[/], one in five, and I accept that."
        await attempt(pilot, said)
        await until(pilot, lambda: shows(app, "[bold red]walk-ins[/]"))


@pytest.mark.asyncio
async def test_nothing_typed_says_so(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        assert "nothing to listen to" in told(app)


@pytest.mark.asyncio
async def test_the_home_screen_offers_what_is_due(app, home):
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shows(app, "drill: "))
        line = next(line for line in screen_text(app).splitlines() if "Five minutes" in line)
        assert line.endswith("new")
        await pilot.press("j", "enter")
        await until(pilot, lambda: shows(app, "your task"))
