"""What goes over the wire to the providers' own hosts, and what is made of what comes back."""

import json

import pytest
from httpx import Response  # what respx takes, whichever client it stands before

from interviewer.llm.errors import (
    ContextOverflowError,
    CreditUsedUpError,
    GaveUpError,
    RefusedError,
    RequestRefusedError,
)
from interviewer.llm.protocol import Done, Message, Request, TextDelta, Used
from interviewer.llm.specs import Options, make_llm
from interviewer.llm.usage import Usage
from tests.llm.parts import ANSWER, ANTHROPIC_KEY, OPENAI_KEY, REQUEST, SERVER_KEY, Verdict, all_of, text_of
from tests.llm.server import chunks, completion

pytestmark = pytest.mark.asyncio

CLAUDE = "https://api.anthropic.com/v1/messages"
GPT = "https://api.openai.com/v1/chat/completions"


@pytest.fixture(autouse=True)
def keys(monkeypatch):
    monkeypatch.setenv("ANTHROPIC_API_KEY", ANTHROPIC_KEY)
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)


def claude_says(*texts, reason="end_turn", usage=None):
    usage = usage or {"input_tokens": 20, "cache_read_input_tokens": 900, "cache_creation_input_tokens": 80}
    message = {
        "id": "m",
        "type": "message",
        "role": "assistant",
        "content": [],
        "model": "m",
        "stop_reason": None,
    }
    events = [
        {"type": "message_start", "message": {**message, "usage": {**usage, "output_tokens": 1}}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "hm"}},
        {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
        *(
            {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": text}}
            for text in texts
        ),
        {"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": 42}},
        {"type": "message_stop"},
    ]
    data = "".join(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)
    return Response(200, headers={"content-type": "text/event-stream"}, text=data)


def gpt_says(*texts, **more):
    data = "".join(f"data: {json.dumps(each)}\n\n" for each in chunks(*texts, **more)) + "data: [DONE]\n\n"
    return Response(200, headers={"content-type": "text/event-stream"}, text=data)


def body_of(route):
    return json.loads(route.calls.last.request.content)


def claude(**options):
    return make_llm("anthropic/claude-opus-5", Options(**options))


def gpt(**options):
    return make_llm("openai/gpt-4.1", Options(**options))


async def test_claude_gets_the_stable_prefix_first_and_marked_for_the_cache(httpx2_mock):
    route = httpx2_mock.post(CLAUDE).mock(return_value=claude_says("Why", " now?"))
    events = await all_of(claude())
    sent = body_of(route)
    assert sent["system"] == [
        {"type": "text", "text": REQUEST.prefix, "cache_control": {"type": "ephemeral"}},
        {"type": "text", "text": REQUEST.varying},
    ]
    assert sent["messages"] == [{"role": "user", "content": ANSWER}]
    assert sent["max_tokens"] == 200
    assert not {"temperature", "top_p", "top_k"} & set(sent)
    assert route.calls.last.request.headers["authorization"] == f"Bearer {ANTHROPIC_KEY}"
    assert text_of(events) == "Why now?"


async def test_claudes_tokens_are_told_apart_and_priced(httpx2_mock):
    httpx2_mock.post(CLAUDE).mock(return_value=claude_says("Why?"))
    llm = claude()
    *_, used, done = await all_of(llm)
    assert used.usage == Usage(input=20, cached=900, cache_write=80, output=42)
    dollars_per_million = {"input": 5, "cached": 0.5, "cache_write": 6.25, "output": 25}
    assert used.cost == pytest.approx(
        sum(getattr(used.usage, name) * price for name, price in dollars_per_million.items()) / 1e6
    )
    assert done == Done("end")
    assert llm.meter.cost == used.cost


async def test_gpt_gets_one_system_message_that_begins_with_the_prefix(httpx2_mock):
    route = httpx2_mock.post(GPT).mock(return_value=gpt_says("Why", " now?", usage=(1000, 42), cached=900))
    *_, used, done = await all_of(gpt())
    sent = body_of(route)
    system, user = sent["messages"]
    assert system["content"].startswith(REQUEST.prefix)
    assert system["content"].endswith(REQUEST.varying)
    assert user == {"role": "user", "content": ANSWER}
    assert sent["max_completion_tokens"] >= 200
    assert "max_tokens" not in sent
    assert used.usage == Usage(input=100, cached=900, output=42)
    assert used.cost == pytest.approx((100 * 2 + 900 * 0.5 + 42 * 8) / 1e6)
    assert done == Done("end")


