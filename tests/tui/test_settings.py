"""Settings in the app: shown with their source, saved at once, and seen at once."""

import tomllib

import pytest

from interviewer.progress.summary import Summary
from interviewer.reports.marks import ASCII
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.settings import SettingsScreen
from tests.tui.driver import screen_text, shows, told, until

pytestmark = pytest.mark.asyncio


def saved(home):
    return tomllib.loads((home / "config.toml").read_text())


async def opened(pilot):
    pilot.app.action_settings()
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen) and shows(pilot.app, "grader"))


def line(app, label):
    return next(each for each in screen_text(app).splitlines() if each.strip(" ▌>").startswith(label))


async def choose(pilot, label):
    """Open the list of a setting."""
    while not line(pilot.app, label).lstrip().startswith(("▌", ">")):
        await pilot.press("down")
    await pilot.press("enter")
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "Pick")


async def back(pilot):
    await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen))


async def test_each_setting_says_where_it_comes_from(home, monkeypatch):
    home.mkdir()
    (home / "config.toml").write_text('level = "L5"\n')
    monkeypatch.setenv("INTERVIEWER_LLM", "offline")
    async with InterviewerApp({"minutes": 20}).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert line(pilot.app, "interviewer").endswith("environment")
        assert "INTERVIEWER_LLM is set in the environment" in " ".join(screen_text(pilot.app).split())
        assert line(pilot.app, "level").endswith("config file")
        assert line(pilot.app, "length").endswith("flag")
        assert line(pilot.app, "grader").endswith("default")


async def test_a_level_is_saved_and_the_rest_of_the_file_stays(home):
    home.mkdir()
    (home / "config.toml").write_text("# mine\nminutes = 30\n")
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await choose(pilot, "level")
        await pilot.press("G", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SettingsScreen) and shows(pilot.app, "L6"))
        assert saved(home) == {"minutes": 30, "level": "L6"}
        assert (home / "config.toml").read_text().startswith("# mine")
        around = await pilot.app.surroundings()
        assert around.settings.level == "L6"


async def test_a_length_can_be_left_to_the_round_again(home):
    home.mkdir()
    (home / "config.toml").write_text("minutes = 30\n")
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await choose(pilot, "length")
        await pilot.press("g", "enter")
        await until(pilot, lambda: shows(pilot.app, "as the round says") and not saved(home))


async def test_colours_are_shown_while_choosing_and_esc_takes_them_back(home):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await choose(pilot, "colours")
        await pilot.press("down")
        await until(pilot, lambda: pilot.app.theme == "paper")
        await pilot.press("escape")
        await back(pilot)
        assert pilot.app.theme == "night"
        assert not (home / "config.toml").exists()
        await choose(pilot, "colours")
        await pilot.press("down", "down", "enter")
        await until(pilot, (home / "config.toml").exists)
        assert saved(home) == {"theme": "contrast"}
        assert pilot.app.theme == "contrast"


async def test_marks_change_at_once(home):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await choose(pilot, "marks")
        assert shows(pilot.app, "If the two bars stand under each other")
        await pilot.press("G", "enter")
        await until(pilot, lambda: pilot.app.marks == ASCII)
        await until(pilot, lambda: line(pilot.app, "marks").endswith("config file"))
        # Textual's own sign where a long path is cut.
        await until(pilot, lambda: screen_text(pilot.app).replace("…", "").isascii())
        assert saved(home) == {"marks": "ascii"}


async def test_a_setting_given_on_the_command_line_says_that_it_stays(home):
    async with InterviewerApp({"level": "L3"}).run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot)
        await choose(pilot, "level")
        await pilot.press("G", "enter")
        await until(pilot, lambda: shows(pilot.app, "Saved. It was given on the"))
        assert saved(home) == {"level": "L6"}
        assert "L3" in line(pilot.app, "level")


async def test_paths_can_be_copied(home):
    async with InterviewerApp().run_test(size=(60, 20)) as pilot:
        await opened(pilot)
        await pilot.press("G", "up", "up", "enter")
        assert pilot.app.clipboard == str(home / "transcripts")
        assert shows(pilot.app, "Enter copies it")


async def test_a_config_file_that_does_not_hold_up_is_said(home):
    home.mkdir()
    (home / "config.toml").write_text("levle = 3\n")
    async with InterviewerApp().run_test(size=(80, 24), notifications=True) as pilot:
        pilot.app.action_settings()
        await until(pilot, lambda: "did you mean" in told(pilot.app))
        assert shows(pilot.app, "config file")


async def test_home_is_drawn_anew_in_the_marks_that_were_chosen(home):
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shows(app, "Practise"))
        app.screen.show(Summary(rounds=1, levels={"framing": (2, 3)}))
        await until(pilot, lambda: shows(app, "■ ■ ■ □"))
        app.action_settings()
        await until(pilot, lambda: type(app.screen).__name__ == "SettingsScreen")
        app.use_marks("ascii")
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "Home" and not shows(app, "■"))
