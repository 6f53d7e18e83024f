"""A drill as text: what is asked, what was heard in a try, and when it comes again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from interviewer.evidence.characters import folded
from interviewer.model.content import Catalogue
from interviewer.model.drills import Drill
from interviewer.reports.due import due_words, time_words
from interviewer.reports.layout import plural, row, table
from interviewer.reports.marks import UNICODE, Marks
from interviewer.session.drill_schedule import Schedule
from interviewer.session.drilling import HeardInTry, NextDrill


def drill_text(coming: NextDrill, now: datetime, marks: Marks = UNICODE) -> str:
    """The drill before the first try."""
    dot = f" {marks.dot} "
    drill = coming.drill
    head = dot.join(("drill", drill.title, time_words(drill.seconds), due_words(coming.due, now)))
    rows = [head, "", row("why", coming.drill.why), "", row("situation", coming.scenario.situation), ""]
    return marks.plain("\n".join([*rows, row("your task", coming.scenario.task)]))


def try_text(drill: Drill, heard: HeardInTry, catalogue: Catalogue, marks: Marks = UNICODE) -> str:
    """What was heard in a try: the words that show it, or what is missing and how to say it."""
    return marks.plain("\n".join(row(label, words) for label, words in tried(drill, heard, catalogue, marks)))


def tried(
    drill: Drill, heard: HeardInTry, catalogue: Catalogue, marks: Marks = UNICODE
) -> Iterator[tuple[str, str]]:
    """What was heard in a try, as labels with their words; the candidate's own stand in quotation marks."""
    for signal, level in heard.levels.items():
        if level == 0:
            yield "not heard", catalogue.signal(signal).gap
            continue
        yield "heard" if level == 2 else "half of it", marks.quote(heard.words[signal])
        if level == 1:
            yield "what's missing", catalogue.signal(signal).demonstrated
    if not heard.done:
        yield "how", drill.advice
    if heard.over_time:
        yield "time", f"{plural(heard.over_time, 'second')} over."


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
    return table(
        (each.id, each.title, time_words(each.seconds), due_words(due(each), now)) for each in ranked
    )
