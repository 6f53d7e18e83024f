"""A debrief as a page of stops: votes, what was said, what to take away, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from interviewer.evidence.characters import visible
from interviewer.reports import debrief_words as words
from interviewer.tui.drawing import squares, with_quotes
from interviewer.tui.gutter import LABEL, Row
from interviewer.tui.widgets.stops import Draw, Stop

if TYPE_CHECKING:
    from interviewer.content.library import Library
    from interviewer.model.debrief import (
        CostlySentence,
        Debrief,
        Item,
        MemberVote,
        Packet,
        PracticeStep,
        RuleLine,
        Statement,
    )
    from interviewer.reports.marks import Marks
    from interviewer.tui.look import Ink

_AFTER_AT: Final = 12
"""Where the vote after the debrief stands: seven cells of squares, and room for the arrow."""
_BOLD: Final = "bold $bright"
_CHANGES: Final = (
    ("would change it", "What would have changed each no.", False),
    ("asked next", "What those who would hire want to know next.", True),
)


@dataclass(frozen=True)
class Leads:
    """What Enter opens from a stop: a sentence, a packet's scorecard, or a round to practise."""

    evidence: str | None = None
    packet: str | None = None
    step: PracticeStep | None = None


class DebriefRows:
    """The rows of one debrief."""

    def __init__(self, held: Debrief, library: Library, marks: Marks, ink: Ink) -> None:
        self._held = held
        self._library = library
        self._marks = marks
        self._ink = ink

    def rows(self) -> Iterator[Row]:
        """All of them, section by section; a section's first row has the class `head`."""
        yield self.verdict()
        yield from self.votes()
        yield from self.discussion()
        yield from self.takeaways()
        yield from self._packets()
        yield from self._decided()

    # The votes.

    def verdict(self) -> Row:
        """The decision and its headline: the one thing in bold."""
        held = self._held
        label = Content(words.decision_word(held)).stylize(_BOLD)
        return Row(label, Content(visible(held.headline)).stylize(_BOLD), id="verdict")

    def votes(self) -> Iterator[Row]:
        """Each member's vote, blind and after the debrief, and why."""
        yield Row("", _quiet(f"{'blind':<{_AFTER_AT}}debrief"), classes="head votes")
        for vote in self._held.votes:
            yield Stop(
                Content(self._name(vote.member)),
                self._vote(vote),
                leads=self._first(self._cited(vote)),
                classes="member",
            )
            if vote.moved is not None:
                yield Stop(
                    "",
                    _plain(words.moved_line(self._library, vote)),
                    leads=self._first((vote.moved.evidence,)),
                    mark=Content(self._marks.arrow).stylize("$mine"),
                )

    def _cited(self, vote: MemberVote) -> tuple[str, ...]:
        """What the member's own statement rests on, else the vote; what is missing has no sentence."""
        said = (each for each in self._held.statements if each.member == vote.member and each.part == "blind")
        return next((each.evidence for each in said if each.evidence), vote.evidence)

    def _vote(self, vote: MemberVote) -> Draw:
        def draw(pointed: bool, columns: int) -> Content:  # noqa: FBT001  # as a stop calls it
            return (
                vote_line(vote, self._marks, columns)
                + Content("\n")
                + self._quotes(visible(vote.why), pointed=pointed)
            )

        return draw

    # What was said.

    def discussion(self) -> Iterator[Row]:
        """The debrief as it was said."""
        said = [each for each in self._held.statements if each.part == "discussion"]
        spread = "; ".join(words.spread_line(self._library, each) for each in self._held.spreads)
        told = f"Widest first. {spread}." if spread else ""
        if not said:
            told = f"Nobody spoke against anybody. {told}".strip()
        yield Row("discussion", _quiet(told), classes="head")
        yield from (self._statement(each) for each in said)

    def _statement(self, said: Statement) -> Stop:
        return Stop(
            Content(self._name(said.member)),
            self._quoting(said.text, words.cited(said)),
            leads=self._first(said.evidence),
            classes="part",
        )

    # What to take away.

    def takeaways(self) -> Iterator[Row]:
        """What cost most, where it turned, what would have changed it, and what to practise."""
        held = self._held
        if held.costly:
            yield Row("cost most", _quiet("What it cost, and how it could have gone."), classes="head")
            for each in held.costly:
                yield from self._costly(each)
        for number, point in enumerate(held.turning_points):
            yield Stop(
                "" if number else "turning points",
                self._quoting(point.text, point.evidence),
                leads=self._first((point.evidence,)),
                classes="part" if number else "head",
            )
        yield from self._changes()
        for number, step in enumerate(held.practice):
            yield Stop(
                "" if number else "practise next",
                self._practice(step),
                leads=Leads(step=step),
                classes="part" if number else "head",
            )

    def _costly(self, sentence: CostlySentence) -> Iterator[Row]:
        leads = self._first((sentence.evidence,)) if sentence.evidence else Leads(packet=sentence.packet)
        first = "you said" if sentence.evidence else "not said"
        where = sentence.evidence or sentence.packet
        yield Stop(first, self._quoting(sentence.you_said, where), leads=leads, classes="part")
        yield Stop("it cost", self._quoting(sentence.cost), leads=leads)
        # The words are the committee's, with blanks to fill in; they are nobody's yet.
        yield Stop("instead", _plain(sentence.instead), leads=leads)

    def _changes(self) -> Iterator[Row]:
        for title, about, hired in _CHANGES:
            told = words.ahead(
                self._library, [each for each in self._held.votes if words.side(each.after) is hired]
            )
            if told:
                yield Row(title, _quiet(about), classes="head")
            for names, text in told:
                # Several who ask for nothing more stand together, and don't fit the gutter.
                several = ", " in names
                said = f"{names}: {text}" if several else text
                yield Stop("" if several else Content(names), self._quoting(said), classes="part")

    def _practice(self, step: PracticeStep) -> Draw:
        where = step.round + (f", {step.question}" if step.question else "")

        def draw(_pointed: bool, _columns: int) -> Content:  # noqa: FBT001  # as a stop calls it
            return Content(f"{visible(where)}\n") + _quiet(visible(step.text))

        return draw

    # What it rests on.

    def _packets(self) -> Iterator[Row]:
        for number, packet in enumerate((*self._held.packets, *self._held.artifacts)):
            yield from self._packet(packet, first=number == 0)

    def _packet(self, packet: Packet, *, first: bool) -> Iterator[Row]:
        kind = "artifact" if packet.artifact else "packet"
        because = f". {visible(packet.undecided_because)}" if packet.undecided_because else ""
        told = f"{packet.id}: {words.packet_vote(packet)}{because}"
        leads = Leads(packet=packet.id)
        yield Stop(_quiet(kind), _plain(told), leads=leads, classes="head" if first else "part")
        for title, lines in (("for", packet.feedback.for_), ("against", packet.feedback.against)):
            text = "\n".join(visible(each) for each in lines) or "Nothing."
            yield Row(_quiet(title), self._quotes(text, pointed=False))

    def _decided(self) -> Iterator[Row]:
        held = self._held
        yield Row("decided by", _quiet("The first line that applies."), classes="head")
        for line in held.table:
            yield Stop(
                f"line {line.number}",
                self._rule_line(line),
                mark=Content(self._marks.arrow) if line.applies else None,
            )
        yield Stop("level", _plain(words.level_line(held)), classes="part")
        yield Stop("how firm", _plain(held.stability.text), classes="part")
        for number, note in enumerate(words.notes(held)):
            yield Stop("" if number else "notes", _plain(note), classes="" if number else "part")

    def _rule_line(self, line: RuleLine) -> Draw:
        def draw(pointed: bool, _columns: int) -> Content:  # noqa: FBT001  # as a stop calls it
            return _quiet(f"{line.words} ") + self._quotes(visible(line.reading), pointed=pointed)

        return draw

    # Words.

    def _name(self, member: str) -> str:
        return words.member_name(self._library, member)

    def _first(self, evidence: tuple[str, ...]) -> Leads | None:
        return Leads(evidence=evidence[0]) if evidence else None

    def _quoting(self, text: str, where: str = "") -> Draw:
        """Text with the candidate's words lit, and in grey where they were said."""

        def draw(pointed: bool, _columns: int) -> Content:  # noqa: FBT001  # as a stop calls it
            told = self._quotes(visible(text), pointed=pointed)
            return told + _quiet(f" {where}") if where else told

        return draw

    def _quotes(self, text: str, *, pointed: bool) -> Content:
        return with_quotes(text, self._ink.evidence_here if pointed else self._ink.mine)


