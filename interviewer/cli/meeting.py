"""What is said on a terminal while a committee meets."""

from __future__ import annotations

import sys

from interviewer.cli.failures import say
from interviewer.content.library import Library
from interviewer.reports.waiting import waiting
from interviewer.session.commands import Waiting
from interviewer.session.debrief_events import DebriefEvent, StatementBegun, VoiceLost


class Progress:
    """Says on a terminal who speaks; whoever waits for a model sees that it goes on."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def hear(self, event: DebriefEvent) -> None:
        """Take note of an event."""
        if isinstance(event, VoiceLost):
            say(f"{event.why}; the written lines speak for {event.spec} from here on.")
        if not sys.stderr.isatty():
            return
        if isinstance(event, StatementBegun) and event.spec is not None:
            said = self._library.committee.members[event.member].said
            say(f"{said[:1].upper()}{said[1:]} speaks, {event.number} of {event.of}.")
        elif isinstance(event, Waiting):
            say(waiting(event))
