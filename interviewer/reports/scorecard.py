"""A scorecard for people: as text for the terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from interviewer.evidence.characters import visible
from interviewer.model.base import Model
from interviewer.model.content import Catalogue
from interviewer.model.scorecard import DimensionScore, Evidence, FollowUp, Scorecard
from interviewer.model.words import LEVEL_WORDS, Dimension, Level
from interviewer.reports.layout import header, row
from interviewer.reports.marks import UNICODE, Marks
from interviewer.session.costs import dollars

_TOO_SHORT: Final = "check:very-short"
LONGER: Final = "Say it in 60 words or more: what you would do, for whom, why, and how you would know."
"""What is said in place of a lesson where an answer is too short to grade in detail."""
_SHOWN: Final = 2
_NAMED: Final = 3
_LEAN_NO: Final = 2
_OUTCOMES: Final = {
    "defended": "defended it",
    "revised": "changed it, with a reason",
    "restated": "said the same again",
    "abandoned": "let it go",
}


class CardContext(Model):
    """What is known around a scorecard: the candidate's own guess, and which marks can be shown."""

    guess: Mapping[Dimension, Level] | None = None
    marks: Marks = UNICODE
    place: str = ""
    """Where it belongs, as in `question 1 of 2`; the question's id unless told."""
    written: bool = False
    """Whether it is a document's: then nothing in it was said or heard."""


