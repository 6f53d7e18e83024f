"""Records that are finished before their turn has come, on disk so that no crash loses what was paid for."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

_DEAD: Final = 8_000_000
"""Bytes of records that are written out already, before the file is made anew without them."""


class Ahead:
    """A file beside OUT: each line a position and its record. It is gone when nothing is left in it."""

    def __init__(self, path: Path) -> None:
        """Open it with what an earlier run left there.

        Raises:
            OSError: when the disk refuses.
        """
        self._path = path
        self._places: dict[int, tuple[int, int]] = {}
        self._dead = 0
        self._size = 0
        self._stream = path.open("a+b")
        self._stream.seek(0)
        for line in self._stream:
            if not line.endswith(b"\n"):
                break
            with suppress(ValueError, TypeError):
                position, _ = json.loads(line)
                self._places[int(position)] = (self._size, len(line))
            self._size += len(line)
        self._stream.truncate(self._size)

    @classmethod
    def beside(cls, out: Path) -> Self:
        """That of a batch which writes `out`.

        Raises:
            OSError: when the disk refuses.
        """
        return cls(out.with_name(f".{out.name}.ahead"))

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, position: object) -> bool:
        return position in self._places

    def put(self, position: int, line: str) -> None:
        """Keep a record, as the line it will be, until its turn.

        Raises:
            OSError: when the disk refuses.
        """
        data = json.dumps([position, line], ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        self._stream.write(data)
        self._stream.flush()
        self._places[position] = (self._size, len(data))
        self._size += len(data)

    def get(self, position: int) -> str:
        """The line kept for a position; KeyError when there is none."""
        _, line = json.loads(self._line(position))
        return str(line)

    def drop(self, position: int) -> None:
        """Its turn has come, or it is another input's.

        Raises:
            OSError: when the disk refuses.
        """
        _, length = self._places.pop(position)
        self._dead += length
        if not self._places:
            self._stream.truncate(0)
            self._size = self._dead = 0
        elif self._dead > max(_DEAD, self._size // 2):
            self._compact()

    def clear(self) -> None:
        """Drop all of it.

        Raises:
            OSError: when the disk refuses.
        """
        for position in list(self._places):
            self.drop(position)

    def sync(self) -> None:
        """Have it on the disk.

        Raises:
            OSError: when the disk refuses.
        """
        os.fsync(self._stream.fileno())

    def close(self) -> None:
        """Let go of it; an empty one is removed."""
        self._stream.close()
        if not self._places:
            self._path.unlink(missing_ok=True)

    def _line(self, position: int) -> bytes:
        start, length = self._places[position]
        self._stream.seek(start)
        return self._stream.read(length)

    def _compact(self) -> None:
        beside = self._path.with_name(f"{self._path.name}.new")
        with beside.open("wb") as stream:
            for position in sorted(self._places):
                line = self._line(position)
                self._places[position] = (stream.tell(), len(line))
                stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
        self._stream.close()
        beside.replace(self._path)
        self._stream = self._path.open("a+b")
        self._size = self._path.stat().st_size
        self._dead = 0
