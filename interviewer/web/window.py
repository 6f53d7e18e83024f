"""One window of a browser and the process of the app behind it."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import Process
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from textual_serve.app_service import AppService

if TYPE_CHECKING:
    from aiohttp import web
    from textual_serve.download_manager import DownloadManager

_PATIENCE: Final = 5.0
"""Seconds an app has to put its draft on disk and end, before it is ended."""
_WELL: Final = frozenset({0, 130})
"""How an app ends that was left, or told to end."""
_LARGEST: Final = 1000
"""Cells a side; a page that asks for more is given so many."""


class Window(AppService):
    """Carries what a window types to its app, and what the app draws to the window, until one of them ends.

    textual-serve's own service leaves two things to chance that a draft depends on: an app that draws just as
    its window is closed is no longer read from, and so can't end; and one that does not end is waited for.
    """

    def __init__(
        self, command: str, socket: web.WebSocketResponse, downloads: DownloadManager, download_path: str
    ) -> None:
        """Serve `socket`. `command` starts the app; `download_path` is where its files can be fetched."""
        super().__init__(
            command,
            write_bytes=self._draw,
            write_str=self._tell,
            close=self.close,
            download_manager=downloads,
        )
        self._socket = socket
        self._download_path = download_path
        self._stopping = asyncio.Lock()
        self.failed = False
        """Whether the app ended by itself, and not well."""

    async def run(self) -> None:
        """Read from the app until it ends, then close its window."""
        # It cancels its own reader of stderr; where an app fails at once, that can be its own end.
        with suppress(asyncio.CancelledError):
            await super().run()
        process: Process | None = self._process
        if process is not None and not self._stopping.locked():
            self.failed = await process.wait() not in _WELL
        await self.close()

    async def close(self) -> None:
        """Close the window's socket; what was typed is taken as at any other end."""
        await self._socket.close()

    async def stop(self) -> None:
        """Have the app end as it does when its terminal is closed; one that doesn't is ended."""
        process: Process | None = self._process
        if process is None:
            return
        async with self._stopping:
            # Waited for beside it and not cancelled: what is awaited there takes a cancellation for an end.
            ending = asyncio.create_task(self._end(process))
            for last_resort in (process.terminate, process.kill):
                if (await asyncio.wait({ending}, timeout=_PATIENCE))[0]:
                    break
                with suppress(ProcessLookupError):
                    last_resort()
            await ending

    async def _end(self, process: Process) -> None:
        await super().stop()
        await process.wait()

    async def take(self, message: str) -> None:
        """Act on one message of the page; what is no message of a page is dropped."""
        try:
            envelope = json.loads(message)
        except ValueError:
            return
        match envelope:
            case ["stdin", str(typed)] if keys := typed.encode("utf-8", "ignore"):
                await self.send_bytes(keys)
            case ["resize", {"width": int(width), "height": int(height)}]:
                await self.set_terminal_size(cells(width), cells(height))
            case ["ping", str(sent)]:
                await self._tell(json.dumps(["pong", sent]))
            case ["blur"]:
                await self.blur()
            case ["focus"]:
                await self.focus()
            case _:
                pass

    async def _draw(self, data: bytes) -> None:
        # Gone or not: the app has to be read from until it has ended.
        with suppress(ConnectionError, RuntimeError):
            await self._socket.send_bytes(data)

    async def _tell(self, message: str) -> None:
        kind, value = json.loads(message)
        if kind == "deliver_file_start":
            # The page would ask for it outside the guarded path.
            message = json.dumps(["open_url", {"url": f"{self._download_path}{value}", "new_tab": True}])
        with suppress(ConnectionError, RuntimeError):
            await self._socket.send_str(message)


def cells(number: int) -> int:
    """A number of columns or rows that an app can be given."""
    return min(max(number, 1), _LARGEST)
