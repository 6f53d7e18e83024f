"""A round at the prompt that a language model leads: a real process and a real server."""

import re

import pytest

from interviewer.model.events import FactTold, Said, WhoAsks
from interviewer.transcripts.read import read_transcript
from tests.cli.shell import STRONG, interviewer, messages, transcripts
from tests.llm.leading import LeadingModel, decision
from tests.llm.parts import SERVER_KEY
from tests.llm.server import refusal

QUESTION = ("practice", "--plain", "--question", "nurse-handover", "--seed", "3")
KEY = {"INTERVIEWER_COMPATIBLE_API_KEY": SERVER_KEY}
COST = "The agency nurse loses most, and I accept that, because she has the page one key away."
STOP = "If it isn't under half by week four I stop, because then the paper is still the tool."
FACT = "Wards with short stays keep it. Intensive care and oncology drop it almost entirely."

TELLS = decision("answer-clarification", heard_as="clarifying", facts=["wards"])
ASKS = decision("follow-up", "Which ward would you leave out of it?", signal="names-user-segment")
ASKS_ON = decision("follow-up", "Who tells the director, and when?", signal="ties-to-business")


@pytest.fixture
def model():
    with LeadingModel() as running:
        yield running


def practise(model, *words, stdin, spec="compatible/small", env=KEY):
    at = ("--base-url", model.url) if spec.startswith("compatible") else ()
    return interviewer(*QUESTION, "--llm", spec, *at, *words, stdin=stdin, env=env)


def said(path):
    return [(each.who, each.kind, each.text) for each in events(path, Said)]


def events(path, *kinds):
    return [event for event in read_transcript(path).events if isinstance(event, kinds)]


def failures(ran):
    """What was said of failures on stderr, a line each."""
    return [line for line in ran.err.splitlines() if line.startswith("interviewer: ")]


def everything_written(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()).decode()


def test_a_whole_round_is_led_recorded_and_played_back(home, model, tmp_path):
    model.will(TELLS, ASKS, ASKS_ON, decision("last-word"))
    recording = tmp_path / "exchange.jsonl"
    stdin = messages("Which wards drop it?", STRONG, COST, STOP, "Two wards, changes only.")
    live = practise(model, "--record", recording, stdin=stdin)
    assert live.code == 0, live.err
    address = model.url.split("/")[2]
    assert f"What you write goes to {address} (this machine)." in live.out.splitlines()[1]
    assert "interviewer compatible/small, grader offline" in live.out.splitlines()[0]
    spoken = " ".join(live.out.split())
    for text in (FACT, ASKS["text"], ASKS_ON["text"]):
        assert text in spoken
    assert re.search(r"^framing +[■□ ]+", live.out, re.MULTILINE)
    assert failures(live) == []
    [path] = transcripts(home)
    assert read_transcript(path).ended
    assert [each.fact for each in events(path, FactTold)] == ["wards"]
    # The key was used, and only there.
    assert {seen.headers["authorization"] for seen in model.requests} == {f"Bearer {SERVER_KEY}"}
    for text in (live.out, live.err, everything_written(tmp_path)):
        assert SERVER_KEY not in text
        assert "Bearer" not in text

    model.leave()
    played = practise(model, spec=f"recorded/{recording}", stdin=stdin, env={})
    assert played.code == 0, played.err
    assert "nothing is sent" in " ".join(played.out.split())
    [again] = set(transcripts(home)) - {path}
    assert said(again) == said(path)
    assert read_transcript(again).header.interviewer == f"recorded/{recording}"


def test_when_the_server_is_gone_the_round_goes_on_offline(home, model):
    def last(_body):
        model.leave()
        return ASKS

    model.will(last)
    ran = practise(model, stdin=messages(STRONG, COST) + "/offline\n" + messages(STOP) + "/finish\n")
    assert ran.code == 0
    [failure] = failures(ran)
    assert "nothing answers at 127.0.0.1" in failure
    assert "start the server" in failure
    assert "/retry" in ran.err
    assert "/offline" in ran.err
    assert "Traceback" not in ran.err
    assert "offline interviews from here on." in ran.out
    assert re.search(r"^framing +[■□ ]+", ran.out, re.MULTILINE)
    [path] = transcripts(home)
    order = [
        event.spec if isinstance(event, WhoAsks) else event.kind for event in events(path, Said, WhoAsks)
    ]
    assert order[:6] == ["opening", "question", "message", "follow-up", "message", "offline"]
    assert read_transcript(path).header.interviewer == "compatible/small"


def test_a_failure_can_be_waited_out_or_left_to_another_model(home, model, tmp_path):
    refused = refusal(401, message=f"wrong key {SERVER_KEY}")
    unknown = refusal(404, message="no such model")
    model.will(refused, ASKS, unknown, ASKS_ON, refused)
    stdin = (
        messages(STRONG)
        + "/retry\n"
        + messages(COST)
        + "/model nobody/at-all\n/model compatible/large\n/model\n"
        + messages(STOP)
        + "/offline\n/finish\n"
    )
    ran = practise(model, stdin=stdin)
    assert ran.code == 0, ran.err
    assert len(failures(ran)) == 3
    assert "INTERVIEWER_COMPATIBLE_API_KEY" in failures(ran)[0]
    assert "small" in failures(ran)[1]
    assert "there is no provider 'nobody'" in ran.out
    assert "compatible/large interviews. Another one: /model NAME/MODEL" in ran.out
    assert [body["model"] for body in model.asked] == ["small"] * 3 + ["large"] * 2
    [path] = transcripts(home)
    assert [text for who, _, text in said(path) if who == "candidate"] == [STRONG, COST, STOP]
    assert [event.spec for event in events(path, WhoAsks)] == ["compatible/large", "offline"]
    assert ran.out.index(ASKS["text"]) < ran.out.index(ASKS_ON["text"])
    for text in (ran.out, ran.err, everything_written(tmp_path)):
        assert SERVER_KEY not in text


def test_without_what_a_model_needs_nothing_begins(home):
    run = ("practice", "--plain", "--llm")
    interviewer(*run, "openai/gpt-4.1").failed_with(1, "OPENAI_API_KEY")
    interviewer(*run, "compatible/small").failed_with(2, "--base-url")
    assert transcripts(home) == []


def test_a_broken_template_is_told_by_file_and_line_and_costs_nothing(home, model):
    path = home / "prompts" / "interviewer" / "turn.md"
    path.parent.mkdir(parents=True)
    path.write_text("# Now\n{% if hurry %}\n", encoding="utf-8")
    ran = practise(model, stdin=messages(STRONG))
    assert ran.code == 1
    assert model.asked == []
    [failure] = failures(ran)
    assert re.search(r"turn\.md:\d+: ", failure)
    [saved] = transcripts(home)
    assert said(saved)[-1] == ("candidate", "message", STRONG)

    path.unlink()
    model.will(ASKS)
    again = interviewer(
        *("practice", "--plain", "--continue", saved.stem, "--llm", "compatible/small"),
        *("--base-url", model.url),
        stdin="/finish\n",
    )
    assert again.code == 0, again.err
    assert said(saved)[-2][2] == ASKS["text"]
