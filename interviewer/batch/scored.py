"""Reads a file of scorecards again, as a batch wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from interviewer.batch.output import JsonForm
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.model.scorecard import SCORECARD_FORMAT
from interviewer.model.words import Dimension


def scored(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file, in their order; a last line that was torn off is left out.

    Raises:
        UsageError: for a table, which holds no evidence.
        InterviewerError: when it cannot be read, or holds something else.
    """
    if path.suffix.lower() in {".csv", ".tsv"}:
        raise UsageError(f"{path} is a table and holds no evidence; name the JSON lines of a batch")
    form = JsonForm()
    try:
        with path.open(encoding="utf-8", errors="replace", newline="\n") as stream:
            for number, line in enumerate(stream, start=1):
                try:
                    record = form.record(line)
                except ValueError:
                    if not line.endswith("\n") and number > 1:
                        return
                    raise InterviewerError(f"line {number} of {path} is no record of a batch") from None
                if not (_is_card(record) if "error" not in record else _is_error(record["error"])):
                    raise InterviewerError(f"line {number} of {path} is no record of a batch")
                yield record
    except FileNotFoundError:
        raise InterviewerError(f"there is no file {path}") from None
    except OSError as error:
        raise InterviewerError(f"cannot read {path}: {error.strerror}") from None


def question_of(record: dict[str, Any]) -> tuple[str, str | None]:
    """The round and the question of a scorecard; no question where it was in own words."""
    question = record.get("question_id")
    return str(record["round"]), str(question) if question else None


def _is_card(record: dict[str, Any]) -> bool:
    dimensions = record.get("dimensions")
    return (
        record.get("format") == SCORECARD_FORMAT
        and isinstance(dimensions, dict)
        and set(dimensions) == {name.value for name in Dimension}
        and "round" in record
    )


def _is_error(error: object) -> bool:
    return isinstance(error, dict) and {"kind", "message"} <= error.keys()
