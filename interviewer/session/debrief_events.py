"""What a front end hears while a committee meets, in this order; `session.debriefing` tells it.

`PacketSettled` for each packet, `VoteCast` for each member, then the blind statements: with a model several
members may speak at a time, so a statement is known by its number. Then the discussion, one statement after
the other, with `VoteMoved` after the words that move a vote. `Decided` is the last.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from interviewer.model.base import Model
from interviewer.model.debrief import Debrief, EvidenceId, MemberId, Packet, Statement, Vote
from interviewer.model.words import Dimension
from interviewer.session.commands import Paid, Waiting


class PacketSettled(Model):
    """A packet is on the table: the `number`-th of `of`, artifacts last."""

    packet: Packet
    number: int = Field(ge=1)
    of: int = Field(ge=1)


class VoteCast(Model):
    """A blind vote, by the rule. `spec` is the model that speaks for the member; None: the written lines."""

    member: MemberId
    vote: Vote
    spec: str | None


class StatementBegun(Model):
    """A member begins to speak: the `number`-th statement of `of`."""

    number: int = Field(ge=1)
    of: int = Field(ge=1)
    member: MemberId
    part: Literal["blind", "discussion"]
    dimension: Dimension | None
    to: MemberId | None
    spec: str | None


class StatementDelta(Model):
    """The next piece of a model's statement; it may still be struck. Unseen characters are gone."""

    number: int
    text: str


class StatementStruck(Model):
    """What was shown of a statement so far counts for nothing.

    With `again` the same model says it anew; without, the written line follows in `StatementDone`.
    """

    number: int
    why: str
    again: bool


class StatementDone(Model):
    """A statement as it stands."""

    number: int
    statement: Statement


class VoteMoved(Model):
    """A vote moved by a step, on evidence its owner had not cited."""

    member: MemberId
    before: Vote
    after: Vote
    by: MemberId | None
    evidence: EvidenceId | None


class VoiceLost(Model):
    """A model stopped; the written lines speak for its members from here on."""

    spec: str
    why: str


class Decided(Model):
    """The debrief is over, and this is all of it."""

    debrief: Debrief


DebriefEvent = (
    PacketSettled
    | VoteCast
    | StatementBegun
    | StatementDelta
    | StatementStruck
    | StatementDone
    | VoteMoved
    | VoiceLost
    | Waiting
    | Paid
    | Decided
)
