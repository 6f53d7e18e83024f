"""Flags that only the whole answer can raise: what is missing, in proportion to what is there.

Readers name an absence where it is the hole in an answer that has something else in it: a test planned to
the last figure and nobody it is for, a firm choice and nothing counted behind it. Where an answer is empty
all over, or built of headings, they call it that, and a list of all that is missing beside it says no more.
So an absence is raised on a dimension near the bottom only if another stands well above it. The limits are
set on labelled answers, with estimates for questions the fit had not seen (docs/accuracy.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from interviewer.evidence.flags import EXAMINES, MEASURES, PEOPLE
from interviewer.model.content import Catalogue
from interviewer.model.evidence import FlagHeard, Heard, TraceHeard
from interviewer.model.words import Dimension, FlagId

_LOW_FRAMING: Final = 1.6
_LOW_RIGOR: Final = 1.3
_SOMETHING: Final = 3.0
"""Estimate at which another dimension is worth so much that the hole beside it is the thing to say."""
_MOST_ASSERTED: Final = 1
"""Sentences in which somebody may be mentioned, with nothing that shows them, and still be no user."""
_MET_SHARE: Final = 0.25
"""Share of sentences with anybody in them, colleagues included, over which somebody may stand unheard."""
_MOST_MEASURED: Final = 2
_BUILT: Final = 0.4
"""How thick words of design are, 0 to 1, from which a weak answer is one about how it is built."""
_BUILT_SENTENCES: Final = 4
_MOST_PEOPLE: Final = 3
_BUILT_FRAMING: Final = 1.7
_BUILT_JUDGMENT: Final = 2.5
_LEFT_OPEN: Final = "left-open"
_HANDED_OVER: Final = "handed-over"
_DECIDES_ELSEWHERE: Final = 1.5
"""Judgment from which a sentence that leaves something open is taken back by the rest."""
_BELIED: Final = {
    FlagId.NO_DECISION: (Dimension.JUDGMENT, 2.0),
    FlagId.NO_RESULT: (Dimension.RIGOR, 2.5),
}
"""Estimates from which something was decided, or came of it, in whatever words."""
_MOST_SHOWN: Final = 3
_MACHINERY: Final = "machinery"
_PEOPLE_MET: Final = "people-met"
_ABOUT_THE_MACHINE: Final = (
    FlagId.SYSTEM_DESIGN_ANSWER,
    FlagId.MODEL_METRIC_OVER_OUTCOME,
    FlagId.DIFFICULTY_OVER_VALUE,
)


class Whole(NamedTuple):
    """An answer as a whole: its estimates before any cap, and how many of its sentences can count."""

    estimates: Mapping[Dimension, float]
    sentences: int
    story: bool = False
    """Whether a story was asked for: it owes a result, and readers miss a metric in it half as often."""


def with_flags_in_proportion(heard: Heard, answer: Whole, *, calibrated: bool) -> Heard:
    """`heard` with the flags that the answer as a whole calls for.

    A choice left open is told from one that the rest takes back by a calibrated estimate only.
    """
    if calibrated:
        heard = _with_open_choice(heard, answer.estimates[Dimension.JUDGMENT])
    heard = heard.model_copy(update={"flags": tuple(_borne_out(heard, answer))})
    for raised in (_system_design, _no_user, _no_metric):
        for flag in raised(heard, answer):
            heard = _with(heard, flag)
    return heard


def _borne_out(heard: Heard, answer: Whole) -> Iterator[FlagHeard]:
    """The flags of absence that their dimension does not belie, and all other flags."""
    for each in heard.flags:
        belied = _BELIED.get(each.id)
        if belied is None or answer.estimates[belied[0]] < belied[1]:
            yield each


def with_off_question(heard: Heard, catalogue: Catalogue) -> Heard:
    """`heard` with the flag that it answers something else."""
    return _with(heard, FlagHeard(id=FlagId.OFF_QUESTION, note=catalogue.flag(FlagId.OFF_QUESTION).note))


def _with_open_choice(heard: Heard, judgment: float) -> Heard:
    """A choice handed over defers the decision, one left open is none, unless the rest decides."""
    if judgment >= _DECIDES_ELSEWHERE:
        return heard
    for name, flag, what in (
        (_HANDED_OVER, FlagId.DEFERS_DECISION, "hands the decision over"),
        (_LEFT_OPEN, FlagId.NO_DECISION, "leaves a choice open"),
    ):
        if left := _trace(heard, name):
            note = f"It {what}, and nothing else in it decides."
            return _with(heard, FlagHeard(id=flag, sentences=left.sentences[-_MOST_SHOWN:], note=note))
    return heard


def _with(heard: Heard, raised: FlagHeard) -> Heard:
    if heard.flag(raised.id) or (raised.id is FlagId.NO_DECISION and heard.flag(FlagId.DEFERS_DECISION)):
        return heard
    deferred = raised.id is FlagId.DEFERS_DECISION
    order = list(FlagId)
    others = [each for each in heard.flags if not (deferred and each.id is FlagId.NO_DECISION)]
    flags = sorted((*others, raised), key=lambda each: order.index(each.id))
    return heard.model_copy(update={"flags": tuple(flags)})


def _system_design(heard: Heard, answer: Whole) -> Iterator[FlagHeard]:
    built = _trace(heard, _MACHINERY)
    if built is None or built.amount < _BUILT or len(built.sentences) < _BUILT_SENTENCES:
        return
    framing, judgment = answer.estimates[Dimension.FRAMING], answer.estimates[Dimension.JUDGMENT]
    weak = framing <= _BUILT_FRAMING and judgment <= _BUILT_JUDGMENT
    if weak and len(_sentences(heard, PEOPLE, 1)) <= _MOST_PEOPLE:
        yield FlagHeard(
            id=FlagId.SYSTEM_DESIGN_ANSWER,
            sentences=built.sentences[:_BUILT_SENTENCES],
            note="It says how to build it, and not for whom or why.",
        )


def _no_user(heard: Heard, answer: Whole) -> Iterator[FlagHeard]:
    if heard.flag(FlagId.HOLLOW) or answer.estimates[Dimension.FRAMING] > _LOW_FRAMING:
        return
    if _sentences(heard, PEOPLE, 2) or len(_sentences(heard, PEOPLE, 1)) > _MOST_ASSERTED:
        return
    about_the_machine = any(heard.flag(each) for each in _ABOUT_THE_MACHINE)
    met = _trace(heard, _PEOPLE_MET)
    nobody = met is None or len(met.sentences) <= _MET_SHARE * answer.sentences
    if about_the_machine or (nobody and answer.estimates[Dimension.RIGOR] >= _SOMETHING):
        yield FlagHeard(
            id=FlagId.NO_USER, note="No person outside the team has a need, a moment or a loss in it."
        )


def _no_metric(heard: Heard, answer: Whole) -> Iterator[FlagHeard]:
    if answer.story or heard.flag(FlagId.HOLLOW) or answer.estimates[Dimension.RIGOR] > _LOW_RIGOR:
        return
    measured = _sentences(heard, (*MEASURES, *EXAMINES), 1)
    if answer.estimates[Dimension.JUDGMENT] >= _SOMETHING and len(measured) <= _MOST_MEASURED:
        yield FlagHeard(
            id=FlagId.NO_METRIC, note="It decides, and nothing is counted that could show it was right."
        )


def _sentences(heard: Heard, signals: Collection[str], level: int) -> frozenset[int]:
    """Numbers of the sentences in which any of the signals was heard at that level."""
    return frozenset(
        number
        for each in heard.occurrences
        if each.signal in signals and each.level == level
        for number in each.sentences
    )


def _trace(heard: Heard, name: str) -> TraceHeard | None:
    return next((each for each in heard.traces if each.trace == name), None)
