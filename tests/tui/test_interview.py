"""A round in the app: what is typed, sent, taken back, paused and left, and what is on disk then."""

import json

import pytest
from textual.events import Key, Paste

from interviewer.session import round as round_module
from interviewer.transcripts.journal import read_draft
from interviewer.transcripts.read import read_transcript
from interviewer.tui.app import InterviewerApp
from interviewer.tui.widgets.answer_box import AnswerBox
from tests.tui.driver import begin, say, screen_text, shows, told, until

pytestmark = pytest.mark.asyncio

ANSWER = (
    "I'd build for the nurse who takes over a long-stay patient at seven in the morning. She gets what "
    "changed overnight in five lines, and I give up the full summary because she wrote it herself "
    "two days ago."
)


def open_app():
    return InterviewerApp()


def saved(home):
    return sorted((home / "transcripts").glob("*.jsonl"))


def said(home):
    events = [json.loads(line) for line in saved(home)[0].read_text().splitlines()[1:]]
    return [event["text"] for event in events if event["type"] == "said" and event["who"] == "candidate"]


def bold(app):
    """What is set in bold."""
    strips = app.screen._compositor.render_strips()
    heavy = [each for strip in strips for each in strip if each.style and each.style.bold]
    return [each.text.strip() for each in heavy if each.text.strip()]


async def test_a_message_is_on_disk_and_on_the_screen_and_the_box_is_empty_again(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)
        await say(pilot, ANSWER)
        assert said(home) == [ANSWER]
        assert "long-stay patient" in screen_text(app)
        assert screen.query_one(AnswerBox).text == ""


async def test_enter_waits_for_the_keys_before_it_and_keeps_those_after_it(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)
        # As a terminal sends them when text is typed faster than it is drawn.
        for key in (*ANSWER, "enter", *"And no"):
            app.post_message(Key(key, "\r" if key == "enter" else key))
        await until(pilot, lambda: len(screen.session.state.turns) > 3 and not screen._busy)
        assert said(home) == [ANSWER]
        await until(pilot, lambda: screen.query_one(AnswerBox).text == "And no")
        await until(pilot, lambda: read_draft(saved(home)[0]) == "And no")


async def test_keys_that_come_in_one_burst_act_in_the_order_they_were_pressed(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)
        # A slow line, or a paste that the terminal doesn't mark as one.
        for key in (*"onx", "backspace", "e", "ctrl+j", *"two", "home", "1", "end", "3"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: "3" in screen.query_one(AnswerBox).text)
        assert screen.query_one(AnswerBox).text == "one\n1two3"


async def test_tab_and_a_click_on_what_was_said_leave_the_answer_where_one_types(home):
    app = open_app()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        screen = await begin(pilot)
        await pilot.press("tab")
        await pilot.press(*"Who")
        await pilot.click("#conversation")
        await pilot.press("question_mark")
        assert screen.query_one(AnswerBox).text == "Who?"


async def test_a_clarifying_question_is_answered_with_a_fact_that_stands_in_the_side_pane(home):
    app = open_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await begin(pilot)
        await say(pilot, "Is it half on every ward, or do some wards keep it?")
        await until(pilot, lambda: shows(app, "told so far"))
        assert shows(app, "Short stays keep it")


async def test_a_paste_keeps_its_lines_and_enter_sends_it_whole(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)
        app.post_message(Paste("First: who.\nSecond: why.\n\nThird: how."))
        await until(pilot, lambda: "Third" in screen.query_one(AnswerBox).text)
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.session.state.turns) >= 3)
        assert said(home) == ["First: who.\nSecond: why.\n\nThird: how."]
        assert shows(app, "First: who.\n")
        assert shows(app, "Third: how.")


async def test_ctrl_j_starts_a_new_line(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)
        await pilot.press(*"one", "ctrl+j", *"two")
        assert screen.query_one(AnswerBox).text == "one\ntwo"


