"""The lines in which a screen's interviewer says who goes on: content, with the slots each may have."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import RootModel, model_validator

from interviewer.model.base import Model, Slug, Text
from interviewer.model.committee import Kind, Lines, require_slots
from interviewer.model.words import SCREENS

_ANY = "any"


class ScreenLines(Model):
    """One screener's wordings, by what was decided and what it rests on."""

    who: Text
    """As a label."""
    passed: Lines
    passed_in_doubt: Lines
    failed: Lines
    failed_in_doubt: tuple[Text, ...] = ()
    """Empty where a doubt is passed on."""
    heard: dict[Kind | Literal["any"], Lines]
    asked_next: Lines
    flagged: dict[Slug, Lines]
    absent: dict[Slug, Lines]
    gap: Lines
    brief: Lines
    """Where the answers were too short to hold anything."""
    kept: Lines
    nothing: Lines

    @model_validator(mode="after")
    def _slots(self) -> Self:
        for name in ("heard", "flagged", "absent"):
            cells: dict[str, tuple[str, ...]] = getattr(self, name)
            if _ANY not in cells:
                raise ValueError(f"{name}: lines for 'any' are needed")
            for key, lines in cells.items():
                require_slots(f"{name}.{key}", lines, () if name == "absent" else ("quote",))
        for name, needs in (("kept", ("quote",)), ("asked_next", ("gap",)), ("gap", ("gap",))):
            require_slots(name, getattr(self, name), needs)
        for name in ("passed", "passed_in_doubt", "failed", "failed_in_doubt", "brief", "nothing"):
            require_slots(name, getattr(self, name), ())
        return self


class GateLines(RootModel[dict[Slug, ScreenLines]]):
    """What each screen's interviewer says."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if missing := set(SCREENS) - set(self.root):
            raise ValueError(f"no lines for {min(missing)!r}")
        return self
