"""A debrief as one self-contained page: no network, no script, the candidate's words only ever as text."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from interviewer.content.library import Library
from interviewer.evidence.characters import visible
from interviewer.model.debrief import Debrief, Packet
from interviewer.model.evidence import Answer
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import LEVEL_WORDS, Dimension
from interviewer.reports import debrief_words as words
from interviewer.reports.lit import Passage, light
from interviewer.reports.marks import UNICODE

_FOLDER: Final = Path(__file__).with_name("page")
_LEFT: Final = 150.0
_WIDTH: Final = 400.0
_ROW: Final = 26


def debrief_html(held: Debrief, library: Library) -> str:
    """The page. The same debrief gives the same bytes."""
    style = (_FOLDER / "debrief.css").read_text(encoding="utf-8")
    packets = (*held.packets, *held.artifacts)
    members = {each.member: words.member_name(library, each.member) for each in held.votes}
    return (
        _environment()
        .get_template("debrief.html.j2")
        .render(
            held=held,
            policy=_policy(style),
            style=style,
            marks=UNICODE,
            decision=words.decision_word(held),
            names=members,
            level=words.vote_level,
            word=words.vote_word,
            beside=words.beside_the_vote,
            spread=lambda each: words.spread_line(library, each),
            level_line=words.level_line(held),
            next=_next(held),
            levels=tuple(LEVEL_WORDS.items()),
            charts=[_chart(name, packets) for name in Dimension],
            packets=[_shown(each, library) for each in packets],
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["seen"] = visible
    environment.filters["anchor"] = _anchor
    return environment


def _policy(style: str) -> str:
    """Nothing is loaded and nothing runs; the one style sheet is known by its hash."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _anchor(evidence_id: str) -> str:
    return evidence_id.replace("/", "-")


def _next(held: Debrief) -> tuple[tuple[str, list[Any]], ...]:
    told = [vote for vote in held.votes if vote.would_change]
    return (
        ("What would have changed it", [vote for vote in told if not words.side(vote.after)]),
        ("What they will ask next", [vote for vote in told if words.side(vote.after)]),
    )


# Charts.


class Part(NamedTuple):
    """One level's share of a bar."""

    level: int
    x: float
    width: float


class Bar(NamedTuple):
    """One packet in a dimension; without parts where nobody asked about it."""

    packet: str
    y: int
    parts: tuple[Part, ...]
    mark: float | None
    text: str


class Chart(NamedTuple):
    """One dimension over the packets."""

    name: str
    height: int
    label: str
    bars: tuple[Bar, ...]


def _chart(name: Dimension, packets: Sequence[Packet]) -> Chart:
    bars = tuple(_bar(name, packet, 4 + number * _ROW) for number, packet in enumerate(packets))
    label = f"{name.capitalize()}: " + "; ".join(f"{bar.packet} {bar.text}" for bar in bars)
    return Chart(name.capitalize(), 4 + len(packets) * _ROW, label, bars)


def _bar(name: Dimension, packet: Packet, y: int) -> Bar:
    score = packet.dimensions[name]
    if score.distribution is None or score.estimate is None or score.score is None:
        return Bar(packet.id, y, (), None, "not assessed")
    parts, x = [], _LEFT
    for level, share in enumerate(score.distribution, start=1):
        parts.append(Part(level, round(x, 1), round(share * _WIDTH, 1)))
        x += share * _WIDTH
    mark = round(_LEFT + (score.estimate - 1) / 3 * _WIDTH, 1)
    return Bar(packet.id, y, tuple(parts), mark, f"{LEVEL_WORDS[score.score]}, {score.estimate:.1f}")


# Packets.


class Line(NamedTuple):
    """A line of the written feedback."""

    label: str
    text: str


class Words(NamedTuple):
    """A stretch of an answer; with an id where a sentence counts."""

    text: str
    id: str = ""
    kind: str = ""
    number: int = 0
    shows: str = ""


class Paragraph(NamedTuple):
    """A passage of an answer, by whom it was said."""

    who: str
    parts: tuple[Words, ...]


class ShownPacket(NamedTuple):
    """A packet as the page shows it."""

    title: str
    vote: str
    feedback: tuple[Line, ...]
    answers: tuple[tuple[Paragraph, ...], ...]


def _shown(packet: Packet, library: Library) -> ShownPacket:
    kind = "Artifact" if packet.artifact else "Packet"
    feedback = packet.feedback
    lines = [
        *(Line("asked", each) for each in feedback.asked),
        *(Line("for", each) for each in feedback.for_ or ("Nothing.",)),
        *(Line("against", each) for each in feedback.against or ("Nothing.",)),
        Line("vote and why", feedback.vote),
    ]
    pairs = zip(packet.answers, packet.scorecards, strict=True)
    answers = tuple(
        _paragraphs(packet.id, number, answer, card, library)
        for number, (answer, card) in enumerate(pairs, start=1)
    )
    return ShownPacket(f"{kind}: {packet.id}", words.packet_vote(packet), tuple(lines), answers)


def _paragraphs(
    packet: str, number: int, answer: Answer, card: Scorecard, library: Library
) -> tuple[Paragraph, ...]:
    replies = [place for place, span in enumerate(answer.spans) if span.role == "follow-up"]
    follow_ups = [each.asked for each in card.follow_ups]
    asked = list(zip(follow_ups, replies, strict=True)) if len(follow_ups) == len(replies) else []
    lit = light(card, answer, library.catalogue, library.rubric(card.round), asked)
    seen: set[str] = set()
    return tuple(Paragraph(each.who, tuple(_words(each, f"{packet}-a{number}", seen))) for each in lit)


def _words(passage: Passage, place: str, seen: set[str]) -> list[Words]:
    found = []
    for stretch in passage.stretches:
        lit = stretch.lit
        anchor = f"{place}-s{lit.sentence}" if lit else ""
        if lit is None or anchor in seen:
            found.append(Words(stretch.text))
            continue
        seen.add(anchor)
        shows = "; ".join(each.words for each in lit.shows)
        found.append(Words(stretch.text, anchor, lit.mark.kind, lit.sentence, shows))
    return found
