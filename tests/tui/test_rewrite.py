"""Rewriting a sentence in the app: levels while typing, undo, keeping, comparing, the draft."""

import json
from threading import Event

import pytest
from textual.events import Key

from interviewer.session.rewriting import Rewriting
from interviewer.transcripts.journal import rewrites_path
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.attempts import AttemptsScreen
from interviewer.tui.screens.rewrite import RewriteScreen
from interviewer.tui.screens.scorecard import ScorecardScreen
from interviewer.tui.widgets.answer_box import AnswerBox
from tests.session.harness import LIBRARY, graded_round
from tests.session.test_rewriting import AFTER, BEFORE, DECIDES, DEFERS, pasted
from tests.tui.driver import shows, told, until

pytestmark = pytest.mark.asyncio

TRAP = next(path for path in LIBRARY.samples.glob("*.jsonl") if "trap" in path.name)


async def open_rewrite(pilot, sentence=0):
    pilot.app.open_rewrite(pasted(f"{BEFORE} {DEFERS} {AFTER}"), None, sentence)
    await until(pilot, lambda: shows(pilot.app, "as before"))
    return pilot.app.screen.query_one(AnswerBox)


def rewrites(home):
    path = home / "rewrites.json"
    answers = json.loads(path.read_text())["answers"] if path.exists() else {}
    return next(iter(answers.values()), {"kept": [], "draft": None})


async def test_levels_are_graded_again_while_one_types_and_enter_keeps(home):
    app = InterviewerApp()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        box = await open_rewrite(pilot)
        assert box.text == DEFERS
        assert shows(app, "sentence 4 of 5")
        assert not shows(app, "enter keep")
        await pilot.press("ctrl+n")
        box.insert(DECIDES)
        await until(pilot, lambda: shows(app, "strong-no-hire → no-hire"))
        await until(pilot, lambda: (rewrites(home)["draft"] or {}).get("answer", {}).get("text"))
        await until(pilot, lambda: shows(app, "enter keep"))
        await pilot.press("enter")
        await until(pilot, lambda: "Kept as rewrite 1." in told(app))
        assert rewrites(home)["kept"][0]["answer"]["text"] == f"{BEFORE} {DECIDES} {AFTER}"
        assert DECIDES in box.text
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, AttemptsScreen) and shows(app, "as graded"))
        assert shows(app, "rewrite 1")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, RewriteScreen | AttemptsScreen))


def press_at_once(app, *keys):
    """Keys as a terminal sends them when text is typed faster than it is drawn."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))


async def test_enter_waits_for_the_keys_before_it_and_keeps_those_after_it(home):
    app = InterviewerApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        box = await open_rewrite(pilot)
        press_at_once(app, *" Or not.", "enter", *" Or so.")
        await until(pilot, lambda: "Kept as rewrite 1." in told(app))
        await until(pilot, lambda: box.text == f"{DEFERS} Or not. Or so.")
        assert [each["answer"]["text"] for each in rewrites(home)["kept"]] == [
            f"{BEFORE} {DEFERS} Or not. {AFTER}"
        ]


async def test_every_key_that_goes_elsewhere_takes_along_what_was_typed_before_it(home):
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        box = await open_rewrite(pilot)
        press_at_once(app, *" A.", "tab", *" B.", "f2", *" C.", "escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, RewriteScreen))
        assert box.text == f"{BEFORE} {DEFERS} A. {AFTER} B. C."
        assert rewrites(home)["draft"]["answer"]["text"] == f"{BEFORE} {DEFERS} A. {AFTER} B. C."


async def test_while_the_answer_is_read_nothing_says_that_it_was_left_out(monkeypatch):
    go = Event()

    def late(*given):
        go.wait(20)
        return Rewriting(*given)

    monkeypatch.setattr("interviewer.tui.screens.rewrite.Rewriting", late)
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_rewrite(pasted(f"{BEFORE} {DEFERS} {AFTER}"), None)
        await until(pilot, lambda: shows(app, "Reading the answer."))
        assert not shows(app, "Left out")
        go.set()
        await until(pilot, lambda: shows(app, "as before"))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: shows(app, "Left out."))


async def test_enter_starts_no_new_line_where_there_is_nothing_to_keep():
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        box = await open_rewrite(pilot)
        await pilot.press("enter", *"!")
        await until(pilot, lambda: box.text == f"{DEFERS}!")


async def test_tab_opens_the_next_sentence_and_undo_goes_all_the_way_back():
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        box = await open_rewrite(pilot)
        await pilot.press("ctrl+n")
        box.insert(DECIDES)
        await until(pilot, lambda: shows(app, "strong-no-hire → no-hire"))
        await pilot.press("tab")
        await until(pilot, lambda: box.text == AFTER)
        assert app.screen._rewriting.answer.text == f"{BEFORE} {DECIDES} {AFTER}"
        await pilot.press("ctrl+underscore")
        await until(pilot, lambda: box.text == DECIDES)
        await pilot.press("ctrl+underscore")
        await until(pilot, lambda: box.text == DEFERS and shows(app, "as before"))
        assert not app.screen._rewriting.changed


async def test_what_was_typed_is_there_again(home):
    for _ in range(2):
        app = InterviewerApp()
        async with app.run_test(size=(60, 20)) as pilot:
            box = await open_rewrite(pilot)
            if _:
                assert box.text == f"{DEFERS} Or not"
            else:
                await pilot.press(*" Or not", "escape")
                await until(pilot, lambda: rewrites(home)["draft"] is not None)


async def test_an_emptied_answer_says_why_there_are_no_levels():
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        box = await open_rewrite(pilot)
        await pilot.press("f2")
        await until(pilot, lambda: box.text == f"{BEFORE} {DEFERS} {AFTER}" and shows(app, "all of it"))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: shows(app, "there is no answer in this text"))
        await pilot.press("f4")
        await until(pilot, lambda: box.text != "" and shows(app, "as before"))


@pytest.fixture
def saved(home):
    """A graded round."""
    return graded_round(home, 20)


async def test_r_on_a_scorecard_opens_the_sentence_pointed_at(saved):
    app = InterviewerApp()
    async with app.run_test(size=(120, 36)) as pilot:
        app.open_scorecard(saved)
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen) and shows(app, "r rewrite"))
        card = app.screen
        await pilot.press("tab", "tab")
        await until(pilot, lambda: card._arrived)
        number = card._lit.lit.sentence
        await pilot.press("r")
        await until(pilot, lambda: shows(app, f"sentence {number} of"))
        await pilot.press("x")
        await until(pilot, lambda: rewrites_path(saved).exists())


async def test_a_sample_is_rewritten_without_touching_it(home):
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_scorecard(TRAP)
        await until(pilot, lambda: shows(app, "framing"))
        await pilot.press("r")
        await until(pilot, lambda: shows(app, "as before"))
        await pilot.press("x")
        await until(pilot, lambda: rewrites(home)["draft"] is not None)
        assert not list(TRAP.parent.glob(".rewrites"))
