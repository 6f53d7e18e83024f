"""Who is let in. Every request is a real one; none of them needs a browser."""

import shlex

import aiohttp
import pytest

from tests.web.page import until, visited

pytestmark = pytest.mark.asyncio


async def test_the_printed_address_is_let_in():
    async with visited() as visitor:
        status, page, _ = await visitor.get(f"/{visitor.token}")
        assert status == 200
        assert f"ws://{visitor.host}/{visitor.token}/ws".encode() in page
        assert (await visitor.get(f"/{visitor.token}", Origin=visitor.base))[0] == 200
        for name in ("static/js/textual.js", "page.js"):
            assert (await visitor.get(f"/{visitor.token}/{name}"))[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": "127.0.0.1.evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1{port}"},
        {"Host": "[::1]:{port}"},
        {"Host": "localhost:{port}"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://127.0.0.1:{port}.evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
async def test_a_foreign_name_or_page_is_refused_even_with_the_token(headers):
    async with visited() as visitor:
        port = visitor.host.partition(":")[2]
        given = {name: value.format(port=port) for name, value in headers.items()}
        for path in ("", "/page.js", "/static/js/textual.js", "/download/x", "/ws", "/nothing"):
            status, body, _ = await visitor.get(f"/{visitor.token}{path}", **given)
            assert status == 403
            assert visitor.token.encode() not in body


async def test_nothing_is_had_without_the_token():
    async with visited() as visitor:
        token = visitor.token
        near = [
            token[:-1],
            f"{token}A",
            token.swapcase(),
            "A" * len(token),
            "",
            "%00",
            "é",
            f"x/{token}",
            f"/{token}",
        ]
        for first in near:
            for path in ("", "/", "/page.js", "/static/js/textual.js", "/ws", "/download/x"):
                status, body, _ = await visitor.get(f"/{first}{path}")
                assert status == 404, (first, path)
                assert token.encode() not in body
        for path in ("/", "/ws", "/download/x", "/static/", "/static/js/textual.js", "/favicon.ico"):
            assert (await visitor.get(path))[0] == 404


async def test_each_run_has_a_token_of_its_own_that_cannot_be_guessed():
    async with visited() as one, visited() as other:
        assert one.token != other.token
        assert len(one.token) >= 43  # 256 bits
        assert (await one.get(f"/{other.token}"))[0] == 404


async def test_files_stay_within_their_folder_and_are_not_listed():
    async with visited() as visitor:
        for path in ("static", "static/", "static/js", "static/%2e%2e/server.py", "static/..%2fserver.py"):
            assert (await visitor.get(f"/{visitor.token}/{path}"))[0] in {403, 404}, path


async def test_every_reply_keeps_the_address_to_itself():
    async with visited() as visitor:
        for path in (
            f"/{visitor.token}",
            f"/{visitor.token}/static/css/xterm.css",
            f"/{visitor.token}/ws",
            "/other",
        ):
            _, _, headers = await visitor.get(path)
            assert headers["Referrer-Policy"] == "no-referrer", path
            assert headers["Cache-Control"] == "no-store"
            assert headers["X-Frame-Options"] == "DENY"
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert f"connect-src ws://{visitor.host};" in policy
            assert "Set-Cookie" not in headers  # it would be sent to other ports of this machine, too


async def test_no_app_is_started_for_a_foreign_socket(tmp_path):
    started = tmp_path / "started"
    command = f"echo app >> {shlex.quote(str(started))}"
    foreign = [
        {"Origin": "http://evil.example"},
        {"Origin": "http://localhost:8421"},
        {"Origin": "null"},
        {"Origin": None},
        {"Host": "evil.example"},
        {"path": "/ws"},
        {"path": "/static/../ws"},
        {"path": f"/{'A' * 43}/ws"},
    ]
    async with visited(command=command) as visitor:
        for given in foreign:
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                async with visitor.window(**given):
                    pass
            assert refused.value.status in {403, 404}, given
        async with visitor.window() as socket:
            assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        await until(started.exists)
    assert started.read_text().splitlines() == ["app"]


async def test_only_loopback_listens():
    async with visited() as visitor:
        [address] = {each[0] for each in visitor.site._runner.addresses}
        assert address == "127.0.0.1"