async def test_gpts_cache_key_follows_the_prefix_and_gives_nothing_away(httpx2_mock):
    route = httpx2_mock.post(GPT).mock(side_effect=lambda request: gpt_says("Why?"))
    keys = []
    for prefix, varying in (("one", "a"), ("one", "b"), ("two", "b")):
        await all_of(gpt(), Request(prefix, (Message("user", ANSWER),), varying))
        keys.append(body_of(route)["prompt_cache_key"])
    assert keys[0] == keys[1] != keys[2]


async def test_a_structured_reply_is_held_to_the_schema_by_both(httpx2_mock):
    good = '{"reason": "names a user", "score": 3}'
    to_claude = httpx2_mock.post(CLAUDE).mock(return_value=claude_says(good))
    to_gpt = httpx2_mock.post(GPT).mock(return_value=gpt_says(good))
    for llm in (claude(), gpt()):
        reply = await llm.structured(REQUEST, Verdict)
        assert reply.value == Verdict(reason="names a user", score=3)
        assert reply.attempts == 1
        assert reply.cost > 0
    form = body_of(to_claude)["output_config"]["format"]
    assert form["type"] == "json_schema"
    assert set(form["schema"]["properties"]) == {"reason", "score"}
    form = body_of(to_gpt)["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"]["additionalProperties"] is False
    assert set(form["schema"]["required"]) == {"reason", "score"}


