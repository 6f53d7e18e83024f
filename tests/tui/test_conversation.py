"""A long round types and reads as a short one does; text that streams in arrives whole."""

import asyncio
from pathlib import Path

import pytest

from bench.rounds import make_round
from interviewer.tui.app import InterviewerApp
from interviewer.tui.widgets.answer_box import AnswerBox
from interviewer.tui.widgets.conversation import Conversation
from tests.tui.driver import say, screen_text, shows, until

pytestmark = pytest.mark.asyncio


async def long_round(pilot, home, turns):
    path = await make_round(Path(home), turns)
    pilot.app.open_round(path)
    await until(pilot, lambda: shows(pilot.app, f"turn {turns - 1} of many"))
    await until(pilot, lambda: not pilot.app.screen._busy)
    return path


async def test_all_of_a_long_round_can_be_read(home):
    app = InterviewerApp()
    async with app.run_test(size=(120, 48)) as pilot:
        await long_round(pilot, home, 60)
        seen = set()
        talk = app.screen.query_one(Conversation)
        while True:
            seen |= {number for number in range(2, 60) if shows(app, f"turn {number} of many")}
            if talk.scroll_offset.y == 0:
                break
            await pilot.press("pageup")
        assert seen == set(range(2, 60))


async def test_a_long_round_has_few_widgets(home):
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await long_round(pilot, home, 200)
        assert len(app.screen.query_one(Conversation).children) < 60


async def test_undo_reaches_back_into_turns_long_past(home):
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await long_round(pilot, home, 60)
        screen = app.screen
        box = screen.query_one(AnswerBox)
        for _ in range(18):
            turns = len(screen.turns)
            box.load_text("/undo")
            await pilot.press("enter")
            # Only once what was taken back stands in the box again is the box the user's.
            await until(pilot, lambda turns=turns: len(screen.turns) < turns and box.text[:4] == "This")
        last = screen.turns[-1].text
        assert shows(app, last[:20])
        assert screen.query_one(AnswerBox).text.startswith("This is turn ")
        await say(pilot, " And on.")


async def test_text_that_ends_while_it_is_being_drawn_is_shown_whole(home, monkeypatch):
    drawing = asyncio.Event()
    mount = Conversation.mount

    def mount_and_tell(self, *widgets, **where):
        drawing.set()
        return mount(self, *widgets, **where)

    app = InterviewerApp()
    async with app.run_test(size=(100, 40)) as pilot:
        await long_round(pilot, home, 4)
        talk = app.screen.query_one(Conversation)
        monkeypatch.setattr(Conversation, "mount", mount_and_tell)
        stream = talk.stream("data")
        stream.feed("first\nsecond\nthe very end")
        await drawing.wait()
        await stream.end()
        await pilot.pause()
        assert shows(app, "first")
        assert shows(app, "the very end")


async def test_text_that_streams_in_is_shown_whole_and_in_order(home):
    app = InterviewerApp()
    async with app.run_test(size=(100, 40)) as pilot:
        await long_round(pilot, home, 4)
        talk = app.screen.query_one(Conversation)
        words = [f"word{number}" for number in range(900)]
        text = " ".join(each + ("\n\n" if at % 90 == 89 else "") for at, each in enumerate(words))
        stream = talk.stream("data")
        for at in range(0, len(text), 7):
            stream.feed(text[at : at + 7])
            if at % 700 == 0:
                await pilot.pause()
        await stream.end()
        await pilot.pause()
        talk.scroll_home(animate=False)
        found = []
        for _ in range(20):
            await pilot.pause()
            found += [
                each for each in screen_text(app).split() if each.startswith("word") and each not in found
            ]
            await pilot.press("pagedown")
        assert found == words


async def test_a_blank_line_that_comes_in_two_bits_stays_one(home):
    app = InterviewerApp()
    async with app.run_test(size=(100, 40)) as pilot:
        await long_round(pilot, home, 4)
        stream = app.screen.query_one(Conversation).stream("data")
        stream.feed("far " * 110 + "end")
        await until(pilot, lambda: shows(app, "far end"))
        for _ in range(2):
            stream.feed("\n")
            await until(pilot, lambda: not stream._waiting)
        stream.feed("Next")
        await stream.end()
        await until(pilot, lambda: shows(app, "Next"))
        assert not shows(app, "endNext")


async def test_reading_further_up_is_not_disturbed_by_what_streams_in(home):
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await long_round(pilot, home, 40)
        talk = app.screen.query_one(Conversation)
        await pilot.press("pageup", "pageup")
        await pilot.pause()
        before = talk.scroll_offset.y
        stream = talk.stream("data")
        stream.feed("More and more.\n\n" * 60)
        await stream.end()
        await pilot.pause()
        assert talk.scroll_offset.y == before
