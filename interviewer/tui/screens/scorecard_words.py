"""What the scorecard's screen says around the card: help, keys, what a sentence shows. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from interviewer.reports.lit import Shown

_SLIGHTLY: Final = {"trace": "counted a little, ", "against": "a little against it, "}
HELP: Final = (
    "One answer graded. First the verdict, then each dimension's level beside your own guess and last "
    "time's, then the one thing to change: what you said, what it cost, what to say next time. Below is "
    "your answer: evidence in one colour, flags in the other. Tab goes through them, and the line above "
    "the keys says what a sentence shows; T stops at what counted only a little, too. R has that "
    "sentence said in other words, or the weakest one, and shows what it does to each level. Undecided "
    "means that two levels are about as likely, and says which sentence would settle it. The side pane, "
    "F2 on a narrow window, has what was missing and how sure each level is."
)
KEYS: Final[list[BindingType]] = [
    Binding("tab", "step(1)", "next evidence", tooltip="Go to the next evidence or flag"),
    Binding("shift+tab", "step(-1)", "previous evidence", show=False),
    Binding("t", "slight", "slight things", tooltip="Stop at what counted only a little, too"),
    Binding("r", "rewrite", "rewrite", tooltip="Say one sentence in other words and see what it changes"),
    Binding("n,right", "turn(1)", "next answer", tooltip="The next answer of this round"),
    Binding("b,left", "turn(-1)", "answer before", show=False),
    Binding("a", "again", "try again", tooltip="Try this question again"),
    Binding("f2", "details", "details", tooltip="What was missing, how sure, graded by"),
    Binding("c", "compare", "compare", tooltip="Compare with last time"),
    Binding(
        "d", "debrief", "debrief", tooltip="A committee over this round and the newest of each other kind"
    ),
    Binding(
        "e",
        "earlier",
        "earlier try",
        show=False,
        tooltip="Your last try at this question beside this one",
    ),
    Binding("v", "replay", "replay", tooltip="Replay this round"),
    Binding("x", "example", "example", tooltip="One strong answer beside yours"),
    Binding("ctrl+s", "export", "export", tooltip="Save as Markdown in the current folder"),
    Binding("escape", "back", "back", tooltip="Leave this scorecard; it stays saved with its round"),
    Binding("j", "line(1)", "Scroll down", show=False),
    Binding("k", "line(-1)", "Scroll up", show=False),
    Binding("g", "end(False)", "To the top", show=False),
    Binding("G", "end(True)", "To the end", show=False),
]


def shown_words(shows: Iterable[Shown]) -> str:
    """What a sentence shows; the first is named by the label beside it. Slight things only where all are."""
    first, *others = shows
    slight = first.kind in _SLIGHTLY
    told = [f"{_SLIGHTLY.get(first.kind, '')}{first.words}{f'. {first.note}' if first.note else ''}"]
    before = first
    for each in (other for other in others if slight or other.kind not in _SLIGHTLY):
        named = "" if each.dimension == first.dimension else f"{each.dimension or each.kind}: "
        slightly = "" if each.kind == before.kind else _SLIGHTLY.get(each.kind, "")
        told.append(f"{named}{slightly}{each.words}")
        before = each
    return "; ".join(told)