async def test_for_a_batch_a_structured_reply_comes_in_one_piece(httpx2_mock):
    good = '{"reason": "names a user", "score": 3}'
    message = {"id": "m", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn"}
    content = [{"type": "thinking", "thinking": "hm", "signature": "s"}, {"type": "text", "text": good}]
    usage = {"input_tokens": 20, "cache_read_input_tokens": 900, "output_tokens": 42}
    to_claude = httpx2_mock.post(CLAUDE).respond(200, json={**message, "content": content, "usage": usage})
    status, body = completion({"content": good}, usage=(920, 42))
    to_gpt = httpx2_mock.post(GPT).respond(status, json=body)
    for llm, route in ((claude(whole=True), to_claude), (gpt(whole=True), to_gpt)):
        reply = await llm.structured(REQUEST, Verdict)
        assert reply.value.score == 3
        assert (reply.usage.read, reply.usage.output) == (920, 42)
        assert not body_of(route).get("stream")


async def test_whoever_waits_for_a_structured_reply_hears_when_the_model_has_begun(httpx2_mock):
    httpx2_mock.post(CLAUDE).mock(return_value=claude_says('{"reason": "x",', ' "score": 3}'))
    heard = []
    await claude().structured(REQUEST, Verdict, tell=heard.append)
    assert isinstance(heard[0], TextDelta)
    assert isinstance(heard[-1], Done)


@pytest.mark.parametrize(
    ("reason", "kind"), [("refusal", RefusedError), ("model_context_window_exceeded", ContextOverflowError)]
)
async def test_claudes_reasons_to_stop_are_told(httpx2_mock, reason, kind):
    route = httpx2_mock.post(CLAUDE).mock(return_value=claude_says("Well,", reason=reason))
    with pytest.raises(kind):
        await all_of(claude())
    assert route.call_count == 1


async def test_a_reply_that_stops_at_its_limit_says_so(httpx2_mock):
    httpx2_mock.post(CLAUDE).mock(return_value=claude_says("Well,", reason="max_tokens"))
    assert (await all_of(claude()))[-1] == Done("length")


async def test_an_error_inside_a_stream_that_began_well_is_tried_again(httpx2_mock, fake_time):
    overloaded = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
    broken = Response(
        200,
        headers={"content-type": "text/event-stream"},
        text=f"event: error\ndata: {json.dumps(overloaded)}\n\n",
    )
    httpx2_mock.post(CLAUDE).mock(side_effect=[broken, claude_says("Why?")])
    events = await all_of(claude(timing=fake_time.time))
    assert text_of(events) == "Why?"
    assert events[0].why == "overloaded"


async def test_a_server_may_say_that_it_is_not_to_be_asked_again(httpx2_mock):
    answer = Response(429, headers={"x-should-retry": "false"}, json={"error": {"type": "rate_limit_error"}})
    route = httpx2_mock.post(CLAUDE).mock(return_value=answer)
    with pytest.raises(RequestRefusedError, match="not to be asked again"):
        await all_of(claude())
    assert route.call_count == 1


async def test_a_quota_that_is_used_up_is_no_rate_limit(httpx2_mock):
    answer = Response(429, json={"error": {"type": "insufficient_quota", "code": "insufficient_quota"}})
    route = httpx2_mock.post(GPT).mock(return_value=answer)
    with pytest.raises(CreditUsedUpError):
        await all_of(gpt())
    assert route.call_count == 1


@pytest.mark.parametrize("header", [{"retry-after": "7"}, {"retry-after-ms": "7000"}])
async def test_both_ways_to_ask_for_a_wait_are_kept(httpx2_mock, fake_time, header):
    httpx2_mock.post(GPT).mock(side_effect=[Response(429, headers=header), gpt_says("Why?")])
    await all_of(gpt(timing=fake_time.time))
    assert 7 <= sum(fake_time.slept) < 8


async def test_a_date_to_wait_for_is_kept(httpx2_mock, fake_time):
    past_any_deadline = {"retry-after": "Fri, 31 Dec 2099 23:59:59 GMT"}
    httpx2_mock.post(GPT).mock(return_value=Response(429, headers=past_any_deadline))
    with pytest.raises(GaveUpError, match="over the limit"):
        await all_of(gpt(timing=fake_time.time))


async def test_a_key_follows_no_redirect(httpx2_mock):
    elsewhere = {"location": "https://elsewhere.example/v1/chat/completions"}
    route = httpx2_mock.post(GPT).mock(return_value=Response(307, headers=elsewhere))
    with pytest.raises(RequestRefusedError, match="redirects"):
        await all_of(gpt())
    assert route.call_count == 1


async def test_turns_are_put_as_every_api_takes_them(httpx2_mock):
    route = httpx2_mock.post(CLAUDE).mock(return_value=claude_says("Why?"))
    turns = (
        Message("assistant", "Which ward?"),
        Message("user", "Marlowe."),
        Message("user", "  "),
        Message("user", "Forty minutes\ud800 a shift."),
        Message("assistant", "And then?"),
    )
    await all_of(claude(), Request("", turns))
    sent = body_of(route)
    assert [turn["role"] for turn in sent["messages"]] == ["user", "assistant", "user", "assistant", "user"]
    assert sent["messages"][2]["content"] == "Marlowe.\n\nForty minutes? a shift."
    assert "system" not in sent


async def test_another_server_gets_neither_openais_key_nor_its_headers(monkeypatch, server):
    monkeypatch.setenv("OPENAI_ORG_ID", "org-1")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-1")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "x-secret: 1")
    for key in (None, SERVER_KEY):
        if key:
            monkeypatch.setenv("INTERVIEWER_COMPATIBLE_API_KEY", key)
        await all_of(make_llm("compatible/small", Options(base_url=server.url)))
        headers = server.requests[-1].headers
        assert headers.get("authorization") == (f"Bearer {key}" if key else None)
        assert not [name for name in headers if name.startswith(("x-", "openai"))]
        assert OPENAI_KEY not in str(headers)


async def test_requests_to_this_machine_pass_by_any_proxy(monkeypatch, server):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert text_of(await all_of(make_llm("compatible/small", Options(base_url=server.url)))) == "hello"


async def test_usage_of_other_servers_has_tokens_and_no_price(server):
    server.answer = lambda body: chunks("Why?", usage=(50, 7), cached=40)
    llm = make_llm("compatible/small", Options(base_url=server.url))
    *_, used, _ = await all_of(llm)
    assert used == Used(Usage(input=10, cached=40, output=7), None)
    assert llm.meter.cost is None
    assert llm.meter.unpriced == ("compatible/small",)
