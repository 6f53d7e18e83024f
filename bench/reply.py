"""From Enter to the interviewer's reply with a model, beside one bare call of the SDK in the same run.

The model is a local server that takes half a second for each reply, so what is measured is our own part:
listening, the prompt, the checks, and what is written to disk. Goal: p50 at most 1.3 times the bare call.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from openai import AsyncOpenAI

from interviewer.content.library import Library
from interviewer.session import commands as c
from interviewer.session.cast import make_cast
from interviewer.session.options import Options
from interviewer.session.plan import Wish, plan_round
from interviewer.session.round import RoundSession
from interviewer.transcripts.store import Store

RUNS = 15
LATENCY = 0.5
GOAL = 1.3
ANSWER = (
    "I would build for the nurse who takes over a long-stay patient at seven, because she knows the patient. "
    "She gets what changed overnight in five lines, and I give up the full summary. "
) * 3
PROBES = ("price", "limit", "fallback", "moment", "person", "option")


class _Model(BaseHTTPRequestHandler):
    """Says one follow-up after a while, as a chat API does."""

    protocol_version = "HTTP/1.1"
    count = 0

    def do_POST(self) -> None:  # the library's name
        """Reply."""
        size = int(self.headers["Content-Length"])
        asked = json.loads(self.rfile.read(size))
        time.sleep(LATENCY)
        _Model.count += 1
        word = f"{PROBES[_Model.count % len(PROBES)]} {_Model.count}"
        decision: dict[str, object] = {
            "heard_as": "answer",
            "action": "follow-up",
            "signal": "accepts-cost",
            "reason": "the price",
            "facts": [],
            "invented": None,
            "quote": None,
            "text": f"What about the {word} of it on ward {_Model.count * 7}?",
        }
        self.send_response(200)
        if asked.get("stream"):
            self._stream(json.dumps(decision))
        else:
            message = {"role": "assistant", "content": json.dumps(decision)}
            self._whole({"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]})

    def _whole(self, fields: dict[str, object]) -> None:
        body = json.dumps({"id": "1", "object": "chat.completion", "created": 0, "model": "m", **fields})
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def _stream(self, text: str) -> None:
        parts: list[dict[str, object]] = [{"content": text[at : at + 8]} for at in range(0, len(text), 8)]
        chunks: list[dict[str, object]] = [
            {"index": 0, "delta": part, "finish_reason": None} for part in parts
        ]
        chunks.append({"index": 0, "delta": {}, "finish_reason": "stop"})
        head: dict[str, object] = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m"}
        lines = [f"data: {json.dumps({**head, 'choices': [chunk]})}\n\n" for chunk in chunks]
        body = "".join([*lines, "data: [DONE]\n\n"]).encode()
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing."""


async def bare(url: str) -> list[float]:
    """Seconds of each call of the SDK alone."""
    client = AsyncOpenAI(base_url=url, api_key="none", max_retries=0)
    taken = []
    for _ in range(RUNS + 1):
        before = time.perf_counter()
        stream = await client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": ANSWER}], stream=True
        )
        async for _chunk in stream:
            pass
        taken.append(time.perf_counter() - before)
    return taken[1:]


async def ours(url: str, home: Path) -> list[float]:
    """Seconds from each message to the reply, in rounds of three messages."""
    library = Library()
    cast = make_cast(library, "compatible/m", None, options=Options(base_url=url))
    taken: list[float] = []
    while len(taken) < RUNS + 1:
        wish = Wish(round="product-sense", question="nurse-handover", seed=1)
        session = RoundSession.start(cast, Store(home / "transcripts"), plan_round(library, wish))
        async for _ in session.do(c.Begin()):
            pass
        for _ in range(3):
            before = time.perf_counter()
            async for event in session.do(c.Say(text=ANSWER)):
                if isinstance(event, c.Spoke):
                    taken.append(time.perf_counter() - before)
                    break
        session.close()
    return taken[1:]


def main() -> int:
    """Measure and print; the exit code is 1 when the goal is missed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Model)
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/v1"
    with tempfile.TemporaryDirectory() as home:
        alone = statistics.median(asyncio.run(bare(url)))
        round_ = statistics.median(asyncio.run(ours(url, Path(home))))
    server.shutdown()
    print(f"{'one bare call, p50':<32}{alone * 1000:>8.0f} ms")
    print(f"{'Enter to reply, p50':<32}{round_ * 1000:>8.0f} ms{round_ / alone:>8.2f} x   goal {GOAL} x")
    return 0 if round_ <= GOAL * alone else 1


if __name__ == "__main__":
    sys.exit(main())
