"""A drill as text: what is asked, what was heard in a try, and when it comes again."""

from __future__ import annotations

from datetime import datetime, timedelta

from interviewer.evidence.characters import folded
from interviewer.model.content import Catalogue
from interviewer.model.drills import Drill
from interviewer.reports.layout import plural, row, table
from interviewer.reports.marks import UNICODE, Marks
from interviewer.session.drill_schedule import Schedule
from interviewer.session.drilling import HeardInTry, NextDrill


def drill_text(coming: NextDrill, now: datetime, marks: Marks = UNICODE) -> str:
    """The drill before the first try."""
    dot = f" {marks.dot} "
    head = dot.join(("drill", coming.drill.title, time_words(coming.drill), due_words(coming.due, now)))
    rows = [head, "", row("why", coming.drill.why), "", row("situation", coming.scenario.situation), ""]
    return marks.plain("\n".join([*rows, row("your task", coming.scenario.task)]))


def time_words(drill: Drill) -> str:
    """How long a drill gives, such as `5 min` and `60 s`."""
    return f"{drill.seconds // 60} min" if drill.seconds > 90 else f"{drill.seconds} s"


def due_words(due: datetime | None, now: datetime) -> str:
    """When a drill is due, as one would say it; `new` for one that was never tried."""
    if due is None:
        return "new"
    days = (due.astimezone().date() - now.astimezone().date()).days
    if due <= now or days <= 0:
        return "due today"
    return "due tomorrow" if days == 1 else f"due in {days} days"


def try_text(drill: Drill, heard: HeardInTry, catalogue: Catalogue, marks: Marks = UNICODE) -> str:
    """What was heard in a try: the words that show it, or what is missing and how to say it."""
    rows = []
    for signal, level in heard.levels.items():
        said = marks.quote(heard.words[signal]) if signal in heard.words else ""
        rows.append(
            row(("not heard", "half of it", "heard")[level], said or missing_words(catalogue, signal))
        )
        if level == 1:
            rows.append(row("what lacks", lacking_words(catalogue, signal)))
    if not heard.done:
        rows.append(row("how", drill.advice))
    if heard.over_time:
        rows.append(row("time", f"{plural(heard.over_time, 'second')} over."))
    return marks.plain("\n".join(rows))


def missing_words(catalogue: Catalogue, signal: str) -> str:
    """What is missing where nothing of a signal was heard."""
    return catalogue.signal(signal).gap


def lacking_words(catalogue: Catalogue, signal: str) -> str:
    """What a signal that was only asserted lacks: what would demonstrate it."""
    return catalogue.signal(signal).demonstrated


def end_text(coming: NextDrill, due: datetime | None, now: datetime, marks: Marks = UNICODE) -> str:
    """The example, and when the drill comes again."""
    rows = [row("one strong", folded(coming.scenario.strong))]
    if due is not None:
        rows += ["", row("again", due_words(due, now).removeprefix("due ").capitalize() + ".")]
    return marks.plain("\n".join(rows))


def drills_text(drills: tuple[Drill, ...], schedule: Schedule, now: datetime) -> str:
    """All drills, those due first."""
    later = now + timedelta(days=36_500)

    def due(drill: Drill) -> datetime | None:
        practised = schedule.drills.get(drill.id)
        return practised.due if practised else None

    ranked = sorted(drills, key=lambda drill: due(drill) or later)
    return table((each.id, each.title, time_words(each), due_words(due(each), now)) for each in ranked)
