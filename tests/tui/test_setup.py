"""Choosing a round: what is chosen is what begins."""

import re

import pytest

from interviewer.content.library import Library
from interviewer.transcripts.read import read_transcript
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.loop import LoopScreen
from interviewer.tui.screens.pick import Pick
from interviewer.tui.screens.setup import Setup
from interviewer.tui.widgets.answer_box import AnswerBox
from interviewer.tui.widgets.search import fits
from tests.cli.shell import transcripts
from tests.tui.driver import screen_text, shows, until

pytestmark = pytest.mark.asyncio

LIBRARY = Library()
TO_LOOP = ("down",) * sum(bool(LIBRARY.questions(name)) for name in LIBRARY.rounds)
TO_QUESTION = (*TO_LOOP, "down")
"""From the first round past the others; one without questions is no stop."""
TO_LEVEL = (*TO_QUESTION, "down")


async def opened(pilot, **given):
    pilot.app.open_setup(**given)
    await until(pilot, lambda: isinstance(pilot.app.screen, Setup) and shows(pilot.app, "behavioral"))


async def begun(pilot, home):
    """The header of the round that began."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "Interview")
    [path] = transcripts(home)
    return read_transcript(path).header


async def test_enter_begins_the_first_round_at_once(home):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("enter")
        header = await begun(pilot, home)
        assert header.round == "product-sense"
        assert len(header.questions) == 2
        assert header.minutes == 35
        await pilot.press("escape")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "Home")


async def test_a_round_says_what_it_looks_for():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert shows(pilot.app, "worth solving")
        assert shows(pilot.app, "enter begin")
        lines = screen_text(pilot.app).splitlines()
        listed = next(each for each in lines if "product-sense" in each)
        said = next(each for each in lines if "This round looks for" in each)
        assert said.index("This round") == listed.index("35 minutes")
        await pilot.press("j", "j")
        assert shows(pilot.app, "one true story")
        await pilot.press("G")
        await until(pilot, lambda: shows(pilot.app, "enter choose"))


async def test_level_and_length_change_in_place(home):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*TO_LEVEL, "right", "down", "right", "right")
        await until(pilot, lambda: shows(pilot.app, "10 minutes, three questions"))
        await pilot.press("g", "down", "enter")
        header = await begun(pilot, home)
        assert (header.round, header.level, header.minutes) == ("execution", "L5", 10)


@pytest.mark.parametrize("leaves", [("escape",), ("g", "enter")])
async def test_the_level_chosen_is_chosen_at_the_next_visit(home, leaves):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*TO_LEVEL, "right", *leaves)
        await until(pilot, lambda: not isinstance(pilot.app.screen, Setup))
        await opened(pilot)
        assert re.search(r"level +L5", screen_text(pilot.app))
    async with InterviewerApp(flags={"level": "L3"}).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert re.search(r"level +L3", screen_text(pilot.app))
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert re.search(r"level +L5", screen_text(pilot.app))


async def test_level_and_length_out_of_a_list(home):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*TO_LEVEL, "enter", "G", "enter")
        await pilot.press("down", "enter", "G", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Setup))
        await pilot.press("g", "enter")
        header = await begun(pilot, home)
        assert (header.level, header.minutes) == ("L6", 90)


async def test_the_whole_loop_begins_at_the_level_chosen(home):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press(*TO_LEVEL, "right", "up", "up")
        assert shows(pilot.app, "What a company holds")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LoopScreen))
        assert shows(pilot.app, "round 1 of 6, asked for L5")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, LoopScreen))
    assert not list((home / "loops").glob("*.jsonl"))


async def test_a_question_is_found_by_its_words(home):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("slash", "slash", *"nurses", "enter")
        assert not shows(pilot.app, "cold-flats")
        await pilot.press("escape", "slash", *"handov", "enter")
        assert shows(pilot.app, "Half of the nurses")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Setup))
        assert shows(pilot.app, "the question below belongs to another round")
        await pilot.press("enter")
        header = await begun(pilot, home)
        assert [each.id for each in header.questions] == ["nurse-handover"]


async def test_what_is_searched_for_is_found_where_a_word_begins_and_not_inside_one():
    assert fits(["ai"], "Half of the nurses stop using our AI shift handover")
    assert fits(["ai", "nurs"], "Nurses and AI")
    assert not fits(["ai"], "Explain what you would do about the supply chain")
    assert not fits(["plain"], "Explain what you would do")


async def test_a_question_of_ones_own(home):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("slash", "down", "enter")
        pilot.app.screen.query_one(AnswerBox).insert("Pricing?")
        await pilot.press("enter")
        assert pilot.app.screen.query_one(AnswerBox).text == "Pricing?"
        pilot.app.screen.query_one(AnswerBox).put("Would you [b]raise[/b] the price?\nWhy?")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Setup))
        assert shows(pilot.app, "Would you [b]raise[/b] the price? Why?")
        await pilot.press("down", "enter")
        header = await begun(pilot, home)
        assert header.round == "execution"
        assert [(each.id, each.prompt) for each in header.questions] == [
            (None, "Would you [b]raise[/b] the price? Why?")
        ]


async def test_esc_leaves_a_list_as_it_was():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        before = screen_text(pilot.app)
        await pilot.press("slash", "down", "escape")
        await until(pilot, lambda: screen_text(pilot.app) == before)


async def test_opened_with_a_question_it_waits_on_its_round(home):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot, question="cold-flats")
        await pilot.press("enter")
        header = await begun(pilot, home)
        assert (header.round, header.questions[0].id) == ("execution", "cold-flats")


async def test_a_question_that_is_gone_is_said(home):
    async with InterviewerApp().run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, question="gone-since", round_id="behavioral")
        await until(pilot, lambda: shows(pilot.app, "There is no question gone-since"))
        await pilot.press("enter")
        assert (await begun(pilot, home)).round == "behavioral"


async def test_a_round_without_questions_takes_only_ones_own(home, packaged_rubric):
    folder = home / "rubrics"
    folder.mkdir(parents=True)
    (folder / "pricing.yaml").write_text(
        packaged_rubric("execution").replace("id: execution", "id: pricing", 1)
    )
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        assert shows(pilot.app, "no questions in it yet")
        await pilot.press(*TO_QUESTION)
        assert shows(pilot.app, "Enter to take one question of the library")
        await pilot.press("slash", "down", "enter")
        pilot.app.screen.query_one(AnswerBox).insert("What did you drive last year?")
        # With a question of one's own no round is passed over, and this one comes after the others.
        await pilot.press("enter", "g", *TO_LOOP, "enter")
        assert (await begun(pilot, home)).round == "pricing"


@pytest.mark.parametrize("size", [(60, 16), (60, 20), (160, 48)])
async def test_every_size_shows_all_rounds(size):
    async with InterviewerApp().run_test(size=size) as pilot:
        await opened(pilot)
        assert shows(pilot.app, "product-sense")
        assert shows(pilot.app, "esc back" if size[0] > 60 else "f1 help")


async def test_the_longest_questions_can_be_read_to_the_end_in_the_list():
    everything = (each for name in LIBRARY.rounds for each in LIBRARY.questions(name))
    longest = sorted(everything, key=lambda each: len(each.prompt))[-3:]
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(pilot.app.screen, Pick))
        for question in longest:
            pilot.app.screen.show(question.id)
            end = " ".join(question.prompt.split()[-12:])
            await until(pilot, lambda end=end: end in " ".join(screen_text(pilot.app).split()))


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("AI", "Our hotel site has an AI trip planner", True),
        ("AI", "Explain the supply chain", False),
        ("hand nurse", "nurse-handover", True),
        ("位置", "司机找不到位置", True),
        ("-handover", "nurse-handover", True),
    ],
)
async def test_a_search_finds_words_by_their_beginning(words, text, found):
    assert fits(words.casefold().split(), text) is found
