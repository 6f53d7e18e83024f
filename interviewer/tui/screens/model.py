"""Choosing a language model: its name, for a server its address, and a key where there is none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from pydantic import SecretStr
from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from interviewer.model.errors import InterviewerError, UsageError
from interviewer.model.words import OFFLINE
from interviewer.session.models import (
    PROVIDERS,
    Chosen,
    Found,
    Provider,
    goes,
    keep_key,
    look_up,
    looks_like_key,
    provider_of,
    spec_for,
)
from interviewer.settings import save_setting
from interviewer.tui.frame import Page, after_keys
from interviewer.tui.gutter import Row
from interviewer.tui.screens.pick import Menu, Pick
from interviewer.tui.widgets.choices import Choice

if TYPE_CHECKING:
    from interviewer.places import Places
    from interviewer.tui.app import InterviewerApp

_SETTLED: Final = 0.3
"""Seconds after the last key in the address within which it is looked at."""
_NAMES: Final = 22
"""Columns of the providers' names."""
_CHECKED: Final = "Rules check the model's words first. Graded offline."
_KEPT: Final = "The choice is kept in the config file."
_FOR_NOW: Final = "The choice counts until you leave the app."
_LOOKING: Final = "Looking for a key in the environment and the system keyring."
_ANYWHERE: Final = "What you write goes to the address you give here."


class _Secret(Input):
    """A masked line. What is in it cannot be copied out."""

    def action_copy(self) -> None:
        """Nothing; the clipboard is open to all."""

    def action_cut(self) -> None:
        """Delete what is selected, without a copy."""
        self.delete_selection()


