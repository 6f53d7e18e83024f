"""A cohort in numbers: levels, what was missed most, flags, question by question. Reads each record once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

from interviewer.batch.scored import question_of
from interviewer.model.cohort import CohortSummary, Counted, Missed, QuestionSummary, Spread
from interviewer.model.content import Catalogue
from interviewer.model.errors import InterviewerError
from interviewer.model.words import Dimension, Recommendation
from interviewer.reports.debrief_words import vote_word

_MOST_MISSED: Final = 5
_OF_A_QUESTION: Final = 3
_HIRE: Final = frozenset((Recommendation.HIRE, Recommendation.STRONG_HIRE))


class _Mean:
    """A mean that is added to."""

    def __init__(self) -> None:
        self._sum, self._count = 0.0, 0

    def add(self, value: float | None) -> None:
        if value is not None:
            self._sum += value
            self._count += 1

    @property
    def value(self) -> float | None:
        return round(self._sum / self._count, 2) if self._count else None


class _Group:
    """Answers counted together."""

    def __init__(self) -> None:
        self.answers = 0
        self.hire = 0
        self.overall = _Mean()
        self.means = {name: _Mean() for name in Dimension}
        self.missing: Counter[str] = Counter()
        self.listened: Counter[str] = Counter()

    def add(self, card: dict[str, Any]) -> None:
        self.answers += 1
        self.hire += card["recommendation"] in _HIRE
        self.overall.add(card.get("overall"))
        for name in Dimension:
            score = card["dimensions"][name.value]
            self.means[name].add(score["estimate"])
            if score["score"] is None:
                continue
            missing = score.get("missing") or ()
            self.missing.update(missing)
            self.listened.update({*missing, *(each["signal"] for each in score.get("evidence") or ())})

    def missed(
        self, catalogue: Catalogue, most: int, dimension: Dimension | None = None
    ) -> tuple[Missed, ...]:
        """What was missed in most answers, the most frequent first."""
        labels = {signal.id: signal for signal in catalogue.signals}
        known = (
            (name, count)
            for name, count in sorted(self.missing.items(), key=lambda each: (-each[1], each[0]))
            if dimension is None or (name in labels and labels[name].dimension == dimension)
        )
        return tuple(
            Missed(
                signal=name,
                label=labels[name].label if name in labels else name,
                count=count,
                of=self.listened[name],
            )
            for name, count in list(known)[:most]
        )


def summarise(records: Iterable[dict[str, Any]], catalogue: Catalogue) -> CohortSummary:
    """The summary of scorecards and errors.

    Raises:
        InterviewerError: when nothing among them is graded.
    """
    whole, groups = _Group(), dict[tuple[str, str | None], _Group]()
    levels = {name: Counter[int | None]() for name in Dimension}
    errors, graders, recommended, flags = (Counter[str]() for _ in range(4))
    cost: float | None = None
    for record in records:
        if "error" in record:
            errors[str(record["error"]["kind"])] += 1
            continue
        whole.add(record)
        groups.setdefault(question_of(record), _Group()).add(record)
        for name in Dimension:
            levels[name][record["dimensions"][name.value]["score"]] += 1
        graders[str(record.get("model") or record["scorer"])] += 1
        recommended[record["recommendation"]] += 1
        flags.update({flag["id"] for flag in record.get("flags") or ()})
        paid = (record.get("usage") or {}).get("cost")
        cost = cost if paid is None else (cost or 0.0) + paid
    if not whole.answers:
        raise InterviewerError("nothing in it is graded; there is nothing to summarise")
    named = {flag.id.value: flag.label for flag in catalogue.flags}
    return CohortSummary(
        answers=whole.answers,
        errors=_counted(errors),
        graded_by=_counted(graders),
        cost=cost,
        overall=whole.overall.value,
        dimensions={
            name: Spread(
                levels=(levels[name][1], levels[name][2], levels[name][3], levels[name][4]),
                not_assessed=levels[name][None],
                mean=whole.means[name].value,
            )
            for name in Dimension
        },
        recommendations=tuple(
            Counted(id=each, label=vote_word(each), count=recommended[each]) for each in Recommendation
        ),
        missed={name: whole.missed(catalogue, _MOST_MISSED, name) for name in Dimension},
        flags=_counted(flags, lambda name: named.get(name, name)),
        questions=tuple(
            _question(place, group, catalogue)
            for place, group in sorted(groups.items(), key=lambda each: (each[0][0], each[0][1] or "~"))
        ),
    )


def _question(place: tuple[str, str | None], group: _Group, catalogue: Catalogue) -> QuestionSummary:
    return QuestionSummary(
        round=place[0],
        question=place[1],
        answers=group.answers,
        overall=group.overall.value,
        means={name: mean.value for name, mean in group.means.items()},
        hire=group.hire,
        missed=group.missed(catalogue, _OF_A_QUESTION),
    )


def _counted(counts: Counter[str], label: Callable[[str], str] = str) -> tuple[Counted, ...]:
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Counted(id=name, label=label(name), count=count) for name, count in ranked)
