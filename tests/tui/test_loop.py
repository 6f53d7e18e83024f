"""A loop in the app: round after round, what a screen says, days between, and the committee at the end."""

import pytest

from interviewer.reports.debrief_words import DECISIONS
from interviewer.session import commands as c
from interviewer.session import loop_commands as lc
from interviewer.transcripts.loops import read_loop
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.committee import CommitteeScreen
from interviewer.tui.screens.home import Home
from interviewer.tui.screens.interview import Interview
from interviewer.tui.screens.loop import LoopScreen
from tests.session.harness import StillClock
from tests.session.loops import InLoop
from tests.tui.driver import say, screen_text, shows, told, until

pytestmark = pytest.mark.asyncio


def begun(home, *rounds, held=(), text=None):
    """A loop on disk, its first rounds held; gives its path."""
    at = InLoop(home, *rounds)
    for _ in held:
        at.hold(text)
    path = at.session.path
    at.session.close()
    return path


@pytest.fixture
def screen_ahead(home):
    return begun(home, "recruiter-screen", "execution")


@pytest.fixture
def screen_passed(home):
    return begun(home, "recruiter-screen", "execution", held=[0])


@pytest.fixture
def not_passed(home):
    return begun(home, "recruiter-screen", "execution", held=[0], text="I like products. Users matter.")


@pytest.fixture
def all_held(home):
    return begun(home, "recruiter-screen", "execution", held=[0, 1])


@pytest.fixture
def screen_over(home):
    """The app was killed between the end of the screen and what follows from it."""
    at = InLoop(home, "recruiter-screen", "execution")
    at.begin()
    at.say()
    at.to_round(c.Finish())
    at.session.close()
    return at.session.path


@pytest.fixture
def left_round(home):
    """A loop that was left inside its round; gives the round's path."""
    at = InLoop(home, "execution")
    at.begin()
    at.say()
    at.do(lc.LeaveRound())
    at.session.close()
    return at.store.paths()[-1]


def reads(app, words):
    """Whether these words stand on the screen, however they are wrapped."""
    return words in " ".join(screen_text(app).split())


async def in_committee(pilot):
    await until(pilot, lambda: isinstance(pilot.app.screen, CommitteeScreen) and shows(pilot.app, "Line "))


async def open_loop(pilot, path):
    return await open_loop_at(pilot, path, "Committee")


async def open_loop_at(pilot, path, words):
    pilot.app.open_loop(path)
    await until(pilot, lambda: isinstance(pilot.app.screen, LoopScreen) and shows(pilot.app, words))
    return pilot.app.screen


async def to_round(pilot):
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, Interview) and shows(pilot.app, "?"))
    await until(pilot, lambda: not pilot.app.screen._busy)
    return pilot.app.screen


async def finish(pilot):
    """End the round and leave the guesses out."""
    await pilot.press("f4", "enter")
    await until(pilot, lambda: shows(pilot.app, "where do you think you are?"))
    assert shows(pilot.app, "esc go on")
    await pilot.press("escape")
    await until(pilot, lambda: isinstance(pilot.app.screen, LoopScreen) and not pilot.app.screen._waits_for)


async def test_a_screen_is_held_and_says_in_its_own_voice_who_goes_on(screen_ahead):
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        await open_loop(pilot, screen_ahead)
        assert shows(pilot.app, "round 1 of 2")
        assert shows(pilot.app, "next")
        assert shows(pilot.app, "after 55 min of rounds")
        round_screen = await to_round(pilot)
        session = round_screen.session
        await say(pilot, session.questions[session.state.question].strong_answer)
        await finish(pilot)
        text = screen_text(pilot.app)
        gate = pilot.app.screen._session.stops[0].gate
        assert gate.passed
        assert "recruiter" in text
        assert gate.reason.split(". ")[0] in " ".join(text.split())
        assert "Passed." in text
        assert "round 2 of 2" in text


async def test_onsite_rounds_say_nothing_of_their_worth_before_the_committee(screen_passed):
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        screen = await open_loop(pilot, screen_passed)
        round_screen = await to_round(pilot)
        session = round_screen.session
        await say(pilot, session.questions[session.state.question].strong_answer)
        await finish(pilot)
        assert not session.state.graded
        assert screen.chosen == "committee"
        await pilot.press("up")
        assert reads(pilot.app, "What it is worth you hear from the committee")
        assert not screen.check_action("scorecard", ())
        await pilot.press("G", "enter")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, CommitteeScreen) and shows(pilot.app, "Line ")
        )
        assert shows(pilot.app, "2 packets")
        await pilot.press("escape")
        assert shows(pilot.app, "has met")
        await pilot.press("g", "enter")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "ScorecardScreen")
    assert read_loop(screen_passed).debriefed


