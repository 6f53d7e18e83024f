"""The replay screen, as somebody at the keyboard sees it."""

import shutil
from contextlib import asynccontextmanager

import pytest

from interviewer.content.places import content_root
from interviewer.model.events import Note
from interviewer.reports.marks import ASCII, UNICODE
from interviewer.transcripts.read import read_transcript
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.regrade import RegradeScreen
from interviewer.tui.screens.replay import ReplayScreen
from interviewer.tui.widgets.track import Track
from tests.session.harness import ANSWER, LIBRARY, Practice, StillClock, graded_round
from tests.tui.driver import screen_text, shows, told, until

pytestmark = pytest.mark.asyncio

TRAP = LIBRARY.samples / "sample-engineers-trap.jsonl"
WIDE, SMALL, LEAST = (120, 36), (80, 24), (60, 20)


@asynccontextmanager
async def replaying(path=TRAP, size=WIDE, speed=None):
    """The screen, once it has read the round and found the levels."""
    clock = StillClock()
    app = InterviewerApp(clock=clock)
    async with app.run_test(size=size) as pilot:
        app.open_replay(path, speed)
        await until(pilot, lambda: isinstance(app.screen, ReplayScreen) and app.screen._levels)
        yield pilot, app.screen, clock


@pytest.fixture
def left(tmp_path):
    """A round that was left after one answer."""
    practice = Practice(tmp_path)
    practice.begin()
    practice.say(f"[b]{ANSWER}[/b] \x1b[31m日本語 🙂")
    practice.session.close()
    return practice.session.path


def marks_at(screen):
    return {mark.kind for mark in screen._replay.marks if mark.step == screen._step}


def turns_shown(screen):
    return [row for row in screen.query("#conversation Row") if row.display and str(row.shown.label).strip()]


async def test_it_waits_at_the_first_question():
    async with replaying() as (pilot, screen, clock):
        await until(pilot, lambda: shows(pilot.app, "Patients photograph"))
        assert not screen.playing
        clock.seconds += 100
        screen.tick()
        await pilot.pause()
        assert shows(pilot.app, "00:00")
        assert shows(pilot.app, "paused")
        assert shows(pilot.app, "heard: nothing yet")


async def test_space_plays_and_the_words_come_as_they_were_said():
    async with replaying() as (pilot, screen, clock):
        await pilot.press("space")
        assert screen.playing
        clock.seconds += 29
        screen.tick()
        await until(pilot, lambda: shows(pilot.app, "Quick question"))
        assert not shows(pilot.app, "asks what would change it")
        clock.seconds += 2.6
        screen.tick()
        await until(pilot, lambda: shows(pilot.app, "asks what would change it"))
        assert shows(pilot.app, "00:49")
        await pilot.press("space")
        assert not screen.playing


async def test_the_arrows_go_turn_by_turn_and_back():
    async with replaying() as (pilot, screen, _):
        before = len(turns_shown(screen))
        await pilot.press("right", "right")
        await until(pilot, lambda: len(turns_shown(screen)) == before + 2)
        await pilot.press("left")
        await until(pilot, lambda: len(turns_shown(screen)) == before + 1)
        await pilot.press(*["left"] * 5)
        await until(pilot, lambda: shows(pilot.app, "Hello."))
        assert not shows(pilot.app, "Patients photograph")


async def test_back_within_a_turn_is_its_beginning():
    async with replaying(speed=1) as (pilot, screen, clock):
        assert screen.playing
        clock.seconds += 29
        screen.tick()
        await until(pilot, lambda: shows(pilot.app, "Quick question"))
        await pilot.press("left")
        await until(pilot, lambda: not shows(pilot.app, "Quick question"))
        assert shows(pilot.app, "Patients photograph")


async def test_marks_are_gone_through_one_by_one():
    async with replaying() as (pilot, _, _clock):
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: shows(pilot.app, "00:49"))
        await pilot.press("right_square_bracket", "right_square_bracket")
        await until(pilot, lambda: shows(pilot.app, "easy first, whatever it is"))
        assert shows(pilot.app, "next: follow-up at 04:16")
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: not shows(pilot.app, "easy first"))


async def test_f_u_and_l_go_to_the_next_flag_follow_up_and_low_level():
    async with replaying() as (pilot, screen, _):
        await pilot.press("f")
        await until(pilot, lambda: shows(pilot.app, "▼ easy first, whatever it is"))
        first = screen._step
        await pilot.press("u")
        assert marks_at(screen) == {"follow-up"}
        await pilot.press("f", "F")
        assert screen._step == first
        await pilot.press("l")
        assert "low level" in marks_at(screen)
        await pilot.press("l")
        await until(pilot, lambda: "No low level comes after this." in told(pilot.app))


@pytest.fixture
def own(home):
    """A graded round of one's own."""
    return graded_round(home, 20)


