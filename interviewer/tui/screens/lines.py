"""A page that is a list: lines to move through and open, and below them what is known of the one chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from interviewer.tui.frame import MoreLine, Page
from interviewer.tui.gutter import LABEL, TEXT, Gutter, Row, content
from interviewer.tui.widgets.choices import Choice, Choices
from interviewer.tui.widgets.search import SearchLine

_OTHER: Final = 11
"""Rows of a short screen that are not the list's: header, keys, the note, and the space between."""
_NOTE: Final = 7
"""Rows of them that are the note's."""
_BESIDE: Final = 1
"""Columns between the note and what scrolls it."""
_ROOMY: Final = 80
"""Columns from which a note can stand under a list whose names are long."""
BLANK: Final = Choice(" ", "", disabled=True)
"""A blank line between groups."""


class Lines(Page):
    """The frame of such pages. Subclasses say which lines there are, what each means, and what opens."""

    CSS_PATH = "lines.tcss"
    AUTO_FOCUS = "Choices"
    SEARCH: ClassVar[str] = ""
    """What can be searched for; nothing can when it is empty."""

    def __init__(self, *, gutter: int = LABEL) -> None:
        super().__init__()
        self._gutter = gutter
        self.problem = ""
        """Why there are no lines, where something went wrong."""

    def lines(self) -> Sequence[Choice]:
        """The lines, as they are now."""
        return ()

    def note(self, line: str) -> tuple[str, Content | str]:
        """A label and what there is to know about that line."""
        return "", ""

    def open_line(self, line: str) -> None:
        """What Enter does on that line."""

    def body(self) -> Iterable[Widget]:
        """The search line, the list, and the note."""
        yield SearchLine(self.SEARCH)
        yield Choices(gutter=self._gutter)
        yield MoreLine()
        with VerticalScroll(id="notes", can_focus=False):
            yield Row("", "", id="note")

    def on_mount(self) -> None:
        """Show the lines."""
        self.query_one(MoreLine).follow(self.query_one(Choices))
        self.watch(self.app, "theme", self.show_note, init=False)
        self.show_note()

    def on_resize(self) -> None:
        """Lay list and note out anew."""
        self.show_note()

    def _leave_room(self, rows: int) -> None:
        """The list is as long as its lines, but leaves room for a note of so many rows."""
        tall = 7 if self.has_class("-tall") else 0
        search = 2 if self.query_one(SearchLine).is_open else 0
        note = max(0, rows - _NOTE - tall)
        self.query_one(Choices).styles.max_height = max(3, self.size.height - _OTHER - tall - search - note)

    @property
    def words(self) -> list[str]:
        """What is searched for."""
        return self.query_one(SearchLine).words

    @property
    def chosen(self) -> str | None:
        """The line the cursor is on."""
        return self.query_one(Choices).chosen

    def show(self, chosen: str | None = None) -> None:
        """Draw the lines and the note."""
        self.query_one(Choices).offer(self.lines(), chosen)
        self.show_note()

    def show_note(self, _theme: str = "") -> None:
        """Draw what is known of the chosen line."""
        label, text = self.note(self.chosen) if self.chosen else ("", self.nothing())
        told = content(text)
        row, at = self.query_one("#note", Row), self._note_at(told)
        row.show_gutter(Gutter(content(label, "$quiet"), told, text_at=at))
        columns = min(TEXT, row.container_size.width - _BESIDE - at)
        self._leave_room(len(told.wrap(columns)) if columns > 0 else 0)
        self.refresh_bindings()

    def _note_at(self, told: Content) -> int:
        """Under the list's own column where all of the note can be read there, else in the usual place."""
        at, row = self.query_one(Choices).label_width, self.query_one("#note", Row)
        columns = min(TEXT, row.container_size.width - _BESIDE - at)
        if self.size.width < _ROOMY or columns < 1:
            return LABEL
        return at if self.has_class("-tall") or len(told.wrap(columns)) <= _NOTE else LABEL

    def nothing(self) -> Content | str:
        """What is said when there is no line to choose."""
        return self.problem or ("Nothing fits. esc ends the search." if self.words else "")

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        """Another line was chosen."""
        self.show_note()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it."""
        if event.option_id is not None:
            self.open_line(event.option_id)

    def on_search_line_changed(self) -> None:
        """Narrow the list."""
        self.show()

    def action_move(self) -> None:
        """Move on."""
        self.query_one(Choices).action_cursor_down()

    def action_open(self) -> None:
        """Open what is chosen."""
        self.query_one(Choices).action_select()

    def action_search(self) -> None:
        """Search the list."""
        self.query_one(SearchLine).open()
        self.on_resize()

    def action_search_end(self) -> None:
        """Show all lines again."""
        self.query_one(SearchLine).end()
        self.on_resize()
        self.query_one(Choices).focus()

    def action_search_list(self) -> None:
        """Go from the search to what it found."""
        self.query_one(Choices).focus()

    def action_leave(self) -> None:
        """End the search if there is one, else leave."""
        if self.query_one(SearchLine).is_open:
            self.action_search_end()
        else:
            self.leave()

    def leave(self) -> None:
        """Go back to where one came from."""
        self.dismiss()
