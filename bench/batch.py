"""How many answers a batch grades per second: with a model against a bare loop of its library, and offline.

With a model: a server on this machine answers every request after a fixed time. The batch and the bare loop
send the same number of requests of the same size, and as many at a time. What the batch takes beside is told
apart: for each request (retries, validation, accounts), and for each answer (reading it, and its scorecard).
Offline: time, and peak memory of the process that writes.

    python -m bench.batch [--latency 2] [--flights 1,8,64,256] [--offline 1000,10000]
"""

from __future__ import annotations

import argparse
import asyncio
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

import openai

from evals.labelled import labelled_answers
from interviewer.batch.job import BatchJob
from interviewer.batch.output import Printed
from interviewer.batch.records import Defaults, Item, entry_of, item_of
from interviewer.batch.run import HereEngine, Writer, run_batch
from interviewer.content.library import Library
from interviewer.llm import chat
from interviewer.llm.protocol import Request
from interviewer.llm.specs import make_llm
from interviewer.scoring.intake import take_in
from interviewer.scoring.judge import ModelJudge
from interviewer.scoring.verdict import Verdict
from interviewer.session.cast import make_scorer
from interviewer.session.options import Options

SPEC = "openai/gpt-4.1"
CALLS = 4
"""Requests an answer takes."""
ROUNDS = 12
"""Requests of a run for each one under way; the first and last round of a batch have gaps."""
SMALLEST = 8
_PEAK = (
    "import resource, sys\n"
    "from interviewer.cli import main\n"
    "code = main(sys.argv[1:])\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    "sys.exit(code)\n"
)


class Took(NamedTuple):
    """Seconds by the clock and of this process's own time, for so many requests."""

    requests: int
    clock: float
    own: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.clock


def main() -> int:
    """Measure and print; the exit code is 1 when a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency", type=float, default=2.0, help="seconds the server takes")
    parser.add_argument("--flights", default="1,8,64,256", help="requests under way at a time")
    parser.add_argument("--offline", default="1000,10000", help="numbers of offline answers; empty for none")
    args = parser.parse_args()
    good = with_a_model(args.latency, [int(each) for each in args.flights.split(",") if each])
    return 0 if offline([int(each) for each in args.offline.split(",") if each]) and good else 1


def with_a_model(latency: float, flights: list[int]) -> bool:
    """The table of throughput against the bare loop, and of own time; whether the goals at 64 are met."""
    good = True
    print(f"\nrequests a second at {latency:g} s latency; own time in ms a request")
    print("under way   ideal    bare   batch   share   bare own  client own  batch own")
    with server(latency) as url:
        os.environ |= {"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": url}
        requests = sample_requests()
        for flight in flights:
            answers = max(SMALLEST // CALLS, flight * ROUNDS // CALLS)
            count = answers * CALLS
            bare = asyncio.run(bare_loop(url, list(islice(cycle(requests), count)), flight))
            client = asyncio.run(client_loop(list(islice(cycle(requests), count)), flight))
            batch = asyncio.run(batch_run(answers, flight))
            share = batch.rate / bare.rate
            own = [1000 * each.own / each.requests for each in (bare, client, batch)]
            print(
                f"{flight:9} {flight / latency:7.1f} {bare.rate:7.1f} {batch.rate:7.1f} {share:7.0%} "
                f"{own[0]:10.2f} {own[1]:11.2f} {own[2]:10.2f}"
            )
            if flight == 64:
                good = share >= 0.95 and own[1] - own[0] < 1.0
    return good


@contextmanager
def server(latency: float) -> Iterator[str]:
    """The address of a server in a process of its own."""
    running = subprocess.Popen(
        [sys.executable, "-m", "bench.judging", str(latency)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert running.stdout is not None
        yield f"http://127.0.0.1:{running.stdout.readline().strip()}/v1"
    finally:
        running.kill()
        running.wait()


async def timed(count: int, flight: int, call: Callable[[int], Awaitable[object]]) -> Took:
    """So many calls, so many at a time; the first is made before the clock runs."""
    await call(0)
    numbers = iter(range(count))

    async def work() -> None:
        for number in numbers:
            await call(number)

    clock, own = time.perf_counter(), time.process_time()
    await asyncio.gather(*(work() for _ in range(flight)))
    return Took(count, time.perf_counter() - clock, time.process_time() - own)


async def bare_loop(url: str, requests: list[Request], flight: int) -> Took:
    """The library alone."""
    async with openai.AsyncOpenAI(api_key="none", base_url=url, max_retries=0) as client:
        create: Any = client.chat.completions.create
        body = {
            "model": "m",
            "response_format": chat.response_format(openai, Verdict),
            "max_completion_tokens": 1100,
        }

        async def call(number: int) -> object:
            reply: object = await create(messages=chat.messages(requests[number]), **body)
            return reply

        return await timed(len(requests), flight, call)


async def client_loop(requests: list[Request], flight: int) -> Took:
    """The same requests through the program's client, replies validated."""
    llm = make_llm(SPEC, Options(whole=True, at_once=flight, patience=60).for_llm(None))
    try:
        return await timed(len(requests), flight, lambda at: llm.structured(requests[at], Verdict))
    finally:
        await llm.aclose()


