"""Replies with a form: what servers do with the wish for one, and how a reply that does not fit is met."""

import asyncio
import json

import pytest

from interviewer.llm.errors import InvalidReplyError, LLMError
from interviewer.llm.protocol import Capabilities, Misfit
from interviewer.llm.structured import read
from tests.llm.parts import ANSWER, REQUEST, Verdict, all_of, compatible, text_of
from tests.llm.server import chunks, completion, refusal, tool_call

GOOD = '{"reason": "names a user", "score": 3}'
PROBE = '{"lamp": "violet-41"}'


def is_probe(body):
    return "colour" in body["messages"][-1]["content"]


def enforcing(body):
    """Like llama.cpp or vLLM: replies are held to the schema."""
    if "response_format" in body:
        return chunks(PROBE if is_probe(body) else GOOD)
    return chunks("plain words")


def tools_only(body):
    """Like llama-cpp-python: json_schema is an error, forced tools work."""
    if "response_format" in body:
        return refusal(500)
    if "tools" in body:
        return tool_call(PROBE if is_probe(body) else GOOD)
    return chunks("plain words")


def ignoring(body):
    """Takes every parameter and heeds none: what the model says decides."""
    reply = "Blue." if is_probe(body) else f"Sure, here it is:\n```json\n{GOOD}\n```\nAnything else?"
    return completion({"content": reply}) if "tools" in body else chunks(reply)


def refusing(body):
    """Refuses every parameter it does not know."""
    if {"response_format", "tools"} & set(body):
        return refusal(422)
    return chunks(GOOD)


@pytest.mark.parametrize(
    ("answer", "way"), [(enforcing, "schema"), (tools_only, "tool"), (ignoring, "text"), (refusing, "text")]
)
@pytest.mark.asyncio
async def test_every_kind_of_server_gives_structured_replies(server, answer, way):
    server.answer = answer
    llm = compatible(server)
    assert llm.capabilities.structured is None
    reply = await llm.structured(REQUEST, Verdict)
    assert reply.value == Verdict(reason="names a user", score=3)
    assert llm.capabilities.structured == way
    probes = sum(is_probe(each.body) for each in server.requests)
    assert probes == {"schema": 1, "tool": 2, "text": 2}[way]
    assert (await compatible(server).structured(REQUEST, Verdict)).value.score == 3
    assert sum(is_probe(each.body) for each in server.requests) == probes  # found out once


@pytest.mark.asyncio
async def test_a_server_that_is_down_is_not_taken_for_one_without_schemas(server, fake_time):
    server.answer = lambda body: refusal(500)
    llm = compatible(server, fake_time, timeout=5)
    with pytest.raises(LLMError, match="gave up"):
        await llm.structured(REQUEST, Verdict)
    assert llm.capabilities.structured is None
    server.answer = enforcing
    await llm.structured(REQUEST, Verdict)
    assert llm.capabilities.structured == "schema"


@pytest.mark.asyncio
async def test_a_schema_that_a_server_cannot_hold_goes_down_a_step(server):
    def too_much(body):
        if "response_format" in body and not is_probe(body):
            return refusal(400, message="unsupported keyword")
        return enforcing(body) if is_probe(body) else tool_call(GOOD)

    server.answer = too_much
    llm = compatible(server)
    assert (await llm.structured(REQUEST, Verdict)).value.score == 3
    assert llm.capabilities.structured == "tool"


@pytest.mark.asyncio
async def test_the_probe_counts_in_the_usage(server):
    server.answer = enforcing
    reply = await compatible(server).structured(REQUEST, Verdict)
    assert reply.usage.total == 2 * 16


@pytest.mark.asyncio
async def test_a_reply_that_does_not_fit_is_asked_for_again_with_the_error(server):
    wrong = '{"reason": "names a user", "score": 9}'
    replies = iter([wrong, GOOD])
    server.answer = lambda body: chunks(PROBE if is_probe(body) else next(replies))
    reply = await compatible(server).structured(REQUEST, Verdict)
    assert reply.value.score == 3
    assert reply.attempts == 2
    *_, said, correction = server.requests[-1].body["messages"]
    assert said == {"role": "assistant", "content": wrong}
    assert "score" in correction["content"]
    assert "1, 2, 3 or 4" in correction["content"]


@pytest.mark.asyncio
async def test_what_came_before_a_break_is_no_part_of_the_reply(server, fake_time):
    replies = iter([chunks('{"reason": "said before the break", "score": 1}', reason=None), chunks(GOOD)])
    server.answer = lambda body: chunks(PROBE) if is_probe(body) else next(replies)
    reply = await compatible(server, fake_time).structured(REQUEST, Verdict)
    assert reply.value.score == 3


