"""How a sitting ended, told: headline, rule, level, gap, consistency, and how far it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from interviewer.committee.decision import WORDS, hires, listed
from interviewer.committee.sitting import Sitting
from interviewer.committee.speaking import OfflineSpeaker, fill
from interviewer.committee.veto import FLAG_DIMENSION, Veto, answered_by
from interviewer.model.debrief import (
    Decision,
    FlagSeen,
    Item,
    LevelGiven,
    NamedGap,
    Packet,
    Reading,
    Stability,
    Vote,
)
from interviewer.model.words import OWNERSHIP_FLAGS, Dimension, FlagId, Recommendation

_ALL: Final = 10
_WORDS: Final[dict[Decision, str]] = {
    "hire": "hire",
    "hire-one-level-down": "hire one level down",
    "extra-round": "extra round",
    "no-hire": "no hire",
}


def dissents(vote: Vote, decision: Decision) -> bool:
    """Whether a vote lies on the other side than the decision; from an extra round only strong votes do."""
    if decision == "extra-round":
        return vote in {Recommendation.STRONG_NO_HIRE, Recommendation.STRONG_HIRE}
    hired = vote in {Recommendation.HIRE, Recommendation.STRONG_HIRE}
    return hired == (decision == "no-hire")


def rule(sitting: Sitting) -> str:
    """The line that decided, how it was read, and the sentences it was read from."""
    ruling = sitting.ruling
    said = []
    if ruling.line == 2:
        names = sitting.lines.round_name
        said = [q for each in sitting.rounds if (q := _flagged_words(each, names(each.id))) is not None]
    return " ".join([WORDS[ruling.line - 1], f"Here: {ruling.reading}", *said])


def _flagged_words(packet: Packet, name: str) -> str | None:
    flags = {flag.value for flag in OWNERSHIP_FLAGS}
    quoted = next((each.words for each in packet.evidence if each.about in flags and each.words), None)
    return fill("In {name}: {quote}.", {"name": name, "quote": quoted}) if quoted else None


def headline(sitting: Sitting, words: OfflineSpeaker) -> str:
    """The one line over a debrief."""
    ruling, veto = sitting.ruling, sitting.case.veto
    lines = sitting.lines
    flagged = [each.packet for each in sitting.case.rounds if each.flags & set(OWNERSHIP_FLAGS)]
    places = {3: veto.rounds if veto else (), 2: tuple(flagged)}.get(ruling.line, ())
    packet = ruling.packet or sitting.settled_by
    values = {
        "round": lines.round_name(packet) if packet else "",
        "rounds": listed([lines.round_name(each) for each in places]),
        "dimension": ruling.dimension.value if ruling.dimension else "",
        "count": _count(hires(sitting.case.votes)),
        "level": sitting.case.level.lower.value,
        "asked": sitting.loop.level.value,
        "label": _label(sitting, veto),
    }
    cell = lines.verdicts.headlines[_headline_id(sitting)]
    return words.choose(cell, values) or fill(cell[0], values)


def _headline_id(sitting: Sitting) -> str:
    ruling = sitting.ruling
    if ruling.line == 1:
        return "undecided" if _all_held(sitting, ruling.packet) else "missing"
    if ruling.line == 6:
        return "hire_split" if ruling.decision == "hire" else "split_one_level_down"
    if ruling.line == 7 and ruling.decision == "extra-round":
        return "gap"
    return {2: "ownership", 3: "veto", 4: "one_below"}.get(ruling.line, ruling.decision)


def _all_held(sitting: Sitting, round_id: str | None) -> bool:
    """Whether a required round was held as often as it is required."""
    held = sum(each.round == round_id for each in sitting.rounds)
    return held >= sitting.loop.required.count(round_id or "")


def _label(sitting: Sitting, veto: Veto | None) -> str:
    if veto is None:
        return ""
    if isinstance(veto.about, Dimension):
        return f"{veto.about.value} at the lowest level"
    return sitting.library.catalogue.flag(veto.about).label


def _count(number: int) -> str:
    return ("none", "one", "two", "three", "four", "five")[number]


def level(sitting: Sitting) -> LevelGiven:
    """The level asked for and given; null where nothing is offered."""
    asked, read = sitting.loop.level, sitting.case.level
    given = {"hire": asked, "hire-one-level-down": read.lower}.get(sitting.ruling.decision)
    return LevelGiven(asked=asked, given=given, why=read.why)


def named_gap(sitting: Sitting) -> NamedGap | None:
    """The round of an extra round, and the gap it is for: the gap that decides, else the lowest dimension."""
    ruling = sitting.ruling
    if ruling.decision != "extra-round" or ruling.packet is None:
        return None
    held = [each for each in sitting.rounds if each.round == ruling.packet]
    if not held or (ruling.line == 1 and not _all_held(sitting, ruling.packet)):
        return NamedGap(round=ruling.packet, dimension=None, gap="the whole round", why=ruling.reading)
    packet = held[-1]
    dimension = ruling.dimension or _lowest(packet)
    against = [each for each in packet.evidence if each.sign == "against" and each.dimension == dimension]
    gap = next((_gap_words(sitting, each) for each in against), f"{dimension.value}, shown rather than said")
    return NamedGap(round=packet.round, dimension=dimension, gap=gap, why=ruling.reading)


def _gap_words(sitting: Sitting, item: Item) -> str:
    return sitting.lines.kinds.gap(item.about) or item.label


def _lowest(packet: Packet) -> Dimension:
    core = (Dimension.JUDGMENT, Dimension.FRAMING, Dimension.RIGOR)
    estimates = {each: packet.dimensions[each].estimate for each in core}
    return min(core, key=lambda each: 9.0 if (value := estimates[each]) is None else value)


def consistency(sitting: Sitting) -> tuple[FlagSeen, ...]:
    """Each flag raised, in which rounds, and which rounds answer it; what came back comes first."""
    seen = []
    for flag in FlagId:
        where = tuple(each.id for each in sitting.rounds if flag in each.flags)
        if not where:
            continue
        dimension = FLAG_DIMENSION.get(flag)
        bench = sitting.bench
        answers = answered_by((flag,), dimension, bench.rounds, bench.artifacts) if dimension else ()
        label = sitting.library.catalogue.flag(flag).label
        seen.append(FlagSeen(flag=flag, label=label, rounds=where, answered_by=answers))
    return tuple(sorted(seen, key=lambda each: -len(each.rounds)))


def stability(sitting: Sitting) -> Stability:
    """How far the decision holds within the scorer's own doubt."""
    drawn = sitting.redraws
    total = sum(times for _, times in drawn.counts)
    told = _of_ten(drawn.counts)
    first, *rest = told
    text = f"Read {total} times, each level drawn anew within the scorer's own doubt: "
    if first[1] == _ALL:
        text += f"{_WORDS[first[0]]} nearly every time."
    else:
        more = "".join(f", {_WORDS[name]} in {tenth}" for name, tenth in rest)
        text += f"{_WORDS[first[0]]} in {first[1]} of 10{more}."
        if drawn.hinge:
            text += f" It turns most on {sitting.lines.round_name(drawn.hinge)}."
    if sitting.ruling.line == 1:
        text += " A drawn level is never undecided, so these are what might follow the round that is open."
    readings = tuple(Reading(decision=name, times=times) for name, times in drawn.counts)
    return Stability(draws=total, readings=readings, hinge=drawn.hinge, text=text)


def _of_ten(counts: Sequence[tuple[Decision, int]]) -> list[tuple[Decision, int]]:
    """How often out of ten, adding up to ten, without what is left at none."""
    total = sum(times for _, times in counts)
    shares = [(name, divmod(_ALL * times, total)) for name, times in counts]
    short = _ALL - sum(whole for _, (whole, _) in shares)
    up = {name for name, _ in sorted(shares, key=lambda each: -each[1][1])[:short]}
    return [(name, tenth) for name, (whole, _) in shares if (tenth := whole + (name in up))]


def notes(sitting: Sitting) -> tuple[str, ...]:
    """Who stands behind the votes, and what an artifact did not show."""
    if len(sitting.scorers) == 1:
        said = [
            (
                f"One scorer, {sitting.scorers[0]}, stands behind all five members. The debrief explains the "
                "score; it does not make it truer."
            )
        ]
    else:
        said = [f"The rounds were scored by {listed(sitting.scorers)}. Each member reads all of them."]
    unowned = [each.packet for each in sitting.bench.artifacts if not each.owned]
    return (*said, *(f"{each}: no decision in it that its author made and answers for." for each in unowned))
