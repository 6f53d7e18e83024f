"""The home screen after a round that was left: what stands first, and what enter opens meanwhile."""

from functools import partialmethod

import pytest

from interviewer.progress.summary import read_summary
from interviewer.session.plan import Wish
from interviewer.tui.app import InterviewerApp, run_app
from tests.session.harness import Practice
from tests.tui.driver import on, shows, until


@pytest.fixture
def killed(home):
    """A round that nobody left: the process was gone before anything else was written."""
    at = Practice(home, question="nurse-handover")
    at.begin()
    at.say("I would begin with the night nurse.")
    at.session.close()


@pytest.mark.usefixtures("killed")
@pytest.mark.asyncio
@pytest.mark.parametrize(("keys", "opens"), [(("enter",), "Interview"), (("G", "enter"), "SettingsScreen")])
async def test_enter_waits_until_it_is_known_what_stands_first(keys, opens):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await on(pilot, opens)


@pytest.mark.usefixtures("killed")
@pytest.mark.asyncio
async def test_once_looked_through_it_holds_and_enter_opens_at_once():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        assert not pilot.app.summary_holds
        await until(pilot, lambda: shows(pilot.app, "Continue"))
    again = InterviewerApp()
    assert again.summary_holds
    assert again.summary.unfinished is not None


def test_leaving_the_app_out_of_a_round_keeps_it_for_the_next_first_paint(home, monkeypatch):
    async def leave_in_a_round(pilot):
        await on(pilot, "Interview", "?")
        await pilot.press(*"First the nurse")
        await pilot.press("ctrl+q")

    monkeypatch.setattr(
        InterviewerApp, "run", partialmethod(InterviewerApp.run, headless=True, auto_pilot=leave_in_a_round)
    )
    wish = Wish(round="product-sense", question="nurse-handover", seed=3)
    run_app(first=lambda app: app.begin_round(wish))
    left = read_summary(home / "summary.json").unfinished
    assert (left.round, left.draft_words) == ("product-sense", 3)
    assert InterviewerApp().summary_holds
