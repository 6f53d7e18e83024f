"""The journals of loops: written and read as transcripts are, in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from interviewer.files import make_folder, write_atomically
from interviewer.model.base import Model
from interviewer.model.debrief import Debrief
from interviewer.model.errors import TranscriptError, UsageError
from interviewer.model.loop import (
    LOOP_EVENTS,
    LOOP_FORMAT,
    LOOP_VERSION,
    Debriefed,
    LoopEnded,
    LoopEvent,
    LoopHeader,
)
from interviewer.transcripts.line_file import LineFile
from interviewer.transcripts.lines import Kind, read_event, read_header, read_lines
from interviewer.transcripts.store import LAST, SUFFIX, by_beginning, looks_like_path

DEBRIEFS: Final = ".debriefs"
_KIND: Final = Kind("loop", LOOP_FORMAT, LOOP_VERSION)


class LoopRecord(Model):
    """A loop as read. `torn` says what was dropped at the end, and is empty when nothing was."""

    path: Path
    header: LoopHeader
    events: tuple[LoopEvent, ...]
    torn: str = ""
    whole_bytes: int
    """Length of the part that is whole; what follows it is the torn line."""

    @property
    def ended(self) -> bool:
        """Whether the loop is over."""
        return any(isinstance(event, LoopEnded) for event in self.events)

    def check_open(self) -> None:
        """Raise UsageError when the loop is over, and say what its debrief is shown by."""
        if self.ended:
            name = self.path.stem
            raise UsageError(f"{name} is over; its debrief: interviewer debrief {name}")

    @property
    def debriefed(self) -> Debriefed | None:
        """The committee's decision; None where none has met."""
        return next((each for each in reversed(self.events) if isinstance(each, Debriefed)), None)


def read_loop(path: Path) -> LoopRecord:
    """The loop in that file; a last line that was torn by a crash is dropped and said so in `torn`.

    Raises:
        TranscriptError: when the file cannot be read, is no loop, is of a newer version, or is damaged
            before its end; the message names the line.
    """
    lines, torn, whole = read_lines(path, _KIND.noun)
    header = read_header(path, lines[0], _KIND, LoopHeader)
    events = tuple(
        read_event(path, number, line, LOOP_EVENTS) for number, line in enumerate(lines[1:], start=2)
    )
    return LoopRecord(path=path, header=header, events=events, torn=torn, whole_bytes=whole)


class LoopJournal(LineFile):
    """A loop that is being held. Use it as a context, or call `close`."""

    @classmethod
    def create(cls, path: Path, header: LoopHeader) -> Self:
        """A new loop with its header on disk.

        Raises:
            TranscriptError: when the file exists or the disk refuses.
        """
        return cls.new(path, header.model_dump_json(exclude_none=True))

    @classmethod
    def resume(cls, path: Path) -> tuple[Self, LoopRecord]:
        """A loop to go on with, and what is recorded of it; a torn last line is cut off.

        Raises:
            TranscriptError: when it cannot be read, or another process is holding it.
        """
        return cls.reopened(path, read_loop)

    def append(self, event: LoopEvent) -> None:
        """Put one event on disk (fsync) before returning.

        Raises:
            TranscriptError: when the disk refuses; the journal is left as it was.
        """
        self.write(event.model_dump_json())

    def keep_debrief(self, held: Debrief) -> None:
        """Keep the whole debrief beside the journal, whose lines stay short.

        Raises:
            TranscriptError: when the disk refuses.
        """
        path = _debrief_path(self.path)
        make_folder(path.parent)
        try:
            write_atomically(path, held.model_dump_json(by_alias=True))
        except OSError as error:
            raise TranscriptError(f"cannot save the debrief to {path}: {error.strerror}") from None


def kept_debrief(loop: Path) -> Debrief | None:
    """The debrief of the loop in that file as it was spoken; None where there is none that can be read."""
    try:
        return Debrief.model_validate_json(_debrief_path(loop).read_bytes())
    except (OSError, ValueError):
        return None


def _debrief_path(loop: Path) -> Path:
    return loop.parent / DEBRIEFS / f"{loop.stem}.json"


class LoopStore:
    """The loops in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the loop with that id lies or would lie."""
        return self.folder / f"{name}{SUFFIX}"

    def paths(self) -> list[Path]:
        """All loops, the newest last (ids begin with their time)."""
        return sorted(self.folder.glob(f"*{SUFFIX}"))

    def readable(self) -> Iterator[LoopRecord]:
        """Loops that can be read, the newest first."""
        for path in reversed(self.paths()):
            with suppress(TranscriptError):
                yield read_loop(path)

    def unfinished(self) -> list[LoopRecord]:
        """Loops that were left, the newest first."""
        return [each for each in self.readable() if not each.ended]

    def find(self, name: str) -> Path:
        """The loop meant by an id, a unique beginning of one, or a path; `last` is the last one left.

        Raises:
            UsageError: when nothing or more than one fits; it names the nearest.
        """
        if name == LAST:
            left = self.unfinished()
            if not left:
                raise UsageError("no loop is unfinished; start one with: interviewer loop")
            return left[0].path
        path = Path(name).expanduser()
        if looks_like_path(name) or path.is_file():
            return path
        known = {each.stem: each for each in self.paths()}
        return by_beginning(name, known, "loop", "interviewer transcripts list")
