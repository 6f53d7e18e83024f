"""Files that are no transcripts, or not ours to read, get one line that says so."""

import json

import pytest

from interviewer.model.errors import TranscriptError
from interviewer.transcripts.read import read_transcript
from tests.transcripts import strategies as some


def lines(*parts):
    return "".join(part + "\n" for part in parts)


HEADER = some.header().model_dump_json(exclude_none=True)
MESSAGE = some.a_message().model_dump_json(exclude_none=True)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"Dear committee,\n", "not a pm-interviewer transcript"),
        (b'{"format": "somebody-else/log", "version": 1}\n', "not a pm-interviewer transcript"),
        (b"[1, 2, 3]\n", "not a pm-interviewer transcript"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\n", "not UTF-8|not a pm-interviewer"),
        (lines(HEADER.replace('"version":1', '"version":2')).encode(), "newer pm-interviewer"),
        (lines(HEADER.replace('"minutes":35', '"minutes":0')).encode(), "minutes"),
        (lines(HEADER, "{broken", MESSAGE).encode(), ":2: damaged"),
        (lines(HEADER, MESSAGE.replace('"turn":1', '"turn":-1'), MESSAGE).encode(), ":2: damaged: .*turn"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, content, says):
    path = tmp_path / "round.jsonl"
    path.write_bytes(content)
    with pytest.raises(TranscriptError, match=says) as caught:
        read_transcript(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_folder_and_a_missing_file(tmp_path):
    with pytest.raises(TranscriptError, match="is a folder"):
        read_transcript(tmp_path)
    with pytest.raises(TranscriptError, match="there is no file"):
        read_transcript(tmp_path / "none.jsonl")


def test_events_of_a_newer_version_are_kept_and_skipped(tmp_path):
    path = tmp_path / "round.jsonl"
    newer = '{"type":"applause","loudness":11}'
    path.write_text(lines(HEADER, newer, MESSAGE))
    transcript = read_transcript(path)
    assert json.loads(transcript.events[0].model_dump_json()) == json.loads(newer)
    assert transcript.events[1] == some.a_message()


def test_fields_of_a_newer_version_are_kept(tmp_path):
    path = tmp_path / "round.jsonl"
    path.write_text(lines(HEADER[:-1] + ',"mood":"calm"}', MESSAGE[:-1] + ',"pace":"slow"}'))
    transcript = read_transcript(path)
    assert json.loads(transcript.header.model_dump_json())["mood"] == "calm"
    assert json.loads(transcript.events[0].model_dump_json())["pace"] == "slow"
