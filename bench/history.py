"""How long `interviewer progress` takes over many saved rounds: the first time, and once its index is there.

The baseline in the same run lists the folder with sizes and times: the least that can tell what changed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.rounds import make_rounds
from interviewer.session.looking_back import progress_of
from interviewer.transcripts.store import Store

ROUNDS = 10_000


def main() -> int:
    """Measure and print; the exit code is 1 when an index that is there takes over 25 times the listing."""
    with tempfile.TemporaryDirectory() as home:
        store = Store(Path(home) / "transcripts")
        make_rounds(store, ROUNDS)
        index, now = Path(home) / "progress.sqlite3", datetime.now(UTC)
        listed = _seconds(lambda: [entry.stat() for entry in os.scandir(store.folder)])
        first = _seconds(lambda: progress_of(store, index, now))
        again = min(_seconds(lambda: progress_of(store, index, now)) for _ in range(3))
    print(f"{ROUNDS} rounds: the first time {first:.1f} s, then {again:.2f} s")
    print(f"{again / listed:.0f} times as long as listing them ({listed * 1000:.0f} ms)")
    return 0 if again < 25 * listed else 1


def _seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


if __name__ == "__main__":
    sys.exit(main())
