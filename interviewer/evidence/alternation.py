"""Long lists of alternatives in patterns, written so that the engine reads a word once.

`(?:nurse|nun|doctor)` becomes `(?:nu(?:rse|n)|doctor)`. The engine tries alternatives one after the other,
so a list of three hundred words costs three hundred looks at every word of a text; as a tree it costs a few.
What matches stays the same to the character: only alternatives that begin with different plain characters
change places, and those can never both match at one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_SPECIAL: Final = frozenset(".^$*+?{}[]|()\\")
_QUANTIFIER: Final = re.compile(r"(?:[*+?]|\{\d*,?\d*\})[?+]?")
_LONG_ESCAPE: Final = len(r"\u2192")
_OPENS: Final = re.compile(r"\((?:\?(?::|=|!|<=|<!))?")


class Part(NamedTuple):
    """The smallest part of a pattern that matches by itself: a character, an escape, a set or a group."""

    body: str
    quantifier: str


class _Atom(NamedTuple):
    """A part, its quantifier included."""

    written: str
    plain: bool
    """One character that stands for itself, once."""


_Alternative = tuple[_Atom, ...]


def alternatives(written: str) -> list[str]:
    """The alternatives of a pattern, split at every `|` outside brackets."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(written):
        mark = written[at]
        if mark in "\\[":
            at = _past_set(written, at) if mark == "[" else at + 2
            continue
        if mark in "()":
            depth += 1 if mark == "(" else -1
        elif mark == "|" and depth == 0:
            parts.append(written[start:at])
            start = at + 1
        at += 1
    return [*parts, written[start:]]


def as_tree(written: str) -> str:
    """`written` with alternatives that begin alike put together, in every group of it.

    Understands what the patterns of this package are made of: groups without a name, sets, escapes,
    quantifiers, looks ahead and behind. What a look behind holds is left as it is, where width counts.
    """
    return "|".join(_tree([tuple(_atoms(one)) for one in alternatives(written)]))


def _tree(many: list[_Alternative]) -> Iterator[str]:
    run: list[_Alternative] = []
    for one in many:
        if one and one[0].plain:
            run.append(one)
        else:
            # It might match where any of those before it does, so they stay before it.
            yield from _branches(run)
            run = []
            yield "".join(atom.written for atom in one)
    yield from _branches(run)


def _branches(run: list[_Alternative]) -> Iterator[str]:
    by_first: dict[str, list[_Alternative]] = {}
    for one in run:
        by_first.setdefault(one[0].written, []).append(one)
    for first, those in by_first.items():
        rest = list(_tree([one[1:] for one in those]))
        yield first + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})")


def _atoms(written: str) -> Iterator[_Atom]:
    for body, quantifier in parts(written):
        if body.startswith("("):
            head, held = opened(body)
            atom = body if "<" in head else f"{head}{as_tree(held)})"
        else:
            atom = body
        yield _Atom(atom + quantifier, not quantifier and body not in _SPECIAL and len(body) == 1)


def parts(written: str) -> Iterator[Part]:
    """The parts of one alternative, in order."""
    at = 0
    while at < len(written):
        start = at
        at = _past(written, at)
        body = written[start:at]
        quantifier = _QUANTIFIER.match(written, at)
        at = quantifier.end() if quantifier else at
        yield Part(body, quantifier[0] if quantifier else "")


def opened(group: str) -> tuple[str, str]:
    """How a group begins, as `(?:`, and what it holds."""
    opens = _OPENS.match(group)
    head = opens[0] if opens else "("
    return head, group[len(head) : -1]


def _past(written: str, at: int) -> int:
    """Where the atom that begins at `at` ends, without its quantifier."""
    if written[at] == "[":
        return _past_set(written, at)
    if written[at] == "\\":
        return at + (_LONG_ESCAPE if written[at + 1] == "u" else 2)
    if written[at] != "(":
        return at + 1
    depth = 0
    while True:
        mark = written[at]
        depth += (mark == "(") - (mark == ")")
        at = _past(written, at) if mark in "[\\" else at + 1
        if depth == 0:
            return at


def _past_set(written: str, at: int) -> int:
    """Where the set of characters that begins at `at` ends; a `]` in first place belongs to it."""
    at += 2 if written[at + 1] == "^" else 1
    at += written[at] == "]"
    while written[at] != "]":
        at += 2 if written[at] == "\\" else 1
    return at + 1
