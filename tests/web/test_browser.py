"""The app in a real browser: it takes keys at once, loads from nowhere else, and lets no other page in."""

import os

import pytest
from aiohttp import web

from interviewer.transcripts.journal import read_draft
from tests.cli.shell import transcripts
from tests.web.browser import FOUND, browser
from tests.web.page import until, visited

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(os.name != "posix" or FOUND is None, reason="needs Chromium"),
]

OPENED = """new Promise(done => {
  const socket = new WebSocket(%r);
  socket.onopen = () => done("open");
  socket.onerror = () => done("no");
})"""


async def test_a_round_in_a_browser_and_a_tab_that_is_closed(tmp_path, home):
    async with visited() as visitor, browser(tmp_path / "profile") as chromium:
        tab = await chromium.open(visitor.site.address)
        await tab.sees("Practise")
        await tab.type("p")
        await tab.sees("chosen for you")
        await tab.press("Enter", "Enter", 13)
        await tab.sees("of 35 min")
        [path] = transcripts(home)
        await tab.type("the nurse at seven")
        await until(lambda: read_draft(path) == "the nurse at seven")
        assert len(visitor.site.windows) == 1
        await chromium.close(tab)
        await until(lambda: not visitor.site.windows)
        assert read_draft(path) == "the nurse at seven"
        assert {address.split("/")[2] for address in tab.asked} == {visitor.host}
        assert tab.said == []


async def test_another_page_gets_no_socket_no_frame_and_no_reply_even_with_the_address(tmp_path):
    async with visited() as visitor, browser(tmp_path / "profile") as chromium:
        foreign = web.Application()

        async def show(_request):
            return web.Response(
                text=f"<iframe src='{visitor.site.address}'></iframe>", content_type="text/html"
            )

        foreign.add_routes([web.get("/", show)])
        runner = web.AppRunner(foreign)
        await runner.setup()
        elsewhere = web.TCPSite(runner, "127.0.0.1", 0)
        await elsewhere.start()
        try:
            port = runner.addresses[0][1]
            socket = f"ws://{visitor.host}/{visitor.token}/ws"
            for name in ("127.0.0.1", "localhost"):
                tab = await chromium.open(f"http://{name}:{port}/")
                await tab.value(
                    "new Promise(done => document.readyState == 'complete' ? done() : onload = done)"
                )
                assert await tab.value(OPENED % socket) == "no"
                assert (
                    await tab.value(f"fetch({visitor.site.address!r}).then(() => 'read', () => 'no')") == "no"
                )
                assert any("frame" in said.lower() for said in tab.said), tab.said
            rebound = await chromium.open(visitor.site.address.replace("127.0.0.1", "localhost"))
            assert "interviewer serve" in await rebound.value("document.body.innerText")
            assert not visitor.site.windows
            mine = await chromium.open(visitor.site.address)
            await mine.sees("Practise")
            assert len(visitor.site.windows) == 1
        finally:
            await runner.cleanup()
