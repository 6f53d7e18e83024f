"""A file that is only ever appended to: one writer, every line on disk before the call returns."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol, Self, TypeVar

from filelock import FileLock, Timeout

from interviewer.files import FILE_MODE, make_folder, sync_folder
from interviewer.model.errors import TranscriptError

_LOCKS = ".locks"


class Whole(Protocol):
    """What was read of such a file, as far as writing on needs it."""

    @property
    def whole_bytes(self) -> int:
        """Length of the part that is whole."""
        ...


R = TypeVar("R", bound=Whole)


class LineFile:
    """A file that is being written, line by line. Use it as a context, or call `close`."""

    def __init__(self, path: Path, lock: FileLock, handle: int) -> None:
        self.path = path
        self._lock = lock
        self._handle = handle

    @classmethod
    def new(cls, path: Path, line: str) -> Self:
        """A new file with its first line on disk.

        Raises:
            TranscriptError: when the file exists or the disk refuses.
        """
        make_folder(path.parent)
        lock = _lock(path)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, FILE_MODE)
        except OSError as error:
            lock.release()
            raise TranscriptError(f"cannot save to {path}: {error.strerror}") from None
        made = cls(path, lock, handle)
        try:
            made.write(line)
        except TranscriptError:
            made.close()
            path.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
        return made

    @classmethod
    def reopened(cls, path: Path, read: Callable[[Path], R]) -> tuple[Self, R]:
        """An existing file to write on to, and what `read` makes of it; a torn last line is cut off.

        Raises:
            TranscriptError: when it cannot be read, or another process is writing it.
        """
        lock = _lock(path)
        try:
            found = read(path)
            handle = os.open(path, os.O_WRONLY | os.O_APPEND)
        except OSError as error:
            lock.release()
            raise TranscriptError(f"cannot save to {path}: {error.strerror}") from None
        except TranscriptError:
            lock.release()
            raise
        opened = cls(path, lock, handle)
        try:
            _mend_end(path, handle, found.whole_bytes)
        except TranscriptError:
            opened.close()
            raise
        return opened, found

    def write(self, line: str) -> None:
        """Put one line on disk (fsync) before returning.

        Raises:
            TranscriptError: when the disk refuses; the file is left as it was.
        """
        data = (line + "\n").encode()
        before = os.fstat(self._handle).st_size
        try:
            written = 0
            while written < len(data):
                written += os.write(self._handle, data[written:])
            os.fsync(self._handle)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._handle, before)
            raise TranscriptError(
                f"cannot save to {self.path}: {error.strerror}; make room and try again"
            ) from None

    def drop(self) -> None:
        """Take the file away."""
        self.close()
        with suppress(OSError):
            self.path.unlink()

    def close(self) -> None:
        """Let go of the file and its lock; closing twice does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _mend_end(path: Path, handle: int, whole: int) -> None:
    """Cut a torn line off, and end the last line, so that the next event starts on one of its own."""
    try:
        if os.fstat(handle).st_size != whole:
            os.ftruncate(handle, whole)
        with path.open("rb") as stream:
            stream.seek(whole - 1)
            ends_well = stream.read(1) == b"\n"
        if not ends_well:
            os.write(handle, b"\n")
        os.fsync(handle)
    except OSError as error:
        raise TranscriptError(f"cannot mend the end of {path}: {error.strerror}") from None


def _lock(path: Path) -> FileLock:
    folder = make_folder(path.parent / _LOCKS)
    # A journal is opened away from the event loop and closed on it: the lock belongs to it, not to a thread.
    lock = FileLock(folder / f"{path.stem}.lock", mode=FILE_MODE, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise TranscriptError(f"{path.stem} is open in another window; close it there first") from None
    except OSError as error:
        raise TranscriptError(f"cannot lock {path}: {error.strerror}") from None
    return lock
