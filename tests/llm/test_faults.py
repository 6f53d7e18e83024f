"""What goes wrong with a provider, and what a user meets: over real SDKs, a real server and real sockets."""

import asyncio
import io
import logging
import socket
import traceback

import pytest
from llmock.scenarios import Fail, Reply, StreamFault

from interviewer.llm.errors import (
    ContextOverflowError,
    CreditUsedUpError,
    GaveUpError,
    KeyRefusedError,
    LLMError,
    ModelUnknownError,
    RefusedError,
    RequestRefusedError,
    ServerUnreachableError,
)
from interviewer.llm.protocol import Broken, Done, TextDelta, Used
from interviewer.llm.retry import Time
from interviewer.llm.specs import Options, make_llm
from tests.llm.parts import (
    ANSWER,
    ANTHROPIC_KEY,
    KEYS,
    OPENAI_KEY,
    REQUEST,
    SERVER_KEY,
    Verdict,
    all_of,
    text_of,
    waits,
)

SPECS = {
    "anthropic": "anthropic/claude-opus-5",
    "openai": "openai/gpt-4.1",
    "compatible": "compatible/small",
}
REPLY = "Which of the two wards would you start with, and why?"


@pytest.fixture(params=sorted(SPECS))
def provider(request):
    return request.param


@pytest.fixture
def make(llmock, monkeypatch, provider, fake_time):
    monkeypatch.setenv("ANTHROPIC_API_KEY", ANTHROPIC_KEY)
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    monkeypatch.setenv("INTERVIEWER_COMPATIBLE_API_KEY", SERVER_KEY)
    llmock.reply(REPLY, times=None)

    def maker(**options):
        options.setdefault("timing", fake_time.time)
        return make_llm(SPECS[provider], Options(base_url=llmock.base_url("openai"), **options))

    return maker


PASSING = {
    "429": (Fail(429, retry_after=12), "rate limited"),
    "500": (Fail(500), "server error 500"),
    "503": (Fail(503), "the server is not ready"),
    "529": (Fail(529), "overloaded"),
    "408": (Fail(408), "the server timed out"),
    "409": (Fail(409), "the server is busy with a conflict"),
}
BREAKING = {
    "malformed event": (StreamFault("malformed", after_chunks=5), "the server sent a malformed event"),
    "ended early": (StreamFault("truncate", after_chunks=5), "the reply ended early"),
    "connection lost": (StreamFault("disconnect", after_chunks=5), "the connection broke"),
    "stall": (StreamFault("stall", after_chunks=5), "no word from the server for 0.15 s"),
}


@pytest.mark.parametrize("name", PASSING)
@pytest.mark.asyncio
async def test_a_fault_that_passes_is_waited_out(llmock, make, name):
    fault, why = PASSING[name]
    llmock.add(fault)
    events = await all_of(make())
    assert text_of(events) == REPLY
    assert {wait.why for wait in waits(events)} == {why}
    assert isinstance(events[-1], Done)
    assert len(llmock.requests) == 2


@pytest.mark.parametrize("name", BREAKING)
@pytest.mark.asyncio
async def test_a_reply_that_breaks_off_is_shown_as_broken_and_asked_for_again(llmock, make, name):
    fault, why = BREAKING[name]
    llm = make(stall=0.15 if name == "stall" else None)
    await all_of(llm)  # the SDK builds its types on first use, which takes longer than this stall
    llmock.add(fault)
    events = await all_of(llm)
    broken = [event for event in events if isinstance(event, Broken)]
    assert [event.why for event in broken] == [why]
    assert broken[0].partial
    assert REPLY.startswith(broken[0].partial)
    before = "".join(each.text for each in events[: events.index(broken[0])] if isinstance(each, TextDelta))
    assert before == broken[0].partial
    assert text_of(events) == REPLY


FINAL = {
    "401": (Fail(401), KeyRefusedError),
    "403": (Fail(403), KeyRefusedError),
    "404": (Fail(404), ModelUnknownError),
    "400": (Fail(400), RequestRefusedError),
    "501": (Fail(501), RequestRefusedError),
    "no credit": (Fail(402), CreditUsedUpError),
    "no quota": (
        Fail(429, code="insufficient_quota", message="You exceeded your current quota"),
        CreditUsedUpError,
    ),
    "too long": (
        Fail(
            400, code="context_length_exceeded", message="prompt is too long: 300000 tokens > 200000 maximum"
        ),
        ContextOverflowError,
    ),
}


