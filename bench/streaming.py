"""The app's round with many turns, into which text streams at 1,000 tokens a second. Run by bench.app."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from bench.rounds import make_round
from interviewer.places import places
from interviewer.tui import app as app_module
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import Interview
from interviewer.tui.widgets.conversation import Conversation

TOKENS_A_SECOND = 1000
TOKEN = 4
"""Characters."""
PARAGRAPH = (
    "Data: in two rounds the metric was left to somebody else, and that is the job. Peer: the segment was "
    "chosen well, rarer than you think, but it is the second time.\n- one thing that would have changed it\n"
    "- another thing, with a longer line that has to be wrapped because it does not fit the page\n\n"
)


_TUI = Path(app_module.__file__).parent


class Streaming(InterviewerApp):
    """Opens the round at once and streams into it."""

    CSS_PATH = [_TUI / "app.tcss", _TUI / "screens" / "home.tcss"]  # noqa: RUF012  # relative ones would be sought here

    def __init__(self, turns: int, seconds: float) -> None:
        super().__init__()
        self._path = asyncio.run(make_round(self.places.data, turns))
        self._seconds = seconds

    def on_ready(self) -> None:
        """Open the round."""
        self.open_round(self._path)
        self._waiting = self.set_interval(0.05, self._begin)

    def _begin(self) -> None:
        if not isinstance(self.screen, Interview) or not self.screen.query("Turn"):
            return
        self._waiting.stop()
        self.notify("streaming")
        self._stream = self.screen.query_one(Conversation).stream("data")
        self._since, self._fed = time.perf_counter(), 0
        self.set_interval(0.01, self._feed)

    def _feed(self) -> None:
        elapsed = min(self._seconds, time.perf_counter() - self._since)
        due = int(elapsed * TOKENS_A_SECOND * TOKEN)
        text = PARAGRAPH * (1 + (due - self._fed) // len(PARAGRAPH) + 1)
        offset = self._fed % len(PARAGRAPH)
        self._stream.feed(text[offset : offset + due - self._fed])
        self._fed = due


if __name__ == "__main__":
    places().data.mkdir(parents=True, exist_ok=True)
    Streaming(int(sys.argv[1]), float(sys.argv[2])).run()
