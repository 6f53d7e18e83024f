"""What was heard in an answer: signals and flags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from interviewer.evidence.detector import Detector, HearLevel, Hit, hits
from interviewer.evidence.flags import flags_in
from interviewer.evidence.position import positioned
from interviewer.evidence.said import Said
from interviewer.evidence.signals_communication import COMMUNICATION
from interviewer.evidence.signals_documents import DOCUMENTS
from interviewer.evidence.signals_framing_people import PEOPLE
from interviewer.evidence.signals_framing_purpose import PURPOSE
from interviewer.evidence.signals_judgment_choice import CHOICE
from interviewer.evidence.signals_judgment_course import COURSE
from interviewer.evidence.signals_rigor_numbers import NUMBERS
from interviewer.evidence.signals_rigor_proof import PROOF
from interviewer.evidence.traces import traces_in
from interviewer.model.evidence import Heard, SentenceBank, SignalHeard
from interviewer.model.words import FlagId

MOST_SENTENCES: Final = 4
"""Sentences shown for one signal."""
MOST_SIGNALS: Final = 2
"""Signals that may rest on one sentence."""

DETECTORS: Final[tuple[Detector, ...]] = (
    *PEOPLE,
    *PURPOSE,
    *CHOICE,
    *COURSE,
    *NUMBERS,
    *PROOF,
    *COMMUNICATION,
)
_POSITIONED: Final = ("answers-first", "closes-with-summary", "asks-clarifying")
SIGNALS: Final[tuple[str, ...]] = (
    *(detector.signal for detector in (*DETECTORS, *DOCUMENTS)),
    *_POSITIONED,
)
"""Every signal that can be heard, in the order in which they are reported."""
_OF_VALUE: Final = frozenset(
    {
        *("names-user-segment", "shows-user-moment", "names-user-need", "states-stake"),
        *("contrasts-segments", "cites-user-contact", "states-outcome-goal", "ties-to-business"),
        *("outcome-over-model-metric", "triages-by-impact"),
    }
)
"""Signals that a sentence about machinery alone cannot show: they are about people and worth."""
_OF_TELLING: Final = frozenset(
    {*(detector.signal for detector in COMMUNICATION), "answers-first", "closes-with-summary"}
)
_LEVELS: Final[tuple[HearLevel, ...]] = (1, 2)
_OF_JUDGMENT: Final = frozenset(detector.signal for detector in (*CHOICE, *COURSE))
_OF_STORIES: Final = frozenset(
    {
        *("sets-context", "maps-stakeholders", "meets-resistance", "tailors-message"),
        *("changed-practice", "quantifies-result"),
    }
)
_EVERYWHERE: Final = frozenset({"links-points", "concrete-words", "uses-example"})
"""Heard in almost every sentence of a good answer, so they take the places that are left."""
_RAREST_FIRST: Final = (
    *(detector.signal for detector in DOCUMENTS),
    "tailors-message",
    "closes-with-summary",
    "asks-clarifying",
    "weighs-error-types",
    "outcome-over-model-metric",
    "changed-practice",
    "says-what-would-change-mind",
    "works-within-constraint",
    "owns-outcome",
    "admits-uncertainty",
    "maps-stakeholders",
    "cites-user-contact",
    "plans-rollout",
    "states-outcome-goal",
    "pushes-back",
    "names-guardrail",
    "checks-by-hand",
    "names-risk",
    "meets-resistance",
    "sets-context",
    "states-assumption",
    "contrasts-segments",
    "reframes-question",
    "sets-baseline-target",
    "shows-user-moment",
    "names-rejected-option",
    "isolates-cause",
    "sets-threshold-action",
    "cuts-scope",
    "triages-by-impact",
    "accepts-cost",
    "signposts",
    "quantifies-result",
    "ties-to-business",
    "plans-fallback",
    "gives-choice-reason",
    "cautions-cause",
    "plans-comparison",
    "makes-estimate",
    "explains-plainly",
    "names-user-need",
    "states-stake",
    "defines-metric",
    "names-user-segment",
    "makes-decision",
    "answers-first",
    "uses-example",
    "links-points",
    "concrete-words",
)
"""Signals from the rarest to the commonest in answers: on a tie a sentence goes to the more specific one."""
_ORDER: Final = {signal: place for place, signal in enumerate(_RAREST_FIRST)}


def hear(bank: SentenceBank, *, document: bool = False, most_signals: int = MOST_SIGNALS) -> Heard:
    """The signals and flags heard in `bank`; the same for the same bank, always.

    A sentence carries at most two signals (`most_signals`), a signal shows at most four sentences: the
    strongest first, then the others in the order in which they were said. What only documents show is
    listened for in a `document` alone, so that it takes no sentence from anything in an answer.
    """
    said = Said.of(bank)
    found = all_hits(said, document=document)
    flags = flags_in(said, found)
    if any(flag.id is FlagId.DEFERS_DECISION for flag in flags):
        found = tuple(hit._replace(level=1) if hit.signal == "makes-decision" else hit for hit in found)
    signals = shared_out(found, story=said.story, most_signals=most_signals)
    touched = {hit.signal for hit in found} - {each.signal for each in signals}
    points = {hit.place for hit in found if hit.level == 2 and hit.signal not in _OF_TELLING}
    return Heard(
        signals=signals,
        occurrences=tuple(occurrences(found)),
        traces=traces_in(said, points),
        words=sum(said.word_counts[index] for index in said.answering),
        flags=flags,
        touched=frozenset(touched),
    )


def occurrences(found: Sequence[Hit]) -> Iterable[SignalHeard]:
    """Every sentence of every signal: at level 1 all it was heard in, at level 2 those that show it."""
    places: dict[tuple[str, HearLevel], set[int]] = defaultdict(set)
    for hit in found:
        places[hit.signal, 1].add(hit.place + 1)
        if hit.level == 2:
            places[hit.signal, 2].add(hit.place + 1)
    for signal in SIGNALS:
        for level in _LEVELS:
            if numbers := places.get((signal, level)):
                yield SignalHeard(signal=signal, level=level, sentences=tuple(sorted(numbers)))


def all_hits(said: Said, *, document: bool = False) -> tuple[Hit, ...]:
    """Every signal heard in every sentence, before sentences are shared out."""
    found = [
        kept
        for detector in (*DETECTORS, *(DOCUMENTS if document else ()))
        for hit in hits(detector, said)
        if (kept := _borne(hit, said)) is not None
    ]
    decisions = [hit for hit in found if hit.signal in ("makes-decision", "pushes-back")]
    reasons = [hit for hit in found if hit.signal in ("gives-choice-reason", "links-points")]
    return (*found, *positioned(said, decisions, reasons))


def _borne(hit: Hit, said: Said) -> Hit | None:
    """The hit as far as a sentence about machinery alone can bear it: no user, and judgment only asserted."""
    if hit.place not in said.engineering:
        return hit
    if hit.signal in _OF_VALUE:
        return None
    return hit._replace(level=1) if hit.signal in _OF_JUDGMENT else hit


def shared_out(
    found: Sequence[Hit], *, story: bool, most_signals: int = MOST_SIGNALS
) -> tuple[SignalHeard, ...]:
    """Signals with the sentences they rest on, whoever heard them: so many signals a sentence at the most.

    Each signal gets its best sentence, those with the fewest to choose from first; then the rest.

    In a story what only stories show comes before what plans show as well.
    """
    by_signal: dict[str, list[Hit]] = defaultdict(list)
    for hit in sorted(found, key=lambda hit: (-hit.level, -hit.weight, hit.place)):
        by_signal[hit.signal].append(hit)
    carried: dict[int, int] = defaultdict(int)
    given: dict[str, list[Hit]] = defaultdict(list)
    queue = sorted(
        by_signal,
        key=lambda signal: (
            signal in _EVERYWHERE,
            not (story and signal in _OF_STORIES),
            -by_signal[signal][0].level,
            len(by_signal[signal]),
            _ORDER[signal],
        ),
    )
    for most in range(1, MOST_SENTENCES + 1):
        for signal in queue:
            if len(given[signal]) >= most:
                continue
            free = next(
                (
                    hit
                    for hit in by_signal[signal]
                    if hit not in given[signal] and carried[hit.place] < most_signals
                ),
                None,
            )
            if free is not None:
                given[signal].append(free)
                carried[free.place] += 1
    return tuple(_heard(given[signal]) for signal in SIGNALS if given[signal])


def _heard(hits_given: Sequence[Hit]) -> SignalHeard:
    first, *others = hits_given
    numbers = (first.place + 1, *sorted(hit.place + 1 for hit in others))
    return SignalHeard(signal=first.signal, level=max(hit.level for hit in hits_given), sentences=numbers)
