"""Scoring a pasted answer: the draft that is kept, the question that is chosen, the card, the errors."""

import json
from threading import Event

import pytest
from textual.events import Key
from textual.events import Paste as Pasting

from interviewer.session.offering import gradable
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.attempts import AttemptsScreen
from interviewer.tui.screens.paste import Paste
from interviewer.tui.screens.scorecard import ScorecardScreen
from interviewer.tui.widgets.answer_box import AnswerBox
from tests.scoring.samples import STRONG
from tests.session.harness import graded_round
from tests.tui.driver import screen_text, shows, until

pytestmark = pytest.mark.asyncio


def open_app():
    return InterviewerApp()


async def open_paste(pilot):
    pilot.app.action_score()
    await until(pilot, lambda: isinstance(pilot.app.screen, Paste) and shows(pilot.app, "product-sense"))
    return pilot.app.screen.query_one(AnswerBox)


async def paste(pilot, box, text):
    pilot.app.post_message(Pasting(text))
    await until(pilot, lambda: text[-20:] in box.text)


def draft(home):
    path = home / "pasted.json"
    return json.loads(path.read_text()) if path.exists() else {}


async def test_a_pasted_answer_keeps_its_lines_and_gets_a_scorecard(home):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        box = await open_paste(pilot)
        await paste(pilot, box, STRONG)
        assert box.text == STRONG
        await until(pilot, lambda: shows(app, f"draft saved, {len(STRONG.split())} words"))
        assert draft(home)["text"] == STRONG
        assert (home / "pasted.json").stat().st_mode & 0o777 == 0o600
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen) and shows(app, "framing"))
        assert shows(app, "pasted answer")
        assert not shows(app, "v replay")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Paste))
        assert box.text == STRONG


async def test_enter_grades_all_that_was_typed_before_it(home):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        box = await open_paste(pilot)
        await paste(pilot, box, STRONG)
        # As a terminal sends them when text is typed faster than it is drawn.
        for key in (*" And a guess.", "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen) and shows(app, "framing"))
    tries = json.loads((home / "pasted-tries.json").read_text())["asked"]["product-sense"]
    assert [each["text"] for each in tries] == [f"{STRONG} And a guess."]


async def test_what_was_typed_is_there_again_next_time(home):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_paste(pilot)
        await pilot.press(*"First", "ctrl+j", *"second")
        await until(pilot, lambda: draft(home).get("text") == "First\nsecond")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Paste))
    again = open_app()
    async with again.run_test(size=(80, 24)) as pilot:
        box = await open_paste(pilot)
        assert box.text == "First\nsecond"


async def test_a_question_of_the_library_brings_its_round_and_is_checked(home):
    app = open_app()
    async with app.run_test(size=(120, 36)) as pilot:
        box = await open_paste(pilot)
        assert shows(app, "not said, so relevance is not checked")
        await pilot.press("f2")
        await until(pilot, lambda: shows(app, "type or paste a question"))
        await pilot.press("slash", *"cold-flats", "enter")
        await until(pilot, lambda: not isinstance(app.screen, Paste))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Paste) and shows(app, "18,000 rented flats"))
        assert shows(app, "execution")
        await paste(pilot, box, STRONG)
        await until(pilot, lambda: draft(home).get("question") == "cold-flats")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen) and shows(app, "graded"))
        assert shows(app, "execution   pasted answer")


@pytest.fixture
def slow(monkeypatch):
    """Set to let the rounds be read, which takes a while where there are many or the machine is busy."""
    go = Event()

    def late(library):
        go.wait(20)
        return gradable(library)

    monkeypatch.setattr("interviewer.tui.screens.paste.gradable", late)
    yield go
    go.set()


async def test_a_question_can_be_typed_while_the_rounds_are_still_being_read(home, slow):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_score()
        await until(pilot, lambda: isinstance(app.screen, Paste))
        page = app.screen
        await pilot.press("f2")
        await until(pilot, lambda: shows(app, "Reading the questions."))
        await pilot.press("down", "enter")
        await until(pilot, lambda: shows(app, "as an interviewer would say it"))
        assert screen_text(app).strip().startswith("score   your own question")
        await pilot.press(*"Cut what?", "enter")
        await until(pilot, lambda: app.screen is page and shows(app, "Cut what?"))
        await pilot.press(*"Ship it.", "enter")
        slow.set()
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen) and shows(app, "60 words"))
        assert page.query_one(AnswerBox).text == "Ship it."
        assert draft(home)["question"] == "Cut what?"


