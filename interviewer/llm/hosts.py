"""Where requests go. A key is bound to its host: what does not match is refused or at least shown."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from interviewer.llm.errors import HostRefusedError
from interviewer.model.errors import UsageError

_OWN: Final = {
    "anthropic": ("https://api.anthropic.com", "ANTHROPIC_BASE_URL"),
    "openai": ("https://api.openai.com/v1", "OPENAI_BASE_URL"),
}
"""Each provider's own address, and the variable by which its users point it elsewhere."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that may be asked."""

    url: str
    host: str
    """With the port, where one is given."""
    loopback: bool
    note: str
    """What a user should know about it; empty for a provider's own host."""

    @property
    def own(self) -> bool:
        """Whether it is the provider's own host."""
        return not self.note


def provider_endpoint(provider: str, *, insecure: bool = False) -> Endpoint:
    """The address of a provider whose key is bound to its own hosts.

    Another one comes only out of the variable that the provider's own library reads, and is noted.

    Raises:
        UsageError: when the variable holds no usable address.
        HostRefusedError: when a key would go there unencrypted over a network.
    """
    own, variable = _OWN[provider]
    given = os.environ.get(variable, "").strip()
    url = _parsed(given or own, variable)
    if not given or _is_own(url, own):
        return Endpoint(url.geturl().rstrip("/"), url.netloc, loopback=False, note="")
    note = f"{variable} sends what you write, and your {provider} key, to {url.netloc}{_in_clear(url)}"
    endpoint = Endpoint(url.geturl().rstrip("/"), url.netloc, _is_loopback(url), note)
    check_key_may_go(endpoint, insecure=insecure)
    return endpoint


def compatible_endpoint(base_url: str, where: str = "--base-url") -> Endpoint:
    """The address of a server that speaks OpenAI's API. An address without a path gets `/v1`.

    Args:
        base_url: the address as it was given.
        where: where it was given, for messages.

    Raises:
        UsageError: when it is no usable address.
    """
    url = _parsed(base_url, where)
    if url.path in {"", "/"}:
        url = url._replace(path="/v1")
    loopback = _is_loopback(url)
    place = "this machine" if loopback else "a server of your choice"
    note = f"what you write goes to {url.netloc} ({place}){_in_clear(url)}"
    return Endpoint(url.geturl().rstrip("/"), url.netloc, loopback, note)


def _parsed(text: str, where: str) -> SplitResult:
    example = "an address looks like https://host/v1 or http://127.0.0.1:8080/v1"
    try:
        url = urlsplit(text)
        port_holds = url.port is None or url.port > 0
    except ValueError:
        raise UsageError(f"{where} holds no address; {example}") from None
    if url.username is not None or url.password is not None:
        raise UsageError(
            f"{where}: a name or password in the address would be shown; put a key into its variable"
        )
    if url.scheme not in {"http", "https"} or not url.hostname or not port_holds:
        raise UsageError(f"{where} holds no address; {example}")
    if url.query or url.fragment:
        raise UsageError(f"{where}: an address ends before ? and #; {example}")
    return url


def check_key_may_go(endpoint: Endpoint, *, insecure: bool) -> None:
    """Whether a key may be sent to the address.

    Raises:
        HostRefusedError: when it would travel unencrypted over a network, and that was not allowed.
    """
    if endpoint.url.startswith("http:") and not endpoint.loopback and not insecure:
        raise HostRefusedError(
            f"the key would travel to {endpoint.host} unencrypted; use https, or allow it with --insecure"
        )


def _is_own(url: SplitResult, own: str) -> bool:
    """OpenAI's regional hosts (eu.api.openai.com) are its own; so are both providers' plain ones."""
    host = urlsplit(own).hostname or ""
    name = url.hostname or ""
    same = name == host or (host == "api.openai.com" and name.endswith(f".{host}"))
    return same and url.scheme == "https" and url.port in {None, 443}


def _is_loopback(url: SplitResult) -> bool:
    host = (url.hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _in_clear(url: SplitResult) -> str:
    return ", unencrypted" if url.scheme == "http" and not _is_loopback(url) else ""
