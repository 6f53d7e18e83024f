"""What every front end needs: the settings in force, the content, the folder of saved rounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from interviewer.content.library import Library
from interviewer.places import Places, places
from interviewer.session.options import Options
from interviewer.settings import Settings, Sourced, load_settings
from interviewer.transcripts.loops import LoopStore
from interviewer.transcripts.store import Store

if TYPE_CHECKING:
    from interviewer.session.clock import Clock
    from interviewer.session.round import Cast


@dataclass(frozen=True)
class Surroundings:
    """Where a front end runs."""

    places: Places
    settings: Settings
    sourced: dict[str, Sourced]

    @classmethod
    def of(cls, **flags: Any) -> Self:  # noqa: ANN401  # whatever the front end collected
        """The surroundings with these flags over environment and file; a flag that is None was not given.

        Raises:
            UsageError: when a setting does not hold up.
        """
        where = places()
        settings, sourced = load_settings(where, flags)
        return cls(where, settings, sourced)

    @cached_property
    def library(self) -> Library:
        """The content, with the user's own over it."""
        return Library(own=self.places.config)

    def cast(self, clock: Clock | None = None) -> Cast:
        """Who takes part in a round, as the settings say.

        Raises:
            UsageError: for a SPEC nobody stands behind.
            LLMError: when a key is missing or would go where it does not belong.
        """
        from interviewer.session.cast import make_cast  # noqa: PLC0415  # all of scoring comes with it

        chosen = self.settings
        return make_cast(self.library, chosen.llm, chosen.grader, clock, Options.of(chosen))

    @cached_property
    def store(self) -> Store:
        """The saved rounds."""
        return Store(self.places.transcripts, self.library.samples)

    @cached_property
    def loops(self) -> LoopStore:
        """The saved loops."""
        return LoopStore(self.places.loops)
