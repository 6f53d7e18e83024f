"""The record of a round in progress: its journal, its clock, and the state folded from its events."""

from __future__ import annotations

from interviewer.interview.state import RoundState
from interviewer.model import events as ev
from interviewer.model.words import Speaker
from interviewer.session.clock import Clock, RoundClock
from interviewer.transcripts.journal import Journal


class RoundLog:
    """What happened in a round. Whatever is recorded is on disk before the state knows of it."""

    def __init__(
        self, journal: Journal, header: ev.Header, events: tuple[ev.Event, ...], clock: Clock
    ) -> None:
        self.header = header
        self.journal = journal
        self.state = RoundState.of(events)
        self._events = list(events)
        self._time = clock
        already = max((getattr(event, "t", 0.0) for event in events), default=0.0)
        self.clock = RoundClock(clock, already)

    @property
    def events(self) -> tuple[ev.Event, ...]:
        """All that was recorded."""
        return tuple(self._events)

    @property
    def seconds_left(self) -> float:
        """Seconds left; below zero in overtime."""
        return self.header.minutes * 60 - self.clock.seconds

    @property
    def interviewer(self) -> str:
        """Who interviews now, by their SPEC."""
        asked = (event.spec for event in reversed(self._events) if isinstance(event, ev.WhoAsks))
        return next(asked, self.header.interviewer)

    def stamp(self) -> dict[str, object]:
        """When, on both clocks."""
        return {"at": self._time.now(), "t": self.clock.seconds}

    def record(self, event: ev.Event) -> None:
        """Put an event on disk.

        Raises:
            TranscriptError: when it cannot be saved; the round stands as it was.
        """
        self.journal.append(event)
        self._events.append(event)
        self.state = self.state.after(event)

    def said(self, who: Speaker, kind: ev.SaidKind, text: str, question: int, **more: object) -> ev.Said:
        """Record something said, and return it."""
        said = ev.Said.model_validate(
            {
                "turn": self.state.next_turn,
                "who": who,
                "kind": kind,
                "question": question,
                "text": text,
                **self.stamp(),
                **more,
            }
        )
        self.record(said)
        return said

    def asked_by(self, spec: str) -> None:
        """Record who interviews from here on, where that is somebody else."""
        if spec != self.interviewer:
            self.record(ev.WhoAsks(spec=spec, **self.stamp()))

    def start_clock(self) -> None:
        """Let the clock go on."""
        self.clock.start()
        self.record(ev.Resumed(**self.stamp()))

    def stop_clock(self) -> None:
        """Stop the clock."""
        self.clock.stop()
        self.record(ev.Paused(**self.stamp()))
