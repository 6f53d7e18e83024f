"""Settings and where they come from: flag over environment over file over default."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, Final, Literal

import platformdirs
from pydantic import Field, ValidationError
from rapidfuzz import process

from interviewer.model.base import Model
from interviewer.model.errors import UsageError
from interviewer.model.words import OFFLINE, JobLevel

APP: Final = "pm-interviewer"
HOME_VARIABLE: Final = "INTERVIEWER_HOME"

Source = Literal["flag", "environment", "config file", "default"]

_ENVIRONMENT: Final = {
    "llm": "INTERVIEWER_LLM",
    "grader": "INTERVIEWER_GRADER",
    "timeout": "INTERVIEWER_TIMEOUT",
}


class Settings(Model):
    """What a user can set, in config.toml."""

    llm: str = Field(default=OFFLINE, min_length=1)
    """Who interviews: `offline`, or a model's SPEC."""
    grader: str | None = None
    """Who grades; the interviewer's SPEC unless set."""
    level: JobLevel = JobLevel.L4
    """The level interviewed for; it chooses the questions."""
    minutes: int | None = Field(default=None, ge=1, le=180)
    """Length of a round; the rubric's unless set."""
    timeout: float | None = Field(default=None, gt=0)
    """Seconds until a request to a model is given up, its retries included."""


class Places(Model):
    """The folders: config, data and logs. With INTERVIEWER_HOME set, all lie in it."""

    config: Path
    data: Path
    logs: Path

    @property
    def config_file(self) -> Path:
        """Where config.toml is read from."""
        return self.config / "config.toml"

    @property
    def transcripts(self) -> Path:
        """Where rounds are saved."""
        return self.data / "transcripts"


class Sourced(Model):
    """A setting's value and where it came from."""

    value: Any
    source: Source


def places() -> Places:
    """The folders on this machine; nothing is made."""
    if home := os.environ.get(HOME_VARIABLE):
        root = Path(home).expanduser().absolute()
        return Places(config=root, data=root, logs=root / "logs")
    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    return Places(config=dirs.user_config_path, data=dirs.user_data_path, logs=dirs.user_log_path)


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
        raise UsageError(f"{place}: {name}: {first['msg']} (it is {sourced[name].value!r})") from None
