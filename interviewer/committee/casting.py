"""Who speaks about what: each member's best evidence, no sentence given to two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from interviewer.committee.members import LENSES, Ballot
from interviewer.committee.packets import DROPPED
from interviewer.committee.quoting import readable
from interviewer.committee.sheet import Sheet
from interviewer.committee.telling import WEIGHTS, kind_of, telling
from interviewer.model.committee import CommitteeLines
from interviewer.model.debrief import Item, MemberId
from interviewer.model.words import Dimension, FlagId, Recommendation

_RULE_WEIGHTS: Final = {
    Dimension.FRAMING: 0.30,
    Dimension.JUDGMENT: 0.35,
    Dimension.COMMUNICATION: 0.10,
    Dimension.RIGOR: 0.25,
}
"""The bar raiser weighs as the rubric does."""

_PAIRED: Final = 3
"""A habit is shown by telling sentences or not at all."""
_FLAGS: Final = frozenset(FlagId)
_HEARD: Final = 0.8
"""What a sentence is still worth when its round has been spoken about, for each time."""
_DEMONSTRATED: Final = 2
_NO_ARGUMENT: Final = 2.75
"""From this estimate on a thing that is missing is no argument, only something to ask about."""


class Part(NamedTuple):
    """What a member brings: one item, a pair, or none, and what else they cite."""

    ballot: Ballot
    items: tuple[Item, ...]
    also: tuple[Item, ...] = ()

    @property
    def member(self) -> MemberId:
        """Who."""
        return self.ballot.member

    @property
    def cited(self) -> frozenset[str]:
        """Ids of all they cite."""
        return frozenset(each.id for each in (*self.items, *self.also) if each.id)


class Evidence(NamedTuple):
    """All items of a loop, with what weighs them."""

    items: tuple[Item, ...]
    sheets: Mapping[str, Sheet]
    lines: CommitteeLines

    def kind(self, item: Item) -> str:
        """What a signal shows; `setting` for what no vote rests on."""
        return kind_of(item, self.lines.kinds)

    def estimate(self, item: Item) -> float:
        """Where the item's dimension stands in its round; the round's level for one without."""
        sheet = self.sheets[item.packet]
        return sheet.estimates.get(item.dimension, sheet.level) if item.dimension else sheet.level

    def worth(self, member: MemberId, item: Item) -> float:
        """How well an item serves a member's vote; 0 for what they can't use."""
        return self._for(member, item) if item.sign == "for" else self._against(member, item)

    def _for(self, member: MemberId, item: Item) -> float:
        kind = self.kind(item)
        if kind == "setting" or item.words is None or not item.carries:
            return 0.0
        weight = weights(member).get(item.dimension, 0.0) if item.dimension else 0.0
        worth = weight * self.estimate(item) / 4 * (1.0 if item.carries == 2 else 0.4)
        worth *= 1.15 if kind in self.lines.members[member].for_ else 1.0
        return round(worth * telling(item.words, kind), 6)

    def _against(self, member: MemberId, item: Item) -> float:
        watched = item.about in LENSES[member].watches
        low = (4.5 - self.estimate(item)) / 3.5
        if item.sentence is None and (self.estimate(item) >= _NO_ARGUMENT or self.said_otherwise(item)):
            low /= 10
        if item.about in _FLAGS or item.about == DROPPED:
            worth = 1.0 if watched else 0.55
            worth *= 1.0 if item.words else 0.8
        else:
            weight = weights(member).get(item.dimension, 0.0) if item.dimension else 0.0
            worth = 0.9 * weight * (0.3 if self.kind(item) == "setting" else 1.0)
        if member == "bar-raiser" and item.packet != min(
            self.rounds(), key=lambda each: (self.sheets[each].level, each)
        ):
            worth *= 0.3
        return round(worth * low * (readable(item.words) if item.words else 1.0), 6)

    def said_otherwise(self, item: Item) -> bool:
        """Whether something near to what is missing is demonstrated in the same answer."""
        near = self.lines.kinds.near(item.about)
        return any(
            each.about in near and each.level == _DEMONSTRATED
            for each in self.items
            if (each.packet, each.answer) == (item.packet, item.answer)
        )

    def has_strong_no(self) -> bool:
        """Whether a round's own vote is strong no-hire: nobody is argued past that to a hire."""
        return any(sheet.word == Recommendation.STRONG_NO_HIRE for sheet in self.sheets.values())

    def rounds(self) -> tuple[str, ...]:
        """Ids of the packets that are rounds."""
        return tuple(dict.fromkeys(each.packet for each in self.items if each.packet in self.sheets))