async def test_a_note_is_kept_at_that_moment_and_shown_at_once(own):
    async with replaying(own) as (pilot, screen, _):
        await pilot.press("right", "n")
        await pilot.press(*"too early", "enter")
        await until(pilot, lambda: shows(pilot.app, "your notes") and shows(pilot.app, "too early"))
        [note] = [each for each in read_transcript(own).events if isinstance(each, Note)]
        assert (note.text, note.t) == ("too early", screen._replay.timing.clock_at(screen._watched))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_a_note_stands_at_its_turn_and_can_be_changed_and_taken_away(own):
    async with replaying(own) as (pilot, screen, _):
        await pilot.press("e")
        await until(pilot, lambda: "There is no note up to this turn." in told(pilot.app))
        await pilot.press("right", "n", *"too early", "enter", "escape")
        await until(pilot, lambda: pilot.app.screen is screen and shows(pilot.app, "note: too early"))
        await pilot.press("left")
        await until(pilot, lambda: not shows(pilot.app, "note: too early"))
        await pilot.press("right", "right")
        await until(pilot, lambda: shows(pilot.app, "note: too early"))
        await pilot.press("e", *", far", "enter")
        await until(pilot, lambda: screen._replay.state.notes == ("too early, far",))
        await pilot.press("escape")
        await until(pilot, lambda: shows(pilot.app, "note: too early, far"))
        await pilot.press("n", "up", "ctrl+u", "enter", "escape")
        await until(pilot, lambda: pilot.app.screen is screen and not shows(pilot.app, "note:"))
    assert [each.replaces for each in read_transcript(own).events if isinstance(each, Note)] == [None, 1, 1]


async def test_a_click_on_a_note_opens_it(own):
    async with replaying(own) as (pilot, screen, _):
        await pilot.press("right", "n", *"mine", "enter", "escape")
        await until(pilot, lambda: pilot.app.screen is screen and shows(pilot.app, "note: mine"))
        lines = screen_text(pilot.app).splitlines()
        [y] = [at for at, line in enumerate(lines) if "note: mine" in line]
        await pilot.click(offset=(lines[y].index("note: mine") + 7, y))
        await until(pilot, lambda: shows(pilot.app, "your notes"))
        assert pilot.app.screen.query_one("Input").value == "mine"


async def test_a_sample_keeps_no_notes():
    before = TRAP.read_bytes()
    async with replaying() as (pilot, _, _clock):
        await pilot.press("n", *"mine", "enter")
        await until(pilot, lambda: "notes are kept with rounds of your own" in told(pilot.app))
    assert TRAP.read_bytes() == before


async def test_grading_again_shows_what_another_rubric_changes_and_keeps_both(own, tmp_path, packaged_rubric):
    text = packaged_rubric("product-sense")
    other = tmp_path / "product-sense.yaml"
    other.write_text(text.replace("\nversion: 1\n", "\nversion: 7\n", 1))
    cards = len(read_transcript(own).scorecards)
    async with replaying(own) as (pilot, screen, _):
        await pilot.press("G", "s")
        await until(pilot, lambda: isinstance(pilot.app.screen, RegradeScreen))
        await pilot.press("tab")
        pilot.app.screen.query_one("#rubric").value = str(other)
        await pilot.press("enter")
        await until(pilot, lambda: shows(pilot.app, "rubric product-sense 7"))
        assert shows(pilot.app, "graded before")
        assert shows(pilot.app, "before     now")
        assert shows(pilot.app, "Saved with the round")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen and screen._levels)
    assert [each.scorecard.rubric.version for each in read_transcript(own).scorecards][-1] == 7
    assert len(read_transcript(own).scorecards) == cards + 1


@pytest.mark.parametrize(
    ("grader", "rubric", "says"),
    [
        ("nobody/x", "", "nobody"),
        ("offline", "/none.yaml", "none.yaml"),
        ("offline", str(content_root() / "rubrics" / "behavioral.yaml"), "this round is execution"),
    ],
)
async def test_what_cannot_grade_is_one_line(grader, rubric, says):
    async with replaying() as (pilot, _, _clock):
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, RegradeScreen))
        page = pilot.app.screen
        page.query_one("#grader").value = grader
        page.query_one("#rubric").value = rubric
        await pilot.press("enter")
        await until(pilot, lambda: not page._busy and says in str(page.query_one("#said").shown.text))


async def test_at_the_end_the_levels_are_those_of_the_card_and_the_card_is_offered():
    async with replaying() as (pilot, _, _clock):
        await pilot.press("G")
        await until(pilot, lambda: shows(pilot.app, "The round ends here. Enter opens its scorecard."))
        shown = screen_text(pilot.app)
        card = read_transcript(TRAP).latest_scorecards()[0].scorecard
        for name in ("communication", "judgment"):
            squares = UNICODE.squares(card.dimensions[name].score)
            assert squares in next(line for line in shown.splitlines() if name in line)
        opened = []
        pilot.app.open_scorecard = opened.append
        await pilot.press("enter")
        assert opened == [TRAP]
        await pilot.press("g")
        await until(pilot, lambda: shows(pilot.app, "00:00"))


