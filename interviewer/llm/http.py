"""The HTTP client under an SDK: bound to one address, no redirects, no headers that are not ours to send."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from typing import TYPE_CHECKING, Final

from interviewer.llm.faults import retry_after
from interviewer.llm.limits import gate_of

if TYPE_CHECKING:
    from ssl import SSLContext

    import httpx2
    from pydantic import SecretStr

    from interviewer.llm.hosts import Endpoint

CONNECT_SECONDS: Final = 10.0
_CONNECTIONS: Final = 1000
"""As many are kept as may be open: a batch that closed some would make them anew with the next replies."""

_PLAIN_HEADERS: Final = frozenset(
    {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}
)


@cache
def tls() -> SSLContext:
    """The trusted roots, read once: it takes 30 ms, and every client would do it anew."""
    import httpx2  # noqa: PLC0415

    return httpx2.create_ssl_context()


def timeouts() -> httpx2.Timeout:
    """Only connecting is timed here; silence afterwards is timed between events, for all providers alike."""
    import httpx2  # noqa: PLC0415

    return httpx2.Timeout(None, connect=CONNECT_SECONDS)


def sdk_client(endpoint: Endpoint) -> httpx2.AsyncClient:
    """An HTTP client for a provider's own library, which sends its own headers."""
    return _client(endpoint, [])


def bare_client(endpoint: Endpoint, key: SecretStr | None) -> httpx2.AsyncClient:
    """An HTTP client for OpenAI's library before any other server.

    It sends the server's key, or none, and no header beyond what HTTP needs: the library would add the
    user's OpenAI organisation, project and custom headers, and a description of this machine.
    """

    async def reduce(request: httpx2.Request) -> None:
        for name in [name for name in request.headers if name.lower() not in _PLAIN_HEADERS]:
            del request.headers[name]
        if key is not None:
            request.headers["authorization"] = f"Bearer {key.get_secret_value()}"

    return _client(endpoint, [reduce])


def _client(
    endpoint: Endpoint, hooks: list[Callable[[httpx2.Request], Awaitable[None]]]
) -> httpx2.AsyncClient:
    """Redirects are not followed, since a key must not follow one; no proxy stands before this machine."""
    import httpx2  # noqa: PLC0415

    async def learn(response: httpx2.Response) -> None:
        headers = response.headers
        gate_of(endpoint.host).learn(response.status_code, headers, retry_after(headers))

    return httpx2.AsyncClient(
        verify=tls(),
        timeout=timeouts(),
        follow_redirects=False,
        trust_env=not endpoint.loopback,
        limits=httpx2.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS),
        event_hooks={"request": hooks, "response": [learn]},
    )
