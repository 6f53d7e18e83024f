"""Small words about numbers, and what is noted of a reply."""

from __future__ import annotations

from typing import Final

from interviewer.interview.facts import Reply
from interviewer.interview.moves import Told

_LONGEST_NOTE: Final = 34
_LEAD: Final = 4
"""Words at most before a colon that only lead up to a question, as in "Before I answer:"."""
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six")


def counted(number: int, thing: str, *, in_words: bool = False) -> str:
    """As in `35 minutes`, `1 minute`, or in words `two questions`."""
    shown = _NUMBERS[number] if in_words and number < len(_NUMBERS) else str(number)
    return f"{shown} {thing}{'' if number == 1 else 's'}"


def told_of(reply: Reply, unknown: str) -> Told:
    """What the transcript keeps of a reply; `unknown` is what was said where nothing is known."""
    if reply.fact is None:
        return Told(asked=reply.asked, says=unknown, short=_note(reply.asked))
    return Told(fact=reply.fact.id, asked=reply.asked, says=reply.fact.says, short=reply.fact.short)


def _note(asked: str) -> str:
    """A question that has no answer, short enough for the list of what was told."""
    bare = " ".join(asked.split()).rstrip("?!. ")
    lead, _, rest = bare.partition(": ")
    if rest and len(lead.split()) <= _LEAD:
        bare = rest
    if len(bare) > _LONGEST_NOTE:
        bare = bare[:_LONGEST_NOTE].rsplit(" ", 1)[0].rstrip(",;: ") + "\u2026"
    return f"To assume: {bare}"