def scorecard_text(card: Scorecard, catalogue: Catalogue, context: CardContext | None = None) -> str:
    """The scorecard for a terminal: verdict, levels, the lesson, then each dimension with its quotes."""
    context = context or CardContext()
    if too_short(card):
        return "\n\n".join((_top(card, context), row("next time", LONGER), _foot(card))) + "\n"
    blocks = [
        _top(card, context),
        "\n".join(_level_row(name, card.dimensions[name], context) for name in Dimension),
        _lesson(card, context),
        _follow_ups(card, context.marks),
        _flags(card, catalogue),
        "\n\n".join(_dimension(name, card, catalogue, context) for name in Dimension),
        _foot(card),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def too_short(card: Scorecard) -> bool:
    """Whether the answer is so short that its levels say little; then only what to do next is shown."""
    return any(cap.source == _TOO_SHORT for cap in card.caps)


def verdict(card: Scorecard) -> str:
    """The recommendation as a word to begin a line with."""
    return card.recommendation.value.capitalize()


def signature(card: Scorecard) -> str:
    """Who graded by what, and how far it is to be trusted."""
    trust = "" if card.calibrated else ", not yet measured against readers"
    who = f"panel of {len(card.judges)} ({card.model})" if len(card.judges) > 1 else card.scorer
    return f"{who}, rubric {card.rubric.id} {card.rubric.version}{trust}"


def cost(card: Scorecard) -> str:
    """What grading cost."""
    if card.usage is None:
        return "no cost"
    known = card.usage.get("cost")
    return f"cost {dollars(known)}" if isinstance(known, int | float) else "cost unknown"


def lesson_lines(card: Scorecard, marks: Marks, *, written: bool = False) -> tuple[tuple[str, str], ...]:
    """The lesson as labels and texts, in the order in which they are told; nothing where there is none."""
    lesson = card.lesson
    if lesson is None:
        return ()
    you_said, not_heard = ("you wrote", "not there") if written else ("you said", "not heard")
    said, costs = (you_said, "it cost") if lesson.heard else (not_heard, "why it counts")
    lines = ((said, lesson.you_said), (costs, lesson.it_cost), ("next time", lesson.next_time))
    return (*lines, ("keep", marks.quote(lesson.keep.text))) if lesson.keep else lines


def outcome(each: FollowUp) -> str:
    """What became of a follow-up, as a sentence."""
    return f"You {_OUTCOMES[each.outcome]}."


def heard(found: Evidence, catalogue: Catalogue) -> str:
    """What a piece of evidence shows, in the catalogue's words."""
    mentioned = "" if found.level == 2 else " (mentioned)"
    return f"{catalogue.signal(found.signal).heard}{mentioned}"


def _top(card: Scorecard, context: CardContext) -> str:
    dot = f" {context.marks.dot} "
    place = dot.join(part for part in (card.round, context.place or card.question_id or "") if part)
    who = f"graded by {card.scorer}{dot}{cost(card)}"
    lines = [header(place, who), "", row(verdict(card), card.headline)]
    if card.undecided_because:
        lines.append(row("", card.undecided_because))
    return "\n".join(lines)


def _level_row(name: Dimension, score: DimensionScore, context: CardContext) -> str:
    graded = context.marks.level(score.score)
    guess = context.guess.get(name) if context.guess else None
    yours = f"your guess {context.marks.level(guess)}" if guess else ""
    return f"{name:<16}{graded:<24}{yours}".rstrip()


def _lesson(card: Scorecard, context: CardContext) -> str:
    lines = lesson_lines(card, context.marks, written=context.written)
    return "\n".join(row(label, text) for label, text in lines)


def _follow_ups(card: Scorecard, marks: Marks) -> str:
    """What became of each follow-up: the moment that sinks or saves many an answer."""
    rows = [
        row(
            "" if number else "follow-ups",
            f"{visible(each.asked)} {marks.arrow} {outcome(each)}",
        )
        for number, each in enumerate(card.follow_ups)
    ]
    return "\n".join(rows)


def _flags(card: Scorecard, catalogue: Catalogue) -> str:
    """The flags; the one that the lesson is about has been explained there."""
    about = card.lesson.about if card.lesson else None
    rows = []
    for number, flag in enumerate(card.flags):
        why = "" if flag.id == about else f" {flag.note}"
        rows.append(
            row("" if number else "flags", f"{catalogue.flag(flag.id).label}{_where(flag.sentences)}.{why}")
        )
    return "\n".join(rows)


def _dimension(name: Dimension, card: Scorecard, catalogue: Catalogue, context: CardContext) -> str:
    score = card.dimensions[name]
    lines = [_evidence_line(found, catalogue, context.marks) for found in score.evidence[:_SHOWN]]
    if not lines:
        lines = [score.rationale]
    elif score.missing:
        lines.append(_not_heard(score, catalogue, written=context.written))
    cap = next((each for each in card.caps if each.dimension == name and each.level == score.score), None)
    if cap is not None:
        lines.append(f"at most {LEVEL_WORDS[cap.level]}: {cap.reason}")
    taught = card.lesson is not None and card.lesson.dimension == name
    if score.score is not None and score.score <= _LEAN_NO and not taught:
        lines.append(f"to raise it: {score.to_raise}")
    return "\n".join(row("" if number else name, line) for number, line in enumerate(lines))


def _not_heard(score: DimensionScore, catalogue: Catalogue, *, written: bool) -> str:
    labels = "; ".join(catalogue.signal(each).label for each in score.missing[:_NAMED])
    return f"not there: {labels.replace('the answer', 'the point')}" if written else f"not heard: {labels}"


def _evidence_line(found: Evidence, catalogue: Catalogue, marks: Marks) -> str:
    """A signal with the sentence that shows it best."""
    return f"{heard(found, catalogue)}: [{found.sentences[0]}] {marks.quote(found.quotes[0].text)}"


def _foot(card: Scorecard) -> str:
    rows = [row("" if number else "notes", note) for number, note in enumerate(card.notes)]
    rows.append(row("graded by", signature(card)))
    return "\n".join(rows)


def _where(sentences: tuple[int, ...]) -> str:
    return "" if not sentences else f" [{', '.join(str(number) for number in sentences[:3])}]"


def scorecard_markdown(
    card: Scorecard, catalogue: Catalogue, title: str = "", *, written: bool = False
) -> str:
    """The scorecard as Markdown; the candidate's words enter escaped."""
    lines = [f"# {title or card.round}", "", f"**{verdict(card)}.** {escape(card.headline)}", ""]
    if card.undecided_because:
        lines += [escape(card.undecided_because), ""]
    lines += ["| dimension | level |", "|---|---|"]
    lines += [f"| {name} | {UNICODE.level(card.dimensions[name].score)} |" for name in Dimension]
    lines.append("")
    if card.lesson:
        told = lesson_lines(card, UNICODE, written=written)
        lines += [f"- **{label.capitalize()}:** {escape(text)}" for label, text in told]
        lines.append("")
    for each in card.follow_ups:
        lines.append(f"- **Follow-up:** {escape(each.asked)} {outcome(each)}")
    for flag in card.flags:
        lines.append(
            f"- **{escape(catalogue.flag(flag.id).label)}**{_where(flag.sentences)}: {escape(flag.note)}"
        )
    for name in Dimension:
        lines += _dimension_markdown(name, card, catalogue, written=written)
    lines += ["", *(f"> {escape(note)}" for note in card.notes), "", f"Graded by {signature(card)}."]
    return "\n".join(lines) + "\n"


def _dimension_markdown(
    name: Dimension, card: Scorecard, catalogue: Catalogue, *, written: bool
) -> list[str]:
    score = card.dimensions[name]
    lines = ["", f"## {name.capitalize()}", "", escape(score.rationale), ""]
    lines += [f"- {escape(_evidence_line(found, catalogue, UNICODE))}" for found in score.evidence]
    if score.missing:
        lines.append(f"- {escape(_not_heard(score, catalogue, written=written))}")
    if score.to_raise:
        lines += ["", f"To raise it: {escape(score.to_raise)}"]
    return lines


_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|~"})


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    return text.translate(_MARKDOWN)
