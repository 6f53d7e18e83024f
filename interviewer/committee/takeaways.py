"""What the candidate takes away: what cost most, where it turned, what would have changed it, what next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from interviewer.committee.casting import Evidence, Part, key_of, second_best, weights
from interviewer.committee.decision import listed
from interviewer.committee.packets import DROPPED
from interviewer.committee.sheet import BARS
from interviewer.committee.sitting import Sitting
from interviewer.committee.speaking import OfflineSpeaker, fill
from interviewer.content.library import Library
from interviewer.evidence.bank import build_bank
from interviewer.evidence.quotes import excerpt
from interviewer.model.content import Question
from interviewer.model.debrief import (
    CostlySentence,
    Item,
    MemberId,
    Packet,
    PracticeStep,
    TurningPoint,
)
from interviewer.model.words import OWNERSHIP_FLAGS, Dimension, FlagId, JobLevel, Recommendation
from interviewer.scoring.findings import slots_of

_MOST: Final = 3
_TURNINGS: Final = 4
_CLOSED: Final = 3.5
_SLIGHT: Final = 0.12
"""What cost less than this comes after what was not said at all."""
_FLAGS: Final = frozenset(FlagId)
_HIRES: Final = frozenset((Recommendation.HIRE, Recommendation.STRONG_HIRE))
_SHOWN: Final = 2
_SAID_OTHERWISE: Final = 0.3
_SAME: Final = 2
"""How often one thing may stand among the three; a decision handed over, as often as it was."""
_AGAIN: Final = "The same, in a second round: one is a bad hour, two are how somebody works."
_ONCE_MORE: Final = "The same once more. By now nobody in the room looked for another reading of it."
_AND_WHY: Final = "gives-choice-reason"
_UNHELD: Final = "It is named and left there, with no reason, number or consequence beside it."
_DROPPED_COST: Final = "Judgment. A position that goes at the first question weighs little afterwards."
_DROPPED_NEXT: Final = "“I'd stay with ___, because ___. What would move me is ___.”"

_TO_PRACTISE: Final[dict[str, str]] = {
    FlagId.DEFERS_DECISION: "makes-decision",
    FlagId.NO_DECISION: "makes-decision",
    FlagId.NO_USER: "names-user-need",
    FlagId.NO_METRIC: "defines-metric",
    FlagId.NO_RESULT: "quantifies-result",
    FlagId.HOLLOW: "concrete-words",
    FlagId.WE_ONLY: "owns-outcome",
    FlagId.SYSTEM_DESIGN_ANSWER: "names-user-need",
    FlagId.MODEL_METRIC_OVER_OUTCOME: "outcome-over-model-metric",
    FlagId.DIFFICULTY_OVER_VALUE: "triages-by-impact",
    FlagId.OFF_QUESTION: "answers-first",
    FlagId.GRADER_INSTRUCTION: "answers-first",
    DROPPED: "makes-decision",
}
"""What to practise against a flag."""


def costly(sitting: Sitting) -> tuple[CostlySentence, ...]:
    """The three sentences that cost most, the dearest first; where there are fewer, what was not said."""
    evidence = sitting.evidence
    ranked = sorted(
        (each for each in evidence.items if _costs(sitting, each)),
        key=lambda each: (_cost(evidence, each) < _SLIGHT or each.words is None, -_cost(evidence, each)),
    )
    chosen: list[Item] = []
    for each in ranked:
        if _is_new(each, chosen) and (not chosen or _cost(evidence, each) >= _SLIGHT):
            chosen.append(each)
    told: list[CostlySentence] = []
    for number, each in enumerate(chosen[:_MOST]):
        again = sum(each.about == other.about for other in chosen[:number])
        beside = None
        if each.sentence is None:
            beside = sitting.anchors.of(each, {*sitting.praised, *(other.evidence for other in told)})
        told.append(_costly(each, sitting, again=again, beside=beside))
    return tuple(told)


def _is_new(item: Item, chosen: Sequence[Item]) -> bool:
    """Whether an item says something the chosen ones don't: not its round again with the same dimension."""
    same = [other for other in chosen if other.about == item.about]
    if key_of(item) in {key_of(other) for other in chosen} or (
        len(same) >= _SAME and item.about not in OWNERSHIP_FLAGS
    ):
        return False
    if any(other.packet == item.packet for other in same):
        return False
    if item.sentence is not None:
        return True
    return all((other.packet, other.dimension) != (item.packet, item.dimension) for other in chosen)


