"""Choosing a language model: which providers there are, where words go, and whether a key was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from interviewer.llm.hosts import Endpoint, check_key_may_go, compatible_endpoint, provider_endpoint
from interviewer.llm.keys import KEY_NAMES, find_key, store_key
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.model.words import OFFLINE

if TYPE_CHECKING:
    from pydantic import SecretStr

Source = Literal["environment", "keyring"]

_KEYLIKE: Final = ("sk-", "sk_")


@dataclass(frozen=True, slots=True)
class Provider:
    """Somebody who can stand behind the interviewer."""

    id: str
    """The NAME of its SPECs."""
    name: str
    short: str
    about: str
    example: str
    """The name of a model, as one is written."""
    own_address: bool = False
    """Whether the user says where the server is. Such a server may need no key."""

    @property
    def variable(self) -> str:
        """The environment variable of its key."""
        return KEY_NAMES[self.id]


PROVIDERS: Final = (
    Provider("anthropic", "Claude (Anthropic)", "Claude", "needs a key; calls cost money", "claude-opus-5"),
    Provider("openai", "GPT (OpenAI)", "GPT", "needs a key; calls cost money", "gpt-4.1"),
    Provider(
        "compatible",
        "a server of your own",
        "server",
        "llama.cpp, vLLM, Ollama, others",
        "qwen3:8b",
        own_address=True,
    ),
)
"""The providers one can choose without knowing how a SPEC is written."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is to interview: a SPEC, and the address of a server of one's own."""

    llm: str = OFFLINE
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What is known before anything is sent."""

    goes: str
    """Where what is written goes, as a sentence."""
    key: Source | None
    """Where a key was found."""


def provider_of(spec: str) -> Provider | None:
    """The provider of a SPEC, if it is one of `PROVIDERS`."""
    name = spec.partition("/")[0]
    return next((each for each in PROVIDERS if each.id == name), None)


def spec_for(provider: Provider, model: str) -> str:
    """The SPEC of a model, whose name may be given as a SPEC already.

    Raises:
        UsageError: when it is no name.
    """
    name = model.strip().removeprefix(f"{provider.id}/")
    if not name or not name.isprintable() or " " in name:
        raise UsageError(f"that is no model's name; one is written as in {provider.example}")
    return f"{provider.id}/{name}"


def looks_like_key(text: str) -> bool:
    """Whether it begins as the providers' keys do; as a model's name it would be shown and saved."""
    return text.startswith(_KEYLIKE)


def goes(provider: Provider, address: str | None = None, *, insecure: bool = False) -> str:
    """Where what is written goes, as a sentence.

    Raises:
        UsageError: when the address is none.
        HostRefusedError: when a variable sends a key unencrypted over a network.
    """
    return _sentence(_endpoint(provider, address, insecure=insecure))


def look_up(provider: Provider, address: str | None = None, *, insecure: bool = False) -> Found:
    """Where words would go, and whether a key is there. Nothing is sent; the keyring may take seconds.

    Args:
        provider: whose model it is.
        address: the server's, for a provider with `own_address`.
        insecure: whether a key may travel unencrypted beyond this machine.

    Raises:
        UsageError: when the address is none.
        HostRefusedError: when a key that was found would travel unencrypted.
    """
    endpoint = _endpoint(provider, address, insecure=insecure)
    key = find_key(provider.id, endpoint.host)
    if key is not None:
        check_key_may_go(endpoint, insecure=insecure)
    return Found(_sentence(endpoint), key.source if key else None)


def keep_key(
    provider: Provider, key: SecretStr, address: str | None = None, *, insecure: bool = False
) -> None:
    """Store a key in the system keyring, bound to where it belongs.

    Raises:
        InterviewerError: when it cannot be kept there; the message names the variable to set instead.
        HostRefusedError: when it could only travel unencrypted.
    """
    endpoint = _endpoint(provider, address, insecure=insecure)
    check_key_may_go(endpoint, insecure=insecure)
    store_key(provider.id, key, endpoint.host)
    # A keyring that is switched off takes everything and keeps nothing.
    if find_key(provider.id, endpoint.host) is None:
        raise InterviewerError(f"the system keyring kept nothing; set {provider.variable} in the environment")


def keys_found(base_url: str | None) -> dict[str, Source | None]:
    """For each provider's id where its key was found; a server's is looked for under its address.

    The keyring may take seconds.
    """
    try:
        host = compatible_endpoint(base_url).host if base_url else ""
    except UsageError:
        host = ""
    keys = {each.id: find_key(each.id, host) for each in PROVIDERS}
    return {name: key.source if key else None for name, key in keys.items()}


def _endpoint(provider: Provider, address: str | None, *, insecure: bool) -> Endpoint:
    if provider.own_address:
        return compatible_endpoint(address or "", "this")
    return provider_endpoint(provider.id, insecure=insecure)


def _sentence(endpoint: Endpoint) -> str:
    words = endpoint.note or f"what you write and your key go to {endpoint.host} only"
    return f"{words[:1].upper()}{words[1:]}."
