"""Grades a file of answers, in order, in constant memory, several at a time."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, TextIO

from interviewer.batch.records import (
    Defaults,
    FindQuestion,
    card_record,
    error_record,
    id_of,
    parse_line,
    request_for,
)
from interviewer.llm.errors import LLMError
from interviewer.model.base import Model
from interviewer.model.errors import NotScorableError
from interviewer.scoring.scorer import Scorer

_AHEAD: Final = 4
"""Lines read ahead for each that is under way, so that one slow answer does not hold up the others."""


class Tally(Model):
    """How many lines were graded, how many were not, and what it cost in dollars where that is known."""

    graded: int = 0
    errors: int = 0
    cost: float | None = None

    def after(self, record: dict[str, Any]) -> Tally:
        """With one more record."""
        if "error" in record:
            return self.model_copy(update={"errors": self.errors + 1})
        cost = (record.get("usage") or {}).get("cost")
        total = self.cost if cost is None else (self.cost or 0.0) + cost
        return self.model_copy(update={"graded": self.graded + 1, "cost": total})


@dataclass(frozen=True)
class BatchJob:
    """What stays the same from line to line. `workers` answers are under way at a time."""

    scorer: Scorer
    find: FindQuestion
    rounds: frozenset[str]
    defaults: Defaults
    workers: int = 1


async def run_batch(
    job: BatchJob, lines: Iterable[str], out: TextIO, progress: Callable[[Tally], None]
) -> Tally:
    """Grade every line and write a record for each, in order; a line that cannot be graded gives an error."""
    tally = Tally()
    free = asyncio.Semaphore(job.workers)
    under_way: deque[asyncio.Task[dict[str, Any]]] = deque()

    async def write_first() -> None:
        nonlocal tally
        record = await under_way.popleft()
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        tally = tally.after(record)
        progress(tally)

    try:
        for number, raw in enumerate(lines, start=1):
            if not raw.strip():
                continue
            under_way.append(asyncio.create_task(_record(job, raw, number, free)))
            if len(under_way) >= (job.workers - 1) * _AHEAD + 1:
                await write_first()
        while under_way:
            await write_first()
    finally:
        for task in under_way:
            task.cancel()
    return tally


async def _record(job: BatchJob, raw: str, number: int, free: asyncio.Semaphore) -> dict[str, Any]:
    passed: dict[str, Any] = {}
    async with free:
        try:
            line, passed = parse_line(raw, number, job.defaults)
            card = await job.scorer.ascore(request_for(job.find, line, job.rounds))
        except (NotScorableError, LLMError) as error:
            return error_record(id_of(raw, number), error, passed)
        return card_record(card, passed)