def _costs(sitting: Sitting, item: Item) -> bool:
    """Whether it took something: an objection, or a bare claim that the scorecard's own lesson is about."""
    if item.sign == "against":
        return True
    taught = (card.lesson.about for card in sitting.held[item.packet].cards if card.lesson)
    return item.level == 1 and item.carries == 1 and item.about in taught


def _cost(evidence: Evidence, item: Item) -> float:
    """Roughly what the item took from the round's level, by the rubrics' weights."""
    dimension = item.dimension or Dimension.JUDGMENT
    lost = weights("bar-raiser")[dimension] * max(0.0, _CLOSED - evidence.estimate(item))
    if item.about in OWNERSHIP_FLAGS:
        lost += 0.4
    elif item.about in _FLAGS or item.about == DROPPED:
        lost += 0.15
    elif evidence.said_otherwise(item):
        lost *= _SAID_OTHERWISE
    return round(lost if item.sign == "against" else lost / 2, 6)


def _costly(item: Item, sitting: Sitting, *, again: int, beside: Item | None) -> CostlySentence:
    catalogue = sitting.library.catalogue
    missing = item.label
    slots = slots_of(sitting.held[item.packet].answers[item.answer - 1].question)
    if item.about == DROPPED:
        said, cost, instead = item.label, _DROPPED_COST, _DROPPED_NEXT
    elif item.about in _FLAGS:
        flag = catalogue.flag(FlagId(item.about))
        said, cost, instead, missing = flag.note, flag.cost, flag.next_time, flag.label
    else:
        signal = catalogue.signal(item.about)
        said, cost, instead = signal.gap, signal.cost, signal.next_time
        if item.level == 1:
            cost = f"{signal.dimension.capitalize()}. {_UNHELD}"
        elif beside is not None:
            missing = f"not a word on {signal.label}"
            instead = f"{signal.add} In one sentence: {instead}"
    if again:
        cost = _AGAIN if again == 1 else _ONCE_MORE
        to_say = _TO_PRACTISE.get(item.about, item.about) if again == 1 else _AND_WHY
        instead = catalogue.signal(to_say).next_time
    own = beside or item
    words = own.words or _excerpt(sitting, own)
    line = "After {quote}: {missing}." if beside is not None else "{quote}"
    return CostlySentence(
        evidence=own.id,
        packet=item.packet,
        you_said=fill(line, {"quote": words, "missing": missing}) if words else slots.fill(said),
        cost=slots.fill(cost),
        instead=slots.fill(instead),
    )


def _excerpt(sitting: Sitting, item: Item) -> str | None:
    """The words of a sentence that is not fit to be read out in the room, but is the candidate's own."""
    if item.sentence is None:
        return None
    answer = sitting.held[item.packet].answers[item.answer - 1].answer
    return excerpt(build_bank(answer), item.sentence)


def would_change(sitting: Sitting, words: OfflineSpeaker) -> dict[MemberId, str]:
    """For each no, what would have changed it; for each hire, what they will be asked about next, if any."""
    evidence = sitting.evidence
    told: dict[MemberId, str] = {}
    used: set[str] = set()
    beside_of: set[str | None] = set(sitting.praised)
    by_member = {move.member: move for move in sitting.moved if move.step < 0}
    votes = sitting.case.votes
    # Whoever said no has the first claim on what they said no to.
    for part in sorted(sitting.parts, key=lambda part: votes[part.member] in _HIRES):
        hired = votes[part.member] in _HIRES
        own = [by_member[part.member].item] if part.member in by_member else []
        own += [each for each in part.items if each.sign == "against"]
        item = next((each for each in own if key_of(each) not in used), None)
        while True:
            item = item or second_best(evidence, part.member, "against", used)
            text = _next(evidence, item, words) if hired else _change(sitting, item, part, words, beside_of)
            if item is not None:
                used.add(key_of(item))
            if text is not None or item is None:
                told[part.member] = text or ""
                break
            item = None
    return told


