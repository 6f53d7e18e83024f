"""What three tiny calls show of a model, and what a fault leaves unknown."""

import threading
from dataclasses import asdict

import pytest

from interviewer.llm.check import NAMES, check
from interviewer.llm.specs import Options, make_llm
from interviewer.llm.usage import Budget, Meter
from tests.llm.parts import ANTHROPIC_KEY, KEYS, OPENAI_KEY, SERVER_KEY
from tests.llm.server import DROPPED, chunks, completion, refusal, tool_call

PROBE = '{"lamp": "violet-41"}'
YES = '{"answer": "yes"}'
SERVER_WORDS = f"no such luck, {OPENAI_KEY}"


def form(body):
    return PROBE if "colour" in body["messages"][-1]["content"] else YES


def able(body):
    if body.get("logprobs"):
        top = {"token": "yes", "logprob": -0.1, "bytes": None}
        return completion({"content": "yes"}, logprobs={"content": [{**top, "top_logprobs": [top]}]})
    return chunks(form(body)) if "response_format" in body else chunks("one ", "two ", "three")


def with_tools(body):
    if "tools" in body:
        return tool_call(form(body))
    return refusal(400) if {"response_format", "logprobs"} & set(body) else chunks("one ", "two")


def words_only(body):
    if {"response_format", "tools", "logprobs"} & set(body):
        return refusal(422)
    return chunks(YES if "JSON" in str(body["messages"]) else "one two three")


async def looked_at(server, fake_time, *, seconds=5.0, key=False, **options):
    meter = Meter()
    chosen = Options(base_url=server.url, timing=fake_time.time, timeout=seconds, meter=meter, **options)
    found = await check(make_llm("compatible/small", chosen), meter, seconds, key=key)
    assert tuple(each.name for each in found.checks) == NAMES
    for each in found.checks:
        assert "\n" not in each.says
    for secret in (*KEYS, "no such luck"):
        assert secret not in str(asdict(found))
    return found


def states(found):
    return {each.name: each.state for each in found.checks}


def says(found, name):
    return next(each.says for each in found.checks if each.name == name)


@pytest.mark.asyncio
async def test_a_server_that_can_everything(server, fake_time):
    server.answer = able
    found = await looked_at(server, fake_time)
    assert set(states(found).values()) == {"ok"}
    assert found.ok
    assert found.pieces == 3
    assert 0 <= found.first_token_ms < 5000
    assert found.capabilities.structured == "schema"
    assert found.capabilities.logprobs is True
    assert found.usage.total == sum(4 * [16])
    assert found.cost is None
    assert len(server.requests) == 4  # the fourth finds out how structured replies are had


@pytest.mark.parametrize(("answer", "way"), [(with_tools, "tool"), (words_only, "text")])
@pytest.mark.asyncio
async def test_a_server_that_can_less_will_do_and_is_told_apart(server, fake_time, answer, way):
    server.answer = answer
    found = await looked_at(server, fake_time)
    assert found.ok
    assert found.capabilities.structured == way
    assert states(found)["structured"] == "ok"
    assert states(found)["logprobs"] == "without"
    assert states(found)["streaming"] == ("ok" if way == "tool" else "without")


