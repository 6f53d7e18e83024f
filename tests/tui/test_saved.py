"""The list of saved rounds: what it shows, opens, exports, deletes and brings back."""

import json
import shutil

import pytest

from interviewer.content.places import content_root
from interviewer.transcripts.journal import draft_path, read_draft
from interviewer.transcripts.read import read_transcript
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.saved import Saved
from tests.tui.driver import screen_text, shows, until

pytestmark = pytest.mark.asyncio

OLD = "20251002T1031Z-execution-aaaa"
NEW = "20251103T2241Z-product-sense-bbbb"
LEFT = "20251104T0912Z-behavioral-cccc"
SAMPLES = content_root() / "transcripts"


@pytest.fixture
def rounds(home):
    """Two graded rounds and one that was left with a draft."""
    folder = home / "transcripts"
    folder.mkdir(parents=True)
    for name, sample, created in (
        (OLD, "sample-engineers-trap", "2025-10-02T10:31:00Z"),
        (NEW, "sample-strong", "2025-11-03T22:41:00Z"),
        (LEFT, "sample-mixed", "2025-11-04T09:12:00Z"),
    ):
        text = (SAMPLES / f"{sample}.jsonl").read_text()
        head, *events = text.splitlines()
        header = json.loads(head)
        del header["sample"]
        header |= {"id": name, "created": created}
        if name == LEFT:
            events = [event for event in events if '"said"' in event][:4]
        (folder / f"{name}.jsonl").write_text("\n".join([json.dumps(header), *events, ""]))
    draft = draft_path(folder / f"{LEFT}.jsonl")
    draft.parent.mkdir()
    draft.write_text('{"text": "half a thought"}')
    return folder


async def opened(pilot, words="samples"):
    pilot.app.action_saved()
    await until(pilot, lambda: isinstance(pilot.app.screen, Saved) and shows(pilot.app, words))


async def looked_into(pilot):
    await opened(pilot)
    await until(pilot, lambda: not pilot.app.screen._unknown())


async def test_without_rounds_the_samples_are_there():
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for words in ("The engineer's trap", "A mixed candidate", "A strong candidate", "strong hire"):
            assert shows(pilot.app, words)
        assert not pilot.app.screen.check_action("delete", ())


async def test_the_newest_stands_first_with_how_it_ended(rounds):
    async with InterviewerApp().run_test(size=(120, 36)) as pilot:
        await looked_into(pilot)
        await until(pilot, lambda: shows(pilot.app, "unfinished"))
        lines = [line for line in screen_text(pilot.app).splitlines() if "2025" in line]
        assert ["behavioral" in lines[0], "product-sense" in lines[1], "execution" in lines[2]] == [True] * 3
        assert "strong hire   10 min" in lines[1]
        assert shows(pilot.app, "3 rounds")


async def test_search_finds_results_and_questions(rounds):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await looked_into(pilot)
        await pilot.press("slash", *"unfin")
        await until(pilot, lambda: not shows(pilot.app, "product-sense"))
        assert shows(pilot.app, "behavioral")
        await pilot.press(*"xx")
        assert shows(pilot.app, "Nothing fits")
        await pilot.press("escape")
        assert shows(pilot.app, "product-sense")
        assert isinstance(pilot.app.screen, Saved)


async def test_a_deleted_round_comes_back_with_its_draft(rounds):
    async with InterviewerApp().run_test(size=(80, 24), notifications=True) as pilot:
        await looked_into(pilot)
        assert not pilot.app.screen.check_action("restore", ())
        await pilot.press("x")
        await until(pilot, lambda: shows(pilot.app, "2 rounds"))
        path = rounds / f"{LEFT}.jsonl"
        assert not path.exists()
        assert not read_draft(path)
        assert shows(pilot.app, "brings it back")
        await pilot.press("u")
        await until(pilot, lambda: shows(pilot.app, "3 rounds"))
        assert read_draft(path) == "half a thought"
        assert pilot.app.screen.chosen == str(path)


