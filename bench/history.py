"""How long `interviewer progress` takes over many saved rounds: the first time, and once its index is there.

The baseline in the same run lists the folder with sizes and times: the least that can tell what changed.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewer.content.library import Library
from interviewer.session import commands as c
from interviewer.session.cast import make_cast
from interviewer.session.looking_back import progress_of
from interviewer.session.plan import Wish, plan_round
from interviewer.session.round import RoundSession
from interviewer.transcripts.store import Store

ROUNDS = 10_000
WORDS = "I build for nurses on nights, because a page hides the two lines they came for. I accept that."


def main() -> int:
    """Measure and print; the exit code is 1 when an index that is there takes over 25 times the listing."""
    with tempfile.TemporaryDirectory() as home:
        store = Store(Path(home) / "transcripts")
        _fill(store, asyncio.run(_graded(store)))
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


async def _graded(store: Store) -> Path:
    library = Library()
    plan = plan_round(library, Wish(round="product-sense", question="nurse-handover", seed=1))
    session = RoundSession.start(make_cast(library, "offline", None), store, plan)
    for command in (c.Begin(), c.Say(text=WORDS), c.Finish(), c.Grade()):
        async for _ in session.do(command):
            pass
    session.close()
    return session.path


def _fill(store: Store, one: Path) -> None:
    """As many rounds as are wanted: copies of one, six hours apart."""
    head, rest = one.read_text(encoding="utf-8").split("\n", 1)
    begun = datetime(2020, 1, 1, tzinfo=UTC)
    created = head.partition('"created":"')[2].partition('"')[0]
    for number in range(ROUNDS - 1):
        at = begun + timedelta(hours=6 * number)
        name = f"{at:%Y%m%dT%H%MZ}-product-sense-{number:04x}"
        line = head.replace(one.stem, name).replace(created, at.isoformat())
        store.path(name).write_text(f"{line}\n{rest}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
