"""A batch that a model grades: what was paid for is never asked for again."""

import json
import os
import signal
import time

import pytest

from tests.batch.conftest import asked, ids, kinds, records, written
from tests.llm.judging import JudgingModel
from tests.llm.parts import OPENAI_KEY
from tests.llm.server import completion, refusal


@pytest.fixture
def model(monkeypatch):
    with JudgingModel({"names-user-segment": (2, 1)}, level=3) as running:
        monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        yield running


WORDS = ("--llm", "openai/gpt-4.1", "--workers", "4")


def numbers(model):
    """Which answers it was asked about, once a call."""
    texts = [json.dumps(each) for each in model.asked]
    return [number for text in texts for number in range(9) if f"Number {number}." in text]


def until(condition):
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.005)


def test_what_is_finished_before_its_turn_outlives_an_interruption(batch, model, tmp_path, out):
    source = written(tmp_path / "in.jsonl", *(asked(number) for number in range(4)))
    ahead = tmp_path / ".out.jsonl.ahead"
    plain = model.answer

    def answer(body):
        if "Number 0." in json.dumps(body):
            until(lambda: ahead.exists() and ahead.read_bytes().count(b"\n") >= 2)
            os.kill(os.getpid(), signal.SIGINT)
        return plain(body)

    model.answer = answer
    ran = batch(source, *WORDS)
    assert ran.code == 130
    assert "Stopped: 0 records are in" in ran.err
    assert out.read_text() == ""
    paid = {json.loads(line)[0] for line in ahead.read_text().splitlines()}
    assert len(paid) >= 2
    model.answer, model.asked = plain, []
    ran = batch(source, *WORDS)
    assert ran.code == 0, ran.err
    assert ids(out) == ["a0", "a1", "a2", "a3"]
    assert not paid & set(numbers(model))
    assert not ahead.exists()


def test_what_every_line_would_meet_stops_the_batch(batch, model, tmp_path, out):
    source = written(tmp_path / "in.jsonl", *(asked(number) for number in range(3)))
    plain = model.answer
    model.answer = lambda body: refusal(401) if "Number 1." in json.dumps(body) else plain(body)
    ran = batch(source, *WORDS[:2], "--workers", "1")
    assert ran.code == 1
    stopped, why = ran.err.splitlines()[-2:]
    assert stopped.startswith("Stopped: 1 record is in")
    assert "OPENAI_API_KEY" in why
    assert ids(out) == ["a0"]
    model.answer = plain
    model.asked.clear()
    assert batch(source, *WORDS).code == 0
    assert ids(out) == ["a0", "a1", "a2"]
    assert set(numbers(model)) == {1, 2}


def test_an_error_that_may_pass_is_tried_again_and_its_neighbours_are_not(batch, model, tmp_path, out):
    source = written(tmp_path / "in.jsonl", *(asked(number) for number in range(3)))
    plain = model.answer
    declined = completion({"content": None, "refusal": "no"})

    def answer(body):
        text = json.dumps(body)
        if "Number 0." in text:
            return completion({"content": "no verdict at all"})
        return declined if "Number 1." in text else plain(body)

    model.answer = answer
    assert batch(source, *WORDS).code == 0
    assert kinds(out) == ["invalid-reply", "refused", None]
    before = records(out)
    model.answer = plain
    model.asked.clear()
    assert "1 graded, 0 with errors" in batch(source, *WORDS).err
    assert kinds(out) == [None, "refused", None]
    assert records(out)[1:] == before[1:]
    assert set(numbers(model)) == {0}


def test_a_rate_limit_holds_all_requests_back_and_costs_no_line(batch, model, tmp_path, out):
    source = written(tmp_path / "in.jsonl", *(asked(number) for number in range(4)))
    plain, refused = model.answer, []

    def answer(body):
        if len(refused) < 3:
            refused.append(body)
            return refusal(429, "rate_limit_exceeded", headers={"retry-after-ms": "50"})
        return plain(body)

    model.answer = answer
    ran = batch(source, *WORDS)
    assert ran.code == 0, ran.err
    assert kinds(out) == [None] * 4
    assert "4 graded, 0 with errors" in ran.err


@pytest.mark.parametrize("order", [(), ("--unordered",)])
def test_an_out_that_was_read_another_number_of_times_is_left_alone(batch, model, tmp_path, out, order):
    source = written(tmp_path / "in.jsonl", asked(0), asked(1))
    batch(source, *WORDS, *order)
    once = out.read_bytes()
    written(source, asked(0), asked(1), asked(2))
    model.asked.clear()
    ran = batch(source, *WORDS, *order, "--samples", "2")
    assert ran.code == 2
    assert "of another run: it was graded with --samples 1" in ran.err
    assert out.read_bytes() == once
    assert model.asked == []
    batch(source, *WORDS, *order, "--samples", "2", "--overwrite")
    assert "Nothing was left" in batch(source, *WORDS, *order, "--samples", "2").err
