"""What a committee reads, says and decides (format `pm-interviewer/debrief`)."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from interviewer.model.base import JsonObject, Model, OpenModel, Slug, Text
from interviewer.model.evidence import Answer
from interviewer.model.scorecard import Quote, Scorecard, Share
from interviewer.model.words import Dimension, FlagId, JobLevel, Level, Recommendation

DEBRIEF_FORMAT: Final = "pm-interviewer/debrief"
DEBRIEF_VERSION: Final = 1

EvidenceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/a[1-9][0-9]*/s[1-9][0-9]*$")]
"""One sentence of the loop: PACKET/aN/sN, answers and sentences numbered from 1."""

Vote = Literal[
    Recommendation.STRONG_NO_HIRE, Recommendation.NO_HIRE, Recommendation.HIRE, Recommendation.STRONG_HIRE
]
"""A member's vote. A round can be undecided, a member can't."""

VOTES: Final[tuple[Vote, ...]] = (
    Recommendation.STRONG_NO_HIRE,
    Recommendation.NO_HIRE,
    Recommendation.HIRE,
    Recommendation.STRONG_HIRE,
)
"""From 1 to 4."""

Decision = Literal["hire", "hire-one-level-down", "extra-round", "no-hire"]

MemberId = Literal["hiring-manager", "peer-pm", "engineering", "data-science", "bar-raiser"]
MEMBERS: Final[tuple[MemberId, ...]] = (
    "hiring-manager",
    "peer-pm",
    "engineering",
    "data-science",
    "bar-raiser",
)


def _nothing(value: object) -> bool:
    """Whether a field that only a model's debrief has is left out of the record."""
    return not value


class Item(Model):
    """One piece of evidence in a packet: what a sentence shows, or what was listened for and not heard."""

    packet: Slug
    answer: int = Field(ge=1)
    sentence: int | None = Field(default=None, ge=1, description="null for what was not heard")
    sign: Literal["for", "against"]
    about: Slug = Field(description="the signal or flag, or `follow-up-dropped`")
    label: Text
    dimension: Dimension | None = None
    level: Literal[0, 1, 2] = Field(description="2 demonstrated, 1 asserted, 0 not heard")
    quote: Quote | None = Field(default=None, description="words fit to be quoted; null where none are")
    carries: Literal[0, 1, 2] = Field(
        default=0, description="how far the quoted words show it by themselves; a claim goes no further"
    )
    prompted: bool = Field(default=False, description="said in reply to a follow-up")

    @property
    def id(self) -> str | None:
        """Its evidence id; None for what was not heard."""
        return None if self.sentence is None else f"{self.packet}/a{self.answer}/s{self.sentence}"

    @property
    def words(self) -> str | None:
        """The quote on one line."""
        return " ".join(self.quote.text.split()) if self.quote else None


class Feedback(Model):
    """The interviewer's written feedback, under its four standard headings."""

    asked: tuple[str, ...] = Field(description="what was asked")
    for_: tuple[str, ...] = Field(alias="for", description="evidence for, a line each")
    against: tuple[str, ...]
    vote: str = Field(description="the vote and why")


class PacketScore(Model):
    """One dimension of a round: the mean over its answers; all null where nobody asked about it."""

    score: Level | None
    estimate: float | None
    distribution: tuple[Share, Share, Share, Share] | None


class Packet(Model):
    """One round, or one artifact, as it is handed in. Its vote was made before any other packet was read."""

    id: Slug = Field(description="the round, or `round-2` for its repetition")
    round: Slug
    artifact: bool = False
    recommendation: Recommendation
    undecided_because: str | None = None
    level: float = Field(description="1 to 4: the rubric's weighted mean under its limits")
    dimensions: dict[Dimension, PacketScore]
    flags: tuple[FlagId, ...]
    feedback: Feedback
    evidence: tuple[Item, ...]
    answers: tuple[Answer, ...] = Field(
        description="what was asked and answered, to read beside the evidence"
    )
    scorecards: tuple[Scorecard, ...]


class Moved(Model):
    """Why a vote moved: the evidence nobody had cited, or what was struck, and who brought it."""

    evidence: EvidenceId
    by: MemberId | None
    dimension: Dimension | None
    struck: bool = False
    why: str


