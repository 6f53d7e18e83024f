"""`interviewer calibrate`: a model reads labelled answers over a real server, and what is found is used."""

import json
import re

import pytest

from interviewer.cli import main
from interviewer.model.words import Dimension
from tests.cli.shell import HOLLOW, STRONG
from tests.llm.judging import JudgingModel
from tests.llm.server import completion, refusal

HEARD = {
    "names-user-segment": (2, 1),
    "makes-decision": (2, 2),
    "accepts-cost": (2, 4),
    "defines-metric": (2, 8),
    "names-guardrail": (2, 9),
}
SCORE = ("score", "--round", "product-sense", "--format", "json")


@pytest.fixture
def model():
    """Hears something in the strong answers only, and would give everything a 4 or, to the rest, a 3."""
    with JudgingModel() as running:
        plain = running.answer

        def answer(body):
            empty = "synergies" in json.dumps(body["messages"][0])
            running.heard, running.level = ({}, 3) if empty else (HEARD, 4)
            if body.get("logprobs"):
                top = [{"token": "4", "logprob": -0.1}, {"token": "3", "logprob": -2.4}]
                odds = {"content": [{"token": "4", "logprob": -0.1, "top_logprobs": top}]}
                return completion({"content": "4"}, logprobs=odds)
            return plain(body)

        running.answer = answer
        yield running


@pytest.fixture
def labelled(tmp_path):
    """Ten questions, each with an answer that readers put at 3 and one they put at 1."""
    lines = [
        {"round": "product-sense", "question": f"What would you change about ward {number}?", "answer": text}
        | dict.fromkeys((name.value for name in Dimension), level)
        for number in range(10)
        for text, level in ((f"{STRONG} Ward {number}.", 3), (f"{HOLLOW} Ward {number}.", 1))
    ]
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


def test_what_is_found_is_kept_and_used_until_something_changes(home, model, labelled, tmp_path, capsys):
    answer = tmp_path / "answer.txt"
    answer.write_text(STRONG)
    at = ("--llm", "compatible/small", "--base-url", model.url)

    def score():
        assert main([*SCORE, str(answer), *at]) == 0
        return json.loads(capsys.readouterr().out)

    before = score()
    assert before["calibrated"] is False
    assert main(["calibrate", *at, "--answers", str(labelled), "--yes"]) == 0
    out, err = capsys.readouterr()
    assert "20 labelled answers: 80 calls or more, no price is known" in err
    assert "compatible/small: 20 answers to 10 questions" in out
    rows = re.findall(r"^(\w+) +(-?[\d.]+) \(.+?\) +(-?[\d.]+) \(", out, re.MULTILINE)
    assert [name for name, *_ in rows] == list(Dimension)
    for name, earlier, later in rows:
        assert float(later) >= float(earlier), name
    assert float(rows[0][2]) > 0.5
    [path] = (home / "calibration").glob("*.json")
    assert path.stat().st_mode & 0o777 == 0o600
    assert json.loads(path.read_text())["logprobs"] is True

    after = score()
    assert after["calibrated"] is True
    assert after["dimensions"]["framing"]["estimate"] != before["dimensions"]["framing"]["estimate"]
    assert after["judges"][0]["dimensions"]["framing"]["opinion"] == pytest.approx(3.91, abs=0.02)

    own = home / "prompts" / "judge" / "system.md"
    own.parent.mkdir(parents=True)
    own.write_text("Be brief.\n<answer>\n{% for line in lines %}{{ line }}\n{% endfor %}</answer>\n")
    changed = score()
    assert changed["calibrated"] is False
    assert changed["prompt_sha256"] != after["prompt_sha256"]
    assert any("interviewer calibrate --llm compatible/small" in note for note in changed["notes"])
    assert changed["dimensions"]["framing"]["estimate"] == before["dimensions"]["framing"]["estimate"]


def test_what_cannot_be_calibrated_is_one_line(home, model, labelled, tmp_path, capsys):
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(labelled.read_text().splitlines()[:6]))
    bad = tmp_path / "bad.jsonl"
    bad.write_text(labelled.read_text().replace('"rigor": 3', '"rigor": 7', 1))
    at = ("--llm", "compatible/small", "--base-url", model.url, "--yes", "--answers")
    for words, code, hint in (
        (("--yes",), 2, "--llm"),
        ((*at, tmp_path / "nowhere"), 2, "there is no file"),
        ((*at, few), 1, "too few"),
        ((*at, labelled, "--limit", 0), 2, "--limit"),
        ((*at, bad), 1, "bad.jsonl:1: rigor"),
        ((*at[:4], "--answers", labelled), 2, "--yes"),
    ):
        assert main(["calibrate", *map(str, words)]) == code
        out, err = capsys.readouterr()
        assert out == ""
        assert hint in err.splitlines()[-1]
    assert model.asked == []
    model.answer = lambda body: refusal(401)
    assert main(["calibrate", *map(str, (*at, labelled))]) == 1
    assert not list((home / "calibration").glob("*.json"))
