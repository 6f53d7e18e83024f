"""From what was heard to a scorecard: levels, caps, recommendation and words, whoever did the hearing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from interviewer._version import __version__
from interviewer.content.hashes import input_sha256, stamp
from interviewer.model.base import JsonObject
from interviewer.model.calibration import FittedDimension
from interviewer.model.content import Catalogue, DimensionRubric, Rubric
from interviewer.model.evidence import Heard, SentenceBank
from interviewer.model.scorecard import (
    Cap,
    DimensionScore,
    Evidence,
    FlagRaised,
    Judge,
    Quote,
    Scorecard,
    Traced,
    Undecided,
)
from interviewer.model.words import Dimension, FlagId, Recommendation
from interviewer.scoring import fitted, followups, gates, ordinal
from interviewer.scoring.advice import NOT_ASKED_RAISE, Advice, advise
from interviewer.scoring.findings import Findings, Graded, slots_of
from interviewer.scoring.headline import headline
from interviewer.scoring.lesson import focused, lesson, weakness
from interviewer.scoring.rationale import NOT_ASKED, rationale
from interviewer.scoring.recommend import Verdict, overall, recommend
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.settling import WhatIf, undecided, with_sentence

_VOLUNTEERED: float = 2.5
"""Estimate from which a dimension nobody asked about counts all the same: it can help and never hurt."""


_TRACES_QUOTED = 1


class Judged(NamedTuple):
    """What models add to a basis: the chances they give, and who they were."""

    chances: Mapping[Dimension, ordinal.Distribution]
    """Before any cap."""
    calibrated: bool
    model: str
    prompt_sha256: str
    judges: tuple[Judge, ...]
    if_shown: Callable[[str], Mapping[Dimension, ordinal.Distribution]]
    """The chances if one sentence more showed that signal."""
    apart: tuple[Dimension, str] | None = None
    """Where graders differ by more than a level, and how they do, in words."""
    usage: JsonObject | None = None


class Basis(NamedTuple):
    """What a card rests on beside the request: who heard it, and what limits it from outside the rubric."""

    scorer: str
    rubric: Rubric
    catalogue: Catalogue
    bank: SentenceBank
    heard: Heard
    caps: tuple[Cap, ...] = ()
    relevance_checked: bool = False
    notes: tuple[str, ...] = ()
    fitted: Mapping[Dimension, FittedDimension] | None = None
    """Coefficients that hold for this rubric; without them all signals weigh the same."""
    judged: Judged | None = None
    """Set where models did the hearing; their chances stand in place of the coefficients'."""

    @property
    def all_caps(self) -> tuple[Cap, ...]:
        """The rubric's gates and flags, too few sentences, and what limits the answer from outside."""
        return (
            *gates.rubric_caps(self.rubric, self.heard),
            *gates.sentence_caps(self.rubric, self.heard),
            *self.caps,
        )


def grade(request: ScoreRequest, basis: Basis) -> Scorecard:
    """The scorecard of an answer. The same request and basis give the same bytes."""
    rubric, heard, judged = basis.rubric, basis.heard, basis.judged
    caps = basis.all_caps
    before = {dimension: uncapped(basis, dimension) for dimension in Dimension}
    graded = _graded(request, rubric, before, caps)
    found = Findings(
        bank=basis.bank,
        heard=heard,
        rubric=rubric,
        catalogue=basis.catalogue,
        slots=slots_of(request.question),
        graded=graded,
        caps=gates.felt(caps, {each: before[each] if each in graded else None for each in Dimension}),
    )

    def what_if(signal: str) -> Mapping[Dimension, Graded]:
        more = _with_one_more(basis, signal)
        chances = {dimension: uncapped(more, dimension) for dimension in Dimension}
        return _graded(request, rubric, chances, more.all_caps)

    verdict = _verdict(found, graded)
    borders = {dimension: undecided(found, dimension, what_if) for dimension in graded}
    settling = {each: border.settled_by for each, border in borders.items() if border and border.settled_by}
    if hinge := _settled(found, verdict, what_if):
        settling |= hinge
    if judged is not None and judged.apart is not None and judged.apart[0] in graded:
        dimension, how = judged.apart
        verdict = Verdict(Recommendation.UNDECIDED, verdict.x, how, dimension)
    weak = focused(weakness(found), settling, found)
    coaching = advise(found, weak, settling)
    answer_hash = input_sha256(request.round, request.asked, request.answer.text)
    return Scorecard(
        id=request.id,
        round=request.round,
        question_id=request.question.id if request.question else None,
        rubric=stamp(rubric, basis.catalogue),
        scorer=basis.scorer,
        app_version=__version__,
        model=judged.model if judged else None,
        prompt_sha256=judged.prompt_sha256 if judged else None,
        calibrated=judged.calibrated if judged else basis.fitted is not None,
        input_sha256=answer_hash,
        relevance_checked=basis.relevance_checked,
        dimensions={
            dimension: _dimension(found, dimension, coaching.advice.get(dimension), borders.get(dimension))
            for dimension in Dimension
        },
        overall=overall({dimension: each.estimate for dimension, each in graded.items()}),
        recommendation=verdict.recommendation,
        undecided_because=_undecided(found, verdict, hinge),
        headline=headline(found, weak, int(answer_hash[:8], 16)),
        flags=tuple(FlagRaised(id=each.id, sentences=each.sentences, note=each.note) for each in heard.flags),
        caps=found.caps,
        follow_ups=followups.outcomes(basis.bank, found.demonstrating(), _asked(request)),
        lesson=lesson(found, weak, coaching),
        notes=basis.notes,
        judges=judged.judges if judged else (),
        usage=judged.usage if judged else None,
    )