class MemberVote(Model):
    """One member's vote, blind and after the debrief."""

    member: MemberId
    lens: str
    before: Vote
    after: Vote
    value: float = Field(description="1 to 4: the member's own reading, from which the blind vote follows")
    to_next: float = Field(ge=0, description="how far the reading lies from the nearest other vote")
    evidence: tuple[EvidenceId, ...]
    dissent: bool
    veto: Literal["none", "upheld", "struck"] = "none"
    why: str
    moved: Moved | None = None
    would_change: str = Field(description="for a no: what would have changed it; for a hire: what comes next")


class Statement(Model):
    """Something said in the room. Each rests on evidence, on a named gap, or on a count."""

    member: MemberId
    part: Literal["blind", "discussion"]
    dimension: Dimension | None = None
    to: MemberId | None = None
    text: str
    evidence: tuple[EvidenceId, ...] = ()
    spec: str | None = Field(
        default=None,
        exclude_if=_nothing,
        description="the model that worded it; not there for the written lines",
    )


class Voice(Model):
    """Which model spoke for a member."""

    member: MemberId
    spec: str


class Spread(Model):
    """How far the rounds lie apart in a dimension; the widest is discussed first."""

    dimension: Dimension
    lowest: float
    highest: float
    rounds: tuple[Slug, Slug] = Field(description="where it was lowest and where highest")


class RuleLine(Model):
    """One line of the decision table, as it was read; lines after the first that applies are not."""

    number: int = Field(ge=1, le=7)
    words: str
    applies: bool
    reading: str = Field(description="how it came out here")


class LevelGiven(Model):
    """The level, decided apart from hire or no hire; it moved no score."""

    asked: JobLevel
    given: JobLevel | None = Field(description="null where nothing is offered")
    why: str


class NamedGap(Model):
    """The gap an extra round is for."""

    round: Slug
    dimension: Dimension | None
    gap: str
    why: str


class Reading(Model):
    """How often a decision came out."""

    decision: Decision
    times: int


class Stability(Model):
    """How far the decision holds when each dimension is drawn anew from its own distribution."""

    draws: int
    readings: tuple[Reading, ...]
    hinge: Slug | None = Field(description="the round whose result goes most with the decision")
    text: str


class CostlySentence(Model):
    """A sentence that cost, or one that is missing, and how it could have gone."""

    evidence: EvidenceId | None
    packet: Slug
    you_said: str
    cost: str
    instead: str


class TurningPoint(Model):
    """A sentence at which the loop, or the room, turned."""

    evidence: EvidenceId
    packet: Slug
    text: str


class PracticeStep(Model):
    """What to practise next: a round, a question nobody has asked you here, and what to listen for."""

    round: Slug
    question: Slug | None
    signal: Slug
    dimension: Dimension
    text: str


class FlagSeen(Model):
    """A flag, in which rounds it was raised, and which rounds answer it."""

    flag: FlagId
    label: str
    rounds: tuple[Slug, ...]
    answered_by: tuple[Slug, ...]


class Debrief(OpenModel):
    """The committee's debrief: packets, votes, what was said, and the decision by a printed rule."""

    format: Literal["pm-interviewer/debrief"] = DEBRIEF_FORMAT
    version: int = DEBRIEF_VERSION
    app_version: str
    candidate: str | None = None
    decision: Decision
    headline: str
    rule: str
    rule_line: int = Field(ge=1, le=7)
    table: tuple[RuleLine, ...]
    level: LevelGiven
    votes: tuple[MemberVote, ...]
    packets: tuple[Packet, ...]
    artifacts: tuple[Packet, ...] = ()
    consistency: tuple[FlagSeen, ...] = ()
    spreads: tuple[Spread, ...] = ()
    statements: tuple[Statement, ...]
    turning_points: tuple[TurningPoint, ...]
    extra_round: NamedGap | None
    costly: tuple[CostlySentence, ...]
    practice: tuple[PracticeStep, ...]
    stability: Stability
    scorers: tuple[str, ...]
    notes: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = Field(
        default=(), exclude_if=_nothing, description="where a model spoke: whose words were whose"
    )
    usage: JsonObject | None = Field(
        default=None,
        exclude_if=_nothing,
        description="where a model spoke: tokens, dollars and calls of the statements, without the grading",
    )
