"""A debrief for the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.content.library import Library
from interviewer.evidence.characters import visible
from interviewer.model.debrief import Debrief, MemberVote, Packet
from interviewer.reports import debrief_words as words
from interviewer.reports.layout import LABEL, header, row
from interviewer.reports.marks import UNICODE, Marks


def debrief_text(held: Debrief, library: Library, marks: Marks = UNICODE) -> str:
    """Decision, votes, what was said, what to take away, then the packets and the rule."""
    blocks = (
        _top(held, marks),
        *(_vote(vote, library, marks) for vote in held.votes),
        _discussion(held, library),
        _rule(held),
        _rows("level", [words.level_line(held)]),
        _rows(
            "extra round", [f"{held.extra_round.round}: {held.extra_round.gap}."] if held.extra_round else []
        ),
        _rows("how firm", [held.stability.text]),
        _costly(held),
        _rows("turning points", [f"{each.text} [{each.evidence}]" for each in held.turning_points]),
        _changes(held, library),
        _practice(held),
        *(_packet(packet, library, marks) for packet in (*held.packets, *held.artifacts)),
        _consistency(held),
        _lenses(held, library),
        _rows("notes", words.notes(held)),
    )
    text = "\n\n".join(block for block in blocks if block) + "\n"
    return text if marks == UNICODE else text.replace("“", marks.opened).replace("”", marks.closed)


def _top(held: Debrief, marks: Marks) -> str:
    packets = f"{len(held.packets)} packets"
    parts = ["committee", *([visible(held.candidate)] if held.candidate else []), packets]
    left = f" {marks.dot} ".join([*parts, f"asked for {held.level.asked}"])
    lines = [header(left, f"graded by {', '.join(held.scorers)}"), ""]
    lines.append(row(words.decision_word(held), held.headline))
    return "\n".join(lines)


def _vote(vote: MemberVote, library: Library, marks: Marks) -> str:
    before = marks.squares(words.vote_level(vote.before))
    after = marks.squares(words.vote_level(vote.after))
    moved = marks.arrow if words.votes_moved(vote) else " " * len(marks.arrow)
    beside = words.beside_the_vote(vote)
    said = words.vote_word(vote.after) + (f", {beside}" if beside else "")
    name = words.member_name(library, vote.member)
    cited = f" [{', '.join(vote.evidence)}]" if vote.evidence else ""
    lines = [f"{name:<16}{before}  {moved}  {after}   {said}", row("", f"{visible(vote.why)}{cited}")]
    if moved_by := words.moved_line(library, vote):
        lines.append(row("", moved_by))
    return "\n".join(lines)


def _discussion(held: Debrief, library: Library) -> str:
    said = [each for each in held.statements if each.part == "discussion"]
    lines = [row("debrief", "The dimension in which the rounds lie furthest apart comes first.")]
    lines += [row("", f"{words.spread_line(library, each)}.") for each in held.spreads]
    for each in said:
        where = f" [{words.cited(each)}]" if each.evidence else ""
        lines.append(row(words.member_name(library, each.member), f"{visible(each.text)}{where}"))
    return "\n".join(lines)


def _rule(held: Debrief) -> str:
    return row("rule", f"Line {held.rule_line} of 7. {visible(held.rule)}")


def _costly(held: Debrief) -> str:
    rows = []
    for number, each in enumerate(held.costly):
        place = f" [{each.evidence}]" if each.evidence else f" [{each.packet}]"
        said = visible(each.you_said) if each.evidence else f"Not said: {visible(each.you_said)}"
        rows.append(row("cost most" if number == 0 else "", f"{said}{place}"))
        rows.append(row("", f"It cost: {visible(each.cost)}"))
        rows.append(row("", f"It could have gone: {visible(each.instead)}"))
    return "\n".join(rows)


def _changes(held: Debrief, library: Library) -> str:
    rows = []
    for title, hired in (("would change it", False), ("asked next", True)):
        told = words.ahead(library, (each for each in held.votes if words.side(each.after) is hired))
        rows += [
            row(title if number == 0 else "", f"{name}: {visible(said)}")
            for number, (name, said) in enumerate(told)
        ]
    return "\n".join(rows)


def _practice(held: Debrief) -> str:
    return _rows(
        "practise next",
        [
            f"{each.round}{f', {each.question}' if each.question else ''}. {each.text}"
            for each in held.practice
        ],
    )


def _packet(packet: Packet, library: Library, marks: Marks) -> str:
    kind = "artifact" if packet.artifact else "packet"
    lines = [row(kind, f"{packet.id} {marks.dot} {words.packet_vote(packet)}; {words.BLIND}")]
    for number, (name, score) in enumerate(packet.dimensions.items()):
        label = "  no to yes" if number == 0 else ""
        level = f"{name:<15}{marks.level(score.score):<24}{marks.shares_of(score.distribution)}"
        lines.append(f"{label:<{LABEL}}{level}".rstrip())
    lines.append(row("  flags", words.flags_line(packet, library)))
    lines += [row("  asked", visible(each)) for each in packet.feedback.asked]
    lines += _listed("  for", packet.feedback.for_)
    lines += _listed("  against", packet.feedback.against)
    lines.append(row("  vote and why", visible(packet.feedback.vote)))
    return "\n".join(lines)


def _listed(label: str, lines: Iterable[str]) -> list[str]:
    return [row(label if number == 0 else "", visible(line)) for number, line in enumerate(lines)] or [
        row(label, "Nothing.")
    ]


def _consistency(held: Debrief) -> str:
    lines = []
    for each in held.consistency:
        answered = f"; answered in {', '.join(each.answered_by)}" if each.answered_by else ""
        lines.append(f"{each.label}: {', '.join(each.rounds)}{answered}.")
    return _rows("consistency", lines or ["No flag in any round."])


def _lenses(held: Debrief, library: Library) -> str:
    lenses = [f"{words.member_name(library, each.member)}: {each.lens}" for each in held.votes]
    return _rows("who reads how", lenses)


def _rows(label: str, lines: Iterable[str]) -> str:
    return "\n".join(row(label if number == 0 else "", visible(line)) for number, line in enumerate(lines))
