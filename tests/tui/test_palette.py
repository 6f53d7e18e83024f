"""The palette: every action of the open screen, and the ways to everything else."""

import tomllib

import pytest
from textual.command import CommandPalette

from interviewer.interview.state import RoundState
from interviewer.transcripts.read import read_transcript
from interviewer.tui.app import InterviewerApp
from interviewer.tui.frame import allowed, screen_keys
from tests.session.harness import LIBRARY
from tests.tui.driver import on, shows, told, until

pytestmark = pytest.mark.asyncio


async def opened(pilot, key="ctrl+p"):
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))


async def found(pilot, words):
    await until(pilot, lambda: shows(pilot.app, words))


@pytest.mark.parametrize("key", ["ctrl+p", "slash"])
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (160, 48)])
async def test_it_opens_at_every_size(size, key):
    async with InterviewerApp().run_test(size=size) as pilot:
        await opened(pilot, key)
        await found(pilot, "Practise a round")
        assert shows(pilot.app, "on this screen: p")
        await pilot.press("escape")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "Home")


async def test_the_screens_own_actions_stand_first_and_none_is_missing():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        pilot.app.action_saved()
        await until(pilot, lambda: shows(pilot.app, "A strong candidate"))
        screen = pilot.app.screen
        titles = [command.title for command in pilot.app.get_system_commands(screen)]
        assert len(titles) == len(set(titles))
        own = [
            each.tooltip
            for each in screen_keys(screen)
            if each.description and each.action != "open" and allowed(screen, each)
        ]
        assert titles[: len(own)] == own
        assert {"Settings", "Score a pasted answer", "Quit", "Colours: night"} <= set(titles)


async def test_an_action_is_carried_out():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*"settin")
        await found(pilot, "Who interviews, colours")
        await pilot.press("enter")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "SettingsScreen")


async def test_what_an_action_does_is_searched_too():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*"get a sc")
        await found(pilot, "Paste an answer, get a scorecard; on this screen: s")
        await pilot.press(*"x")
        await found(pilot, "No matches found")


async def test_colours_chosen_here_are_kept(home):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*"paper")
        await found(pilot, "Colours: paper")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.theme == "paper" and (home / "config.toml").exists())
        assert tomllib.loads((home / "config.toml").read_text()) == {"theme": "paper"}


async def test_only_the_products_own_colours_stand_among_the_actions():
    async with InterviewerApp().run_test(size=(160, 60)) as pilot:
        await opened(pilot)
        await found(pilot, "Quit")
        assert shows(pilot.app, "Colours: paper")
        assert not shows(pilot.app, "Colours: nord")
        await pilot.press(*"colours")
        await found(pilot, "Colours: nord")


@pytest.mark.parametrize("word", ["copy", "export"])
async def test_a_screen_can_be_taken_along_as_text_with_what_is_scrolled_away(word, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = next(LIBRARY.samples.glob("*.jsonl"))
    async with InterviewerApp().run_test(size=(60, 20), notifications=True) as pilot:
        pilot.app.open_scorecard(path)
        await on(pilot, "ScorecardScreen", "framing")
        await opened(pilot)
        await pilot.press(*f"{word} this")
        await found(pilot, "this screen as text")
        await pilot.press("enter")
        await until(pilot, lambda: told(pilot.app))
        saved = [each.read_text() for each in tmp_path.glob("*.txt")]
        text = pilot.app.clipboard if word == "copy" else saved[0]
        first, *_, last = [
            turn.text for turn in RoundState.of(read_transcript(path).events).turns if turn.who == "candidate"
        ]
        assert first.split()[-1] in text
        assert last.split()[-1] in text
