"""A batch by the provider's own batches: sent, fetched, gone on with, and paid for once."""

import json
import os
import signal

import pytest

from interviewer.llm import batch_desk
from interviewer.llm.usage import Usage, price_of_spec
from tests.batch.conftest import asked, ids, kinds, records, written
from tests.llm.batch_server import BatchServer
from tests.llm.parts import ANTHROPIC_KEY, OPENAI_KEY

SPECS = ("openai/gpt-4.1", "anthropic/claude-opus-5")


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(batch_desk, "_POLLS", (0.01,))
    with BatchServer() as running:
        monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
        monkeypatch.setenv("OPENAI_BASE_URL", f"{running.url}/v1")
        monkeypatch.setenv("ANTHROPIC_API_KEY", ANTHROPIC_KEY)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", running.url)
        yield running


@pytest.fixture
def three(tmp_path):
    return written(tmp_path / "in.jsonl", asked(0), asked(1, round="nowhere"), asked(2))


def words(spec):
    return ("--llm", spec, "--engine", "provider")


@pytest.mark.parametrize("spec", SPECS)
def test_answers_go_out_together_and_come_back_at_half_the_price(batch, server, three, out, spec):
    server.polls = 2
    ran = batch(three, *words(spec))
    assert ran.code == 0, ran.err
    assert ids(out) == ["a0", "a1", "a2"]
    assert kinds(out) == [None, "unknown-round", None]
    assert {len(each) for each in server.batches.values()} == {8}
    assert "8 requests are at" in ran.err
    card = records(out)[0]
    assert (card["scorer"], card["usage"]["calls"]) == (spec, 4)
    assert card["usage"]["input"] == 4 * 1800
    price = price_of_spec(spec)(Usage(input=7200, output=960))
    assert card["usage"]["cost"] == pytest.approx(price / 2)
    assert not list(out.parent.glob(".out*"))
    assert OPENAI_KEY not in ran.err + out.read_text()


def test_the_records_are_those_of_single_calls_but_for_the_price(batch, server, three, out, tmp_path):
    batch(three, *words(SPECS[0]))
    batch(three, "--llm", SPECS[0], to=tmp_path / "single.jsonl")
    together, single = records(out), records(tmp_path / "single.jsonl")
    for each in (*together, *single):
        if "usage" in each:
            each["usage"]["cost"] = None
    assert together == single


@pytest.mark.parametrize("spec", SPECS)
def test_what_is_at_the_provider_is_fetched_by_the_next_run(batch, server, three, out, spec):
    server.polls = 10**9
    look = server._ended

    def interrupt(name, looking):
        if looking and server.looked[name] == 2:
            os.kill(os.getpid(), signal.SIGINT)
        return look(name, looking)

    server._ended = interrupt
    ran = batch(three, *words(spec))
    assert ran.code == 130
    state = json.loads((out.parent / ".out.jsonl.batches").read_text())
    assert [each["id"] for each in state["batches"]] == ["batch_0"]
    assert "Number" not in json.dumps(state)
    server.polls = 0
    server._ended = look
    ran = batch(three, *words(spec))
    assert ran.code == 0, ran.err
    assert kinds(out) == [None, "unknown-round", None]
    assert len(server.batches) == 1
    assert not list(out.parent.glob(".out*"))


@pytest.mark.parametrize("spec", SPECS)
def test_a_batch_whose_confirmation_was_lost_is_found_and_not_sent_again(batch, server, three, out, spec):
    server.lose_reply = True
    ran = batch(three, *words(spec))
    assert ran.code == 0, ran.err
    assert len(server.batches) == 1
    assert kinds(out) == [None, "unknown-round", None]


@pytest.mark.parametrize("spec", SPECS)
def test_requests_that_failed_are_sent_again_and_only_those(batch, server, three, out, spec):
    failed = []

    def fate(body):
        text = json.dumps(body)
        if "Number 2." in text and "Report on rigor" in text and len(server.batches) == 1:
            failed.append(text)
            return "expired"
        return None

    server.fate = fate
    assert batch(three, *words(spec)).code == 0
    assert kinds(out) == [None, "unknown-round", None]
    assert [len(each) for each in server.batches.values()] == [8, 1]
    assert failed


@pytest.mark.parametrize("spec", SPECS)
def test_what_fails_for_good_is_an_error_of_its_line(batch, server, tmp_path, out, spec):
    source = written(tmp_path / "in.jsonl", asked(0), asked(1), asked(2))

    def fate(body):
        text = json.dumps(body)
        if "Number 0." in text:
            return "invalid"
        return "no verdict at all" if "Number 1." in text else None

    server.fate = fate
    assert batch(source, *words(spec)).code == 0
    assert kinds(out) == ["request-refused", "invalid-reply", None]


@pytest.mark.parametrize("spec", SPECS)
def test_a_batch_cancelled_elsewhere_keeps_what_was_finished(batch, server, three, out, spec):
    first = "Number 2."
    server.fate = lambda body: "canceled" if first in json.dumps(body) and len(server.batches) == 1 else None
    server.status["batch_0"] = "cancelled"
    ran = batch(three, *words(spec))
    assert ran.code == 1
    assert "cancelled elsewhere" in ran.err.splitlines()[-1]
    ran = batch(three, *words(spec))
    assert ran.code == 0, ran.err
    assert kinds(out) == [None, "unknown-round", None]
    again = [text for text in map(json.dumps, server.batches["batch_1"].values()) if "Number 0." in text]
    assert again == []


def test_wrong_usage(batch, server, three, out, tmp_path, capsys):
    assert batch(three, "--engine", "provider").failed_with(2, "--llm anthropic/MODEL")
    assert batch(three, *words("compatible/x")).failed_with(2, "no batches of its own")
    two = (*words(SPECS[0]), "--llm", SPECS[1])
    assert batch(three, *two).failed_with(2, "one model")
    assert batch(three, *words(SPECS[0]), to="-").failed_with(2, "needs --out")
    (out.parent / ".out.jsonl.batches").write_text("{}")
    ran = batch(three, *words(SPECS[0]))
    assert ran.code == 1
    assert "cannot be read" in ran.err
    assert server.batches == {}
