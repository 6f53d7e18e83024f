"""The app beside a forty-line Textual chat, each in a terminal of its own, in turns, in the same run.

Prints medians and ratios: time to the first paint and to the first key's echo, the echo of a key while text
streams in at 1,000 tokens a second under a session of 200 turns, how long a session of 100 turns takes to
open, and memory. Goals: ratios of at most 1.3, echo p95 under 50 ms, opening under 0.5 s, under 60 MB.
"""

from __future__ import annotations

import argparse
import asyncio
import compileall
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import interviewer
from bench.rounds import make_round
from bench.terminal import Terminal

RUNS = 11
RATIO, ECHO_MS, OPEN_S, MEGABYTES = 1.3, 50.0, 0.5, 60.0
RARE = "ĦŁŊŦĐŒĲŐŰĞ"
CHAT = [sys.executable, "-m", "bench.chat"]
HOME = [sys.executable, "-c", "from interviewer.tui.app import run_app; run_app()"]


@dataclass
class Figures:
    """What was measured of one program."""

    paint: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def environment(home: str) -> dict[str, str]:
    """A clean environment with a home of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "INTERVIEWER_HOME": home}


def start(command: list[str], home: str, ready: bytes, key: bytes, figures: Figures, *, keep: bool) -> None:
    """Start it, wait for its first paint, press a key and wait for what the key shows."""
    with Terminal(command, environment(home)) as terminal:
        painted = terminal.until(ready)
        seen = len(terminal.output)
        pressed = time.perf_counter()
        terminal.send(key)
        terminal.until_more(seen)
        echoed = painted + time.perf_counter() - pressed
        terminal.rest(0.5)
        if keep:
            figures.paint.append(painted)
            figures.key.append(echoed)
            figures.megabytes.append(terminal.megabytes)


def starts(runs: int) -> tuple[Figures, Figures]:
    """Both programs' starts, interleaved; the first of each warms the disk."""
    chat, app = Figures(), Figures()
    with tempfile.TemporaryDirectory() as home:
        for run in range(runs + 1):
            start(CHAT, home, b"Say something", b"x", chat, keep=run > 0)
            start(HOME, home, b"Practise", b"j", app, keep=run > 0)
    return chat, app


def echoes(turns: int = 200, seconds: float = 5.0) -> tuple[list[float], float]:
    """How long keys take to show while text streams in under so many turns, in ms; and the memory."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "bench.streaming", str(turns), str(seconds + 1)]
        with Terminal(command, environment(home)) as terminal:
            terminal.until(b"streaming")
            terminal.rest(0.5)
            taken = []
            end = time.perf_counter() + seconds
            pace = random.Random(7)
            while time.perf_counter() < end:
                key = pace.choice(RARE).encode()
                seen, pressed = len(terminal.output), time.perf_counter()
                terminal.send(key)
                terminal.until(key, seen)
                taken.append((time.perf_counter() - pressed) * 1000)
                terminal.rest(pace.uniform(0.06, 0.14))
            return taken, terminal.megabytes


def opening(turns: int) -> tuple[float, float]:
    """Seconds from Enter on Continue to the whole round on the screen; and the memory."""
    with tempfile.TemporaryDirectory() as home:
        asyncio.run(make_round(Path(home), turns))
        with Terminal(HOME, environment(home)) as terminal:
            terminal.until(b"Continue")
            terminal.rest(1.0)
            pressed = time.perf_counter()
            terminal.send(b"\r")
            terminal.until(f"turn {turns - 1} ".encode())
            took = time.perf_counter() - pressed
            terminal.rest(0.5)
            return took, terminal.megabytes


def p95(values: list[float]) -> float:
    """The value that one in twenty exceeds."""
    return statistics.quantiles(values, n=20)[-1]


def main() -> int:
    """Measure and print; the exit code is 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    compileall.compile_dir(Path(interviewer.__file__).parent, quiet=1)
    chat, app = starts(runs)
    rows = []
    for name, base, own in (("first paint", chat.paint, app.paint), ("first key to echo", chat.key, app.key)):
        mine, theirs = statistics.median(own), statistics.median(base)
        rows.append(
            (
                name,
                f"{mine * 1000:.0f} ms",
                f"{theirs * 1000:.0f} ms",
                f"{mine / theirs:.2f} x",
                f"{RATIO} x",
                mine <= RATIO * theirs,
            )
        )
    taken, streaming_memory = echoes()
    opened = [opening(100) for _ in range(3)]
    seconds = statistics.median(each for each, _ in opened)
    home_memory = statistics.median(app.megabytes)
    round_memory = max(each for _, each in opened)
    base_memory = f"{statistics.median(chat.megabytes):.0f} MB"
    rows += [
        (
            f"echo while streaming, p50 of {len(taken)}",
            f"{statistics.median(taken):.0f} ms",
            "",
            "",
            "",
            True,
        ),
        (
            "echo while streaming, p95",
            f"{p95(taken):.0f} ms",
            "",
            "",
            f"{ECHO_MS:.0f} ms",
            p95(taken) < ECHO_MS,
        ),
        ("opening 100 turns", f"{seconds:.2f} s", "", "", f"{OPEN_S} s", seconds < OPEN_S),
        (
            "memory at home",
            f"{home_memory:.0f} MB",
            base_memory,
            "",
            f"{MEGABYTES:.0f} MB",
            home_memory < MEGABYTES,
        ),
        (
            "memory, 100 turns",
            f"{round_memory:.0f} MB",
            "",
            "",
            f"{MEGABYTES:.0f} MB",
            round_memory < MEGABYTES,
        ),
        ("memory, 200 turns streaming", f"{streaming_memory:.0f} MB", "", "", "", True),
    ]
    print(f"{'':<32}{'app':>10}{'chat':>10}{'ratio':>9}{'goal':>9}")
    for name, mine_said, theirs_said, ratio, goal, met in rows:
        print(f"{name:<32}{mine_said:>10}{theirs_said:>10}{ratio:>9}{goal:>9}{'' if met else '   missed'}")
    return 0 if all(row[-1] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
