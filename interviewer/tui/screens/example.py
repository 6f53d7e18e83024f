"""One strong answer beside one's own, with the words lit that only one of them has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Container

from interviewer.evidence.characters import legible
from interviewer.reports.attempts import changes
from interviewer.tui.gutter import Row
from interviewer.tui.screens.attempts import AttemptsScreen

if TYPE_CHECKING:
    from textual.widget import Widget

    from interviewer.model.content import Catalogue
    from interviewer.session.attempts import TwoAttempts

_LABELS: Final = {"gone": "only there", "new": "only yours"}


class ExampleScreen(AttemptsScreen):
    """The example and one's own answer; no levels, because it is there to be read and not to be beaten."""

    HELP = (
        "One strong answer to this question beside yours: one way of answering it, not the only one. Lit in "
        "each are the words that show what the other has not."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,x", "leave", "back", tooltip="Back to the scorecard"),
        Binding("j,down", "line(1)", "Scroll down", show=False),
        Binding("k,up", "line(-1)", "Scroll up", show=False),
        Binding("g", "end(False)", "To the top", show=False),
        Binding("G", "end(True)", "To the end", show=False),
    ]
    TITLE_WORDS = "example"

    def rows(self, two: TwoAttempts, catalogue: Catalogue) -> Iterator[Widget]:
        """The question, what only one of them has, and both."""
        yield Row("question", legible(two.question))
        told = dict(changes(two, catalogue))
        for kind, label in _LABELS.items():
            if kind in told:
                yield Row(label, told[kind], classes="section")
        yield Container(self.attempt(two.before, two.lost), self.attempt(two.after, two.gained), id="both")
