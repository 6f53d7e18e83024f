"""What one trace is: a form of speech that goes with an argument, whatever the case is about.

Built from grammar and plain verbs, not from the nouns of any trade, so that it holds in questions nobody
has asked yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.model.words import Dimension


@dataclass(frozen=True)
class Trace:
    """A form of speech that speaks for or against an answer in some dimensions, a little each time.

    After `half` sentences it has reached about two thirds of what it can count.
    """

    id: str
    dimensions: tuple[Dimension, ...]
    label: str
    cue: re.Pattern[str]
    against: bool = False
    half: float = 3.0
