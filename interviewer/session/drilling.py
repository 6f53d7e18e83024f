"""Drills: which comes next, what was heard in a try, and when it comes again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

from interviewer.content.nearest import hint, nearest
from interviewer.evidence.bank import build_bank, read_answer
from interviewer.evidence.characters import folded
from interviewer.evidence.hear import hear
from interviewer.model.base import Model
from interviewer.model.drills import Drill, Scenario
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.progress.summary import DueDrill
from interviewer.session.clock import Clock
from interviewer.session.drill_draft import read_draft, save_draft
from interviewer.session.drill_schedule import Outcome, Schedule, Sitting
from interviewer.session.looking_back import most_missing_signals
from interviewer.session.surroundings import Surroundings

Reason = Literal["due", "new", "ahead", "asked"]
"""Why a drill comes: it is due, was never tried, is the first that will be due, or was asked for."""

_LISTING = "interviewer drill --list"
_LEAST_WORDS = 8
"""Fewer cannot hold a thing and its reason, whatever the rules hear in them."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class NextDrill(Model):
    """The drill that comes next, in one of its scenarios."""

    drill: Drill
    scenario: Scenario
    reason: Reason
    due: datetime | None = None
    """When it is or was due; None for one that was never tried."""


class HeardInTry(Model):
    """What was heard in one try, for each signal that counts."""

    levels: Mapping[str, Literal[0, 1, 2]]
    words: Mapping[str, str]
    """The sentence that shows a signal best, where it was heard."""
    over_time: int
    """Seconds over the drill's time; 0 within it."""
    tries: int = 1
    """Which try in this sitting it was, from 1."""

    @property
    def done(self) -> bool:
        """Whether everything was demonstrated."""
        return all(level == 2 for level in self.levels.values())


def next_drill(
    drills: Sequence[Drill],
    schedule: Schedule,
    missing: Sequence[str],
    now: datetime,
    wanted: str | None = None,
) -> NextDrill:
    """The drill to do now. Among those due, and among the new ones, what is missing most often comes first.

    Args:
        drills: all there are.
        schedule: what was practised.
        missing: signals by how often they are missing, the most often first.
        now: the moment.
        wanted: a drill's id or one of its signals; then that one, due or not.

    Raises:
        UsageError: where there is no drill, or none that is wanted; it names the nearest.
    """
    if not drills:
        raise UsageError("there is no drill in prompts/drills; install pm-interviewer again")
    if wanted is not None:
        drill = _wanted(drills, wanted)
        return _next(drill, schedule, "asked")
    rank = {signal: place for place, signal in enumerate(missing)}

    def need(drill: Drill) -> int:
        return min((rank[signal] for signal in drill.done if signal in rank), default=len(rank))

    practised = [drill for drill in drills if drill.id in schedule.drills]
    due = [drill for drill in practised if schedule.drills[drill.id].due <= now]
    if due:
        return _next(
            min(due, key=lambda drill: (need(drill), schedule.drills[drill.id].due)), schedule, "due"
        )
    new = [drill for drill in drills if drill.id not in schedule.drills]
    if new:
        return _next(min(new, key=need), schedule, "new")
    return _next(min(practised, key=lambda drill: schedule.drills[drill.id].due), schedule, "ahead")


def _wanted(drills: Sequence[Drill], name: str) -> Drill:
    for drill in drills:
        if name == drill.id or name in drill.done:
            return drill
    known = sorted({each for drill in drills for each in (drill.id, drill.signal)})
    said = hint(name, known if nearest(name, known) else [drill.id for drill in drills], _LISTING)
    raise UsageError(f"there is no drill for {name!r}{said}")


def _next(drill: Drill, schedule: Schedule, reason: Reason) -> NextDrill:
    practised = schedule.drills.get(drill.id)
    if practised is None:
        return NextDrill(drill=drill, scenario=drill.scenarios[0], reason=reason)
    scenario = min(drill.scenarios, key=lambda each: practised.last_at(each.id) or _LONG_AGO)
    return NextDrill(drill=drill, scenario=scenario, reason=reason, due=practised.due)


