"""A glance at the settings, for what must be known before the first paint.

It neither validates nor complains: `settings.load_settings` does, a moment later, with names and places.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass

from interviewer.model.words import OFFLINE
from interviewer.places import Places


@dataclass(frozen=True)
class Glance:
    """What the file and the environment say, taken at their word."""

    llm: str = OFFLINE
    theme: str | None = None
    marks: str = "auto"


def glance(where: Places) -> Glance:
    """Look and interviewer that config.toml and the environment name; defaults for what is unreadable."""
    try:
        values = tomllib.loads(where.config_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        values = {}
    llm = os.environ.get("INTERVIEWER_LLM") or values.get("llm")
    theme, marks = values.get("theme"), values.get("marks")
    return Glance(
        llm=llm if isinstance(llm, str) else OFFLINE,
        theme=theme if isinstance(theme, str) else None,
        marks=marks if isinstance(marks, str) else "auto",
    )
