"""From what models report to what was heard: ids checked, sentences shared out, readings united."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from interviewer.evidence.clean import talks_to_grader
from interviewer.evidence.detector import HearLevel, Hit
from interviewer.evidence.hear import MOST_SIGNALS, occurrences, shared_out
from interviewer.evidence.normal import normal_lines
from interviewer.model.content import Catalogue
from interviewer.model.evidence import FlagHeard, Heard, SentenceBank
from interviewer.model.words import Dimension, FlagId
from interviewer.scoring.intake import Taken
from interviewer.scoring.ordinal import Distribution, rounded
from interviewer.scoring.relevance import asks_for_story
from interviewer.scoring.verdict import WITH_SENTENCES, Verdict, first_sentences, level_of
from interviewer.scoring.vetting import vetted

_SPEAKS_AGAINST: Final[dict[FlagId, frozenset[str]]] = {
    FlagId.NO_USER: frozenset(
        {
            *("names-user-segment", "shows-user-moment", "names-user-need", "states-stake"),
            *("contrasts-segments", "cites-user-contact"),
        }
    ),
    FlagId.NO_METRIC: frozenset(
        {
            *("defines-metric", "sets-baseline-target", "names-guardrail", "sets-threshold-action"),
            *("plans-comparison", "quantifies-result"),
        }
    ),
    FlagId.NO_DECISION: frozenset({"makes-decision", "pushes-back", "recommends-course"}),
    FlagId.NO_RESULT: frozenset({"quantifies-result", "changed-practice"}),
}
"""Signals that, demonstrated, take back a flag that says there is no such thing."""
_BANKS: Final = 1024
"""Answers whose struck sentences are kept, so that they are still known when the replies have come."""


def struck_in(bank: SentenceBank) -> frozenset[int]:
    """Sentences that talk to whoever grades, by pattern; no model gets to read them."""
    return _struck(tuple(each.text for each in bank.sentences))


@lru_cache(maxsize=_BANKS)
def _struck(texts: tuple[str, ...]) -> frozenset[int]:
    """Each dimension's call asks for it anew."""
    lines = normal_lines(texts)
    return frozenset(number for number, said in enumerate(lines, start=1) if talks_to_grader(said))


def heard_in(taken: Taken, verdicts: Mapping[Dimension, Verdict], catalogue: Catalogue) -> Heard:
    """What one reading of all dimensions heard, resting on sentences that may stand as evidence."""
    flags = {flag.flag: flag for verdict in verdicts.values() for flag in verdict.flags if flag.raised}
    told = flags.pop(FlagId.GRADER_INSTRUCTION, None)
    struck = struck_in(taken.bank) | frozenset(told.sentences if told else ())
    may = taken.counted - struck
    found = tuple(_hits(taken.bank, verdicts.values(), may))
    heard = _heard(taken, found)
    raised = {
        FlagId(name): tuple(sorted(n for n in each.sentences if n in may)) for name, each in flags.items()
    }
    if struck:
        raised[FlagId.GRADER_INSTRUCTION] = tuple(sorted(struck))
    heard = heard.model_copy(update={"flags": tuple(_flags(heard, raised, catalogue))})
    return vetted(heard, taken.bank, may)


def united(taken: Taken, heards: Sequence[Heard]) -> Heard:
    """Several readings as one.

    A signal is there when one of them heard it, and at 2 when two of them did, or the only one. A flag is
    raised when most of them raise it; talk to the grader when one does. One reading stays as it is.
    """
    if len(heards) == 1:
        return heards[0]
    flags = tuple(_agreed(heards))
    talk = {n for each in flags if each.id is FlagId.GRADER_INSTRUCTION for n in each.sentences}
    found: list[Hit] = []
    for signal in dict.fromkeys(each.signal for heard in heards for each in heard.signals):
        levels = [heard.level(signal) for heard in heards]
        level: HearLevel = 2 if levels.count(2) > 1 else 1
        votes = Counter(
            number
            for heard in heards
            for each in heard.signals
            if each.signal == signal and each.level >= level
            for number in each.sentences
            if number not in talk
        )
        found += [Hit(signal, number - 1, level, count) for number, count in votes.items()]
    heard = _heard(taken, found)
    touched = frozenset().union(*(each.touched for each in heards)) | heard.touched
    return heard.model_copy(
        update={
            "flags": flags,
            "touched": touched - {each.signal for each in heard.signals},
            "traces": next((each.traces for each in heards if each.traces), ()),
        }
    )


def mean(chances: Iterable[Distribution]) -> Distribution:
    """The mean of distributions, rounded as every distribution is."""
    levels = list(zip(*chances, strict=True))
    return rounded(sum(each) / len(each) for each in levels)


def _hits(bank: SentenceBank, verdicts: Iterable[Verdict], may: frozenset[int]) -> Iterable[Hit]:
    for verdict in verdicts:
        for each in verdict.signals:
            numbers = first_sentences(n for n in each.sentences if n in may) if each.level else ()
            level = level_of(each, [bank.sentence(n).text for n in numbers])
            for place, number in enumerate(numbers):
                yield Hit(each.signal, number - 1, 2 if level == 2 else 1, -place)


def _heard(taken: Taken, found: Sequence[Hit]) -> Heard:
    form = taken.rubric.document
    signals = shared_out(
        found,
        story=asks_for_story(taken.bank.answer.question),
        most_signals=form.signals_a_sentence if form else MOST_SIGNALS,
    )
    return Heard(
        signals=signals,
        occurrences=tuple(occurrences(found)),
        words=taken.words,
        touched=frozenset(hit.signal for hit in found) - {each.signal for each in signals},
    )


def _flags(
    heard: Heard, raised: Mapping[FlagId, tuple[int, ...]], catalogue: Catalogue
) -> Iterable[FlagHeard]:
    """Flags in their order, without those that have lost their sentences or that a signal speaks against."""
    for name in FlagId:
        if name not in raised:
            continue
        with_sentences = name in WITH_SENTENCES
        against = any(heard.level(each) == 2 for each in _SPEAKS_AGAINST.get(name, ()))
        if against or (with_sentences and not raised[name]):
            continue
        sentences = raised[name] if with_sentences else ()
        yield FlagHeard(id=name, sentences=sentences, note=catalogue.flag(name).note)


def _agreed(heards: Sequence[Heard]) -> Iterable[FlagHeard]:
    for name in FlagId:
        raised = [flag for heard in heards if (flag := heard.flag(name)) is not None]
        if not raised or (2 * len(raised) <= len(heards) and name is not FlagId.GRADER_INSTRUCTION):
            continue
        numbers = sorted({number for flag in raised for number in flag.sentences})
        yield raised[0].model_copy(update={"sentences": tuple(numbers)})
