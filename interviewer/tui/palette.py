"""What the command palette finds: the app's commands in their own order, by name or by what they do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.app import SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from interviewer.tui.frame import Page, allowed, key_names, screen_keys
from interviewer.tui.look import MONO, OWN

if TYPE_CHECKING:
    from textual.screen import Screen

    from interviewer.tui.app import InterviewerApp

_KEYS_ONLY: Final = ("move", "open", "app.command_palette")
"""What makes no sense as a command: one step in a list, Enter on it, and opening the commands."""


class Commands(Provider):
    """The app's commands. Unlike Textual's own provider it leaves their order alone."""

    async def discover(self) -> Hits:
        """All of them, the open screen's first."""
        for title, about, run, shown in self.app.get_system_commands(self.screen):
            if shown:
                yield DiscoveryHit(Content(title).markup, run, title, Content(about).markup)

    async def search(self, query: str) -> Hits:
        """Those that fit: words in the name first, then in what it does, then letters strewn in the name."""
        matcher = self.matcher(query)
        wanted = query.casefold()
        for title, about, run, _ in self.app.get_system_commands(self.screen):
            fuzzy = matcher.match(title)
            found = (wanted in title.casefold(), wanted in about.casefold(), fuzzy > 0)
            if any(found):
                score = (len(found) - found.index(True)) + min(fuzzy, 1) / 2
                yield Hit(score, matcher.highlight(title), run, title, Content(about).markup)


def commands_of(app: InterviewerApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """Every action there is: of this screen first, then the ways to other screens, then the look."""
    elsewhere = {command.title: command for command in (*_ways(app), *_texts(app, screen), *_looks(app))}
    for command in _screen_commands(app, screen):
        known = elsewhere.pop(command.title, None)
        about = f"{known.help}; {command.help}" if known else command.help.capitalize()
        yield command._replace(help=about)
    yield from elsewhere.values()


def _texts(app: InterviewerApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """What takes the open screen along, wherever one is."""
    if not isinstance(screen, Page):
        return

    def copy() -> None:
        from interviewer.tui.copying import text_of

        app.copy_to_clipboard(text_of(screen))
        app.tell("Copied.")

    def write() -> None:
        from interviewer.model.errors import TranscriptError
        from interviewer.session.exporting import write_new
        from interviewer.tui.copying import name_of, text_of

        try:
            app.tell(f"Saved as {write_new(Path.cwd(), name_of(screen), text_of(screen), '.txt')}")
        except TranscriptError as error:
            app.tell(str(error))

    yield SystemCommand("Copy this screen as text", "All of it, also what is scrolled away", copy)
    yield SystemCommand("Export this screen as text", "To a new file in the current folder", write)


def _ways(app: InterviewerApp) -> Iterable[SystemCommand]:
    if left := app.summary.unfinished:
        path = app.places.transcripts / f"{left.id}.jsonl"
        about = f"{left.round}, question {left.question} of {left.questions}"
        yield SystemCommand("Go on with the last round", about, lambda: app.open_round(path))
    if loop := app.summary.loop:
        place = app.places.loops / f"{loop.id}.jsonl"
        about = f"round {loop.place} of {loop.of}, {loop.round}" if loop.round else "the committee is next"
        yield SystemCommand("Go on with the loop", about, lambda: app.open_loop(place))
    yield SystemCommand("Practise a round", "Round, question, level and length", app.action_setup)
    yield SystemCommand("Practise the whole loop", "Screens, onsite rounds, the committee", app.action_loop)
    yield SystemCommand("Score a pasted answer", "Paste an answer, get a scorecard", app.action_score)
    yield SystemCommand("Five minutes: a drill", "One thing a strong answer does", app.open_drill)
    yield SystemCommand("Progress", "Trends, own guesses, what keeps missing", app.action_progress)
    yield SystemCommand("Saved rounds and samples", "Replay, scorecard, delete", app.action_saved)
    yield SystemCommand(
        "Debrief your newest rounds",
        "A committee over the last one of each kind",
        app.open_committee_around,
    )
    yield SystemCommand("Settings", "Who interviews, colours, folders", app.action_settings)
    yield SystemCommand("Explain this screen", "What it shows, and its keys; f1", app.action_help)


def _looks(app: InterviewerApp) -> Iterable[SystemCommand]:
    for name in (*OWN, *sorted(set(app.available_themes) - {*OWN, MONO})):
        # Twenty themes would bury the actions: those that are not ours are found by typing their name.
        choose, own = app.theme_chooser(name), name in OWN
        yield SystemCommand(f"Colours: {name}", "Use these colours", choose, discover=own)
    yield SystemCommand(
        "Save a picture of the screen",
        "As SVG, to be downloaded" if app.is_web else "As SVG, in the current folder",
        lambda: app.deliver_screenshot(path="."),
    )
    yield SystemCommand("Quit", "Nothing is lost; ctrl+q", app.action_quit)


def _screen_commands(app: InterviewerApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    for binding in screen_keys(screen):
        if binding.action not in _KEYS_ONLY and binding.description and allowed(screen, binding):
            words = binding.tooltip or binding.description
            title = f"{words[:1].upper()}{words[1:]}"
            keys = f"on this screen: {key_names(binding, app.marks)}"
            yield SystemCommand(title, keys, _runner(app, binding.action, screen))


def _runner(app: InterviewerApp, action: str, screen: Screen[Any]) -> Callable[[], Any]:
    async def run() -> None:
        await app.run_action(action, default_namespace=screen)

    return run