def weights(member: MemberId) -> Mapping[Dimension, float]:
    """What each dimension weighs to a member."""
    return LENSES[member].weights or _RULE_WEIGHTS


def hires(ballot: Ballot) -> bool:
    """Whether a ballot is for hiring."""
    return ballot.vote in {Recommendation.HIRE, Recommendation.STRONG_HIRE}


def cast_parts(evidence: Evidence, cast: Sequence[Ballot]) -> tuple[Part, ...]:
    """What each member brings to the table, in the members' order.

    The bar raiser's pair is reserved first; then the best fit of member and item is taken, again and
    again, so that whoever holds the objection is not left without its sentence.
    """
    given: dict[MemberId, tuple[Item, ...]] = {}
    taken: set[str] = set()
    for ballot in cast:
        if ballot.member == "bar-raiser" and (pair := _pair(evidence, ballot)):
            given[ballot.member] = pair
            taken |= {_key(each) for each in pair}
    heard: Counter[str] = Counter(each.packet for items in given.values() for each in items)
    bids = [
        (worth, -place, -number, ballot, item)
        for place, ballot in enumerate(cast)
        for number, item in enumerate(evidence.items)
        if item.sign == ("for" if hires(ballot) else "against")
        and (worth := evidence.worth(ballot.member, item)) > 0
    ]
    while bids:
        # Five voices on one round leave the others unread.
        *_, ballot, item = max(bids, key=lambda each: (each[0] * _HEARD ** heard[each[4].packet], *each[1:3]))
        if ballot.member not in given and _key(item) not in taken:
            given[ballot.member] = (item,)
            taken.add(_key(item))
            heard[item.packet] += 1
        bids = [each for each in bids if each[3].member not in given and _key(each[4]) not in taken]
    return tuple(
        Part(ballot, given.get(ballot.member, ()), _also(evidence, ballot, given.get(ballot.member, ())))
        for ballot in cast
    )


def _key(item: Item) -> str:
    """A sentence is given out once; so is a thing that is missing from a round."""
    return item.id or f"{item.packet}/{item.about}"


def _pair(evidence: Evidence, ballot: Ballot) -> tuple[Item, Item] | None:
    """Two quotes of one kind, or under one flag, from two rounds."""
    sign = "for" if hires(ballot) else "against"
    fit = [
        each
        for each in evidence.items
        if each.sign == sign and each.words and each.carries == 2 and evidence.worth(ballot.member, each) > 0
    ]

    def same(one: Item, other: Item) -> bool:
        if one.packet == other.packet:
            return False
        if sign == "for":
            return one.about == other.about
        return one.about == other.about and one.about in _FLAGS

    pairs = [(one, other) for one, other in combinations(fit, 2) if same(one, other)]

    def worth(pair: tuple[Item, Item]) -> float:
        weight = WEIGHTS.get(evidence.kind(pair[0]), 1.0) if sign == "for" else 1.0
        return weight**_PAIRED * sum(evidence.worth("bar-raiser", each) for each in pair)

    return max(pairs, key=worth, default=None)


def _also(evidence: Evidence, ballot: Ballot, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """One sentence more of the same sign that the vote rests on, unquoted.

    For something missing it is a sentence of the round it is missing from: flagged for the same, else
    against, else of its dimension.
    """
    sign = "for" if hires(ballot) else "against"
    mine = {each.id for each in items}
    said = [each for each in evidence.items if each.id and each.id not in mine]

    def worth(item: Item) -> float:
        return evidence.worth(ballot.member, item)

    same = [each for each in said if each.sign == sign and worth(each) > 0]
    if any(each.id for each in items) or not items:
        return (max(same, key=worth),) if same else tuple(said[:1] if not items else ())
    gap = items[0]
    there = [each for each in said if each.packet == gap.packet]

    def nearness(item: Item) -> tuple[bool, bool, bool]:
        return item.about == gap.about, item.sign == sign, item.dimension == gap.dimension

    return (max(there or said, key=nearness),) if said else ()


def second_best(
    evidence: Evidence, member: MemberId, sign: str, spent: Iterable[str], dimension: Dimension | None = None
) -> Item | None:
    """The best item of that sign that nobody has spoken about yet."""
    gone = set(spent)
    open_items = [
        each
        for each in evidence.items
        if each.sign == sign
        and _key(each) not in gone
        and evidence.worth(member, each) > 0
        and (dimension is None or each.dimension == dimension)
    ]
    return max(open_items, key=lambda each: evidence.worth(member, each), default=None)


def key_of(item: Item) -> str:
    """What tells one item from another when they are given out."""
    return _key(item)
