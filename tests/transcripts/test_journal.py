"""What is submitted survives: round trips, torn ends, locks, drafts, modes."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.model.errors import TranscriptError
from interviewer.transcripts.journal import Journal, draft_path, read_draft
from interviewer.transcripts.read import read_transcript
from tests.transcripts import strategies as some


def written(folder, events=()):
    path = folder / "transcripts" / "20261123T2241Z-execution-7f3a.jsonl"
    with Journal.create(path, some.header()) as journal:
        for event in events:
            journal.append(event)
    return path


@settings(max_examples=60)
@given(events=some.events)
def test_what_is_written_is_read_back(tmp_path_factory, events):
    path = written(tmp_path_factory.mktemp("round"), events)
    transcript = read_transcript(path)
    assert transcript.header == some.header()
    assert transcript.events == events
    assert not transcript.torn


@settings(max_examples=60)
@given(events=some.events.filter(len), data=st.data())
def test_a_cut_at_any_byte_costs_at_most_the_line_it_falls_in(tmp_path_factory, events, data):
    path = written(tmp_path_factory.mktemp("round"), events)
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    cut = data.draw(st.integers(first, len(whole)))
    path.write_bytes(whole[:cut])

    complete = whole[:cut].count(b"\n") - 1
    # A line that lacks nothing but its newline is still whole.
    complete += whole[cut : cut + 1] == b"\n" and whole[cut - 1 : cut] != b"\n"
    transcript = read_transcript(path)
    assert transcript.events == events[:complete]
    assert bool(transcript.torn) == (transcript.whole_bytes != cut)

    journal, _ = Journal.resume(path)
    with journal:
        journal.append(some.a_message("after the crash"))
    mended = read_transcript(path)
    assert mended.events == (*events[:complete], some.a_message("after the crash"))
    assert not mended.torn


def test_a_torn_line_is_said_so(tmp_path):
    path = written(tmp_path, [some.a_message()])
    with path.open("ab") as stream:
        stream.write(b'{"type":"said","tur')
    transcript = read_transcript(path)
    assert transcript.events == (some.a_message(),)
    assert "cut off" in transcript.torn


def test_only_one_writer_at_a_time(tmp_path):
    path = written(tmp_path)
    journal, _ = Journal.resume(path)
    with journal, pytest.raises(TranscriptError, match="open in another window"):
        Journal.resume(path)
    again, _ = Journal.resume(path)
    again.close()


def test_a_failed_resume_leaves_the_round_free(tmp_path):
    path = written(tmp_path)
    good = path.read_bytes()
    path.write_bytes(b"no transcript\n")
    with pytest.raises(TranscriptError):
        Journal.resume(path)
    path.write_bytes(good)
    journal, _ = Journal.resume(path)
    journal.close()


def test_a_transcript_is_never_overwritten(tmp_path):
    path = written(tmp_path, [some.a_message()])
    with pytest.raises(TranscriptError, match="cannot save"):
        Journal.create(path, some.header())
    assert read_transcript(path).events == (some.a_message(),)


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
def test_files_are_private(tmp_path):
    path = written(tmp_path)
    journal, _ = Journal.resume(path)
    with journal:
        journal.save_draft("half a thought")
    for file in (path, draft_path(path)):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_drafts_come_back_until_they_are_sent(tmp_path):
    path = written(tmp_path)
    journal, _ = Journal.resume(path)
    with journal:
        assert read_draft(path) == ""
        journal.save_draft("first words")
        journal.save_draft("first words, and more\n\nأهلا 你好")
        assert read_draft(path) == "first words, and more\n\nأهلا 你好"
        journal.save_draft("")
        assert read_draft(path) == ""


def test_a_damaged_draft_does_not_keep_the_round_from_opening(tmp_path):
    path = written(tmp_path)
    draft_path(path).parent.mkdir()
    draft_path(path).write_text('{"text": "half')
    assert read_draft(path) == ""


def test_a_journal_opened_in_one_thread_and_closed_in_another_can_be_opened_again(tmp_path):
    with ThreadPoolExecutor(1) as thread:
        journal = thread.submit(Journal.create, tmp_path / "a.jsonl", some.header()).result()
    journal.close()
    again, _ = Journal.resume(tmp_path / "a.jsonl")
    again.close()
