"""The four levels before and now: what other words, or another grader, did to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from interviewer.model.words import Dimension
from interviewer.reports.comparison import moved
from interviewer.tui.drawing import level, squares
from interviewer.tui.gutter import LABEL

if TYPE_CHECKING:
    from interviewer.model.scorecard import Scorecard
    from interviewer.reports.marks import Marks

_NOW_AT: Final = 11
_MOVED_AT: Final = 19


def moved_levels(
    before: Scorecard | None, now: Scorecard | None, marks: Marks, titles: tuple[str, str, str]
) -> Content:
    """A row a dimension and one for the recommendation; only what counts now has colour.

    `titles` stand over the dimensions, the levels before, and those now. Either card may be
    missing: then its column is left empty.
    """
    head = f"{titles[0]:<{LABEL}}{titles[1]:<{_NOW_AT}}{titles[2]}"
    lines = [Content(head).stylize("$quiet")]
    for name in Dimension:
        then = squares(marks, before.dimensions[name].score, quiet=True) if before else Content("")
        line = _padded(Content(name.value), LABEL) + _padded(then, _NOW_AT)
        if now is not None:
            after = level(marks, now.dimensions[name].score)
            way = moved(before.dimensions[name], now.dimensions[name]) if before else ""
            ink = {"up": "bold $bright", "down": "$lacking"}.get(way, "$quiet")
            line += _padded(after, _MOVED_AT) + Content(way).stylize(ink)
        lines.append(line.rstrip())
    lines.append(_recommended(before, now, marks))
    return Content("\n").join(lines)


def _recommended(before: Scorecard | None, now: Scorecard | None, marks: Marks) -> Content:
    then = before.recommendation.value if before else ""
    after = now.recommendation.value if now else ""
    if not then or not after:
        return Content(f"{'':<{LABEL}}{then or after}")
    if then == after:
        return Content(f"{'':<{LABEL}}{then}, as before")
    told = Content(f"{'':<{LABEL}}{then} {marks.arrow} ").stylize("$quiet")
    return told + Content(after).stylize("bold $bright")


def _padded(text: Content, width: int) -> Content:
    return text + Content(" " * max(0, width - text.cell_length))
