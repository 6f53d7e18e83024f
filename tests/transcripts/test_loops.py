"""The journal of a loop: what was written is read, whatever became of its end."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.files import FILE_MODE, FOLDER_MODE
from interviewer.model import loop as ev
from interviewer.model.errors import TranscriptError, UsageError
from interviewer.model.events import Unknown
from interviewer.transcripts.loops import LoopJournal, LoopStore, read_loop
from tests.transcripts.strategies import WHEN, header, newer, some_words, stamps

places = st.integers(1, 6)
ids = st.from_regex(r"[a-z0-9-]{4,30}", fullmatch=True)
rounds = st.sampled_from(["execution", "recruiter-screen"])
when = {"at": stamps["at"]}
known = st.one_of(
    st.builds(ev.RoundStarted, place=places, round=rounds, transcript=ids, **when),
    st.builds(ev.RoundEnded, place=places, transcript=ids, **when),
    st.builds(
        ev.Gate,
        place=places,
        round=rounds,
        transcript=ids,
        passed=st.booleans(),
        line=st.integers(1, 4),
        recommendation=st.sampled_from([None, "hire", "undecided"]),
        reason=some_words.map(str.strip),
        **when,
    ),
    st.builds(ev.WentOn, place=places, **when),
    st.builds(
        ev.Debriefed,
        decision=st.sampled_from(["hire", "no-hire"]),
        rule_line=st.integers(1, 7),
        rule=some_words,
        headline=some_words,
        **when,
    ),
    st.builds(ev.LoopEnded, reason=st.sampled_from(["debriefed", "not-passed"]), **when),
)


def a_header(**changes):
    fields = {
        "id": "20261123T2241Z-loop-7f3a",
        "created": WHEN,
        "app_version": "0.1.0",
        "rounds": ("recruiter-screen", "execution"),
        "level": "L5",
        "seed": 7,
        "interviewer": "offline",
        "grader": "offline",
    }
    return ev.LoopHeader.model_validate(fields | changes)


def written(path, events):
    with LoopJournal.create(path, a_header()) as journal:
        for event in events:
            journal.append(event)
    return path


@settings(max_examples=40, deadline=None)
@given(st.lists(known | newer, max_size=8).map(tuple), st.data())
def test_cut_at_any_byte_what_was_whole_before_is_read_and_written_on_to(events, data):
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "a.jsonl", events)
        assert read_loop(path).events == events
        whole = path.read_bytes()
        first = whole.index(b"\n") + 1
        cut = data.draw(st.integers(first, len(whole)))
        path.write_bytes(whole[:cut])
        kept = read_loop(path).events
        assert kept == events[: len(kept)]
        # A line that only lost its end of line is whole.
        assert whole[:cut].count(b"\n") - 1 <= len(kept) <= whole[:cut].count(b"\n")
        journal, record = LoopJournal.resume(path)
        assert record.events == kept
        with journal:
            journal.append(ev.WentOn(at=WHEN, place=1))
        assert read_loop(path).events == (*kept, ev.WentOn(at=WHEN, place=1))


def test_files_and_folders_are_private(tmp_path):
    path = written(tmp_path / "loops" / "a.jsonl", ())
    assert path.stat().st_mode & 0o777 == FILE_MODE
    assert path.parent.stat().st_mode & 0o777 == FOLDER_MODE


def test_one_writer_at_a_time(tmp_path):
    with (
        LoopJournal.create(tmp_path / "a.jsonl", a_header()),
        pytest.raises(TranscriptError, match="open in another window"),
    ):
        LoopJournal.resume(tmp_path / "a.jsonl")


def test_what_is_no_loop_is_said(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(header().model_dump_json() + "\n")
    with pytest.raises(TranscriptError, match="is not a pm-interviewer loop"):
        read_loop(path)
    path.write_text(a_header(version=2).model_dump_json() + "\n")
    with pytest.raises(TranscriptError, match="newer pm-interviewer"):
        read_loop(path)


def test_events_and_fields_of_a_newer_version_are_kept(tmp_path):
    path = written(tmp_path / "a.jsonl", (ev.WentOn(at=WHEN, place=1, mood="calm"),))
    with path.open("a") as stream:
        stream.write('{"type":"applause","loudness":11}\n')
    first, second = read_loop(path).events
    assert first.model_dump()["mood"] == "calm"
    assert isinstance(second, Unknown)
    assert second.model_dump()["loudness"] == 11


def test_loops_are_found_by_a_beginning_of_their_id_and_the_last_one_left_by_last(tmp_path):
    store = LoopStore(tmp_path)
    with pytest.raises(UsageError, match="no loop is unfinished"):
        store.find("last")
    over = (ev.LoopEnded(at=WHEN, reason="not-passed"),)
    for name, events in (("20261123T2241Z-loop-aaaa", ()), ("20261124T0900Z-loop-bbbb", over)):
        written(store.path(name), events)
    assert store.find("last").stem == "20261123T2241Z-loop-aaaa"
    assert store.find("20261124").stem == "20261124T0900Z-loop-bbbb"
    with pytest.raises(UsageError, match="fits 2 loops"):
        store.find("2026")
    with pytest.raises(UsageError, match="did you mean"):
        store.find("20261124T0900Z-loop-bbbx")