@pytest.mark.parametrize("name", FINAL)
@pytest.mark.asyncio
async def test_a_fault_that_cannot_pass_is_told_at_once_in_one_line(llmock, make, name):
    fault, kind = FINAL[name]
    llmock.add(fault)
    with pytest.raises(kind) as caught:
        await all_of(make())
    assert len(llmock.requests) == 1
    assert "\n" not in str(caught.value)
    assert type(caught.value) is kind


@pytest.mark.asyncio
async def test_a_refusal_is_told_and_not_asked_again(llmock, make):
    llmock.reset().add(Reply(text="I cannot help.", finish_reason="content_filter"))
    with pytest.raises(RefusedError, match="declined"):
        await all_of(make())
    assert len(llmock.requests) == 1


@pytest.mark.asyncio
async def test_the_wait_is_counted_down_by_the_second(llmock, make, fake_time):
    llmock.add(Fail(429, retry_after=12))
    ticks = [wait.seconds_left for wait in waits(await all_of(make()))]
    assert 12 <= ticks[0] <= 13.1
    assert ticks[-1] <= 1
    assert len(ticks) in {13, 14}
    assert max(fake_time.slept) <= 1


@pytest.mark.asyncio
async def test_a_server_that_stays_down_is_given_up_by_the_deadline(llmock, make, fake_time):
    llmock.outage()
    began = fake_time.now
    with pytest.raises(
        GaveUpError, match=r"gave up after \d+ attempts within 30 s, at last: the server is not ready"
    ):
        await all_of(make(timeout=30))
    assert fake_time.now - began <= 30
    assert 3 <= len(llmock.requests) <= 10


@pytest.mark.asyncio
async def test_a_server_that_stays_down_is_not_stormed_however_long_the_deadline(llmock, make):
    llmock.outage()
    with pytest.raises(GaveUpError, match="10 attempts"):
        await all_of(make(timeout=100_000))
    assert len(llmock.requests) == 10


@pytest.mark.asyncio
async def test_a_wait_longer_than_the_deadline_is_not_begun(llmock, make, fake_time):
    llmock.add(Fail(429, retry_after=90))
    with pytest.raises(GaveUpError, match="again in 90 s, which is over the limit of 60 s"):
        await all_of(make(timeout=60))
    assert fake_time.slept == []


@pytest.mark.asyncio
async def test_a_server_that_never_begins_is_given_up(llmock, make):
    llmock.slow_first_token(5)
    with pytest.raises(GaveUpError, match="no reply in time"):
        await all_of(make(timeout=0.15, timing=Time()))


@pytest.mark.asyncio
async def test_a_model_may_think_before_it_speaks_longer_than_it_may_fall_silent(llmock, make):
    llm = make(stall=0.1)
    await all_of(llm)
    llmock.stall(after_chunks=1, seconds=0.2)  # the first event has no text
    events = await all_of(llm)
    assert not [event for event in events if isinstance(event, Broken)]
    assert text_of(events) == REPLY


@pytest.mark.asyncio
async def test_a_provider_is_treated_as_it_asks(llmock, make):
    """llmock's own verdict: Retry-After kept, backoff, no storm, nothing accepted that was cut short."""
    quick = Time(backoff=lambda state: 0.02 * 2**state.attempt_number)
    llmock.rate_limit(times=1, retry_after=0.1)
    llmock.add(StreamFault("truncate", after_chunks=4))
    assert text_of(await all_of(make(timing=quick))) == REPLY
    llmock.assert_resilient()


@pytest.mark.asyncio
async def test_cancelling_ends_a_stalled_reply_at_once(llmock, make):
    llmock.stall(after_chunks=4, seconds=5)
    llm, begun = make(), asyncio.Event()

    async def listen():
        async for event in llm.stream(REQUEST):
            if isinstance(event, TextDelta):
                begun.set()

    task = asyncio.create_task(listen())
    await begun.wait()
    loop = asyncio.get_running_loop()
    asked = loop.time()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert loop.time() - asked < 0.5


