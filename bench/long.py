"""The app in a round of 500 turns, and in a home of 10,000 rounds beside one of a single round.

Prints medians and ratios. Goals: a round of 500 turns opens within a second, a key shows within 50 ms (95 %
of them) while text streams in, while one scrolls, and while the index of 10,000 rounds is made for the first
time; with 10,000 rounds the first paint takes at most 1.3 times as long as with one; lists open in a second.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from bench.app import ECHO_MS, HOME, RATIO, echoes, environment, opening, p95
from bench.rounds import make_round, make_rounds
from bench.terminal import Terminal
from interviewer.transcripts.store import Store

TURNS, ROUNDS, RUNS = 500, 10_000, 5
OPEN_S, LIST_S = 1.0, 1.0
INDEXING_S = 6.0
"""Seconds after the start in which the first index of so many rounds is made."""
REPLAY = "import sys; from pathlib import Path; from interviewer.tui.app import run_app; "
REPLAY += "run_app(first=lambda app: app.open_replay(Path(sys.argv[1])))"
PAGE_UP, PAGE_DOWN, LEFT = b"\x1b[5~", b"\x1b[6~", b"\x1b[D"

Row = tuple[str, str, str, bool]
"""What was measured, the figure, its goal, and whether it is met."""


def pressed(terminal: Terminal, keys: Iterable[bytes]) -> list[float]:
    """Milliseconds from each key to what it shows."""
    taken = []
    for key in keys:
        terminal.rest(0.1)
        seen, at = len(terminal.output), time.perf_counter()
        terminal.send(key)
        terminal.until_more(seen)
        taken.append((time.perf_counter() - at) * 1000)
    return taken


def opened(terminal: Terminal, keys: bytes, words: bytes) -> float:
    """Seconds from a key to words of the screen that it opens."""
    seen, at = len(terminal.output), time.perf_counter()
    terminal.send(keys)
    terminal.until(words, seen)
    return time.perf_counter() - at


def in_a_long_round() -> list[Row]:
    """A round of 500 turns, and its replay."""
    seconds, megabytes = opening(TURNS)
    streaming, _ = echoes(TURNS)
    scroll = [PAGE_UP] * 20 + [PAGE_DOWN] * 20
    with tempfile.TemporaryDirectory() as home:
        path = asyncio.run(make_round(Path(home), TURNS))
        with Terminal(HOME, environment(home)) as terminal:
            terminal.until(b"Continue")
            terminal.rest(1.0)
            opened(terminal, b"\r", f"turn {TURNS - 1} ".encode())
            terminal.rest(1.0)
            scrolled = pressed(terminal, scroll)
        with Terminal([sys.executable, "-c", REPLAY, str(path)], environment(home)) as terminal:
            terminal.until(b"paused")
            terminal.rest(1.5)
            end, *back = pressed(terminal, [b"G", *[LEFT] * 20])
            replayed = pressed(terminal, scroll)
    return [
        (f"opening {TURNS} turns", f"{seconds:.2f} s", f"{OPEN_S} s", seconds < OPEN_S),
        (f"memory, {TURNS} turns", f"{megabytes:.0f} MB", "", True),
        _within("echo while streaming, p95", streaming),
        _within("a page up or down in the round, p95", scrolled),
        _within("a page up or down in its replay, p95", replayed),
        _within("a turn back in its replay, p95", back),
        ("to the end of its replay", f"{end:.0f} ms", "", True),
    ]


def in_a_full_home() -> list[Row]:
    """A home of 10,000 rounds beside one of a single round."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as many:
        for home, count in ((one, 1), (many, ROUNDS)):
            make_rounds(Store(Path(home) / "transcripts"), count)
        indexing = _typing(many)
        paints: dict[str, list[float]] = {one: [], many: []}
        for run in range(RUNS + 1):
            for home, taken in paints.items():
                with Terminal(HOME, environment(home)) as terminal:
                    painted = terminal.until(b"Practise")
                    terminal.rest(1.0)
                    if run:
                        taken.append(painted)
        few, full = (statistics.median(paints[home]) for home in (one, many))
        lists = [_screens(home, count) for home, count in ((one, 1), (many, ROUNDS))]
    (saved, progress), (saved_many, progress_many) = lists
    return [
        ("first paint", f"{full / few:.2f} x", f"{RATIO} x", full <= RATIO * few),
        _within("a key while the index is made, p95", indexing),
        ("the saved rounds", f"{saved_many:.2f} s ({saved:.2f} s)", f"{LIST_S} s", saved_many < LIST_S),
        ("progress", f"{progress_many:.2f} s ({progress:.2f} s)", f"{LIST_S} s", progress_many < LIST_S),
    ]


def _typing(home: str) -> list[float]:
    with Terminal(HOME, environment(home)) as terminal:
        terminal.until(b"Practise")
        return pressed(terminal, [b"j", b"k"] * int(INDEXING_S / 0.2))


def _screens(home: str, count: int) -> tuple[float, float]:
    """Seconds until the saved rounds are listed, and until progress stands there."""
    with Terminal(HOME, environment(home)) as terminal:
        terminal.until(b"Practise")
        terminal.rest(2.0)
        saved = opened(terminal, b"r", f"{count} round".encode())
        terminal.rest(1.5)
        pressed(terminal, [b"\x1b", b"G", b"k"])
        terminal.rest(1.0)
        return saved, opened(terminal, b"\r", b"graded")


def _within(name: str, taken: list[float]) -> Row:
    return name, f"{p95(taken):.0f} ms", f"{ECHO_MS:.0f} ms", p95(taken) < ECHO_MS


def main() -> int:
    """Measure and print; the exit code is 1 when a goal is missed."""
    rows: list[Row] = []
    for title, measure in (
        (f"a round of {TURNS} turns", in_a_long_round),
        (f"{ROUNDS} rounds (one round)", in_a_full_home),
    ):
        print(title)
        found = measure()
        for name, figure, goal, met in found:
            print(f"  {name:<40}{figure:>20}{goal:>9}{'' if met else '   missed'}")
        rows += found
    return 0 if all(met for *_, met in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
