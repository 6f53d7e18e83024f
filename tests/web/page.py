"""A page's end of the socket, without a browser."""

import asyncio
import json
import re
import time
from contextlib import asynccontextmanager

import aiohttp

from interviewer.transcripts.journal import read_draft
from interviewer.web.site import Site
from tests.cli.shell import transcripts

DEADLINE = 20.0


async def until(condition):
    """Wait for another process; the deadline only ends a test that has failed."""
    end = time.monotonic() + DEADLINE
    while not (result := condition()):
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.01)
    return result


def plain(drawn):
    """What was drawn without what moves the cursor and sets colours."""
    return re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", drawn)


class Page:
    def __init__(self, socket):
        self.socket = socket
        self.asked = []
        """What the app asked the page to do."""

    async def sees(self, words):
        """Read what is drawn until these words were, in whatever colours."""
        drawn = b""
        try:
            async with asyncio.timeout(DEADLINE):
                while words.encode() not in plain(drawn):
                    message = await self.socket.receive()
                    if message.type is aiohttp.WSMsgType.BINARY:
                        drawn += message.data
                    else:
                        assert message.type is aiohttp.WSMsgType.TEXT, f"closed before {words!r} was drawn"
                        self.asked.append(json.loads(message.data))
        except TimeoutError:
            raise AssertionError(f"{words!r} was not drawn: {plain(drawn)[-3000:]!r}") from None

    async def told(self, kind):
        """What the app asks the page to do, once it is of this kind."""
        async with asyncio.timeout(DEADLINE):
            while not (found := [value for name, *value in self.asked if name == kind]):
                message = await self.socket.receive()
                if message.type is aiohttp.WSMsgType.TEXT:
                    self.asked.append(json.loads(message.data))
                assert message.type in {aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY}, message
        return found[0]

    async def type(self, keys):
        await self.socket.send_json(["stdin", keys])


class Visitor:
    """Asks the site for things as a browser would, or as something else would."""

    def __init__(self, site, session):
        self.site = site
        self.session = session
        self.base, _, self.token = site.address.rpartition("/")
        self.host = self.base.removeprefix("http://")

    async def get(self, path, **headers):
        async with self.session.get(f"{self.base}{path}", headers=headers, allow_redirects=False) as reply:
            return reply.status, await reply.read(), reply.headers

    def window(self, path=None, **headers):
        """A socket to the app; a context."""
        url = f"ws://{self.host}{path or f'/{self.token}/ws'}?width=100&height=30"
        given = {"Origin": self.base, **headers}
        return self.session.ws_connect(url, headers={k: v for k, v in given.items() if v is not None})

    @asynccontextmanager
    async def page(self):
        """A window with the app in it."""
        async with self.window() as socket:
            page = Page(socket)
            await page.sees("Practise")
            yield page

    async def in_round(self, page, home):
        """Begin a round in this window, and type a beginning; gives the transcript."""
        await page.type("p")
        await page.sees("chosen for you")
        await page.type("\r")
        await page.sees("of 35 min")
        await page.sees("?")
        await page.type("the nurse at seven")
        [path] = transcripts(home)
        await until(lambda: read_draft(path) == "the nurse at seven")
        return path


@asynccontextmanager
async def visited(**more):
    """A site, and somebody who visits it."""
    async with Site(0, **more) as site, aiohttp.ClientSession() as session:
        yield Visitor(site, session)
