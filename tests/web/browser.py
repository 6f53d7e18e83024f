"""A headless Chromium, driven over its debugging socket."""

import asyncio
import base64
import itertools
import re
import shutil
from contextlib import asynccontextmanager

import aiohttp

from tests.web.page import DEADLINE, plain, until

FOUND = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Tab:
    """One window.

    `asked` collects the addresses it loads from, `said` what its console complains of, `drawn` what comes
    through its sockets: the terminal itself is a picture.
    """

    def __init__(self, socket):
        self._socket = socket
        self._numbers = itertools.count(1)
        self._replies = {}
        self.asked = []
        self.said = []
        self.drawn = b""
        self.loaded = asyncio.Event()

    async def listen(self):
        async for message in self._socket:
            event = message.json()
            if "id" in event:
                self._replies.pop(event["id"]).set_result(event)
            elif event["method"] == "Network.requestWillBeSent":
                self.asked.append(event["params"]["request"]["url"])
            elif event["method"] == "Network.webSocketCreated":
                self.asked.append(event["params"]["url"])
            elif event["method"] == "Network.webSocketFrameReceived":
                frame = event["params"]["response"]
                self.drawn += base64.b64decode(frame["payloadData"]) if frame["opcode"] == 2 else b""
            elif event["method"] == "Page.loadEventFired":
                self.loaded.set()
            elif event["method"] == "Log.entryAdded":
                self.said.append(event["params"]["entry"]["text"])

    async def call(self, method, **params):
        number = next(self._numbers)
        self._replies[number] = reply = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        return (await reply)["result"]

    async def value(self, script):
        """What a script of the page comes to; a promise is waited for."""
        done = await self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        return done["result"].get("value")

    async def sees(self, words):
        """Wait until these words have been drawn."""
        await until(lambda: words.encode() in plain(self.drawn))

    async def type(self, text):
        await self.call("Input.insertText", text=text)

    async def press(self, key, code, number, modifiers=0):
        common = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        await self.call("Input.dispatchKeyEvent", type="rawKeyDown", **common)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    async def picture(self):
        return base64.b64decode((await self.call("Page.captureScreenshot"))["data"])


class Browser:
    def __init__(self, session, port):
        self._session = session
        self._at = f"127.0.0.1:{port}"
        self._listening = []

    async def open(self, url, width=1280, height=800):
        """Open a window on this address."""
        async with self._session.put(f"http://{self._at}/json/new?about:blank") as made:
            target = await made.json(content_type=None)
        tab = Tab(await self._session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0))
        self._listening.append(asyncio.create_task(tab.listen()))
        tab.id = target["id"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            await tab.call(f"{domain}.enable")
        await tab.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        tab.loaded.clear()
        await tab.call("Page.navigate", url=url)
        await asyncio.wait_for(tab.loaded.wait(), DEADLINE)
        return tab

    async def close(self, tab):
        """Close a window, as its user does."""
        async with self._session.get(f"http://{self._at}/json/close/{tab.id}"):
            pass

    def forget(self):
        for task in self._listening:
            task.cancel()


@asynccontextmanager
async def browser(folder):
    """A browser with a profile of its own."""
    process = await asyncio.create_subprocess_exec(
        FOUND,
        "--headless",
        "--no-sandbox",
        "--no-first-run",
        "--disable-background-networking",
        "--enable-unsafe-swiftshader",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder}",
        "about:blank",
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        while not (
            found := re.search(rb"listening on ws://127.0.0.1:(\d+)/", await process.stderr.readline())
        ):
            assert process.returncode is None
        async with aiohttp.ClientSession() as session:
            opened = Browser(session, int(found[1]))
            yield opened
            opened.forget()
    finally:
        process.terminate()
        await process.communicate()
