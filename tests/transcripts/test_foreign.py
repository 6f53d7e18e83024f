"""Conversations from elsewhere: what was written in a format is what is read from it, and nothing crashes."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.model.errors import TranscriptError
from interviewer.transcripts.foreign import read_conversation
from interviewer.transcripts.utterances import Utterance, joined

NAMES = ["Ana", "Ben Ito", "Candidate", "Interviewer", "Zoë"]
words = st.sampled_from(
    [
        "I",
        "would",
        "start",
        "with",
        "nurses",
        "because",
        "they",
        "lose",
        "12%",
        "of",
        "it",
        "—",
        "why?",
        "naïve",
    ]
)
lines = st.lists(words, min_size=1, max_size=9).map(" ".join).filter(lambda line: not line.startswith("—"))


@st.composite
def conversations(draw, times=True):
    """Two to five people's words, each name more than once, with rising times."""
    speakers = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True))
    said, t = [], 0.0
    for number in range(draw(st.integers(4, 9))):
        t += draw(st.integers(0, 90))
        text = draw(lines)
        said.append(Utterance(speaker=speakers[number % 2], text=text, t=t if times else None))
    return said


def clock(t, comma=False):
    whole = f"{int(t) // 3600:02d}:{int(t) // 60 % 60:02d}:{int(t) % 60:02d}"
    return f"{whole}{',' if comma else '.'}000"


def vtt(said):
    cues = [f"{clock(each.t)} --> {clock(each.t + 1)}\n<v {each.speaker}>{each.text}\n" for each in said]
    return "WEBVTT\n\n" + "\n".join(cues)


def srt(said):
    return "\n".join(
        f"{number}\n{clock(each.t, True)} --> {clock(each.t + 1, True)}\n{each.speaker}: {each.text}\n"
        for number, each in enumerate(said, start=1)
    )


def chatgpt(said):
    nodes = {"root": {"parent": None, "message": None}}
    for number, each in enumerate(said):
        nodes[f"n{number}"] = {
            "parent": f"n{number - 1}" if number else "root",
            "message": {
                "author": {"role": each.speaker},
                "create_time": 1_760_000_000 + each.t,
                "content": {"content_type": "text", "parts": [each.text]},
            },
        }
    nodes["other"] = {"parent": "n0", "message": {"author": {"role": "user"}, "content": {"parts": ["no"]}}}
    return json.dumps([{"title": "Mock", "mapping": nodes, "current_node": f"n{len(said) - 1}"}])


def claude(said):
    messages = [
        {"sender": each.speaker, "text": each.text, "content": [], "created_at": f"2026-10-09T08:00:{0:02d}Z"}
        for each in said
    ]
    return json.dumps({"name": "Mock", "chat_messages": messages})


def read_or_refused(text):
    """What is read, or None where it is refused in one line."""
    try:
        return read_conversation(text)
    except TranscriptError as error:
        assert "\n" not in str(error)  # noqa: PT017  # either is right
        return None


TIMED = {"vtt": vtt, "srt": srt, "chatgpt": chatgpt}
LABELLED = {
    "plain": lambda each: f"{each.speaker}: {each.text}",
    "bold": lambda each: f"**{each.speaker}:** {each.text}",
    "bold-outside": lambda each: f"**{each.speaker}**: {each.text}",
    "list": lambda each: f"- **{each.speaker}**: {each.text}",
    "heading": lambda each: f"### {each.speaker}\n\n{each.text}\n",
}
STAMPED = {
    "before": lambda each: f"[{clock(each.t)[:8]}] {each.speaker}: {each.text}",
    "after": lambda each: f"{each.speaker} ({clock(each.t)[:8]}): {each.text}",
    "above": lambda each: f"{each.speaker}  {clock(each.t)[:8]}\n{each.text}\n",
}


