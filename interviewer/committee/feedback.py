"""The interviewer's written feedback on a round, under its four headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from interviewer.committee.loop import GradedAnswer, HeldRound
from interviewer.committee.speaking import fill
from interviewer.committee.telling import kind_of, telling
from interviewer.evidence.quotes import excerpt
from interviewer.model.committee import Kinds
from interviewer.model.debrief import Feedback, Item, PacketScore
from interviewer.model.evidence import SentenceBank
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import LEVEL_WORDS, Dimension, FlagId, Recommendation

_DEMONSTRATED: Final = 2
_CARRIED: Final = (0.1, 0.4, 1.0)
"""What a sentence is worth when its words carry nothing of what it shows, the claim, all of it."""
_LISTED: Final = 4
"""Lines under a heading of the written feedback."""
_SHOWN_BY_ONE: Final = 3
"""Things that one sentence is said to show."""
_OF_ONE_DIMENSION: Final = 2
_NOT_AT_NO: Final = 1.5
_SPEAKS_ALONE: Final = 0.5
"""What a sentence must tell to speak for somebody whose dimension is at no."""
_NO_WORRY: Final = 3.0
"""From this estimate on what was not heard is no reason for a vote."""


class Written(NamedTuple):
    """A round's evidence, with what its interviewer needs to write it up."""

    evidence: Sequence[Item]
    scores: dict[Dimension, PacketScore]
    kinds: Kinds
    banks: Sequence[SentenceBank]

    def estimate(self, dimension: Dimension | None) -> float:
        """Where a dimension stands; 4 where nobody asked about it."""
        value = self.scores[dimension].estimate if dimension else None
        return 4.0 if value is None else value

    def fit(self, item: Item) -> float:
        """How far a sentence speaks for somebody by itself; more is better."""
        if not item.words:
            return 0.1 if item.level == _DEMONSTRATED else 0.0
        return telling(item.words, kind_of(item, self.kinds)) * _CARRIED[item.carries]

    def said_otherwise(self, missing: Item) -> bool:
        """Whether something near to what is missing is demonstrated in the round."""
        near = self.kinds.near(missing.about)
        return any(each.about in near and each.level == _DEMONSTRATED for each in self.evidence)

    def line(self, items: Sequence[Item]) -> str:
        """What one sentence shows, all of it, and its words once."""
        first = items[0]
        if first.sentence is None:
            is_flag = first.about in set(FlagId)
            return f"{_first(first.label)}." if is_flag else f"Not heard: {first.label}."
        labels = dict.fromkeys(
            f"{each.label} (mentioned)" if each.level == 1 else each.label for each in items[:_SHOWN_BY_ONE]
        )
        words = next((each.words for each in items if each.words), None)
        words = words or excerpt(self.banks[first.answer - 1], first.sentence)
        said = fill(": {quote}", {"quote": words}) if words else ""
        return f"{_first('; '.join(labels))} [a{first.answer} s{first.sentence}]{said}"


def feedback(held: HeldRound, written: Written, vote: str) -> Feedback:
    """Four headings: what was asked, evidence for, evidence against, the vote and why."""
    shown = _shown(written)
    raised = [each for each in written.evidence if each.sign == "against" and each.sentence is not None]
    return Feedback.model_validate(
        {
            "asked": tuple(asked(each) or "not recorded" for each in held.answers),
            "for": tuple(written.line(each) for each in shown),
            "against": tuple(written.line(each) for each in (*_by_sentence(raised), *_absent(written)))[
                :_LISTED
            ],
            "vote": vote,
        }
    )


