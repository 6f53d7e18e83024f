"""The lines a committee speaks: content, with the slots each may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from interviewer.model.base import Model, Slug, Text
from interviewer.model.debrief import MEMBERS, Decision, MemberId

Kind = Literal[
    "group",
    "scene",
    "met",
    "purpose",
    "choice",
    "reason",
    "refusal",
    "objection",
    "price",
    "risk",
    "exit",
    "owned",
    "number",
    "test",
    "look",
    "cause",
    "guard",
    "result",
    "doubt",
    "plain",
    "setting",
]
"""What a signal guarantees about a sentence, as far as a member's line may claim it."""

Lines = Annotated[tuple[Text, ...], Field(min_length=1)]
_SLOT: Final = re.compile(r"\{(\w+)\}")
_NOUNS: Final = frozenset(("call", "people", "subject"))


def slots(line: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(_SLOT.findall(line))


def require_slots(where: str, lines: Iterable[str], needs: Iterable[str], may: Iterable[str] = ()) -> None:
    """Check that every line has the slots it needs, and no others but those it may have.

    Raises:
        ValueError: when one lacks a slot, or has one that nobody fills.
    """
    needed, allowed = frozenset(needs), frozenset((*needs, *may))
    for line in lines:
        if missing := needed - slots(line):
            raise ValueError(f"{where}: {line!r} lacks {{{min(missing)}}}")
        if unknown := slots(line) - allowed:
            raise ValueError(f"{where}: {line!r} has {{{min(unknown)}}}, which nobody fills")


class MemberLines(Model):
    """One member's name, lens and wordings, by what they have in hand."""

    id: MemberId
    name: Text = Field(description="as a label, and as the others address them")
    said: Text = Field(description="as in `the engineering lead`")
    lens: Text
    for_: dict[Kind | Literal["any"], Lines] = Field(alias="for")
    mentioned: Lines
    flagged: dict[Slug, Lines]
    absent: dict[Slug, Lines]
    gap: Lines
    count: Lines
    plans: dict[Kind | Literal["gap"], Lines] = Field(
        default_factory=dict, description="further lines that fit a plan and never a story"
    )
    pairs_for: tuple[Text, ...] = ()
    pairs_against: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _slots(self) -> Self:
        for name, cell in (("for", self.for_), ("flagged", self.flagged)):
            if "any" not in cell:
                raise ValueError(f"{name}: lines for 'any' are needed")
            for kind, lines in cell.items():
                require_slots(f"{name}.{kind}", lines, ("quote",), ("round", *_NOUNS))
        for kind, lines in self.plans.items():
            needs = ("gap", "round") if kind == "gap" else ("quote",)
            require_slots(f"plans.{kind}", lines, needs, ("round", *_NOUNS))
        if "any" not in self.absent:
            raise ValueError("absent: lines for 'any' are needed")
        for flag, lines in self.absent.items():
            require_slots(f"absent.{flag}", lines, ("round",), ("label", *_NOUNS))
        require_slots("mentioned", self.mentioned, ("quote",), ("round",))
        require_slots("gap", self.gap, ("gap", "round"))
        require_slots("count", self.count, ("count", "rounds"))
        for pairs in (self.pairs_for, self.pairs_against):
            require_slots("pairs", pairs, ("quote", "quote2"), ("round", "round2", "label"))
        return self

    def all_lines(self) -> Iterator[str]:
        """Every wording, to look for doubles."""
        for cell in (self.for_, self.flagged, self.absent, self.plans):
            for lines in cell.values():
                yield from lines
        yield from (*self.mentioned, *self.gap, *self.count, *self.pairs_for, *self.pairs_against)


class DiscussionLines(Model):
    """What is said once the votes are on the table."""

    challenge_down: Lines
    challenge_down_absent: Lines
    challenge_up: Lines
    challenge_quoted: Lines
    stay_down: Lines
    stay_down_absent: Lines
    stay_up: Lines
    move_down: Lines
    move_up: Lines
    move_struck: Lines
    veto_struck: Lines
    veto: Lines
    veto_stands: Lines
    one_doubt: Lines
    one_doubt_absent: Lines
    one_doubt_reply: Lines
    one_doubt_reply_open: Lines
    one_hope: Lines
    one_hope_reply: Lines

    @model_validator(mode="after")
    def _slots(self) -> Self:
        needs: dict[str, tuple[str, ...]] = {
            "challenge_down": ("member", "quote", "round"),
            "challenge_down_absent": ("member", "gap", "round"),
            "challenge_up": ("member", "quote", "round"),
            "challenge_quoted": ("member", "round"),
            "move_struck": ("round", "round2"),
            "veto_struck": ("round", "round2"),
            "veto": ("label", "rounds"),
            "veto_stands": ("round",),
            "one_doubt": ("quote", "round"),
            "one_doubt_absent": ("gap", "round"),
            "one_hope": ("quote", "round"),
        }
        for name in type(self).model_fields:
            require_slots(name, getattr(self, name), needs.get(name, ()))
        return self


HeadlineId = (
    Decision
    | Literal[
        "hire_split",
        "split_one_level_down",
        "ownership",
        "veto",
        "missing",
        "undecided",
        "one_below",
        "gap",
    ]
)


class Turning(Model):
    """How a turning point is told."""

    moved_down: Text
    moved_up: Text
    abandoned: Text
    revised: Text
    repeated: Text
    owned: Text
    lowest: Text
    highest: Text


class PracticeLines(Model):
    """How a step of the practice plan is told."""

    flag: Text
    gap: Text
    keep: Text


class NextLines(Model):
    """For a vote to hire: what they will be asked about next."""

    flag: Lines
    gap: Lines
    thin: Lines
    none: Lines


class VerdictLines(Model):
    """What stands over a debrief and under it."""

    headlines: dict[str, Lines]
    changes: dict[Slug, Lines]
    next: NextLines
    turning: Turning
    practice: PracticeLines

    @model_validator(mode="after")
    def _slots(self) -> Self:
        may = ("round", "rounds", "dimension", "count", "label", "level", "asked")
        for name, lines in self.headlines.items():
            require_slots(f"headlines.{name}", lines, (), may)
        for name, lines in self.changes.items():
            require_slots(f"changes.{name}", lines, (), ("round", "quote", "gap", "people", "dimension"))
        for name in ("gap", "beside", "count"):
            if name not in self.changes:
                raise ValueError(f"changes: lines for {name!r} are needed")
        require_slots("next.flag", self.next.flag, ("quote",), ("round",))
        require_slots("next.gap", self.next.gap, ("gap", "round"))
        require_slots("next.thin", self.next.thin, ("quote", "round"))
        require_slots("next.none", self.next.none, ())
        return self


class SignalKind(Model):
    """What a signal shows, and how the room names it when it is missing."""

    kind: Kind
    gap: Text
    near: tuple[Slug, ...] = Field(
        default=(), description="signals that say much the same: where one is demonstrated, this is no gap"
    )


class Kinds(Model):
    """What the room calls rounds and signals."""

    rounds: dict[Slug, Text]
    flags: dict[Slug, Text] = Field(description="what is missing where a flag of absence was raised")
    signals: dict[Slug, SignalKind]

    def gap(self, about: str) -> str | None:
        """How the room names what is missing, for a signal or a flag of absence."""
        known = self.signals.get(about)
        return known.gap if known else self.flags.get(about)

    def near(self, about: str) -> tuple[str, ...]:
        """Signals that say much the same as this one."""
        known = self.signals.get(about)
        return known.near if known else ()


class CommitteeLines(Model):
    """All of it."""

    members: dict[MemberId, MemberLines]
    discussion: DiscussionLines
    verdicts: VerdictLines
    kinds: Kinds

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if missing := set(MEMBERS) - set(self.members):
            raise ValueError(f"no lines for {min(missing)!r}")
        said = [line for each in self.members.values() for line in each.all_lines()]
        if twice := {line for line in said if said.count(line) > 1}:
            raise ValueError(f"a line is there twice: {min(twice)!r}")
        return self

    def round_name(self, packet: str) -> str:
        """What the room calls a round: `the execution round`, `the second execution round`."""
        base, _, number = packet.rpartition("-")
        if not number.isdigit():
            return self.kinds.rounds.get(packet, f"the {packet.replace('-', ' ')} round")
        name = self.kinds.rounds.get(base, f"the {base.replace('-', ' ')} round")
        ordinal = {"2": "second", "3": "third"}.get(number, f"{number}th")
        return name.replace("the ", f"the {ordinal} ", 1) if name.startswith("the ") else f"{name} {number}"
