"""Who goes on after a screen: a rule of four lines, the first that applies decides; and the reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from interviewer.committee.loop import HeldRound
from interviewer.committee.packets import DROPPED, packet_of
from interviewer.committee.speaking import fill
from interviewer.content.hashes import sha256_of
from interviewer.content.library import Library
from interviewer.interview.cues import TOUCHED, flat
from interviewer.model.committee import Kind
from interviewer.model.debrief import Item, Packet
from interviewer.model.gates import ScreenLines
from interviewer.model.words import Dimension, FlagId, Recommendation
from interviewer.scoring.text_checks import SHORT

GATE_RULE: Final[tuple[str, ...]] = (
    "Nothing was answered that could be graded: not passed.",
    "The screen's answers come to hire or strong hire: passed.",
    (
        "They are undecided: passed at the recruiter's screen, where the next person can find out; not at "
        "any other, because an onsite takes several people's time."
    ),
    "Else not passed.",
)
"""The gate's rule, printed with every decision; docs/loop.md explains it."""

_PASS: Final = frozenset((Recommendation.HIRE, Recommendation.STRONG_HIRE))
_DOUBT_PASSES: Final = frozenset(("recruiter-screen",))
_SLIGHT: Final[frozenset[Kind]] = frozenset(("doubt", "met", "plain"))
"""Nobody is told to keep a sentence for what only makes others easier to follow."""
_THIN: Final = 2
_FULL: Final = 2
_CORE: Final = (Dimension.JUDGMENT, Dimension.FRAMING, Dimension.RIGOR)
_WORST_FIRST: Final = (
    FlagId.OFF_QUESTION,
    FlagId.HOLLOW,
    FlagId.DEFERS_DECISION,
    FlagId.NO_DECISION,
    FlagId.SYSTEM_DESIGN_ANSWER,
    FlagId.MODEL_METRIC_OVER_OUTCOME,
    FlagId.WE_ONLY,
    FlagId.NO_USER,
    FlagId.DIFFICULTY_OVER_VALUE,
    FlagId.NO_RESULT,
    FlagId.NO_METRIC,
    DROPPED,
)
_BELIED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    FlagId.NO_DECISION: ("makes-decision", "pushes-back"),
    FlagId.NO_METRIC: ("defines-metric", "sets-baseline-target", "quantifies-result"),
    FlagId.NO_USER: ("names-user-segment", "shows-user-moment", "names-user-need", "states-stake"),
    FlagId.NO_RESULT: ("quantifies-result",),
}
"""What is said to be absent from one answer, and what of it may have been spoken of in another."""
_BEST_FIRST: Final[tuple[Kind, ...]] = (
    *("choice", "price", "owned", "result", "scene", "exit", "guard", "test", "objection", "cause"),
    *("risk", "purpose", "reason", "refusal", "look", "number", "group", "doubt", "met", "plain"),
)


class Passage(NamedTuple):
    """What came of a screen: by which line of `GATE_RULE`, and the screener's words to the candidate."""

    passed: bool
    line: int
    recommendation: Recommendation | None
    reason: str


def gate(library: Library, round_id: str, held: HeldRound | None) -> Passage:
    """Who goes on. Without a graded answer (None) nobody does. The same answers give the same words."""
    lines = library.gates.root[round_id]
    if held is None:
        return Passage(passed=False, line=1, recommendation=None, reason=_Words(lines, round_id).nothing())
    kinds = library.committee.kinds
    packet = packet_of(held, library.rubric(round_id), library.catalogue, kinds)
    passed, line = decided(round_id, packet.recommendation)
    seed = sha256_of([card.input_sha256 for card in held.cards])
    words = _Words(lines, seed)
    kind_of = {name: each.kind for name, each in kinds.signals.items()}
    reason = " ".join(_reason(words, packet, kind_of, passed=passed))
    return Passage(passed=passed, line=line, recommendation=packet.recommendation, reason=reason)


def decided(round_id: str, recommendation: Recommendation) -> tuple[bool, int]:
    """Whether a graded screen is passed, and the line of the rule that says so."""
    if recommendation in _PASS:
        return True, 2
    if recommendation is Recommendation.UNDECIDED:
        return round_id in _DOUBT_PASSES, 3
    return False, 4


def _reason(words: _Words, packet: Packet, kinds: Mapping[str, Kind], *, passed: bool) -> Iterator[str]:
    doubt = packet.recommendation is Recommendation.UNDECIDED
    best = _best(packet, kinds)
    yield words.verdict(passed=passed, doubt=doubt)
    if passed and best is not None:
        yield words.heard(best, kinds[best.about])
    if passed and not doubt:
        if (gap := _gap(packet)) is not None:
            yield words.asked_next(gap)
        return
    against = _against(packet)
    yield words.against(packet, against)
    kept = _best(packet, kinds, beside=against.dimension if against else None)
    if not passed and kept is not None and _worth_keeping(kept, kinds[kept.about], packet):
        yield words.kept(kept)


def _worth_keeping(item: Item, kind: Kind, packet: Packet) -> bool:
    """Whether a sentence out of a screen that was not passed is one to build on."""
    if packet.recommendation is Recommendation.STRONG_NO_HIRE or kind in _SLIGHT:
        return False
    return item.level == _FULL and item.carries == _FULL


