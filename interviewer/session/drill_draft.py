"""What is being typed in a drill: there again when the same situation is opened."""

from __future__ import annotations

import json
from pathlib import Path

from interviewer.files import make_folder, write_atomically
from interviewer.model.errors import TranscriptError


def read_draft(path: Path, scenario: str) -> str:
    """What was typed for that scenario; empty when nothing was, or it cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    text = kept.get(scenario) if isinstance(kept, dict) else None
    return text if isinstance(text, str) else ""


def save_draft(path: Path, scenario: str, text: str) -> None:
    """Keep it, in place of the draft of another scenario; an empty text removes it.

    Raises:
        TranscriptError: when the disk refuses.
    """
    try:
        if text:
            kept = json.dumps({scenario: text}, ensure_ascii=False)
            write_atomically(make_folder(path.parent) / path.name, kept)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise TranscriptError(f"cannot save the draft to {path}: {error.strerror}") from None