def heard_in(drill: Drill, scenario: Scenario, text: str, seconds: float) -> HeardInTry:
    """What the offline detectors hear in a try, whatever else its sentences show.

    In a whole answer a sentence may carry two signals at the most; in a drill one thing is listened for.
    """
    given = f"{scenario.situation} {scenario.task}"
    bank = build_bank(read_answer(text, given))
    copied = {each.number for each in bank.sentences if folded(each.text).lower() in given.lower()}
    most = 2 if len(text.split()) >= _LEAST_WORDS else 1
    best: dict[str, tuple[Literal[0, 1, 2], int]] = {}
    for each in hear(bank).occurrences:
        own = [number for number in each.sentences if number not in copied]
        signal = drill.signal if each.signal in drill.counts_too else each.signal
        level: Literal[1, 2] = 2 if min(each.level, most) == 2 else 1
        if own and signal in drill.done and level > best.get(signal, (0, 0))[0]:
            best[signal] = level, own[0]
    return HeardInTry(
        levels={signal: best[signal][0] if signal in best else 0 for signal in drill.done},
        words={signal: bank.verbatim(number) for signal, (_, number) in best.items()},
        over_time=max(0, round(seconds - drill.seconds)),
    )


class DrillSession:
    """One sitting at one drill: tries until it is done or left, then the schedule is written once."""

    def __init__(self, around: Surroundings, clock: Clock, coming: NextDrill) -> None:
        self.coming = coming
        self._path = around.places.drills
        self._draft = around.places.drill_draft
        self._clock = clock
        self._began = clock.steady()
        self._tries = 0
        self._over = 0
        self._seconds = 0.0
        self._claimed = False
        self.done = False

    @classmethod
    def start(cls, around: Surroundings, clock: Clock, wanted: str | None = None) -> DrillSession:
        """The next drill, or the one that is wanted; its time runs.

        Raises:
            UsageError: when there is no such drill.
            ContentError: when a drill's file does not hold up.
            TranscriptError: when the schedule cannot be read.
        """
        return cls(around, clock, coming_drill(around, clock.now(), wanted))

    @property
    def seconds_left(self) -> float:
        """Time left; below zero when it is over."""
        return self.coming.drill.seconds - (self._clock.steady() - self._began)

    @property
    def tried(self) -> bool:
        """Whether there was a try: then the example may be read."""
        return self._tries > 0

    @property
    def draft(self) -> str:
        """What was typed in this situation and not sent."""
        return read_draft(self._draft, self.coming.scenario.id)

    def keep_draft(self, text: str) -> None:
        """Keep what is being typed; an empty text removes it.

        Raises:
            TranscriptError: when the disk refuses.
        """
        save_draft(self._draft, self.coming.scenario.id, text)

    def answer(self, text: str) -> HeardInTry:
        """Listen to a try. The time of the first one counts."""
        seconds = self._clock.steady() - self._began
        self._tries += 1
        heard = heard_in(self.coming.drill, self.coming.scenario, text, seconds)
        heard = heard.model_copy(update={"tries": self._tries})
        self._seconds = seconds
        if self._tries == 1:
            self._over = heard.over_time
        self.done = self.done or heard.done
        return heard

    def claim(self) -> None:
        """Count it as done on the candidate's own word: the detectors miss ways of saying things."""
        self.done = True
        self._claimed = True

    def finish(self) -> datetime | None:
        """Write down how it went; when the drill comes again. None, and nothing written, without a try.

        Raises:
            TranscriptError: when the disk refuses.
        """
        if not self._tries:
            return None
        self.keep_draft("")
        schedule = Schedule.read(self._path)
        sitting = Sitting(
            at=self._clock.now(),
            scenario=self.coming.scenario.id,
            outcome=self._outcome(),
            tries=self._tries,
            seconds=round(self._seconds),
        )
        schedule = schedule.after(self.coming.drill.id, sitting)
        schedule.save(self._path)
        return schedule.drills[self.coming.drill.id].due

    def _outcome(self) -> Outcome:
        if not self.done:
            return "not-done"
        if self._tries > 1 or self._claimed:
            return "at-last"
        return "slow" if self._over else "done"


def due_drill(around: Surroundings, now: datetime) -> DueDrill | None:
    """The drill the home screen offers: one that is due, else a new one; None while all are spaced out.

    A drill's file or a schedule that does not hold up is told where drills are opened, not here.
    """
    try:
        coming = coming_drill(around, now)
    except InterviewerError:
        return None
    if coming.reason == "ahead":
        return None
    drill, due = coming.drill, coming.due
    return DueDrill(drill.id, drill.title, drill.seconds, due.isoformat() if due else None)


def coming_drill(around: Surroundings, now: datetime, wanted: str | None = None) -> NextDrill:
    """The drill that comes next for this candidate.

    Raises:
        UsageError: when there is no such drill.
        ContentError: when a drill's file does not hold up.
        TranscriptError: when the schedule cannot be read.
    """
    drills, schedule = around.library.drills, Schedule.read(around.places.drills)
    missing = () if wanted else most_missing_signals(around.store, around.places.index)
    return next_drill(drills, schedule, missing, now, wanted)