def vote_line(vote: MemberVote, marks: Marks, columns: int) -> Content:
    """The vote before, an arrow where it moved, the vote after, and what is to be said beside it."""
    before = squares(marks, words.vote_level(vote.before), quiet=True)
    arrow = marks.arrow if words.votes_moved(vote) else ""
    gap = _AFTER_AT - before.cell_length
    between = Content(f"{arrow:^{gap}}").stylize("$mine")
    after = squares(marks, words.vote_level(vote.after))
    line = before + between + after + Content(f"   {words.vote_word(vote.after)}")
    beside = words.beside_the_vote(vote)
    if not beside:
        return line
    # Where it does not fit it stands on a line of its own rather than being torn.
    fits = line.cell_length + len(beside) + 2 <= columns
    return line + _quiet(f", {beside}" if fits else f"\n{beside}")


def _quiet(text: str) -> Content:
    return Content(text).stylize("$quiet")


def _plain(text: str) -> Draw:
    return lambda _pointed, _columns: Content(visible(text))


def evidence_line(evidence: str, item: Item | None, marks: Marks) -> Content:
    """What a cited sentence shows, on one line of the grid: dimension, mark, words, where it was said."""
    if item is None:
        return _quiet(evidence)
    against = item.sign == "against"
    name = item.dimension.value if item.dimension else "flag" if against else ""
    label = Content(name).stylize("$lacking" if against else "$quiet")
    sign = Content(marks.flag).stylize("$lacking") if against else Content(marks.evidence).stylize("$mine")
    line = label + Content(" " * (LABEL - 2 - label.cell_length)) + sign
    return line + Content(" " * (LABEL - line.cell_length)) + _quiet(f"{item.label}, {evidence}")


def rule_ways(held: Debrief) -> list[str]:
    """The rule that decided, from long to short: with how it read, with the first of that, alone."""
    line = held.table[held.rule_line - 1] if held.rule_line <= len(held.table) else held.table[-1]
    number = f"Line {line.number} of 7."
    ways = (held.rule, f"{line.words} Here: {line.reading}", line.words)
    return [f"{number} {visible(each)}" for each in ways]
