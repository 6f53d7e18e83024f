"""Two scorings of the same answers: how far they agree, which way they differ, and where most."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from interviewer.batch.scored import question_of
from interviewer.model.cohort import (
    Comparison,
    DimensionAgreement,
    Disagreement,
    Figure,
    Moved,
    Reading,
    Shown,
)
from interviewer.model.content import Catalogue
from interviewer.model.errors import InterviewerError
from interviewer.model.words import Dimension
from interviewer.scoring import agreement

Records = Callable[[], Iterable[dict[str, Any]]]
"""A file of records; it is read twice."""

_LEAST_QUESTIONS: Final = 8
"""Fewer are too few to draw anew; answers are drawn then."""
_MOST_DRAWN: Final = 1000
"""Groups that answers are put into for drawing, so that a hundred thousand take no longer than these."""
_FAR: Final = 0.5
"""Levels between two estimates below which nobody needs to look."""
_SHOWN: Final = 3


class _Brief(NamedTuple):
    """What is kept of a scorecard: its place, and by dimension level and estimate; None if not assessed."""

    place: int
    readings: tuple[tuple[int, float] | None, ...]
    recommendation: str
    group: tuple[str, str | None]


class _Apart(NamedTuple):
    """By how much two readings of an answer differ; compares by that, then by where it stands."""

    by: float
    place: int
    second: int
    dimension: int


class _Counts:
    """One dimension, by group of answers."""

    def __init__(self) -> None:
        self.tables: defaultdict[str, agreement.Table] = defaultdict(Counter)
        self.shifts: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.sums = [0.0, 0.0]

    def add(self, group: str, levels: tuple[int, int], estimates: tuple[float, float]) -> None:
        self.tables[group][levels] += 1
        shift = self.shifts[group]
        shift[0] += estimates[1] - estimates[0]
        shift[1] += 1
        self.sums[0] += estimates[0]
        self.sums[1] += estimates[1]

    @property
    def agreed(self) -> DimensionAgreement:
        table: agreement.Table = sum(self.tables.values(), Counter())
        total = table.total()
        if not total:
            nothing = dict.fromkeys(("kappa", "same", "within_one", "first_mean", "second_mean", "shift"))
            return DimensionAgreement(answers=0, **nothing)
        shifts = {name: (each[0], int(each[1])) for name, each in self.shifts.items()}
        apart = [abs(a - b) for (a, b), count in table.items() for _ in range(count)]
        return DimensionAgreement(
            answers=total,
            kappa=_figure(agreement.kappa_of(table), agreement.interval_of(self.tables), 3),
            same=round(sum(each == 0 for each in apart) / total, 3),
            within_one=round(sum(each <= 1 for each in apart) / total, 3),
            first_mean=round(self.sums[0] / total, 2),
            second_mean=round(self.sums[1] / total, 2),
            shift=_figure((self.sums[1] - self.sums[0]) / total, agreement.mean_interval(shifts), 2),
        )


class _Pairs:
    """The answers that both files have graded."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._first: dict[tuple[str, str], list[_Brief]] = {}
        self.errors = [0, 0]
        self.pairs = 0
        self.only_second = 0
        self.moved: Counter[tuple[str, str]] = Counter()
        self.questions: set[tuple[str, str | None]] = set()
        self.by_question = {name: _Counts() for name in Dimension}
        self.by_answer = {name: _Counts() for name in Dimension}
        self.furthest: list[_Apart] = []

    @property
    def only_first(self) -> int:
        return sum(len(each) for each in self._first.values())

    def take_first(self, records: Iterable[dict[str, Any]]) -> None:
        for place, record in enumerate(records):
            if "error" in record:
                self.errors[0] += 1
            else:
                self._first.setdefault(_key(record), []).append(_brief(place, record))

    def take_second(self, records: Iterable[dict[str, Any]]) -> None:
        for place, record in enumerate(records):
            if "error" in record:
                self.errors[1] += 1
                continue
            waiting = self._first.get(_key(record))
            if not waiting:
                self.only_second += 1
                continue
            first = waiting.pop(0)
            if not waiting:
                del self._first[_key(record)]
            self._pair(first, _brief(place, record))

    def _pair(self, first: _Brief, second: _Brief) -> None:
        self.moved[first.recommendation, second.recommendation] += 1
        self.questions.add(first.group)
        question, answer = "/".join(map(str, first.group)), f"{self.pairs % _MOST_DRAWN:04}"
        self.pairs += 1
        widest: _Apart | None = None
        for at, name in enumerate(Dimension):
            one, other = first.readings[at], second.readings[at]
            if one is None or other is None:
                continue
            levels, estimates = (one[0], other[0]), (one[1], other[1])
            self.by_question[name].add(question, levels, estimates)
            self.by_answer[name].add(answer, levels, estimates)
            by = abs(estimates[1] - estimates[0])
            if by >= _FAR and (widest is None or by > widest.by):
                widest = _Apart(by, -first.place, second.place, at)
        if widest is not None:
            heapq.heappush(self.furthest, widest)
            if len(self.furthest) > self._most:
                heapq.heappop(self.furthest)


