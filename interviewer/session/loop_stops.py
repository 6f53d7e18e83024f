"""Where a loop stands: made of its journal and of its rounds' transcripts, and stored nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from interviewer.model.base import Model
from interviewer.model.errors import TranscriptError
from interviewer.model.loop import Gate, LoopEvent, LoopHeader, RoundEnded, RoundStarted, WentOn
from interviewer.model.words import SCREENS
from interviewer.transcripts.loops import LoopRecord
from interviewer.transcripts.read import read_transcript
from interviewer.transcripts.store import Store

Status = Literal[
    "ahead",  # not begun
    "under-way",  # begun and left
    "gone",  # begun, and its transcript is not there any more or cannot be read
    "held",  # over
]

Stage = Literal[
    "round-ahead",  # a round is to begin, or to be taken up again
    "in-round",  # a round is being held
    "round-over",  # a round is over, and what follows from it is to be found out
    "at-gate",  # a screen was not passed: the loop ends here, or goes on for practice
    "debrief-ahead",  # all rounds are held
    "over",
]


class Stop(Model):
    """One round of a loop. `place` counts from 1."""

    place: int
    round: str
    packet: str
    """What the committee calls it: the round, or `round-2` for its repetition."""
    status: Status = "ahead"
    transcript: str | None = None
    """The id of its transcript, where it was begun."""
    recorded: bool = False
    """Whether the journal knows that it is over."""
    gate: Gate | None = None
    """What came of a screen."""
    for_practice: bool = False
    """Whether the loop went on although the screen was not passed."""

    @property
    def is_screen(self) -> bool:
        """Whether it gates."""
        return self.round in SCREENS

    @property
    def behind(self) -> bool:
        """Whether the loop has gone past it."""
        if self.status != "held" or not self.recorded:
            return False
        return not self.is_screen or (self.gate is not None and (self.gate.passed or self.for_practice))


class Standing(NamedTuple):
    """A loop as it stands."""

    header: LoopHeader
    stops: tuple[Stop, ...]
    store: Store
    """Where its rounds' transcripts lie."""


def standing(record: LoopRecord) -> Standing:
    """A saved loop as it stands; its transcripts lie in the folder beside its own."""
    store = Store(record.path.absolute().parent.parent / "transcripts")
    return Standing(record.header, stops_of(record.header, record.events, store), store)


def stops_of(header: LoopHeader, events: Iterable[LoopEvent], store: Store) -> tuple[Stop, ...]:
    """The rounds of a loop, each with what became of it."""
    known = tuple(events)
    stops = []
    for place, name in enumerate(header.rounds, start=1):
        times = header.rounds[:place].count(name)
        stop = Stop(place=place, round=name, packet=name if times == 1 else f"{name}-{times}")
        stops.append(_looked_up(stop, known, store))
    return tuple(stops)


def _looked_up(stop: Stop, events: tuple[LoopEvent, ...], store: Store) -> Stop:
    started = [each for each in events if isinstance(each, RoundStarted) and each.place == stop.place]
    if not started:
        return stop
    name = started[-1].transcript
    about = [each for each in events if getattr(each, "transcript", None) == name]
    gates = [each for each in about if isinstance(each, Gate)]
    after = events[events.index(gates[-1]) :] if gates else ()
    return stop.model_copy(
        update={
            "transcript": name,
            "status": _status(store, name),
            "recorded": any(isinstance(each, RoundEnded) for each in about),
            "gate": gates[-1] if gates else None,
            "for_practice": any(isinstance(each, WentOn) and each.place == stop.place for each in after),
        }
    )


def _status(store: Store, name: str) -> Status:
    try:
        return "held" if read_transcript(store.path(name)).ended else "under-way"
    except TranscriptError:
        return "gone"


def stage_of(stops: Iterable[Stop], *, ended: bool) -> Stage:
    """What comes next in a loop none of whose rounds is open."""
    current = next((each for each in stops if not each.behind), None)
    if ended:
        return "over"
    if current is None:
        return "debrief-ahead"
    if current.status != "held":
        return "round-ahead"
    gate = current.gate
    return "at-gate" if current.recorded and gate is not None and not gate.passed else "round-over"
