"""The doctor and the model, keys in the keyring, and who asked in a saved round at what cost."""

import json
import sys

import pexpect
import pytest

from tests.cli.shell import COMMAND, STRONG, interviewer, messages, transcripts
from tests.llm.parts import OPENAI_KEY, SERVER_KEY
from tests.llm.server import ScriptedServer, chunks, completion, refusal

DRAWER = """
import json, os, pathlib
from keyring.backend import KeyringBackend

class Drawer(KeyringBackend):
    priority = 1
    file = pathlib.Path(os.environ["DRAWER"])

    def _held(self):
        return json.loads(self.file.read_text()) if self.file.exists() else {}

    def get_password(self, service, username):
        return self._held().get(f"{service} {username}")

    def set_password(self, service, username, password):
        self.file.write_text(json.dumps({**self._held(), f"{service} {username}": password}))

    def delete_password(self, service, username):
        held = self._held()
        del held[f"{service} {username}"]
        self.file.write_text(json.dumps(held))
"""


def able(body):
    if body.get("logprobs"):
        top = {"token": "yes", "logprob": -0.1, "bytes": None}
        return completion({"content": "yes"}, logprobs={"content": [{**top, "top_logprobs": [top]}]})
    if "response_format" in body:
        probing = "colour" in body["messages"][-1]["content"]
        return chunks('{"lamp": "violet-41"}' if probing else '{"answer": "yes"}')
    return chunks("one ", "two ", "three")


@pytest.fixture
def server():
    with ScriptedServer() as running:
        running.answer = able
        yield running


@pytest.fixture
def ring(tmp_path, monkeypatch):
    (tmp_path / "drawer.py").write_text(DRAWER)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "drawer.Drawer")
    monkeypatch.setenv("DRAWER", str(tmp_path / "drawer.json"))
    return tmp_path / "drawer.json"


def doctor(server, *words, **more):
    return interviewer("doctor", "--llm", "compatible/small", "--base-url", server.url, *words, **more)


def test_the_doctor_checks_the_model_and_says_where_words_go(server):
    ran = doctor(server)
    assert ran.code == 0, ran.out
    assert server.url.split("/")[2] in ran.out
    assert "(this machine)" in ran.out
    assert "reachable: " in ran.out
    assert "first token" in ran.out
    assert "NOT" not in ran.out
    model = doctor(server, "--format", "json").json["model"]
    assert model["structured"] == "schema"
    assert model["logprobs"] is True
    assert model["pieces"] == 3
    assert model["key"] == {"variable": "INTERVIEWER_COMPATIBLE_API_KEY", "source": None}
    assert {each["state"] for each in model["checks"]} == {"ok"}


def test_the_configured_model_is_the_one_checked(server, home):
    home.mkdir(parents=True)
    (home / "config.toml").write_text(f'llm = "compatible/mine"\nbase_url = "{server.url}"\n')
    ran = interviewer("doctor", "--format", "json")
    assert ran.json["model"]["spec"] == "compatible/mine"
    assert {each.body["model"] for each in server.requests} == {"mine"}


def test_offline_there_is_nothing_to_call():
    ran = interviewer("doctor", "--format", "json")
    assert ran.code == 0
    assert ran.json["model"] is None
    assert "nothing leaves this machine" in interviewer("doctor").out


@pytest.mark.parametrize("status", [401, 404])
def test_what_is_not_in_order_is_one_line_and_exit_code_1(server, status):
    server.answer = lambda body: refusal(status, message=f"never heard of {SERVER_KEY}")
    ran = doctor(server, env={"INTERVIEWER_COMPATIBLE_API_KEY": SERVER_KEY})
    assert ran.code == 1
    [line] = [line for line in ran.out.splitlines() if line.startswith("NOT in order")]
    assert ("set a valid one" if status == 401 else "check its name") in line
    assert "not checked" in ran.out
    assert "from the environment" in ran.out
    for secret in (SERVER_KEY, "never heard"):
        assert secret not in ran.out + ran.err


def test_a_missing_key_is_told_with_the_way_to_store_one():
    ran = interviewer("doctor", "--llm", "openai/gpt-4.1")
    assert ran.code == 1
    assert "set OPENAI_API_KEY" in ran.out
    assert "--store-key openai" in ran.out


def test_a_spec_that_does_not_hold_up_is_wrong_usage():
    interviewer("doctor", "--llm", "antropic/x").failed_with(2, "did you mean 'anthropic'")
    interviewer("doctor", "--llm", "compatible/x").failed_with(2, "--base-url")


def test_a_password_in_an_address_is_not_shown(home):
    home.mkdir(parents=True)
    (home / "config.toml").write_text('base_url = "http://me:hush-hush@127.0.0.1:9/v1"\n')
    for words in ((), ("--format", "json"), ("--llm", "compatible/x")):
        ran = interviewer("doctor", *words)
        assert "hush-hush" not in ran.out + ran.err


def test_the_doctor_leaves_a_recording_as_it_is(server, home):
    home.mkdir(parents=True)
    kept = home / "kept.jsonl"
    kept.write_text('{"format":"pm-interviewer/exchange","version":1,"spec":"openai/gpt-4.1"}\n')
    before = kept.read_bytes()
    (home / "config.toml").write_text(f'record = "{kept}"\n')
    assert doctor(server).code == 0
    assert kept.read_bytes() == before
    ran = interviewer("doctor", "--llm", f"recorded/{kept}")
    assert ran.code == 0, ran.out
    assert "nothing is sent" in ran.out


