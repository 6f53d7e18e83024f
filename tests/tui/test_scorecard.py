"""The scorecard as a user sees it: levels in words, evidence by Tab, export, narrow and wide."""

import pytest

from interviewer.session import commands as c
from interviewer.transcripts.read import read_transcript
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.scorecard import ScorecardScreen
from tests.session.harness import ANSWER, LIBRARY, Practice, graded_round
from tests.tui.driver import screen_text, shows, until

pytestmark = pytest.mark.asyncio

MIXED = next(path for path in LIBRARY.samples.glob("*.jsonl") if "mixed" in path.name)
TRAP = next(path for path in LIBRARY.samples.glob("*.jsonl") if "trap" in path.name)


@pytest.fixture
def rounds(home):
    """Two graded rounds, the newer last."""
    return [graded_round(home, "20"), graded_round(home, "21")]


def open_app():
    return InterviewerApp()


async def open_card(pilot, path):
    pilot.app.open_scorecard(path)
    await until(pilot, lambda: isinstance(pilot.app.screen, ScorecardScreen) and shows(pilot.app, "framing"))
    return pilot.app.screen


def underlined(app):
    """The words pointed at."""
    return " ".join(
        segment.text.strip()
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.style and segment.style.underline and segment.text.strip()
    )


async def test_it_says_verdict_levels_guess_and_lesson():
    app = open_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await open_card(pilot, TRAP)
        text = screen_text(app)
        card = read_transcript(TRAP).latest_scorecards()[0].scorecard
        assert f"Strong-no-hire  {card.headline}" in text
        for words in ("lean no", "your guess", "you said", "it cost", "next time", "no person in it."):
            assert words in text
        assert "offline, rubric execution" in text
        assert "last t" not in text


async def test_tab_goes_to_the_lesson_s_sentence_first_then_on_and_back():
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, TRAP)
        await pilot.press("tab")
        await until(pilot, lambda: "the data scientist to own that" in underlined(app))
        assert shows(app, "hands the decision over")
        await pilot.press("tab")
        await until(pilot, lambda: "If the calibrated ensemble" in underlined(app).replace("  ", " "))
        assert shows(app, "architecture instead of an answer")
        await pilot.press("shift+tab")
        await until(pilot, lambda: "the data scientist to own that" in underlined(app))


async def test_tab_reaches_every_lit_sentence_and_each_comes_into_view():
    app = open_app()
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await open_card(pilot, TRAP)
        seen = set()
        for _ in screen._lit.spots:
            await pilot.press("tab")
            await pilot.pause()
            assert screen._in_view()
            seen.add(screen._lit.here)
        assert seen == {at for at, spot in enumerate(screen._lit.spots) if not spot.lit.slight}


async def test_t_stops_at_what_counted_a_little_and_lights_it_only_then():
    app = open_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_card(pilot, TRAP)
        slight = {at for at, spot in enumerate(screen._lit.spots) if spot.lit.slight}
        assert slight
        await pilot.press("t")
        for _ in screen._lit.spots:
            if screen._lit.here in slight:
                break
            await pilot.press("tab")
        await until(pilot, lambda: shows(app, "a little"))
        words = screen._lit.spots[screen._lit.here].lit
        assert underlined(app)
        assert words.slight
        await pilot.press("t")
        await until(pilot, lambda: screen._lit.here not in slight)


async def test_an_undecided_level_says_what_would_settle_it():
    """On the card, not in the side pane: at 80 columns the pane is closed."""
    app = open_app()
    async with app.run_test(size=(80, 60)) as pilot:
        screen = await open_card(pilot, MIXED)
        card = read_transcript(MIXED).latest_scorecards()[0].scorecard
        near = [name for name, each in card.dimensions.items() if each.undecided]
        assert near
        assert shows(app, f"{near[0]}: between")
        assert screen.size.width == 80


async def test_a_click_on_lit_words_points_at_them():
    app = open_app()
    async with app.run_test(size=(120, 48)) as pilot:
        await open_card(pilot, TRAP)
        lines = screen_text(app).splitlines()
        row = next(at for at, line in enumerate(lines) if "Quick question first" in line)
        await pilot.click(offset=(lines[row].index("Quick") + 2, row))
        await until(pilot, lambda: "Quick question first" in underlined(app))


async def test_details_are_a_pane_when_wide_and_a_panel_by_f2_when_narrow():
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_card(pilot, TRAP)
        assert not shows(app, "how sure, from no to yes")
        await pilot.press("f2")
        await until(pilot, lambda: shows(app, "how sure, from no to yes"))
        assert shows(app, "a decision of your own")
        await pilot.press("escape")
        await until(pilot, lambda: not shows(app, "how sure"))
        assert app.screen is screen
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: shows(app, "how sure, from no to yes") and not shows(app, "f2 details"))


