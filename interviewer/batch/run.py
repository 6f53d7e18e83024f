"""Grades a file of answers line by line, in order, in constant memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from interviewer.batch.records import (
    Defaults,
    FindQuestion,
    card_record,
    error_record,
    id_of,
    parse_line,
    score_text,
)
from interviewer.model.base import Model
from interviewer.model.errors import NotScorableError
from interviewer.scoring.scorer import Scorer


class Tally(Model):
    """How many lines were graded, and how many were not."""

    graded: int = 0
    errors: int = 0


@dataclass(frozen=True)
class BatchJob:
    """What stays the same from line to line."""

    scorer: Scorer
    find: FindQuestion
    rounds: frozenset[str]
    defaults: Defaults


def run_batch(job: BatchJob, lines: Iterable[str], out: TextIO, progress: Callable[[Tally], None]) -> Tally:
    """Grade every line and write a record for each; a line that cannot be graded gives an error record."""
    tally = Tally()
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        record = _record(job, raw, number)
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
        failed = "error" in record
        tally = Tally(graded=tally.graded + (not failed), errors=tally.errors + failed)
        progress(tally)
    return tally


def _record(job: BatchJob, raw: str, number: int) -> dict[str, Any]:
    passed: dict[str, Any] = {}
    try:
        line, passed = parse_line(raw, number, job.defaults)
        return card_record(score_text(job.scorer, job.find, line, job.rounds), passed)
    except NotScorableError as error:
        return error_record(id_of(raw, number), error, passed)