@pytest.mark.asyncio
async def test_cancelling_ends_a_wait_at_once(llmock, make):
    llmock.rate_limit(retry_after=30)
    llm = make(timing=Time())
    task = asyncio.create_task(anext(aiter(llm.stream(REQUEST))))
    assert (await task).why == "rate limited"
    whole = asyncio.create_task(all_of(make(timing=Time())))
    llmock.rate_limit(retry_after=30)
    await asyncio.wait([whole], timeout=0.1)
    whole.cancel()
    with pytest.raises(asyncio.CancelledError):
        await whole


@pytest.mark.asyncio
async def test_nothing_listening_is_told_after_a_few_tries(monkeypatch, provider, fake_time):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    monkeypatch.setenv("ANTHROPIC_API_KEY", ANTHROPIC_KEY)
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", address)
    monkeypatch.setenv("OPENAI_BASE_URL", f"{address}/v1")
    llm = make_llm(SPECS[provider], Options(base_url=address, timing=fake_time.time))
    with pytest.raises(ServerUnreachableError, match=r"nothing answers at 127\.0\.0\.1"):
        await all_of(llm)
    assert 0 < sum(fake_time.slept) < 20


@pytest.mark.asyncio
async def test_what_a_broken_attempt_took_is_counted_too(llmock, make, provider):
    llmock.add(StreamFault("truncate", after_chunks=5))
    llm = make()
    events = await all_of(llm)
    used = [event.usage for event in events if isinstance(event, Used)]
    assert len(used) == (2 if provider == "anthropic" else 1)  # the others tell usage at the end only
    assert llm.meter.usage.total == sum(usage.total for usage in used)


@pytest.mark.asyncio
async def test_a_structured_reply_that_breaks_off_counts_for_nothing(llmock, make, provider):
    llmock.reset()
    if provider == "compatible":
        llmock.reply('{"lamp": "violet-41"}')
    llmock.reply('{"reason": "names a user", "score": 3}', times=None)
    llm = make()
    await llm.structured(REQUEST, Verdict)
    llmock.add(StreamFault("truncate", after_chunks=6))
    heard = []
    reply = await llm.structured(REQUEST, Verdict, tell=heard.append)
    assert reply.value.score == 3
    assert reply.attempts == 2
    assert [event for event in heard if isinstance(event, Broken)]


def test_no_text_shows_in_the_repr_of_what_crosses_the_door():
    shown = [REQUEST, *REQUEST.messages, TextDelta(ANSWER), Broken("stall", ANSWER)]
    assert not [each for each in shown if ANSWER[:20] in repr(each) or REQUEST.prefix in repr(each)]


SECRETIVE = {**{name: fault for name, (fault, _) in {**PASSING, **BREAKING, **FINAL}.items()}}


@pytest.mark.parametrize("name", SECRETIVE)
@pytest.mark.asyncio
async def test_no_fault_shows_a_key_or_an_answer(llmock, make, name, caplog):
    """Not in the message, the chain of causes, the locals of any frame, or any library's log."""
    fault = SECRETIVE[name]
    llmock.add(type(fault)(**{**_fields(fault), "times": None}))
    caplog.set_level(logging.DEBUG)
    llm = make(timeout=4, stall=0.05)
    with pytest.raises(LLMError) as caught:
        await all_of(llm)
    assert not _given_away(caught.value, caplog.text + repr(llm) + repr(REQUEST))


@pytest.mark.asyncio
async def test_a_refusal_shows_no_key_and_nothing_that_was_said(llmock, make, caplog):
    caplog.set_level(logging.DEBUG)
    llmock.reset().add(Reply(text=REPLY, finish_reason="content_filter"))
    with pytest.raises(RefusedError) as caught:
        await all_of(make())
    assert not _given_away(caught.value, caplog.text)


def _given_away(error, more):
    assert error.__cause__ is None
    assert error.__context__ is None
    out = io.StringIO()
    traceback.TracebackException.from_exception(error, capture_locals=True).print(file=out)
    said = out.getvalue() + more
    return [secret for secret in (*KEYS, ANSWER, "Bearer", REPLY[:20]) if secret in said]


def _fields(fault):
    return {name: getattr(fault, name) for name in fault.__dataclass_fields__}
