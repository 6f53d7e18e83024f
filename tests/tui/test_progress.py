"""The progress screen: trends for the width there is, habits beside or below them."""

import threading

import pytest

from interviewer.session.looking_back import progress_of
from interviewer.tui.app import InterviewerApp
from tests.cli.shell import STRONG
from tests.progress.history import History, lines_in
from tests.session.harness import StillClock, graded_round
from tests.tui.driver import screen_text, shows, told, until


@pytest.fixture(scope="module")
def one_round(tmp_path_factory):
    return lines_in(graded_round(tmp_path_factory.mktemp("one"), 20))


@pytest.fixture
def history(home, one_round):
    history = History(home, one_round)
    for estimate in (1.2, 1.6, 2.1, 2.6, 3.0, 3.4):
        history.add(estimate, flags=["no-metric"])
    history.add(2.0, round="hiring-manager-screen")
    return history


@pytest.fixture
def app():
    return InterviewerApp(clock=StillClock())


async def opened(pilot):
    pilot.app.action_progress()
    await until(pilot, lambda: shows(pilot.app, "graded"))
    await pilot.pause()


@pytest.mark.asyncio
async def test_trends_are_told_with_their_lines_and_habits_stand_below(app, history):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert shows(app, "7 rounds, 7 graded")
        assert shows(app, "rising, +")
        assert shows(app, "product-sense          ▄ ▆ ▆ ▆  ■ ■ ■ □   lean yes  3.4 ±0.5")
        assert not shows(app, "your own guess")
        await pilot.press("G")
        await until(pilot, lambda: shows(app, "the last 8 weeks"))
        assert shows(app, "on the level")


@pytest.mark.asyncio
async def test_on_a_wide_window_habits_stand_beside(app, history):
    async with app.run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        line = next(line for line in screen_text(app).splitlines() if "framing" in line)
        assert line.rstrip().endswith("your own guess")
        assert screen_text(app).count("your own guess") == 1


@pytest.mark.asyncio
async def test_on_a_narrow_window_each_line_stays_one(app, history):
    async with app.run_test(size=(60, 20)) as pilot:
        await opened(pilot)
        found = [line for line in screen_text(app).splitlines() if "product-sense" in line]
        assert all(line.endswith(("lean yes", "yes", "lean no")) for line in found)


@pytest.mark.asyncio
async def test_with_few_rounds_that_is_said_once(app, home, one_round):
    History(home, one_round).add(2.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert screen_text(app).count("too few rounds of one kind") == 1


@pytest.mark.asyncio
async def test_while_the_first_index_is_made_it_says_how_much_is_read(app, history, monkeypatch):
    go_on = threading.Event()

    def slow(*args):
        assert go_on.wait(20)
        return progress_of(*args)

    monkeypatch.setattr("interviewer.tui.screens.progress.progress_of", slow)
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_progress()
        await until(pilot, lambda: shows(app, "Reading 7 rounds."))
        go_on.set()
        await until(pilot, lambda: shows(app, "7 rounds, 7 graded"))
        assert not shows(app, "Reading")


@pytest.mark.asyncio
async def test_without_a_graded_round_it_says_what_will_stand_here(app, home):
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert shows(app, "No round is graded yet")


@pytest.mark.asyncio
async def test_it_is_saved_as_text_and_leads_to_a_drill(app, history, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "progress.txt" in told(app))
        assert "most missing" in (tmp_path / "progress.txt").read_text()
        await pilot.press("enter")
        await until(pilot, lambda: shows(app, "your task"))


@pytest.fixture
def two_tries(home):
    return graded_round(home, 20), graded_round(home, 24, STRONG)


@pytest.mark.asyncio
async def test_an_earlier_try_at_the_question_stands_beside_this_one(app, two_tries):
    _, path = two_tries
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_scorecard(path)
        await until(pilot, lambda: shows(app, "communication"))
        await pilot.press("e")
        await until(pilot, lambda: shows(app, "24 November 2026"))
        assert shows(app, "turns down a real option")
        await pilot.press("G")
        await until(pilot, lambda: shows(app, "I build for the nurse"))
        await pilot.press("v")
        await until(pilot, lambda: type(app.screen).__name__ == "ReplayScreen")


@pytest.mark.asyncio
async def test_without_an_earlier_try_the_screen_says_so(app, two_tries):
    path, _ = two_tries
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_attempts(path)
        await until(pilot, lambda: shows(app, "no earlier graded try"))