def _change(
    sitting: Sitting, item: Item | None, part: Part, words: OfflineSpeaker, beside_of: set[str | None]
) -> str | None:
    evidence = sitting.evidence
    cells = evidence.lines.verdicts.changes
    if item is None:
        weighed = weights(part.member)
        heaviest = max(weighed, key=lambda each: weighed[each])
        return words.choose(cells["count"], {"dimension": heaviest.value})
    values = _values(evidence, item)
    if item.about in _FLAGS or item.about == DROPPED:
        return words.choose(cells.get(item.about, ()), values)
    beside = sitting.anchors.of(item, beside_of)
    if beside is not None and beside.words:
        said = words.choose(cells["beside"], values | {"quote": beside.words})
        if said is not None:
            beside_of.add(beside.id)
            return said
    return words.choose(cells["gap"], values)


def _next(evidence: Evidence, item: Item | None, words: OfflineSpeaker) -> str | None:
    lines = evidence.lines.verdicts.next
    if item is None:
        return words.choose(lines.none, {})
    return words.choose(lines.flag if item.words else lines.gap, _values(evidence, item))


def _values(evidence: Evidence, item: Item) -> dict[str, str]:
    values = {
        "round": evidence.lines.round_name(item.packet),
        "gap": (item.about in _FLAGS and evidence.lines.kinds.gap(item.about)) or item.label,
        "people": "the people it is for",
    }
    return values | ({"quote": item.words} if item.words else {})


# Where it turned.


def turning_points(sitting: Sitting) -> tuple[TurningPoint, ...]:
    """At most four sentences at which the loop or the room turned, in that order of weight."""
    found: dict[str, TurningPoint] = {}
    for item_id, packet, text in _turns(sitting):
        found.setdefault(item_id, TurningPoint(evidence=item_id, packet=packet, text=text))
    return tuple(found.values())[:_TURNINGS]


def _turns(sitting: Sitting) -> Iterator[tuple[str, str, str]]:
    evidence, packets, settled_by = sitting.evidence, sitting.packets, sitting.settled_by
    lines = evidence.lines.verdicts.turning
    names = {each.id: evidence.lines.round_name(each.id) for each in packets}

    def told(item: Item, text: str, **values: str) -> tuple[str, str, str]:
        said = fill("{quote}. ", {"quote": item.words}) if item.words else ""
        filled = text.format(round=names[item.packet], **values)
        return item.id or "", item.packet, said + filled

    if settled_by is not None and (best := _best(evidence, settled_by, "for", Dimension.JUDGMENT)):
        yield told(best, lines.owned)
    yield from (told(each, lines.repeated, label=each.label) for each in _repeated(evidence, packets))
    for move in sitting.moved:
        name = evidence.lines.members[move.member].said
        yield told(move.item, lines.moved_up if move.step > 0 else lines.moved_down, member=name)
    for each in evidence.items:
        if each.about == DROPPED:
            yield told(each, lines.abandoned)
    yield from _revised(packets, names, lines.revised)
    rounds = sorted((each for each in packets if not each.artifact), key=lambda each: each.level)
    if lowest := _best(evidence, rounds[0].id, "against"):
        yield told(lowest, lines.lowest)
    top = rounds[-1]
    if len(rounds) > 1 and top.level >= BARS.no_hire and (highest := _best(evidence, top.id, "for")):
        yield told(highest, lines.highest)


