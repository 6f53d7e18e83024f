"""What happens between a window and its app, with the real app at the other end of a real socket."""

import asyncio
import os
import shlex
import sys

import pytest

from interviewer.transcripts.journal import read_draft
from interviewer.web import window
from tests.web.page import DEADLINE, until, visited

pytestmark = [pytest.mark.asyncio, pytest.mark.skipif(os.name != "posix", reason="the app behind a pipe")]


async def test_a_window_that_is_closed_keeps_what_was_typed_and_another_cannot_write_the_same_round(home):
    async with visited() as visitor:
        async with visitor.page() as first:
            path = await visitor.in_round(first, home)
            async with visitor.page() as second:
                await second.sees("Continue")
                await second.type("\r")
                await second.sees("another")
                await first.type(" and so on I")
                await first.sees("8 words")  # and is closed before they are on disk
        await until(lambda: not visitor.site.windows)
        assert read_draft(path) == "the nurse at seven and so on I"


async def test_when_the_site_ends_its_apps_end_with_what_was_typed(home):
    async with visited() as visitor, visitor.page() as page:
        path = await visitor.in_round(page, home)
        await visitor.site.__aexit__()
        assert not visitor.site.windows
        assert read_draft(path) == "the nurse at seven"


async def test_what_is_no_message_of_a_page_is_dropped():
    async with visited() as visitor, visitor.page() as page:
        for junk in (
            "",
            "[",
            "{}",
            "[]",
            '["stdin"]',
            '["stdin", 3]',
            '["resize", {"width": "x"}]',
            '["quit"]',
        ):
            await page.socket.send_str(junk)
        await page.socket.send_str('["stdin", "\\ud800"]')
        await page.socket.send_bytes(b"\x00\xff")
        await page.socket.send_json(["resize", {"width": 10**9, "height": -1}])
        await page.socket.send_json(["resize", {"width": 90, "height": 30}])
        await page.socket.send_json(["ping", "7"])
        assert await page.told("pong") == ["7"]
        await page.type("s")
        await page.sees("Paste")


async def test_a_picture_is_delivered_under_the_guarded_path_and_only_to_be_saved():
    async with visited() as visitor, visitor.page() as page:
        await page.type("\x10")
        await page.sees("Search all actions")
        await page.type("picture")
        await page.sees("Save a picture")
        await page.type("\r")
        [asked] = await page.told("open_url")
        assert asked["url"].startswith(f"/{visitor.token}/download/")
        key = asked["url"].rpartition("/")[2]
        assert (await visitor.get(f"/download/{key}"))[0] == 404
        reading = asyncio.create_task(visitor.get(asked["url"]))
        status, picture, headers = await reading
        assert status == 200
        assert picture.startswith(b"<svg")
        assert headers["Content-Disposition"].startswith("attachment;")
        assert headers["Content-Type"] == "application/octet-stream"
        assert (await visitor.get(asked["url"]))[0] == 404


DRAWS_UNTIL_TOLD_TO_END = """
import pathlib, sys
sys.stdout.buffer.write(b"__GANGLION__\\n")
for _ in range(300):
    sys.stdout.buffer.write(b"D" + (60_000).to_bytes(4, "big") + b"x" * 60_000)
sys.stdout.buffer.flush()
sys.stdin.buffer.read(5)
pathlib.Path(sys.argv[1]).touch()
"""


async def test_an_app_that_draws_when_its_window_is_closed_still_ends_in_its_own_order(tmp_path):
    kept = tmp_path / "kept"
    command = shlex.join([sys.executable, "-c", DRAWS_UNTIL_TOLD_TO_END, str(kept)])
    async with visited(command=command) as visitor:
        async with visitor.window() as socket:
            await socket.receive()
        await until(lambda: not visitor.site.windows)
    assert kept.exists()


HANGS = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
sys.stdout.buffer.write(b"__GANGLION__\\nD" + (2).to_bytes(4, "big") + b"xx")
sys.stdout.buffer.flush()
time.sleep(60)
"""


async def test_an_app_that_hangs_is_ended_with_its_window(tmp_path, monkeypatch):
    monkeypatch.setattr(window, "_PATIENCE", 0.1)
    running = tmp_path / "pid"
    command = "exec " + shlex.join([sys.executable, "-c", HANGS, str(running)])
    async with visited(command=command) as visitor:
        async with visitor.window() as socket:
            await socket.receive()
        await until(lambda: not visitor.site.windows)
    with pytest.raises(ProcessLookupError):
        os.kill(int(running.read_text()), 0)


async def test_an_app_that_fails_is_said_and_its_window_closed():
    said = []
    async with visited(command="exit 3", tell=said.append) as visitor, visitor.window() as socket:
        await socket.receive()
        assert socket.closed
        await until(lambda: said)
    assert "failed" in said[0]


async def test_an_app_whose_server_was_killed_ends_by_itself():
    app = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "interviewer.web.inside",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(DEADLINE):
        drawn = b""
        while b"Practise" not in drawn:
            drawn += await app.stdout.read(4096)
    app.stdin.close()
    _, complaints = await asyncio.wait_for(app.communicate(), 20)
    assert (app.returncode, complaints) == (0, b"")
