"""Plain text and Markdown in which each speaker's words begin with their name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from interviewer.model.errors import TranscriptError
from interviewer.transcripts.utterances import CLOCK, Utterance, joined, seconds

_NAME: Final = r"[^\W\d_][^\n:*_\[\]()<>#|]{0,39}?"


def _time(group: str) -> str:
    return rf"[\[(]?(?P<{group}>{CLOCK})[\])]?"


_LABEL: Final = re.compile(
    r"^[ \t]{0,8}(?:(?:[-*+>\u2022]|\d{1,2}[.)])[ \t]+)?"
    rf"(?:{_time('before')}[ \t]*[-\u2013]?[ \t]*)?"
    r"(?:\*\*|__)?[ \t]*"
    rf"(?P<name>{_NAME})[ \t]*(?:\*\*|__)?[ \t]*"
    rf"(?:{_time('after')}[ \t]*)?"
    r":(?:\*\*|__)?(?:[ \t]+|$)"
)
"""`Ana: …`, `**Ana:** …`, `[00:01:02] Ana: …`, `Ana (1:02): …`; a bullet or number before it is a list's."""
_HEADED: Final = re.compile(
    rf"^[ \t]{{0,3}}(?:#{{1,6}}[ \t]+|(?:\*\*|__))(?P<name>{_NAME})(?:\*\*|__)?"
    rf"(?:[ \t]+{_time('after')})?[ \t]*:?(?:\*\*|__)?[ \t]*$"
)
"""A name as a heading or alone in bold."""
_ALONE: Final = re.compile(rf"^[ \t]*(?P<name>{_NAME})[ \t]+{_time('after')}[ \t]*$")
"""A name and a time alone on a line, as meeting programs write them."""
_ROLES: Final = frozenset(
    {
        *("interviewer", "interviewee", "candidate", "applicant", "me", "you", "i", "q", "a"),
        *("question", "answer", "int", "user", "assistant", "human"),
    }
)
_MOST_WORDS: Final = 4
"""Words of a name: more is a sentence with a colon in it."""
_NOBODY: Final = (
    "nobody can be told apart in it: each speaker's words should begin with their name, as in "
    "`Ana: I would …`; an answer alone is scored with: interviewer score"
)


class _Mark(NamedTuple):
    name: str
    t: float | None
    said: str


def labelled_in(text: str) -> tuple[str, tuple[Utterance, ...]]:
    """What stood before anybody spoke, and who said what.

    What begins like a name is one where it comes back, or is a word for a side of an interview; where no
    name comes back, all count, if there are two at least.

    Raises:
        TranscriptError: when nobody can be told apart.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    marks = [_mark(line) for line in lines]
    names = _names([mark.name for mark in marks if mark])
    if not names:
        raise TranscriptError(_NOBODY)
    before: list[str] = []
    said = joined(_utterances(lines, marks, names, before), "\n")
    if not said:
        raise TranscriptError(_NOBODY)
    return "\n".join(before).strip(), said


def _mark(line: str) -> _Mark | None:
    for form in (_HEADED, _ALONE, _LABEL):
        found = form.match(line)
        if found is None:
            continue
        name = " ".join(found["name"].split())
        if len(name.split()) > _MOST_WORDS:
            continue
        times = found.groupdict()
        clock = times.get("before") or times.get("after")
        return _Mark(name, seconds(clock) if clock else None, line[found.end() :])
    return None


def _names(labels: list[str]) -> frozenset[str]:
    counts = Counter(label.casefold() for label in labels)
    certain = {name for name, count in counts.items() if count > 1 or name in _ROLES}
    if len(certain) > 1:
        return frozenset(certain)
    return frozenset(counts) if len(counts) > 1 else frozenset(certain)


def _utterances(
    lines: list[str], marks: list[_Mark | None], names: frozenset[str], before: list[str]
) -> Iterator[Utterance]:
    spelt: dict[str, str] = {}
    speaking: _Mark | None = None
    for line, mark in zip(lines, marks, strict=True):
        if mark is not None and mark.name.casefold() in names:
            name = spelt.setdefault(mark.name.casefold(), mark.name)
            speaking = mark._replace(name=name)
            yield Utterance(speaker=name, text=mark.said, t=mark.t)
        elif speaking is not None:
            yield Utterance(speaker=speaking.name, text=line, t=speaking.t)
        else:
            before.append(line)
