"""What the interviewer told so far, and the candidate's own notes."""

from __future__ import annotations

from collections.abc import Callable
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


def notes_content(state: RoundState, changing: int = 0) -> Content:
    """Both lists, each under its heading, the note that is being changed lit; an empty list is left out."""
    # A fact that was asked for twice is told twice, and known once.
    told = list(dict.fromkeys(visible(fact.short) for fact in state.facts))
    notes = [
        Content(visible(each.text)).stylize("$mine" if each.number == changing else "")
        for each in state.kept_notes
    ]
    blocks = [
        Content("\n").join([Content(heading).stylize("$quiet"), *lines])
        for heading, lines in (("told so far", list(map(Content, told))), ("your notes", notes))
        if lines
    ]
    return Content("\n\n\n").join(blocks)


class Notes(ModalScreen[None]):
    """The notes as a panel, with a line to add one."""

    CSS_PATH = "notes.tcss"
    HELP = (
        "Facts the interviewer gave you stand first, then your own notes. Notes are part of no answer. "
        "In a replay the arrows go through the notes: the one that is lit is in the line, to be changed; "
        "emptied, it is taken away."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "close", "close", tooltip="Back to the answer"),
        Binding("up", "pick(-1)", "the note before", show=False),
        Binding("down", "pick(1)", "the next note", show=False),
    ]

    def __init__(
        self,
        state: Callable[[], RoundState],
        add: Callable[[str], None],
        change: Callable[[int, str], None] | None = None,
        number: int = 0,
    ) -> None:
        """With `change`, notes can be changed; the one of that number is opened at once."""
        super().__init__()
        self._state = state
        self._add = add
        self._change = change
        self._changing = number
        """The number of the note in the line; 0 for a new one."""

    def compose(self) -> ComposeResult:
        """The lists, and the line."""
        with Vertical(id="panel"):
            with VerticalScroll(can_focus=False):
                yield Static(id="lists")
            can = "up changes one" if self._change else "esc closes"
            yield Input(placeholder=f"a note, enter keeps it, {can}", compact=True)

    def on_mount(self) -> None:
        """Show them."""
        self._take_up(self._changing)
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the note, or the other words of the one that is in the line."""
        text, number = event.value.strip(), self._changing
        if number and self._change is not None:
            self._change(number, text)
        elif text:
            self._add(text)
            self.set_timer(0.1, self.refresh_lists)
        self._take_up(0)

    def _take_up(self, number: int) -> None:
        """Have that note in the line; with 0, room for a new one."""
        self._changing = number
        line = self.query_one(Input)
        line.value = next((each.text for each in self._state().kept_notes if each.number == number), "")
        line.cursor_position = len(line.value)
        self.refresh_lists()

    def action_pick(self, by: int) -> None:
        """Take up the note before or the next one, past the last one a new note."""
        if self._change is not None:
            numbers = [*(each.number for each in self._state().kept_notes), 0]
            at = numbers.index(self._changing) if self._changing in numbers else len(numbers) - 1
            self._take_up(numbers[min(max(at + by, 0), len(numbers) - 1)])

    def refresh_lists(self) -> None:
        """Show what is known by now."""
        drawn = notes_content(self._state(), self._changing)
        empty = Content("Nothing was told yet, and you have no notes.").stylize("$quiet")
        self.query_one("#lists", Static).update(drawn if drawn.plain else empty)

    def action_close(self) -> None:
        """Back to the answer."""
        self.dismiss()