async def test_a_deleted_round_comes_back_after_the_list_was_left(rounds):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await looked_into(pilot)
        await pilot.press("x")
        await until(pilot, lambda: shows(pilot.app, "2 rounds"))
        await pilot.press("escape")
        await opened(pilot)
        await pilot.press("u")
        await until(pilot, lambda: shows(pilot.app, "3 rounds"))
        assert (rounds / f"{LEFT}.jsonl").exists()


async def test_enter_goes_on_with_what_was_left_and_replays_the_rest(rounds):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await looked_into(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "Interview")
        assert shows(pilot.app, "half a thought")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Saved))
        await pilot.press("down", "enter")
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "ReplayScreen")


async def test_keys_of_a_round_depend_on_what_it_is(rounds):
    async with InterviewerApp().run_test(size=(120, 36)) as pilot:
        await looked_into(pilot)
        screen = pilot.app.screen
        assert screen.check_action("go_on", ())
        assert not screen.check_action("scorecard", ())
        await pilot.press("down")
        assert not screen.check_action("go_on", ())
        assert screen.check_action("scorecard", ())
        await until(pilot, lambda: shows(pilot.app, "s scorecard"))


async def test_export_writes_markdown_and_never_over_another(rounds, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with InterviewerApp().run_test(size=(80, 24), notifications=True) as pilot:
        await looked_into(pilot)
        await pilot.press("down", "e")
        first = tmp_path / f"{NEW}.md"
        await until(pilot, first.exists)
        await pilot.press("e")
        await until(pilot, (tmp_path / f"{NEW}-2.md").exists)
        assert first.read_text().startswith("# product-sense")


async def test_a_file_that_cannot_be_read_says_why(rounds):
    (rounds / "20260102T1031Z-execution-dddd.jsonl").write_text("nothing of ours\n")
    async with InterviewerApp().run_test(size=(80, 24), notifications=True) as pilot:
        await looked_into(pilot)
        await until(pilot, lambda: shows(pilot.app, "cannot be read"))
        await pilot.press("enter")
        await until(pilot, lambda: shows(pilot.app, "is not a pm-interviewer"))
        assert isinstance(pilot.app.screen, Saved)


async def test_of_a_thousand_rounds_only_those_at_hand_are_opened(home, monkeypatch):
    folder = home / "transcripts"
    folder.mkdir(parents=True)
    for number in range(1_000):
        stamp = f"2025{1 + number % 12:02}{1 + number % 28:02}T{number % 24:02}{number % 60:02}Z"
        (folder / f"{stamp}-execution-{number:04x}.jsonl").touch()
    shutil.copy(SAMPLES / "sample-strong.jsonl", folder / "20260101T0000Z-product-sense-ffff.jsonl")
    read = []

    def counted(path):
        read.append(path)
        return read_transcript(path)

    monkeypatch.setattr("interviewer.session.saved.read_transcript", counted)
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await opened(pilot, words="1001 rounds")
        await pilot.press("G")
        await until(pilot, lambda: shows(pilot.app, "A strong candidate"))
        await until(pilot, lambda: not pilot.app.screen._unknown())
    assert 0 < len(read) < 400


async def test_questions_stand_in_one_column_however_long_the_rounds_name_is(rounds):
    name = "20251201T0900Z-hiring-manager-screen-dddd"
    text = (rounds / f"{NEW}.jsonl").read_text().replace(NEW, name)
    head, *events = text.splitlines()
    head = json.dumps(json.loads(head) | {"round": "hiring-manager-screen"})
    (rounds / f"{name}.jsonl").write_text("\n".join([head, *events, ""]))
    async with InterviewerApp().run_test(size=(120, 36)) as pilot:
        await looked_into(pilot)
        await until(pilot, lambda: screen_text(pilot.app).count("nurse-handover") > 1)
        lines = [line for line in screen_text(pilot.app).splitlines() if "nurse-handover" in line]
        assert any("hiring-manager-screen" in line for line in lines)
        assert any("product-sense" in line for line in lines)
        assert len({line.index("nurse-handover") for line in lines}) == 1