async def batch_run(answers: int, flight: int) -> Took:
    """The whole batch: reading, requests, scorecards, records."""
    library = Library()
    scorer = make_scorer(library, SPEC, options=Options(whole=True, at_once=flight, patience=60))
    job = BatchJob.over(library, scorer)
    engine = HereEngine(job, flight)
    writer = Writer(Printed(io.StringIO()), lambda _tally: None, first=0)
    found = list(items(answers))
    await engine.grade(found[0])
    clock, own = time.perf_counter(), time.process_time()
    tally = await run_batch(job, iter(list(enumerate(found))), engine, writer)
    took = Took(answers * CALLS, time.perf_counter() - clock, time.process_time() - own)
    await engine.aclose()
    assert tally.errors == 0, tally
    return took


def sample_requests() -> list[Request]:
    """What twenty answers are asked about."""
    library = Library()
    llm = make_llm(SPEC, Options().for_llm(None))
    judge = ModelJudge(llm, library.templates, library.catalogue)
    rubrics = {name: library.rubric(name) for name in library.rubrics}
    job = BatchJob.over(library, make_scorer(library, "offline"))
    asked = []
    for item in items(20):
        request = job.request(item)
        asked += judge.requests(request, take_in(request, rubrics))
    return asked


def items(count: int) -> Iterator[Item]:
    """So many answers of the labelled sets, over and over, each with an id of its own."""
    for number, line in enumerate(lines(count)):
        yield item_of(entry_of(line, number + 1), Defaults())


def lines(count: int) -> Iterator[str]:
    """The same as JSON lines."""
    for number, each in enumerate(islice(cycle(labelled_answers()), count)):
        fields = {"id": f"a{number}", "round": each.round, "question": each.question, "answer": each.answer}
        yield json.dumps(fields)


def offline(counts: list[int]) -> bool:
    """Time and peak memory by number of answers; whether memory stays flat and a core grades enough."""
    if not counts:
        return True
    print("\noffline, all cores    seconds   a second   peak MB of the writer")
    peaks, rates = [], []
    with tempfile.TemporaryDirectory() as folder:
        home = {**os.environ, "INTERVIEWER_HOME": str(Path(folder) / "home")}
        for count in counts:
            source, out = Path(folder) / "in.jsonl", Path(folder) / f"{count}.jsonl"
            with source.open("w", encoding="utf-8") as stream:
                stream.writelines(f"{line}\n" for line in lines(count))
            words = [sys.executable, "-c", _PEAK, "score", "--batch", str(source), "--out", str(out)]
            began = time.perf_counter()
            ran = subprocess.run(words, env=home, capture_output=True, text=True, check=True)
            seconds = time.perf_counter() - began
            peaks.append(int(ran.stdout) / 1024)
            rates.append(count / seconds)
            print(f"{count:18,} {seconds:10.1f} {rates[-1]:10.0f} {peaks[-1]:10.1f}")
            out.unlink()
    return max(peaks) - min(peaks) <= 20


if __name__ == "__main__":
    sys.exit(main())