@pytest.mark.parametrize("form", TIMED)
@settings(max_examples=40)
@given(said=conversations())
def test_captions_and_exports_give_back_words_speakers_and_times(form, said):
    first = said[0].t if form == "chatgpt" else 0.0
    expected = [each.model_copy(update={"t": each.t - first}) for each in said]
    assert list(read_conversation(TIMED[form](said)).utterances) == expected


@pytest.mark.parametrize("form", STAMPED)
@settings(max_examples=40)
@given(said=conversations())
def test_labels_with_times_give_back_all_of_it(form, said):
    text = "\n".join(STAMPED[form](each) for each in said)
    assert list(read_conversation(text).utterances) == said


@pytest.mark.parametrize("form", LABELLED)
@settings(max_examples=40)
@given(said=conversations(times=False), title=st.sampled_from(["", "# Mock interview, October\n\n"]))
def test_labels_give_back_words_and_speakers(form, said, title):
    found = read_conversation(title + "\n".join(LABELLED[form](each) for each in said))
    assert list(found.utterances) == said
    assert found.left_out == title.strip()


@given(said=conversations(times=False))
def test_a_list_of_messages_and_claudes_export(said):
    messages = [{"role": "system", "content": "Be an interviewer."}]
    messages += [{"role": each.speaker, "content": [{"type": "text", "text": each.text}]} for each in said]
    for value in (messages, {"messages": messages}):
        assert list(read_conversation(json.dumps(value)).utterances) == said
    found = read_conversation(claude(said)).utterances
    assert [(each.speaker, each.text) for each in found] == [(each.speaker, each.text) for each in said]


pieces = st.sampled_from(["Ana:", "-->", "WEBVTT", "\n", "1", "[", "**", "00:01.000"])


@settings(max_examples=40)
@given(st.text(max_size=300) | st.lists(pieces).map("".join))
def test_any_text_is_read_or_refused_in_one_line(text):
    found = read_or_refused(text)
    assert found is None or found.utterances == joined(found.utterances)


values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=9) | st.just("user"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["role", "content", "messages", "mapping", "parts", "author", "message", "parent"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(values)
def test_any_json_is_read_or_refused_in_one_line(value):
    read_or_refused(json.dumps(value))


def test_what_one_speaker_said_in_several_captions_is_one_turn():
    text = vtt(
        [
            Utterance(speaker="Ana", text="I would start", t=1),
            Utterance(speaker="Ana", text="with nurses.", t=3),
            Utterance(speaker="Ben", text="Why?", t=9),
        ]
    )
    assert [(each.text, each.t) for each in read_conversation(text).utterances] == [
        ("I would start with nurses.", 1),
        ("Why?", 9),
    ]


def test_a_colon_in_a_sentence_is_no_speaker():
    text = "Ana: Three groups.\nNote: I count clinics as one.\nBen: Which first?\nAna: Nurses.\nBen: Why?"
    found = read_conversation(text)
    assert found.speakers == {"Ana": 2, "Ben": 2}
    assert "Note: I count clinics" in found.utterances[0].text


def test_of_several_chats_one_is_named():
    chat = {"messages": [{"role": "user", "content": "Hello"}]}
    text = json.dumps([chat | {"title": "Soup"}, chat | {"title": "Mock interview"}])
    with pytest.raises(TranscriptError, match=r"holds 2 conversations .*2 'Mock interview'"):
        read_conversation(text)
    assert read_conversation(text, "mock").speakers == {"user": 1}
    assert read_conversation(text, "2").speakers == {"user": 1}
    with pytest.raises(TranscriptError, match="none of 2"):
        read_conversation(text, "bread")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("I would start with nurses, because they lose time.", "nobody can be told apart"),
        ("", "nobody can be told apart"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nhello there\n", "do not say who speaks"),
        ('{"role": ', "not valid JSON"),
        ('{"weather": "rain"}', "no chat that can be read"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_cannot_be_told_apart_says_what_would_help(text, says):
    with pytest.raises(TranscriptError, match=says):
        read_conversation(text)
