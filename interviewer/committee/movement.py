"""Which votes move in the debrief: at most one step, and only on evidence their owner had not cited.

A vote lies within `REACH` of the next or it stays. It goes up only on the counterpart of its own objection,
and not to hire while a round stands at strong no-hire. No two votes move on one item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from interviewer.committee.casting import Evidence, Part, hires, key_of, weights
from interviewer.committee.packets import DROPPED
from interviewer.committee.sheet import BARS
from interviewer.committee.veto import Veto
from interviewer.model.debrief import Item, MemberId, Spread
from interviewer.model.words import Dimension, FlagId, Recommendation

REACH: Final = 0.1
"""Only a reading this near to the next vote can be moved to it; printed with the debrief."""
_HEARS_FROM: Final = 0.25
"""A member is moved only in a dimension that weighs this much to them."""

_ANSWERS: Final[dict[str, frozenset[str]]] = {
    FlagId.DEFERS_DECISION: frozenset(("choice", "price", "refusal", "objection", "owned")),
    FlagId.NO_DECISION: frozenset(("choice", "price", "refusal", "objection")),
    FlagId.NO_METRIC: frozenset(("number", "test", "look", "guard", "exit")),
    FlagId.NO_RESULT: frozenset(("result",)),
    FlagId.MODEL_METRIC_OVER_OUTCOME: frozenset(("purpose", "number")),
    FlagId.NO_USER: frozenset(("group", "scene", "met")),
    FlagId.HOLLOW: frozenset(("scene", "met", "price", "number")),
    FlagId.WE_ONLY: frozenset(("owned", "choice")),
    FlagId.SYSTEM_DESIGN_ANSWER: frozenset(("scene", "met", "purpose", "price")),
    FlagId.DIFFICULTY_OVER_VALUE: frozenset(("scene", "met", "purpose")),
    DROPPED: frozenset(("choice", "price", "exit")),
}
"""Which kinds of evidence answer an objection; a vote goes up only on the counterpart of its own."""


class Move(NamedTuple):
    """One vote, one step. `item` had not been cited by its owner, and no other vote moved on it."""

    member: MemberId
    by: MemberId | None
    step: Literal[-1, 1]
    item: Item
    dimension: Dimension | None
    struck: bool = False


def spreads(evidence: Evidence, rounds: Sequence[str]) -> tuple[Spread, ...]:
    """How far the rounds lie apart in each dimension, the widest first."""
    found = []
    for dimension in Dimension:
        given = [
            (value, packet)
            for packet in rounds
            if (value := evidence.sheets[packet].estimates.get(dimension)) is not None
        ]
        if given:
            low, high = min(given), max(given)
            found.append(
                Spread(dimension=dimension, lowest=low[0], highest=high[0], rounds=(low[1], high[1]))
            )
    return tuple(sorted(found, key=lambda each: -round(each.highest - each.lowest, 2)))


def moves(
    evidence: Evidence, parts: Sequence[Part], order: Sequence[Dimension], veto: Veto | None
) -> tuple[Move, ...]:
    """All moves, in the order of the dimensions discussed."""
    made: dict[MemberId, Move] = {}
    if veto is not None and veto.struck:
        struck = _struck(evidence, parts, veto)
        if struck is not None:
            made[struck.member] = struck
    for dimension in order:
        for part in parts:
            if part.member in made:
                continue
            used = {key_of(each.item) for each in made.values()}
            move = next(_open_to(evidence, part, parts, dimension, used), None)
            if move is not None:
                made[part.member] = move
    return tuple(made.values())


def _struck(evidence: Evidence, parts: Sequence[Part], veto: Veto) -> Move | None:
    """The bar raiser goes up a step when two showings answer the veto; to hire only from within reach."""
    owner = next(part for part in parts if part.member == "bar-raiser")
    showing = [
        each
        for each in evidence.items
        if each.packet in veto.struck_by
        and each.sign == "for"
        and each.dimension == veto.dimension
        and each.id not in owner.cited
    ]
    best = max(showing, key=lambda each: (each.level, each.words is not None), default=None)
    if best is None or (owner.ballot.vote == Recommendation.NO_HIRE and _direction(owner) is None):
        return None
    voters = [part.member for part in parts if hires(part.ballot) and part.member != owner.member]
    return Move(owner.member, next(iter(voters), None), 1, best, veto.dimension, struck=True)


def _open_to(
    evidence: Evidence, part: Part, parts: Sequence[Part], dimension: Dimension, used: set[str]
) -> Iterator[Move]:
    step = _direction(part)
    if step == 1 and part.ballot.vote == Recommendation.NO_HIRE and evidence.has_strong_no():
        return
    if step is None or weights(part.member).get(dimension, 0.0) < _HEARS_FROM:
        return
    voters = [each for each in parts if hires(each.ballot) == (step > 0) and each.member != part.member]
    fitting = [
        each
        for each in evidence.items
        if each.words
        and each.carries == 2
        and (each.dimension or Dimension.JUDGMENT) == dimension
        and each.id not in part.cited
        and key_of(each) not in used
        and (_answers(evidence, part, each) if step > 0 else each.sign == "against")
    ]
    fitting.sort(key=lambda each: -evidence.worth(part.member, each))
    for item in fitting:
        own = [each.member for each in voters if item.id in each.cited]
        by = next(iter(own), next((each.member for each in voters), None))
        if by is not None:
            yield Move(part.member, by, step, item, dimension)


def _direction(part: Part) -> Literal[-1, 1] | None:
    """Down or up, where the reading lies near enough to the next vote; strong hire is never argued into."""
    value, vote = part.ballot.value, part.ballot.vote
    no_hire, hire, strong = BARS
    if vote == Recommendation.STRONG_NO_HIRE:
        return 1 if no_hire - value <= REACH else None
    if vote == Recommendation.NO_HIRE:
        return 1 if hire - value <= REACH else None
    under = strong if vote == Recommendation.STRONG_HIRE else hire
    return -1 if value - under <= REACH else None


def _answers(evidence: Evidence, part: Part, item: Item) -> bool:
    """Whether an item is the counterpart of what the member objected to."""
    if item.sign != "for":
        return False
    kind = evidence.kind(item)
    for objection in part.items:
        wanted: Mapping[str, frozenset[str]] = _ANSWERS
        if kind in wanted.get(objection.about, frozenset({evidence.kind(objection)})):
            return True
    return False
