"""A scorecard for people: as text for the terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from interviewer.evidence.characters import visible
from interviewer.model.base import Model
from interviewer.model.content import Catalogue
from interviewer.model.scorecard import Cap, DimensionScore, Evidence, FollowUp, Scorecard, Traced
from interviewer.model.words import LEVEL_WORDS, Dimension, FlagId, Level
from interviewer.reports.layout import LABEL, header, row
from interviewer.reports.marks import UNICODE, Marks
from interviewer.session.costs import dollars
from interviewer.session.review import LastTime

_TOO_SHORT: Final = "check:very-short"
LONGER: Final = "Say it in 60 words or more: what you would do, for whom, why, and how you would know."
"""What is said in place of a lesson where an answer is too short to grade in detail."""
_SHOWN: Final = 2
_NAMED: Final = 3
_LEAN_NO: Final = 2
_TRACED: Final = 2
"""Slight things named a dimension, for it and against it."""
_SENTENCES: Final = 3
_SURE_AT: Final = 24
_GUESS_AT: Final = 18
_OTHER: Final = 12
"""Columns of the levels that stand beside those that were graded."""
_OUTCOMES: Final = {
    "defended": "answered it with a reason",
    "revised": "changed it, with a reason",
    "restated": "answered it without a reason",
    "abandoned": "let it go",
}


class CardContext(Model):
    """What is known around a scorecard: the candidate's own guess, and which marks can be shown."""

    guess: Mapping[Dimension, Level] | None = None
    last: LastTime | None = None
    """The round of its kind before, where the same scorer graded it."""
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
    reasons = _Reasons()
    blocks = [
        _top(card, context),
        _levels(card, context),
        _lesson(card, context),
        _follow_ups(card, context.marks),
        _flags(card, catalogue),
        "\n\n".join(_dimension(name, card, catalogue, context, reasons) for name in Dimension),
        _foot(card),
    ]
    return context.marks.plain("\n\n".join(block for block in blocks if block) + "\n")


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
    """The lesson as labels and texts, in the order in which they are told, a rewritten sentence with it."""
    again = card.rewrite
    rewritten = (("rewritten", f"[{again.sentence}] {again.text}"),) if again else ()
    lesson = card.lesson
    if lesson is None:
        return rewritten
    you_said, not_heard = ("you wrote", "not there") if written else ("you said", "not heard")
    said, costs = (you_said, "it cost") if lesson.heard else (not_heard, "why it counts")
    lines = ((said, lesson.you_said), (costs, lesson.it_cost), ("next time", lesson.next_time))
    kept = (("keep", marks.quote(lesson.keep.text)),) if lesson.keep else ()
    return (*lines, *rewritten, *kept)


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


def called(last: LastTime) -> str:
    """What levels that were given before are headed with."""
    return "last try" if last.same_question else "last time"


def _levels(card: Scorecard, context: CardContext) -> str:
    """A row a dimension: its level, how likely each level is, the candidate's own guess, and last time."""
    marks = context.marks
    others = [("your guess", context.guess)] if context.guess else []
    others += [(called(context.last), context.last.levels)] if context.last else []
    over = f"{'graded':<{_SURE_AT}}{'no to yes':<{_GUESS_AT}}"
    over += "".join(f"{name:<{_OTHER}}" for name, _ in others)
    lines = [row("", "").ljust(LABEL) + over.rstrip()]
    for name in Dimension:
        score = card.dimensions[name]
        sure = f"{marks.shares_of(score.distribution)} {'undecided' if score.undecided else ''}"
        known = (levels.get(name) for _, levels in others)
        beside = "".join(f"{marks.squares(each) if each else '':<{_OTHER}}" for each in known)
        lines.append(
            f"{name:<{LABEL}}{marks.level(score.score):<{_SURE_AT}}{sure:<{_GUESS_AT}}{beside}".rstrip()
        )
    if last := context.last:
        lines += ["", row(called(last), f"{last.recommendation.capitalize()}. {last.headline}")]
    return "\n".join(lines)


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