async def test_last_time_stands_beside_and_c_says_what_has_moved(rounds):
    app = open_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await open_card(pilot, rounds[1])
        await until(pilot, lambda: shows(app, "last try") and shows(app, "c compare"))
        await pilot.press("c")
        await until(pilot, lambda: shows(app, "The levels are the same now."))
        assert shows(app, "20 November")
        await pilot.press("c")
        await until(pilot, lambda: not shows(app, "The levels are the same now."))


async def test_last_time_yields_in_a_narrow_window(rounds):
    app = open_app()
    async with app.run_test(size=(60, 20)) as pilot:
        await open_card(pilot, rounds[1])
        assert shows(app, "your guess")
        assert not shows(app, "last try")


async def test_the_example_is_shown_after_one_s_own_try(rounds):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, rounds[0])
        await pilot.press("x")
        example = LIBRARY.question("nurse-handover").strong_answer
        await until(pilot, lambda: shows(app, "one strong answer") and shows(app, example[:30]))
        assert shows(app, "only there")
        await pilot.press("G")
        await until(pilot, lambda: shows(app, "your answer"))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen))


async def test_a_sample_shows_no_example_before_one_s_own_try():
    app = open_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_card(pilot, TRAP)
        await pilot.press("x")
        assert not shows(app, "x example")
        assert app.screen is screen


async def test_export_says_where_and_overwrites_nothing(rounds, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_card(pilot, rounds[0])
        await pilot.press("ctrl+s")
        first = tmp_path / f"scorecard-{rounds[0].stem}.md"
        await until(pilot, lambda: first.exists() and shows(app, "Saved as"))
        first.write_text("mine")
        await pilot.press("ctrl+s")
        second = tmp_path / f"scorecard-{rounds[0].stem}-2.md"
        await until(pilot, second.exists)
        assert first.read_text() == "mine"
        assert second.read_text().startswith("# product-sense, answer 1 of 1")


@pytest.fixture
def two_answers(home):
    """A round of two questions, both graded."""
    at = Practice(home, round="execution")
    at.begin()
    at.say(ANSWER)
    while at.session.state.question == 0 and not at.session.over:
        at.say("I'd stop it, because she bleeds if it is missing.")
    at.say(ANSWER)
    at.do(c.Finish())
    at.do(c.Grade())
    at.session.close()
    return at.session.path


async def test_several_answers_are_turned_by_n_and_b(two_answers):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, two_answers)
        assert shows(app, "answer 1 of 2")
        await pilot.press("n")
        await until(pilot, lambda: shows(app, "answer 2 of 2"))
        await pilot.press("right")
        await until(pilot, lambda: shows(app, "answer 1 of 2"))
        await pilot.press("left")
        await until(pilot, lambda: shows(app, "answer 2 of 2"))


@pytest.fixture
def begun(home):
    """A round that was left before anything was said."""
    at = Practice(home)
    at.begin()
    at.session.close()
    return at.session.path


async def test_a_round_nobody_graded_says_so_and_a_missing_one_is_one_line(begun, home):
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.open_scorecard(begun)
        await until(pilot, lambda: shows(app, "Nothing in this round has been graded."))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ScorecardScreen))
        app.open_scorecard(home / "none.jsonl")
        await until(pilot, lambda: shows(app, "there is no file"))


async def test_ascii_marks_leave_no_other_signs(monkeypatch, home):
    home.mkdir(parents=True, exist_ok=True)
    (home / "config.toml").write_text('marks = "ascii"\n')
    app = open_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await open_card(pilot, TRAP)
        await pilot.press("tab")
        assert not set("■□▲▼→·▁▂▃▄▅▆▇↓") & set(screen_text(app))


async def test_try_again_begins_a_round_of_the_same_question(rounds):
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_card(pilot, rounds[0])
        await pilot.press("a")
        await until(pilot, lambda: type(app.screen).__name__ == "Interview" and not app.screen._busy)
        [asked] = app.screen.session.header.questions
        assert asked.id == "nurse-handover"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ScorecardScreen))


async def test_beside_an_earlier_try_tab_goes_to_each_answer_and_back_up(rounds):
    app = open_app()
    async with app.run_test(size=(60, 16)) as pilot:
        app.open_attempts(rounds[1])
        await until(pilot, lambda: shows(app, "framing"))
        assert not shows(app, "21 November 2026, 44 words")
        await pilot.press("tab")
        await until(pilot, lambda: "20 November 2026, 44 words" in screen_text(app).splitlines()[2])
        await pilot.press("tab")
        await until(pilot, lambda: shows(app, "21 November 2026, 44 words"))
        await pilot.press("tab")
        await until(pilot, lambda: shows(app, "question"))
