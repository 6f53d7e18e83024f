"""Where a batch's answers come from: JSON lines, a table (CSV), a folder of text files, or stdin.

Every source is read as it goes. Whatever is wrong with one answer becomes that entry's problem.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from interviewer.batch.records import Entry, bad_input, entry_of
from interviewer.model.errors import InterviewerError, NotScorableError, UsageError

STDIN: Final = "-"
MOST_BYTES: Final = 5_000_000
"""A longer line, cell or file holds no answer."""
NAMES: Final = ("id", "round", "question", "answer", "candidate")
"""What a column can be; others pass through."""
_TEXTS: Final = frozenset((".txt", ".md", ".markdown", ".text"))
_TABLES: Final = frozenset((".csv", ".tsv"))
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class Source(Protocol):
    """Answers in their order. Files and folders can be read several times."""

    @property
    def name(self) -> str:
        """As the user named it."""
        ...

    @property
    def once(self) -> bool:
        """Whether it can be read only once (stdin)."""
        ...

    @property
    def size(self) -> int | None:
        """What `Entry.read` comes to at the end; None where nobody knows."""
        ...

    def __iter__(self) -> Iterator[Entry]:
        """The entries.

        Raises:
            InterviewerError: when it cannot be read.
        """
        ...


def open_source(path: str, columns: Mapping[str, str] | None = None) -> Source:
    """The answers that a path names: `-`, a folder, a file ending in .csv or .tsv, else JSON lines.

    Args:
        path: as the user gave it.
        columns: for a table, which of its columns is our `answer`, `id` and so on.

    Raises:
        UsageError: for columns where there is no table, and for one nobody knows.
        InterviewerError: when there is no such file or folder.
    """
    place = Path(path).expanduser()
    table = path != STDIN and place.suffix.lower() in _TABLES
    if columns and not table:
        raise UsageError("--column belongs to a table: a file that ends in .csv or .tsv")
    if unknown := next((name for name in columns or {} if name not in NAMES), None):
        raise UsageError(f"--column {unknown}=...: a column can be {', '.join(NAMES)}")
    if path == STDIN:
        return JsonLines(STDIN)
    if not place.exists():
        raise InterviewerError(f"there is no file {path}")
    if place.is_dir():
        return Folder(place)
    return Table(place, dict(columns or {})) if table else JsonLines(path)


@dataclass
class JsonLines:
    """A file of JSON lines, or stdin."""

    name: str

    @property
    def once(self) -> bool:
        """Stdin comes only once."""
        return self.name == STDIN

    @property
    def size(self) -> int | None:
        """Bytes."""
        return None if self.once else _size(Path(self.name).expanduser())

    def __iter__(self) -> Iterator[Entry]:
        if self.once:
            yield from self._entries(sys.stdin.buffer)
            return
        with _opened(Path(self.name).expanduser()) as stream:
            yield from self._entries(stream)

    def _entries(self, stream: BinaryIO) -> Iterator[Entry]:
        number = read = 0
        while data := stream.readline(MOST_BYTES):
            number += 1
            read += len(data)
            if number == 1:
                _check_encoding(data, self.name)
                data = data.removeprefix(b"\xef\xbb\xbf")
            if len(data) == MOST_BYTES and not data.endswith(b"\n"):
                read += _skip_line(stream)
                error = NotScorableError("too-long", f"line {number} is over {MOST_BYTES // 1_000_000} MB")
                yield Entry(number, f"line {number}", {}, error, read)
                continue
            if data.strip():
                yield _decoded(data, number, read)


@dataclass
class Table:
    """A CSV file whose first row names its columns; comma, semicolon or tab between them."""

    path: Path
    columns: dict[str, str] = field(default_factory=dict)
    once = False

    @property
    def name(self) -> str:
        """Its path."""
        return str(self.path)

    @property
    def size(self) -> int | None:
        """Bytes."""
        return _size(self.path)

    def __iter__(self) -> Iterator[Entry]:
        csv.field_size_limit(MOST_BYTES)
        with _opened(self.path) as stream:
            counted = _Counted(stream)
            first = next(counted, "")
            _check_encoding(first.encode("utf-8", "surrogateescape"), self.name)
            first = first.removeprefix("\ufeff")
            delimiter = max(",;\t", key=first.count)
            reader = csv.reader(_with(first, counted), delimiter=delimiter, strict=True)
            names = self._names(_header(reader, self.name))
            number = 1
            while True:
                number += 1
                try:
                    row = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield Entry(
                        number, f"row {number}", {}, bad_input(f"row {number}: {error}"), counted.bytes
                    )
                    continue
                if any(cell.strip() for cell in row):
                    yield self._entry(number, names, row, counted.bytes)

    def _names(self, header: Sequence[str]) -> list[str]:
        """What each column is; ours are found whatever their case."""
        plain = [name.strip() for name in header]
        wanted = {theirs.strip().casefold(): ours for ours, theirs in self.columns.items()}
        if missing := next((each for each in wanted if each not in {n.casefold() for n in plain}), None):
            raise UsageError(f"{self.path} has no column {missing!r}; it has {', '.join(plain)}")
        taken = set(self.columns)
        ours = {name: name for name in NAMES if name not in taken} | wanted
        names = [ours.get(name.casefold(), name) for name in plain]
        if "answer" not in names:
            raise UsageError(
                f"{self.path} has no column 'answer'; it has {', '.join(plain)}: "
                "say which one it is with --column answer=NAME"
            )
        if twice := next((name for name in names if name and names.count(name) > 1), None):
            raise UsageError(f"{self.path} has the column {twice!r} twice; rename one of them")
        return names

    @staticmethod
    def _entry(number: int, names: Sequence[str], row: Sequence[str], read: int) -> Entry:
        place = f"row {number}"
        cells = {
            name: cell
            for name, cell in zip(names, row, strict=False)
            if name and (cell.strip() or name == "answer")
        }
        problem = None
        if len(row) > len(names):
            problem = bad_input(f"{place} has {len(row)} cells and the table {len(names)} columns")
        elif any("\udc80" <= letter <= "\udcff" for cell in row for letter in cell):
            problem = bad_input(f"{place} is not UTF-8 text; save the table as CSV UTF-8")
        return Entry(number, place, {} if problem else cells, problem, read)


@dataclass
class Folder:
    """The text files of a folder, by name; each is one answer, its name the id."""

    path: Path
    once = False

    def __post_init__(self) -> None:
        files = [each for each in self.path.iterdir() if each.is_file() and not each.name.startswith(".")]
        self._names = sorted(each.name for each in files if each.suffix.lower() in _TEXTS)
        if not self._names:
            raise InterviewerError(f"{self.path} holds no text files (.txt or .md)")
        self.left_out = len(files) - len(self._names)
        """Files that are no text files by their name."""

    @property
    def name(self) -> str:
        """Its path."""
        return str(self.path)

    @property
    def size(self) -> int | None:
        """Files."""
        return len(self._names)

    def __iter__(self) -> Iterator[Entry]:
        stems: dict[str, int] = {}
        for name in self._names:
            stems[Path(name).stem] = stems.get(Path(name).stem, 0) + 1
        for number, name in enumerate(self._names, start=1):
            stem = Path(name).stem
            fields = {"id": stem if stems[stem] == 1 else name}
            try:
                fields["answer"] = self._text(name)
            except NotScorableError as error:
                yield Entry(number, name, fields, error, number)
            else:
                yield Entry(number, name, fields, None, number)

    def _text(self, name: str) -> str:
        try:
            with (self.path / name).open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
        except OSError as error:
            raise bad_input(f"cannot read {name}: {error.strerror}") from None
        if len(data) > MOST_BYTES:
            raise NotScorableError("too-long", f"{name} is over {MOST_BYTES // 1_000_000} MB")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise bad_input(f"{name} is not UTF-8 text; save it as UTF-8") from None


class _Counted:
    """The lines of a file as text, and how many bytes they took; bytes that are no UTF-8 are kept apart."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.bytes = 0

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> str:
        data = self._stream.readline(MOST_BYTES)
        if not data:
            raise StopIteration
        self.bytes += len(data)
        return data.decode("utf-8", "surrogateescape")


def _with(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _header(reader: Iterator[list[str]], name: str) -> list[str]:
    try:
        header = next(reader, [])
    except csv.Error as error:
        raise InterviewerError(f"{name} is no table: {error}") from None
    if not any(cell.strip() for cell in header):
        raise InterviewerError(f"{name} is empty: its first row names the columns")
    return header


def _decoded(data: bytes, number: int, read: int) -> Entry:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return Entry(
            number,
            f"line {number}",
            {},
            bad_input(f"line {number} is not UTF-8 text; save it as UTF-8"),
            read,
        )
    return entry_of(text, number, read)


def _skip_line(stream: BinaryIO) -> int:
    skipped = 0
    while data := stream.readline(MOST_BYTES):
        skipped += len(data)
        if data.endswith(b"\n"):
            break
    return skipped


def _check_encoding(data: bytes, name: str) -> None:
    if data.startswith(_UTF16):
        raise InterviewerError(f"{name} is UTF-16 text; save it as UTF-8")


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InterviewerError(f"cannot read {path}: {error.strerror}") from None


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
