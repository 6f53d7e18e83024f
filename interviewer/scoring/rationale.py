"""Why a dimension has its level, and why not one higher."""

from __future__ import annotations

from typing import Final

from interviewer.model.evidence import SignalHeard
from interviewer.model.words import LEVEL_WORDS, Dimension
from interviewer.scoring.findings import Findings

NOT_ASKED: Final = "Nobody asked about this, and not enough was volunteered to grade it."
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MOST_NAMED: Final = 3


def rationale(found: Findings, dimension: Dimension) -> str:
    """What was heard, in how many sentences, and why the level is not one higher."""
    evidence = found.evidence(dimension)
    if not evidence:
        return _nothing(found, dimension)
    shown = [each for each in evidence if each.level == 2]
    named = [each for each in evidence if each.level == 1]
    sentences = len({n for each in evidence for n in each.sentences})
    parts = [f"Rests on {_count(sentences)} sentence{'s' * (sentences != 1)}."]
    if shown:
        parts.append(f"With a reason, number or case beside it: {_listed(found, shown)}.")
    if named:
        parts.append(f"Mentioned only: {_listed(found, named)}.")
    return " ".join((*parts, *_not_higher(found, dimension)))


def _nothing(found: Findings, dimension: Dimension) -> str:
    wanted = [found.signal(name).label for name in found.rubric.dimensions[dimension].core[:_MOST_NAMED]]
    if dimension == Dimension.COMMUNICATION:
        return f"Told without a form that helps a listener. I listened for: {'; '.join(wanted)}."
    return f"Nothing was heard for this. I listened for: {'; '.join(wanted)}."


def _not_higher(found: Findings, dimension: Dimension) -> tuple[str, ...]:
    score = found.graded[dimension].score
    if score == 4:
        return ()
    cap = found.cap_on(dimension)
    if cap is not None and cap.level == score:
        return (f"At most {LEVEL_WORDS[cap.level]}: {cap.reason[:1].lower()}{cap.reason[1:]}",)
    missing = [found.signal(name).label for name in found.missing(dimension)[:2]]
    if missing:
        return (f"Not heard, and needed for {LEVEL_WORDS[score + 1]}: {'; '.join(missing)}.",)
    return (f"Not {LEVEL_WORDS[score + 1]}: too much of it is said without what would hold it.",)


def _listed(found: Findings, evidence: list[SignalHeard]) -> str:
    names = [found.signal(each.signal).heard for each in evidence]
    more = len(names) - _MOST_NAMED
    if more > 1:
        names = [*names[:_MOST_NAMED], f"{_count(more)} more"]
    return "; ".join(names)


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
