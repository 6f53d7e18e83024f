"""Grading from Python, in and out of a running event loop."""

import asyncio
import json
import runpy
import subprocess
import sys
import threading
from itertools import count, islice
from pathlib import Path

import pytest

import interviewer
from interviewer import InterviewerError, NotScorableError, Scorecard, Scorer, ascore, score
from interviewer.llm.errors import KeyMissingError, KeyRefusedError
from interviewer.model.errors import UsageError
from tests.batch.conftest import ANSWER, asked
from tests.llm.judging import JudgingModel
from tests.llm.server import refusal

EXAMPLE = Path(__file__).parents[2] / "docs" / "example.py"


@pytest.fixture
def model():
    with JudgingModel({"names-user-segment": (2, 1)}, level=3) as running:
        yield running


def test_one_answer():
    card = score(ANSWER, round="product-sense", question="nurse-handover")
    assert isinstance(card, Scorecard)
    assert (card.id, card.question_id, card.scorer) == (None, "nurse-handover", "offline")
    assert card.dimensions["framing"].estimate > 1
    for evidence in card.dimensions["framing"].evidence:
        for quote in evidence.quotes:
            assert ANSWER[quote.start : quote.end] == quote.text


@pytest.mark.asyncio
async def test_in_a_running_loop_both_ways():
    one = score(ANSWER, round="product-sense")
    other = await ascore(ANSWER, round="product-sense")
    async with Scorer("offline") as scorer:
        several = await asyncio.gather(*(scorer.ascore(ANSWER, round="product-sense") for _ in range(2)))
    assert one == other == several[0] == several[1]


@pytest.mark.asyncio
async def test_a_model_in_a_running_loop_both_ways(model):
    async with Scorer("compatible/small", base_url=model.url) as scorer:
        assert model.url.split("/")[2] in scorer.note
        one = scorer.score(ANSWER, round="product-sense", id="a")
        other = await scorer.ascore(ANSWER, round="product-sense", id="a")
    assert one.dimensions == other.dimensions
    assert (one.scorer, one.id) == ("compatible/small", "a")
    assert len(model.asked) == 8


def test_many_are_what_a_batch_writes_and_are_read_as_they_are_needed(batch, tmp_path, out):
    lines = [asked(0, mine=7), asked(1, answer=" "), asked(2, round="nowhere"), asked(3, answer=5), asked(4)]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)))
    batch(source)
    with Scorer() as scorer:
        records = list(scorer.score_all(lines))
        endless = (asked(number) for number in count())
        assert [each["id"] for each in islice(scorer.score_all(endless), 2)] == ["a0", "a1"]
    assert records == [json.loads(line) for line in out.read_text().splitlines()]


def test_many_with_a_model_are_under_way_together_and_keep_their_order(model):
    plain, met = model.answer, threading.Barrier(3)

    def answer(body):
        if len(model.asked) < 3 and "# Report on" in json.dumps(body):
            met.wait(10)
        return plain(body)

    model.answer = answer
    with Scorer("compatible/small", base_url=model.url, at_once=3) as scorer:
        records = list(scorer.score_all([asked(number) for number in range(4)]))
        assert [each["id"] for each in records] == ["a0", "a1", "a2", "a3"]
        assert not any("error" in each for each in records)
        assert model.most_under_way == 3
        model.answer = lambda body: refusal(401)
        with pytest.raises(KeyRefusedError):
            list(scorer.score_all([asked(5)]))


def test_what_cannot_be_graded_says_why(tmp_path):
    for answer, words, kind in (
        (" ", {"round": "execution"}, "empty-answer"),
        (ANSWER, {"round": "nowhere"}, "unknown-round"),
        (ANSWER, {"round": "execution", "question": "none"}, "unknown-question"),
    ):
        with pytest.raises(NotScorableError) as raised:
            score(answer, **words)
        assert raised.value.kind == kind
        assert isinstance(raised.value, InterviewerError)
    for wrong in ({"samples": 0}, {"at_once": 0}, {"llm": "nobody/x"}):
        with pytest.raises(UsageError):
            Scorer(**wrong)
    with pytest.raises(KeyMissingError):
        Scorer("openai/gpt-4.1")


def test_the_package_names_what_it_offers_and_imports_nothing_before():
    assert set(interviewer.__all__) <= set(dir(interviewer))
    with pytest.raises(AttributeError, match="no attribute 'scorer'"):
        interviewer.scorer  # noqa: B018
    code = "import sys, interviewer; print([name for name in sys.modules if name.startswith('interviewer')])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "['interviewer']"


def test_the_example_runs(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", [str(EXAMPLE)])
    runpy.run_path(str(EXAMPLE))
    shown = capsys.readouterr().out
    assert "empty-answer: " in shown
    assert "2 of 3 graded, mean " in shown