async def test_escape_takes_the_message_back_with_its_reply_and_puts_it_into_the_box(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)
        before = len(screen.session.state.turns)
        await say(pilot, ANSWER)
        await pilot.press("escape")
        await until(pilot, lambda: screen.query_one(AnswerBox).text == ANSWER)
        assert len(screen.session.state.turns) == before
        assert read_draft(screen.session.path) == ANSWER
        assert len(screen.query("Turn")) == before


async def test_escape_after_typing_again_leaves_and_keeps_what_was_typed(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot)
        await say(pilot, ANSWER)
        await pilot.press(*"And")
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "Home")
        assert said(home) == [ANSWER]
        assert read_draft(saved(home)[0]) == "And"


async def test_a_round_that_was_left_stands_first_at_home_and_goes_on_with_its_draft(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot)
        await say(pilot, ANSWER)
        await pilot.press(*"Then", "space", *"again")
        await pilot.press("escape")
        await until(pilot, lambda: shows(app, "Continue") and shows(app, "a draft"))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "Interview" and shows(app, "Then again"))
        assert shows(app, "long-stay patient")


async def test_the_draft_reaches_the_disk_while_typing(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)
        await pilot.press(*"half")
        await until(pilot, lambda: read_draft(screen.session.path) == "half")
        await until(pilot, lambda: shows(app, "draft saved, 1 word"))


async def test_pause_stops_the_clock_and_a_message_starts_it_again(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: screen.session.paused and shows(app, "paused at"))
        await until(pilot, lambda: shows(app, "until f3"))
        await say(pilot, ANSWER)
        assert not screen.session.paused
        assert not shows(app, "paused at")


async def test_notes_are_kept_and_shown_beside_what_was_told(home):
    app = open_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await begin(pilot)
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press(*"seven", "enter")
        await until(pilot, lambda: shows(app, "your notes"))
        await pilot.press("escape")
        assert shows(app, "seven")
        assert '"note"' in saved(home)[0].read_text()


async def test_slash_commands_work_in_the_box_and_an_unknown_one_is_named(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)
        screen.query_one(AnswerBox).insert("/pause")
        await pilot.press("enter")
        await until(pilot, lambda: screen.session.paused)
        screen.query_one(AnswerBox).insert("/sleep")
        await pilot.press("enter")
        await until(pilot, lambda: shows(app, "There is no /sleep"))
        assert screen.query_one(AnswerBox).text == "/sleep"
        assert said(home) == []


async def test_finish_asks_once_and_escape_goes_on(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)
        await say(pilot, ANSWER)
        await pilot.press("f4")
        await until(pilot, lambda: shows(app, "enter yes, esc no"))
        await pilot.press("escape")
        await pilot.pause()
        assert not screen.session.over
        assert not shows(app, "enter yes, esc no")


async def test_a_finished_round_asks_for_the_guess_grades_and_shows_the_scorecard(home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot)
        await say(pilot, ANSWER)
        await pilot.press("f4", "enter")
        await until(pilot, lambda: shows(app, "where do you think you are?"))
        # No question is on the table any more; the eye goes to the guess.
        assert bold(app) == ["framing"]
        await pilot.press("3", "2", "3", "1")
        await until(pilot, lambda: type(app.screen).__name__ == "ScorecardScreen")
        transcript = read_transcript(saved(home)[0])
        assert transcript.ended
        assert len(transcript.scorecards) == 1
        guess = next(event for event in transcript.events if event.type == "self-rating")
        assert [guess.ratings[name] for name in guess.ratings] == [3, 2, 3, 1]


async def test_a_disk_that_refuses_is_said_and_the_message_stays_in_the_box(home, monkeypatch):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)

        def refuse(_handle, _data):
            raise OSError(28, "No space left on device")

        screen.query_one(AnswerBox).insert(ANSWER)
        await pilot.pause()
        monkeypatch.setattr("interviewer.transcripts.line_file.os.write", refuse)
        await pilot.press("enter")
        await until(pilot, lambda: "No space left on device" in told(app))
        monkeypatch.undo()
        assert screen.query_one(AnswerBox).text == ANSWER
        await pilot.press("enter")
        await until(pilot, lambda: len(screen.session.state.turns) >= 3)