def _with_one_more(basis: Basis, signal: str) -> Basis:
    """The basis if one sentence more showed that signal."""
    heard = with_sentence(basis.heard, signal, len(basis.bank.sentences) + 1)
    judged = basis.judged
    if judged is not None:
        judged = judged._replace(chances=judged.if_shown(signal))
    return basis._replace(heard=heard, judged=judged)


def _verdict(found: Findings, graded: Mapping[Dimension, Graded]) -> Verdict:
    return recommend(
        found.rubric.recommendation,
        {dimension: each.estimate for dimension, each in graded.items()},
        {dimension: each.chances for dimension, each in graded.items()},
        hollow=found.heard.flag(FlagId.HOLLOW) is not None,
    )


def uncapped(basis: Basis, dimension: Dimension) -> ordinal.Distribution:
    """The chances of a dimension's levels from what was heard, before any cap."""
    if basis.judged is not None:
        return basis.judged.chances[dimension]
    body = basis.rubric.dimensions[dimension]
    if basis.fitted is None:
        return ordinal.distribution(dimension, ordinal.share(basis.heard, body))
    coefficients = basis.fitted[dimension]
    evidence = fitted.evidence_for(basis.heard, dimension, body, coefficients)
    return fitted.distribution(evidence, coefficients)


def _graded(
    request: ScoreRequest,
    rubric: Rubric,
    before: dict[Dimension, ordinal.Distribution],
    caps: Sequence[Cap],
) -> dict[Dimension, Graded]:
    graded = {}
    for dimension in Dimension:
        chances = gates.apply(before[dimension], dimension, caps)
        estimate = ordinal.estimate(chances)
        if _was_asked(request, dimension, rubric.dimensions[dimension]) or estimate >= _VOLUNTEERED:
            graded[dimension] = Graded(chances, estimate, ordinal.level_of(estimate))
    return graded


def _was_asked(request: ScoreRequest, dimension: Dimension, body: DimensionRubric) -> bool:
    return request.probed is None or body.assessed == "always" or dimension in request.probed


def _dimension(
    found: Findings, dimension: Dimension, advice: Advice | None, border: Undecided | None
) -> DimensionScore:
    evidence = tuple(
        Evidence(
            signal=each.signal,
            level=each.level,
            sentences=each.sentences,
            quotes=tuple(_verbatim(found.bank, number) for number in each.sentences),
        )
        for each in found.evidence(dimension)
    )
    graded = found.graded.get(dimension)
    return DimensionScore(
        score=graded.score if graded else None,
        estimate=graded.estimate if graded else None,
        distribution=graded.chances if graded else None,
        evidence=evidence,
        traces=tuple(
            Traced(
                id=each.trace,
                label=each.label,
                against=each.against,
                sentences=each.sentences,
                quotes=tuple(_verbatim(found.bank, number) for number in each.sentences[:_TRACES_QUOTED]),
            )
            for each in found.heard.traces
            if dimension in each.dimensions
        ),
        missing=found.missing(dimension),
        rationale=rationale(found, dimension) if graded else NOT_ASKED,
        to_raise=advice.text if advice else NOT_ASKED_RAISE,
        undecided=border,
    )


def _verbatim(bank: SentenceBank, number: int) -> Quote:
    sentence = bank.sentence(number)
    return Quote(text=bank.verbatim(number), start=sentence.start, end=sentence.end)


def _settled(found: Findings, verdict: Verdict, what_if: WhatIf) -> dict[Dimension, str]:
    """What an undecided recommendation turns on, and the signal a sentence of which would settle it."""
    if verdict.recommendation is not Recommendation.UNDECIDED or verdict.hinge is None:
        return {}
    for name in found.addable(verdict.hinge):
        if _verdict(found, what_if(name)).recommendation is not Recommendation.UNDECIDED:
            return {verdict.hinge: name}
    return {}


def _undecided(found: Findings, verdict: Verdict, settled: Mapping[Dimension, str]) -> str | None:
    """Why it is undecided, and what would settle it."""
    if verdict.recommendation is not Recommendation.UNDECIDED or verdict.because is None:
        return None
    if verdict.hinge is None:
        return verdict.because
    if verdict.hinge not in settled:
        return f"{verdict.because} It turns on {verdict.hinge}."
    label = found.signal(settled[verdict.hinge]).label
    return f"{verdict.because} It turns on {verdict.hinge}: one sentence on {label} would settle it."


def _asked(request: ScoreRequest) -> tuple[tuple[str, int], ...]:
    return request.follow_ups or followups.asked_in(request.answer)
