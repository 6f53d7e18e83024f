"""The committee as a user sees it: votes, sections, the way to a sentence and to the next round, export."""

import json
import threading

import pytest

from interviewer.committee import debrief
from interviewer.content.places import content_root
from interviewer.model.debrief import Moved
from interviewer.model.words import Recommendation
from interviewer.transcripts.read import read_transcript
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.committee import CommitteeScreen
from interviewer.tui.screens.saved import Saved
from interviewer.tui.screens.scorecard import ScorecardScreen
from interviewer.tui.screens.setup import Setup
from tests.committee.loops import LOOPS, lines_of, write
from tests.llm.server import refusal
from tests.llm.speaking import SpeakingModel, holds_up
from tests.tui.driver import screen_text, shows, told, until
from tests.tui.test_scorecard import underlined

pytestmark = pytest.mark.asyncio

SAMPLES = content_root() / "transcripts"
KEPT = {
    "20251102T1031Z-execution-aaaa": "sample-engineers-trap",
    "20251103T2241Z-product-sense-bbbb": "sample-strong",
    "20251104T0912Z-behavioral-cccc": "sample-mixed",
}


def keep(home, *, graded=True):
    """The three samples as rounds of one's own; the last without its scorecard where not all are graded."""
    folder = home / "transcripts"
    folder.mkdir(parents=True)
    for name, sample in KEPT.items():
        head, *events = (SAMPLES / f"{sample}.jsonl").read_text().splitlines()
        header = json.loads(head)
        del header["sample"]
        header |= {"id": name, "created": f"{name[:4]}-{name[4:6]}-{name[6:8]}T10:00:00Z"}
        if not graded and name.endswith("cccc"):
            events = [each for each in events if '"type":"scorecard"' not in each.replace(" ", "")]
        (folder / f"{name}.jsonl").write_text("\n".join([json.dumps(header), *events, ""]))
    return [folder / f"{name}.jsonl" for name in KEPT]


async def open_committee(pilot, *paths):
    pilot.app.open_committee(paths)
    await until(pilot, lambda: isinstance(pilot.app.screen, CommitteeScreen) and shows(pilot.app, "Line "))
    return pilot.app.screen


async def point_at(pilot, wanted):
    """Point at the first stop that leads where it should."""
    screen = pilot.app.screen
    stop = next(each for each in screen._said.stops() if each.leads is not None and wanted(each.leads))
    screen._said.point(stop)
    screen._moved()
    await pilot.pause()
    assert stop.pointed
    return stop.leads


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (109, 30), (120, 36), (160, 48)])
async def test_decision_votes_and_rule_are_there_at_every_size(size):
    async with InterviewerApp().run_test(size=size) as pilot:
        await open_committee(pilot, LOOPS / "strong-but-defers.jsonl")
        text = " ".join(screen_text(pilot.app).split())
        for words in ("No hire", "The decision was handed over", "blind debrief", "strong no-hire"):
            assert words in text
        assert "Line 2 of 7. An ownership flag in two rounds or more" in text
        assert shows(pilot.app, "4 packets, asked for L4")
        assert shows(pilot.app, "more lines")


async def test_the_rule_stays_wherever_one_reads():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await open_committee(pilot, LOOPS / "clear-no.jsonl")
        await pilot.press("G")
        await until(pilot, lambda: shows(pilot.app, "notes"))
        assert shows(pilot.app, "Line 3 of 7. A cited veto")
        await pilot.press("g")
        await until(pilot, lambda: shows(pilot.app, "hiring manager"))


async def test_tab_goes_through_the_sections_and_round():
    headings = ["discussion", "cost most", "turning points", "would change it", "asked next", "practise next"]
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        screen = await open_committee(pilot, LOOPS / "split-settled.jsonl")
        for heading in (*headings, "packet", "decided by"):
            await pilot.press("tab")
            at = screen._said.scroll_offset.y
            top = next(each for each in screen._said.children if each.virtual_region.y >= at)
            assert heading == str(top.shown.label)
        await pilot.press("tab")
        assert shows(pilot.app, "hiring manager")
        await pilot.press("shift+tab")
        assert shows(pilot.app, "decided by")