class ModelScreen(Page):
    """One form: Enter takes it, or goes to the line that lacks something."""

    CSS_PATH = "model.tcss"
    HELP = (
        "Name the model that interviews. The first lines say where what you write goes. A key is looked for "
        "in the environment, then in the system keyring, where one typed here is stored; it is never shown, "
        "and never written to the config file, a transcript or a log. Nothing is sent before a round begins. "
        "What a round costs stands in its header."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "use it", tooltip="Use this model", priority=True),
        Binding("tab", "app.focus_next", "next line", tooltip="Go to the next line"),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("escape", "leave", "back", tooltip="Go back and leave it as it was"),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, provider: Provider, *, kept: bool, on_chosen: Callable[[Chosen], object]) -> None:
        super().__init__()
        self._provider = provider
        self._kept = kept
        self._on_chosen = on_chosen
        self._insecure = False
        self._taking = False
        self._settling: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """Where words go, the lines to fill in, and what is known of the key."""
        provider = self._provider
        with VerticalScroll(id="model-page", can_focus=False):
            yield Row("", "", id="goes")
            with Vertical(id="form"):
                if provider.own_address:
                    yield from _line("address", Input(placeholder="http://127.0.0.1:8080/v1", compact=True))
                yield from _line("model", Input(placeholder=f"for example {provider.example}", compact=True))
                yield from _line("key", _Secret(password=True, compact=True))
            yield Row("", "", id="known")
            yield Row("", "", id="problem")

    def on_mount(self) -> None:
        """Fill in what is set already, and look for a key."""
        self.say_head("interviewer", (self._provider.name,))
        self._show_found(None)
        self.load()

    @work(exclusive=True, group="load", exit_on_error=False)
    async def load(self) -> None:
        """Read what is set, away from the event loop."""
        try:
            settings = (await self.app.surroundings()).settings
        except InterviewerError as error:
            self._say(str(error))
        else:
            self._insecure = settings.insecure
            if self._provider.own_address and settings.base_url and not self._text("address"):
                self._input("address").value = settings.base_url
            if provider_of(settings.llm) == self._provider and not self._text("model"):
                self._input("model").value = settings.llm.partition("/")[2]
        self.look()

    @work(exclusive=True, group="look", exit_on_error=False)
    async def look(self) -> None:
        """Look where words would go, and for a key; the keyring may take its time."""
        if self._provider.own_address and not self._text("address"):
            self._show_found(None)
            return
        try:
            self._show_found(await self._found())
        except UsageError as error:
            # An address that is still being typed is not wrong yet.
            self._show_found(None)
            if not self._provider.own_address:
                self._say(str(error))
        except InterviewerError as error:
            self._say(str(error))

    async def _found(self) -> Found:
        address = self._text("address") if self._provider.own_address else None
        return await asyncio.to_thread(look_up, self._provider, address, insecure=self._insecure)

    # What is shown.

    def _show_found(self, found: Found | None) -> None:
        own = self._provider.own_address
        where = found.goes if found else _ANYWHERE if own else ""
        self.query_one("#goes", Row).show("", Content(f"{where}\n{_CHECKED}"))
        source = found.key if found else None
        # A key in the environment goes before the keyring, so that storing another would change nothing.
        self.query_one("#key-line").display = source != "environment"
        self._input("key").placeholder = _asked_for(self._provider, source)
        until = _KEPT if self._kept else _FOR_NOW
        looking = not own or bool(self._text("address"))
        known = _known(self._provider, source) if found else _LOOKING if looking else ""
        lines = [each for each in (known, until) if each]
        self.query_one("#known", Row).show("", Content("\n".join(lines)).stylize("$quiet"))

    def _say(self, words: str) -> None:
        self.query_one("#problem", Row).show(
            "", Content(f"{words[:1].upper()}{words[1:]}").stylize("$lacking")
        )

    def _input(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    def _text(self, name: str) -> str:
        return self._input(name).value.strip()

    @on(Input.Changed)
    def settle(self, event: Input.Changed) -> None:
        """What was wrong is being changed; look at an address once it rests."""
        self._say("")
        if event.input.id == "address":
            if self._settling is not None:
                self._settling.stop()
            self._settling = self.set_timer(_SETTLED, self.look)

    # Taking it.

    @after_keys
    def action_take(self) -> None:
        """Take it, or go to the line that lacks something."""
        if self._taking:
            return
        if self._provider.own_address and not self._text("address"):
            self._ask("address", "The server's address is missing.")
        elif not self._text("model"):
            self._ask("model", "The model's name is missing.")
        elif looks_like_key(self._text("model")):
            with self.prevent(Input.Changed):
                self._input("model").value = ""
            self._say("That looked like a key, so it was taken out of the line for the name.")
        else:
            self._taking = True
            self.take()

    def _ask(self, name: str, words: str) -> None:
        field = self._input(name)
        if self.focused is field:
            self._say(words)
        field.focus()

    @work(exclusive=True, group="take", exit_on_error=False)
    async def take(self) -> None:
        """Store the key if one was typed, then give back what was chosen."""
        try:
            chosen = await self._chosen()
        except InterviewerError as error:
            self._say(str(error))
            return
        finally:
            self._taking = False
        if chosen is None:
            self._ask("key", "The key is missing.")
            return
        self.dismiss()
        self._on_chosen(chosen)

    async def _chosen(self) -> Chosen | None:
        """What was chosen; None where it needs a key and there is none."""
        provider = self._provider
        spec = spec_for(provider, self._text("model"))
        found = await self._found()
        typed = self._text("key")
        if typed and found.key != "environment":
            await self._store(SecretStr(typed))
        elif found.key is None and not provider.own_address:
            return None
        return Chosen(spec, self._text("address") if provider.own_address else None)

    async def _store(self, key: SecretStr) -> None:
        """Store the key; whether that works or not, the line is empty from then on."""
        with self.prevent(Input.Changed):
            self._input("key").value = ""
        self._say("Storing the key in the system keyring.")
        address = self._text("address") if self._provider.own_address else None
        await asyncio.to_thread(keep_key, self._provider, key, address, insecure=self._insecure)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()


def _line(name: str, field: Input) -> Iterable[Widget]:
    """A label and a line to type in, on the grid."""
    field.id = name
    field.select_on_focus = False
    with Horizontal(id=f"{name}-line", classes="line"):
        yield Static(name, markup=False)
        yield field


def _asked_for(provider: Provider, source: str | None) -> str:
    if source:
        return "only to replace the one that is stored"
    return "only if your server asks for one" if provider.own_address else "paste it; it is not shown"


def _known(provider: Provider, source: str | None) -> str:
    if source == "environment":
        return f"A key was found in the environment, as {provider.variable}."
    if source == "keyring":
        return "A key was found in the system keyring."
    if provider.own_address:
        return "No key was found. Most servers of your own need none."
    return (
        f"No key was found. One you type goes into the system keyring; or set {provider.variable} and "
        "start again."
    )


# The way here, and what becomes of the choice.


def choose_model(
    app: InterviewerApp, title: str, *, kept: bool, on_chosen: Callable[[Chosen], object]
) -> None:
    """Ask who is to interview: offline, a provider's model, a server of one's own, or whoever is set now.

    Args:
        app: where to ask.
        title: what the header says meanwhile.
        kept: whether the choice will be saved; only said here, `on_chosen` has to do it.
        on_chosen: called with the choice; not at all when none is made.
    """

    def open_one(name: str) -> None:
        provider = next((each for each in PROVIDERS if each.id == name), None)
        if provider is None:
            on_chosen(Chosen(name))
        else:
            app.push_screen(ModelScreen(provider, kept=kept, on_chosen=on_chosen))

    app.push_screen(Pick(_menu(title, app.llm), open_one))


def _menu(title: str, now: str) -> Menu:
    current = provider_of(now)
    offline = Choice(OFFLINE, OFFLINE, "on this machine; no key, no cost")
    choices = [offline, *(_choice(each, now) for each in PROVIDERS)]
    if current is None and now != OFFLINE:
        choices.append(Choice(now, now, "as it is set"))
    return Menu(title, "who interviews", choices, current.id if current else now, gutter=_NAMES)


def _choice(provider: Provider, now: str) -> Choice:
    model = now.partition("/")[2] if provider_of(now) == provider else ""
    return Choice(provider.id, provider.name, f"{model}, as it is set" if model else provider.about)


def use_model(app: InterviewerApp, chosen: Chosen) -> None:
    """Let it count until the app is left."""
    flags = {"llm": chosen.llm} | ({"base_url": chosen.base_url} if chosen.base_url else {})
    app.use_for_now(flags)


async def keep_model(app: InterviewerApp, chosen: Chosen) -> None:
    """Write it to the config file and let it count at once; what goes before the file is said."""
    try:
        await asyncio.to_thread(_save, app.places, chosen)
        app.use_for_now({}, instead_of=("llm", "base_url"))
        sourced = (await app.surroundings()).sourced
    except InterviewerError as error:
        app.tell(str(error))
        return
    names = ("llm", "base_url") if chosen.base_url else ("llm",)
    words = next(filter(None, (overruled(each, sourced[each].source) for each in names)), "")
    if words:
        app.tell(f"Saved. {words}")


def _save(where: Places, chosen: Chosen) -> None:
    if chosen.base_url:
        save_setting(where, "base_url", chosen.base_url)
    save_setting(where, "llm", chosen.llm)


def about_interviewer(spec: str, base_url: str | None, grader: str | None = None) -> str:
    """Where what is written goes when this one interviews, and who grades."""
    grades = "answers are graded offline" if grader in {None, OFFLINE} else f"{grader} grades the answers"
    provider = provider_of(spec)
    if spec == OFFLINE and grader not in {None, OFFLINE}:
        return f"The offline interviewer needs no key and no network; {grades}."
    if spec == OFFLINE:
        return "Offline needs no key and no network, and what you say stays on this machine."
    if provider is None:
        return f"{spec} interviews; {grades}."
    try:
        # Whether a key may travel unencrypted is decided when one is sent.
        return f"{goes(provider, base_url, insecure=True)} {grades[:1].upper()}{grades[1:]}."
    except InterviewerError as error:
        return str(error)


def overruled(name: str, source: str) -> str:
    """What goes before the config file for that setting; empty where nothing does."""
    if source == "flag":
        return "It was given on the command line, which goes before the config file."
    if source == "environment":
        return f"INTERVIEWER_{name.upper()} is set in the environment, which goes before the config file."
    return ""