@pytest.mark.parametrize(("key", "fills"), [("f2", "cold-flats"), ("f3", "behavioral")])
async def test_a_list_that_was_opened_early_is_filled_once_it_is_read(slow, key, fills):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_score()
        await until(pilot, lambda: isinstance(app.screen, Paste))
        await pilot.press(key)
        await until(pilot, lambda: shows(app, "Reading the questions."))
        await pilot.press("slash", *fills)
        slow.set()
        await until(pilot, lambda: screen_text(app).count(fills) > 1 and not shows(app, "Reading"))
        assert not isinstance(app.screen, Paste)


@pytest.fixture
def held(home):
    """A round of execution."""
    return graded_round(home, 20, round="execution", question="cold-flats")


@pytest.mark.usefixtures("held")
async def test_it_begins_at_the_round_that_was_held_last(home):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_score()
        await until(pilot, lambda: isinstance(app.screen, Paste) and shows(app, "execution"))
        await pilot.press("f3")
        await until(pilot, lambda: shows(app, "behavioral"))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Paste) and shows(app, "behavioral"))
        await until(pilot, lambda: draft(home).get("round") == "behavioral")
    again = open_app()
    async with again.run_test(size=(80, 24)) as pilot:
        again.action_score()
        await until(pilot, lambda: isinstance(again.screen, Paste) and shows(again, "behavioral"))


async def test_a_question_of_the_library_is_graded_in_its_own_round(home):
    home.mkdir()
    (home / "pasted.json").write_text('{"round": "prioritisation", "question": "cold-flats"}')
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_score()
        await until(pilot, lambda: isinstance(app.screen, Paste) and shows(app, "18,000 rented flats"))
        assert shows(app, "execution")


async def test_a_typed_question_stays_when_the_round_changes(home):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_paste(pilot)
        screen = app.screen
        screen._take_question("What would you cut, and why?")
        await pilot.press("f3")
        await until(pilot, lambda: shows(app, "behavioral"))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.screen is screen and shows(app, "execution"))
        assert shows(app, "What would you cut, and why?")
        await until(pilot, lambda: draft(home).get("round") == "execution")


@pytest.mark.parametrize(
    ("text", "says"), [("これは日本語の答えです。" * 20, "English"), ("", "There is no answer yet")]
)
async def test_what_cannot_be_graded_is_one_line_and_nothing_is_lost(home, text, says):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        box = await open_paste(pilot)
        if text:
            await paste(pilot, box, text)
        await pilot.press("enter")
        await until(pilot, lambda: shows(app, says))
        assert isinstance(app.screen, Paste)
        assert box.text == text


async def test_a_very_short_answer_stands_under_its_question_and_is_told_what_to_do(home):
    home.mkdir()
    (home / "pasted.json").write_text('{"round": "execution", "question": "cold-flats"}')
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.action_score()
        await until(pilot, lambda: isinstance(app.screen, Paste) and shows(app, "18,000 rented flats"))
        box = app.screen.query_one(AnswerBox)
        await paste(pilot, box, "I would ship it on Monday.")
        await pilot.press("enter")
        await until(pilot, lambda: shows(app, "Say it in 60 words or more"))
        text = screen_text(app)
        assert "18,000 rented flats" in text
        assert "I would ship it on Monday." in text
        assert "framing" not in text
        assert "next evidence" not in text


async def test_emptying_can_be_undone():
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        box = await open_paste(pilot)
        await paste(pilot, box, "One answer of many words.")
        await pilot.press("ctrl+n")
        await until(pilot, lambda: not box.text)
        await pilot.press("ctrl+underscore")
        await until(pilot, lambda: box.text == "One answer of many words.")


async def test_a_second_try_stands_beside_the_first(home):
    app = InterviewerApp()
    async with app.run_test(size=(120, 36)) as pilot:
        box = await open_paste(pilot)
        await paste(pilot, box, STRONG)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen) and shows(app, "graded"))
        assert not shows(app, "last try")
        await pilot.press("e")
        assert not shows(app, "try 1")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Paste))
        box.put(STRONG.partition("What we give up")[0])
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen) and shows(app, "last try"))
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, AttemptsScreen) and shows(app, "try 1"))
        assert shows(app, "this try")
        assert shows(app, "gone")
    tries = json.loads((home / "pasted-tries.json").read_text())["asked"]["product-sense"]
    assert [each["text"] for each in tries] == [STRONG, STRONG.partition("What we give up")[0]]


async def test_after_emptying_the_next_answer_is_no_second_try(home):
    app = InterviewerApp()
    async with app.run_test(size=(120, 36)) as pilot:
        box = await open_paste(pilot)
        await paste(pilot, box, STRONG)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen) and shows(app, "graded"))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Paste))
        await pilot.press("ctrl+n")
        kept = home / "pasted-tries.json"
        await until(pilot, lambda: not json.loads(kept.read_text())["asked"])
