"""The folder of transcripts: ids, listing, finding, deleting."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rapidfuzz import process

from interviewer.files import make_folder
from interviewer.model.errors import TranscriptError, UsageError
from interviewer.transcripts.journal import draft_path, rewrites_path
from interviewer.transcripts.read import Transcript, read_transcript

SUFFIX: Final = ".jsonl"
LAST: Final = "last"
_TRASH: Final = ".deleted"
_BESIDE: Final = (draft_path, rewrites_path)
"""What lies beside a transcript and goes where it goes."""
_ID: Final = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*$")


def new_id(what: str, now: datetime) -> str:
    """An id such as `20261123T2241Z-execution-7f3a`: when, which round (or `loop`), four random digits."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%MZ}-{what}-{secrets.token_hex(2)}"


class Store:
    """Transcripts in one folder, and the curated samples that can be read beside them."""

    def __init__(self, folder: Path, samples: Path | None = None) -> None:
        self.folder = folder
        self.samples = samples

    def path(self, name: str) -> Path:
        """Where the transcript with that id lies or would lie."""
        return self.folder / f"{name}{SUFFIX}"

    def paths(self) -> list[Path]:
        """Own transcripts, the newest last (ids begin with their time)."""
        return sorted(self.folder.glob(f"*{SUFFIX}"))

    def sample_paths(self) -> list[Path]:
        """The curated samples."""
        return sorted(self.samples.glob(f"*{SUFFIX}")) if self.samples else []

    def readable(self) -> Iterator[Transcript]:
        """Own transcripts that can be read, the newest first."""
        for path in reversed(self.paths()):
            with suppress(TranscriptError):
                yield read_transcript(path)

    def find(self, name: str) -> Path:
        """The transcript meant by an id, a unique beginning of one, `last`, or a path.

        Raises:
            UsageError: when nothing or more than one fits; it names the nearest.
        """
        if name == LAST:
            return self._last()
        path = Path(name).expanduser()
        if looks_like_path(name) or path.is_file():
            return path
        return self._by_id(name)

    def _last(self) -> Path:
        own = self.paths()
        if not own:
            raise UsageError("there is no transcript yet; start one with: interviewer practice")
        return own[-1]

    def _by_id(self, name: str) -> Path:
        known = {path.stem: path for path in [*self.sample_paths(), *self.paths()]}
        return by_beginning(name, known, "transcript", "interviewer transcripts list")

    def delete(self, path: Path, *, for_good: bool = False) -> None:
        """Take an own transcript away, with its draft and rewrites; unless `for_good` all can be restored.

        Raises:
            UsageError: when it is not one of the own transcripts.
            TranscriptError: when the disk refuses.
        """
        if path.parent != self.folder:
            raise UsageError(f"{path} is not in {self.folder}; delete it there yourself")
        try:
            if for_good:
                path.unlink()
                for beside in _BESIDE:
                    beside(path).unlink(missing_ok=True)
                return
            trash = make_folder(self.folder / _TRASH) / path.name
            path.replace(trash)
            _move_beside(path, trash)
        except OSError as error:
            raise TranscriptError(f"cannot delete {path}: {error.strerror}") from None

    def restore(self, name: str) -> Path:
        """Bring a deleted transcript back, with its draft and rewrites.

        Raises:
            UsageError: when there is no such deleted transcript.
            TranscriptError: when the disk refuses.
        """
        fitting = sorted((self.folder / _TRASH).glob(f"{name}*{SUFFIX}")) if _ID.match(name) else []
        if len(fitting) != 1:
            raise UsageError(
                f"no deleted transcript begins with {name!r}" if not fitting else f"{name!r} fits several"
            )
        path = self.folder / fitting[0].name
        try:
            fitting[0].replace(path)
            _move_beside(fitting[0], path)
        except OSError as error:
            raise TranscriptError(f"cannot restore {path}: {error.strerror}") from None
        return path


def _move_beside(before: Path, after: Path) -> None:
    """Let draft and rewrites follow their transcript."""
    for beside in _BESIDE:
        own, to = beside(before), beside(after)
        if own.exists():
            make_folder(to.parent)
            own.replace(to)


def by_beginning(name: str, known: Mapping[str, Path], noun: str, listing: str) -> Path:
    """The file meant by an id or a unique beginning of one.

    Raises:
        UsageError: when nothing or more than one fits; it names the nearest, or the command that lists them.
    """
    if name in known:
        return known[name]
    fitting = [stem for stem in known if stem.startswith(name)]
    if len(fitting) == 1:
        return known[fitting[0]]
    if fitting:
        raise UsageError(f"{name!r} fits {len(fitting)} {noun}s: {', '.join(sorted(fitting)[:4])}")
    near = process.extractOne(name, known.keys(), score_cutoff=60)
    hint = f"did you mean {near[0]!r}?" if near else f"see: {listing}"
    raise UsageError(f"there is no {noun} {name!r}; {hint}")


def looks_like_path(name: str) -> bool:
    """Whether a name cannot be an id."""
    return name.endswith(SUFFIX) or "/" in name or "\\" in name or not _ID.match(name)
