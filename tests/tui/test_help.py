"""F1 explains every screen."""

import importlib
import pkgutil

import pytest

from interviewer.tui import screens
from interviewer.tui.app import InterviewerApp
from interviewer.tui.frame import Page
from interviewer.tui.screens.help import Help
from interviewer.tui.screens.lines import Lines
from tests.tui.driver import screen_text, shows, until

pytestmark = pytest.mark.asyncio


def pages():
    """All pages of the app."""
    for found in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{found.name}")
    left, found = [Page], []
    while left:
        page = left.pop()
        left += page.__subclasses__()
        found += [page]
    return [
        page for page in found if page not in (Page, Lines) and page.__module__.startswith(screens.__name__)
    ]


async def test_every_page_explains_itself_and_names_its_keys_in_full():
    assert len(pages()) > 5
    for page in pages():
        assert page.HELP, page
        for binding in page.BINDINGS:
            assert binding.tooltip or not binding.show, (page, binding)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (160, 48)])
@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_f1_opens_it_and_closes_it(size, key):
    async with InterviewerApp().run_test(size=size) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: isinstance(pilot.app.screen, Help) and shows(pilot.app, "On this screen"))
        assert shows(pilot.app, "Practise a round")
        await pilot.press("G")
        await until(pilot, lambda: shows(pilot.app, "A follow-up by the interviewer"))
        for words in ("lean no", "Evidence", "A flag"):
            assert shows(pilot.app, words)
        await pilot.press("g")
        await until(pilot, lambda: shows(pilot.app, "On this screen"))
        await pilot.press(key)
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "Home")


async def test_it_can_be_closed_with_the_mouse():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        await pilot.click("#close", offset=(2, 0))
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "Home")


async def test_only_what_can_be_done_is_listed():
    async with InterviewerApp().run_test(size=(120, 48)) as pilot:
        pilot.app.action_saved()
        await until(pilot, lambda: shows(pilot.app, "samples"))
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        assert shows(pilot.app, "Play this round again")
        assert not shows(pilot.app, "Delete this round")


async def test_in_ascii_nothing_else_is_drawn(home):
    home.mkdir()
    (home / "config.toml").write_text('marks = "ascii"\n')
    async with InterviewerApp().run_test(size=(80, 48)) as pilot:
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Help))
        assert screen_text(pilot.app).isascii()