async def test_playing_stops_at_the_end_and_starts_again_from_the_beginning():
    async with replaying() as (pilot, screen, clock):
        await pilot.press("6", "space")
        clock.seconds += 60
        screen.tick()
        await until(pilot, lambda: shows(pilot.app, "at the end"))
        assert not screen.playing
        await pilot.press("space")
        assert screen.playing
        await until(pilot, lambda: not shows(pilot.app, "The round ends here."))


async def test_the_speed_is_chosen_with_figures_and_plus():
    async with replaying() as (pilot, screen, clock):
        await pilot.press("8")
        await until(pilot, lambda: shows(pilot.app, "8 × speed"))
        await pilot.press("space")
        clock.seconds += 4
        screen.tick()
        assert screen.query_one(Track)._step == screen._step
        assert screen._watched == pytest.approx(1.5 + 32)
        await pilot.press("plus", "plus", "plus")
        await until(pilot, lambda: shows(pilot.app, "1 × speed"))


async def test_a_click_on_the_track_goes_there():
    async with replaying() as (pilot, _, _clock):
        await pilot.click(Track, offset=(60, 1))
        await until(pilot, lambda: not shows(pilot.app, "00:00  "))
        line = next(row for row in screen_text(pilot.app).splitlines() if "09:42" in row)
        assert "04:" in line or "05:" in line


async def test_a_click_on_a_mark_goes_to_its_turn():
    async with replaying() as (pilot, screen, _):
        track = screen.query_one(Track)
        cell, *_ = sorted(track._placed())
        await pilot.click(Track, offset=(1 + track._left + cell, 0))
        await until(pilot, lambda: shows(pilot.app, "00:49  ━"))


async def test_in_a_narrow_window_f2_opens_what_was_heard():
    async with replaying(size=SMALL) as (pilot, screen, _):
        await pilot.press("G")
        assert not shows(pilot.app, "scorecard so far")
        await pilot.press("f2")
        await until(pilot, lambda: shows(pilot.app, "scorecard so far"))
        assert shows(pilot.app, "hands the decision over")
        await pilot.press("escape")
        await until(pilot, lambda: not shows(pilot.app, "scorecard so far"))
        assert pilot.app.screen is screen
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is not screen)


@pytest.mark.parametrize("size", [WIDE, SMALL, LEAST, (160, 48)])
async def test_a_long_turn_is_shown_from_its_beginning(size):
    async with replaying(size=size) as (pilot, _, _clock):
        await pilot.press(*["right"] * 7)
        await until(pilot, lambda: shows(pilot.app, "Okay, so 94 at a 30 percent"))


async def test_the_clock_waits_while_another_screen_is_open():
    async with replaying(speed=1) as (pilot, screen, _):
        await pilot.press("ctrl+p")
        await until(pilot, lambda: pilot.app.screen is not screen)
        assert not screen.playing


async def test_an_export_is_a_new_file_each_time(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with replaying() as (pilot, _, _clock):
        for count in (1, 2):
            await pilot.press("ctrl+s")
            await until(pilot, lambda: len(list(tmp_path.glob("*.md"))) == count)  # noqa: B023
    assert all("**interviewer**" in path.read_text() for path in tmp_path.glob("*.md"))


async def test_an_unfinished_round_without_a_card_says_so(left):
    async with replaying(left) as (pilot, screen, _):
        await pilot.press("G")
        await until(pilot, lambda: shows(pilot.app, "The round was left here."))
        shown = screen_text(pilot.app)
        assert "not graded" in shown
        assert "[b]I build" in shown
        assert "\x1b" not in shown
        await pilot.press("d")
        assert pilot.app.screen is screen


async def test_a_torn_last_line_is_told(tmp_path):
    torn = tmp_path / "torn.jsonl"
    shutil.copy(TRAP, torn)
    torn.write_bytes(torn.read_bytes()[:-400])
    async with replaying(torn, size=SMALL) as (pilot, _, _clock):
        await until(pilot, lambda: shows(pilot.app, "The last line was cut off"))


@pytest.mark.parametrize("content", ["", '{"format": "something else"}\n'])
async def test_what_is_no_transcript_is_one_line_and_home_again(tmp_path, content):
    path = tmp_path / "broken.jsonl"
    path.write_text(content)
    app = InterviewerApp()
    async with app.run_test(size=SMALL) as pilot:
        home = app.screen
        app.open_replay(path)
        await until(pilot, lambda: app.screen is home and app._notifications)
        assert "transcript" in next(iter(app._notifications)).message


async def test_without_unicode_the_marks_are_plain():
    app = InterviewerApp()
    app.marks = ASCII
    async with app.run_test(size=(80, 30)) as pilot:
        app.open_replay(TRAP)
        await until(pilot, lambda: isinstance(app.screen, ReplayScreen) and app.screen._levels)
        await pilot.press("G")
        await until(pilot, lambda: shows(app, "o follow-up   ^ evidence   v flag"))
        assert "▲" not in screen_text(app)


async def test_the_app_can_begin_on_a_replay_and_goes_home_from_there():
    app = InterviewerApp()
    app.first = lambda begun: begun.open_replay(TRAP)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReplayScreen) and app.screen._levels)
        await pilot.press("escape")
        await until(pilot, lambda: shows(app, "pm interviewer"))