async def test_a_round_that_was_left_goes_on_from_the_home_screen_days_later(screen_passed):
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        await open_loop(pilot, screen_passed)
        await to_round(pilot)
        pilot.app.screen.query_one("#box").insert("half a thought")
        await pilot.press("escape")
        await until(pilot, lambda: shows(pilot.app, "begun, and left"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Home) and shows(pilot.app, "round 2 of 2"))
        assert shows(pilot.app, "the loop: execution, begun")
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shows(pilot.app, "the loop: execution, begun"))
        await pilot.press("g", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LoopScreen))
        await to_round(pilot)
        assert shows(pilot.app, "half a thought")


async def test_who_is_not_passed_goes_on_for_practice_or_stops(not_passed):
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        screen = await open_loop(pilot, not_passed)
        assert shows(pilot.app, "Not passed.")
        assert reads(pilot.app, "the committee hears that you weren't passed")
        assert shows(pilot.app, "c go on for practice")
        await pilot.press("enter")
        assert pilot.app.screen is screen
        await pilot.press("c")
        await until(pilot, lambda: shows(pilot.app, "round 2 of 2"))
        assert shows(pilot.app, "not passed, gone on for practice")


@pytest.fixture
def long_loop(home):
    rounds = ("recruiter-screen", "hiring-manager-screen", "product-sense", "execution", "behavioral")
    return begun(home, *rounds, "leadership-drive", held=[0], text="I like products. Users matter.")


@pytest.mark.parametrize("size", [(60, 20), (60, 16)])
async def test_what_a_screener_says_can_be_read_to_its_end_in_a_small_window(long_loop, size):
    async with InterviewerApp(clock=StillClock()).run_test(size=size) as pilot:
        await open_loop_at(pilot, long_loop, "recruiter")
        assert reads(pilot.app, "and the committee hears that you weren't passed.")
        await pilot.press("G")
        await until(pilot, lambda: reads(pilot.app, "Five members meet"))
        assert shows(pilot.app, "Committee")


async def test_a_loop_ends_at_the_screen(not_passed):
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        screen = await open_loop(pilot, not_passed)
        await pilot.press("s")
        await until(pilot, lambda: screen._session.over)
        await pilot.press("G")
        await until(pilot, lambda: reads(pilot.app, "No committee meets over somebody it has not seen"))
        assert not screen.check_action("debrief", ())
    assert read_loop(not_passed).ended


async def test_a_round_that_was_over_when_the_app_died_is_ruled_on(screen_over):
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        await open_loop(pilot, screen_over)
        await until(pilot, lambda: shows(pilot.app, "Passed."))


async def test_the_committee_of_a_loop_that_was_left_before_it_and_its_debrief_later(all_held):
    async with InterviewerApp(clock=StillClock()).run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: shows(pilot.app, "the committee is next"))
        await pilot.press("g", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LoopScreen))
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, CommitteeScreen) and shows(pilot.app, "Line ")
        )
        await pilot.press("escape", "escape")
        pilot.app.action_saved()
        decided = read_loop(all_held).debriefed
        assert decided
        row = DECISIONS[decided.decision].lower()
        await until(pilot, lambda: shows(pilot.app, "1 loop") and shows(pilot.app, row))
        await pilot.press("slash", *"loop recruiter", "enter")
        await until(pilot, lambda: reads(pilot.app, decided.headline))
        await pilot.press("enter")
        await in_committee(pilot)


async def test_a_loop_that_was_left_goes_on_from_the_saved_rounds(screen_passed):
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        pilot.app.action_saved()
        await until(pilot, lambda: shows(pilot.app, "1 of 2 rounds held"))
        await pilot.press("slash", *"rounds held", "enter", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LoopScreen))
        assert screen_passed.exists()


async def test_a_round_of_a_loop_goes_on_with_its_loop(left_round):
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        pilot.app.open_round(left_round)
        await until(pilot, lambda: isinstance(pilot.app.screen, LoopScreen))
        assert shows(pilot.app, "round 1 of 1")


async def test_a_loop_that_is_open_elsewhere_is_said(home):
    at = InLoop(home, "execution")
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        pilot.app.open_loop(at.session.path)
        await until(pilot, lambda: told(pilot.app))
        assert isinstance(pilot.app.screen, Home)
    at.session.close()


async def test_the_palette_goes_on_with_the_loop(screen_passed):
    async with InterviewerApp(clock=StillClock()).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shows(pilot.app, "the loop: execution, next"))
        titles = [each.title for each in pilot.app.get_system_commands(pilot.app.screen)]
        assert {"Go on with the loop", "Practise the whole loop"} <= set(titles)
