"""Two tries at the same question side by side, for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Any, Final

from interviewer.evidence.characters import legible
from interviewer.model.content import Catalogue
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension
from interviewer.reports.layout import LABEL, TEXT, row
from interviewer.reports.marks import UNICODE, Marks
from interviewer.session.attempts import Attempt, TwoAttempts

_COLUMN: Final = 38
"""Width of each try; four columns are between them."""
NOT_ALIKE: Final = (
    "Different rubrics, graders or versions graded them, so the levels do not compare. Grade the earlier "
    "one again with: interviewer replay {id} --rescore"
)


def attempts_text(two: TwoAttempts, catalogue: Catalogue, marks: Marks = UNICODE) -> str:
    """Levels of both, what was gained and lost, then both answers in two columns."""
    lines = [row("question", legible(two.question)), ""]
    lines.append(f"{'':<{LABEL}}{title(two.before):<24}{title(two.after)}")
    for name in Dimension:
        then, now = (marks.level(each.card.dimensions[name].score) for each in (two.before, two.after))
        lines.append(f"{name:<{LABEL}}{then:<24}{now}".rstrip())
    lines.append(f"{'':<{LABEL}}{two.before.card.recommendation:<24}{two.after.card.recommendation}")
    if not two.alike:
        lines += ["", row("", NOT_ALIKE.format(id=two.before.id))]
    for label, words in changes(two, catalogue):
        lines += ["", row(label, words)]
    lines += ["", *side_by_side(legible(two.before.text), legible(two.after.text))]
    return marks.plain("\n".join(lines))


def changes(two: TwoAttempts, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What the later try has that the earlier had not, and the other way round."""
    return card_changes(two.before.card, two.after.card, catalogue)


def card_changes(before: Scorecard, after: Scorecard, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What one card heard that the other had not, with a label: new, gone, flags gone, flags new."""
    names = {each.id: each.heard for each in catalogue.signals}
    then, now = before.heard, after.heard
    gained, lost = [each for each in now if each not in then], [each for each in then if each not in now]
    for label, signals in (("new", gained), ("gone", lost)):
        if signals:
            yield label, ", ".join(names.get(each, each) for each in signals)
    raised, raised_now = ({each.id for each in card.flags} for card in (before, after))
    for label, flags in (("flags gone", raised - raised_now), ("flags new", raised_now - raised)):
        if flags:
            yield label, ", ".join(catalogue.flag(flag).label for flag in sorted(flags))


def side_by_side(left: str, right: str) -> list[str]:
    """Two texts in two columns."""
    columns = [_wrapped(left), _wrapped(right)]
    gap = LABEL + TEXT - 2 * _COLUMN
    return [f"{one:<{_COLUMN + gap}}{other}".rstrip() for one, other in zip_longest(*columns, fillvalue="")]


def _wrapped(text: str) -> list[str]:
    return [line for part in text.split("\n") for line in textwrap.wrap(part, _COLUMN) or [""]]


def title(attempt: Attempt) -> str:
    """What stands over a try: its name, or its day."""
    return attempt.name or day(attempt.at)


def day(at: datetime) -> str:
    """A day as it stands over a try, in the local zone."""
    local = at.astimezone()
    return f"{local.day} {local:%B %Y}"


def attempts_json(two: TwoAttempts) -> dict[str, Any]:
    """Both tries with their scorecards, and what changed."""
    return {
        "question": two.question,
        "alike": two.alike,
        "before": _attempt_json(two.before),
        "after": _attempt_json(two.after),
        "gained": list(two.gained),
        "lost": list(two.lost),
    }


def _attempt_json(attempt: Attempt) -> dict[str, Any]:
    card = attempt.card.model_dump(mode="json")
    return {"id": attempt.id, "at": attempt.at.isoformat(), "text": attempt.text, "scorecard": card}
