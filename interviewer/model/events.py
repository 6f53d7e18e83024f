"""What a transcript holds: a header, then one event a line (format `pm-interviewer/transcript`)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Final, Literal

from pydantic import Discriminator, Field, StringConstraints, Tag, TypeAdapter

from interviewer.model.base import JsonObject, OpenModel, Slug, Text, UtcTime
from interviewer.model.scorecard import RubricStamp, Scorecard
from interviewer.model.words import Dimension, JobLevel, Level, Speaker

TRANSCRIPT_FORMAT: Final = "pm-interviewer/transcript"
TRANSCRIPT_VERSION: Final = 1

SaidKind = Literal[
    "opening",  # the interviewer's greeting
    "question",  # the question itself
    "reply",  # an answer to a clarifying question
    "follow-up",  # aimed at what the answer lacks
    "reprompt",  # a fair question that was dodged, asked once more
    "repeat",  # the question again, because the candidate asked for it
    "wait",  # time to think
    "last-word",  # time is up or the questions are done: one closing sentence
    "closing",  # goodbye
    "message",  # anything the candidate says
]

HeardAs = Literal["clarifying", "answer", "follow-up", "aside"]
"""What a candidate's message was taken for. An aside ("give me a minute") is part of no answer."""


class AskedQuestion(OpenModel):
    """A question of this round: its id, or none for one that the candidate typed, and its words."""

    id: Slug | None = None
    prompt: Text


class Sample(OpenModel):
    """What a curated session shows."""

    title: Text
    about: Text


class Header(OpenModel):
    """The first line of a transcript."""

    format: Literal["pm-interviewer/transcript"] = TRANSCRIPT_FORMAT
    version: int = TRANSCRIPT_VERSION
    id: str
    created: UtcTime
    app_version: str
    round: Slug
    rubric: RubricStamp | None = None
    questions: tuple[AskedQuestion, ...]
    minutes: int = Field(ge=1)
    level: JobLevel
    seed: int
    interviewer: str
    grader: str
    loop: str | None = Field(default=None, description="the id of the loop it is a round of")
    sample: Sample | None = None


class _Event(OpenModel):
    at: UtcTime
    t: float = Field(ge=0, description="seconds on the round's clock, pauses left out")


class Said(_Event):
    """Something said. `turn` counts what was said in this transcript, from 0, and is never used twice."""

    type: Literal["said"] = "said"
    turn: int = Field(ge=0)
    who: Speaker
    kind: SaidKind
    question: int = Field(ge=0, description="index into the header's questions")
    text: str
    heard_as: HeardAs | None = Field(
        default=None, description="the interviewer's reading of the message before"
    )
    signal: Slug | None = None
    dimension: Dimension | None = None
    reason: str | None = None
    quote: str | None = Field(default=None, description="the candidate's own words, as quoted in `text`")


class Retracted(_Event):
    """The candidate took their last message back; a reply already given went with it."""

    type: Literal["retracted"] = "retracted"
    turns: tuple[int, ...] = Field(min_length=1)


class FactTold(_Event):
    """Something the interviewer revealed. A fact without an id was left to the candidate's assumption."""

    type: Literal["fact"] = "fact"
    question: int = Field(ge=0)
    turn: int = Field(ge=0, description="the interviewer's turn that told it")
    fact: Slug | None = None
    asked: str
    says: str
    short: str
    invented: bool = False


class Note(_Event):
    """The candidate's own note; part of no answer."""

    type: Literal["note"] = "note"
    text: Annotated[str, StringConstraints(strip_whitespace=True)]
    """Empty where it takes away the one it replaces."""
    replaces: int | None = Field(default=None, ge=1)
    """The number of the note these words stand in for; notes that replace none are numbered from 1."""


class Paused(_Event):
    """The clock stopped."""

    type: Literal["paused"] = "paused"


class Resumed(_Event):
    """The clock went on."""

    type: Literal["resumed"] = "resumed"


class SelfRating(_Event):
    """Where the candidate thought they were, before any grade was shown."""

    type: Literal["self-rating"] = "self-rating"
    question: int = Field(ge=0)
    ratings: dict[Dimension, Level]


class WhoAsks(_Event):
    """Who interviews from here on: `offline`, or the model."""

    type: Literal["who-asks"] = "who-asks"
    spec: str


class Usage(_Event):
    """What a call to a model used."""

    type: Literal["usage"] = "usage"
    spec: str
    usage: JsonObject


class Fault(_Event):
    """A turn in which the interviewer erred; it is forgiven in the scoring."""

    type: Literal["fault"] = "fault"
    turn: int = Field(ge=0)
    kind: Literal["stacked", "repeated", "leaked", "misquoted"]
    note: str = ""


class Graded(_Event):
    """A scorecard for one question. Scoring again adds another; none is ever replaced."""

    type: Literal["scorecard"] = "scorecard"
    question: int = Field(ge=0)
    scorecard: Scorecard


class Ended(_Event):
    """The round is over and cannot be continued."""

    type: Literal["ended"] = "ended"
    reason: Literal["finished", "finished-early", "time"]


class Unknown(OpenModel):
    """An event of a newer version: kept as it is, and skipped."""

    type: str


KnownEvent = (
    Said
    | Retracted
    | FactTold
    | Note
    | Paused
    | Resumed
    | SelfRating
    | WhoAsks
    | Usage
    | Fault
    | Graded
    | Ended
)
_KNOWN: Final = frozenset(
    {
        *("said", "retracted", "fact", "note", "paused", "resumed", "self-rating", "who-asks"),
        *("usage", "fault", "scorecard", "ended"),
    }
)


def by_type(known: Collection[str]) -> Discriminator:
    """Tells the events of a journal apart by their `type`; one that is not `known` is `unknown`."""

    def tag(value: Any) -> str:  # noqa: ANN401  # a dict on reading, a model on writing
        name = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
        return name if isinstance(name, str) and name in known else "unknown"

    return Discriminator(tag)


Event = Annotated[
    Annotated[Said, Tag("said")]
    | Annotated[Retracted, Tag("retracted")]
    | Annotated[FactTold, Tag("fact")]
    | Annotated[Note, Tag("note")]
    | Annotated[Paused, Tag("paused")]
    | Annotated[Resumed, Tag("resumed")]
    | Annotated[SelfRating, Tag("self-rating")]
    | Annotated[WhoAsks, Tag("who-asks")]
    | Annotated[Usage, Tag("usage")]
    | Annotated[Fault, Tag("fault")]
    | Annotated[Graded, Tag("scorecard")]
    | Annotated[Ended, Tag("ended")]
    | Annotated[Unknown, Tag("unknown")],
    by_type(_KNOWN),
]
"""One line of a transcript after the header."""

EVENTS: Final[TypeAdapter[Event]] = TypeAdapter(Event)