def _repeated(evidence: Evidence, packets: Sequence[Packet]) -> Iterator[Item]:
    """The sentence with which a flag came back, for flags that say how somebody works."""
    for flag in (
        *OWNERSHIP_FLAGS,
        FlagId.NO_USER,
        FlagId.HOLLOW,
        FlagId.WE_ONLY,
        FlagId.SYSTEM_DESIGN_ANSWER,
    ):
        where = [each.id for each in packets if flag in each.flags and not each.artifact]
        if len(where) > 1:
            yield from [
                each for each in evidence.items if each.about == flag and each.packet == where[1] and each.id
            ][:1]


def _revised(
    packets: Sequence[Packet], names: Mapping[str, str], told: str
) -> Iterator[tuple[str, str, str]]:
    for packet in packets:
        for number, card in enumerate(packet.scorecards, start=1):
            for each in card.follow_ups:
                if each.outcome == "revised" and each.sentences:
                    place = f"{packet.id}/a{number}/s{each.sentences[-1]}"
                    yield place, packet.id, told.format(round=names[packet.id])


def _best(evidence: Evidence, packet: str, sign: str, dimension: Dimension | None = None) -> Item | None:
    fitting = [
        each
        for each in evidence.items
        if each.packet == packet
        and each.sign == sign
        and each.id
        and (sign == "against" or (each.words and each.carries == _SHOWN))
        and (dimension is None or each.dimension == dimension)
    ]

    def rank(item: Item) -> tuple[float, float]:
        worth = evidence.worth("bar-raiser", item)
        return (0.0 if sign == "for" else _cost(evidence, item)), worth

    return max(fitting, key=rank, default=None)


# What to practise.


def practice(sitting: Sitting) -> tuple[PracticeStep, ...]:
    """Up to three steps, what cost most over the rounds first; each names a question not asked here."""
    costs: dict[str, float] = {}
    where: dict[str, list[Item]] = {}
    for item in sitting.blind.items:
        if item.sign == "against":
            signal = _TO_PRACTISE.get(item.about, item.about)
            costs[signal] = costs.get(signal, 0.0) + _cost(sitting.blind, item)
            where.setdefault(signal, []).append(item)
    spent = {
        each.question.id
        for held in sitting.held.values()
        for each in held.answers
        if each.question is not None
    }
    steps = []
    for signal in sorted(costs, key=lambda each: (-round(costs[each], 6), each))[:_MOST]:
        steps.append(_step(sitting, where[signal], signal, spent))
        spent.add(steps[-1].question or "")
    return tuple(steps)


def _step(sitting: Sitting, items: Sequence[Item], name: str, spent: set[str]) -> PracticeStep:
    library = sitting.library
    signal = library.catalogue.signal(name)
    weakest = sitting.held[min(items, key=sitting.blind.estimate).packet].round
    offers = (
        _question(library, each, name, sitting.loop.level, spent) for each in (weakest, *library.rounds)
    )
    chosen = next((each for each in offers if each is not None), None)
    chosen = chosen or next((each for each in library.questions(weakest) if each.id not in spent), None)
    flagged = next((each for each in items if each.about in _TO_PRACTISE), None)
    meant = [each for each in items if flagged is None or each.about == flagged.about]
    names = list(dict.fromkeys(sitting.lines.round_name(each.packet) for each in meant))
    lines = sitting.lines.verdicts.practice
    text = (lines.flag if flagged else lines.gap).format(
        label=flagged.label if flagged else signal.label,
        rounds=listed(names),
        next=slots_of(chosen).fill(signal.next_time),
    )
    return PracticeStep(
        round=chosen.round if chosen else weakest,
        question=chosen.id if chosen else None,
        signal=name,
        dimension=signal.dimension,
        text=text[:1].upper() + text[1:],
    )


def _question(
    library: Library, round_id: str, signal: str, asked: JobLevel, spent: set[str]
) -> Question | None:
    levels = list(JobLevel)
    fitting = [
        each
        for each in library.questions(round_id)
        if each.id not in spent and any(probe.signal == signal for probe in each.probes)
    ]
    return min(
        fitting,
        key=lambda each: (abs(levels.index(each.level) - levels.index(asked)), each.id),
        default=None,
    )
