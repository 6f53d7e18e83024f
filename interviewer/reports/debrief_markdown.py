"""A debrief as Markdown; the candidate's words enter escaped."""

from __future__ import annotations

from interviewer.content.library import Library
from interviewer.model.debrief import Debrief, Packet
from interviewer.reports import debrief_words as words
from interviewer.reports.marks import UNICODE
from interviewer.reports.scorecard import escape


def debrief_markdown(held: Debrief, library: Library) -> str:
    """Decision, votes, discussion, what to take away, packets, rule."""
    who = f": {escape(held.candidate)}" if held.candidate else ""
    lines = [f"# Debrief{who}", "", f"**{words.decision_word(held)}.** {escape(held.headline)}", ""]
    lines += ["| member | blind | debrief | |", "|---|---|---|---|"]
    lines += [
        f"| {words.member_name(library, each.member)} | {words.vote_word(each.before)} "
        f"| {words.vote_word(each.after)} | {words.beside_the_vote(each)} |"
        for each in held.votes
    ]
    lines += ["", "## Why they voted so, before they heard each other", ""]
    for vote in held.votes:
        name, why = words.member_name(library, vote.member), escape(vote.why)
        lines.append(f"- **{name}:** {why} `{', '.join(vote.evidence)}`")
        lines.append(f"  - *{escape(vote.lens)}*")
        if moved := words.moved_line(library, vote):
            lines.append(f"  - {moved}")
    lines += ["", "## What was said in the debrief", ""]
    lines += [f"- {words.spread_line(library, each)}" for each in held.spreads]
    lines.append("")
    for each in held.statements:
        if each.part == "discussion":
            where = f" `{words.cited(each)}`" if each.evidence else ""
            lines.append(f"- **{words.member_name(library, each.member)}:** {escape(each.text)}{where}")
    lines += ["", "## How it was decided", "", f"Line {held.rule_line} of 7. {escape(held.rule)}", ""]
    lines += [f"{each.number}. {escape(each.words)} *{escape(each.reading)}*" for each in held.table]
    lines += ["", escape(words.level_line(held)), "", escape(held.stability.text)]
    if held.extra_round:
        lines += ["", f"Extra round: {held.extra_round.round}, {escape(held.extra_round.gap)}."]
    lines += _take_away(held, library)
    for packet in (*held.packets, *held.artifacts):
        lines += _packet(packet, library)
    lines += ["", "## Notes", "", *(f"- {escape(each)}" for each in words.notes(held))]
    return "\n".join(lines) + "\n"


def _take_away(held: Debrief, library: Library) -> list[str]:
    lines = ["", "## What to take away", "", "What cost most:", ""]
    for each in held.costly:
        place = each.evidence or each.packet
        said = each.you_said if each.evidence else f"Not said: {each.you_said}"
        lines.append(f"- {escape(said)} `{place}`")
        lines.append(f"  - It cost: {escape(each.cost)}")
        lines.append(f"  - It could have gone: {escape(each.instead)}")
    if held.turning_points:
        lines += ["", "Turning points:", ""]
        lines += [f"- {escape(each.text)} `{each.evidence}`" for each in held.turning_points]
    for title, hired in (("What would have changed it:", False), ("What they will ask next:", True)):
        told = words.ahead(library, (each for each in held.votes if words.side(each.after) is hired))
        if told:
            lines += ["", title, ""]
            lines += [f"- {name}: {escape(said)}" for name, said in told]
    if held.practice:
        lines += ["", "Practise next:", ""]
        lines += [
            f"- {each.round}{f', `{each.question}`' if each.question else ''}. {escape(each.text)}"
            for each in held.practice
        ]
    return lines


def _packet(packet: Packet, library: Library) -> list[str]:
    kind = "Artifact" if packet.artifact else "Packet"
    lines = ["", f"## {kind}: {packet.id}", "", f"{words.packet_vote(packet)}; {words.BLIND}.", ""]
    lines += ["| dimension | level | no to yes | in 100 |", "|---|---|---|---|"]
    for name, score in packet.dimensions.items():
        shares = UNICODE.shares_of(score.distribution)
        parts = " ".join(f"{share:.0%}".rstrip("%") for share in score.distribution or ())
        lines.append(f"| {name} | {UNICODE.level(score.score)} | {shares} | {parts} |")
    lines += ["", f"Flags: {words.flags_line(packet, library)}."]
    lines += ["", "**What was asked**", "", *(f"- {escape(each)}" for each in packet.feedback.asked)]
    lines += ["", "**For**", "", *(f"- {escape(each)}" for each in packet.feedback.for_ or ("Nothing.",))]
    lines += ["", "**Against**", ""]
    lines += [f"- {escape(each)}" for each in packet.feedback.against or ("Nothing.",)]
    return [*lines, "", "**Vote and why**", "", escape(packet.feedback.vote)]
