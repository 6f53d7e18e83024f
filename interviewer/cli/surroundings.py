"""What most commands need: settings, content, the folder of transcripts, and what the terminal can show."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from interviewer.content.library import Library
from interviewer.reports.layout import Marks, marks_for
from interviewer.settings import Places, Settings, Sourced, load_settings, places
from interviewer.transcripts.store import Store


@dataclass(frozen=True)
class Surroundings:
    """Where a command runs."""

    places: Places
    settings: Settings
    sourced: dict[str, Sourced]

    @classmethod
    def of(cls, **flags: Any) -> Surroundings:  # noqa: ANN401  # whatever argparse collected
        """The surroundings with these flags over environment and file; a flag that is None was not given.

        Raises:
            UsageError: when a setting does not hold up.
        """
        where = places()
        settings, sourced = load_settings(where, flags)
        return cls(where, settings, sourced)

    @cached_property
    def library(self) -> Library:
        """The content, with the user's own over it."""
        return Library(own=self.places.config)

    @cached_property
    def store(self) -> Store:
        """The saved rounds."""
        return Store(self.places.transcripts, self.library.samples)

    @property
    def marks(self) -> Marks:
        """The marks stdout can show."""
        return marks_for(sys.stdout.encoding)


def on_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def print_json(value: Any) -> None:  # noqa: ANN401  # anything JSON can hold
    """A value as JSON on stdout, readable and in its own order."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
