"""What is said while a model is waited for."""

from __future__ import annotations

import math

from interviewer.llm import protocol
from interviewer.session.commands import Waiting


def waiting(event: Waiting | protocol.Waiting) -> str:
    """As in `rate limited, again in 12 s`."""
    if event.seconds_left is None:
        return event.why
    return f"{event.why}, again in {math.ceil(event.seconds_left)} s"
