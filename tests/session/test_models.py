"""A round that a language model leads, as its front ends see it, over a real server."""

import asyncio
import json
import threading
from dataclasses import replace

import pytest
import pytest_asyncio

from interviewer.interview.llm import LLMInterviewer
from interviewer.llm.errors import BudgetReachedError, GaveUpError, KeyRefusedError, LLMError
from interviewer.model.errors import UsageError
from interviewer.model.events import Said, Usage, WhoAsks
from interviewer.reports.waiting import waiting
from interviewer.session import commands as c
from interviewer.session.cast import make_cast
from interviewer.session.costs import cost_of
from interviewer.session.options import Options
from interviewer.session.plan import Wish, plan_round
from interviewer.session.round import RoundSession
from interviewer.transcripts.read import read_transcript
from interviewer.transcripts.store import Store
from tests.llm.leading import LeadingModel, decision
from tests.llm.parts import OPENAI_KEY, FakeTime, compatible
from tests.llm.server import DROPPED, chunks, refusal
from tests.session.harness import ANSWER, LIBRARY, StillClock, kinds, words

pytestmark = pytest.mark.asyncio

LOCAL = "compatible/small"
PRICED = "openai/gpt-4.1"
GOOD = decision("follow-up", "Which ward would you leave out of it?", signal="names-user-segment")
NEXT = decision("follow-up", "What would make you switch it off?", signal="sets-threshold-action")
PRAISING = decision("follow-up", "Great. Why them?")


@pytest.fixture
def model():
    with LeadingModel() as running:
        yield running


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "transcripts")


def cast_of(model, spec, **options):
    return make_cast(LIBRARY, spec, None, StillClock(), Options(base_url=model.url, **options))


def timed_cast(model):
    """The same with time held still below the round, where requests are tried again."""
    at = cast_of(model, LOCAL)
    abouts = {name: LIBRARY.rubric(name).about for name in LIBRARY.rounds}
    llm = compatible(model, FakeTime())
    leader = LLMInterviewer(llm, LIBRARY.templates, LIBRARY.phrases, LIBRARY.catalogue, abouts)
    return replace(at, interviewer=leader)


@pytest.fixture
def begun(model, store):
    """Rounds that have begun; they let go of their transcripts at the end."""
    sessions = []

    async def begin(cast=None):
        plan = plan_round(LIBRARY, Wish(round="product-sense", question="nurse-handover", seed=3))
        session = RoundSession.start(cast or cast_of(model, LOCAL), store, plan)
        sessions.append(session)
        await do(session, c.Begin())
        return session

    yield begin
    for session in sessions:
        session.close()


async def do(session, command):
    return [event async for event in session.do(command)]


async def say(session, text=ANSWER):
    return await do(session, c.Say(text=text))


def on_disk(session, kind):
    return [event for event in read_transcript(session.path).events if isinstance(event, kind)]


async def test_a_model_leads_and_its_words_are_kept(begun, model):
    session = await begun()
    model.will(GOOD)
    events = await say(session)
    assert [type(event) for event in events] == [c.Heard, c.Paid, c.Spoke]
    said = on_disk(session, Said)[-1]
    assert (said.kind, said.text, said.signal) == ("follow-up", GOOD["text"], "names-user-segment")
    assert said.heard_as == "answer"
    assert session.interviewer == LOCAL
    assert model.url.split("/")[2] in session.note


async def test_an_invented_fact_is_marked_in_the_transcript(begun, model):
    session = await begun()
    model.will(decision("answer-clarification", heard_as="clarifying", invented="Six nurses share a tablet."))
    [spoke] = [event for event in await say(session, "Has each a tablet?") if isinstance(event, c.Spoke)]
    assert [(fact.invented, fact.says, fact.fact) for fact in spoke.facts] == [
        (True, "Six nurses share a tablet.", None)
    ]
    await do(session, c.TakeBack())
    assert session.state.facts == ()


