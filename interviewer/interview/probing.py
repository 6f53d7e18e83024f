"""Which follow-up comes next: what was not heard, in the dimension that was reached least."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from interviewer.interview.cues import FROM_TO, TOUCHED, flat, rule
from interviewer.interview.moves import RoundView
from interviewer.interview.quoting import ON_DECISIONS, Quotable, quote_for
from interviewer.interview.state import Turn
from interviewer.interview.wording import (
    MOST_WORDS,
    filled,
    quoted,
    said_before,
    stable_draw,
    told_by_interviewer,
    told_story,
    word_count,
)
from interviewer.model.base import Model
from interviewer.model.content import Catalogue, Signal
from interviewer.model.evidence import Heard, SentenceBank
from interviewer.model.words import Dimension

_PROBED: Final = (Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR)
"""Communication shows in how everything else is said; it is asked about only where the question does."""

_GENERAL: Final = 1.5
"""What a probe of the catalogue must make up for against one written for the question, in ranks."""

_TOUCHED_ON: Final = 2.0
"""A subject the candidate did speak of comes later: asking for it sounds as if nobody had listened."""

_FOR_STORIES: Final = frozenset(
    {
        *("sets-context", "maps-stakeholders", "meets-resistance", "tailors-message", "owns-outcome"),
        *("changed-practice", "quantifies-result", "cites-user-contact", "names-rejected-option"),
        *("uses-example", "cautions-cause"),
    }
)
"""Signals whose general probes can be asked about something that is over."""

_COVERED: Final = 0.3
"""Share of a dimension's signals from which it need not be asked about."""

_OF_A_CASE: Final = 3.0
"""What any other general probe must make up for in a story."""


_BASELINE: Final = "sets-baseline-target"
_AHEAD: Final = rule(r"\b(?:if|suppose|say) it\b")
"""A wording that looks ahead does not fit something that is over."""


class Probe(Model):
    """A follow-up, ready to be said."""

    signal: str
    text: str
    quote: str | None = None


class Probing(Model):
    """What the choice of a follow-up rests on."""

    view: RoundView
    catalogue: Catalogue
    bank: SentenceBank
    heard: Heard
    quotes: tuple[Quotable, ...]


def next_probe(at: Probing) -> Probe | None:
    """The follow-up that is worth most now; None when nothing is left to ask.

    The dimension reached least comes first, probes written for this question before those of the catalogue,
    each signal once. While nothing was quoted here, a probe that takes up the candidate's own decision comes
    before the others: it shows that somebody listened.
    """
    ready = list(_candidates(at, least=1))
    if not ready:
        ready = list(_candidates(at, least=2))
    # In a story the decision is over; what was said of it is asked about in its own right.
    quoted_here = told_story(at.view.question) or any(turn.quote for turn in at.view.state.here())
    ready.sort(key=lambda pair: (quoted_here or not _takes_up_decision(pair[1]), pair[0]))
    return ready[0][1] if ready else None


def asked_otherwise(at: Probing, asked: Turn) -> str | None:
    """Another question after what a follow-up was after, in nobody's quoted words; None without one."""
    if asked.signal is None or (told_story(at.view.question) and asked.signal not in _FOR_STORIES):
        return None
    worded = _worded(at, at.catalogue.signal(asked.signal))
    return next((probe.text for _, probe in worded if probe.quote is None), None)


def _takes_up_decision(probe: Probe) -> bool:
    return probe.quote is not None and probe.signal in ON_DECISIONS


def unreached(at: Probing) -> frozenset[Dimension]:
    """Dimensions in which little was heard and nothing was asked at this question."""
    asked = {turn.dimension for turn in at.view.state.here() if turn.kind == "follow-up"}
    return frozenset(each for each in _PROBED if each not in asked and covered_share(at, each) < _COVERED)


def covered_share(at: Probing, dimension: Dimension) -> float:
    """How much of what this round looks for in a dimension was heard, 0 to 1."""
    known = {signal.id: signal.dimension for signal in at.catalogue.signals}
    names = [name for name in at.view.signals if known.get(name) is dimension]
    return sum(at.heard.level(name) for name in names) / max(1, 2 * len(names))


def _candidates(at: Probing, least: int) -> Iterator[tuple[tuple[float, int, str], Probe]]:
    """Probes for signals heard at less than `least`, each with its rank."""
    here = [turn for turn in at.view.state.here() if turn.who == "interviewer"]
    asked = {turn.signal for turn in here if turn.signal}
    ranks = _ranks(at)
    text = flat(" ".join(sentence.text for sentence in at.bank.sentences))
    for place, name in enumerate(_in_order(at)):
        if name in asked or at.heard.level(name) >= least:
            continue
        if name == _BASELINE and FROM_TO.search(text):
            continue
        signal = at.catalogue.signal(name)
        touched = _TOUCHED_ON if name in TOUCHED and TOUCHED[name].search(text) else 0.0
        for penalty, probe in _worded(at, signal):
            rank = ranks.get(signal.dimension, len(_PROBED) + 1.0) + penalty + touched
            yield (rank, place, stable_draw(at.view.seed, name, probe.text)), probe


def _in_order(at: Probing) -> tuple[str, ...]:
    """Signals of this round: those the question has a probe for first, in its order, then core first."""
    known = {signal.id for signal in at.catalogue.signals}
    own = [probe.signal for probe in at.view.question.probes if probe.signal in at.view.signals]
    return tuple(name for name in dict.fromkeys((*own, *at.view.signals)) if name in known)


def _ranks(at: Probing) -> dict[Dimension, float]:
    """Dimensions from the least reached, as 0, 1, 2; asked about here counts before what was heard."""
    here = [turn.dimension for turn in at.view.state.here() if turn.kind == "follow-up"]
    round_ = [turn.dimension for turn in at.view.state.turns if turn.kind == "follow-up"]

    def reached(dimension: Dimension) -> tuple[int, float, int]:
        return here.count(dimension), covered_share(at, dimension), round_.count(dimension)

    ordered = sorted(_PROBED, key=reached)
    return {dimension: float(at_) for at_, dimension in enumerate(ordered)}


def _worded(at: Probing, signal: Signal) -> Iterator[tuple[float, Probe]]:
    """The ways to ask about one signal that can be said now, with what each must make up for."""
    own = [probe.ask for probe in at.view.question.probes if probe.signal == signal.id]
    earlier = told_by_interviewer(at.view.state)
    quote = quote_for(signal.id, at.quotes)
    question = at.view.question
    slots = {"call": question.decision or "", "people": question.people, "subject": question.subject}
    if quote:
        slots["quote"] = quoted(quote)
    story = told_story(question)
    general = _GENERAL + _OF_A_CASE * (story and signal.id not in _FOR_STORIES)
    for template in (*own, *signal.probes):
        text = filled(template, slots)
        if text is None or word_count(text) > MOST_WORDS or said_before(text, earlier):
            continue
        penalty = 0.0 if template in own else general + _OF_A_CASE * (story and bool(_AHEAD.search(template)))
        yield penalty, Probe(signal=signal.id, text=text, quote=quote if "{quote}" in template else None)
