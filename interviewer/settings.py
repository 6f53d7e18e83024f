"""Settings and where they come from: flag over environment over file over default."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, ValidationError
from rapidfuzz import process

from interviewer.files import FOLDER_MODE, write_atomically
from interviewer.model.base import Model
from interviewer.model.errors import UsageError
from interviewer.model.words import OFFLINE, JobLevel
from interviewer.places import Places

Source = Literal["flag", "environment", "config file", "default"]

_ENVIRONMENT: Final = {
    "llm": "INTERVIEWER_LLM",
    "grader": "INTERVIEWER_GRADER",
    "timeout": "INTERVIEWER_TIMEOUT",
    "base_url": "INTERVIEWER_BASE_URL",
    "budget": "INTERVIEWER_BUDGET",
}


class Settings(Model):
    """What a user can set, in config.toml."""

    llm: str = Field(default=OFFLINE, min_length=1)
    """Who interviews: `offline`, or a model's SPEC."""
    grader: str | None = None
    """Who grades; offline unless set, whoever interviews: it is the one that was measured."""
    level: JobLevel = JobLevel.L4
    """The level interviewed for; it chooses the questions."""
    minutes: int | None = Field(default=None, ge=1, le=180)
    """Length of a round; the rubric's unless set."""
    timeout: float | None = Field(default=None, gt=0)
    """Seconds until a request to a model is given up, its retries included."""
    base_url: str | None = None
    """The address of a `compatible` server."""
    budget: float | None = Field(default=None, gt=0)
    """Dollars a round's models may cost; a call that could pass it is not made."""
    insecure: bool = False
    """Let a key travel unencrypted beyond this machine."""
    record: Path | None = None
    """Where to record the exchanges with a model."""
    rewrite: bool = True
    """With a model that grades: whether it says one of your sentences better, by one short call more."""
    theme: str | None = None
    """How the app looks: night, paper, contrast, or one of Textual's own; night unless set."""
    marks: Literal["auto", "unicode", "ascii"] = "auto"
    """ASCII for terminals that draw squares and arrows two cells wide."""


_TAKES: Final = {
    "level": "L3, L4, L5 or L6",
    "minutes": "a whole number from 1 to 180",
    "timeout": "a number of seconds above 0",
    "budget": "a number of dollars above 0",
    "insecure": "true or false",
    "rewrite": "true or false",
    "marks": "auto, unicode or ascii",
}
"""What a setting takes; all others take text."""


class Sourced(Model):
    """A setting's value and where it came from."""

    value: Any
    source: Source


def load_settings(where: Places, flags: dict[str, Any] | None = None) -> tuple[Settings, dict[str, Sourced]]:
    """The settings in force, and for each where it came from. Flags that are None were not given.

    Raises:
        UsageError: when the config file or a variable does not hold up; it names the place.
    """
    sourced: dict[str, Sourced] = {
        name: Sourced(value=field.get_default(), source="default")
        for name, field in Settings.model_fields.items()
    }
    for name, value in _from_file(where.config_file).items():
        sourced[name] = Sourced(value=value, source="config file")
    for name, variable in _ENVIRONMENT.items():
        if value := os.environ.get(variable):
            sourced[name] = Sourced(value=value, source="environment")
    for name, value in (flags or {}).items():
        if value is not None:
            sourced[name] = Sourced(value=value, source="flag")
    return _validated(where, sourced), sourced


def _from_file(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"cannot read {path}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}"
        ) from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from None
    for name in values:
        if name not in Settings.model_fields:
            near = process.extractOne(name, Settings.model_fields.keys(), score_cutoff=55)
            hint = (
                f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(Settings.model_fields)}"
            )
            raise UsageError(f"{path}: there is no setting {name!r}{hint}")
    return values


def _validated(where: Places, sourced: dict[str, Sourced]) -> Settings:
    try:
        return Settings.model_validate({name: each.value for name, each in sourced.items()})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0])
        source = sourced[name].source
        place = {
            "config file": str(where.config_file),
            "environment": _ENVIRONMENT.get(name, name),
            "flag": f"--{name}",
        }.get(source, name)
        called = "" if place.endswith(name) else f"{name} "
        takes = f"{called}takes {_TAKES.get(name, 'some text')}, not {sourced[name].value!r}"
        raise UsageError(f"{place}{': ' if called else ' '}{takes}") from None


def save_setting(where: Places, name: str, value: str | float | None) -> None:
    """Write one setting to config.toml and leave the rest of the file as it was written; None takes it out.

    Raises:
        UsageError: when file or value do not hold up, or cannot be written; the file stands as it was.
    """
    import tomlkit  # noqa: PLC0415  # only a change needs it

    path = where.config_file
    _from_file(path)
    document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    if value is None:
        document.pop(name, None)
    else:
        document[name] = value
    sourced = {each: Sourced(value=kept, source="config file") for each, kept in document.unwrap().items()}
    _validated(where, sourced)
    try:
        where.config.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        # A config file may be a link into a folder where somebody keeps all of them: it stays one.
        write_atomically(path.resolve(), tomlkit.dumps(document))
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None