async def test_every_stop_comes_into_view_and_nothing_shifts():
    async with InterviewerApp().run_test(size=(60, 20)) as pilot:
        screen = await open_committee(pilot, LOOPS / "clear-no.jsonl")
        height = screen._said.virtual_size.height
        await pilot.press("down", "j", "k")
        assert screen._said.stops().index(screen._said.here) == 1
        for stop in screen._said.stops()[2:]:
            screen.action_move(1)
            await pilot.pause()
            assert stop.pointed
            assert 0 <= stop.virtual_region.y - screen._said.scroll_offset.y < screen._said.size.height
        assert screen._said.virtual_size.height == height


async def test_enter_on_a_quote_goes_to_its_sentence_in_the_saved_round(home):
    paths = keep(home)
    async with InterviewerApp().run_test(size=(120, 36)) as pilot:
        screen = await open_committee(pilot, *paths)
        evidence = (await point_at(pilot, lambda leads: leads.evidence is not None)).evidence
        item = screen._held.item(evidence)
        assert shows(pilot.app, f"{item.label}, {evidence}")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ScorecardScreen) and underlined(pilot.app))
        card = pilot.app.screen
        assert card._path == screen._held.gathered.place(evidence).path
        assert card._lit.lit.sentence == int(evidence.rpartition("/s")[2])
        assert card._in_view()
        assert not card.check_action("debrief", ())
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CommitteeScreen)
        await pilot.press("v")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "ReplayScreen")


async def test_a_sentence_of_a_file_is_shown_on_its_packet_s_scorecard():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        screen = await open_committee(pilot, LOOPS / "clear-no.jsonl")
        await point_at(pilot, lambda leads: leads.evidence == "product-sense/a1/s11")
        assert not screen.check_action("replay", ())
        await pilot.press("enter")
        await until(pilot, lambda: "measured by the AUC" in underlined(pilot.app).replace("  ", " "))


async def test_enter_on_a_step_of_the_plan_sets_up_that_round():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await open_committee(pilot, LOOPS / "split-settled.jsonl")
        step = (await point_at(pilot, lambda leads: leads.step is not None)).step
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Setup) and shows(pilot.app, "L4"))
        assert pilot.app.screen.chosen == f"round:{step.round}"
        assert pilot.app.screen._wanted.question == step.question


async def test_e_sets_up_the_extra_round(tmp_path):
    path = write(tmp_path / "three.jsonl", [x for x in lines_of("clear-hire") if x["round"] != "behavioral"])
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await open_committee(pilot, path)
        assert shows(pilot.app, "Extra round")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, Setup) and shows(pilot.app, "L4"))
        assert pilot.app.screen.chosen == "round:behavioral"


async def test_enter_on_a_packet_opens_its_scorecard(home):
    paths = keep(home)
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await open_committee(pilot, *paths)
        await point_at(pilot, lambda leads: leads.packet == "behavioral")
        await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, ScorecardScreen) and shows(pilot.app, "rigor")
        )
        assert pilot.app.screen._path == paths[-1]


async def test_a_click_points_and_a_second_one_opens():
    async with InterviewerApp().run_test(size=(120, 36)) as pilot:
        screen = await open_committee(pilot, LOOPS / "clear-hire.jsonl")
        peer = screen._said.stops()[1]
        await pilot.click(peer)
        assert peer.pointed
        assert not screen._said.stops()[0].pointed
        await pilot.click(peer)
        await until(pilot, lambda: isinstance(pilot.app.screen, ScorecardScreen))


