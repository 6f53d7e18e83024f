"""The colours around the terminal in the page: those of the app's theme, so that no edge is seen."""

from __future__ import annotations

import os
from dataclasses import dataclass

from textual.theme import BUILTIN_THEMES

from interviewer.glance import glance
from interviewer.places import places
from interviewer.tui.look import MONO, NIGHT, THEMES


@dataclass(frozen=True)
class PageColours:
    """Colours as CSS writes them."""

    background: str
    text: str
    accent: str


def page_colours() -> PageColours:
    """The colours of the theme that is set now; the default theme's where it leaves them to a terminal."""
    known = BUILTIN_THEMES | {theme.name: theme for theme in THEMES}
    name = MONO if os.environ.get("NO_COLOR") else glance(places()).theme or NIGHT
    for theme in (known.get(name, known[NIGHT]), known[NIGHT]):
        colours = theme.to_color_system().generate()
        chosen = [colours[each] for each in ("background", "foreground", "accent")]
        if all(colour.startswith("#") for colour in chosen):
            break
    return PageColours(*chosen)
