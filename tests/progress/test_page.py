"""The progress page fits a terminal, and says of every figure how far it goes."""

import json
import random

import jsonschema
import pytest

from docs.schemas import schemas
from interviewer.cli import main
from interviewer.content.library import Library
from interviewer.reports.marks import ASCII
from interviewer.reports.progress import progress_text


@pytest.fixture
def practised(history):
    chance = random.Random(5)
    for number in range(14):
        history.add(round(chance.uniform(1, 4), 2), flags=["defers-decision"] if number % 3 else ["hollow"])
    for number in range(3):
        history.add(2.0, round="hiring-manager-screen", app_version="0.1.0" if number else "0.0.9")
    return history


def page(capsys):
    assert main(["progress"]) == 0
    return capsys.readouterr().out


def test_the_page_fits_eighty_columns_and_holds_each_part(practised, capsys):
    text = page(capsys)
    assert max(len(line) for line in text.splitlines()) <= 80
    for part in ("framing ", "rigor ", "your own guess", "most missing", "flags", "time", "begins anew"):
        assert f"\n{part}" in text
    assert (
        "pm-interviewer 0.1.0 grades, before it was 0.0.9. 1 earlier round stands in a line of its own."
        in " ".join(text.split())
    )
    assert "■ ■ □ □   lean no" in text


def test_that_there_are_too_few_rounds_is_said_once(history, capsys):
    history.add(2.0)
    text = page(capsys)
    assert text.count("too few rounds of one kind") == 1
    assert all(f"\n{name}\n" in text for name in ("framing", "judgment", "communication", "rigor"))


def test_the_json_fits_its_schema_and_holds_the_same(practised, capsys):
    assert main(["progress", "--format", "json"]) == 0
    progress = json.loads(capsys.readouterr().out)
    jsonschema.validate(progress, schemas()["progress.json"])
    assert (progress["rounds"], progress["answers"]) == (17, 17)


def test_nothing_graded_yet_says_how_to_begin(capsys):
    assert "interviewer practice" in page(capsys)


def test_in_ascii_nothing_else_is_printed(practised):
    assert progress_text(practised.progress(), Library().catalogue, ASCII).isascii()