async def test_f2_shows_the_packets_where_there_is_no_side_pane():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        screen = await open_committee(pilot, LOOPS / "split-settled.jsonl")
        assert not shows(pilot.app, "leadership-drive")
        await pilot.press("f2")
        for words in ("packets", "leadership-drive", "decision-memo", "what would have changed it"):
            assert shows(pilot.app, words)
        # What is cut off is the pane's, and so are the keys.
        below = pilot.app.screen.query_one("#side").max_scroll_y
        assert shows(pilot.app, f"{below} more lines")
        assert not shows(pilot.app, "open evidence")
        await pilot.press("escape")
        assert not shows(pilot.app, "decision-memo")
        await until(pilot, lambda: shows(pilot.app, "open evidence"))
        assert pilot.app.screen is screen
        await pilot.resize_terminal(120, 36)
        await until(pilot, lambda: shows(pilot.app, "leadership-drive"))
        assert not screen.check_action("side", ())


async def test_a_hire_says_what_is_asked_next_in_the_side_pane():
    async with InterviewerApp().run_test(size=(120, 36)) as pilot:
        await open_committee(pilot, LOOPS / "clear-hire.jsonl")
        assert shows(pilot.app, "what they will ask next")
        text = screen_text(pilot.app)
        # Whoever has nothing left to ask is named, and they are named together.
        assert text.count("bar raiser") == 2
        assert "Nothing that the first month" not in text