def test_a_key_is_stored_used_and_forgotten(server, ring, home):
    at = ("--base-url", server.url)
    ran = interviewer("doctor", "--store-key", "compatible", *at, stdin=f"{SERVER_KEY}\n")
    assert ran.code == 0, ran.err
    assert SERVER_KEY not in ran.out + ran.err
    assert SERVER_KEY in ring.read_text()
    ran = doctor(server)
    assert "from the system keyring" in ran.out
    assert "accepted" in ran.out
    assert SERVER_KEY not in ran.out + ran.err
    assert server.requests[-1].headers["authorization"] == f"Bearer {SERVER_KEY}"
    assert interviewer("doctor", "--forget-key", "compatible", *at).code == 0
    assert json.loads(ring.read_text()) == {}
    interviewer("doctor", "--forget-key", "compatible", *at).failed_with(1, "no key for")
    assert not any(SERVER_KEY in path.read_text() for path in home.rglob("*") if path.is_file())


def test_at_a_terminal_a_key_is_asked_for_and_not_shown(ring):
    child = pexpect.spawn(
        sys.executable, [*COMMAND[1:], "doctor", "--store-key", "openai"], encoding="utf-8", timeout=30
    )
    child.expect("not shown as you type > ")
    child.sendline(OPENAI_KEY)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert OPENAI_KEY not in child.before
    assert OPENAI_KEY in ring.read_text()


@pytest.mark.parametrize(
    ("words", "typed", "hint"),
    [
        (("openai",), "", "no key was given"),
        (("openai",), "Bearer sk-never-to-be-seen\n", "one word"),
        (("compatible",), "tok\n", "--base-url"),
        (("opnai",), "tok\n", "did you mean 'openai'"),
    ],
)
def test_what_is_no_key_is_not_stored(ring, words, typed, hint):
    ran = interviewer("doctor", "--store-key", *words, stdin=typed)
    ran.failed_with(2, hint)
    assert "never-to-be-seen" not in ran.err
    assert not ring.exists()


@pytest.mark.parametrize("backend", ["fail", "null"])
@pytest.mark.parametrize("what", ["--store-key", "--forget-key"])
def test_a_machine_without_a_keyring_says_so_in_one_line(backend, what):
    env = {"PYTHON_KEYRING_BACKEND": f"keyring.backends.{backend}.Keyring"}
    ran = interviewer("doctor", what, "anthropic", stdin="tok-never-to-be-seen\n", env=env)
    ran.failed_with(1, "keyring")
    if what == "--store-key":
        assert "set ANTHROPIC_API_KEY" in ran.err
    assert "never-to-be-seen" not in ran.err


@pytest.fixture
def saved(home):
    """A round that changed hands twice; its calls are those of a hosted model and of one without a price."""
    interviewer(
        *("practice", "--plain", "--question", "nurse-handover", "--seed", "3"),
        stdin=messages(STRONG) + "/finish\n",
    )
    [path] = transcripts(home)
    lines = path.read_text().splitlines()
    stamp = {"at": "2026-11-23T22:41:05Z"}
    call = {"input": 1200, "cached": 9000, "cache_write": 0, "output": 300, "cost": 0.02, "attempts": 1}
    events = [
        {"type": "who-asks", "spec": "anthropic/claude-opus-5", "t": 61.0, **stamp},
        {"type": "usage", "spec": "anthropic/claude-opus-5", "usage": call, "t": 70.0, **stamp},
        {"type": "usage", "spec": "anthropic/claude-opus-5", "usage": call, "t": 80.0, **stamp},
        {"type": "usage", "spec": "compatible/small", "usage": {**call, "cost": None}, "t": 90.0, **stamp},
        {"type": "who-asks", "spec": "offline", "t": 125.0, **stamp},
    ]
    path.write_text("\n".join([*lines[:-1], *map(json.dumps, events), lines[-1]]) + "\n")
    return path


def test_show_says_who_asked_and_what_it_cost(saved):
    shown = " ".join(interviewer("transcripts", "show", "last").out.split())
    assert "offline from 00:00, anthropic/claude-opus-5 from 01:01, offline from 02:05" in shown
    assert (
        "anthropic/claude-opus-5: 2 calls, 20,400 tokens read (18,000 from the cache), 600 written, $0.04"
        in shown
    )
    assert "compatible/small: 1 call" in shown
    assert "no price is known" in shown
    markdown = interviewer("transcripts", "show", "last", "--format", "markdown").out
    assert "from 02:05" in markdown
    assert "20,400 tokens read" in markdown
    assert "$0.04" in markdown
    events = interviewer("transcripts", "show", "last", "--format", "json").json["events"]
    assert [each["usage"]["cost"] for each in events if each["type"] == "usage"] == [0.02, 0.02, None]


def test_a_round_without_a_model_says_nothing_of_it(home):
    interviewer(
        *("practice", "--plain", "--question", "nurse-handover", "--seed", "3"),
        stdin=messages(STRONG) + "/finish\n",
    )
    shown = interviewer("transcripts", "show", "last").out
    assert "who asked" not in shown
    assert "tokens" not in shown
