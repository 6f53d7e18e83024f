"""Where keys come from, and where they may go."""

import time

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError
from pydantic import SecretStr

from interviewer.llm import keys
from interviewer.llm.errors import HostRefusedError, KeyMissingError
from interviewer.llm.hosts import compatible_endpoint, provider_endpoint
from interviewer.llm.keys import find_key, forget_key, need_key, store_key
from interviewer.llm.specs import Options, make_llm
from interviewer.model.errors import InterviewerError, UsageError
from tests.llm.parts import ANTHROPIC_KEY, OPENAI_KEY, SERVER_KEY


class Drawer(KeyringBackend):
    priority = 1

    def __init__(self):
        self.held = {}

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def delete_password(self, service, username):
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("none")


class Stuck(Drawer):
    def get_password(self, service, username):
        time.sleep(0.2)
        return OPENAI_KEY


class Failing(Drawer):
    def get_password(self, service, username):
        raise RuntimeError(f"locked, and here is the key: {OPENAI_KEY}")

    def set_password(self, service, username, password):
        raise RuntimeError(f"locked, and here is the key: {password}")


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    yield lambda backend: keyring.set_keyring(backend) or backend
    keyring.set_keyring(before)


def test_a_key_in_the_environment_comes_before_one_in_the_keyring(ring, monkeypatch):
    ring(Drawer())
    store_key("openai", SecretStr("stored"))
    assert need_key("openai").secret.get_secret_value() == "stored"
    assert need_key("openai").source == "keyring"
    monkeypatch.setenv("OPENAI_API_KEY", f" {OPENAI_KEY}\n")
    assert need_key("openai").secret.get_secret_value() == OPENAI_KEY
    assert need_key("openai").source == "environment"


def test_a_stored_key_can_be_forgotten(ring):
    ring(Drawer())
    store_key("anthropic", SecretStr(ANTHROPIC_KEY))
    assert forget_key("anthropic") is True
    assert forget_key("anthropic") is False
    assert find_key("anthropic") is None


def test_one_providers_key_never_serves_another(ring, monkeypatch):
    ring(Drawer())
    store_key("anthropic", SecretStr(ANTHROPIC_KEY))
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    assert find_key("compatible") is None


def test_a_stored_key_of_a_server_serves_that_server_only(ring, monkeypatch):
    ring(Drawer())
    store_key("compatible", SecretStr(SERVER_KEY), "llm.example")
    assert find_key("compatible", "llm.example").secret.get_secret_value() == SERVER_KEY
    assert find_key("compatible", "llm.example:8443") is None
    assert find_key("compatible", "other.example") is None
    with pytest.raises(HostRefusedError):
        make_llm("compatible/m", Options(base_url="http://llm.example/v1"))
    assert make_llm("compatible/m", Options(base_url="http://other.example/v1"))
    assert forget_key("compatible", "llm.example") is True


def test_without_a_key_the_message_says_which_one_and_how():
    with pytest.raises(KeyMissingError, match="set ANTHROPIC_API_KEY"):
        make_llm("anthropic/claude-opus-5")
    with pytest.raises(KeyMissingError, match="set OPENAI_API_KEY"):
        make_llm("openai/gpt-4.1")


def test_a_key_does_not_show_in_repr(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    assert OPENAI_KEY not in repr(need_key("openai"))
    assert OPENAI_KEY not in repr(make_llm("openai/gpt-4.1"))


def test_a_keyring_that_hangs_is_left_alone(ring, monkeypatch):
    ring(Stuck())
    monkeypatch.setattr(keys, "_PATIENCE", 0.05)
    began = time.monotonic()
    assert find_key("openai") is None
    assert time.monotonic() - began < 0.18


def test_a_keyring_that_fails_says_so_without_its_words(ring):
    ring(Failing())
    assert find_key("openai") is None
    with pytest.raises(InterviewerError, match="cannot be used") as caught:
        store_key("openai", SecretStr(OPENAI_KEY))
    assert OPENAI_KEY not in str(caught.value)
    assert caught.value.__context__ is None


def test_an_empty_key_is_not_stored(ring):
    drawer = ring(Drawer())
    with pytest.raises(InterviewerError):
        store_key("openai", SecretStr("  "))
    assert drawer.held == {}


@pytest.mark.parametrize(
    ("provider", "url"),
    [
        ("anthropic", None),
        ("anthropic", "https://api.anthropic.com"),
        ("anthropic", "https://api.anthropic.com:443/"),
        ("openai", None),
        ("openai", "https://eu.api.openai.com/v1"),
    ],
)
def test_a_providers_own_hosts_need_no_note(monkeypatch, provider, url):
    if url:
        monkeypatch.setenv(f"{provider.upper()}_BASE_URL", url)
    assert provider_endpoint(provider).note == ""


@pytest.mark.parametrize(
    ("provider", "url"),
    [
        ("anthropic", "https://api.anthropic.com.evil.example"),
        ("anthropic", "https://eu.api.anthropic.com"),
        ("anthropic", "https://api.anthropic.com:8443"),
        ("openai", "https://fakeapi.openai.com/v1"),
        ("openai", "http://127.0.0.1:4000/v1"),
    ],
)
def test_any_other_host_is_told_and_the_variable_named(monkeypatch, provider, url):
    monkeypatch.setenv(f"{provider.upper()}_BASE_URL", url)
    monkeypatch.setenv(f"{provider.upper()}_API_KEY", OPENAI_KEY)
    note = make_llm(f"{provider}/m").host_note
    assert f"{provider.upper()}_BASE_URL" in note
    assert url.split("/")[2] in note


def test_base_url_is_not_for_keys_of_a_provider(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    assert make_llm("openai/gpt-4.1", Options(base_url="https://evil.example/v1")).host_note == ""


@pytest.mark.parametrize(
    "host", ["lan.example", "192.168.1.5:8080", "127.0.0.1.evil.example", "[2001:db8::1]:80"]
)
def test_a_key_never_travels_unencrypted_over_a_network_unasked(monkeypatch, host):
    url = f"http://{host}/v1"
    monkeypatch.setenv("INTERVIEWER_COMPATIBLE_API_KEY", SERVER_KEY)
    with pytest.raises(HostRefusedError, match="--insecure"):
        make_llm("compatible/m", Options(base_url=url))
    assert "unencrypted" in make_llm("compatible/m", Options(base_url=url, insecure=True)).host_note
    monkeypatch.delenv("INTERVIEWER_COMPATIBLE_API_KEY")
    assert "unencrypted" in make_llm("compatible/m", Options(base_url=url)).host_note
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    with pytest.raises(HostRefusedError):
        make_llm("openai/m")


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080", "127.8.8.8"])
def test_a_key_may_stay_on_this_machine(host):
    assert compatible_endpoint(f"http://{host}/v1").loopback


def test_an_address_without_a_path_gets_the_usual_one():
    assert compatible_endpoint("http://localhost:8080/").url == "http://localhost:8080/v1"
    assert compatible_endpoint("http://localhost/api/").url == "http://localhost/api"


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8080",
        "ftp://host/v1",
        "https://",
        "https://h:99999/",
        "https://me:pass@host/v1",
        "https://h/v1?key=1",
    ],
)
def test_what_is_no_address_is_said_to_be_none(url):
    with pytest.raises(UsageError, match="--base-url") as caught:
        compatible_endpoint(url)
    assert "pass" not in str(caught.value).replace("password", "")


def test_a_compatible_server_needs_an_address():
    with pytest.raises(UsageError, match="--base-url"):
        make_llm("compatible/m")
