"""How a decision is put into words: wordings used in turn, and the candidate's own words quoted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz

from interviewer.interview.state import RoundState
from interviewer.model.content import Question

MOST_WORDS: Final = 30
"""An interviewer's turn is no longer than this; the question, facts and repeats are excepted."""

SAME_WORDING: Final = 85.0
"""rapidfuzz ratio, quotes masked, from which two turns count as the same one said again."""

_OF_NOW: Final = "tell me about the job"
_QUOTED: Final = re.compile("\u201c[^\u201c\u201d]*\u201d")
_SLOT: Final = re.compile(r"\{(\w+)\}")


def quoted(words: str) -> str:
    """Own words in quotation marks."""
    return f"\u201c{words}\u201d"


def masked(text: str) -> str:
    """A turn without what it quotes, for comparing how it is worded."""
    return " ".join(_QUOTED.sub("\u201c\u201d", text).lower().split())


def word_count(text: str) -> int:
    """Words between white space."""
    return len(text.split())


def said_before(text: str, earlier: Iterable[str]) -> bool:
    """Whether a turn is worded like one that was said before."""
    mine = masked(text)
    return any(fuzz.ratio(mine, masked(each)) >= SAME_WORDING for each in earlier)


def filled(template: str, slots: Mapping[str, str]) -> str | None:
    """The template with its slots filled; None where one of them has nothing to stand in it."""
    names = set(_SLOT.findall(template))
    if any(not slots.get(name) for name in names):
        return None
    return _SLOT.sub(lambda found: slots[found.group(1)], template)


def told_story(question: Question) -> bool:
    """Whether the question asks for something that happened rather than for a case."""
    return question.asks_for_story


def of_one_occasion(question: Question) -> bool:
    """Whether a story is to be of one time; the job somebody has now goes on."""
    return told_story(question) and not question.prompt.lower().lstrip().startswith(_OF_NOW)


def told_by_interviewer(state: RoundState) -> tuple[str, ...]:
    """What the interviewer has said in this round."""
    return tuple(turn.text for turn in state.turns if turn.who == "interviewer")


def choose(
    templates: Sequence[str], slots: Mapping[str, str], state: RoundState, seed: int, key: str
) -> tuple[str, str]:
    """The wording to use, and its template: the one used least in this round, then by a stable draw.

    A wording that cannot be filled is passed over, and so is one that came out too long, as long as there is
    another. `says` and `prompt` do not count towards the length.

    Raises:
        ValueError: when no wording can be filled.

    """
    earlier = [masked(text) for text in told_by_interviewer(state)]
    whole = {"says", "prompt"} & set(slots)
    counted = {name: "" if name in whole else value for name, value in slots.items()}

    def rank(pair: tuple[str, str]) -> tuple[bool, int, str]:
        template, _ = pair
        bare = _SLOT.sub(lambda found: counted.get(found.group(1), ""), template)
        said = _shape(template)
        used = sum(bool(said.search(each)) for each in earlier)
        return word_count(bare) > MOST_WORDS, used, stable_draw(seed, key, template)

    ready = [(each, text) for each in templates if (text := filled(each, slots)) is not None]
    if not ready:
        raise ValueError(f"no wording of {key!r} can be filled")
    template, text = min(ready, key=rank)
    return text, template


def _shape(template: str) -> re.Pattern[str]:
    """What a wording looks like once it is said, whatever stands in its slots."""
    parts = (re.escape(" ".join(part.lower().split())) for part in _SLOT.split(template)[::2])
    return re.compile(r"\s*.*?\s*".join(parts), re.DOTALL)


def stable_draw(seed: int, *key: str) -> str:
    """The same draw for the same seed and key on every machine and every run."""
    return hashlib.sha256("\x1f".join((str(seed), *key)).encode()).hexdigest()
