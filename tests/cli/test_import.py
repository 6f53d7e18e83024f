"""`interviewer transcripts import`: an interview held elsewhere becomes a round like any other."""

import json
import os

import pytest

from interviewer.cli import main
from interviewer.session.grading import RoundRecord, answer_turns
from interviewer.transcripts.read import read_transcript
from tests.cli.shell import STRONG, transcripts

QUESTION = "Half of the nurses who try our AI shift handover drop it. What would you build?"
TALK = f"""\
Ana: {QUESTION}
Me: Which wards drop it?
Ana: Intensive care.
Me: {STRONG}
Ana: What would you give up?
Me: The agency nurse, and I accept that.
"""


@pytest.fixture
def bring(tmp_path, capsys):
    def run(text, *words, name="talk.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_760_000_000, 1_760_000_000))
        code = main(["transcripts", "import", str(path), *words])
        got = capsys.readouterr()
        return code, got.out.strip(), got.err.strip()

    return run


def test_it_is_a_round_with_question_answer_and_follow_up(bring, home):
    code, name, err = bring(TALK, "--round", "product-sense")
    assert (code, err) == (0, f"Grade it with: interviewer replay {name} --rescore")
    [path] = transcripts(home)
    assert path.stem == name
    transcript = read_transcript(path)
    assert transcript.header.questions[0].prompt == QUESTION
    assert transcript.header.created.timestamp() == 1_760_000_000
    assert transcript.ended
    turns = answer_turns(RoundRecord.of(transcript), 0)
    assert [(turn.role, turn.follow_up) for turn in turns] == [
        ("clarifying", None),
        ("answer", None),
        ("follow-up", "What would you give up?"),
    ]
    assert turns[1].text == STRONG


def test_it_is_graded_replayed_and_counted_like_any_other(bring, capsys):
    _, name, _ = bring(TALK, "--round", "product-sense", "--question", "nurse-handover")
    assert main(["replay", name, "--rescore"]) == 0
    assert main(["replay", name]) == 0
    capsys.readouterr()
    assert main(["progress", "--format", "json"]) == 0
    progress = json.loads(capsys.readouterr().out)
    assert (progress["rounds"], progress["answers"]) == (1, 1)


def test_times_of_captions_are_kept(bring, home):
    cues = [("Ana", 1, QUESTION), ("Ben", 12, STRONG.replace("\n", " ")), ("Ana", 400, "Why nurses?")]
    text = "WEBVTT\n\n" + "\n".join(
        f"{t // 60:02d}:{t % 60:02d}.500 --> 09:00.000\n<v {who}>{said}\n" for who, t, said in cues
    )
    code, _, _ = bring(text, "--round", "product-sense", "--candidate-is", "ben", name="talk.vtt")
    assert code == 0
    said = [event for event in read_transcript(transcripts(home)[0]).events if event.type == "said"]
    assert [event.t for event in said] == [1.5, 12.5, 400.5]


def test_a_chat_export_has_its_own_date_and_the_user_answers(bring, home):
    messages = [
        {"role": "assistant", "content": QUESTION, "timestamp": "2026-10-05T20:15:00Z"},
        {"role": "user", "content": "I build for the night nurse.", "timestamp": "2026-10-05T20:19:00Z"},
    ]
    code, name, _ = bring(json.dumps(messages), "--round", "product-sense", name="chat.json")
    assert code == 0
    assert name.startswith("20261005T2015Z-product-sense-")
    assert read_transcript(transcripts(home)[0]).seconds == 240


def test_what_a_chat_was_set_up_with_is_no_answer(bring, home):
    said = ("Please interview me for a PM role.", QUESTION, "I build for the night nurse.")
    roles = ("user", "assistant", "user")
    messages = [{"role": role, "content": text} for role, text in zip(roles, said, strict=True)]
    code, _, _ = bring(json.dumps(messages), "--round", "product-sense", name="chat.json")
    assert code == 0
    transcript = read_transcript(transcripts(home)[0])
    assert transcript.header.questions[0].prompt == QUESTION
    assert [turn.text for turn in answer_turns(RoundRecord.of(transcript), 0)] == [said[2]]


SET_UP = "Please interview me for a PM role at a hospital. One question, then follow up on my answer."


def chatgpt(*said):
    """An export as ChatGPT writes it, with its hidden first message."""
    system = {"author": {"role": "system"}, "content": {"content_type": "text", "parts": [""]}}
    nodes = {"n0": {"parent": None, "message": system}}
    for at, (role, text) in enumerate(said, start=1):
        content = {"content_type": "text", "parts": [text]}
        message = {"author": {"role": role}, "create_time": 1_760_000_000 + 60 * at, "content": content}
        nodes[f"n{at}"] = {"parent": f"n{at - 1}", "message": message}
    return json.dumps([{"title": "Mock", "mapping": nodes, "current_node": f"n{len(said)}"}])


@pytest.mark.parametrize("named", [(), ("--question", "nurse-handover")])
@pytest.mark.parametrize(
    "first",
    [SET_UP, "Act as a hiring manager.\n\nOne question at a time!", "Let's do a mock. Give me a case."],
)
def test_what_asks_for_the_interview_is_no_answer(bring, home, first, named):
    said = (("user", first), ("assistant", QUESTION), ("user", STRONG), ("assistant", "Why nurses?"))
    code, _, err = bring(chatgpt(*said), "--round", "product-sense", *named, name="conversations.json")
    assert code == 0, err
    assert f"Left out: the {len(first.split())} words that ask for the interview" in err
    transcript = read_transcript(transcripts(home)[0])
    assert "Half of the nurses" in transcript.header.questions[0].prompt
    said = [(event.who, event.t) for event in transcript.events if event.type == "said"]
    assert said == [("interviewer", 0), ("candidate", 60), ("interviewer", 120)]
    assert [turn.text for turn in answer_turns(RoundRecord.of(transcript), 0)] == [STRONG]


def test_an_answer_that_stands_first_stays_though_it_speaks_of_interviews(bring, home):
    text = "Me: I would interview ten nurses first.\nAna: And then?\nMe: I would cut the list.\nAna: Good.\n"
    code, _, err = bring(text, "--round", "product-sense", "--question", QUESTION)
    assert code == 0, err
    assert "Left out" not in err
    turns = answer_turns(RoundRecord.of(read_transcript(transcripts(home)[0])), 0)
    assert turns[0].text == "I would interview ten nurses first."


@pytest.mark.parametrize(
    ("text", "words", "code", "says"),
    [
        (
            TALK.replace("Me:", "Ben:"),
            ("--round", "execution"),
            2,
            "Name one with --candidate-is: Ana (3), Ben (3)",
        ),
        (TALK, ("--round", "execution", "--candidate-is", "Carl"), 2, "'Carl' fits 0 of the speakers"),
        (TALK, (), 2, "which round was it? Name it with --round: product-sense"),
        (TALK, ("--round", "executon"), 2, "did you mean 'execution'"),
        (TALK.split("\n", 1)[1], ("--round", "execution"), 2, "say what was asked with --question"),
        ("I would start with nurses.", ("--round", "execution"), 1, "nobody can be told apart"),
    ],
)
def test_what_is_open_is_asked_for_and_nothing_is_saved(bring, home, text, words, code, says):
    got, out, err = bring(text, *words)
    assert (got, out) == (code, "")
    assert says in err
    assert len(err.splitlines()) == 1
    assert not transcripts(home)
