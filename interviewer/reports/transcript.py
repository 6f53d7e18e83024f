"""A transcript for people: as text, and as Markdown."""

from __future__ import annotations

from collections.abc import Callable

from interviewer.evidence.characters import visible
from interviewer.interview.state import KeptNote, RoundState, Turn
from interviewer.model.base import JsonObject
from interviewer.model.content import Catalogue
from interviewer.model.events import Fault, Graded, Header, SelfRating
from interviewer.model.words import Dimension, Level
from interviewer.reports.layout import clock, header, row
from interviewer.reports.marks import UNICODE, Marks
from interviewer.reports.scorecard import CardContext, escape, scorecard_markdown, scorecard_text
from interviewer.reports.usage import used, who_asked
from interviewer.session.review import LastTime
from interviewer.transcripts.read import Transcript

FindLast = Callable[[Header, int, str], LastTime | None]
"""What the same scorer gave last time, beside an answer by its place from 0; opens other rounds."""


def speaker(turn: Turn) -> str:
    """Who speaks, as the left column has it."""
    return "interviewer" if turn.who == "interviewer" else "you"


def paragraphs(text: str) -> str:
    """Text as a reader sees it, with its paragraphs kept."""
    return "\n\n".join(visible(part) for part in text.split("\n\n") if part.strip())


def transcript_header(transcript: Transcript, marks: Marks = UNICODE) -> str:
    """The first lines: what it is, when, and who interviewed and graded."""
    head = transcript.header
    dot = f" {marks.dot} "
    who = (
        f"interviewer and grader {head.interviewer}"
        if head.interviewer == head.grader
        else f"interviewer {head.interviewer}{dot}grader {head.grader}"
    )
    lines = [header(f"{head.round}{dot}{head.created:%Y-%m-%d %H:%M} UTC", who), head.id]
    if head.sample:
        lines += ["", row("sample", f"{head.sample.title}. {head.sample.about}")]
    if transcript.torn:
        lines += ["", row("note", transcript.torn)]
    return "\n".join(lines)


def turn_text(turn: Turn) -> str:
    """One thing said, with its time."""
    return row(
        f"{speaker(turn)} {clock(turn.t)}" if turn.who == "candidate" else speaker(turn),
        paragraphs(turn.text),
    )


def note_text(note: KeptNote) -> str:
    """A note of the candidate's, with its number."""
    return row(f"note {note.number}", visible(note.text))


def transcript_text(
    transcript: Transcript, catalogue: Catalogue, marks: Marks = UNICODE, last: FindLast | None = None
) -> str:
    """The whole transcript for a terminal, with its latest scorecards, `last` time's levels beside each."""
    state = RoundState.of(transcript.events)
    blocks = [transcript_header(transcript, marks), *(turn_text(turn) for turn in state.turns)]
    blocks += [note_text(note) for note in state.kept_notes]
    blocks += [row("fault", f"turn {event.turn}: {event.kind} {event.note}") for event in _faults(transcript)]
    cards = transcript.latest_scorecards().values()
    blocks += [card_text(transcript, graded, catalogue, marks, last).rstrip() for graded in cards]
    if who := who_asked(transcript):
        blocks.append(row("who asked", who))
    blocks += [row("usage", line) for line in used(transcript)]
    return "\n\n".join(blocks) + "\n"


def card_text(
    transcript: Transcript,
    graded: Graded,
    catalogue: Catalogue,
    marks: Marks = UNICODE,
    last: FindLast | None = None,
) -> str:
    """One scorecard of a transcript, beside the candidate's own guess and, with `last`, last time's."""
    of = RoundState.of(transcript.events).questions(len(transcript.header.questions))
    context = CardContext(
        guess=guesses(transcript).get(graded.question),
        last=last(transcript.header, graded.question, graded.scorecard.scorer) if last else None,
        marks=marks,
        place=f"question {graded.question + 1} of {of}",
    )
    return scorecard_text(graded.scorecard, catalogue, context)


def guesses(transcript: Transcript) -> dict[int, dict[Dimension, Level]]:
    """Where the candidate thought they were, by question."""
    return {event.question: event.ratings for event in transcript.events if isinstance(event, SelfRating)}


def _faults(transcript: Transcript) -> list[Fault]:
    return [event for event in transcript.events if isinstance(event, Fault)]


def transcript_json(transcript: Transcript) -> JsonObject:
    """The whole transcript as one JSON object; `torn` says what was dropped at its end."""
    return {
        "header": transcript.header.model_dump(mode="json"),
        "events": [event.model_dump(mode="json") for event in transcript.events],
        "torn": transcript.torn,
    }


def transcript_markdown(transcript: Transcript, catalogue: Catalogue) -> str:
    """The whole transcript as Markdown, with its latest scorecards."""
    head = transcript.header
    state = RoundState.of(transcript.events)
    lines = [f"# {head.round}, {head.created:%Y-%m-%d}", "", f"Transcript `{head.id}`", ""]
    for turn in state.turns:
        text = "\n\n".join(escape(part) for part in paragraphs(turn.text).split("\n\n"))
        lines += [f"**{speaker(turn)}** ({clock(turn.t)})", "", text, ""]
    parts = ["\n".join(lines)]
    taken = [f"Who asked: {escape(who)}"] if (who := who_asked(transcript)) else []
    taken += [escape(line) for line in used(transcript)]
    parts += [
        scorecard_markdown(graded.scorecard, catalogue, f"Question {graded.question + 1}")
        for graded in transcript.latest_scorecards().values()
    ]
    if taken:
        parts.append("## Language model\n\n" + "\n".join(f"- {line}" for line in taken) + "\n")
    return "\n\n".join(parts)
