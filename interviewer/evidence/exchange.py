"""Finds the candidate's own stretches in a pasted exchange with the interviewer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from interviewer.evidence.characters import shadow, visible
from interviewer.evidence.questions import is_question
from interviewer.model.evidence import Span, TurnRole

_Side = Literal["interviewer", "candidate"]

_LABEL = re.compile(
    r"(?im)^[ \t]{0,12}(?:(?:[-*+>\u2022]|\d{1,2}[.)])[ \t]{1,12})?(?:\*\*|__|\*|_)?[ \t]{0,12}"
    r"(?P<name>interviewer|interviewee|candidate|applicant|question|answer|int|me|you|i|q|a)"
    r"(?:[ \t]{0,2}\d{1,2})?[ \t]{0,12}(?:\*\*|__|\*|_)?[ \t]{0,12}:[ \t]{0,12}(?:\*\*|__)?"
)
_SURE: dict[str, _Side] = {
    "interviewer": "interviewer",
    "int": "interviewer",
    "candidate": "candidate",
    "interviewee": "candidate",
    "applicant": "candidate",
    "me": "candidate",
}
_PAIRS: tuple[tuple[str, str], ...] = (("q", "a"), ("question", "answer"), ("you", "i"), ("you", "me"))
"""Labels that only count together: interviewer's, candidate's. Alone, `A:` may name an option."""

_HEADING = re.compile(r"(?i)^\s*(?:#|(?:mock )?(?:interview )?transcript\b|round\b.{0,40}:?\s*$)")
_PREFACE_WORDS = 4


class _Stretch(NamedTuple):
    side: _Side
    start: int
    end: int


def spans_in(text: str) -> tuple[Span, ...]:
    """The candidate's stretches of `text`, each with its role; all of it where nobody is labelled.

    A stretch that only asks, before the first answer and before a line of the interviewer, is
    `clarifying`; one after a line of the interviewer that follows the first answer is `follow-up`.
    """
    seen = shadow(text)
    stretches = _stretches(seen)
    if not any(stretch.side == "interviewer" for stretch in stretches):
        whole = [part for part in stretches if part.side == "candidate"]
        return tuple(span for part in whole if (span := trimmed(seen, part.start, part.end, "answer")))
    return tuple(_with_roles(seen, stretches))


def trimmed(text: str, start: int, end: int, role: TurnRole) -> Span | None:
    """The span without white space at its ends; None where nothing is left."""
    part = text[start:end]
    kept = part.strip()
    if not kept:
        return None
    begin = start + len(part) - len(part.lstrip())
    return Span(start=begin, end=begin + len(kept), role=role)


def _sides(names: Iterable[str]) -> dict[str, _Side]:
    found = set(names)
    sides = {name: side for name, side in _SURE.items() if name in found}
    for asked, answered in _PAIRS:
        if asked in found and answered in found:
            sides.setdefault(asked, "interviewer")
            sides.setdefault(answered, "candidate")
    known = set(sides.values())
    if known == {"interviewer"}:
        sides |= {
            name: "candidate" for name in ("you", "i", "a", "answer") if name in found and name not in sides
        }
    elif known == {"candidate"}:
        sides |= {name: "interviewer" for name in ("you", "i", "q") if name in found and name not in sides}
    return sides


def _stretches(seen: str) -> list[_Stretch]:
    marks = [(mark.start(), mark.end(), mark["name"].lower()) for mark in _LABEL.finditer(seen)]
    sides = _sides(name for _, _, name in marks)
    labelled = [(start, end, sides[name]) for start, end, name in marks if name in sides]
    if not labelled:
        return [_Stretch("candidate", 0, len(seen))]
    stretches = _before_first(seen, labelled[0][0], labelled[0][2])
    for number, (_, start, side) in enumerate(labelled):
        following = labelled[number + 1] if number + 1 < len(labelled) else None
        end = following[0] if following else len(seen)
        if side == "interviewer" and (following is None or following[2] == "interviewer"):
            stretches += _interviewer_line(seen, start, end)
        else:
            stretches.append(_Stretch(side, start, end))
    return stretches


def _before_first(seen: str, start: int, side: _Side) -> list[_Stretch]:
    """Words before the first label: the answer, unless they are a heading or the question asked."""
    before = seen[:start]
    if not before.strip() or _HEADING.match(before):
        return []
    if side == "candidate" and before.rstrip(' \n\t"\u201d*').endswith(("?", ":")):
        return [_Stretch("interviewer", 0, start)]
    return [_Stretch("candidate", 0, start)]


def _interviewer_line(seen: str, start: int, end: int) -> list[_Stretch]:
    """An interviewer's line whose reply carries no label: what follows the line is the candidate's."""
    stop = seen.find("\n", start, end)
    if stop < 0:
        return [_Stretch("interviewer", start, end)]
    return [_Stretch("interviewer", start, stop), _Stretch("candidate", stop, end)]


def _with_roles(seen: str, stretches: Sequence[_Stretch]) -> Iterable[Span]:
    answered = False
    asked_since = False
    for number, stretch in enumerate(stretches):
        if stretch.side == "interviewer":
            asked_since = asked_since or answered
            continue
        span = trimmed(seen, stretch.start, stretch.end, "answer")
        if span is None:
            continue
        replied = any(later.side == "interviewer" for later in stretches[number + 1 :][:1])
        if not answered and replied and only_asks(seen[span.start : span.end]):
            yield span.model_copy(update={"role": "clarifying"})
            continue
        yield span.model_copy(update={"role": "follow-up" if asked_since else "answer"})
        answered = True


def only_asks(text: str) -> bool:
    """True when every sentence of `text` is a question or a preface of at most four words."""
    sentences = [part for part in re.split(r"(?<=[.?!])\s+|\n+", visible_lines(text)) if part.strip()]
    asking = [is_question(part) for part in sentences]
    brief = [len(part.split()) <= _PREFACE_WORDS for part in sentences]
    return any(asking) and all(ask or short for ask, short in zip(asking, brief, strict=True))


def visible_lines(text: str) -> str:
    """`text` line by line as a reader sees it."""
    return "\n".join(visible(line) for line in text.split("\n"))
