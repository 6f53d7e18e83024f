"""A server for bench.batch: answers every request for a verdict after so many seconds, its argument."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from typing import Any

_SIGNAL = re.compile(r"^- ([a-z-]+): ", re.MULTILINE)


def verdict(body: dict[str, Any]) -> dict[str, Any]:
    """Nothing heard and nothing flagged, in the form that is asked for."""
    text = "\n".join(each["content"] for each in body["messages"])
    signals, flags = text.split("## Signals")[1].split("## Three other answers")[0].split("## Flags")
    return {
        "signals": [
            {"signal": name, "reason": "it is not there", "sentences": [], "level": 0}
            for name in _SIGNAL.findall(signals)
        ],
        "flags": [
            {"flag": name, "reason": "it is not so", "sentences": [], "raised": False}
            for name in _SIGNAL.findall(flags)
        ],
        "why_not_lower": "Something is said.",
        "why_not_higher": "Nothing is decided.",
        "level": 2,
    }


def reply(body: dict[str, Any]) -> bytes:
    """A chat completion as OpenAI's API sends it."""
    message = {"role": "assistant", "content": json.dumps(verdict(body))}
    whole = {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1800, "completion_tokens": 240, "total_tokens": 2040},
    }
    data = json.dumps(whole).encode()
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n\r\n"
    return head.encode() + data


async def serve(latency: float) -> None:
    """Print the port, and answer until killed."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head(reader):
            length = int(re.findall(rb"content-length: (\d+)", head.lower())[0])
            body = await reader.readexactly(length)
            due = asyncio.get_running_loop().time() + latency
            answer = reply(json.loads(body))
            await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
            writer.write(answer)
            await writer.drain()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=2**22, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
