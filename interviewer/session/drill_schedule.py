"""When each drill comes again: a card a drill, kept in one file, spaced by FSRS."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import Field, ValidationError

from interviewer.files import make_folder, write_atomically
from interviewer.model.base import JsonObject, OpenModel, Slug, UtcTime
from interviewer.model.errors import TranscriptError

FORMAT: Final = "pm-interviewer/drills"
VERSION: Final = 1
_KEPT: Final = 30
"""Sittings of a drill that are kept, the newest."""

Outcome = Literal["done", "slow", "at-last", "not-done"]
"""At the first try in time; the first, over time; later, or by the candidate's own word; not at all."""


class Sitting(OpenModel):
    """One time at a drill."""

    at: UtcTime
    scenario: Slug
    outcome: Outcome
    tries: int = Field(ge=1)
    seconds: int = Field(ge=0, description="until the last try was sent")


class Practised(OpenModel):
    """One drill: when it is due, its card as FSRS keeps it, and the sittings."""

    due: UtcTime
    card: JsonObject
    sittings: tuple[Sitting, ...] = ()

    def last_at(self, scenario: str) -> datetime | None:
        """When a scenario was practised last; None if it is not known to have been."""
        return max((each.at for each in self.sittings if each.scenario == scenario), default=None)


class Schedule(OpenModel):
    """All drills that were practised, by id."""

    format: Literal["pm-interviewer/drills"] = FORMAT
    version: int = VERSION
    drills: Mapping[str, Practised] = {}

    @classmethod
    def read(cls, path: Path) -> Self:
        """The schedule in that file; an empty one where there is none.

        A file that does not hold up is moved aside, and what was practised begins anew.
        """
        try:
            return cls.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return cls()
        except ValidationError:
            with suppress(OSError):
                path.replace(path.with_name(f"{path.name}.damaged"))
            return cls()
        except OSError as error:
            raise TranscriptError(f"cannot read {path}: {error.strerror}") from None

    def save(self, path: Path) -> None:
        """Write it.

        Raises:
            TranscriptError: when the disk refuses; what was there stands.
        """
        try:
            write_atomically(make_folder(path.parent) / path.name, self.model_dump_json())
        except OSError as error:
            raise TranscriptError(f"cannot save {path}: {error.strerror}") from None

    def after(self, drill: str, sitting: Sitting) -> Self:
        """The schedule with one sitting more.

        FSRS spaces by days: its steps of minutes are for flash cards, of which one sees many a day.
        """
        from fsrs import Card, Rating, Scheduler  # noqa: PLC0415  # only an outcome needs it

        ratings = {
            "done": Rating.Good,
            "slow": Rating.Hard,
            "at-last": Rating.Hard,
            "not-done": Rating.Again,
        }
        before = self.drills.get(drill)
        card = Card.from_dict(before.card) if before else Card(card_id=1, due=sitting.at)  # type: ignore[arg-type]  # its own shape, read back
        scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        card, _ = scheduler.review_card(card, ratings[sitting.outcome], sitting.at)
        # Tomorrow at the earliest, whatever the hour: what failed at night is due in the morning.
        due = max(card.due, sitting.at + timedelta(hours=12))
        sittings = (*(before.sittings if before else ()), sitting)[-_KEPT:]
        practised = Practised(due=due, card=dict(card.to_dict()), sittings=sittings)
        return self.model_copy(update={"drills": {**self.drills, drill: practised}})
