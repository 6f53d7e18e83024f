"""The derived index of saved rounds: SQLite, made again whenever it does not hold up, a source of nothing.

Only files that are new or changed are read; what is gone is taken out.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from interviewer.progress.facts import Assessed, Grader, Listened, RoundFacts, Stamp

VERSION: Final = 2
"""Raised when what is kept, or how it is read from a transcript, changes."""

_SCHEMA: Final = """
CREATE TABLE rounds (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
  mtime INTEGER NOT NULL, created TEXT NOT NULL, round TEXT NOT NULL, seconds REAL NOT NULL,
  problem TEXT NOT NULL);
CREATE TABLE graders (id INTEGER PRIMARY KEY, rubric TEXT NOT NULL, rubric_version INTEGER NOT NULL,
  rubric_sha256 TEXT NOT NULL, scorer TEXT NOT NULL, model TEXT, prompt_sha256 TEXT,
  app_version TEXT NOT NULL, calibrated INTEGER NOT NULL);
CREATE TABLE answers (id INTEGER PRIMARY KEY, of_round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
  question INTEGER NOT NULL, asked TEXT NOT NULL, grader INTEGER NOT NULL REFERENCES graders);
CREATE TABLE levels (answer INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE, dimension TEXT NOT NULL,
  estimate REAL NOT NULL, variance REAL NOT NULL, score INTEGER NOT NULL, guess INTEGER);
CREATE TABLE signals (answer INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE, signal TEXT NOT NULL,
  dimension TEXT NOT NULL, level INTEGER NOT NULL);
