"""The app's end of the pipe to its window."""

from __future__ import annotations

from contextlib import suppress

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class WindowDriver(WebDriver):
    """Ends the app when nobody is at the other end any more, as a closed terminal does.

    With Textual's own driver it stays: an app whose server was killed would hold its round's lock until the
    machine is switched off.
    """

    def run_input_thread(self) -> None:
        """Take what was typed until there is no more to come."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())

    def write(self, data: str) -> None:
        """Draw; without somebody to see it the app still ends in its own order."""
        with suppress(BrokenPipeError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """Tell the server something."""
        with suppress(BrokenPipeError):
            super().write_meta(data)
