"""One candidate's loop in, the committee's debrief out: the same bytes on every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewer._version import __version__
from interviewer.committee import outcome, takeaways
from interviewer.committee.casting import Part
from interviewer.committee.decision import WORDS
from interviewer.committee.loop import Loop
from interviewer.committee.movement import Move
from interviewer.committee.room import Room
from interviewer.committee.sitting import Sitting
from interviewer.committee.speaking import OfflineSpeaker, Speaker
from interviewer.content.hashes import sha256_of
from interviewer.content.library import Library
from interviewer.model.debrief import Debrief, MemberId, MemberVote, Moved, RuleLine, Statement


def debrief(library: Library, loop: Loop, speaker: Speaker | None = None) -> Debrief:
    """What the committee makes of a loop.

    `speaker` finds the words of the statements; votes, movement and decision never depend on it. Without
    one the written lines speak.

    Raises:
        InterviewerError: when no round is there to decide on.
    """
    sitting = Sitting(library, loop)
    words = OfflineSpeaker(sitting.lines, _seed(sitting))
    statements = _said(sitting, speaker or words)
    told = takeaways.would_change(sitting, words)
    return Debrief(
        app_version=__version__,
        candidate=loop.candidate,
        decision=sitting.ruling.decision,
        headline=outcome.headline(sitting, words),
        rule=outcome.rule(sitting),
        rule_line=sitting.ruling.line,
        table=tuple(
            RuleLine(number=n, words=WORDS[n - 1], applies=each.ruling is not None, reading=each.reading)
            for n, each in enumerate(sitting.table, start=1)
        ),
        level=outcome.level(sitting),
        votes=tuple(_vote(sitting, part, statements, told) for part in sitting.parts),
        packets=sitting.rounds,
        artifacts=sitting.artifacts,
        consistency=outcome.consistency(sitting),
        spreads=sitting.spreads,
        statements=statements,
        turning_points=takeaways.turning_points(sitting),
        extra_round=outcome.named_gap(sitting),
        costly=takeaways.costly(sitting),
        practice=takeaways.practice(sitting),
        stability=outcome.stability(sitting),
        scorers=sitting.scorers,
        notes=(*outcome.notes(sitting), *loop.notes),
    )


def _seed(sitting: Sitting) -> str:
    """The same answers get the same words, whatever else is on the machine."""
    return sha256_of([card.input_sha256 for each in sitting.packets for card in each.scorecards])


def _said(sitting: Sitting, speaker: Speaker) -> tuple[Statement, ...]:
    questions = {name: [each.question for each in held.answers] for name, held in sitting.held.items()}
    room = Room(sitting.evidence, speaker, questions)
    names = [each.id for each in sitting.rounds]
    blind = [room.blind(part, names) for part in sitting.parts]
    discussion = room.discuss(
        sitting.parts, sitting.moved, sitting.order, sitting.case.veto, sitting.ruling.decision
    )
    return (*blind, *discussion)


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
