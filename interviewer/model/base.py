"""The base of all types: immutable, and strict about what it is given."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints


class Model(BaseModel):
    """Immutable; a field it does not know is an error, so that a typing slip in a file is found on load."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OpenModel(BaseModel):
    """Immutable; fields of a newer minor version are kept, so that rewriting a record loses nothing."""

    model_config = ConfigDict(frozen=True, extra="allow")


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time needs its zone, as in 2026-11-23T22:41:05Z")
    return moment


UtcTime = Annotated[datetime, AfterValidator(_in_utc)]
"""A moment with its zone; written in UTC."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""An id in content: lower case words joined by hyphens."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that must say something."""

JsonObject = dict[str, Any]
