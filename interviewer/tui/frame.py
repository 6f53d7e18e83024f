"""What every screen stands in: the page of 132 columns, a header line, and the line that teaches its keys."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, Final, ParamSpec, TypeVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from interviewer.reports.marks import UNICODE, Marks
from interviewer.tui.app import InterviewerApp

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.worker import Worker

    from interviewer.tui.look import Ink

_P = TypeVar("_P", bound="Page")
_A = ParamSpec("_A")
_GAP: Final = 3
_KEYS: Final = {
    "escape": "esc",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


class Ends(Widget):
    """One row with words at both ends. Each end is given from long to short; what fits is shown."""

    auto_links = False

    DEFAULT_CSS = "Ends { height: 1; width: 100%; }"

    left: reactive[tuple[Content, ...]] = reactive(())
    right: reactive[tuple[Content, ...]] = reactive(())

    def render(self) -> Content:
        """The two ends with what is between them."""
        width = self.size.width
        left, right = self._fitting(width)
        space = max(0, width - left.cell_length - right.cell_length)
        return left + Content(" " * space) + right

    def _fitting(self, width: int) -> tuple[Content, Content]:
        none = (Content(""),)
        # The right end gives way first: where one is matters more than who else is there.
        pairs = [(left, right) for left in self.left or none for right in self.right or none]
        for left, right in pairs:
            if left.cell_length + right.cell_length + _GAP <= width:
                return left, right
        left, right = (self.left or none)[-1], (self.right or none)[-1]
        return left.truncate(max(0, width - right.cell_length - _GAP), ellipsis=True), right


class KeyLine(Ends):
    """The keys of this screen that fit, each of which can be clicked; then the two that are always there."""

    def on_mount(self) -> None:
        """Follow what the screen can do just now."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh_keys())
        self.refresh_keys()

    def refresh_keys(self) -> None:
        """Show the keys that work now."""
        keys, marks = self._keys(), self.app.marks  # type: ignore[attr-defined]
        self.left = tuple(_keys_line(keys[:count], marks) for count in range(len(keys), -1, -1))
        always = [Binding("ctrl+p", "app.command_palette", "actions"), Binding("f1", "app.help", "help")]
        self.right = (_keys_line(always, marks, quiet=True),)

    def _keys(self) -> list[Binding]:
        screen = self.screen
        return [each for each in screen_keys(screen) if each.show and allowed(screen, each)]


def screen_keys(screen: Screen[Any]) -> list[Binding]:
    """A screen's own keys in the order in which they are taught."""
    return [each for each in type(screen).BINDINGS if isinstance(each, Binding)]


def allowed(screen: Screen[Any], binding: Binding) -> bool:
    """Whether what the key does can be done just now."""
    name, _, _ = binding.action.partition("(")
    idle = isinstance(screen, Page) and screen.idle(name)
    return not idle and bool(screen.check_action(name, ()))


def key_name(binding: Binding, marks: Marks = UNICODE) -> str:
    """A key as it is written: `esc`, `ctrl+p`, `/`; arrows as this terminal can draw them."""
    if shown := binding.key_display:
        return {UNICODE.moves: marks.moves, UNICODE.turns: marks.turns}.get(shown, shown)
    first = binding.key.split(",")[0].strip()
    return _KEYS.get(first, first)


def key_names(binding: Binding, marks: Marks) -> str:
    """All the keys that do it."""
    if binding.key_display:
        return key_name(binding, marks)
    keys = [each.strip() for each in binding.key.split(",")]
    return "  ".join(dict.fromkeys(_KEYS.get(each, each) for each in keys))


def _keys_line(keys: list[Binding], marks: Marks, *, quiet: bool = False) -> Content:
    return Content(" " * _GAP).join(_key(binding, marks, quiet=quiet) for binding in keys)


def _key(binding: Binding, marks: Marks, *, quiet: bool) -> Content:
    name = Content(key_name(binding, marks)).stylize("$quiet" if quiet else "$foreground")
    words = name + Content(f" {binding.description}").stylize("$quiet")
    action = binding.action if "." in binding.action else f"screen.{binding.action}"
    return words.stylize(Style.from_meta({"@click": action}))