@pytest.mark.parametrize(
    "text",
    [
        "[bold]not markup[/bold] and [@click=app.quit]not a link[/]",
        "an escape \x1b[31mred\x1b[0m and a bell \x07 here",
        "看護師は朝七時に引き継ぐ " * 12,
        "الممرضة تتسلم المريض في السابعة صباحا " * 6,
        "👩‍⚕️ takes over 🏥 " * 20,
        "x" * 400,
    ],
)
@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
async def test_any_text_is_shown_as_text_and_leaves_the_grid_whole(home, text, size):
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await begin(pilot)
        await say(pilot, text)
        lines = [strip.cell_length for strip in app.screen._compositor.render_strips()]
        assert set(lines) == {size[0]}
        assert "\x1b" not in screen_text(app)
        assert "\x07" not in screen_text(app)
        if "[bold]" in text:
            assert shows(app, "[bold]not markup[/bold]")


async def test_resizing_keeps_what_was_typed(home):
    app = open_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await begin(pilot)
        await pilot.press(*"kept")
        for size in ((50, 10), (60, 20), (160, 48)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert screen.query_one(AnswerBox).text == "kept"
        assert shows(app, "kept")


async def test_a_window_too_small_says_so(home):
    app = open_app()
    async with app.run_test(size=(50, 12)) as pilot:
        await pilot.pause()
        assert shows(app, "at least 60 by 16")


async def test_overtime_is_shown_and_nothing_is_cut_off(home, monkeypatch):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot, minutes=1)
        monkeypatch.setattr(round_module.RoundSession, "seconds", property(lambda _self: 75.0))
        monkeypatch.setattr(round_module.RoundSession, "seconds_left", property(lambda _self: -15.0))
        screen._show_clock()
        await pilot.pause()
        assert shows(app, "01:15, 00:15 over")
        assert screen.query_one(AnswerBox).disabled is False


async def test_a_slip_of_our_own_is_said_and_logged_and_the_round_goes_on(home, monkeypatch):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await begin(pilot)

        async def slip(_self, _view, _tell=None):
            raise ZeroDivisionError(ANSWER)

        monkeypatch.setattr("interviewer.interview.offline.OfflineInterviewer.decide", slip)
        screen.query_one(AnswerBox).insert(ANSWER)
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "ZeroDivisionError" in told(app))
        [log] = (home / "logs").iterdir()
        assert "long-stay" not in log.read_text()
        assert said(home) == [ANSWER]
        monkeypatch.undo()


async def test_a_guess_keeps_what_was_rated_and_leaves_out_what_was_skipped(home):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await say(pilot, ANSWER)
        await pilot.press("f4", "enter")
        await until(pilot, lambda: shows(app, "where do you think you are?"))
        await pilot.press("3", "enter", "2", "escape")
        await until(pilot, lambda: type(app.screen).__name__ == "ScorecardScreen")
        guess = next(each for each in read_transcript(saved(home)[0]).events if each.type == "self-rating")
        assert guess.ratings == {"framing": 3, "communication": 2}


async def test_a_round_in_which_nothing_was_said_leaves_nothing_behind(home):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "Home")
        await until(pilot, lambda: not saved(home))


async def test_the_question_stays_on_the_table_while_facts_are_told(home):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await begin(pilot)
        await say(pilot, "Which wards drop it?")
        bold = [turn.said for turn in screen.query("Turn") if "bold" in str(turn.shown.text.markup)]
        assert len(bold) == 1
        assert "What would you build" in " ".join(bold[0].split())


async def test_escape_is_taught_as_what_it_does(home):
    app = open_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await begin(pilot)
        assert shows(app, "esc leave")
        await say(pilot, ANSWER)
        await until(pilot, lambda: shows(app, "esc take back"))
        await pilot.press("x")
        await until(pilot, lambda: shows(app, "esc leave"))
