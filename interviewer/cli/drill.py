"""`interviewer drill`: five minutes on one thing, in the app or at the prompt."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from interviewer.cli.failures import say
from interviewer.cli.lines import EndOfInput, LineReader, Message, Typed
from interviewer.cli.surroundings import Surroundings
from interviewer.cli.terminal import on_terminal
from interviewer.reports.drill import drill_text, drills_text, end_text, try_text
from interviewer.reports.layout import row
from interviewer.session.clock import SystemClock
from interviewer.session.drill_schedule import Schedule
from interviewer.session.drilling import DrillSession

_HELP = row(
    "",
    "Send a try with a line that holds only a full stop. /example ends the drill with a strong one. /said "
    "counts it as done where you did say it and the rules did not hear it.",
)


def run(args: Namespace) -> int:
    """Do one drill, or list them."""
    around = Surroundings.of()
    if args.list:
        now = datetime.now(UTC)
        print(drills_text(around.library.drills, Schedule.read(around.places.drills), now))
        return 0
    session = DrillSession.start(around, SystemClock(), args.signal)
    if on_terminal() and not args.plain:
        from interviewer.tui.app import run_app

        # The app begins it anew: its time has not run before it can be read.
        return run_app(first=lambda app: app.open_drill(args.signal))
    _PlainDrill(around, session).run()
    return 0


class _PlainDrill:
    """One sitting at the prompt."""

    def __init__(self, around: Surroundings, session: DrillSession) -> None:
        self._around = around
        self._session = session
        self._reader = LineReader()
        self._reader.keep = session.keep_draft

    def run(self) -> None:
        """Take tries until it is done or left, then say when it comes again."""
        session, marks = self._session, self._around.marks
        print(drill_text(session.coming, datetime.now(UTC), marks))
        print(f"\n{_HELP}", flush=True)
        if draft := session.draft:
            self._tell(row("your draft", draft))
            self._reader.begin_with(draft)
        try:
            self._tries()
        finally:
            # Whoever stops in the middle has tried all the same.
            due = session.finish()
        if not session.tried:
            say("Nothing was tried, so nothing is written down.")
            return
        print(f"\n{end_text(session.coming, due, datetime.now(UTC), marks)}", flush=True)

    def _tries(self) -> None:
        while not self._session.done:
            match self._reader.read():
                case Message(text):
                    self._listen(text)
                case Typed("/example"):
                    if self._session.tried:
                        return
                    self._tell("Try it first; the example comes after.")
                case Typed("/said"):
                    self._claim()
                case Typed():
                    self._tell(_HELP)
                case EndOfInput(unfinished):
                    self._listen(unfinished)
                    return

    def _claim(self) -> None:
        if self._session.tried:
            self._session.claim()
        else:
            self._tell("Try it first.")

    def _listen(self, text: str) -> None:
        if not text.strip():
            return
        heard = self._session.answer(text)
        catalogue = self._around.library.catalogue
        self._tell(try_text(self._session.coming.drill, heard, catalogue, self._around.marks))

    def _tell(self, text: str) -> None:
        print(f"\n{text}", flush=True)