class MoreLine(Static):
    """Says how much text goes on below, at the right above the keys."""

    DEFAULT_CSS = "MoreLine { height: 1; width: 100%; text-align: right; color: $quiet; padding: 0 1; }"

    _said = ""

    def follow(self, scroll: Widget) -> None:
        """Speak for this part of the screen from now on."""
        self.watch(scroll, "scroll_y", lambda: self._count(scroll), init=False)
        # The part may have become larger or smaller, or what is in it: that is known after the layout.
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _screen: self._count(scroll))
        self.call_after_refresh(self._count, scroll)

    def _count(self, scroll: Widget) -> None:
        below = int(scroll.max_scroll_y - scroll.scroll_offset.y)
        marks = self.app.marks  # type: ignore[attr-defined]
        text = f"{marks.down} {below} more {'line' if below == 1 else 'lines'}" if below > 0 else ""
        if text != self._said:
            self._said = text
            self.update(Content(text), layout=False)


def after_keys(action: Callable[Concatenate[_P, _A], None]) -> Callable[Concatenate[_P, _A], None]:
    """The action, run when whoever has the focus has taken the keys that were pressed before.

    A key that the screen takes reaches it at once, while letters wait in line at the widget that is typed
    in: without this, Enter would send what has been drawn and leave the rest behind. The widget's words on
    those keys, `Changed`, may come after the action: it is to read what the widget holds.
    """

    def unless_left(page: _P, /, *args: _A.args, **named: _A.kwargs) -> None:
        # The key before may have led away from this page.
        if page.is_active:
            action(page, *args, **named)

    @wraps(action)
    def later(page: _P, /, *args: _A.args, **named: _A.kwargs) -> None:
        (page.focused or page).call_later(unless_left, page, *args, **named)

    return later


class Page(Screen[None]):
    """A screen of the app: header, body, keys. Subclasses say what is in the body and what F1 explains."""

    HELP: ClassVar[str | None] = ""
    """What F1 says of this screen, before its keys."""
    TITLE_WORDS: ClassVar[str] = ""

    HORIZONTAL_BREAKPOINTS = [(0, "-cramped"), (60, "-narrow"), (110, "-wide")]  # Textual's own type
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-short"), (30, "-tall")]

    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = "*"

    app = getters.app(InterviewerApp)

    @property
    def marks(self) -> Marks:
        """The signs this terminal can draw."""
        return self.app.marks

    @property
    def ink(self) -> Ink:
        """How meaningful words are drawn in this theme."""
        return self.app.ink

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        with Vertical(id="page"):
            yield Ends(id="head")
            yield from self.body()
            yield KeyLine(id="keys")
        yield Static("Make the window at least 60 by 16. Nothing is lost.", id="room", markup=False)

    def body(self) -> Iterable[Widget]:
        """What stands between the header and the keys."""
        return ()

    def idle(self, action: str) -> bool:  # for subclasses
        """Whether the key of this action is taken and does nothing just now: then it is not taught."""
        return False

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """See what went wrong in this screen's workers; the message does not reach the app by itself."""
        self.app.tell_slip(event)

    def keep_loaded(self) -> None:
        """What has been loaded stays: the collector need not go through it again between two keys."""
        gc.collect()
        gc.freeze()

    def before_suspend(self) -> None:
        """The process is about to be stopped; nothing can be done until the user brings it back."""

    @property
    def head(self) -> Ends:
        """The header line."""
        return self.query_one("#head", Ends)

    def say_head(
        self, title: str, place: tuple[str, ...] = (), right: tuple[Content, ...] | None = None
    ) -> None:
        """Set the header: the screen, the place in it from long to short, and who is at work on the right."""
        name = Content(title)
        spots = [Content(f"   {each}").stylize("$quiet") for each in place] or [Content("")]
        self.head.left = tuple(name + each for each in spots)
        self.head.right = (self.app.who(),) if right is None else right
