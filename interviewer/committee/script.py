"""A debrief with nothing left to decide: who says what, on which evidence, before the words are final."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewer._version import __version__
from interviewer.committee import outcome, takeaways
from interviewer.committee.casting import Part
from interviewer.committee.decision import WORDS
from interviewer.committee.loop import Loop
from interviewer.committee.movement import Move
from interviewer.committee.room import Room, Turn
from interviewer.committee.sitting import Sitting
from interviewer.committee.speaking import OfflineSpeaker, Speaker
from interviewer.content.hashes import sha256_of
from interviewer.content.library import Library
from interviewer.model.base import JsonObject
from interviewer.model.debrief import Debrief, MemberId, MemberVote, Moved, RuleLine, Statement, Voice


class Script:
    """The sitting, and its statements in the speaker's words, in the order in which they are said.

    Whoever words a statement anew changes its text and nothing else: votes, moves and decision are
    settled here.
    """

    def __init__(self, library: Library, loop: Loop, speaker: Speaker | None = None) -> None:
        """Without a `speaker` the written lines speak.

        Raises:
            InterviewerError: when no round is there to decide on.
        """
        self.sitting = sitting = Sitting(library, loop)
        words = OfflineSpeaker(sitting.lines, _seed(sitting))
        self.blind, self.discussion = _said(sitting, speaker or words)
        # A line that was spoken is not used again, so the order of these two is part of the result.
        self._changes = takeaways.would_change(sitting, words)
        self._headline = outcome.headline(sitting, words)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All statements: the blind ones, then the discussion."""
        return (*self.blind, *self.discussion)

    def part(self, member: MemberId) -> Part:
        """A member's blind vote, and what it rests on."""
        return next(each for each in self.sitting.parts if each.member == member)

    def debrief(
        self,
        statements: Sequence[Statement] | None = None,
        *,
        voices: Sequence[Voice] = (),
        usage: JsonObject | None = None,
        notes: Sequence[str] = (),
    ) -> Debrief:
        """The debrief, with `statements` where others worded them, and what it took.

        Args:
            statements: one for each of `turns`, in that order.
            voices: which model spoke for whom.
            usage: tokens, dollars and calls of those models.
            notes: what a reader should know about who spoke.
        """
        sitting = self.sitting
        said = tuple(statements) if statements is not None else tuple(each.statement for each in self.turns)
        return Debrief(
            app_version=__version__,
            candidate=sitting.loop.candidate,
            decision=sitting.ruling.decision,
            headline=self._headline,
            rule=outcome.rule(sitting),
            rule_line=sitting.ruling.line,
            table=tuple(
                RuleLine(number=n, words=WORDS[n - 1], applies=each.ruling is not None, reading=each.reading)
                for n, each in enumerate(sitting.table, start=1)
            ),
            level=outcome.level(sitting),
            votes=tuple(_vote(sitting, part, said, self._changes) for part in sitting.parts),
            packets=sitting.rounds,
            artifacts=sitting.artifacts,
            consistency=outcome.consistency(sitting),
            spreads=sitting.spreads,
            statements=said,
            turning_points=takeaways.turning_points(sitting),
            extra_round=outcome.named_gap(sitting),
            costly=takeaways.costly(sitting),
            practice=takeaways.practice(sitting),
            stability=outcome.stability(sitting),
            scorers=sitting.scorers,
            notes=(*outcome.notes(sitting), *notes, *sitting.loop.notes),
            voices=tuple(voices),
            usage=usage,
        )


def _seed(sitting: Sitting) -> str:
    """The same answers get the same words, whatever else is on the machine."""
    return sha256_of([card.input_sha256 for each in sitting.packets for card in each.scorecards])


def _said(sitting: Sitting, speaker: Speaker) -> tuple[tuple[Turn, ...], tuple[Turn, ...]]:
    questions = {name: [each.question for each in held.answers] for name, held in sitting.held.items()}
    room = Room(sitting.evidence, speaker, questions)
    names = [each.id for each in sitting.rounds]
    blind = tuple(room.blind(part, names) for part in sitting.parts)
    discussion = room.discuss(
        sitting.parts, sitting.moved, sitting.order, sitting.case.veto, sitting.ruling.decision
    )
    return blind, discussion


def _vote(
    sitting: Sitting, part: Part, statements: Sequence[Statement], told: Mapping[MemberId, str]
) -> MemberVote:
    member = part.member
    move = next((each for each in sitting.moved if each.member == member), None)
    veto = sitting.case.veto if member == "bar-raiser" else None
    cited = [each.id for each in (*part.items, *part.also, *([move.item] if move else [])) if each.id]
    return MemberVote(
        member=member,
        lens=sitting.lines.members[member].lens,
        before=part.ballot.vote,
        after=sitting.case.votes[member],
        value=part.ballot.value,
        to_next=part.ballot.to_next,
        evidence=tuple(dict.fromkeys(cited)),
        dissent=outcome.dissents(sitting.case.votes[member], sitting.ruling.decision),
        veto="none" if veto is None else "struck" if veto.struck else "upheld",
        why=next(each.text for each in statements if each.member == member and each.part == "blind"),
        moved=_moved(move, statements) if move else None,
        would_change=told[member],
    )


def _moved(move: Move, statements: Sequence[Statement]) -> Moved:
    said = [
        each.text
        for each in statements
        if each.part == "discussion" and each.member == move.member and move.item.id in each.evidence
    ]
    return Moved(
        evidence=move.item.id or "",
        by=move.by,
        dimension=move.dimension,
        struck=move.struck,
        why=said[-1] if said else "",
    )
