"""What F1 says: what the screen shows, its keys with their long names, and the words of the product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Final, Self

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from interviewer.model.words import LEVEL_WORDS
from interviewer.reports.marks import UNICODE
from interviewer.tui.app import InterviewerApp
from interviewer.tui.drawing import squares
from interviewer.tui.frame import Ends, MoreLine, allowed, key_names, screen_keys
from interviewer.tui.gutter import Row

_EVERYWHERE: Final = (
    ("ctrl+p", "All actions, by name"),
    ("f1  ?", "Explain the screen; ? types in a text box"),
    ("j k  g G", "Down and up, first and last"),
    ("esc", "Back to where you came from; nothing is lost"),
    ("ctrl+c", "Copy what is selected with the mouse"),
    ("ctrl+z", "Back to the shell for a while"),
    ("ctrl+q", "Quit; nothing is lost"),
)


class Help(ModalScreen[None]):
    """A panel at the right of wide windows, the whole of narrow ones."""

    CSS_PATH = "help.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # Textual's own type
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,q", "leave", "close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("g", "end(False)", show=False),
        Binding("G", "end(True)", show=False),
    ]
    AUTO_FOCUS = "VerticalScroll"

    app = getters.app(InterviewerApp)

    def __init__(self, about: str, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        self._about = about
        self._keys = keys

    @classmethod
    def of(cls, screen: Screen[Any]) -> Self:
        """The help for that screen: what it can do just now."""
        marks = screen.app.marks if isinstance(screen.app, InterviewerApp) else UNICODE
        keys = [
            (key_names(each, marks), each.tooltip or each.description)
            for each in screen_keys(screen)
            if each.description and allowed(screen, each)
        ]
        return cls(getattr(screen, "HELP", None) or "", keys)

    def compose(self) -> Iterable[Widget]:
        """The panel."""
        with Vertical(id="panel"):
            with VerticalScroll():
                yield Static(Content(self._about))
                yield from _section("On this screen", self._keys)
                yield from _section("Everywhere", _EVERYWHERE)
                yield from self._words()
            yield MoreLine()
            yield Ends(id="close")

    def _words(self) -> Iterator[Widget]:
        marks = self.app.marks
        yield Static("Levels and marks", classes="heading", markup=False)
        for score in sorted(LEVEL_WORDS):
            yield Row(squares(marks, score), LEVEL_WORDS[score])
        yield Row(Content(marks.evidence).stylize(self.app.ink.evidence), "Evidence, in your own words")
        yield Row(Content(marks.flag).stylize(self.app.ink.flag), "A flag: something that counts against you")
        yield Row(Content(marks.follow_up), "A follow-up by the interviewer")

    def on_mount(self) -> None:
        """Say how much there is below."""
        close = Content("esc") + Content(" close").stylize("$quiet")
        self.query_one(Ends).left = (close.stylize(Style.from_meta({"@click": "screen.leave"})),)
        self.query_one(MoreLine).follow(self.query_one(VerticalScroll))

    def action_scroll(self, by: int) -> None:
        """Read on, or back."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_end(self, last: bool) -> None:  # noqa: FBT001  # as the binding gives it
        """Go to an end."""
        page = self.query_one(VerticalScroll)
        if last:
            page.scroll_end(animate=False)
        else:
            page.scroll_home(animate=False)

    def action_leave(self) -> None:
        """Back to the screen."""
        self.dismiss()


def _section(title: str, keys: Iterable[tuple[str, str]]) -> Iterator[Widget]:
    rows = [Row(Content(key), words) for key, words in keys]
    if rows:
        yield Static(title, classes="heading", markup=False)
        yield from rows