CREATE TABLE flags (answer INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE, flag TEXT NOT NULL);
CREATE INDEX answers_of_round ON answers (of_round);
CREATE INDEX answers_to ON answers (asked);
CREATE INDEX levels_of_answer ON levels (answer);
CREATE INDEX signals_of_answer ON signals (answer);
CREATE INDEX flags_of_answer ON flags (answer);
"""
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_AT_ONCE: Final = 200
"""Files written in one transaction: what was read is kept when somebody stops it."""
_WAIT: Final = 2.0
"""Seconds for another window to be done with the index."""

T = TypeVar("T")
Look = Callable[[str], RoundFacts]


@dataclass(frozen=True)
class Measured:
    """One dimension of one graded answer, with the round it belongs to."""

    name: str
    created: str
    round: str
    grader: Grader
    level: Assessed


class Index:
    """An open index. Use `over` to get one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.execute("PRAGMA foreign_keys = ON")
        # Losing it costs nothing but reading the rounds again.
        self._db.execute("PRAGMA synchronous = OFF")
        [version] = self._db.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            self._make()

    def _make(self) -> None:
        tables = [name for [name] in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        self._db.execute("PRAGMA foreign_keys = OFF")
        for name in tables:
            self._db.execute(f'DROP TABLE IF EXISTS "{name.replace(chr(34), chr(34) * 2)}"')
        self._db.executescript(_SCHEMA)
        self._db.execute(f"PRAGMA user_version = {VERSION}")
        self._db.execute("PRAGMA foreign_keys = ON")

    def refresh(self, files: Mapping[str, Stamp], look: Look) -> int:
        """Take in what is new or changed among `files`, drop what is gone; how many files were read.

        `look` is asked for the facts of a file by its name.
        """
        known = {
            name: Stamp(size, mtime)
            for name, size, mtime in self._db.execute("SELECT name, size, mtime FROM rounds")
        }
        gone = [name for name in known if name not in files]
        changed = [name for name, stamp in files.items() if known.get(name) != stamp]
        with self._db:
            self._db.executemany("DELETE FROM rounds WHERE name = ?", ((name,) for name in gone))
        for some in _by(changed, _AT_ONCE):
            facts = [(name, look(name)) for name in some]
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                for name, each in facts:
                    self._put(name, files[name], each)
        return len(changed)

    def _put(self, name: str, stamp: Stamp, facts: RoundFacts) -> None:
        self._db.execute("DELETE FROM rounds WHERE name = ?", (name,))
        row = (name, *stamp, facts.created, facts.round, facts.seconds, facts.problem)
        of_round = self._db.execute(
            "INSERT INTO rounds (name, size, mtime, created, round, seconds, problem) VALUES (?,?,?,?,?,?,?)",
            row,
        ).lastrowid
        for answer in facts.answers:
            key = self._db.execute(
                "INSERT INTO answers (of_round, question, asked, grader) VALUES (?,?,?,?)",
                (of_round, answer.question, answer.asked, self._grader(answer.grader)),
            ).lastrowid
            self._db.executemany(
                "INSERT INTO levels VALUES (?,?,?,?,?,?)", ((key, *each) for each in answer.levels)
            )
            self._db.executemany(
                "INSERT INTO signals VALUES (?,?,?,?)", ((key, *each) for each in answer.signals)
            )
            self._db.executemany("INSERT INTO flags VALUES (?,?)", ((key, each) for each in answer.flags))

    def _grader(self, grader: Grader) -> int | None:
        columns = " AND ".join(f"{name} IS ?" for name in Grader._fields)
        found = self._db.execute(f"SELECT id FROM graders WHERE {columns}", grader).fetchone()  # noqa: S608
        if found:
            return int(found[0])
        names = ", ".join(Grader._fields)
        marks = ", ".join("?" * len(grader))
        return self._db.execute(f"INSERT INTO graders ({names}) VALUES ({marks})", grader).lastrowid  # noqa: S608

    def unreadable(self) -> list[str]:
        """Names of the files that cannot be read."""
        return [
            name for [name] in self._db.execute("SELECT name FROM rounds WHERE problem <> '' ORDER BY name")
        ]

    def times(self) -> list[tuple[str, str, float]]:
        """When each round began, its kind, and its seconds; the oldest first."""
        return self._db.execute(
            "SELECT created, round, seconds FROM rounds WHERE problem = '' ORDER BY created, name"
        ).fetchall()

    def counts(self) -> tuple[int, int]:
        """How many rounds have a scorecard, and how many answers."""
        found = self._db.execute("SELECT count(DISTINCT of_round), count(*) FROM answers").fetchone()
        return int(found[0]), int(found[1])

    def measured(self) -> list[Measured]:
        """Every dimension of every graded answer, the oldest round first."""
        graders = self._graders()
        rows = self._db.execute(
            "SELECT r.name, r.created, r.round, a.grader,"
            " l.dimension, l.estimate, l.variance, l.score, l.guess"
            " FROM rounds r JOIN answers a ON a.of_round = r.id JOIN levels l ON l.answer = a.id"
            " ORDER BY r.created, r.name, a.question"
        )
        return [
            Measured(name, created, kind, graders[grader], Assessed(*level))
            for name, created, kind, grader, *level in rows
        ]

    def _graders(self) -> dict[int, Grader]:
        rows = self._db.execute(f"SELECT id, {', '.join(Grader._fields)} FROM graders")  # noqa: S608
        return {key: Grader._make((*body, bool(calibrated))) for key, *body, calibrated in rows}

    def newest_scorer(self) -> str | None:
        """The scorer of the newest scorecard; None before the first."""
        found = self._db.execute(
            "SELECT g.scorer FROM answers a JOIN rounds r ON r.id = a.of_round"
            " JOIN graders g ON g.id = a.grader"
            " ORDER BY r.created DESC, r.name DESC, a.question DESC LIMIT 1"
        ).fetchone()
        return str(found[0]) if found else None

    def answers_by(self, scorer: str) -> list[int]:
        """Keys of the answers that this scorer graded, the newest first."""
        rows = self._db.execute(
            "SELECT a.id FROM answers a JOIN rounds r ON r.id = a.of_round JOIN graders g ON g.id = a.grader"
            " WHERE g.scorer = ? ORDER BY r.created DESC, r.name DESC, a.question DESC",
            (scorer,),
        )
        return [key for [key] in rows]

    def answers_to(self, asked: str) -> list[tuple[str, int]]:
        """Graded answers to a question: the round's name and the question's place in it, the oldest first."""
        return self._db.execute(
            "SELECT r.name, a.question FROM answers a JOIN rounds r ON r.id = a.of_round"
            " WHERE a.asked = ? ORDER BY r.created, r.name, a.question",
            (asked,),
        ).fetchall()

    def signals_of(self, answers: Iterable[int]) -> Iterator[Listened]:
        """The signals listened for in these answers."""
        for key in answers:
            rows = self._db.execute(
                "SELECT signal, dimension, level FROM signals WHERE answer = ?", (key,)
            ).fetchall()
            yield from (Listened(*each) for each in rows)

    def flags(self) -> dict[int, list[str]]:
        """The flags of each answer that has some."""
        found: dict[int, list[str]] = {}
        for key, flag in self._db.execute("SELECT answer, flag FROM flags"):
            found.setdefault(key, []).append(flag)
        return found


def over(path: Path, work: Callable[[Index], T]) -> T:
    """The result of `work` over the index in that file.

    A file that is damaged or no index is made anew; where none can be kept, or another window keeps it
    busy, the work is done over one in memory.
    """
    for _ in range(2):
        try:
            with closing(_connect(path)) as connection:
                return work(Index(connection))
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) in _BUSY:
                break
            with suppress(OSError):
                path.unlink(missing_ok=True)
        except OSError:
            break
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        return work(Index(connection))


def _connect(path: Path) -> sqlite3.Connection:
    # SQLite would make it readable for everybody.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    return sqlite3.connect(path, isolation_level=None, timeout=_WAIT)


def _by(names: Iterable[str], count: int) -> Iterator[list[str]]:
    left = iter(names)
    while some := list(islice(left, count)):
        yield some
