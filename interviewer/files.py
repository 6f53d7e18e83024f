"""Private files that survive a crash: folders 0700, files 0600 where the system has modes."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from interviewer.model.errors import TranscriptError

FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700


def make_folder(path: Path) -> Path:
    """The folder, made private if it was not there.

    Raises:
        TranscriptError: when it cannot be made.
    """
    try:
        path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as error:
        raise TranscriptError(f"cannot make the folder {path}: {error.strerror}") from None
    return path


def write_atomically(path: Path, text: str) -> None:
    """Replace a file's content so that a reader, or a crash, sees the old or the new and nothing between.

    Raises:
        OSError: when the disk refuses; the old content stands.
    """
    # Two windows, or two threads of one, each write a file of their own: the last to be done stands, whole.
    beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def sync_folder(path: Path) -> None:
    """Make a new name in a folder survive a power cut, where the system can."""
    with suppress(OSError, AttributeError):
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
