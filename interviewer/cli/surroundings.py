"""What most commands need: settings, content, the folder of transcripts, and what the terminal can show."""

from __future__ import annotations

import json
import sys
from typing import Any

from interviewer.reports.marks import Marks, marks_for
from interviewer.session import surroundings


class Surroundings(surroundings.Surroundings):
    """Where a command runs."""

    @property
    def marks(self) -> Marks:
        """The marks stdout can show."""
        return marks_for(sys.stdout.encoding, self.settings.marks)


def print_json(value: Any) -> None:  # noqa: ANN401  # anything JSON can hold
    """A value as JSON on stdout, readable and in its own order."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