async def test_export_writes_markdown_and_one_page_and_never_over_another(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await open_committee(pilot, LOOPS / "split-settled.jsonl")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Saved as" in told(pilot.app))
        await pilot.press("ctrl+s")
        await until(pilot, (tmp_path / "debrief-split-settled-2.md").exists)
        await pilot.press("w")
        await until(pilot, (tmp_path / "debrief-split-settled.html").exists)
        assert (tmp_path / "debrief-split-settled.md").read_text().startswith("# Debrief: oona")
        assert (tmp_path / "debrief-split-settled.html").read_text().startswith("<!doctype html>")


async def test_rounds_without_a_scorecard_are_graded_first_and_keep_it(home, monkeypatch):
    paths = keep(home, graded=False)
    heard = []
    before = CommitteeScreen._wait_for
    monkeypatch.setattr(
        CommitteeScreen, "_wait_for", lambda self, words: (heard.append(words), before(self, words))
    )
    assert not read_transcript(paths[-1]).scorecards
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        screen = await open_committee(pilot, *paths)
        assert heard == ["Grading behavioral, 3 of 3."]
        assert read_transcript(paths[-1]).scorecards
        assert screen._held.gathered.place("behavioral/a1/s1").path == paths[-1]


async def test_picked_rounds_go_before_a_committee(home):
    keep(home)
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        pilot.app.action_saved()
        await until(pilot, lambda: isinstance(pilot.app.screen, Saved) and shows(pilot.app, "strong hire"))
        await pilot.press("space", "down", "space", "space", "down", "space")
        await until(pilot, lambda: shows(pilot.app, "3 rounds, 2 picked"))
        assert shows(pilot.app, "picked   strong no-hire")
        await pilot.press("d")
        await until(pilot, lambda: shows(pilot.app, "2 packets"))
        # The round that is missing is the one the committee asks for.
        assert shows(pilot.app, "Extra round")
        await pilot.press("escape")
        assert shows(pilot.app, "2 picked")


async def test_a_sample_loop_is_a_committee_to_watch():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        pilot.app.action_saved()
        await until(pilot, lambda: shows(pilot.app, "strong but defers"))
        await pilot.press("G", "enter")
        await until(pilot, lambda: shows(pilot.app, "No hire"))


async def test_d_on_a_scorecard_takes_the_newest_of_the_other_kinds(home):
    paths = keep(home)
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        pilot.app.open_scorecard(paths[0])
        await until(pilot, lambda: shows(pilot.app, "framing"))
        await pilot.press("d")
        await until(pilot, lambda: shows(pilot.app, "3 packets"))
        assert pilot.app.screen._paths == tuple(paths)


async def test_without_a_finished_round_nothing_opens():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        pilot.app.open_committee_around()
        await until(pilot, lambda: "no round is finished yet" in told(pilot.app))
        assert type(pilot.app.screen).__name__ == "Home"


async def test_a_file_that_cannot_be_read_is_said_and_the_screen_closes(tmp_path):
    path = tmp_path / "broken.jsonl"
    path.write_text("not json\n")
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        pilot.app.open_committee([path])
        await until(pilot, lambda: "line 1 is not JSON" in told(pilot.app))
        assert type(pilot.app.screen).__name__ == "Home"


def change_votes(monkeypatch, **changes):
    """The real debrief with this in one vote: no vote of a sample loop moves or quotes odd words."""

    async def changed(library, loop):
        real = debrief(library, loop)
        votes = [each.model_copy(update=changes) if each.member == "peer-pm" else each for each in real.votes]
        return real.model_copy(update={"votes": tuple(votes)})

    monkeypatch.setattr("interviewer.tui.screens.committee.hold_debrief", changed)


async def test_a_moved_vote_shows_what_it_was_and_the_sentence_that_moved_it(monkeypatch):
    evidence = "behavioral/a1/s13"
    moved = Moved(evidence=evidence, by="bar-raiser", dimension=None, why="That I had not heard.")
    change_votes(monkeypatch, after=Recommendation.NO_HIRE, dissent=True, moved=moved)
    async with InterviewerApp().run_test(size=(60, 20)) as pilot:
        screen = await open_committee(pilot, LOOPS / "strong-but-defers.jsonl")
        await pilot.press("down", "down")
        text = " ".join(screen_text(pilot.app).split())
        assert "■ ■ ■ □ → ■ ■ □ □ no-hire was hire, dissents" in text
        assert f"→ Moved by {evidence}" in text
        assert screen._leads.evidence == evidence


async def test_hostile_words_are_words(monkeypatch):
    change_votes(monkeypatch, why="He said “[@click=app.quit]no[/] {{ 7 }} <b>\x1b[31m\x1b]0;x\x07here”.")
    async with InterviewerApp().run_test(size=(120, 36)) as pilot:
        await open_committee(pilot, LOOPS / "clear-no.jsonl")
        assert shows(pilot.app, "He said “[@click=app.quit]no[/] {{ 7 }} <b>here”.")


async def test_with_a_model_the_members_speak_one_by_one_and_keys_are_answered():
    may_speak = threading.Event()
    with SpeakingModel() as model:
        model.spoken_by(lambda body: holds_up(body) if may_speak.wait(20) else "")
        app = InterviewerApp({"llm": "compatible/small", "base_url": model.url})
        async with app.run_test(size=(120, 36)) as pilot:
            app.open_committee([LOOPS / "split-settled.jsonl"])
            await until(pilot, lambda: model.spoken)
            assert shows(app, "bar raiser")
            assert shows(app, "The members speak, ")
            assert not shows(app, "Line 6 of 7")
            await pilot.press("down", "down")
            assert app.screen._said.here is app.screen._said.stops()[1]
            may_speak.set()
            await until(pilot, lambda: shows(app, "Line 6 of 7"))
            assert app.screen._said.here is app.screen._said.stops()[1]
            assert shows(app, "I kept coming back to it.")
            assert shows(app, "compatible/small · grader offline")
            assert len(model.spoken) == len(app.screen._held.debrief.statements)


async def test_a_model_that_cannot_be_asked_leaves_the_room_to_the_written_lines():
    with SpeakingModel() as model:
        model.spoken_by(lambda _body: refusal(401, "no"))
        app = InterviewerApp({"llm": "compatible/small", "base_url": model.url})
        async with app.run_test(size=(80, 24)) as pilot:
            await open_committee(pilot, LOOPS / "clear-no.jsonl")
            assert "The written lines speak." in told(app)
            assert shows(app, "No hire")


async def test_the_palette_has_the_screen_s_actions_and_the_way_to_a_committee():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        titles = [each.title for each in pilot.app.get_system_commands(pilot.app.screen)]
        assert "Debrief your newest rounds" in titles
        await open_committee(pilot, LOOPS / "clear-hire.jsonl")
        titles = [each.title for each in pilot.app.get_system_commands(pilot.app.screen)]
        assert {"Save as one HTML page in the current folder", "The next section"} <= set(titles)
