"""Two tries at the same question: what the later has that the earlier had not."""

import json

import pytest

from interviewer.cli import main
from tests.cli.shell import STRONG
from tests.session.harness import ANSWER, graded_round


@pytest.fixture
def two(home):
    return graded_round(home, 20, ANSWER), graded_round(home, 24, STRONG)


def said(capsys, *words):
    code = main(["transcripts", "compare", *map(str, words)])
    got = capsys.readouterr()
    return code, got.out, got.err


def test_the_last_earlier_try_stands_beside_this_one(two, capsys):
    code, out, _ = said(capsys, "last")
    assert code == 0
    assert "20 November 2026        24 November 2026" in out
    assert "turns down a real option" in " ".join(out.split())
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "I build for the night nurse in            I build for the nurse" in out


def test_the_json_says_what_was_gained_and_lost(two, capsys):
    _, out, _ = said(capsys, "last", "--format", "json")
    [found] = json.loads(out)
    assert (found["before"]["id"], found["after"]["id"]) == (two[0].stem, two[1].stem)
    assert "names-rejected-option" in found["gained"]
    assert not set(found["gained"]) & set(found["lost"])
    assert found["alike"] is True


def test_two_rounds_can_be_named_in_either_order(two, capsys):
    assert said(capsys, two[0], two[1])[1] == said(capsys, two[1], two[0])[1]


def test_levels_of_another_rubric_are_not_compared_without_a_word(two, capsys):
    two[0].write_text(two[0].read_text().replace('"version":1,"sha256"', '"version":7,"sha256"'))
    assert "so the levels do not compare" in " ".join(said(capsys, "last")[1].split())


def test_a_typed_question_is_known_by_its_words(home, capsys):
    asked = "Should we let tenants in on our solar plan?"
    for day in (20, 24):
        graded_round(home, day, ANSWER, question=asked)
    graded_round(home, 22, ANSWER, question="Should we sell the solar plan?")
    _, out, _ = said(capsys, "last", "--format", "json")
    [found] = json.loads(out)
    assert found["before"]["at"].startswith("2026-11-20")


def test_without_an_earlier_try_it_says_what_to_do(home, capsys):
    graded_round(home, 20, ANSWER)
    code, out, err = said(capsys, "last")
    assert (code, out) == (2, "")
    assert "try one again" in err
