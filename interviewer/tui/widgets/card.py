"""What a scorecard says, as rows on the grid and as the side pane."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from interviewer.evidence.characters import visible
from interviewer.model.words import Dimension
from interviewer.reports.marks import Marks, level_word
from interviewer.reports.scorecard import (
    LONGER,
    advice,
    called,
    lesson_lines,
    outcome,
    signature,
    too_short,
    verdict,
)
from interviewer.tui.drawing import with_quotes
from interviewer.tui.gutter import Row
from interviewer.tui.look import Ink
from interviewer.tui.when import when
from interviewer.tui.widgets.levels import Levels

if TYPE_CHECKING:
    from interviewer.model.content import Catalogue
    from interviewer.model.scorecard import Scorecard
    from interviewer.session.review import LastTime, Reviewed

_OWN_WORDS: Final = frozenset({"you said", "keep"})
_FRAME: Final = " In one sentence: "
"""Before words that are the coach's, with blanks, and not the candidate's."""
_NAMED: Final = 2
"""Missing signals named a dimension."""
_NAMED_IN_ALL: Final = 6
_BARS_AT: Final = 16
_WIDTH: Final = 28


class CardRows:
    """The rows of one scorecard, from the verdict to the follow-ups."""

    def __init__(self, reviewed: Reviewed, catalogue: Catalogue, marks: Marks, ink: Ink) -> None:
        self._reviewed = reviewed
        self._card = reviewed.card
        self._catalogue = catalogue
        self._marks = marks
        self._ink = ink

    def rows(self, now: datetime, *, follow_ups: bool) -> Iterator[Widget]:
        """All of them, follow-ups if wanted; the comparison with last time has the id `compared`."""
        yield self._verdict()
        if because := self._card.undecided_because:
            yield Row("", because, classes="part")
        if too_short(self._card):
            yield Row("next time", LONGER, classes="section")
            return
        yield self._levels()
        if self._reviewed.last is not None:
            last = self._reviewed.last
            yield Row(called(last), compared(self._card, last, now), id="compared")
        yield from self._lesson()
        yield from self._flags()
        yield from self._to_raise()
        if follow_ups:
            yield from self._follow_ups()

    def _verdict(self) -> Row:
        style = "bold $bright"
        return Row(
            Content(verdict(self._card)).stylize(style),
            Content(self._card.headline).stylize(style),
            id="verdict",
        )

    def _levels(self) -> Levels:
        guess, last = self._reviewed.guess, self._reviewed.last
        others = {"your guess": guess} if guess else {}
        if last is not None:
            others[called(last)] = last.levels
        return Levels(self._marks, {name: self._card.dimensions[name].score for name in Dimension}, others)

    def _lesson(self) -> Iterator[Row]:
        for number, (label, text) in enumerate(lesson_lines(self._card, self._marks)):
            told = Content(text)
            if label == "keep":
                told = told.stylize(self._ink.mine)
            elif label in _OWN_WORDS:
                told = with_quotes(text, self._ink.mine)
            elif _FRAME in text:
                advised, frame, coached = text.partition(_FRAME)
                told = with_quotes(advised, self._ink.mine) + Content(frame + coached)
            yield Row(label, told, classes="line" if number else "section")

    def _flags(self) -> Iterator[Row]:
        """Those a sentence raised are lit in the answer and named here; the others are explained here."""
        flags = self._card.flags
        labels = {flag.id: self._catalogue.flag(flag.id).label for flag in flags}
        lit = "; ".join(labels[flag.id] for flag in flags if flag.sentences)
        told = [(f"{labels[flag.id]}.", f" {flag.note}") for flag in flags if not flag.sentences]
        sign = Content(self._marks.flag).stylize("$lacking")
        for number, (label, note) in enumerate([(f"{lit}.", ""), *told] if lit else told):
            text = Content(label).stylize("$lacking") + Content(note)
            yield Row("" if number else "flags", text, sign, classes="part" if number else "section")

    def _to_raise(self) -> Iterator[Row]:
        """What would raise each weak level, and what would settle one that is undecided."""
        before = ""
        for name in Dimension:
            told = advice(name, self._card)
            if told is None:
                continue
            label, words = told
            text = Content(f"{name}: ").stylize("$quiet") + with_quotes(words, self._ink.mine)
            yield Row("" if label == before else label, text, classes="part" if before else "section")
            before = label

    def _follow_ups(self) -> Iterator[Row]:
        for number, each in enumerate(self._card.follow_ups):
            asked = Content(f"{visible(each.asked)} {self._marks.arrow} ").stylize("$quiet")
            label = "" if number else "follow-ups"
            yield Row(label, asked + Content(outcome(each)), classes="part" if number else "section")


def compared(card: Scorecard, last: LastTime, now: datetime) -> Content:
    """Last time's verdict and headline, and what has moved since."""
    moved = []
    for name, then in last.levels.items():
        score = card.dimensions[name].score
        if score is not None and score != then:
            way = "up" if score > then else "down"
            moved.append(f"{name} {way} from {level_word(then)} to {level_word(score)}")
    now_words = f"Now {', '.join(moved)}." if moved else "The levels are the same now."
    told = f"{last.recommendation.capitalize()}. {last.headline}\n{now_words}"
    return Content(told) + Content(f"\n{when(last.at, now)}").stylize("$quiet")


def side(card: Scorecard, catalogue: Catalogue, marks: Marks, *, close: bool) -> Content:
    """What was missing, how sure each level is, who graded, and what was noted; `close` saves rows."""
    blocks = []
    if not too_short(card):
        if missing := _missing(card, catalogue):
            blocks.append(_block("missing", missing))
        blocks.append(_block("how sure, from no to yes", [_sure(card, name, marks) for name in Dimension]))
    blocks.append(_block("graded by", [Content(signature(card))]))
    if card.notes:
        blocks.append(_block("notes", [Content(visible(note)) for note in card.notes]))
    return Content("\n\n" if close else "\n\n\n").join(blocks)


def _block(heading: str, lines: list[Content]) -> Content:
    return Content("\n").join([Content(heading).stylize("$quiet"), *lines])


def _missing(card: Scorecard, catalogue: Catalogue) -> list[Content]:
    """The weakest dimension's first."""
    assessed = [(score.score, score.missing) for score in card.dimensions.values() if score.score is not None]
    ranked = sorted(assessed, key=lambda each: each[0])
    names = [name for _, missing in ranked for name in missing[:_NAMED]]
    labels = [catalogue.signal(name).label for name in names[:_NAMED_IN_ALL]]
    return [Content(textwrap.fill(label, _WIDTH, subsequent_indent="  ")) for label in labels]


def _sure(card: Scorecard, name: Dimension, marks: Marks) -> Content:
    chances = card.dimensions[name].distribution
    drawn = marks.shares_of(chances) or "not assessed"
    even = " even" if card.dimensions[name].undecided else ""
    return Content(f"{name:<{_BARS_AT}}") + Content(f"{drawn}{even}").stylize("$quiet")