async def test_what_calls_take_is_recorded_and_summed(begun, model, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", model.url)
    session = await begun(cast_of(model, PRICED))
    assert session.cost is None
    model.usage = (2000, 100)
    model.will(GOOD, PRAISING, NEXT)
    first = [event.cost for event in await say(session) if isinstance(event, c.Paid)]
    second = [event.cost for event in await say(session) if isinstance(event, c.Paid)]
    used = on_disk(session, Usage)
    assert [each.usage["label"] for each in used] == ["interviewer", "interviewer", "interviewer, again"]
    assert [(each.spec, each.usage["input"], each.usage["output"]) for each in used] == [
        (PRICED, 2000, 100)
    ] * 3
    one = used[0].usage["cost"]
    assert one > 0
    assert first + second == pytest.approx([one, 2 * one, 3 * one])
    assert session.cost == cost_of(used) == pytest.approx(3 * one)


async def test_tokens_from_the_cache_are_told_apart(begun, model):
    session = await begun()
    model.will(GOOD, chunks(json.dumps(NEXT), usage=(900, 60), cached=700))
    await say(session)
    await say(session)
    usage = on_disk(session, Usage)[-1].usage
    assert (usage["input"], usage["cached"]) == (200, 700)


async def test_a_model_of_ones_own_has_no_price(begun, model):
    session = await begun()
    model.will(GOOD)
    await say(session)
    assert session.cost is None
    assert len(on_disk(session, Usage)) == 1


async def test_replies_that_were_no_use_count_with_what_they_took(begun, model):
    session = await begun()
    model.will(GOOD, {"nonsense": 1}, {"nonsense": 2})
    await say(session)
    assert len(words(await say(session))) == 1
    assert [each.usage["output"] for each in on_disk(session, Usage)][1:] == [120]


async def test_whoever_takes_over_is_recorded(begun, model):
    session = await begun()
    model.will(GOOD)
    await say(session)
    assert await do(session, c.AskWith(spec=LOCAL)) == []
    assert on_disk(session, WhoAsks) == []
    assert await do(session, c.AskWith(spec="offline")) == [c.Asks(spec="offline")]
    asked = len(model.asked)
    await say(session, "The agency nurse loses most, and I accept that.")
    assert len(model.asked) == asked
    assert session.interviewer == "offline"
    assert session.note == ""
    await do(session, c.AskWith(spec="compatible/large"))
    await say(session, "If it isn't under half by week four I stop.")
    assert model.asked[-1]["model"] == "large"
    order = [event for event in read_transcript(session.path).events if isinstance(event, Said | WhoAsks)]
    who = [event.spec if isinstance(event, WhoAsks) else event.who[0] for event in order]
    assert who == ["i", "i", "c", "i", "offline", "c", "i", "compatible/large", "c", "i"]


async def test_nobody_takes_over_whom_there_is_not(begun, model):
    session = await begun()
    for spec in ("nobody/at-all", "compatible"):
        with pytest.raises(UsageError):
            await do(session, c.AskWith(spec=spec))
    with pytest.raises(LLMError, match="OPENAI_API_KEY"):
        await do(session, c.AskWith(spec=PRICED))
    assert session.interviewer == LOCAL
    assert on_disk(session, WhoAsks) == []
    model.will(GOOD)
    assert words(await say(session)) == [GOOD["text"]]


@pytest.mark.parametrize(("spec", "recorded"), [(LOCAL, []), ("compatible/large", ["compatible/large"])])
async def test_going_on_with_somebody_else_is_recorded(begun, model, spec, recorded):
    session = await begun()
    model.will(GOOD)
    await say(session)
    session.close()
    resumed, _ = RoundSession.resume(cast_of(model, spec), session.path)
    assert [event.spec for event in on_disk(resumed, WhoAsks)] == recorded
    assert resumed.interviewer == spec
    model.will(NEXT)
    assert words(await say(resumed)) == [NEXT["text"]]
    assert on_disk(resumed, Usage)[-1].spec == spec
    resumed.close()


FAILURES = {
    "key refused": (refusal(401), KeyRefusedError),
    "connection dropped": (DROPPED, GaveUpError),
    "deadline": (refusal(503), GaveUpError),
    "told to come back too late": (refusal(429, headers={"Retry-After": "4000"}), GaveUpError),
    "broken off": (chunks('{"heard_as": "answer", "te', reason=None, usage=None), GaveUpError),
}


@pytest_asyncio.fixture(params=FAILURES)
async def failed(request, begun, model):
    """A round whose model failed on the first message."""
    answer, error = FAILURES[request.param]
    session = await begun(timed_cast(model))
    model.otherwise = answer
    with pytest.raises(error) as caught:
        await say(session)
    assert "\n" not in str(caught.value)
    assert ANSWER not in str(caught.value)
    model.otherwise = GOOD
    return session


async def test_a_model_that_fails_leaves_what_was_said_and_is_asked_again(failed):
    last = on_disk(failed, Said)[-1]
    assert (last.who, last.text) == ("candidate", ANSWER)
    assert words(await do(failed, c.Begin())) == [GOOD["text"]]
    assert await do(failed, c.Begin()) == []
    assert [event.text for event in on_disk(failed, Said)].count(ANSWER) == 1


async def test_after_a_failure_the_rules_can_go_on(failed, model):
    asked = len(model.asked)
    events = await do(failed, c.AskWith(spec="offline"))
    assert events[0] == c.Asks(spec="offline")
    assert kinds(events) == ["follow-up"]
    assert len(model.asked) == asked
    assert failed.state.answers()[0].text == ANSWER


async def test_after_a_failure_the_message_can_be_taken_back(failed):
    assert await do(failed, c.TakeBack()) == [c.TookBack(text=ANSWER)]
    assert failed.draft == ANSWER
    assert words(await say(failed, "Two wards first.")) == [GOOD["text"]]


async def test_after_a_failure_the_round_can_end_and_be_graded(failed):
    await do(failed, c.Finish())
    [graded] = [event for event in await do(failed, c.Grade()) if isinstance(event, c.Graded)]
    shown = [each for score in graded.scorecard.dimensions.values() for each in score.evidence]
    quotes = [quote.text for each in shown for quote in each.quotes]
    assert quotes
    assert all(quote in ANSWER for quote in quotes)


async def test_a_wait_is_counted_down(begun, model):
    session = await begun(timed_cast(model))
    model.will(refusal(429, headers={"Retry-After": "12"}), GOOD)
    events = await say(session)
    waits = [event for event in events if isinstance(event, c.Waiting)]
    lines = [waiting(event) for event in waits]
    assert lines[-12:] == [f"rate limited, again in {left} s" for left in range(12, 0, -1)]
    assert len(lines) <= 14
    assert words(events) == [GOOD["text"]]
    assert isinstance(events[0], c.Heard)


async def nothing_runs():
    """Whatever was started beside the test has ended."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        _, running = await asyncio.wait(others, timeout=5)
        assert not running


async def test_cancelling_a_countdown_leaves_nothing_running(begun, model):
    session = await begun()
    model.will(refusal(429, headers={"Retry-After": "200"}))
    waits = asyncio.Event()

    async def listen():
        async for event in session.do(c.Say(text=ANSWER)):
            if isinstance(event, c.Waiting):
                waits.set()

    saying = asyncio.create_task(listen())
    await asyncio.wait_for(waits.wait(), 10)
    await cancelled(saying)
    assert len(model.asked) == 1
    await can_go_on(session, model)


async def test_cancelling_a_request_leaves_nothing_running(begun, model):
    session = await begun()
    there, go = threading.Event(), threading.Event()

    def hold(_body):
        there.set()
        go.wait(30)
        return GOOD

    model.will(hold)
    saying = asyncio.create_task(say(session))
    assert await asyncio.to_thread(there.wait, 10)
    await cancelled(saying)
    go.set()
    assert len(model.asked) == 1
    await can_go_on(session, model)


async def test_a_front_end_that_stops_listening_stops_the_call(begun, model):
    session = await begun()
    model.will(refusal(429, headers={"Retry-After": "200"}))
    stream = session.do(c.Say(text=ANSWER))
    async for event in stream:
        if isinstance(event, c.Waiting):
            break
    await stream.aclose()
    await nothing_runs()
    await can_go_on(session, model)


async def cancelled(task):
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await nothing_runs()


async def can_go_on(session, model):
    """What was said is there and can be taken back; no reply comes by itself."""
    assert on_disk(session, Said)[-1].text == ANSWER
    assert on_disk(session, Usage) == []
    assert await do(session, c.TakeBack()) == [c.TookBack(text=ANSWER)]
    model.will(NEXT)
    assert words(await say(session, "Two wards first.")) == [NEXT["text"]]


async def test_a_budget_stops_before_it_is_passed_whoever_asks(begun, model, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", model.url)
    session = await begun(cast_of(model, PRICED, budget=0.06))
    model.usage = (12_000, 2_000)
    model.will(GOOD)
    await say(session)
    spent = session.cost
    assert 0.03 < spent < 0.06
    with pytest.raises(BudgetReachedError, match=r"\$0\.06"):
        await say(session, "The agency nurse loses most, and I accept that.")
    with pytest.raises(BudgetReachedError):
        await do(session, c.AskWith(spec="openai/gpt-4o"))
    assert len(model.asked) == 1
    assert session.cost == spent
    assert kinds(await do(session, c.AskWith(spec="offline"))) == ["follow-up"]
    assert [event.spec for event in on_disk(session, WhoAsks)] == ["openai/gpt-4o", "offline"]
