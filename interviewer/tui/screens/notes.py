"""What the interviewer told so far, and the candidate's own notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from interviewer.evidence.characters import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from interviewer.interview.state import RoundState


def notes_content(state: RoundState) -> Content:
    """Both lists, each under its heading; a list that is empty is left out."""
    # A fact that was asked for twice is told twice, and known once.
    told = list(dict.fromkeys(visible(fact.short) for fact in state.facts))
    blocks = [
        _block(heading, lines)
        for heading, lines in (("told so far", told), ("your notes", state.notes))
        if lines
    ]
    return Content("\n\n\n").join(blocks)


def _block(heading: str, lines: Iterable[str]) -> Content:
    body = [Content(heading).stylize("$quiet"), *(Content(visible(line)) for line in lines)]
    return Content("\n").join(body)


class Notes(ModalScreen[None]):
    """The notes as a panel, with a line to add one."""

    CSS_PATH = "notes.tcss"
    HELP = "Facts the interviewer gave you stand first, then your own notes. Notes are part of no answer."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "close", "close", tooltip="Back to the answer"),
    ]

    def __init__(self, state: Callable[[], RoundState], add: Callable[[str], None]) -> None:
        super().__init__()
        self._state = state
        self._add = add

    def compose(self) -> ComposeResult:
        """The lists, and the line."""
        with Vertical(id="panel"):
            with VerticalScroll(can_focus=False):
                yield Static(id="lists")
            yield Input(placeholder="a note, enter keeps it, esc closes", compact=True)

    def on_mount(self) -> None:
        """Show them."""
        self.refresh_lists()
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the note."""
        if text := event.value.strip():
            self._add(text)
            event.input.clear()
            self.set_timer(0.1, self.refresh_lists)

    def refresh_lists(self) -> None:
        """Show what is known by now."""
        drawn = notes_content(self._state())
        empty = Content("Nothing was told yet, and you have no notes.").stylize("$quiet")
        self.query_one("#lists", Static).update(drawn if drawn.plain else empty)

    def action_close(self) -> None:
        """Back to the answer."""
        self.dismiss()
