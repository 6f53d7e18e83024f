"""An answer on the grid with its evidence lit, of which one sentence at a time is pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Region
from textual.style import Style

from interviewer.reports.lit import Lit, Passage, Shown
from interviewer.reports.marks import Marks
from interviewer.tui.gutter import LABEL, TEXT, Row
from interviewer.tui.look import Ink


class LitRow(Row):
    """A passage. A click on lit words points at them."""

    auto_links = False

    def __init__(self, passage: Passage, first: int, ink: Ink, marks: Marks) -> None:
        self.passage = passage
        self._first = first
        self._ink = ink
        self._marks = marks
        self._here: int | None = None
        super().__init__(
            self._label(), self._text(), self._mark(), classes="-begins" if passage.begins else ""
        )

    def point(self, place: int | None) -> None:
        """Point at the lit sentence with that place in the whole answer, or at none."""
        self._here = place
        self.show(self._label(), self._text(), self._mark())

    def lines_of(self, place: int) -> Region:
        """Where that sentence stands, in lines of this row."""
        before, said = "", ""
        at = self._first
        for each in self.passage.stretches:
            if each.lit is not None:
                if at == place:
                    said = each.text
                    break
                at += 1
            before += each.text
        width = max(1, min(TEXT, self.size.width - LABEL))
        top = max(1, len(Content(before + "x").wrap(width))) - 1
        bottom = len(Content(before + said).wrap(width))
        return Region(0, top, 1, max(1, bottom - top))

    def _text(self) -> Content:
        if self.passage.who == "interviewer":
            asked = Content(self.passage.text).stylize("$quiet")
            became = f" {self._marks.arrow} {self.passage.outcome}" if self.passage.outcome else ""
            return asked + Content(became)
        drawn = Content("")
        place = self._first
        for each in self.passage.stretches:
            part = Content(each.text)
            if each.lit is not None:
                part = part.stylize(self._style(each.lit, here=place == self._here))
                part = part.stylize(Style.from_meta({"@click": f"screen.point({place})"}))
                place += 1
            drawn += part
        return drawn

    def _style(self, lit: Lit, *, here: bool) -> str:
        ink = self._ink
        if lit.slight:
            return ink.slight_here if here else ""
        if lit.mark.kind == "flag":
            return ink.flag_here if here else ink.flag
        return ink.evidence_here if here else ink.evidence

    def _label(self) -> Content:
        mark = self.passage.mark
        if self.passage.who == "interviewer":
            return Content("interviewer").stylize("$quiet")
        if mark is None:
            return Content("you asked" if self.passage.role == "clarifying" else "").stylize("$quiet")
        return label_of(mark)

    def _mark(self) -> Content | None:
        mark = self.passage.mark
        return sign_of(mark, self._marks) if mark else None


class Spot(NamedTuple):
    """A lit sentence and the row it stands in."""

    row: LitRow
    lit: Lit


class LitAnswer:
    """The rows of an answer, and which of its lit sentences is pointed at."""

    def __init__(self, passages: Sequence[Passage], ink: Ink, marks: Marks) -> None:
        self.rows: list[LitRow] = []
        self.spots: list[Spot] = []
        for passage in passages:
            row = LitRow(passage, len(self.spots), ink, marks)
            self.rows.append(row)
            self.spots += [Spot(row, lit) for lit in passage.lit]
        self.here: int | None = None
        self.slight = False
        """Whether stepping stops at what counted only a little, too."""

    @property
    def has_slight(self) -> bool:
        """Whether some sentence counted a little and shows nothing more."""
        return any(spot.lit.slight for spot in self.spots)

    @property
    def lit(self) -> Lit | None:
        """The sentence that is pointed at."""
        return None if self.here is None else self.spots[self.here].lit

    def find(self, start: int, end: int) -> int | None:
        """The place of the first lit sentence that has words of that stretch of the answer."""
        fitting = (at for at, spot in enumerate(self.spots) if spot.lit.start < end and start < spot.lit.end)
        return next(fitting, None)

    def place_of(self, sentence: int) -> int | None:
        """The place of the lit sentence with that number in the answer."""
        return next((at for at, spot in enumerate(self.spots) if spot.lit.sentence == sentence), None)

    def step(self, by: int) -> int | None:
        """The place `by` further, round the ends; None where nothing is to be stopped at."""
        stops = [at for at, spot in enumerate(self.spots) if self.slight or not spot.lit.slight]
        if not stops:
            return None
        if self.here is None:
            return stops[0 if by > 0 else -1]
        beyond = [at for at in stops if (at > self.here if by > 0 else at < self.here)]
        return (beyond or stops)[0 if by > 0 else -1]

    def point(self, place: int | None) -> None:
        """Point at that sentence."""
        if self.here is not None:
            self.spots[self.here].row.point(None)
        self.here = place
        if place is not None:
            self.spots[place].row.point(place)

    def region(self) -> Region | None:
        """Where the sentence pointed at stands, in the container of the rows."""
        if self.here is None:
            return None
        row = self.spots[self.here].row
        lines = row.lines_of(self.here)
        return lines.translate(row.virtual_region.offset)


def label_of(shown: Shown) -> Content:
    """A dimension in the gutter; a flag's in the colour of what is lacking."""
    name = shown.dimension.value if shown.dimension else shown.kind
    return Content(name).stylize("$lacking" if shown.kind == "flag" else "$quiet")


def sign_of(shown: Shown, marks: Marks) -> Content:
    """The mark beside the text."""
    if shown.kind in {"trace", "against"}:
        return Content(marks.dot).stylize("$quiet")
    if shown.kind == "flag":
        return Content(marks.flag).stylize("$lacking")
    return Content(marks.evidence).stylize("$mine")
