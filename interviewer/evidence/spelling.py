"""What a pattern matches, spelt out as far as that is few: `(?:an? )?risk` is `risk`, `a risk` and `an risk`.

A spelling covers all that a pattern matches, and as a rule more: what it looks for before and after, and what
it leaves out, are not in it, and anything may stand where the possibilities are many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from interviewer.evidence.alternation import Part, alternatives, opened, parts

ANYTHING: Final = "\0"
"""In a wording: any characters, none included."""
EDGE: Final = "\1"
"""In a wording: where a word begins or ends."""
DIGIT: Final = "0"
"""In a wording: any digit."""

Wordings = frozenset[str]
"""Whatever is matched, one of these is the wording of all of it."""
Spelling = Sequence[Sequence[Wordings]]
"""One for each alternative of a pattern: of every set in it, a wording is found in all that it matches."""

_OPEN: Final[Wordings] = frozenset((ANYTHING,))
_NOTHING: Final[Wordings] = frozenset(("",))
_MOST: Final = 60
"""Wordings of neighbouring parts that are multiplied out; beyond it they are kept apart."""
_FEW: Final = 6
_LARGEST_SET: Final = 8
_ESCAPED: Final[Mapping[str, Wordings]] = {
    r"\b": frozenset((EDGE,)),
    r"\B": _NOTHING,
    r"\d": frozenset((DIGIT,)),
    **dict.fromkeys((r"\w", r"\W", r"\s", r"\S", r"\D", *(rf"\{number}" for number in range(1, 10))), _OPEN),
}


def spelling_of(written: str) -> Spelling:
    """The spelling of a pattern.

    Understands what `alternation` does. ValueError for an escape it does not know.
    """
    return [_runs(one) for one in alternatives(written)]


@lru_cache(maxsize=4096)
def _wordings_in(written: str) -> Wordings:
    """The wordings of what a group holds."""
    found = frozenset(
        wording
        for runs in spelling_of(written)
        for wording in (runs[0] if len(runs) == 1 else _with_anything_around(runs))
    )
    return _OPEN if ANYTHING in found else found


def _with_anything_around(runs: Sequence[Wordings]) -> Wordings:
    """Of several runs the one that tells most: that begins with something known, and has most letters."""
    return max(
        runs, key=lambda run: (min(wording[:1] for wording in run) > ANYTHING, min(map(_letters, run)))
    )


def _letters(wording: str) -> int:
    return sum(map(str.isalpha, wording))


def _runs(one: str) -> Sequence[Wordings]:
    """The parts of an alternative multiplied out; a new run begins where that would be too many."""
    runs: list[Wordings] = []
    run = _NOTHING
    for each in _of_parts(one):
        if len(run) > 1 and len(each) > 1 and len(run) * len(each) > _MOST:
            after = EDGE if all(_apart(wording[:1]) for wording in each) else ANYTHING
            before = EDGE if all(_apart(wording[-1:]) for wording in run) else ANYTHING
            runs.append(frozenset(wording + after for wording in run))
            run = frozenset(before + wording for wording in each)
        else:
            run = frozenset(before + after for before in run for after in each)
    return [*runs, run]


def _apart(character: str) -> bool:
    """Whether a character cannot be inside a word."""
    return character != "" and character not in {ANYTHING, "_"} and not character.isalnum()


def _of_parts(one: str) -> Iterator[Wordings]:
    plain = ""
    for part in parts(one):
        if _stands_for_itself(part):
            plain += _plain(part.body)
            continue
        if plain:
            yield frozenset((plain,))
            plain = ""
        yield _repeated(_of_body(part.body), part.quantifier)
    yield frozenset((plain,))


def _stands_for_itself(part: Part) -> bool:
    return len(part.body) == 1 and part.body not in ".^$" and not part.quantifier


def _repeated(found: Wordings, quantifier: str) -> Wordings:
    if not quantifier:
        return found
    if quantifier.startswith("?"):
        return found | _NOTHING
    if quantifier.startswith(("*", "{0", "{,")):
        return _NOTHING | frozenset(ANYTHING + wording for wording in found)
    if len(found) <= _FEW:
        return found | frozenset(first + ANYTHING + last for first in found for last in found)
    return frozenset(wording + ANYTHING for wording in found)


def _of_body(body: str) -> Wordings:
    mark = body[0]
    if mark == "(":
        head, held = opened(body)
        return _wordings_in(held) if head in {"(", "(?:"} else _NOTHING
    if mark == "[":
        return _of_set(body[1:-1])
    if mark == ".":
        return _OPEN
    if mark in "^$":
        return frozenset((EDGE,))
    return _of_character(body)


def _of_character(body: str) -> Wordings:
    if body in _ESCAPED:
        return _ESCAPED[body]
    if body.startswith(r"\u"):
        return frozenset((_plain(body.encode().decode("unicode_escape")),))
    if len(body) > 1 and body[1].isalnum():
        raise ValueError(f"{body} is not understood")
    return frozenset((_plain(body[-1]),))


def _of_set(held: str) -> Wordings:
    """Each character of a short list; anything for a range or for what must not be there."""
    characters = [held[at] for at in range(len(held))] if "\\" not in held else _unescaped(held)
    if held.startswith("^") or "-" in held[1:-1] or len(characters) > _LARGEST_SET:
        return _OPEN
    found = frozenset(wording for each in characters for wording in _of_character(each))
    return _OPEN if ANYTHING in found else found


def _unescaped(held: str) -> list[str]:
    """The characters of a set, escapes kept whole."""
    found, at = [], 0
    while at < len(held):
        end = at + (1 if held[at] != "\\" else 6 if held[at + 1] == "u" else 2)
        found.append(held[at:end])
        at = end
    return found


def _plain(character: str) -> str:
    return DIGIT if character.isdecimal() else character
