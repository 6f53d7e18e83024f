"""The baseline: the smallest chat one would write with Textual, in about forty lines."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Footer, Static, TextArea


class Chat(App[None]):
    """A log, a box, a footer."""

    CSS = """
    #log { height: 1fr; }
    #log Static { margin: 0 0 1 0; width: 100%; height: auto; }
    TextArea { height: 5; }
    """
    BINDINGS = [("ctrl+s", "send", "Send"), ("ctrl+q", "quit", "Quit")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        """The three."""
        yield VerticalScroll(id="log")
        yield TextArea()
        yield Footer()

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one("#log").anchor()
        self.query_one("#log").mount(Static("Say something.", markup=False))
        self.query_one(TextArea).focus()

    def action_send(self) -> None:
        """Show what was typed, and an answer to it."""
        box = self.query_one(TextArea)
        log = self.query_one("#log")
        log.mount(Static(box.text, markup=False))
        log.mount(Static("I see.", markup=False))
        box.clear()


if __name__ == "__main__":
    Chat().run()