class _Reasons:
    """Reasons for caps as they are told: a flag by its name, the same reason once a card."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def tell(self, cap: Cap, catalogue: Catalogue) -> str:
        """One line on a cap."""
        level = f"at most {LEVEL_WORDS[cap.level]}"
        kind, _, name = cap.source.partition(":")
        if kind == "flag":
            return f"{level}, for the flag: {catalogue.flag(FlagId(name)).label}"
        if cap.reason in self._told:
            return f"{level}, for the same reason"
        self._told.add(cap.reason)
        return f"{level}: {cap.reason}"


def _dimension(
    name: Dimension, card: Scorecard, catalogue: Catalogue, context: CardContext, reasons: _Reasons
) -> str:
    score = card.dimensions[name]
    lines = evidence_lines(score, catalogue, context.marks, _SHOWN)
    if not lines:
        lines = [score.rationale]
    elif score.missing:
        lines.append(_not_heard(score, catalogue, written=context.written))
    cap = _felt(name, card)
    if cap is not None:
        lines.append(reasons.tell(cap, catalogue))
    if told := advice(name, card):
        lines.append(": ".join(told))
    if traced := slight(score):
        lines.append(traced)
    return "\n".join(row("" if number else name, line) for number, line in enumerate(lines))


def _not_heard(score: DimensionScore, catalogue: Catalogue, *, written: bool) -> str:
    labels = "; ".join(catalogue.signal(each).label for each in score.missing[:_NAMED])
    return f"not there: {labels.replace('the answer', 'the point')}" if written else f"not heard: {labels}"


def evidence_lines(score: DimensionScore, catalogue: Catalogue, marks: Marks, most: int) -> list[str]:
    """What was heard, each with a sentence that shows it; a sentence is quoted once, for all it shows."""
    shown: dict[int, list[str]] = {}
    quotes: dict[int, str] = {}
    for found in score.evidence:
        number = found.sentences[0]
        if number not in shown and len(shown) == most:
            break
        shown.setdefault(number, []).append(heard(found, catalogue))
        quotes[number] = found.quotes[0].text
    return [f"{'; '.join(what)}: [{number}] {marks.quote(quotes[number])}" for number, what in shown.items()]


def slight(score: DimensionScore) -> str:
    """What counted a little for a level and against it, with the sentences it is in; empty for nothing."""
    told = []
    for words, against in (("also counted a little", False), ("a little against it", True)):
        traces = [each for each in score.traces if each.against is against and each.sentences]
        if traces:
            told.append(f"{words}: {', '.join(trace_words(each) for each in traces[:_TRACED])}")
    return "; ".join(told)


def trace_words(each: Traced) -> str:
    """A slight thing and its sentences."""
    return f"{each.label}{_where(each.sentences)}"


def advice(name: Dimension, card: Scorecard) -> tuple[str, str] | None:
    """What would raise a dimension, under its label: of weak levels, and of any that is undecided.

    None for the others, and for the one that the lesson has told already.
    """
    score = card.dimensions[name]
    lesson = card.lesson if card.lesson and card.lesson.dimension == name else None
    if score.undecided is not None:
        lower, upper = (LEVEL_WORDS[each] for each in score.undecided.between)
        between = f"between {lower} and {upper}"
        settled_by = score.undecided.settled_by
        how, words = "settle" if settled_by else "raise", score.to_raise
        if lesson and (lesson.about == settled_by or lesson.next_time.startswith(words)):
            return "undecided", f"{between}; the sentence for next time would {how} it"
        how = f"to {how} it"
        return "undecided", f"{between}; {how}: {words[:1].lower()}{words[1:]}"
    if lesson is None and score.score is not None and score.score <= _LEAN_NO:
        return "to raise it", score.to_raise
    return None


def _foot(card: Scorecard) -> str:
    rows = [row("" if number else "notes", note) for number, note in enumerate(card.notes)]
    rows.append(row("graded by", signature(card)))
    return "\n".join(rows)


def _where(sentences: tuple[int, ...]) -> str:
    return "" if not sentences else f" [{', '.join(str(number) for number in sentences[:_SENTENCES])}]"


def scorecard_markdown(
    card: Scorecard, catalogue: Catalogue, title: str = "", *, written: bool = False
) -> str:
    """The scorecard as Markdown; the candidate's words enter escaped."""
    lines = [f"# {title or card.round}", "", f"**{verdict(card)}.** {escape(card.headline)}", ""]
    if card.undecided_because:
        lines += [escape(card.undecided_because), ""]
    lines += ["| dimension | level | from no to yes |", "|---|---|---|"]
    for name in Dimension:
        score = card.dimensions[name]
        sure = f"{UNICODE.shares_of(score.distribution)}{' undecided' if score.undecided else ''}"
        lines.append(f"| {name} | {UNICODE.level(score.score)} | {sure} |")
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
    reasons = _Reasons()
    for name in Dimension:
        lines += _dimension_markdown(name, card, catalogue, reasons, written=written)
    lines += ["", *(f"> {escape(note)}" for note in card.notes), "", f"Graded by {signature(card)}."]
    return "\n".join(lines) + "\n"


def _dimension_markdown(
    name: Dimension, card: Scorecard, catalogue: Catalogue, reasons: _Reasons, *, written: bool
) -> list[str]:
    score = card.dimensions[name]
    lines = ["", f"## {name.capitalize()}", ""]
    told = [escape(line) for line in evidence_lines(score, catalogue, UNICODE, len(score.evidence))]
    if not told:
        lines += [escape(score.rationale), ""]
    elif score.missing:
        told.append(escape(_not_heard(score, catalogue, written=written)))
    quoted = {found.sentences[0] for found in score.evidence}
    for traced in sorted(score.traces, key=lambda each: each.against):
        if traced.sentences:
            quote = _first_quote(traced, quoted)
            words = "counted a little against it" if traced.against else "counted a little"
            told.append(f"{words}: {escape(trace_words(traced) + quote)}")
    cap = _felt(name, card)
    if cap is not None:
        told.append(escape(reasons.tell(cap, catalogue)))
    lines += [f"- {line}" for line in told]
    if advised := advice(name, card):
        label, words = advised
        lines += ["", f"{label.capitalize()}: {escape(words)}"]
    return lines


def _first_quote(traced: Traced, quoted: set[int]) -> str:
    """The words of its first sentence, once for a dimension: what was quoted already goes by its number."""
    if not traced.quotes or traced.sentences[0] in quoted:
        return ""
    quoted.add(traced.sentences[0])
    return f" {UNICODE.quote(traced.quotes[0].text)}"


def _felt(name: Dimension, card: Scorecard) -> Cap | None:
    """The cap that made the level what it is."""
    level = card.dimensions[name].score
    return next((each for each in card.caps if each.dimension == name and each.level == level), None)


_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|~"})


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    return text.translate(_MARKDOWN)
