"""A debrief as one self-contained page: no network, no script, the candidate's words only ever as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from interviewer.content.library import Library
from interviewer.model.debrief import Debrief, Packet
from interviewer.model.words import LEVEL_WORDS, Dimension
from interviewer.reports import debrief_words as words
from interviewer.reports.debrief_places import Links, Paragraph, Part, anchor, citations, paragraphs
from interviewer.reports.marks import UNICODE
from interviewer.reports.pages import environment, policy, style

_WIDTH: Final = 400.0


def debrief_html(held: Debrief, library: Library) -> str:
    """The page. The same debrief gives the same bytes."""
    sheet = style("debrief")
    packets = (*held.packets, *held.artifacts)
    cited = citations(held, library)
    answers = {
        packet.id: [
            paragraphs(packet, number, library, cited) for number in range(1, len(packet.answers) + 1)
        ]
        for packet in packets
    }
    ids = {part.id for each in answers.values() for answer in each for p in answer for part in p.parts}
    links = Links(held, library, ids - {""})
    return (
        environment()
        .get_template("debrief.html.j2")
        .render(
            held=held,
            notes=words.notes(held),
            policy=policy(sheet),
            style=sheet,
            marks=UNICODE,
            decision=words.decision_word(held),
            names={each.member: words.member_name(library, each.member) for each in held.votes},
            level=words.vote_level,
            word=words.vote_word,
            beside=words.beside_the_vote,
            moved=lambda vote: words.moved_by(library, vote),
            spreads=[words.spread_line(library, each) for each in held.spreads],
            shown_by=_read_out(held),
            level_line=words.level_line(held),
            next=_next(held, library),
            levels=tuple(LEVEL_WORDS.items()),
            charts=[_chart(name, packets, library) for name in Dimension],
            packets=[_shown(each, library, links, answers[each.id]) for each in packets],
            quoted=links.quoted,
            place=links.place,
            known=lambda evidence_id: anchor(evidence_id) in ids,
        )
    )


def _read_out(held: Debrief) -> str:
    """The sentences that the line which decided was read from; empty for most lines."""
    reading = next(each.reading for each in held.table if each.applies)
    return held.rule.partition(f"Here: {reading}")[2].strip()


def _next(held: Debrief, library: Library) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    against = [vote for vote in held.votes if not words.side(vote.after)]
    voters = [vote for vote in held.votes if words.side(vote.after)]
    return (
        ("What would have changed each no", words.ahead(library, against)),
        ("What they will ask next", words.ahead(library, voters)),
    )


# Charts.


class Share(NamedTuple):
    """One level's share of a bar."""

    level: int
    x: float
    width: float


class Bar(NamedTuple):
    """One dimension of one packet; without parts where nobody asked about it."""

    name: str
    parts: tuple[Share, ...]
    mark: float | None
    word: str
    figure: str
    label: str


class Chart(NamedTuple):
    """Some bars under one name."""

    name: str
    bars: tuple[Bar, ...]


def _chart(name: Dimension, packets: Sequence[Packet], library: Library) -> Chart:
    bars = [_bar(words.round_title(library, packet), name, packet) for packet in packets]
    return Chart(name.capitalize(), tuple(bars))


def _bar(title: str, name: Dimension, packet: Packet) -> Bar:
    score = packet.dimensions[name]
    if score.distribution is None or score.estimate is None or score.score is None:
        return Bar(title, (), None, "not assessed", "", f"{title}: not assessed")
    parts, x = [], 0.0
    for level, share in enumerate(score.distribution, start=1):
        parts.append(Share(level, round(x, 1), round(share * _WIDTH, 1)))
        x += share * _WIDTH
    chances = ", ".join(
        f"{LEVEL_WORDS[level]} {share:.0%}" for level, share in enumerate(score.distribution, start=1)
    )
    mark = round(min((score.estimate - 1) / 3 * _WIDTH, _WIDTH - 3), 1)
    word = LEVEL_WORDS[score.score]
    label = f"{title}, {name}: {word}, {score.estimate:.1f}; {chances}"
    return Bar(title, tuple(parts), mark, word, f"{score.estimate:.1f}", label)


# Packets.


class ShownPacket(NamedTuple):
    """A packet as the page shows it."""

    id: str
    title: str
    vote: str
    bars: tuple[Bar, ...]
    flags: str
    asked: tuple[str, ...]
    for_: tuple[tuple[Part, ...], ...]
    against: tuple[tuple[Part, ...], ...]
    why: tuple[Part, ...]
    answers: Sequence[tuple[Paragraph, ...]]


def _shown(
    packet: Packet, library: Library, links: Links, answers: Sequence[tuple[Paragraph, ...]]
) -> ShownPacket:
    feedback = packet.feedback
    return ShownPacket(
        id=f"packet-{packet.id}",
        title=words.round_title(library, packet),
        vote=f"{words.packet_vote(packet)}; {words.BLIND}".capitalize(),
        bars=tuple(_bar(name.capitalize(), name, packet) for name in Dimension),
        flags=words.flags_line(packet, library),
        asked=feedback.asked,
        for_=tuple(links.written(packet, each) for each in feedback.for_),
        against=tuple(links.written(packet, each) for each in feedback.against),
        why=links.written(packet, feedback.vote),
        answers=answers,
    )
