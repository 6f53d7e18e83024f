"""A decision as a language model returns it, and the move it becomes."""

from __future__ import annotations

import re
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from interviewer.evidence.characters import visible
from interviewer.interview.moves import Action, Move, RoundView, Told
from interviewer.model.content import Catalogue
from interviewer.model.events import HeardAs

_BETWEEN: Final = "\n\n"
_LONGEST_NOTE: Final = 34
_STRAIGHT: Final = re.compile(r'"([^"\u201c\u201d]+)"')

ModelAction = Literal[
    "answer-clarification",
    "repeat-question",
    "wait",
    "reprompt",
    "follow-up",
    "next-question",
    "last-word",
    "close",
]

WORDED_BY_RULES: Final = frozenset(
    {Action.REPEAT_QUESTION, Action.NEXT_QUESTION, Action.LAST_WORD, Action.CLOSE}
)
"""Actions that leave nothing to word: a model chooses them, and the phrases are ours."""


class Decision(BaseModel):
    """Assess, decide and word, in one reply. Every field is there; what does not apply is null or empty."""

    model_config = ConfigDict(extra="forbid")

    heard_as: Literal["clarifying", "answer", "follow-up", "aside"]
    action: ModelAction
    signal: str | None
    reason: str
    facts: list[str] = Field(max_length=6)
    invented: str | None
    quote: str | None
    text: str


def move_of(decision: Decision, view: RoundView, catalogue: Catalogue) -> Move:
    """The decision as a move. Facts are told in the question's own words, so that they stay the same."""
    known = {fact.id: fact for fact in view.question.facts}
    action = Action(decision.action)
    asked = view.state.pending.text if view.state.pending else ""
    told: list[Told] = []
    if action is Action.ANSWER_CLARIFICATION:
        found = [known[name] for name in dict.fromkeys(decision.facts) if name in known]
        told += [Told(fact=each.id, asked=asked, says=each.says, short=each.short) for each in found]
        if invented := _clean(decision.invented):
            told.append(Told(asked=asked, says=invented, short=_note(invented), invented=True))
    parts = [*(each.says for each in told), _clean(decision.text)]
    signal = decision.signal if decision.signal in view.signals else None
    dimension = next((each.dimension for each in catalogue.signals if each.id == signal), None)
    return Move(
        action=action,
        text=_BETWEEN.join(part for part in parts if part),
        heard_as=_heard_as(decision.heard_as, view),
        signal=signal,
        dimension=dimension,
        reason=decision.reason.strip()[:200] or "no reason given",
        quote=_clean(decision.quote).strip("\u201c\u201d") or None,
        told=tuple(told),
    )


def _heard_as(heard: HeardAs, view: RoundView) -> HeardAs:
    """The first answer to a question is an answer, whatever a model calls it; later ones are follow-ups."""
    if heard in {"clarifying", "aside"}:
        return heard
    return "follow-up" if view.state.answers() else "answer"


def _clean(text: str | None) -> str:
    """What a model wrote, as a reader sees it; straight double quotes become the ones the checks know."""
    return _STRAIGHT.sub("\u201c\\1\u201d", visible(text or ""))


def _note(text: str) -> str:
    if len(text) <= _LONGEST_NOTE:
        return text
    return text[:_LONGEST_NOTE].rsplit(" ", 1)[0].rstrip(",;: ") + "\u2026"