@pytest.mark.asyncio
async def test_a_reply_that_never_fits_is_a_typed_error_that_quotes_nothing(server):
    server.answer = lambda body: chunks(
        PROBE if is_probe(body) else json.dumps({"reason": ANSWER, "score": 9})
    )
    with pytest.raises(InvalidReplyError, match=r"twice \(score: literal_error\)") as caught:
        await compatible(server).structured(REQUEST, Verdict)
    assert len(server.requests) == 3
    assert ANSWER not in str(caught.value)


@pytest.mark.asyncio
async def test_a_reply_cut_off_at_its_limit_is_not_asked_for_again(server):
    server.answer = lambda body: chunks(PROBE) if is_probe(body) else chunks(GOOD[:20], reason="length")
    with pytest.raises(InvalidReplyError, match="cut off at 200 tokens"):
        await compatible(server).structured(REQUEST, Verdict)
    assert len(server.requests) == 2


@pytest.mark.asyncio
async def test_a_batch_takes_it_in_one_piece_without_the_models_thoughts(server):
    server.answer = lambda body: (
        chunks(PROBE) if is_probe(body) else completion({"content": f'<think>{{"score": 1}}</think>{GOOD}'})
    )
    reply = await compatible(server, whole=True).structured(REQUEST, Verdict)
    assert reply.value.score == 3
    assert not server.requests[-1].body.get("stream")


@pytest.mark.asyncio
async def test_several_askers_find_out_once(server):
    server.answer = enforcing
    llm = compatible(server, at_once=4)
    await asyncio.gather(*(llm.structured(REQUEST, Verdict) for _ in range(4)))
    assert sum(is_probe(each.body) for each in server.requests) == 1


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"I weighed it {{carefully}}. {GOOD} That is all.",
        f'{{"draft": 1}} and then {GOOD}',
        "{" + f"\nHere: {GOOD}",
        GOOD.replace('"names a user"', '"a brace } and a \\" quote"'),
    ],
)
def test_the_object_is_found_wherever_it_stands(text):
    found = read(text, Verdict)
    assert isinstance(found, Verdict)
    assert found.score == 3


def test_of_several_objects_the_longest_that_fits_counts():
    draft, long_talk = '{"reason": "x", "score": 1}', json.dumps({"notes": ANSWER})
    assert read(f"{draft} {long_talk} {GOOD}", Verdict).score == 3


@pytest.mark.parametrize("text", ["", "no object", GOOD[:-1], "[1, 2]", "{" * 5000, '{"a":' * 3000])
def test_what_is_no_object_is_said_to_be_none(text):
    assert isinstance(read(text, Verdict), Misfit)


@pytest.mark.parametrize(
    "pieces", [["<think>a score", " of 9</think>", "\n\nWhy?"], ["<th", "ink>x</think>Why?"]]
)
@pytest.mark.asyncio
async def test_a_models_thoughts_are_not_part_of_its_reply(server, pieces):
    server.answer = lambda body: chunks(*pieces)
    assert text_of(await all_of(compatible(server))) == "Why?"


@pytest.mark.parametrize("reply", ["<thoughtful> Why?", "<", "Why <think> so?"])
@pytest.mark.asyncio
async def test_what_only_looks_like_thoughts_is_kept(server, reply):
    server.answer = lambda body: chunks(*reply)
    assert text_of(await all_of(compatible(server))) == reply


def top(*pairs):
    tops = [{"token": token, "logprob": value, "bytes": None} for token, value in pairs]
    return {"content": [{"token": pairs[0][0], "logprob": pairs[0][1], "bytes": None, "top_logprobs": tops}]}


@pytest.mark.asyncio
async def test_probabilities_of_choices_are_read_and_spellings_summed(server):
    server.answer = lambda body: completion(
        {"content": "3"}, logprobs=top(("3", -0.5), (" 3", -2.0), ("Hm", -3.0))
    )
    llm = compatible(server)
    found = await llm.choice_logprobs(REQUEST, ["2", "3"])
    assert found == {"3": pytest.approx(-0.2986, abs=1e-4)}
    assert llm.capabilities.logprobs is True
    assert server.requests[-1].body["max_tokens"] == 1


@pytest.mark.parametrize("answer", [completion({"content": "3"}), refusal(400)])
@pytest.mark.asyncio
async def test_a_server_without_probabilities_is_asked_once(server, answer):
    server.answer = lambda body: answer
    llm = compatible(server)
    assert await llm.choice_logprobs(REQUEST, ["3"]) is None
    assert await llm.choice_logprobs(REQUEST, ["3"]) is None
    assert len(server.requests) == 1
    assert llm.capabilities == Capabilities(structured=None, logprobs=False)
