"""Keys into the system keyring and out of it. A key is never a flag: others on the machine see those."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from interviewer.cli.failures import say
from interviewer.model.errors import InterviewerError, UsageError

if TYPE_CHECKING:
    from pydantic import SecretStr

    from interviewer.session.models import Provider
    from interviewer.settings import Settings


def store(name: str, settings: Settings) -> int:
    """Ask for a provider's key, store it, and return the exit code.

    Raises:
        UsageError: when the server's address is missing, or what was given is no key.
        InterviewerError: when there is no keyring that can keep it.
    """
    from interviewer.session.models import keep_key

    provider, host = _whose(name, settings)
    keep_key(provider, _asked_for(host or provider.name), settings.base_url, insecure=settings.insecure)
    variable = provider.variable
    say(f"The key for {host or name} is in the system keyring.")
    if os.environ.get(variable, "").strip():
        say(f"{variable} is set in the environment, and comes before it.")
    address = f" --base-url {settings.base_url}" if host else ""
    say(f"See whether it is accepted with: interviewer doctor --llm {name}/MODEL{address}")
    return 0


def forget(name: str, settings: Settings) -> int:
    """Remove a provider's key from the keyring and return the exit code.

    Raises:
        UsageError: when the server's address is missing.
        InterviewerError: when there is no keyring, or no key in it.
    """
    from interviewer.llm.keys import forget_key

    _, host = _whose(name, settings)
    if not forget_key(name, host):
        raise InterviewerError(f"there is no key for {host or name} in the system keyring")
    say(f"The key for {host or name} is no longer in the system keyring.")
    return 0


def _whose(name: str, settings: Settings) -> tuple[Provider, str]:
    """The provider, and the host that a server's key is bound to; empty for others."""
    from interviewer.llm.hosts import compatible_endpoint
    from interviewer.session.models import PROVIDERS

    provider = next(each for each in PROVIDERS if each.id == name)
    if not provider.own_address:
        return provider, ""
    if not settings.base_url:
        raise UsageError("the key of a server belongs to its address; add: --base-url URL")
    return provider, compatible_endpoint(settings.base_url).host


def _asked_for(whose: str) -> SecretStr:
    from getpass import getpass

    from pydantic import SecretStr

    if sys.stdin.isatty():
        try:
            text = getpass(f"Key for {whose}, not shown as you type > ")
        except EOFError:
            text = ""
    else:
        text = sys.stdin.readline()
    text = text.strip()
    if not text:
        raise UsageError("no key was given; it is asked for at a terminal, or read as one line of stdin")
    if not text.isascii() or not text.isprintable() or " " in text:
        raise UsageError("that is no key: a key is one word of plain letters, digits and signs")
    return SecretStr(text)
