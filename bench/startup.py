"""How long `interviewer --help` takes, against a bare python in the same run.

Prints the median wall time of each, interleaved, and the ratio. The goal is a ratio of at most 5.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import interviewer

RUNS = 31
GOAL = 5.0


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Wall time of one run; the run must succeed."""
    before = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - before


def main() -> int:
    """Measure and print; the exit code is 1 when the goal is missed."""
    compileall.compile_dir(Path(interviewer.__file__).parent, quiet=1)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = str(Path(sys.executable).parent / "interviewer")
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "interviewer --help": [command, "--help"],
        "interviewer --version": [command, "--version"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(RUNS + 1):
        for name, words in commands.items():
            once = seconds(words, environment)
            if run:  # the first one warms the disk
                times[name].append(once)
    base = statistics.median(times["python -c pass"])
    print(f"{'command':<24}{'median ms':>10}{'ratio':>8}")
    for name, taken in times.items():
        middle = statistics.median(taken)
        print(f"{name:<24}{middle * 1000:>10.1f}{middle / base:>8.2f}")
    return 0 if statistics.median(times["interviewer --help"]) <= GOAL * base else 1


if __name__ == "__main__":
    sys.exit(main())