def compare(
    first: Records, second: Records, names: tuple[str, str], catalogue: Catalogue, most: int
) -> Comparison:
    """How two scorings agree. Answers belong together when id, round, question and answer are the same.

    Args:
        first: what the second is compared with.
        second: the other scoring.
        names: what the two are called.
        catalogue: for the names of signals.
        most: how many disagreements are shown.

    Raises:
        InterviewerError: when they have no answer in common.
    """
    pairs = _Pairs(most)
    pairs.take_first(first())
    pairs.take_second(second())
    if not pairs.pairs:
        raise InterviewerError(
            f"{names[0]} and {names[1]} have no answer in common: ids, or what was answered, are others"
        )
    questions = len(pairs.questions) >= _LEAST_QUESTIONS and all(name for _, name in pairs.questions)
    counts = pairs.by_question if questions else pairs.by_answer
    same = sum(count for (before, after), count in pairs.moved.items() if before == after)
    return Comparison(
        first=names[0],
        second=names[1],
        answers=pairs.pairs,
        only_first=pairs.only_first,
        only_second=pairs.only_second,
        errors_first=pairs.errors[0],
        errors_second=pairs.errors[1],
        drawn="questions" if questions else "answers",
        dimensions={name: each.agreed for name, each in counts.items()},
        same_recommendation=round(same / pairs.pairs, 3),
        moved=tuple(
            Moved(before=before, after=after, count=count)
            for (before, after), count in sorted(pairs.moved.items(), key=lambda each: (-each[1], each[0]))
            if before != after
        ),
        disagreements=tuple(_disagreements(sorted(pairs.furthest, reverse=True), first, second, catalogue)),
    )


def _disagreements(
    furthest: list[_Apart], first: Records, second: Records, catalogue: Catalogue
) -> Iterator[Disagreement]:
    ones = _at({-each.place for each in furthest}, first)
    others = _at({each.second for each in furthest}, second)
    for each in furthest:
        name = list(Dimension)[each.dimension]
        one, other = ones[-each.place], others[each.second]
        round_id, question = question_of(one)
        yield Disagreement(
            id=str(one["id"]),
            round=round_id,
            question=question,
            dimension=name,
            first=_reading(one, name, catalogue),
            second=_reading(other, name, catalogue),
        )


def _at(places: set[int], records: Records) -> dict[int, dict[str, Any]]:
    return {place: record for place, record in enumerate(records()) if place in places}


def _reading(card: dict[str, Any], name: Dimension, catalogue: Catalogue) -> Reading:
    score = card["dimensions"][name.value]
    heard = {signal.id: signal.heard for signal in catalogue.signals}
    evidence = sorted(score.get("evidence") or (), key=lambda each: -each["level"])
    shown = [
        Shown(
            what=heard.get(each["signal"], each["signal"]),
            sentence=(each.get("sentences") or [None])[0],
            quote=(each.get("quotes") or [{"text": ""}])[0]["text"],
        )
        for each in evidence[:_SHOWN]
    ]
    caps = [each["reason"] for each in card.get("caps") or () if each["dimension"] == name.value]
    return Reading(
        level=score["score"], estimate=score["estimate"], shown=tuple(shown), caps=tuple(dict.fromkeys(caps))
    )


def _brief(place: int, card: dict[str, Any]) -> _Brief:
    scores = [card["dimensions"][name.value] for name in Dimension]
    return _Brief(
        place,
        tuple(None if each["score"] is None else (each["score"], each["estimate"]) for each in scores),
        str(card["recommendation"]),
        question_of(card),
    )


def _key(card: dict[str, Any]) -> tuple[str, str]:
    return str(card["id"]), str(card.get("input_sha256"))


def _figure(value: float, interval: tuple[float, float], digits: int) -> Figure | None:
    if math.isnan(value):
        return None
    return Figure(value=round(value, digits), low=round(interval[0], digits), high=round(interval[1], digits))
