"""Settings: what is set, where it comes from, and where things lie on this machine."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from interviewer.model.errors import InterviewerError
from interviewer.model.words import OFFLINE, JobLevel
from interviewer.reports.marks import ASCII, UNICODE, Marks
from interviewer.session.models import PROVIDERS, keys_found
from interviewer.settings import save_setting
from interviewer.tui.look import MONO, NIGHT, OWN
from interviewer.tui.screens.lines import BLANK, Lines
from interviewer.tui.screens.model import about_interviewer, choose_model, keep_model, overruled
from interviewer.tui.screens.pick import Menu, Pick
from interviewer.tui.screens.setup import LEVELS, MINUTES
from interviewer.tui.widgets.choices import Choice, Choices

if TYPE_CHECKING:
    from interviewer.session.models import Chosen, Source
    from interviewer.session.surroundings import Surroundings

_LABELS: Final = {
    "llm": "interviewer",
    "grader": "grader",
    "level": "level",
    "minutes": "length",
    "theme": "colours",
    "marks": "marks",
}
_MEANING: Final = {
    "grader": "Who grades the answers. Without one named here they are graded offline, whoever interviews.",
    "level": "The level you interview for. It chooses the questions and never moves a score.",
    "minutes": "The length of a round.",
    "theme": "The colours of the app. They are shown while you choose.",
    "marks": "The signs for levels, evidence and flags. Choose ASCII where the terminal draws them two cells "
    "wide or not at all.",
}
_UNSET: Final = {
    "grader": "offline, whoever interviews",
    "minutes": "as the round says",
    "theme": NIGHT,
}
_DEFAULT: Final = ""
"""The choice that takes a setting out of the file."""
_COPY: Final = "Enter copies it."


class SettingsScreen(Lines):
    """One line a setting; then the places, which can be copied."""

    HELP = (
        "What is set, and where each value comes from: the command line goes before the environment, the "
        "environment before the config file. A change is written to the config file at once and leaves the "
        "rest of it alone. Below: where things lie on this machine; enter copies a path."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,down", "move", "move", key_display="↑↓", tooltip="Move in the list"),
        Binding("enter", "open", "choose", tooltip="Change the setting, or copy the path"),
        Binding("escape", "leave", "back", tooltip="Go back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._around: Surroundings | None = None
        self._keys: dict[str, Source | None] | None = None
        """Where each provider's key was found; None while it is looked for."""

    def on_mount(self) -> None:
        """Read the settings."""
        self.say_head("settings")
        self.load()

    @work(exclusive=True, group="load", exit_on_error=False)
    async def load(self, chosen: str | None = None) -> None:
        """Read them away from the event loop, and show them."""
        try:
            self._around = await self.app.surroundings()
        except InterviewerError as error:
            self.app.tell(str(error))
        self.show(chosen)
        self.say_head("settings")
        self._read_keys()

    @work(exclusive=True, group="keys", exit_on_error=False)
    async def _read_keys(self) -> None:
        """Look for each provider's key; the keyring may take its time."""
        address = self._around.settings.base_url if self._around else None
        self._keys = await asyncio.to_thread(keys_found, address)
        self.query_one(Choices).replace([self._keys_line()])
        self.show_note()

    # What the list shows.

    def lines(self) -> Sequence[Choice]:
        """The settings, then the places."""
        settings = [self._setting(name) for name in _LABELS] if self._around else []
        places = [Choice(f"place:{name}", name, _short(path)) for name, path in self._places().items()]
        return [*settings, *([BLANK] if settings else []), *places, self._keys_line()]

    def _keys_line(self) -> Choice:
        if self._keys is None:
            return Choice("keys", "keys", "looking in the environment and the system keyring")
        found = [f"{each.short}: {self._keys[each.id] or 'none'}" for each in PROVIDERS]
        return Choice("keys", "keys", f" {self.marks.dot} ".join(found))

    def _places(self) -> dict[str, str]:
        where = self.app.places
        return {
            "config file": str(where.config_file),
            "rounds": str(where.transcripts),
            "logs": str(where.logs),
        }

    def _setting(self, name: str) -> Choice:
        assert self._around is not None
        sourced = self._around.sourced[name]
        value = _UNSET.get(name, "") if sourced.value is None else str(sourced.value)
        if name == "minutes" and sourced.value is not None:
            value = f"{value} min"
        shown = Content(value).stylize("not bold")
        if name == "marks":
            shown += Content(f"   {_signs(self.marks)}").stylize("$quiet not bold")
        return Choice(name, _LABELS[name], shown, sourced.source)

    def note(self, line: str) -> tuple[str, Content | str]:
        """What the setting does, and what else decides it."""
        if line.startswith("place:"):
            path = Content(self._places()[line.removeprefix("place:")])
            return "", path + Content(f"\n{_COPY}").stylize("$quiet")
        if line == "keys":
            return "", self._keys_note()
        if line == "llm" and self._around:
            settings = self._around.settings
            words = f"Who interviews. {about_interviewer(settings.llm, settings.base_url, settings.grader)}"
            return "", Content(f"{words}{self._overruled(line)}").stylize("$quiet")
        return "", Content(f"{_MEANING[line]}{self._overruled(line)}").stylize("$quiet")

    def _keys_note(self) -> Content:
        """Each key's variable and where it was found; never a key."""
        words = Content(
            "Offline needs no key. One is never written to the config file, a transcript or a log."
        ).stylize("$quiet")
        if self._keys is None:
            return words
        lines = [f"{each.variable}: {self._keys[each.id] or 'none'}" for each in PROVIDERS]
        return Content("\n".join(lines) + "\n") + words

    def _overruled(self, name: str) -> str:
        if name == "theme" and self.app.theme == MONO:
            return " NO_COLOR is set, so everything is grey until it is not."
        source = self._around.sourced[name].source if self._around else "default"
        words = overruled(name, source)
        return f" {words}" if words else ""

    # Changing one.

    def open_line(self, line: str) -> None:
        """Choose another value, or copy a path."""
        if line.startswith("place:"):
            self.app.copy_to_clipboard(self._places()[line.removeprefix("place:")])
            self.app.tell("Copied.")
        elif line == "llm":
            choose_model(self.app, "settings", kept=True, on_chosen=self._keep_llm)
        elif line in _LABELS:
            menu = Menu("settings", _LABELS[line], self._values(line), self._now(line), self._notes(line))

            def keep(value: str) -> None:
                self._keep(line, value)

            self.app.push_screen(Pick(menu, keep, self._preview(line)))

    def _values(self, name: str) -> list[Choice]:
        match name:
            case "level":
                return [Choice(each, each, LEVELS[each]) for each in JobLevel]
            case "minutes":
                return [
                    Choice(_DEFAULT, _UNSET[name]),
                    *(Choice(str(each), f"{each} min") for each in MINUTES),
                ]
            case "theme":
                return _themes(self.app.available_themes)
            case "marks":
                return [
                    Choice("auto", "auto", "as the terminal's encoding allows"),
                    Choice("unicode", "unicode", _signs(UNICODE)),
                    Choice("ascii", "ascii", _signs(ASCII)),
                ]
            case _:
                return self._specs(name)

    def _specs(self, name: str) -> list[Choice]:
        offline = Choice(OFFLINE, OFFLINE, "rules on this machine; no key, no network, no cost")
        now = self._now(name)
        own = [] if now in (OFFLINE, _DEFAULT) else [Choice(now, now, "as it is set")]
        unset = [Choice(_DEFAULT, _UNSET[name])] if name in _UNSET else []
        return [*unset, *own, offline]

    def _now(self, name: str) -> str:
        value = self._around.sourced[name].value if self._around else None
        if name == "theme" and value is None:
            return NIGHT
        return _DEFAULT if value is None else str(value)

    def _notes(self, name: str) -> dict[str, tuple[str, Content | str]]:
        if name != "marks":
            return {}
        ruler = Content(f"{_signs(UNICODE)} |\n{'x ' * len(_signs(UNICODE).split())}|")
        words = Content(
            "\nIf the two bars stand under each other, the signs are one cell wide. If not, choose ascii."
        )
        return dict.fromkeys(("auto", "unicode", "ascii"), ("", ruler + words.stylize("$quiet")))

    def _preview(self, name: str) -> Callable[[str | None], None] | None:
        if name != "theme" or self.app.theme == MONO:
            return None
        before = self.app.theme

        def show(theme: str | None) -> None:
            self.app.theme = theme if theme in self.app.available_themes else before

        return show

    @work(exclusive=True, group="keep", exit_on_error=False)
    async def _keep(self, name: str, value: str) -> None:
        """Write it to the config file and let it count at once."""
        kept: str | int | None = value or None
        if name == "minutes" and value:
            kept = int(value)
        try:
            await asyncio.to_thread(save_setting, self.app.places, name, kept)
        except InterviewerError as error:
            self.app.tell(str(error))
            return
        self.app.forget_surroundings()
        self._apply(name, value)
        self.load(name)
        if words := self._overruled(name):
            self.app.tell(f"Saved.{words}")

    @work(exclusive=True, group="keep", exit_on_error=False)
    async def _keep_llm(self, chosen: Chosen) -> None:
        await keep_model(self.app, chosen)
        self._keys = None
        self.load("llm")

    def _apply(self, name: str, value: str) -> None:
        app = self.app
        if name == "theme" and app.theme != MONO:
            app.theme = value
        if name == "marks":
            app.use_marks(value)


def _signs(marks: Marks) -> str:
    """The signs, with a space between, so that each is seen alone."""
    return f"{marks.full} {marks.empty} {marks.evidence} {marks.flag} {marks.follow_up} {marks.arrow}"


def _themes(available: Iterable[str]) -> list[Choice]:
    about = {NIGHT: "dark", "paper": "light", "contrast": "black and white, strong colours"}
    others = sorted(name for name in available if name not in (*OWN, MONO))
    return [*(Choice(each, each, about[each]) for each in OWN), *(Choice(each, each) for each in others)]


def _short(path: str) -> str:
    """A path as a shell would write it, from the user's home on."""
    home = str(Path.home())
    return f"~{path.removeprefix(home)}" if path.startswith(f"{home}{os.sep}") else path
