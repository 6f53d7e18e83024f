"""Where the words of a debrief stand in the answers: anchors of sentences, and links from every quote."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from interviewer.content.library import Library
from interviewer.evidence.characters import visible
from interviewer.model.debrief import Debrief, Packet
from interviewer.model.evidence import Answer
from interviewer.model.scorecard import Scorecard
from interviewer.reports import debrief_words as words
from interviewer.reports.lit import Passage, light

_QUOTE: Final = re.compile("“([^”]+)”")
_PLACE: Final = re.compile(r"\[a([1-9][0-9]*) s([1-9][0-9]*)\]")
_TAIL: Final = ".,;: …"


class Words(NamedTuple):
    """A stretch of an answer; with an id where a sentence counts."""

    text: str
    id: str = ""
    kind: str = ""
    """`cited`, `flag`, `shown` or `slight`."""
    number: int = 0
    shows: str = ""
    by: str = ""
    """Who cites it."""


class Paragraph(NamedTuple):
    """A passage of an answer, by whom it was said."""

    who: str
    parts: tuple[Words, ...]


class Part(NamedTuple):
    """Words of the debrief, with the sentence they are from where they are the candidate's."""

    text: str
    to: str = ""


def anchor(evidence_id: str) -> str:
    """An evidence id as an element's id."""
    return evidence_id.replace("/", "-")


def paragraphs(
    packet: Packet, number: int, library: Library, cited: Mapping[str, Sequence[str]]
) -> tuple[Paragraph, ...]:
    """An answer with its evidence lit; `cited` has, by evidence id, who cites a sentence."""
    answer, card = packet.answers[number - 1], packet.scorecards[number - 1]
    lit = light(card, answer, library.catalogue, library.rubric(card.round), _asked(answer, card))
    seen: set[str] = set()
    place = f"{packet.id}/a{number}"
    return tuple(Paragraph(each.who, tuple(_words(each, place, cited, seen))) for each in lit)


def _asked(answer: Answer, card: Scorecard) -> list[tuple[str, int]]:
    replies = [place for place, span in enumerate(answer.spans) if span.role == "follow-up"]
    follow_ups = [each.asked for each in card.follow_ups]
    return list(zip(follow_ups, replies, strict=True)) if len(follow_ups) == len(replies) else []


def _words(
    passage: Passage, place: str, cited: Mapping[str, Sequence[str]], seen: set[str]
) -> Iterator[Words]:
    for stretch in passage.stretches:
        lit = stretch.lit
        name = f"{place}/s{lit.sentence}" if lit else ""
        if lit is None or name in seen:
            yield Words(stretch.text)
            continue
        seen.add(name)
        shows = "; ".join(each.words for each in lit.shows)
        by = cited.get(name, ())
        kind = "flag" if lit.mark.kind == "flag" else "cited" if by else "slight" if lit.slight else "shown"
        yield Words(stretch.text, anchor(name), kind, lit.sentence, shows, ", ".join(by))


def citations(held: Debrief, library: Library) -> dict[str, list[str]]:
    """Who cites a sentence, in the order of the page: members by name, then what it cost or turned."""
    found: dict[str, list[str]] = defaultdict(list)

    def note(evidence_id: str | None, who: str) -> None:
        if evidence_id and who not in found[evidence_id]:
            found[evidence_id].append(who)

    for vote in held.votes:
        for each in vote.evidence:
            note(each, words.member_name(library, vote.member))
    for said in held.statements:
        for each in said.evidence:
            note(each, words.member_name(library, said.member))
    for costly in held.costly:
        note(costly.evidence, "cost most")
    for turned in held.turning_points:
        note(turned.evidence, "turning point")
    return dict(found)


class Links:
    """Knows which words of the candidate's stand where on the page."""

    def __init__(self, held: Debrief, library: Library, ids: Collection[str]) -> None:
        self._library = library
        self._ids = ids
        self._several = {each.id for each in held.packets if len(each.answers) > 1}
        self._quotes: dict[str, str] = {}
        for packet in (*held.packets, *held.artifacts):
            for item in packet.evidence:
                if item.words and item.id:
                    self._quotes.setdefault(item.words.rstrip(_TAIL), anchor(item.id))
        for costly in held.costly:
            for quote in _QUOTE.findall(costly.you_said) if costly.evidence else ():
                self._quotes.setdefault(quote.rstrip(_TAIL), anchor(costly.evidence or ""))

    def quoted(self, text: str) -> tuple[Part, ...]:
        """A text of the debrief in parts, each quote with the place it is from."""
        text = visible(text)
        parts: list[Part] = []
        end = 0
        for quote in _QUOTE.finditer(text):
            to = self._quotes.get(quote.group(1).rstrip(_TAIL), "")
            if to in self._ids:
                parts += [Part(text[end : quote.start()]), Part(quote.group(), to)]
                end = quote.end()
        return tuple(each for each in (*parts, Part(text[end:])) if each.text)

    def written(self, packet: Packet, text: str) -> tuple[Part, ...]:
        """A line of written feedback: its place is the link, read before any word of the candidate's."""
        text = visible(text)
        place = _PLACE.search(text.partition("“")[0])
        to = f"{packet.id}-a{place.group(1)}-s{place.group(2)}" if place else ""
        if place is None or to not in self._ids:
            return (Part(text),)
        before, after = text[: place.start()].rstrip(), text[place.end() :]
        said = _QUOTE.search(after)
        if said is None:
            which = f"answer {place.group(1)}, " if packet.id in self._several else ""
            return Part(f"{before} ("), Part(f"{which}sentence {place.group(2)}", to), Part(f"){after}")
        start, end = said.span()
        return Part(f"{before}{after[:start]}"), Part(said.group(), to), Part(after[end:])

    def place(self, evidence_id: str) -> str:
        """An evidence id in words, such as `behavioral round, sentence 11`."""
        packet, answer, sentence = evidence_id.split("/")
        name = self._library.committee.round_name(packet).removeprefix("the ")
        which = f", answer {answer[1:]}" if packet in self._several else ""
        return f"{name}{which}, sentence {sentence[1:]}"
