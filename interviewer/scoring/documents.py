"""What differs where a document is graded and not an answer: how it is read, its length, the words for it."""

from __future__ import annotations

import re
from typing import Any, Final

from interviewer.evidence.bank import build_bank
from interviewer.evidence.document import document_bank, read_document
from interviewer.evidence.hear import hear
from interviewer.model.content import DocumentForm, Rubric
from interviewer.model.evidence import Answer, Heard, SentenceBank
from interviewer.model.scorecard import Cap, Scorecard
from interviewer.model.words import Dimension, FlagId
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.text_checks import Reading, text_caps

_BY_LENGTH: Final = frozenset({"check:very-short", "check:short"})
"""Checks whose lengths are those of answers."""
_CONTENT: Final = (Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR)
_RECOMMENDS: Final = "recommends-course"

_QUOTED: Final = re.compile("(\u201c[^\u201d]*\u201d)")
_WRITTEN: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"\b([Tt])he answer at the start\b", r"\1he point at the start"),
        (
            r"\bNobody asked about this, and not enough was volunteered to grade it\.",
            "Not graded: a {noun} can do without it, and there is too little of it here.",
        ),
        (r"\bit was not part of what was asked\.", "a {noun} can do without it."),
        (
            r"\bPeople in a meeting listen hard for about a minute\.",
            "Most readers give a page half a minute.",
        ),
        (r"\breaches half the room\b", "reaches half of them"),
        (r"\banswered first\b", "put the point first"),
        (r"\beach listener\b", "each reader"),
        (r"\bsaid aloud\b", "written down"),
        (r"\bto be audible\b", "to be written down"),
        (r"\b([Tt]he|[Tt]his|[Aa]n?|[Yy]our|[Oo]ne|[Aa]ny) answer\b", r"\1 {noun}"),
        (r"\b([Aa]) listener\b", r"\1 reader"),
        (r"\b([Tt])he listener\b", r"\1he reader"),
        (r"\bI listened for\b", "I looked for"),
        (r"\blistens for\b", "looks for"),
        (r"\blistened for\b", "looked for"),
        (r"\bNot heard\b", "Not there"),
        (r"\bnot heard\b", "not there"),
        (r"\bStill to hear\b", "Still missing"),
        (r"\bwas heard\b", "was found"),
        (r"\bcan be heard\b", "can be found"),
        (r"\bcan't be heard\b", "can't be found"),
        (r"\bYou said\b", "You wrote"),
        (r"\bYou touched on it\b", "It is touched on"),
        (r"\bTold without a form that helps a\b", "Written without a form that helps a"),
        (r"\bMentioned only\b", "Named only"),
        (r"\bis audible\b", "is written down"),
        (r"\bSaid aloud\b", "Written down"),
        (r"\bwords of one's own\b", "words"),
        (r"\bit would fit any question\b", "it would fit any case"),
        (r"\bthat wasn't asked\b", "other than what was asked"),
        (r"\bSay the same things\b", "Write the same things"),
        (r"\bis said without\b", "is written without"),
    )
)
"""What the program says of an answer, and what it says of a document instead."""


def as_document(request: ScoreRequest, rubric: Rubric) -> ScoreRequest:
    """The request with its text read as a document, where the rubric is one of documents.

    Dimensions that such a document can do without count only where it has something for them.
    """
    if rubric.document is None:
        return request
    answer = read_document(request.answer.text, request.asked)
    probed = frozenset[Dimension]() if request.probed is None else request.probed
    return request.model_copy(update={"answer": answer, "probed": probed})


def bank_for(answer: Answer, rubric: Rubric) -> SentenceBank:
    """The sentences, as answers or as documents have them."""
    return document_bank(answer) if rubric.document else build_bank(answer)


def heard_in(bank: SentenceBank, rubric: Rubric) -> Heard:
    """What was heard; in a document only flags that its rubric knows, and talk to the grader."""
    form = rubric.document
    if form is None:
        return hear(bank)
    heard = hear(bank, document=True, most_signals=form.signals_a_sentence)
    known = {cap.flag for cap in rubric.flags} | {FlagId.GRADER_INSTRUCTION}
    if heard.level(_RECOMMENDS):
        known.discard(FlagId.NO_DECISION)
    return heard.model_copy(update={"flags": tuple(flag for flag in heard.flags if flag.id in known)})


def caps_for(read: Reading, rubric: Rubric) -> tuple[Cap, ...]:
    """The caps that the text itself calls for, with the lengths that this kind of text has."""
    caps = text_caps(read)
    form = rubric.document
    if form is None:
        return caps
    kept = tuple(cap for cap in caps if cap.source not in _BY_LENGTH)
    words = len(read.words)
    if words < form.least_words:
        reason = f"Fewer than {form.least_words} words: there is nothing to grade yet."
        return (*kept, *(_cap(each, 1, "check:brief", reason) for each in Dimension))
    if words < form.short_words:
        reason = f"Fewer than {form.short_words} words: too little to carry a reason and its evidence."
        return (*kept, *(_cap(each, 2, "check:short", reason) for each in _CONTENT))
    return kept


def _cap(dimension: Dimension, level: int, source: str, reason: str) -> Cap:
    return Cap.model_validate({"dimension": dimension, "level": level, "source": source, "reason": reason})


def notes_for(request: ScoreRequest, rubric: Rubric, notes: tuple[str, ...]) -> tuple[str, ...]:
    """A card's notes; a document answers no question, and has a length that its readers expect."""
    form = rubric.document
    if form is None:
        return notes
    # The first note says that nobody knows what was asked.
    kept = notes if request.asked else notes[1:]
    words = len(request.answer.text.split())
    if words > form.most_words:
        kept = (
            *kept,
            f"It has {words:,} words; readers of a {form.noun} expect {form.most_words:,} at most.",
        )
    left = [name for name, body in rubric.dimensions.items() if body.assessed != "always"]
    if left:
        kept = (*kept, f"A {form.noun} can do without {' and '.join(left)}; graded only where it has some.")
    return kept


def in_writing(card: Scorecard, form: DocumentForm) -> Scorecard:
    """The card with our own words made to fit something that was written; quotes stay as they are."""
    told = card.model_dump()
    for name in ("headline", "undecided_because"):
        told[name] = _reworded(told[name], form.noun)
    for each in told["dimensions"].values():
        _reword(each, ("rationale", "to_raise"), form.noun)
    for each in (*told["caps"], *told["flags"]):
        _reword(each, ("reason", "note"), form.noun)
    if told["lesson"]:
        _reword(told["lesson"], ("you_said", "it_cost", "next_time"), form.noun)
    return Scorecard.model_validate(told)


def _reword(part: dict[str, Any], names: tuple[str, ...], noun: str) -> None:
    part |= {name: _reworded(part[name], noun) for name in names if name in part}


def _reworded(text: str | None, noun: str) -> str | None:
    if text is None:
        return None
    parts = _QUOTED.split(text)
    for at in range(0, len(parts), 2):
        for pattern, written in _WRITTEN:
            parts[at] = pattern.sub(written.replace("{noun}", noun), parts[at])
    return re.sub(rf"\b([Aa])n {noun}\b", rf"\1 {noun}", "".join(parts))
