"""The append-only journal: one writer, every line on disk before the call returns."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from interviewer.model.errors import TranscriptError
from interviewer.model.events import Event, Graded, Header
from interviewer.transcripts.files import FILE_MODE, make_folder, sync_folder, write_atomically
from interviewer.transcripts.read import Transcript, read_transcript

DRAFTS = ".drafts"
_LOCKS = ".locks"


class Journal:
    """A transcript that is being written. Use it as a context, or call `close`."""

    def __init__(self, path: Path, lock: FileLock, handle: int) -> None:
        self.path = path
        self._lock = lock
        self._handle = handle

    @classmethod
    def create(cls, path: Path, header: Header) -> Self:
        """A new transcript with its header on disk.

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
        journal = cls(path, lock, handle)
        try:
            journal._write(header.model_dump_json(exclude_none=True))
        except TranscriptError:
            journal.close()
            path.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
        return journal

    @classmethod
    def resume(cls, path: Path) -> tuple[Self, Transcript]:
        """An existing transcript to write on to, and what it holds; a torn last line is cut off.

        Raises:
            TranscriptError: when it cannot be read, or another process is writing it.
        """
        lock = _lock(path)
        try:
            transcript = read_transcript(path)
            handle = os.open(path, os.O_WRONLY | os.O_APPEND)
        except OSError as error:
            lock.release()
            raise TranscriptError(f"cannot save to {path}: {error.strerror}") from None
        except TranscriptError:
            lock.release()
            raise
        journal = cls(path, lock, handle)
        try:
            _mend_end(path, handle, transcript.whole_bytes)
        except TranscriptError:
            journal.close()
            raise
        return journal, transcript

    def append(self, event: Event) -> None:
        """Put one event on disk (fsync) before returning.

        Raises:
            TranscriptError: when the disk refuses; the journal is left as it was.
        """
        # A scorecard's nulls mean "not assessed"; elsewhere an absent field says the same as null.
        self._write(event.model_dump_json(exclude_none=not isinstance(event, Graded)))

    def _write(self, line: str) -> None:
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

    def save_draft(self, text: str) -> None:
        """Keep what is being typed; an empty text removes it.

        Raises:
            TranscriptError: when the disk refuses.
        """
        path = draft_path(self.path)
        try:
            if text:
                make_folder(path.parent)
                write_atomically(path, json.dumps({"text": text}, ensure_ascii=False))
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise TranscriptError(f"cannot save the draft to {path}: {error.strerror}") from None

    def drop(self) -> None:
        """Take the transcript away, with its file."""
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


def draft_path(transcript: Path) -> Path:
    """Where the draft to a transcript lies."""
    return transcript.parent / DRAFTS / f"{transcript.stem}.json"


def read_draft(transcript: Path) -> str:
    """What was being typed when the transcript was left; empty when nothing was, or it cannot be read."""
    try:
        draft = json.loads(draft_path(transcript).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    text = draft.get("text") if isinstance(draft, dict) else None
    return text if isinstance(text, str) else ""


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
