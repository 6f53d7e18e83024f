"""The site that `interviewer serve` shows: one page, the socket behind it, and files the app delivers."""

from __future__ import annotations

import asyncio
import re
import secrets
import shlex
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self

import textual_serve
from aiohttp import WSMsgType, web
from jinja2 import Environment
from textual_serve.download_manager import DownloadManager

from interviewer.web.guard import Guard
from interviewer.web.look import page_colours
from interviewer.web.window import Window, cells

LOOPBACK: Final = "127.0.0.1"
_HERE: Final = Path(__file__).parent
_THEIRS: Final = Path(textual_serve.__file__).parent
_FILES: Final = {
    "page.js": _HERE / "page.js",
    **{
        path.relative_to(_THEIRS).as_posix(): path
        for path in (_THEIRS / "static").rglob("*")
        if path.is_file()
    },
}
"""What can be fetched by name: no path of a request is ever looked up on disk."""
_HEARTBEAT: Final = 15.0
"""Seconds between signs of life; a window that gives none has gone."""
_CLOSING: Final = 2.0
"""Seconds a browser has to answer when its window is closed from here."""
_FONT: Final = 17
APP_COMMAND: Final = "exec " + shlex.join([sys.executable, "-P", "-m", "interviewer.web.inside"])
"""Starts the app for one window; -P, so that nothing in the current folder is imported.

It takes its shell's place, so that what ends the process ends the app.
"""


class Site:
    """The app for browsers on this machine, under an address that nobody can guess. Use it as a context.

    Every window has a process of its own over the same saved rounds; a round's lock lets one write it.
    """

    def __init__(
        self, port: int, command: str = APP_COMMAND, tell: Callable[[str], None] = lambda _line: None
    ) -> None:
        """Listen on this port of loopback, on any that is free for 0.

        `command` starts a window's app; `tell` is told of an app that failed.

        Raises:
            OSError: where the port cannot be had.
        """
        self._listening = socket.create_server((LOOPBACK, port))
        bound = self._listening.getsockname()[1]
        # As browsers write it in Host and Origin.
        self._host = LOOPBACK if bound == 80 else f"{LOOPBACK}:{bound}"
        self._base = f"/{secrets.token_urlsafe(32)}"
        self._command = command
        self._tell = tell
        self._downloads = DownloadManager()
        self.windows: set[Window] = set()
        """The windows that are open."""
        self._page = Environment(autoescape=True).from_string(
            (_HERE / "page.html").read_text(encoding="utf-8")
        )
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=2 * _CLOSING)

    @property
    def address(self) -> str:
        """What to open; whoever has it can use the app."""
        return f"http://{self._host}{self._base}"

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.SockSite(self._runner, self._listening).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    def _application(self) -> web.Application:
        site = web.Application()
        site.add_routes(
            [
                web.get("/{token}", self._show_page),
                web.get("/{token}/ws", self._open_window),
                web.get("/{token}/download/{key}", self._deliver),
                web.get("/{token}/{file:.+}", self._show_file),
            ]
        )
        Guard(self._host, self._base[1:]).protect(site)
        site.on_shutdown.append(self._close_windows)
        return site

    async def _show_page(self, request: web.Request) -> web.Response:
        text = self._page.render(
            static=f"{self._base}/static",
            script=f"{self._base}/page.js",
            socket=f"ws://{self._host}{self._base}/ws",
            font_size=min(max(_number(request, "fontsize", _FONT), 8), 48),
            colours=page_colours(),
        )
        return web.Response(text=text, content_type="text/html")

    async def _show_file(self, request: web.Request) -> web.FileResponse:
        file = _FILES.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound(text="There is no such page.\n")
        return web.FileResponse(file)

    async def _open_window(self, request: web.Request) -> web.WebSocketResponse:
        opened = web.WebSocketResponse(heartbeat=_HEARTBEAT, timeout=_CLOSING)
        await opened.prepare(request)
        window = Window(self._command, opened, self._downloads, f"{self._base}/download/")
        self.windows.add(window)
        try:
            await window.start(cells(_number(request, "width", 80)), cells(_number(request, "height", 24)))
            async for message in opened:
                if message.type is WSMsgType.TEXT:
                    await window.take(message.data)
        finally:
            if window.failed:
                self._tell("The app in a window failed and is closed. What was typed is saved.")
            await window.stop()
            self.windows.discard(window)
        return opened

    async def _deliver(self, request: web.Request) -> web.StreamResponse:
        """A file that an app has just offered to its window; it is only ever saved, never shown here."""
        key = request.match_info["key"]
        try:
            offered = await self._downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound(text="There is no such file any more.\n") from None
        reply = web.StreamResponse()
        reply.content_type = "application/octet-stream"
        name = re.sub(r"[^A-Za-z0-9._-]", "-", offered.file_name)
        reply.headers["Content-Disposition"] = f"attachment; filename={name}"
        await reply.prepare(request)
        async for chunk in self._downloads.download(key):
            await reply.write(chunk)
        await reply.write_eof()
        return reply

    async def _close_windows(self, _site: web.Application) -> None:
        await asyncio.gather(*(window.stop() for window in self.windows))


def _number(request: web.Request, name: str, default: int) -> int:
    value = request.query.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else default