@pytest.mark.parametrize(
    ("answer", "name", "proven", "advice"),
    [
        (refusal(401, message=SERVER_WORDS), "key", {"reachable"}, "set a valid one"),
        (refusal(403, message=SERVER_WORDS), "key", {"reachable"}, "another model"),
        (refusal(402, message=SERVER_WORDS), "key", {"reachable"}, "add credit"),
        (refusal(404, message=SERVER_WORDS), "model", {"reachable"}, "check its name"),
        (refusal(400, message=SERVER_WORDS), "streaming", {"reachable"}, "may not take"),
        (refusal(500, message=SERVER_WORDS), "reachable", set(), "try later"),
        (chunks(), "streaming", {"reachable", "key", "model"}, "another model"),
        (chunks(reason="length"), "streaming", {"reachable", "key", "model"}, "thinks less"),
        (chunks("one", reason=None), "streaming", {"reachable", "key", "model"}, "try later"),
        (chunks("one", reason="content_filter"), "streaming", {"reachable", "key", "model"}, "another model"),
    ],
)
@pytest.mark.asyncio
async def test_a_fault_of_the_first_call_ends_the_check(
    server, fake_time, monkeypatch, answer, name, proven, advice
):
    monkeypatch.setenv("INTERVIEWER_COMPATIBLE_API_KEY", SERVER_KEY)
    server.answer = lambda body: answer
    found = await looked_at(server, fake_time, key=True)
    assert not found.ok
    assert {each for each, state in states(found).items() if state == "ok"} == proven
    assert states(found)[name] == "failed"
    assert advice in says(found, name)
    assert [states(found)[each] for each in ("structured", "logprobs")] == ["not-checked"] * 2
    assert "in order" in says(found, "structured")
    assert not any("response_format" in each.body for each in server.requests)


@pytest.mark.asyncio
async def test_a_server_that_wants_a_key_where_there_is_none(server, fake_time):
    server.answer = lambda body: refusal(401)
    found = await looked_at(server, fake_time)
    assert "--store-key compatible" in says(found, "key")


@pytest.mark.asyncio
async def test_nothing_listens(server, fake_time):
    class Nowhere:
        url = "http://127.0.0.1:9/v1"

    found = await looked_at(Nowhere, fake_time, seconds=30)
    assert states(found)["reachable"] == "failed"
    assert "start the server" in says(found, "reachable")
    assert list(states(found).values()).count("not-checked") == 5


@pytest.mark.asyncio
async def test_structured_replies_that_never_fit_leave_the_rest_standing(server, fake_time):
    server.answer = lambda body: (
        chunks(PROBE if form(body) == PROBE else '{"answer": "maybe"}')
        if "response_format" in body
        else able(body)
    )
    found = await looked_at(server, fake_time)
    assert not found.ok
    assert {name for name, state in states(found).items() if state == "failed"} == {"structured"}
    assert "another model" in says(found, "structured")


@pytest.mark.parametrize("until", ["reachable", "structured"])
@pytest.mark.asyncio
async def test_a_server_that_hangs_takes_no_longer_than_allowed(server, fake_time, until):
    let_go = threading.Event()

    def answer(body):
        if until == "reachable" or "response_format" in body:
            let_go.wait(5)
            return DROPPED
        return able(body)

    server.answer = answer
    found = await looked_at(server, fake_time, seconds=0.4)
    let_go.set()
    assert states(found)[until] == "failed"
    assert "INTERVIEWER_TIMEOUT" in says(found, until)
    assert states(found)["logprobs"] == "not-checked"


@pytest.mark.asyncio
async def test_a_budget_that_cannot_be_kept_sends_nothing(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    meter = Meter()
    llm = make_llm("openai/nobody-knows-it", Options(meter=meter, budget=Budget(1)))
    found = await check(llm, meter, 5)
    assert states(found)["model"] == "failed"
    assert "--budget" in says(found, "model")
    assert meter.calls == 0


@pytest.mark.asyncio
async def test_claude_is_checked_with_its_cost(monkeypatch, llmock):
    monkeypatch.setenv("ANTHROPIC_API_KEY", ANTHROPIC_KEY)
    meter = Meter()
    llmock.reply("One, two, three, four, five.", times=1)
    llmock.reply(YES, times=None)
    found = await check(make_llm("anthropic/claude-opus-5", Options(meter=meter)), meter, 30)
    assert found.ok, found
    assert found.capabilities.structured == "schema"
    assert states(found)["logprobs"] == "without"
    assert found.cost > 0
    assert ANTHROPIC_KEY not in str(found)
