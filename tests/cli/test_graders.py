"""Grading with a language model from the shell: real processes, a real server."""

import json
import re

import pytest

from interviewer.cli import main
from interviewer.model.events import Graded, Usage
from interviewer.transcripts.read import read_transcript
from tests.cli.shell import HOLLOW, STRONG, Ran, interviewer, messages, transcripts
from tests.llm.judging import JudgingModel
from tests.llm.parts import OPENAI_KEY
from tests.llm.server import refusal

SCORE = ("score", "--round", "product-sense", "--question", "nurse-handover")
HEARD = {"names-user-segment": (2, 1), "makes-decision": (2, 2), "defines-metric": (2, 8)}


@pytest.fixture
def model():
    with JudgingModel(HEARD, level=3) as running:
        yield running


def local(model, name="small"):
    return ("--llm", f"compatible/{name}", "--base-url", model.url)


def hosted(model, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", model.url)


@pytest.fixture
def score(tmp_path, capsys):
    """`score` in this process: as the shell runs it, without the second that a process of its own takes."""
    answer = tmp_path / "answer.txt"
    answer.write_text(STRONG)

    def run(*words, one=True):
        code = main([*(map(str, [*SCORE, answer] if one else SCORE[:1])), *map(str, words)])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


def test_an_answer_is_graded_recorded_and_played_back(home, model, tmp_path, score):
    recording = tmp_path / "exchange.jsonl"
    ran = score(*local(model), "--format", "json", "--record", recording)
    assert ran.code == 0, ran.err
    card = ran.json
    assert (card["scorer"], card["model"], card["calibrated"]) == ("compatible/small", "small", False)
    assert card["usage"]["cost"] is None
    assert model.url.split("/")[2] in ran.err
    model.leave()
    played = score("--llm", f"recorded/{recording}", "--format", "json")
    assert played.code == 0, played.err
    assert played.json["dimensions"] == card["dimensions"]
    shown = score("--llm", f"recorded/{recording}")
    assert "not yet measured against readers" in " ".join(shown.out.split())
    assert re.search(r"^rewritten +\[\d\] I'd show the changes only", shown.out, re.MULTILINE)
    spared = score("--llm", f"recorded/{recording}", "--no-rewrite", "--format", "json")
    assert spared.json["rewrite"] is None


def test_a_panel_is_named_and_its_graders_told(home, model, score):
    ran = score(*local(model), "--llm", "offline", "--format", "json")
    assert ran.code == 0, ran.err
    assert ran.json["scorer"] == "panel"
    assert [each["spec"] for each in ran.json["judges"]] == ["compatible/small", "offline"]
    text = score(*local(model), "--llm", "offline")
    assert "panel of 2 (small, offline)" in " ".join(text.out.split())


def test_a_batch_goes_on_past_lines_that_fail_and_tells_the_cost(home, model, tmp_path, score, monkeypatch):
    plain = model.answer
    model.answer = lambda body: refusal(400) if "synergies" in json.dumps(body) else plain(body)
    lines = [
        {"id": "good", "round": "product-sense", "answer": STRONG},
        {"id": "refused", "round": "product-sense", "answer": HOLLOW},
        {"id": "unknown", "round": "nowhere", "answer": STRONG},
        {"id": "last", "round": "execution", "answer": STRONG, "mine": 7},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in lines))
    out = tmp_path / "out.jsonl"
    hosted(model, monkeypatch)
    ran = score("--batch", path, "--out", out, "--llm", "openai/gpt-4.1", "--workers", "3", one=False)
    assert ran.code == 0, ran.err
    records = [json.loads(line) for line in out.read_text().splitlines()]
    assert [each["id"] for each in records] == ["good", "refused", "unknown", "last"]
    assert [each.get("error", {}).get("kind") for each in records] == [
        None,
        "request-refused",
        "unknown-round",
        None,
    ]
    assert records[3]["mine"] == 7
    assert records[0]["usage"]["cost"] > 0
    assert re.search(r"2 graded, 2 with errors, cost \$0\.0\d", ran.err)
    assert OPENAI_KEY not in out.read_text() + ran.err


def test_a_round_whose_grader_fails_is_graded_offline(home, model):
    model.will(refusal(401))
    ran = interviewer(
        *("practice", "--plain", "--question", "nurse-handover", "--seed", "3"),
        *("--grader", "compatible/small", "--base-url", model.url),
        stdin=messages(STRONG) + "/finish\n/model nobody/at-all\n/offline\n",
    )
    assert ran.code == 0, ran.err
    assert "interviewer offline, grader compatible/small" in ran.out
    assert model.url.split("/")[2] in ran.out
    assert "Your answers are saved" in ran.err
    assert "there is no provider 'nobody'" in ran.err
    assert "offline grades from here on." in ran.out
    [path] = transcripts(home)
    [graded] = [each for each in read_transcript(path).events if isinstance(each, Graded)]
    assert graded.scorecard.scorer == "offline"


def test_a_round_left_ungraded_is_graded_later(home, model):
    model.will(refusal(401))
    ran = interviewer(
        *("practice", "--plain", "--question", "nurse-handover", "--seed", "3"),
        *("--grader", "compatible/small", "--base-url", model.url),
        stdin=messages(STRONG) + "/finish\n",
    )
    assert ran.code == 1
    assert "not graded" in ran.err
    [path] = transcripts(home)
    later = interviewer("replay", path.stem, "--rescore", *local(model), "--format", "json")
    assert later.code == 0, later.err
    assert later.json[0]["after"]["scorer"] == "compatible/small"
    events = read_transcript(path).events
    assert [each.scorecard.scorer for each in events if isinstance(each, Graded)] == ["compatible/small"]


def test_what_grading_took_is_part_of_the_rounds_cost(home, model, monkeypatch):
    hosted(model, monkeypatch)
    ran = interviewer(
        *("practice", "--plain", "--question", "nurse-handover", "--seed", "3"),
        *("--grader", "openai/gpt-4.1"),
        stdin=messages(STRONG) + "/finish\n",
    )
    assert ran.code == 0, ran.err
    [path] = transcripts(home)
    [used] = [each for each in read_transcript(path).events if isinstance(each, Usage)]
    assert (used.spec, used.usage["label"], used.usage["attempts"]) == ("openai/gpt-4.1", "grader", 5)
    assert used.usage["input"] == 5 * 1800
    assert re.search(r"It cost \$0\.0\d", ran.err)


def test_wrong_usage_is_one_line(home, model, tmp_path, score):
    for words, code, hint in (
        (("--llm", "nobody/x"), 2, "there is no provider 'nobody'"),
        (("--llm", "compatible/small"), 2, "--base-url"),
        ((*local(model), "--llm", "compatible/small"), 2, "named twice"),
        ((*local(model), "--samples", "0"), 2, "--samples"),
        ((*local(model), "--workers", "3"), 2, "--batch"),
        ((*local(model), "--llm", "compatible/b", "--record", tmp_path / "r"), 2, "--record"),
        (("--llm", "openai/gpt-4.1"), 1, "OPENAI_API_KEY"),
    ):
        assert score(*words).failed_with(code, hint)
    assert model.asked == []
