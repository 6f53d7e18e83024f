"""A short interview about a document of the candidate's own: questions built from its sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from interviewer.content.library import Library
from interviewer.evidence.characters import legible
from interviewer.evidence.document import Section, document_bank, read_document, sections
from interviewer.evidence.hear import hear
from interviewer.model.content import Question, Topic
from interviewer.model.errors import UsageError

MOST_CHARACTERS: Final = 60_000
"""A longer text is no document that anybody is asked about in half an hour."""
_BULLET_WORDS: Final = 80
_BULLET_LINES: Final = 4
_MEMO: Final = re.compile(r"\b(?:recommend\w*|for decision|decision memo|proposal|options?)\b", re.IGNORECASE)
_PRD: Final = re.compile(r"\b(?:prd|requirements?|user stor\w+|scope|features?)\b", re.IGNORECASE)
_QUOTED_WORDS: Final = 22
_FIGURE: Final = re.compile(r"\d")
_DEMONSTRATED: Final = 2
_FEWEST_WORDS: Final = 8
"""A section with fewer is a heading that was never filled in."""


def kind_of(text: str) -> str:
    """What a text is taken for: `resume-bullet`, `decision-memo` or `prd`.

    A few lines without a heading are a bullet. Else the headings and the first lines decide: a memo asks
    for a decision, anything else is read as a PRD.
    """
    found = sections(text)
    titles = " \n".join(each.title for each in found)
    filled = [line for line in text.splitlines() if line.strip()]
    if not titles.strip() and len(text.split()) <= _BULLET_WORDS and len(filled) <= _BULLET_LINES:
        return "resume-bullet"
    if _PRD.search(titles) and not re.search("recommend", titles, re.IGNORECASE):
        return "prd"
    return "decision-memo" if _MEMO.search(titles) or _MEMO.search("\n".join(filled[:3])) else "prd"


def artifact_questions(library: Library, text: str, count: int) -> tuple[Question, ...]:
    """The questions of a review of this document, at most `count`.

    What the document lacks is asked about, too: with two questions or more, one of them is about a section
    that is there and one about a section that is missing, as far as there are both.

    Raises:
        UsageError: when there is nothing to ask about.
    """
    if len(text) > MOST_CHARACTERS:
        raise UsageError(f"the document has {len(text):,} characters; the most is {MOST_CHARACTERS:,}")
    if not document_bank(read_document(text)).sentences:
        raise UsageError("there is nothing in the document to ask about")
    kind = kind_of(text)
    form = library.rubric(kind).document
    noun = form.noun if form else "document"
    left = list(sections(text))
    heard = hear(document_bank(read_document(text)), document=True)
    asked: list[tuple[bool, Question]] = []
    for topic in (each for each in library.topics if kind in each.kinds):
        section = _section_of(topic, left, text)
        if section is not None and topic.titles:
            left.remove(section)
        there = section is not None
        if not there and any(heard.level(signal) == _DEMONSTRATED for signal in topic.shown_by):
            continue
        prompt = _prompt(topic, section, text, noun)
        if prompt:
            asked.append((there, topic.question(prompt)))
    return tuple(_chosen(asked, count))


def _chosen(asked: Sequence[tuple[bool, Question]], count: int) -> Iterable[Question]:
    """The first of them, but not only what is there or only what is missing."""
    kept = list(asked[:count])
    for wanted in (True, False):
        if count > 1 and all(there is not wanted for there, _ in kept):
            other = next((each for each in asked[count:] if each[0] is wanted), None)
            if other is not None:
                kept[-1] = other
    return (question for _, question in kept)


def _section_of(topic: Topic, found: Sequence[Section], text: str) -> Section | None:
    """The filled section whose heading holds one of the topic's words; all of it for a topic without any."""
    if not topic.titles:
        return Section("", 0, 0, len(text))
    for word in topic.titles:
        held = re.compile(rf"\b{re.escape(word)}", re.IGNORECASE)
        for each in found:
            body = text[each.start : each.end]
            filled = len(body.split()) >= _FEWEST_WORDS and (not topic.figures or _FIGURE.search(body))
            if each.title and each.level != 1 and filled and held.search(each.title):
                return each
    return None


def _prompt(topic: Topic, section: Section | None, text: str, noun: str) -> str:
    if section is None:
        return topic.missing.replace("{noun}", noun)
    slots = {"noun": noun, "title": section.title, "quote": _beginning(text[section.start : section.end])}
    return re.sub(r"\{(\w+)\}", lambda slot: slots[slot[1]], topic.there)


def _beginning(text: str) -> str:
    """The first sentence, cut where it is long, without marks that would end a quotation."""
    bank = document_bank(read_document(text))
    prose = [each for each in bank.sentences if "|" not in bank.verbatim(each.number)]
    first = next((legible(each.text) for each in (*prose, *bank.sentences)), "")
    words = re.sub(r"[\"\u201c\u201d]", "", first).split()
    cut = " ".join(words[:_QUOTED_WORDS]).rstrip(".,;:")
    return f"{cut} …" if len(words) > _QUOTED_WORDS else cut
