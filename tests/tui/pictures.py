"""Pictures of the app: a state is reached once and drawn in every size and theme while the app runs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from interviewer.tui.app import InterviewerApp
from tests.session.harness import StillClock
from tests.tui.driver import shows, until

SIZES = {"60x20": (60, 20), "80x24": (80, 24), "120x36": (120, 36)}
THEMES = ("night", "paper")
START = SIZES["80x24"]


@dataclass(frozen=True)
class State:
    """A state of one screen, drawn in every size and theme."""

    arrive: Callable[[Pilot[Any]], Awaitable[object]]
    """Goes there from the home screen."""
    screen: str
    """The class that draws it."""
    keep: Callable[[Path], object] = lambda home: home
    """Puts what it needs in the home folder, before the app is opened."""
    afresh: bool = False
    """Whether it is reached once a theme: Textual's own palette keeps the colours it was opened in."""

    def __str__(self) -> str:
        return self.arrive.__name__


@dataclass(frozen=True)
class Way:
    """States on the way through the app, each drawn once, in the order in which they come."""

    go: Callable[[Pilot[Any]], AsyncIterator[str]]
    """Yields a state's name where it is to be drawn."""
    names: tuple[str, ...]
    """All of them."""
    keep: Callable[[Path], object] = lambda home: home

    def __str__(self) -> str:
        return self.go.__name__


class Drawn(App[str]):
    """What `snap_compare` takes for an app it has to run: its picture was taken before."""

    def __init__(self, picture: str) -> None:
        super().__init__()
        self._picture = picture

    def run(self, *_words: object, **_options: object) -> str:
        """Give the picture."""
        return self._picture


def hold_still(monkeypatch):
    """Nothing that differs from run to run: no blinking, one zone, one set of saved rounds."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr("interviewer.transcripts.store.secrets.token_hex", lambda _count: "7f3a")
    monkeypatch.setattr("textual.widgets.TextArea.cursor_blink", False)
    monkeypatch.setattr("textual.widgets.Input.cursor_blink", False)


def open_app(theme=THEMES[0]):
    """The app with a clock that stands still."""
    app = InterviewerApp(clock=StillClock())
    app.theme = theme
    return app


def draw(wanted):
    """The pictures: of a state by size and theme, of a way by name."""
    if isinstance(wanted, Way):
        return asyncio.run(_on_the_way(wanted))
    together = [(each,) for each in THEMES] if wanted.afresh else [THEMES]
    return {
        key: each for themes in together for key, each in asyncio.run(_in_all_sizes(wanted, themes)).items()
    }


async def _in_all_sizes(state, themes):
    app, pictures = open_app(themes[0]), {}
    sizes = sorted(SIZES, key=lambda name: SIZES[name] != START)
    async with app.run_test(size=START, notifications=True) as pilot:
        await until(pilot, lambda: shows(app, "Practise"))
        await state.arrive(pilot)
        await pilot.pause()
        assert type(app.screen).__name__ == state.screen
        for theme in themes:
            app.theme = theme
            for size in sizes:
                if app.size != SIZES[size]:
                    await _resize(pilot, SIZES[size])
                pictures[size, theme] = await _picture(pilot)
            # From here back to the first size in the next theme: a size is a step, a theme all styles anew.
            sizes.reverse()
    return pictures


async def _on_the_way(way):
    app, pictures = open_app(), {}
    async with app.run_test(size=START, notifications=True) as pilot:
        await until(pilot, lambda: shows(app, "Practise"))
        async for name in way.go(pilot):
            pictures[name] = await _picture(pilot)
    assert tuple(pictures) == way.names
    return pictures


async def _resize(pilot, size):
    await pilot.resize_terminal(*size)
    await until(pilot, lambda: pilot.app.screen._compositor.size == size)


async def _picture(pilot):
    """What is shown once nothing moves any more: a layout may wait for the next frame, and bring another."""
    shown, again = None, 0
    while again < 3:
        await pilot.pause()
        await pilot.wait_for_scheduled_animations()
        before, shown = shown, pilot.app.screen._compositor.render_strips()
        again = again + 1 if shown == before else 0
    return pilot.app.export_screenshot(title=pilot.app.title, simplify=True)
