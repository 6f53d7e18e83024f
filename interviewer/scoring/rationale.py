"""Why a dimension has its level, why not one higher, and what would raise it, in the candidate's own case."""

from __future__ import annotations

from typing import Final

from interviewer.model.evidence import SignalHeard
from interviewer.model.words import LEVEL_WORDS, Dimension
from interviewer.scoring.findings import Findings

NOT_ASKED: Final = "Nobody asked about this, and not enough was volunteered to grade it."
NOT_ASKED_RAISE: Final = "Nothing to raise: it was not part of what was asked."
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


def to_raise(found: Findings, dimension: Dimension) -> str:
    """What to add or change, concrete to this answer."""
    missing = found.missing(dimension)
    if found.graded[dimension].score == 4:
        return "It is a yes; nothing more is asked of it."
    if missing:
        return _add(found, missing[0])
    if asserted := found.asserted(dimension):
        return _hold(found, asserted[0])
    cap = found.cap_on(dimension)
    if cap:
        return f"Lift what holds it down: {cap.reason[:1].lower()}{cap.reason[1:]}"
    return "Say the same things with more of the case in them: a number, a name, a consequence."


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


def _add(found: Findings, name: str) -> str:
    signal = found.signal(name)
    return f"For {signal.label}: {found.slots.fill(signal.next_time)}"


def _hold(found: Findings, heard: SignalHeard) -> str:
    signal = found.signal(heard.signal)
    words = next((quoted for n in heard.sentences if (quoted := found.words(n))), None)
    start = f"You said {words}." if words else f"You touched on it ({signal.heard})."
    return f"{start} Put the reason, number or consequence beside it. {found.slots.fill(signal.next_time)}"


def _listed(found: Findings, evidence: list[SignalHeard]) -> str:
    names = [found.signal(each.signal).heard for each in evidence]
    more = len(names) - _MOST_NAMED
    if more > 1:
        names = [*names[:_MOST_NAMED], f"{_count(more)} more"]
    return "; ".join(names)


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
