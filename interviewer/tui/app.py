"""The app: themes, keys that work everywhere, and the way from screen to screen."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.worker import Worker, WorkerState

from interviewer.glance import glance
from interviewer.places import Places, places
from interviewer.progress.summary import Summary, read_summary, still_holds
from interviewer.reports.marks import Marks, marks_for
from interviewer.tui.look import COLOURED, COLOURLESS, MONO, NIGHT, THEMES, Ink, variables_for
from interviewer.tui.ways import Ways

if TYPE_CHECKING:
    from textual.app import SystemCommand
    from textual.command import Provider
    from textual.screen import Screen

    from interviewer.session.clock import Clock
    from interviewer.session.saved import SavedRound
    from interviewer.session.surroundings import Surroundings

INTERRUPTED: Final = 130
_AFTER_PAINT: Final = 0.4
"""Seconds from the first paint until a provider's library is imported; typing comes first."""


def _commands() -> type[Provider]:
    from interviewer.tui.palette import Commands

    return Commands


class InterviewerApp(Ways):
    """The front end in the terminal. It shows what the session says and sends it what was typed."""

    TITLE = "pm interviewer"
    # Textual loads a screen's own file when the screen is pushed, which the first one never is.
    CSS_PATH = ["app.tcss", "screens/home.tcss"]  # Textual's own type
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_commands}  # Textual's own type
    COMMAND_PALETTE_BINDING = "ctrl+p"
    PAUSE_GC_ON_SCROLL = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit; nothing is lost", id="app.quit", show=False, priority=True),
        Binding("f1", "help", "Explain this screen", id="app.help", show=False),
        Binding("question_mark", "help", "Explain this screen", id="app.help-too", show=False),
        Binding(
            "ctrl+z",
            "suspend_process",
            "Back to the shell for a while",
            id="app.suspend",
            show=False,
            priority=True,
        ),
        Binding("ctrl+c", "copy_or_say", "Copy what is selected", id="app.copy", show=False, priority=True),
    ]

    def __init__(self, flags: dict[str, Any] | None = None, clock: Clock | None = None) -> None:
        super().__init__()
        self.flags = flags or {}
        """Flags of the command line, over environment and file."""
        self.clock = clock
        """A clock to use in place of the machine's own."""
        self._for_now: set[str] = set()
        """Which of the flags were chosen in the app, for as long as it runs."""
        self.places: Places = places()
        look = glance(self.places)
        # While the app runs, Textual puts something without an encoding in stdout's place.
        self._encoding = sys.stdout.encoding
        self.marks: Marks = marks_for(self._encoding, look.marks)
        self._llm = self.flags.get("llm") or look.llm
        self._chosen_theme = look.theme
        self.deleted: list[SavedRound] = []
        """Rounds deleted since the app was opened, the newest last."""
        self.first: Callable[[InterviewerApp], object] | None = None
        """Opens the screen to begin on, over the home screen."""
        self._surroundings: Surroundings | None = None
        self._loading = asyncio.Lock()
        for theme in THEMES:
            self.register_theme(theme)
        # NO_COLOR turns colours into greys, and the accent would be the dimmest of them.
        self.theme = MONO if os.environ.get("NO_COLOR") else self._known_theme(look.theme)

    def _known_theme(self, name: str | None) -> str:
        return name if name in self.available_themes else NIGHT

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Values for the app's own variables where a theme has none."""
        return variables_for(self.current_theme)

    @property
    def ink(self) -> Ink:
        """How meaningful words are drawn in this theme."""
        return COLOURLESS if self.theme == MONO else COLOURED

    def use_marks(self, choice: str) -> None:
        """Draw with other signs from now on: auto, unicode or ascii."""
        self.marks = marks_for(self._encoding, choice)

    def who(self) -> Content:
        """Who interviews and grades, and what it costs, for the header's right end."""
        cost = f" {self.marks.dot} no cost" if self._llm == "offline" else ""
        return Content(f"{self._llm}{cost}").stylize("$quiet")

    @property
    def llm(self) -> str:
        """Who interviews, by their SPEC."""
        return self._llm

    @property
    def summary(self) -> Summary:
        """What is derived from the saved rounds, as last written."""
        return read_summary(self.places.summary)

    @property
    def summary_holds(self) -> bool:
        """Whether nothing it was derived from has changed since, as it has where the process was killed."""
        summary, where = self.summary, self.places
        sources = [where.transcripts, where.loops]
        if summary.unfinished is not None:
            sources.append(where.transcripts / f"{summary.unfinished.id}.jsonl")
        if summary.loop is not None:
            sources.append(where.loops / f"{summary.loop.id}.jsonl")
        return still_holds(where.summary, sources)

    def keep_summary(self) -> None:
        """Have what was done here in the summary, for the next first paint; the drill stays as it was."""
        if self._surroundings is None or self.summary_holds:
            return
        from interviewer.session.summarise import refresh_summary

        around = self._surroundings
        refresh_summary(around.store, self.places.summary, around.loops, self.summary.drill)

    async def surroundings(self) -> Surroundings:
        """Settings, content and saved rounds; the first call reads them away from the event loop.

        Raises:
            UsageError: when a setting does not hold up.
        """
        async with self._loading:
            if self._surroundings is None:
                self._surroundings = await asyncio.to_thread(self._read_surroundings)
            return self._surroundings

    def _read_surroundings(self) -> Surroundings:
        from interviewer.session.surroundings import Surroundings

        return Surroundings.of(**self.flags)

    def forget_surroundings(self) -> None:
        """Have the settings read again, as after one was changed."""
        self._surroundings = None
        self._llm = self.flags.get("llm") or glance(self.places).llm

    def use_for_now(self, flags: dict[str, Any], instead_of: Iterable[str] = ()) -> None:
        """Let these settings count until the app is left; those named, once chosen like this, no more."""
        for name in self._for_now.intersection(instead_of):
            self.flags.pop(name, None)
        self._for_now = self._for_now.difference(instead_of) | flags.keys()
        self.flags |= flags
        self.forget_surroundings()
        self._load_sdk()

    def _load_sdk(self) -> None:
        """Begin to import what the model's calls will need, in the background; offline that is nothing."""
        if self._llm != "offline":
            from interviewer.llm.loading import start_loading

            start_loading(self._llm)

    def get_default_screen(self) -> Screen[None]:
        """The home screen."""
        from interviewer.tui.screens.home import Home

        return Home()

    def on_mount(self) -> None:
        """Stop cleanly when the terminal is closed or the process is told to end."""
        with suppress(NotImplementedError, AttributeError, ValueError):
            loop = asyncio.get_running_loop()
            for name in (signal.SIGHUP, signal.SIGTERM):
                loop.add_signal_handler(name, self._leave)
        self.call_after_refresh(self.set_timer, _AFTER_PAINT, self._load_sdk)
        if self.first is not None:
            self.first(self)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """See what went wrong in the app's own workers."""
        self.tell_slip(event)

    def tell_slip(self, event: Worker.StateChanged) -> None:
        """Log and say a slip in our own code: it must neither vanish nor take the app away."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            from interviewer.session.error_log import in_one_line

            self.tell(in_one_line(error))

    def _leave(self) -> None:
        self.exit(return_code=INTERRUPTED)

    def action_suspend_process(self) -> None:
        """Back to the shell. Screens are told first: Textual's signals would reach them afterwards."""
        if self.is_web:
            self.tell("There is no shell behind a browser's window.")
            return
        from interviewer.tui.frame import Page

        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.before_suspend()
        super().action_suspend_process()

    def tell(self, words: str) -> None:
        """Say something that went wrong or was done, for a few seconds."""
        self.notify(words, timeout=8, markup=False)

    def action_copy_or_say(self) -> None:
        """Copy the selection; with nothing selected, say how to leave."""
        if selected := self.screen.get_selected_text():
            self.copy_to_clipboard(selected)
            self.tell("Copied.")
        else:
            self.tell("Leave with ctrl+q. Nothing is lost.")

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action there is."""
        from interviewer.tui.palette import commands_of

        return commands_of(self, screen)

    def theme_chooser(self, name: str) -> Callable[[], None]:
        """What makes that theme the one that is used and kept."""

        def choose() -> None:
            self.theme = name
            self.keep_setting("theme", name)

        return choose

    def keep_setting(self, name: str, value: str) -> None:
        """Make it the usual value; whoever asks for the surroundings meanwhile waits for it."""
        if name in self.flags:
            self.flags[name] = value
        self.run_worker(self._keep(name, value), exit_on_error=False)

    async def _keep(self, name: str, value: str) -> None:
        from interviewer.model.errors import InterviewerError
        from interviewer.settings import save_setting

        async with self._loading:
            try:
                await asyncio.to_thread(save_setting, self.places, name, value)
            except InterviewerError as error:
                self.tell(str(error))
            else:
                self.forget_surroundings()


def run_app(
    flags: dict[str, Any] | None = None, first: Callable[[InterviewerApp], object] | None = None
) -> int:
    """Open the app and return the exit code once it is left.

    `first` opens the screen to begin on, over the home screen.
    """
    app = InterviewerApp(flags)
    app.first = first
    app.run()
    app.keep_summary()
    return app.return_code or 0