def _best(packet: Packet, kinds: Mapping[str, Kind], beside: Dimension | None = None) -> Item | None:
    """The sentence that speaks most for somebody: shown by its own words, of the kind that counts most.

    With `beside`, one of another dimension, so that it doesn't contradict what was held against them there.
    """

    def rank(item: Item) -> tuple[int, int, int, bool, int]:
        kind = _BEST_FIRST.index(kinds[item.about])
        return -item.carries, -item.level, kind, item.prompted, len(item.words or "")

    fit = [
        each
        for each in packet.evidence
        if each.sign == "for"
        and each.words
        and kinds.get(each.about, "setting") in _BEST_FIRST
        and (beside is None or each.dimension != beside)
    ]
    return min(fit, key=rank, default=None)


def _against(packet: Packet) -> Item | None:
    """The flag that weighs most where its dimension is low, its own sentence before the bare fact.

    That something is absent is not held against whoever spoke of it in any answer of the screen.
    """
    spoken = _spoken_of(packet)
    low = {name for name, each in packet.dimensions.items() if each.score is not None and each.score <= _THIN}
    flagged = [
        each
        for each in packet.evidence
        if each.sign == "against"
        and each.about in _WORST_FIRST
        and (each.dimension in low or not each.dimension)
        and (each.words or not spoken.intersection(_BELIED_BY.get(each.about, ())))
    ]
    return min(flagged, key=lambda each: (_WORST_FIRST.index(each.about), not each.words), default=None)


def _brief(packet: Packet) -> bool:
    """Whether the answers were, taken together, too short for a reason and its evidence."""
    return sum(len(text.split()) for text in _said(packet)) < SHORT * len(packet.answers)


def _said(packet: Packet) -> Iterator[str]:
    """What the candidate said, an answer at a time."""
    return (" ".join(each.text[span.start : span.end] for span in each.spans) for each in packet.answers)


def _spoken_of(packet: Packet) -> frozenset[str]:
    """Signals whose subject came up in the screen, in whatever words."""
    heard = {each.about for each in packet.evidence if each.sign == "for"}
    said = flat("\n".join(_said(packet)))
    return frozenset(heard | {name for name, pattern in TOUCHED.items() if pattern.search(said)})


def _gap(packet: Packet) -> Item | None:
    """What was listened for in the weakest of the dimensions that decide, and not heard.

    A subject that was spoken of, well or not, is no gap: whoever hears that it was missing knows better.
    """
    given = {name: packet.dimensions[name].estimate for name in _CORE}
    weakest = sorted(_CORE, key=lambda name: 9.0 if (value := given[name]) is None else value)
    flags = {*FlagId, DROPPED}
    absent = [each for each in packet.evidence if each.sentence is None and each.about not in flags]
    spoken = _spoken_of(packet)
    for name in weakest:
        for each in absent:
            if each.dimension == name and each.about not in spoken:
                return each
    return None


class _Words:
    """A screener's lines, drawn by a hash so that the same answers get the same ones."""

    def __init__(self, lines: ScreenLines, seed: str) -> None:
        self._lines = lines
        self._seed = seed

    def verdict(self, *, passed: bool, doubt: bool) -> str:
        if passed:
            return self._drawn(self._lines.passed_in_doubt if doubt else self._lines.passed)
        return self._drawn((self._lines.failed_in_doubt if doubt else ()) or self._lines.failed)

    def heard(self, item: Item, kind: Kind) -> str:
        return self._drawn(self._lines.heard.get(kind) or self._lines.heard["any"], _values(item))

    def asked_next(self, item: Item) -> str:
        return self._drawn(self._lines.asked_next, _values(item))

    def kept(self, item: Item) -> str:
        return self._drawn(self._lines.kept, _values(item))

    def against(self, packet: Packet, item: Item | None) -> str:
        if item is None and _brief(packet):
            return self._drawn(self._lines.brief)
        if item is None:
            gap = _gap(packet)
            return (
                self._drawn(self._lines.gap, _values(gap)) if gap else self._drawn(self._lines.absent["any"])
            )
        cells = self._lines.flagged if item.words else self._lines.absent
        return self._drawn(cells.get(item.about) or cells["any"], _values(item))

    def nothing(self) -> str:
        return self._drawn(self._lines.nothing)

    def _drawn(self, lines: Sequence[str], values: Mapping[str, str] | None = None) -> str:
        return fill(min(lines, key=self._rank), values or {})

    def _rank(self, line: str) -> str:
        return hashlib.sha256(f"{self._seed}/{line}".encode()).hexdigest()


def _values(item: Item) -> dict[str, str]:
    return {"quote": item.words or "", "gap": item.label}


def rule_line(number: int) -> str:
    """A line of the rule, as it is printed."""
    return f"Line {number} of {len(GATE_RULE)}. {GATE_RULE[number - 1]}"


def not_passed_note(names: Iterable[str]) -> str:
    """What the committee is told of screens that were not passed."""
    said = " and ".join(names)
    return f"Not passed: {said}. The loop went on for practice; in life it would have ended there."
