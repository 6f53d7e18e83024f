"""Colours and inks. Accent means the candidate; orange means lacking or flagged; everything else is grey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.color import Color, ColorParseError
from textual.theme import Theme

NIGHT: Final = "night"
PAPER: Final = "paper"
CONTRAST: Final = "contrast"
MONO: Final = "mono"
OWN: Final = (NIGHT, PAPER, CONTRAST)
"""The app's own themes that can be chosen; `mono` is what NO_COLOR gives."""


@dataclass(frozen=True)
class Palette:
    """What differs between the own themes."""

    background: str
    surface: str
    panel: str
    foreground: str
    bright: str
    quiet: str
    accent: str
    lacking: str
    lean_no: str
    lean_yes: str
    empty: str
    faint: str

    def theme(self, name: str, *, dark: bool) -> Theme:
        """The Textual theme."""
        return Theme(
            name=name,
            dark=dark,
            primary=self.accent,
            secondary=self.accent,
            accent=self.accent,
            success=self.accent,
            warning=self.lacking,
            error=self.lacking,
            foreground=self.foreground,
            background=self.background,
            surface=self.surface,
            panel=self.panel,
            variables={
                "bright": self.bright,
                "quiet": self.quiet,
                "mine": self.accent,
                "lacking": self.lacking,
                "level-1": self.lacking,
                "level-2": self.lean_no,
                "level-3": self.lean_yes,
                "level-4": self.accent,
                "empty": self.empty,
                "faint": self.faint,
                "block-cursor-background": self.surface,
                "block-cursor-foreground": self.bright,
                "block-cursor-text-style": "bold",
                "block-cursor-blurred-background": self.surface,
                "block-cursor-blurred-foreground": self.foreground,
                "block-cursor-blurred-text-style": "none",
                "input-cursor-background": self.accent,
                "input-cursor-foreground": self.background,
                "input-selection-background": f"{self.accent} 30%",
                "scrollbar": self.faint,
                "scrollbar-hover": self.empty,
                "scrollbar-active": self.empty,
                "scrollbar-background": self.background,
                "scrollbar-background-hover": self.background,
                "scrollbar-background-active": self.background,
                "scrollbar-corner-color": self.background,
                "border": self.faint,
                "border-blurred": self.faint,
            },
        )


THEMES: Final = (
    Palette(
        background="#0F1116",
        surface="#181B22",
        panel="#1D2129",
        foreground="#D3D7E0",
        bright="#F3F5FA",
        quiet="#8A91A0",
        accent="#9DAEFF",
        lacking="#EE8455",
        lean_no="#ECCF9F",
        lean_yes="#C3D3E8",
        empty="#616878",
        faint="#3A404C",
    ).theme(NIGHT, dark=True),
    Palette(
        background="#FBFAF7",
        surface="#F1EFE9",
        panel="#EAE7DF",
        foreground="#2B2E36",
        bright="#0F1116",
        quiet="#666A74",
        accent="#3D4EC6",
        lacking="#A33A0A",
        lean_no="#A67A12",
        lean_yes="#6C8BB3",
        empty="#888680",
        faint="#D5D1C7",
    ).theme(PAPER, dark=False),
    Palette(
        background="#000000",
        surface="#1C1C1C",
        panel="#1C1C1C",
        foreground="#FFFFFF",
        bright="#FFFFFF",
        quiet="#C8C8C8",
        accent="#8FD0FF",
        lacking="#FFB020",
        lean_no="#FFE08A",
        lean_yes="#E4F2FF",
        empty="#A0A0A0",
        faint="#7A7A7A",
    ).theme(CONTRAST, dark=True),
    Palette(
        background="#101010",
        surface="#1E1E1E",
        panel="#242424",
        foreground="#C4C4C4",
        bright="#FFFFFF",
        quiet="#8E8E8E",
        accent="#FFFFFF",
        lacking="#E0E0E0",
        lean_no="#E0E0E0",
        lean_yes="#E0E0E0",
        empty="#707070",
        faint="#4A4A4A",
    ).theme(MONO, dark=True),
)


@dataclass(frozen=True)
class Ink:
    """Styles for words that carry meaning. Without colour, underline and reverse carry it."""

    mine: str = "$mine"
    """The candidate's own words, where somebody else says them."""
    evidence: str = "$mine"
    evidence_here: str = "underline $mine"
    flag: str = "$lacking"
    flag_here: str = "underline $lacking"
    slight_here: str = "underline"
    """What counted only a little is lit while it is pointed at."""


COLOURED: Final = Ink()
COLOURLESS: Final = Ink(
    mine="underline $mine",
    evidence="underline $mine",
    evidence_here="reverse $mine",
    flag="underline $lacking",
    flag_here="reverse $lacking",
    slight_here="reverse",
)


def variables_for(theme: Theme) -> dict[str, str]:
    """Values of the app's own variables for a theme that has none, from the colours it does have."""
    colours = theme.to_color_system().generate()
    plain = {"bright": "foreground", "mine": "accent", "lacking": "warning"}
    values = {name: colours[source] for name, source in plain.items()}
    values |= {"level-1": colours["warning"], "level-4": colours["accent"]}
    values |= {"level-2": colours["foreground"], "level-3": colours["foreground"]}
    for name, share in (("quiet", 0.62), ("empty", 0.42), ("faint", 0.22)):
        values[name] = _between(colours["background"], colours["foreground"], share)
    return values


def _between(background: str, foreground: str, share: float) -> str:
    """A colour on the way from one to the other; terminals' own colours cannot be mixed and stay."""
    try:
        start, end = Color.parse(background), Color.parse(foreground)
    except ColorParseError:
        return foreground
    if start.ansi is not None or end.ansi is not None:
        return "ansi_bright_black"
    return start.blend(end, share, alpha=1.0).hex
