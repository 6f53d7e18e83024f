"""What many scorecards say together: a cohort's summary, and two scorings compared."""

import json
import re
from html import unescape

import pytest

from interviewer.cli import main
from interviewer.scoring.agreement import interval, weighted_kappa
from tests.batch.conftest import asked, records, written
from tests.cli.shell import HOLLOW, STRONG, Ran

NASTY = "<script>alert(1)</script>\x1b[31m"


@pytest.fixture
def run(capsys):
    def go(*words) -> Ran:
        code = main([*map(str, words)])
        printed, err = capsys.readouterr()
        return Ran(code, printed, err)

    return go


@pytest.fixture
def cards(batch, tmp_path, out):
    lines = [asked(number) for number in range(3)]
    lines += [asked(3, answer=STRONG), asked(4, answer=HOLLOW), asked(5, answer=" ")]
    lines += [asked(6, id=NASTY, question="What would you build for nurses?")]
    assert batch(written(tmp_path / "in.jsonl", *lines)).code == 0
    return out


def changed(path, source, change):
    """A copy of a scoring, each scorecard changed."""
    lines = records(source)
    for at, each in enumerate(lines):
        if "error" not in each:
            change(at, each)
    return written(path, *lines)


def lower(dimension, by, places):
    def change(at, card):
        score = card["dimensions"][dimension]
        if at in places and score["score"] > by:
            score["score"] -= by
            score["estimate"] = round(score["estimate"] - by, 2)

    return change


def test_a_summary_counts_what_is_there(run, cards):
    got = run("summarize", cards, "--format", "json").json
    graded = [each for each in records(cards) if "error" not in each]
    assert got["answers"] == len(graded) == 6
    assert [(each["id"], each["count"]) for each in got["errors"]] == [("empty-answer", 1)]
    for name, spread in got["dimensions"].items():
        levels = [each["dimensions"][name]["score"] for each in graded]
        assert spread["levels"] == [levels.count(level) for level in (1, 2, 3, 4)]
        mean = sum(each["dimensions"][name]["estimate"] for each in graded) / 6
        assert spread["mean"] == pytest.approx(mean, abs=0.006)
        for missed in got["missed"][name]:
            missing = [each for each in graded if missed["signal"] in each["dimensions"][name]["missing"]]
            assert missed["count"] == len(missing)
            assert missed["count"] <= missed["of"] <= 6
    hollow = next(each for each in got["flags"] if each["id"] == "hollow")
    assert hollow["count"] == sum("hollow" in [flag["id"] for flag in each["flags"]] for each in graded)
    assert [(each["question"], each["answers"]) for each in got["questions"]] == [
        ("nurse-handover", 5),
        (None, 1),
    ]
    assert sum(each["count"] for each in got["recommendations"]) == 6


@pytest.mark.parametrize("words", [("summarize",), ("compare",)])
def test_reports_for_people(run, cards, tmp_path, words):
    other = changed(tmp_path / "b.jsonl", cards, lower("framing", 1, range(9)))
    words = (*words, cards, *([other] if words == ("compare",) else []))
    text = run(*words)
    assert text.code == 0
    assert max(map(len, text.out.splitlines())) <= 80
    assert "\x1b" not in text.out
    page = tmp_path / "page.html"
    assert run(*words, "--format", "html", "--out", page).err == f"Written to {page}.\n"
    html = unescape(page.read_text())
    assert "default-src 'none'; style-src 'sha256-" in html
    assert "<script" not in page.read_text()
    assert not re.search(r'src=|href="(?!#)', page.read_text())
    for anchor in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{anchor}"' in html


def test_a_scoring_agrees_with_itself(run, cards):
    got = run("compare", cards, cards, "--format", "json").json
    assert got["answers"] == 6
    assert got["errors_first"] == got["errors_second"] == 1
    for figures in got["dimensions"].values():
        assert (figures["kappa"]["value"], figures["same"], figures["shift"]["value"]) == (1, 1, 0)
    assert got["same_recommendation"] == 1
    assert got["disagreements"] == []


def test_figures_and_the_answers_furthest_apart(run, cards, tmp_path):
    other = changed(tmp_path / "b.jsonl", cards, lower("framing", 2, {3}))
    lines = records(other)
    written(other, *lines[:2], *lines[3:], lines[0] | {"id": "new"})
    got = run("compare", cards, other, "--format", "json").json
    assert (got["answers"], got["only_first"], got["only_second"]) == (5, 1, 1)
    pairs = [
        (one["dimensions"]["framing"]["score"], two["dimensions"]["framing"]["score"])
        for one in records(cards)
        for two in records(other)
        if one["id"] == two["id"] and "error" not in one
    ]
    truth, guess = zip(*pairs, strict=True)
    framing = got["dimensions"]["framing"]
    assert framing["kappa"]["value"] == pytest.approx(weighted_kappa(truth, guess), abs=0.001)
    low, high = interval(truth, guess, [f"{at:04}" for at in range(len(pairs))])
    assert (framing["kappa"]["low"], framing["kappa"]["high"]) == pytest.approx((low, high), abs=0.001)
    assert framing["within_one"] == 0.8
    assert framing["shift"]["value"] == pytest.approx(-0.4, abs=0.01)
    assert framing["shift"]["low"] < framing["shift"]["value"] <= framing["shift"]["high"]
    assert got["dimensions"]["judgment"]["kappa"]["value"] == 1
    [apart] = got["disagreements"]
    assert (apart["id"], apart["dimension"]) == ("a3", "framing")
    assert apart["first"]["level"] - apart["second"]["level"] == 2
    for shown in apart["first"]["shown"]:
        assert shown["quote"] in STRONG


def test_answers_that_are_not_the_same_are_not_compared(run, cards, tmp_path):
    other = changed(tmp_path / "b.jsonl", cards, lambda at, card: card.update(input_sha256=f"{at}"))
    assert run("compare", cards, other).failed_with(1, "no answer in common")


def test_files_that_hold_something_else(run, batch, cards, tmp_path):
    assert run("summarize", tmp_path / "none.jsonl").failed_with(1, "there is no file")
    assert run("summarize", written(tmp_path / "a.jsonl", "dear diary")).failed_with(1, "line 1")
    assert run("summarize", written(tmp_path / "a.jsonl", {"id": "x"})).failed_with(1, "line 1")
    only_errors = written(tmp_path / "e.jsonl", {"id": "x", "error": {"kind": "bad-input", "message": "no"}})
    assert run("summarize", only_errors).failed_with(1, "nothing in it is graded")
    assert run("summarize", written(tmp_path / "t.csv", "id")).failed_with(2, "JSON lines")
    assert run("compare", cards, cards, "--show", "-1").failed_with(2, "--show")
    torn = tmp_path / "torn.jsonl"
    torn.write_text(cards.read_text()[:-40])
    assert run("summarize", torn, "--format", "json").json["answers"] == 5
    assert json.loads(cards.read_text().splitlines()[0])["id"] == "a0"
