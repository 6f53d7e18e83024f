"""One sitting of the committee in numbers: packets, parts, moves, the table as it was read."""

from __future__ import annotations

import re
from functools import cached_property

from interviewer.committee.anchors import Anchors
from interviewer.committee.casting import Evidence, Part, cast_parts
from interviewer.committee.decision import Case, Read, Ruling, read_table
from interviewer.committee.deliberation import Bench, Redraws, case_of, redraw
from interviewer.committee.loop import HeldRound, Loop
from interviewer.committee.members import ballots
from interviewer.committee.movement import Move, moves, spreads
from interviewer.committee.packets import packet_of
from interviewer.committee.sheet import sheet_of
from interviewer.content.library import Library
from interviewer.model.debrief import Packet, Spread
from interviewer.model.errors import InterviewerError
from interviewer.model.words import Dimension


class Sitting:
    """What is settled before anybody finds words for it; each part is worked out once."""

    def __init__(self, library: Library, loop: Loop) -> None:
        self.library = library
        self.loop = loop
        self.lines = library.committee
        self.held: dict[str, HeldRound] = {each.packet: each for each in loop.rounds}
        if all(each.is_artifact for each in loop.rounds):
            raise InterviewerError(
                "there is no round to decide on: a committee needs at least one graded answer of a round"
            )

    @cached_property
    def packets(self) -> tuple[Packet, ...]:
        """One a round and artifact, in the order they were held."""
        rubric, catalogue = self.library.rubric, self.library.catalogue
        kinds = self.lines.kinds
        return tuple(packet_of(each, rubric(each.round), catalogue, kinds) for each in self.loop.rounds)

    @cached_property
    def rounds(self) -> tuple[Packet, ...]:
        """The packets that are rounds."""
        return tuple(each for each in self.packets if not each.artifact)

    @cached_property
    def artifacts(self) -> tuple[Packet, ...]:
        """The packets that lie beside them."""
        return tuple(each for each in self.packets if each.artifact)

    @cached_property
    def bench(self) -> Bench:
        """The loop in numbers."""
        return Bench(
            rounds=tuple(sheet_of(each) for each in self.rounds),
            artifacts=tuple(sheet_of(each) for each in self.artifacts),
            rules={each.packet: self.library.rubric(each.round).recommendation for each in self.loop.rounds},
            required=self.loop.required,
            asked=self.loop.level,
        )

    @cached_property
    def evidence(self) -> Evidence:
        """All evidence, the artifacts' too."""
        return self._evidence(self.packets)

    @cached_property
    def blind(self) -> Evidence:
        """What the blind votes rest on: the rounds alone."""
        return self._evidence(self.rounds)

    def _evidence(self, packets: tuple[Packet, ...]) -> Evidence:
        sheets = {each.packet: each for each in (*self.bench.rounds, *self.bench.artifacts)}
        return Evidence(tuple(item for each in packets for item in each.evidence), sheets, self.lines)

    @cached_property
    def anchors(self) -> Anchors:
        """The candidate's sentences that what is missing belongs beside."""
        return Anchors(self.held, self.evidence.items, self.lines.kinds)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """What each member votes and brings."""
        return cast_parts(self.blind, ballots(self.bench.rounds))

    @property
    def praised(self) -> frozenset[str]:
        """Ids of what members speak for somebody with; the same sentence is not held against them."""
        return frozenset(
            each.id for part in self.parts for each in part.items if each.id and each.sign == "for"
        )

    @cached_property
    def spreads(self) -> tuple[Spread, ...]:
        """The dimensions, the widest spread first."""
        return spreads(self.blind, [each.id for each in self.rounds])

    @property
    def order(self) -> tuple[Dimension, ...]:
        """The order of the debrief."""
        return tuple(each.dimension for each in self.spreads)

    @cached_property
    def moved(self) -> tuple[Move, ...]:
        """The votes that move."""
        return moves(self.evidence, self.parts, self.order, case_of(self.bench).veto)

    @cached_property
    def case(self) -> Case:
        """What the rule reads once the debrief is over."""
        return case_of(self.bench, {each.member: each.step for each in self.moved})

    @cached_property
    def table(self) -> tuple[Read, ...]:
        """The rule's lines up to the one that decides."""
        return tuple(self._named(each) for each in read_table(self.case))

    def _named(self, read: Read) -> Read:
        """A line's reading with rounds as people call them, and not by their ids."""
        ids = sorted({*self.held, *self.loop.required}, key=len, reverse=True)
        packet = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ids))})(?![\w-])")
        reading = packet.sub(lambda found: self.lines.round_name(found.group()), read.reading)
        reading = reading[:1].upper() + reading[1:]
        return Read(read.ruling and read.ruling._replace(reading=reading), reading)

    @property
    def ruling(self) -> Ruling:
        """What that line says."""
        ruling = self.table[-1].ruling
        if ruling is None:  # pragma: no cover  # the last line always rules
            raise AssertionError("the table has no last line")
        return ruling

    @property
    def settled_by(self) -> str | None:
        """The artifact whose owned decision settled a split, where one did."""
        if self.ruling.line != 6:
            return None
        return next((each.packet for each in self.bench.artifacts if each.owned), None)

    @cached_property
    def redraws(self) -> Redraws:
        """What comes out on levels drawn anew."""
        cards = {each.id: each.scorecards for each in self.packets}
        return redraw(self.bench, cards, self.ruling)

    @property
    def scorers(self) -> tuple[str, ...]:
        """Who graded."""
        return tuple(dict.fromkeys(card.scorer for each in self.packets for card in each.scorecards))
