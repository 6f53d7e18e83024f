"""From a SPEC to a model, ours and others'; and what none of it may load."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest

from interviewer.llm.protocol import Done, TextDelta, Used, Waiting
from interviewer.llm.specs import Options, make_llm, split_spec
from interviewer.llm.usage import Meter
from interviewer.model.errors import InterviewerError, UsageError
from tests.llm.parts import REQUEST, Verdict, all_of, compatible, text_of, waits
from tests.llm.server import refusal
from tests.llm.test_faults import BREAKING, FINAL, PASSING

DOCS = Path(__file__).parents[2] / "docs" / "providers.md"


def test_a_spec_is_split_at_its_first_slash():
    assert split_spec("compatible/org/model") == ("compatible", "org/model")
    assert split_spec("recorded//abs/path.jsonl") == ("recorded", "/abs/path.jsonl")


@pytest.mark.parametrize("spec", ["", "anthropic", "anthropic/", "/model", "offline"])
def test_what_names_no_model_says_how_one_is_named(spec):
    with pytest.raises(UsageError, match="NAME/MODEL"):
        make_llm(spec)


@pytest.mark.parametrize(("spec", "near"), [("antropic/claude", "anthropic"), ("open-ai/gpt", "openai")])
def test_an_unknown_name_is_met_with_the_nearest(spec, near):
    with pytest.raises(UsageError, match=f"did you mean '{near}'"):
        make_llm(spec)
    with pytest.raises(UsageError, match="there are anthropic, openai"):
        make_llm("zzz/q")


@pytest.mark.asyncio
async def test_the_time_limit_is_the_users(server, fake_time):
    server.answer = lambda body: refusal(503)
    began = fake_time.now
    with pytest.raises(InterviewerError, match="within 9 s"):
        await all_of(compatible(server, fake_time, timeout=9))
    assert fake_time.now - began <= 9


def test_making_a_model_loads_no_sdk_and_loading_one_in_the_background_does():
    code = """
import os, sys
os.environ.update(ANTHROPIC_API_KEY="k", OPENAI_API_KEY="k", INTERVIEWER_COMPATIBLE_API_KEY="k")
from interviewer.llm import loading
from interviewer.llm.specs import Options, make_llm
for spec in ("anthropic/m", "openai/m", "compatible/m"):
    make_llm(spec, Options(base_url="http://127.0.0.1:1"))
heavy = {"anthropic", "openai", "httpx2", "keyring", "genai_prices"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
assert loading.start_loading("offline") is None
loading.start_loading("openai/m").join()
assert "openai" in sys.modules and "anthropic" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.fixture
def add_on(tmp_path, monkeypatch):
    """The example out of docs/providers.md, as an installed package."""
    text = DOCS.read_text(encoding="utf-8")
    (module,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (name, value) = re.search(r'"pm_interviewer\.llm"\]\n(\w+) = "([\w:]+)"', text).groups()
    (tmp_path / f"{value.partition(':')[0]}.py").write_text(module)
    info = tmp_path / "example-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: example\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        f"[pm_interviewer.llm]\n{name} = {value}\nbroken = no_such_module:make\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    return name


@pytest.mark.asyncio
async def test_the_example_in_the_docs_is_a_provider(add_on):
    meter = Meter()
    llm = make_llm(f"{add_on}/loud", Options(meter=meter))
    *deltas, used, done = await all_of(llm)
    assert text_of(deltas).startswith("NURSES AT MARLOWE")
    assert isinstance(used, Used)
    assert isinstance(done, Done)
    assert meter.usage.total > 0
    with pytest.raises(InterviewerError, match="did not have the form"):
        await llm.structured(REQUEST, Verdict)
    assert await llm.choice_logprobs(REQUEST, ["1"]) is None


def test_an_add_on_is_offered_as_the_nearest_and_a_broken_one_is_told(add_on):
    with pytest.raises(UsageError, match=f"did you mean '{add_on}'"):
        make_llm(f"{add_on}s/loud")
    with pytest.raises(InterviewerError, match="the add-on for 'broken' cannot be loaded"):
        make_llm("broken/x")


@pytest.mark.asyncio
async def test_one_request_at_a_time_goes_to_a_server_and_the_queue_does_not_count(server):
    server.release.clear()
    first = asyncio.create_task(all_of(compatible(server)))
    while not server.requests:
        await asyncio.sleep(0.005)
    second = asyncio.create_task(all_of(compatible(server, timeout=0.4)))
    await asyncio.wait([second], timeout=0.1)
    assert len(server.requests) == 1
    server.release.set()
    assert text_of(await first) == text_of(await second) == "hello"
    assert waits(second.result())[0] == Waiting("another request has the server", None, 1)
    assert server.most_under_way == 1


@pytest.mark.asyncio
async def test_a_server_may_be_asked_several_at_a_time_when_told_so(server):
    server.release.clear()
    tasks = [asyncio.create_task(all_of(compatible(server, at_once=3))) for _ in range(4)]
    while server.under_way < 3:
        await asyncio.sleep(0.005)
    server.release.set()
    await asyncio.gather(*tasks)
    assert server.most_under_way == 3


@pytest.mark.asyncio
async def test_a_request_that_is_left_lets_the_next_one_in(server):
    llm = compatible(server)
    events = llm.stream(REQUEST)
    assert isinstance(await anext(events), TextDelta)
    await events.aclose()
    assert text_of(await all_of(llm)) == "hello"


def test_the_table_of_faults_in_the_docs_covers_what_is_tested():
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    for why in [why for _, why in {**PASSING, **BREAKING}.values()]:
        assert any(why.replace("0.15 s", "20 s") in row for row in rows), why
    for _, kind in FINAL.values():
        assert any(f"`{kind.kind}`" in row for row in rows), kind
