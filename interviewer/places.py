"""Where things lie on this machine: config, data and logs. Nothing is made, and nothing heavy is imported."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

APP: Final = "pm-interviewer"
HOME_VARIABLE: Final = "INTERVIEWER_HOME"


@dataclass(frozen=True)
class Places:
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

    @property
    def loops(self) -> Path:
        """Where loops are saved; their rounds lie among the others."""
        return self.data / "loops"

    @property
    def summary(self) -> Path:
        """What the home screen shows before anything is read: derived, and made again when it is gone."""
        return self.data / "summary.json"

    @property
    def drills(self) -> Path:
        """When each drill comes again."""
        return self.data / "drills.json"

    @property
    def drill_draft(self) -> Path:
        """What is being typed in a drill."""
        return self.data / "drill-draft.json"

    @property
    def rewrites(self) -> Path:
        """Other wordings of answers that belong to no saved round."""
        return self.data / "rewrites.json"

    @property
    def index(self) -> Path:
        """What `interviewer progress` counts on: derived, and made again when it is gone."""
        return self.data / "progress.sqlite3"


def places() -> Places:
    """The folders on this machine."""
    if home := os.environ.get(HOME_VARIABLE):
        root = Path(home).expanduser().absolute()
        return Places(config=root, data=root, logs=root / "logs")
    # With INTERVIEWER_HOME set there is no need to ask the platform.
    import platformdirs  # noqa: PLC0415

    dirs = platformdirs.PlatformDirs(APP, appauthor=False)
    return Places(config=dirs.user_config_path, data=dirs.user_data_path, logs=dirs.user_log_path)
