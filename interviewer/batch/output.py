"""Where a batch's records go: a file that is whole lines at any moment, or stdout."""

from __future__ import annotations

import csv
import io
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol, TextIO

from filelock import FileLock, Timeout

from interviewer.files import sync_folder
from interviewer.model.errors import InterviewerError
from interviewer.model.words import Dimension

_SYNC_SECONDS: Final = 1.0
"""How much a power cut may cost; a killed process loses nothing that was written."""
_TABLE: Final = ".csv"
_BINARY: Final = getattr(os, "O_BINARY", 0)


class NotRecordsError(InterviewerError):
    """A file holds something else than a batch's records."""


class Form(Protocol):
    """How a record is written as one line."""

    head: str
    """The file's first line; empty where there is none."""
    opening: str
    """What every line begins with."""

    def line(self, record: Mapping[str, Any]) -> str:
        """A record as a line, its end included."""
        ...

    def kept(self, text: str) -> str:
        """What it keeps of a text."""
        ...

    def record(self, line: str) -> dict[str, Any]:
        """What a line holds, as far as it says which input and which scorer it belongs to.

        Raises:
            ValueError: when it is no such line.
        """
        ...


class JsonForm:
    """JSON lines: the whole record."""

    head = ""
    opening = '{"'

    def line(self, record: Mapping[str, Any]) -> str:
        """A record as a line."""
        return json.dumps(record, ensure_ascii=False) + "\n"

    def kept(self, text: str) -> str:
        """All of it."""
        return text

    def record(self, line: str) -> dict[str, Any]:
        """The record of a line."""
        value = json.loads(line)
        if not isinstance(value, dict) or "id" not in value:
            raise ValueError("no record")
        return value


_COLUMNS: Final = (
    *("id", "candidate", "round", "question_id", "recommendation", "overall"),
    *(column for name in Dimension for column in (name.value, f"{name.value}_estimate")),
    *("flags", "headline", "next_time", "error", "message", "cost", "calibrated", "scorer", "model"),
    *("rubric", "rubric_sha256", "prompt_sha256", "app_version", "input_sha256", "other"),
)


class TableForm:
    """CSV: a row an answer, for a spreadsheet. Evidence is left out; fields that passed through are JSON."""

    head = ",".join(_COLUMNS) + "\r\n"
    opening = ""

    def line(self, record: Mapping[str, Any]) -> str:
        """A record as a row."""
        written = io.StringIO()
        cells = self._cells(record)
        csv.writer(written).writerow([safe(cells.get(name)) for name in _COLUMNS])
        return written.getvalue()

    def kept(self, text: str) -> str:
        """A text as a cell."""
        return safe(text)

    def record(self, line: str) -> dict[str, Any]:
        """What a row says of its input and its scorer."""
        [row] = csv.reader([line], strict=True)
        cells = dict(zip(_COLUMNS, row, strict=True))
        if cells["error"]:
            return {"id": cells["id"], "error": {"kind": cells["error"], "message": cells["message"]}}
        names = ("round", "scorer", "model", "prompt_sha256", "app_version")
        kept = {name: cells[name] or None for name in names}
        rubric = {"id": cells["rubric"], "sha256": cells["rubric_sha256"]}
        return kept | {"id": cells["id"], "input_sha256": cells["input_sha256"], "rubric": rubric}

    @staticmethod
    def _cells(record: Mapping[str, Any]) -> dict[str, Any]:
        cells = {name: record.get(name) for name in _COLUMNS}
        known = set(_COLUMNS) | _GRADED
        other = {name: value for name, value in record.items() if name not in known} or None
        cells["other"] = json.dumps(other, ensure_ascii=False) if other else None
        error = record.get("error")
        if error:
            return cells | {"error": error["kind"], "message": error["message"]}
        for name, dimension in record["dimensions"].items():
            cells |= {name: dimension["score"], f"{name}_estimate": dimension["estimate"]}
        cells["flags"] = " ".join(flag["id"] for flag in record["flags"])
        cells["rubric"] = record["rubric"]["id"]
        cells["rubric_sha256"] = record["rubric"]["sha256"]
        cells["next_time"] = (record.get("lesson") or {}).get("next_time")
        cells["cost"] = (record.get("usage") or {}).get("cost")
        return cells


_GRADED: Final = frozenset(
    {
        *("format", "version", "relevance_checked", "dimensions", "undecided_because", "caps", "follow_ups"),
        *("lesson", "notes", "judges", "rewrite", "usage"),
    }
)
"""Fields of a scorecard that have no column."""


def safe(value: Any) -> str:  # noqa: ANN401 - anything a record holds
    """A cell no spreadsheet takes for a formula (OWASP, CSV injection), on one line."""
    if value is None:
        return ""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    text = " ".join(str(value).splitlines())
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


class Output(Protocol):
    """Takes records one after the other, as the lines that `form` makes of them."""

    form: Form

    def write(self, line: str) -> None:
        """Write one.

        Raises:
            InterviewerError: when the disk refuses; what was written before stands.
        """
        ...

    def close(self) -> None:
        """Nothing more will come."""
        ...


