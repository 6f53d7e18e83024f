"""What a loop's journal holds: a header that names its rounds, then events (format `pm-interviewer/loop`)."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, Tag, TypeAdapter

from interviewer.model.base import OpenModel, Slug, Text, UtcTime
from interviewer.model.debrief import Decision
from interviewer.model.events import AskedQuestion, Unknown, by_type
from interviewer.model.words import JobLevel, Recommendation

LOOP_FORMAT: Final = "pm-interviewer/loop"
LOOP_VERSION: Final = 1

Place = Annotated[int, Field(ge=1, description="which of the loop's rounds, counted from 1")]


class LoopHeader(OpenModel):
    """The first line of a loop's journal. Each round's own transcript lies where all transcripts do."""

    format: Literal["pm-interviewer/loop"] = LOOP_FORMAT
    version: int = LOOP_VERSION
    id: str
    created: UtcTime
    app_version: str
    rounds: tuple[Slug, ...] = Field(min_length=1, description="in the order they are held")
    level: JobLevel
    seed: int
    repeatable: bool = Field(
        default=False, description="whether the seed was chosen, so that the same questions come again"
    )
    interviewer: str
    grader: str
    document: tuple[AskedQuestion, ...] = Field(
        default=(), description="what `artifact-review` asks; the document itself is kept nowhere"
    )


class _Event(OpenModel):
    at: UtcTime


class RoundStarted(_Event):
    """A round of the loop began. A later one of the same place is that round, held again."""

    type: Literal["round-started"] = "round-started"
    place: Place
    round: Slug
    transcript: str = Field(description="the id of its transcript")


class RoundEnded(_Event):
    """A round of the loop is over."""

    type: Literal["round-ended"] = "round-ended"
    place: Place
    transcript: str


class Gate(_Event):
    """What came of a screen: by which line of the gate's rule, and the screener's reason in their words."""

    type: Literal["gate"] = "gate"
    place: Place
    round: Slug
    transcript: str
    passed: bool
    line: int = Field(ge=1, description="the line of the gate's rule that decided")
    recommendation: Recommendation | None = Field(description="of the screen; null where nothing was graded")
    reason: Text


class WentOn(_Event):
    """The screen was not passed, and the loop went on for practice."""

    type: Literal["went-on"] = "went-on"
    place: Place


class Debriefed(_Event):
    """The committee decided. The whole debrief lies beside the journal, as it was spoken."""

    type: Literal["debriefed"] = "debriefed"
    decision: Decision
    rule_line: int
    rule: str
    headline: str


class LoopEnded(_Event):
    """The loop is over: its debrief was held, a screen was not passed, or no round had an answer in it."""

    type: Literal["ended"] = "ended"
    reason: Literal["debriefed", "not-passed", "nothing-answered"]


KnownLoopEvent = RoundStarted | RoundEnded | Gate | WentOn | Debriefed | LoopEnded
_KNOWN: Final = frozenset(("round-started", "round-ended", "gate", "went-on", "debriefed", "ended"))


LoopEvent = Annotated[
    Annotated[RoundStarted, Tag("round-started")]
    | Annotated[RoundEnded, Tag("round-ended")]
    | Annotated[Gate, Tag("gate")]
    | Annotated[WentOn, Tag("went-on")]
    | Annotated[Debriefed, Tag("debriefed")]
    | Annotated[LoopEnded, Tag("ended")]
    | Annotated[Unknown, Tag("unknown")],
    by_type(_KNOWN),
]
"""One line of a loop's journal after the header."""

LOOP_EVENTS: Final[TypeAdapter[LoopEvent]] = TypeAdapter(LoopEvent)
