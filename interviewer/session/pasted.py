"""What is being pasted to be scored: kept as typed, there again next time."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import ValidationError

from interviewer.files import make_folder, write_atomically
from interviewer.model.base import OpenModel
from interviewer.model.errors import TranscriptError

FILE: Final = "pasted.json"


class Pasted(OpenModel):
    """An answer before it is graded. Round and question are empty where nothing was chosen."""

    round: str = ""
    question: str = ""
    """An id of the library, or the question's own words."""
    text: str = ""


def read_pasted(path: Path) -> Pasted:
    """What was left; nothing where there is no file or it cannot be read."""
    try:
        return Pasted.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return Pasted()


def save_pasted(path: Path, pasted: str) -> None:
    """Keep it: `pasted` is a `Pasted` as JSON.

    Raises:
        TranscriptError: when the disk refuses; what was kept before stands.
    """
    try:
        write_atomically(make_folder(path.parent) / path.name, pasted)
    except OSError as error:
        raise TranscriptError(f"cannot save the draft to {path}: {error.strerror}") from None
