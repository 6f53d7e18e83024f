"""A drill as text: what is asked, what was heard in a try, and when it comes again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from interviewer.evidence.characters import folded
from interviewer.model.content import Catalogue, Signal
from interviewer.model.drills import Drill
from interviewer.reports.due import due_words, time_words
from interviewer.reports.layout import plural, row, table
from interviewer.reports.marks import UNICODE, Marks
from interviewer.session.drill_schedule import Schedule
from interviewer.session.drilling import HeardInTry, NextDrill

_SHOWN: Final = 2


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
    """What was heard in a try, as labels with their words; the candidate's own stand in quotation marks.

    What is still lacking after a second try is told in other words than after the first.
    """
    for name, level in heard.levels.items():
        signal = catalogue.signal(name)
        if level > 0:
            yield "heard" if level == _SHOWN else "half of it", marks.quote(heard.words[name])
        if level < _SHOWN and heard.tries > 1:
            yield from _once_more(signal, level, heard.tries)
        elif level == 0:
            yield "not heard", signal.gap
        elif level < _SHOWN:
            yield "what's missing", signal.demonstrated
    if not heard.done and heard.tries == 1:
        yield "how", drill.advice
    if heard.over_time:
        yield "time", f"{plural(heard.over_time, 'second')} over."


def _once_more(signal: Signal, level: int, tries: int) -> Iterator[tuple[str, str]]:
    """What would count, for who has read the advice: what it takes, a frame, and a case elsewhere."""
    if level == 0:
        yield "still missing", signal.demonstrated
    else:
        yield "so far", signal.asserted
    yield "in a sentence", signal.next_time
    yield "elsewhere", signal.positive[tries % len(signal.positive)]


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
