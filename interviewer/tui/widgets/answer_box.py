"""Where the candidate types: the next “you” line on the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

if TYPE_CHECKING:
    from textual.events import Key


class AnswerBox(TextArea):
    """A text area of 2 to 10 rows. Letters always type; Enter belongs to the screen, which sends."""

    DEFAULT_CSS = """
    AnswerBox {
        height: auto; min-height: 2; max-height: 10; width: 1fr; max-width: 70;
        background: transparent; border: none; padding: 0; color: $foreground;
        scrollbar-size: 0 1;
        &:focus { border: none; background-tint: transparent; }
        & .text-area--cursor { background: $mine; color: $background; }
        & .text-area--cursor-line { background: transparent; }
        & .text-area--selection { background: $mine 30%; }
        & .text-area--placeholder { color: $quiet; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,shift+enter,alt+enter", "new_line", show=False),
        # Ctrl+Z leaves for the shell in this app, as everywhere in a terminal; undo has readline's key.
        Binding("ctrl+underscore,ctrl+slash", "undo", show=False),
    ]

    _own: ClassVar[dict[str, str]] = {
        key: each.action
        for each in (*TextArea.BINDINGS, *BINDINGS)
        if isinstance(each, Binding)
        for key in each.key.split(",")
    }
    """What each key of this box does."""

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:  # noqa: A002  # Textual's own word
        super().__init__(
            id=id,
            soft_wrap=True,
            compact=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            tab_behavior="focus",
            placeholder=placeholder,
        )

    async def on_key(self, event: Key) -> None:
        """Have this box's own keys act in their place among the letters.

        Left alone, a key that is bound goes up to the app and acts when it has got there: of keys that come
        in one burst, the letters after a backspace or a new line would be typed before it.
        """
        action = self._own.get(event.key)
        if action and await self.app.run_action(action, default_namespace=self):
            event.stop()
            event.prevent_default()

    def on_resize(self) -> None:
        """Have what is around it follow: in the layout that brings a new width the rows are still the old."""
        self.call_after_refresh(self.refresh, layout=True)

    def action_new_line(self) -> None:
        """Start a new line; Enter sends."""
        self.insert("\n", maintain_selection_offset=False)

    def put(self, text: str) -> None:
        """Replace what is in it, with the cursor at the end."""
        self.load_text(text)
        self.move_cursor(self.document.end)
