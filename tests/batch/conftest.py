"""Batches run in this process, as the shell runs them; answers are short, so that grading takes little."""

import json
from pathlib import Path

import pytest

from interviewer.cli import main
from tests.cli.shell import Ran

ANSWER = (
    "I'd build it for the night nurse in intensive care, because she had the patient on Tuesday. "
    "I thought about letting every ward configure it and I'm not doing that: nobody configures anything at "
    "five to seven. I watch the share of handovers on paper, from nearly all to under half. Number {number}."
)


def asked(number, **fields):
    line = {"id": f"a{number}", "round": "product-sense", "question": "nurse-handover"}
    return line | {"answer": ANSWER.format(number=number)} | fields


def written(path: Path, *lines):
    path.write_text("".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in lines))
    return path


def records(path: Path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def ids(path: Path):
    return [each["id"] for each in records(path)]


def kinds(path: Path):
    return [each.get("error", {}).get("kind") for each in records(path)]


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.jsonl"


@pytest.fixture
def batch(out, capsys):
    def run(source, *words, to=out) -> Ran:
        code = main([*map(str, ("score", "--batch", source, "--out", to, *words))])
        printed, err = capsys.readouterr()
        return Ran(code, printed, err)

    return run
