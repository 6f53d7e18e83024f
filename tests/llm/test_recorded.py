"""Exchanges recorded once and played back without key or network."""

import json
import stat

import pytest

from interviewer.llm.errors import NotRecordedError
from interviewer.llm.protocol import Message, Request, TextDelta, Used
from interviewer.llm.specs import Options, make_llm
from tests.llm.parts import ANSWER, REQUEST, SERVER_KEY, Verdict, all_of, text_of
from tests.llm.server import chunks, completion, refusal
from tests.llm.test_structured import GOOD, PROBE, is_probe, top

pytestmark = pytest.mark.asyncio


@pytest.fixture
def path(tmp_path):
    return tmp_path / "exchange.jsonl"


@pytest.fixture
def live(server, path, monkeypatch, fake_time):
    monkeypatch.setenv("INTERVIEWER_COMPATIBLE_API_KEY", SERVER_KEY)
    return make_llm("compatible/small", Options(base_url=server.url, record=path, timing=fake_time.time))


def played(path):
    return make_llm(f"recorded/{path}")


async def test_everything_recorded_plays_back_the_same(live, path, server):
    server.answer = lambda body: (
        completion({"content": "3"}, logprobs=top(("3", -0.5)))
        if "logprobs" in body
        else chunks(PROBE if is_probe(body) else GOOD)
        if "response_format" in body
        else chunks("Why ", "now?")
    )
    said = await all_of(live)
    verdict = await live.structured(REQUEST, Verdict)
    odds = await live.choice_logprobs(REQUEST, ["3", "4"])
    before = len(server.requests)
    again = played(path)
    events = await all_of(again)
    assert [each for each in events if isinstance(each, TextDelta)] == [
        each for each in said if isinstance(each, TextDelta)
    ]
    assert [each.usage for each in events if isinstance(each, Used)] == [
        each.usage for each in said if isinstance(each, Used)
    ]
    assert (await again.structured(REQUEST, Verdict)).value == verdict.value
    assert await again.choice_logprobs(REQUEST, ["3", "4"]) == odds
    assert len(server.requests) == before


async def test_a_recording_holds_words_for_its_owner_and_no_key(live, path):
    await all_of(live)
    text = path.read_text()
    assert ANSWER in text
    assert SERVER_KEY not in text
    assert "Bearer" not in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_what_broke_off_or_failed_is_not_recorded(live, path, server, fake_time):
    answers = iter([refusal(500), chunks("Half a", reason=None), chunks("Why?"), refusal(404)])
    server.answer = lambda body: next(answers)
    await all_of(live)
    with pytest.raises(Exception, match="no model"):
        await all_of(live)
    assert len(path.read_text().splitlines()) == 2
    assert text_of(await all_of(played(path))) == "Why?"


async def test_a_request_that_is_not_in_the_file_is_a_clear_error(live, path):
    await all_of(live)
    other = Request(REQUEST.prefix, (Message("user", "Something else."),), label="reply")
    with pytest.raises(NotRecordedError, match=r"holds no reply to this request \(stream, reply\)") as caught:
        await all_of(played(path), other)
    assert "Something" not in str(caught.value)
    with pytest.raises(NotRecordedError):
        await played(path).structured(REQUEST, Verdict)


async def test_the_varying_part_may_differ_but_the_right_one_is_preferred(live, path, server):
    texts = iter(["at four", "at three"])
    server.answer = lambda body: chunks(next(texts))

    def at(varying):
        return Request(REQUEST.prefix, REQUEST.messages, varying, label="reply")

    await all_of(live, at("Four minutes are left."))
    await all_of(live, at("Three minutes are left."))
    again = played(path)
    assert text_of(await all_of(again, at("Three minutes are left."))) == "at three"
    assert text_of(await all_of(again, at("Two minutes are left."))) in {"at four", "at three"}


async def test_the_same_request_is_answered_in_the_order_recorded(live, path, server):
    texts = iter(["one", "two"])
    server.answer = lambda body: chunks(next(texts))
    await all_of(live)
    await all_of(live)
    again = played(path)
    assert [text_of(await all_of(again)) for _ in range(3)] == ["one", "two", "two"]


async def test_a_type_that_has_changed_is_told(live, path, server):
    server.answer = lambda body: chunks(PROBE if is_probe(body) else GOOD)
    await live.structured(REQUEST, Verdict)
    lines = path.read_text().splitlines()
    exchange = json.loads(lines[1])
    exchange["value"]["score"] = 9
    path.write_text("\n".join([lines[0], json.dumps(exchange)]))
    with pytest.raises(NotRecordedError, match="record it anew"):
        await played(path).structured(REQUEST, Verdict)


@pytest.mark.parametrize(
    "content", ["", "{}\n", '{"format": "pm-interviewer/transcript", "version": 1}\n', "\x00"]
)
async def test_what_is_no_recording_is_said_to_be_none(path, content):
    path.write_text(content)
    with pytest.raises(NotRecordedError, match="no recording"):
        played(path)
    with pytest.raises(NotRecordedError, match="cannot read"):
        played(path.parent / "missing.jsonl")


async def test_a_damaged_line_is_named(live, path):
    await all_of(live)
    path.write_text(path.read_text() + "half a li")
    with pytest.raises(NotRecordedError, match=":3: this line is no exchange"):
        played(path)


async def test_a_place_that_cannot_be_written_is_told(server, tmp_path):
    with pytest.raises(NotRecordedError, match="cannot record"):
        make_llm("compatible/m", Options(base_url=server.url, record=tmp_path / "no" / "such" / "folder"))
