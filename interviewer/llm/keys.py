"""Keys: from the environment, else the system keyring; never shown, never in a file of ours."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from pydantic import SecretStr

from interviewer.llm.errors import KeyMissingError
from interviewer.model.errors import InterviewerError

SERVICE: Final = "pm-interviewer"
"""The name under which keys lie in the keyring."""

KEY_NAMES: Final = {
    "anthropic": "ANTHROPIC_API_KEY",
    "openai": "OPENAI_API_KEY",
    "compatible": "INTERVIEWER_COMPATIBLE_API_KEY",
}
"""Each provider's key. None stands in for another."""

_PATIENCE: Final = 60.0 if sys.platform == "darwin" else 3.0
"""Seconds for the keyring: a Mac may ask its user first; elsewhere a dead message bus would hang."""

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Key:
    """A key and where it came from. The key itself does not show in `repr`."""

    secret: SecretStr
    source: Literal["environment", "keyring"]


def find_key(provider: str, host: str = "") -> Key | None:
    """The provider's key, from the environment before the keyring; None when there is none.

    Args:
        provider: one of `KEY_NAMES`.
        host: for `compatible`, whose key in the keyring belongs to one host (with its port).

    Raises:
        KeyError: for a provider that has no key name.
    """
    if value := os.environ.get(KEY_NAMES[provider], "").strip():
        return Key(SecretStr(value), "environment")
    entry = _entry(provider, host)
    try:
        stored = _from_keyring(lambda ring: ring.get_password(SERVICE, entry), provider)
    except InterviewerError:
        return None
    return Key(SecretStr(stored), "keyring") if stored else None


def need_key(provider: str) -> Key:
    """The provider's key.

    Raises:
        KeyMissingError: when there is none.
    """
    key = find_key(provider)
    if key is None:
        raise KeyMissingError(
            f"no key for {provider}: set {KEY_NAMES[provider]}, or store one with: "
            f"interviewer doctor --store-key {provider}"
        )
    return key


def store_key(provider: str, key: SecretStr, host: str = "") -> None:
    """Put the provider's key into the system keyring; for `compatible` it is one host's.

    Raises:
        InterviewerError: when there is no keyring that can keep it.
    """
    entry = _entry(provider, host)
    value = key.get_secret_value().strip()
    if not value:
        raise InterviewerError(f"an empty key is not stored; to remove {entry}, forget it")
    _from_keyring(lambda ring: ring.set_password(SERVICE, entry, value), provider)


def forget_key(provider: str, host: str = "") -> bool:
    """Remove the provider's key from the keyring; whether there was one.

    Raises:
        InterviewerError: when there is no keyring.
    """
    entry = _entry(provider, host)

    def forget(ring: _Ring) -> bool:
        if ring.get_password(SERVICE, entry) is None:
            return False
        ring.delete_password(SERVICE, entry)
        return True

    return _from_keyring(forget, provider)


def _entry(provider: str, host: str) -> str:
    """A key's name in the keyring. One of `compatible` is bound to its host, which only the user knows."""
    name = KEY_NAMES[provider]
    return f"{name}@{host}" if provider == "compatible" else name


class _Ring:
    """The keyring's three calls; the library is loaded on first use and takes a third of a second."""

    def get_password(self, service: str, name: str) -> str | None:
        import keyring  # noqa: PLC0415

        return keyring.get_password(service, name)

    def set_password(self, service: str, name: str, value: str) -> None:
        import keyring  # noqa: PLC0415

        keyring.set_password(service, name, value)

    def delete_password(self, service: str, name: str) -> None:
        import keyring  # noqa: PLC0415

        keyring.delete_password(service, name)


def _from_keyring(ask: Callable[[_Ring], _R], provider: str) -> _R:
    """Ask the keyring in a thread of its own, and leave it behind when it hangs.

    Raises:
        InterviewerError: without the backend's words, when it cannot answer.
    """
    answers: list[_R] = []
    failures: list[str] = []

    def run() -> None:
        try:
            answers.append(ask(_Ring()))
        except Exception as error:  # noqa: BLE001 - backends raise what they like, with what they like in it
            failures.append(type(error).__name__)

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(_PATIENCE)
    if answers:
        return answers[0]
    reason = failures[0] if failures else "no answer"
    raise InterviewerError(
        f"the system keyring cannot be used ({reason}); set {KEY_NAMES[provider]} in the environment"
    )
