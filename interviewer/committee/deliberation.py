"""From sheets to a ruling, in numbers alone: what one reading of the loop decides, and how far it holds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from interviewer.committee.decision import Case, Gap, Ruling, decide, hires, median_hires
from interviewer.committee.level import read_level
from interviewer.committee.members import Ballot, ballots
from interviewer.committee.sheet import CORE, Sheet, redrawn
from interviewer.committee.veto import find_veto
from interviewer.model.content import RecommendationRule
from interviewer.model.debrief import VOTES, Decision, MemberId, Vote
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, JobLevel, Recommendation

DRAWS: Final = 200
_SEED: Final = 20_260
_RAISED_TO: Final = 3.5
"""A gap that is closed: between lean yes and yes."""


class Bench(NamedTuple):
    """The loop in numbers, with what does not change from reading to reading."""

    rounds: tuple[Sheet, ...]
    artifacts: tuple[Sheet, ...]
    rules: Mapping[str, RecommendationRule]
    """By packet."""
    required: tuple[str, ...]
    asked: JobLevel


def case_of(bench: Bench, steps: Mapping[MemberId, int] | None = None) -> Case:
    """What the rule reads, with votes moved by `steps` (-1, 0 or 1 a member)."""
    cast = ballots(bench.rounds)
    votes = stepped(cast, steps or {})
    raiser = next(each for each in cast if each.member == "bar-raiser")
    hired = raiser.vote in {Recommendation.HIRE, Recommendation.STRONG_HIRE}
    return Case(
        rounds=bench.rounds,
        artifacts=bench.artifacts,
        votes=votes,
        required=bench.required,
        level=read_level(bench.asked, bench.rounds),
        veto=None if hired else find_veto(bench.rounds, bench.artifacts),
        gap=_gap(bench, votes, steps or {}),
    )


def stepped(cast: Sequence[Ballot], steps: Mapping[MemberId, int]) -> dict[MemberId, Vote]:
    """The votes after at most one step each."""
    return {each.member: step(each.vote, steps.get(each.member, 0)) for each in cast}


def step(vote: Vote, by: int) -> Vote:
    """The vote one step up or down, within the four."""
    return VOTES[min(len(VOTES) - 1, max(0, VOTES.index(vote) + by))]


def _gap(bench: Bench, votes: Mapping[MemberId, Vote], steps: Mapping[MemberId, int]) -> Gap | None:
    """The lowest single dimension of a round that would turn the median to hire, were it good."""
    if median_hires(votes) or hires(votes) == 0:
        return None
    places = sorted(
        (value, number, CORE.index(dimension))
        for number, sheet in enumerate(bench.rounds)
        for dimension, value in sheet.estimates.items()
        if dimension in CORE and value < _RAISED_TO
    )
    for _, number, place in places:
        sheet, dimension = bench.rounds[number], CORE[place]
        estimates = {**sheet.estimates, dimension: _RAISED_TO}
        better = redrawn(sheet, estimates, bench.rules[sheet.packet])
        rounds = (*bench.rounds[:number], better, *bench.rounds[number + 1 :])
        if median_hires(stepped(ballots(rounds), steps)):
            return Gap(sheet.packet, dimension)
    return None


class Redraws(NamedTuple):
    """What came out when every level was drawn anew, the commonest first; `hinge` is a packet."""

    counts: tuple[tuple[Decision, int], ...]
    hinge: str | None


def redraw(bench: Bench, cards: Mapping[str, Sequence[Scorecard]], ruling: Ruling) -> Redraws:
    """Decide `DRAWS` times on levels drawn from each dimension's own distribution.

    The draws use a fixed seed, so they are the same on every run. Blind votes and the rule are drawn, the
    discussion is not. The hinge is the round whose mean level differs most between readings that end as
    the ruling does and readings that don't.
    """
    draw = random.Random(_SEED)  # noqa: S311  # nothing secret: the same numbers on every run
    ends: list[tuple[Decision, dict[str, float]]] = []
    for _ in range(DRAWS):
        rounds = tuple(_drawn(draw, each, cards[each.packet], bench.rules) for each in bench.rounds)
        artifacts = tuple(_drawn(draw, each, cards[each.packet], bench.rules) for each in bench.artifacts)
        decision = decide(case_of(bench._replace(rounds=rounds, artifacts=artifacts))).decision
        ends.append((decision, {each.packet: each.level for each in rounds}))
    counts = Counter(decision for decision, _ in ends)
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return Redraws(tuple(ranked), _hinge(ends, ruling.decision))


def _drawn(
    draw: random.Random, sheet: Sheet, cards: Sequence[Scorecard], rules: Mapping[str, RecommendationRule]
) -> Sheet:
    estimates = {}
    for dimension in Dimension:
        chances = [card.dimensions[dimension].distribution for card in cards]
        levels = [_level(draw, each) for each in chances if each is not None]
        if levels:
            estimates[dimension] = sum(levels) / len(levels)
    return redrawn(sheet, estimates, rules[sheet.packet])


def _level(draw: random.Random, chances: Sequence[float]) -> int:
    reached, point = 0.0, draw.random()
    for level, chance in enumerate(chances, start=1):
        reached += chance
        if point < reached:
            return level
    return len(chances)


def _hinge(ends: Sequence[tuple[Decision, dict[str, float]]], decision: Decision) -> str | None:
    same = [levels for end, levels in ends if end == decision]
    other = [levels for end, levels in ends if end != decision]
    if not same or not other:
        return None

    def gap(packet: str) -> float:
        return round(abs(_mean(same, packet) - _mean(other, packet)), 6)

    return max(same[0], key=gap)


def _mean(levels: Sequence[dict[str, float]], packet: str) -> float:
    return sum(each[packet] for each in levels) / len(levels)