class Printed:
    """Records on a stream, as JSON lines."""

    def __init__(self, stream: TextIO) -> None:
        self.form: Form = JsonForm()
        self._stream = stream

    def write(self, line: str) -> None:
        """Write one."""
        self._stream.write(line)

    def close(self) -> None:
        """Nothing is kept back."""
        self._stream.flush()


class OutFile:
    """Records in a file. It ends in whole lines at any moment; a line that a crash tore off is dropped.

    Nobody else writes it at the same time. What it holds is left alone until `begin`.
    """

    def __init__(self, path: Path) -> None:
        """Open it, or make it.

        Raises:
            InterviewerError: when that cannot be done, or another batch writes to it.
        """
        self.path = path
        self.form: Form = TableForm() if path.suffix.lower() == _TABLE else JsonForm()
        self._synced = time.monotonic()
        self._begun = False
        if not path.parent.is_dir():
            raise InterviewerError(f"cannot write {path}: there is no folder {path.parent}")
        self._lock = FileLock(path.with_name(f".{path.name}.lock"))
        try:
            self._lock.acquire(timeout=0)
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, 0o666)
        except Timeout:
            raise InterviewerError(
                f"another batch is writing {path}; wait for it, or name another --out"
            ) from None
        except OSError as error:
            self._unlock()
            raise InterviewerError(f"cannot write {path}: {error.strerror}") from None

    def begin(self, *, anew: bool = False) -> None:
        """Make it ready for more records: without a torn line, or empty.

        Raises:
            InterviewerError: when the disk refuses.
        """
        try:
            self._begun = True
            if anew:
                os.ftruncate(self._handle, 0)
            self._mend()
            if os.fstat(self._handle).st_size == 0 and self.form.head:
                os.write(self._handle, self.form.head.encode())
        except OSError as error:
            raise InterviewerError(f"cannot write {self.path}: {error.strerror}") from None

    def records(self) -> Iterator[tuple[dict[str, Any], str]]:
        """What it holds already: each record, and the line it is in. A torn last line is left out.

        Raises:
            NotRecordsError: when a line is no record of a batch.
        """
        with self.path.open(encoding="utf-8", errors="replace", newline="\n") as stream:
            if self.form.head:
                first = stream.readline()
                if not self.form.head.startswith(first):
                    raise NotRecordsError("it does not have the columns of a batch's table")
            for number, line in enumerate(stream, start=2 if self.form.head else 1):
                if not line.endswith("\n") and _begins_alike(line, self.form.opening):
                    return
                try:
                    yield self.form.record(line), line
                except (ValueError, KeyError):
                    raise NotRecordsError(f"line {number} of it is no record of a batch") from None

    def keep(self, count: int) -> None:
        """Cut it after so many records.

        Raises:
            OSError: when the disk refuses.
        """
        with self.path.open("rb") as stream:
            size = len(self.form.head.encode())
            stream.seek(size)
            for _ in range(count):
                size += len(stream.readline())
        os.ftruncate(self._handle, size)

    def without(self, positions: frozenset[int]) -> None:
        """Leave out the records at these positions, from 0.

        Raises:
            OSError: when the disk refuses; it stays as it was then.
        """
        beside = self.path.with_name(f".{self.path.name}.new")
        with beside.open("w", encoding="utf-8", newline="") as stream:
            stream.write(self.form.head)
            stream.writelines(line for at, (_, line) in enumerate(self.records()) if at not in positions)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(self.path)
        os.close(self._handle)
        self._handle = os.open(self.path, os.O_RDWR | os.O_APPEND | _BINARY)

    def close(self) -> None:
        """Let go of it; what was written is on the disk."""
        with suppress(OSError):
            if self._begun:
                self._mend()
            os.fsync(self._handle)
            sync_folder(self.path.parent)
        os.close(self._handle)
        self._unlock()

    def write(self, line: str) -> None:
        """Append a record's line.

        Raises:
            InterviewerError: when the disk refuses; the file still ends in a whole line.
        """
        data = line.encode("utf-8", "replace")
        try:
            while data:
                data = data[os.write(self._handle, data) :]
            if time.monotonic() - self._synced > _SYNC_SECONDS:
                os.fsync(self._handle)
                self._synced = time.monotonic()
        except OSError as error:
            with suppress(OSError):
                self._mend()
            raise InterviewerError(
                f"cannot write {self.path}: {error.strerror}; what is graded so far is in it: "
                "make room and run the same command again"
            ) from None

    def _mend(self) -> None:
        """Cut a last line that has no end."""
        size = os.fstat(self._handle).st_size
        at, found = size, -1
        while at > 0 and found < 0:
            step = min(at, 65_536)
            at -= step
            os.lseek(self._handle, at, os.SEEK_SET)
            found = os.read(self._handle, step).rfind(b"\n")
        whole = at + found + 1 if found >= 0 else 0
        if whole < size:
            os.ftruncate(self._handle, whole)

    def _unlock(self) -> None:
        if self._lock.is_locked:
            with suppress(OSError):
                Path(self._lock.lock_file).unlink()
            self._lock.release()


def _begins_alike(line: str, opening: str) -> bool:
    length = min(len(line), len(opening))
    return line[:length] == opening[:length]
