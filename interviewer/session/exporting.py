"""Writing what was exported to a new file, never over an old one."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from interviewer.files import FILE_MODE
from interviewer.model.errors import TranscriptError


def write_new(folder: Path, stem: str, text: str, suffix: str = ".md") -> Path:
    """Write `text` to a file of its own, private to the user: STEM.md, else STEM-2.md and so on.

    Returns:
        The file's path.

    Raises:
        TranscriptError: when the disk refuses.
    """
    for number in count(1):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        except FileExistsError:
            continue
        except OSError as error:
            raise TranscriptError(f"cannot write {path}: {error.strerror}") from None
        _fill(handle, path, text)
        return path
    raise AssertionError


def _fill(handle: int, path: Path, text: str) -> None:
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise TranscriptError(f"cannot write {path}: {error.strerror}") from None