def _shown(written: Written) -> list[list[Item]]:
    """The sentences that speak for somebody: dimension after dimension, the highest first, then again.

    How it was told comes last, and a dimension at no is spoken for only by what tells much.
    """
    ranked = sorted((each for each in written.evidence if each.sign == "for"), key=written.fit, reverse=True)
    groups = [
        each
        for each in _by_sentence(ranked)
        if written.estimate(each[0].dimension) >= _NOT_AT_NO or written.fit(each[0]) >= _SPEAKS_ALONE
    ]
    places: Counter[Dimension | None] = Counter()

    def turn(group: list[Item]) -> tuple[bool, int, float]:
        dimension = group[0].dimension
        places[dimension] += 1
        return dimension is Dimension.COMMUNICATION, places[dimension], -written.estimate(dimension)

    return sorted(groups, key=turn)[:_LISTED]


def _absent(written: Written) -> list[list[Item]]:
    """What was not heard, the lowest dimension first, and two of one before a third.

    Left out is what was raised with its sentence, and what something near to it shows already.
    """
    quoted = {each.about for each in written.evidence if each.sentence is not None and each.sign == "against"}
    missing = [
        each
        for each in written.evidence
        if each.sign == "against"
        and each.sentence is None
        and each.about not in quoted
        and not written.said_otherwise(each)
    ]
    taken: Counter[Dimension | None] = Counter()
    kept: list[list[Item]] = []
    rest: list[list[Item]] = []
    for each in sorted(
        missing, key=lambda each: (each.about not in set(FlagId), written.estimate(each.dimension))
    ):
        (kept if taken[each.dimension] < _OF_ONE_DIMENSION else rest).append([each])
        taken[each.dimension] += 1
    return [*kept, *rest]


def _tells(group: list[Item]) -> bool:
    return group[0].carries == _DEMONSTRATED and group[0].dimension is not Dimension.COMMUNICATION


def _by_sentence(items: Iterable[Item]) -> list[list[Item]]:
    """Items of one sentence together, in the order in which their sentences come up."""
    groups: dict[tuple[int, int | None], list[Item]] = {}
    for each in items:
        groups.setdefault((each.answer, each.sentence), []).append(each)
    return list(groups.values())


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def vote_line(word: Recommendation, because: str | None, written: Written, cards: Sequence[Scorecard]) -> str:
    """The vote, the levels it follows from, and what weighed most on either side."""
    scores = written.scores
    levels = ", ".join(
        f"{dimension} {LEVEL_WORDS[score.score]}" if score.score else f"{dimension} not assessed"
        for dimension, score in scores.items()
    )
    lines = [f"{_first(word.value.replace('strong-', 'strong '))}: {levels}."]
    if because:
        lines.append(because)
    if best := next(filter(_tells, _shown(written)), None):
        lines.append(f"Most for it: {best[0].label} [a{best[0].answer} s{best[0].sentence}].")
    held = {
        cap.dimension: cap.reason
        for card in cards
        for cap in card.caps
        if cap.level == scores[cap.dimension].score
    }
    for dimension, reason in held.items():
        level = LEVEL_WORDS[scores[dimension].score or 1]
        lines.append(f"{_first(dimension)} stays at {level}: {reason[:1].lower()}{reason[1:]}")
    if against := _most_against(written, held):
        lines.append(f"Most against it: {against}.")
    return " ".join(lines)


def _most_against(written: Written, held: Collection[Dimension]) -> str | None:
    """A flag with its sentence, else what is missing from the lowest dimension; None where little is.

    What a limit holds in `held` has been said.
    """
    raised = next(
        (e for e in written.evidence if e.sign == "against" and e.sentence and e.dimension not in held), None
    )
    if raised is not None:
        return f"{raised.label} [a{raised.answer} s{raised.sentence}]"
    lowest = min(written.scores, key=lambda each: (written.estimate(each), each == Dimension.COMMUNICATION))
    missing = next((each[0] for each in _absent(written) if each[0].dimension == lowest), None)
    if missing is None or lowest in held or written.estimate(lowest) >= _NO_WORRY:
        return None
    unheard = "" if missing.about in set(FlagId) else f", looked for under {lowest} and not heard"
    return f"{missing.label}{unheard}"


def asked(answer: GradedAnswer) -> str:
    """What was asked; empty where nobody wrote it down."""
    return answer.answer.question or (answer.question.prompt if answer.question else "")
