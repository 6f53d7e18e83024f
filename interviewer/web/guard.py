"""Who may come in: one address, one page's scripts, whoever knows the token; checked before anything else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import Final

from aiohttp import web

_TOLD: Final = "Open the address as `interviewer serve` printed it, in a browser on the same machine.\n"


class Guard:
    """Lets a request through to the site, or refuses it, and says what a browser may do with the reply.

    - Host must be the printed address: a foreign name that leads here (DNS rebinding) is refused.
    - Origin, which browsers add to what scripts ask for, must be this site's own; a socket must carry one.
    - The first part of the path must be the token, compared in constant time. Without it other people on this
      machine would get in, for whom loopback is no border.
    - Replies tell nobody the address, are cached nowhere, stand in no frame, load nothing from elsewhere.
    """

    def __init__(self, host: str, token: str) -> None:
        """Guard `host`, an address with its port as it stands in the Host header."""
        self._host = host
        self._origin = f"http://{host}"
        self._token = token.encode()
        self._headers = {
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            # The terminal in the page sets styles by script; that is all that is allowed inline.
            "Content-Security-Policy": "default-src 'none'; script-src 'self'; font-src 'self'; "
            f"img-src data:; style-src 'self' 'unsafe-inline'; connect-src ws://{host}; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        }

    def protect(self, site: web.Application) -> None:
        """Stand before every request to this site, also those for pages it does not have."""
        site.middlewares.append(self._middleware())
        site.on_response_prepare.append(self._on_reply)

    def _middleware(self) -> Callable[..., Awaitable[web.StreamResponse]]:
        @web.middleware
        async def check(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            self._check(request)
            return await handler(request)

        return check

    def _check(self, request: web.Request) -> None:
        origins = request.headers.getall("Origin", [])
        named = bool(origins) or "Upgrade" in request.headers
        if request.headers.getall("Host", []) != [self._host] or (named and origins != [self._origin]):
            raise web.HTTPForbidden(text=_TOLD)
        first = request.path.split("/", 2)[1] if request.path.startswith("/") else ""
        if not compare_digest(first.encode("utf-8", "replace"), self._token):
            raise web.HTTPNotFound(text=_TOLD)

    async def _on_reply(self, _request: web.Request, reply: web.StreamResponse) -> None:
        reply.headers.update(self._headers)
