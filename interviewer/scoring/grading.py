"""From what was heard to a scorecard: levels, caps, recommendation and words, whoever did the hearing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
)
from interviewer.model.words import Dimension, FlagId, Recommendation
from interviewer.scoring import fitted, followups, gates, ordinal
from interviewer.scoring.findings import Findings, Graded, slots_of
from interviewer.scoring.headline import headline
from interviewer.scoring.lesson import lesson, weakness
from interviewer.scoring.rationale import NOT_ASKED, NOT_ASKED_RAISE, rationale, to_raise
from interviewer.scoring.recommend import Verdict, overall, recommend
from interviewer.scoring.request import ScoreRequest

_VOLUNTEERED: float = 2.5
"""Estimate from which a dimension nobody asked about counts all the same: it can help and never hurt."""


class Judged(NamedTuple):
    """What models add to a basis: the chances they give, and who they were."""

    chances: Mapping[Dimension, ordinal.Distribution]
    """Before any cap."""
    calibrated: bool
    model: str
    prompt_sha256: str
    judges: tuple[Judge, ...]
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
    uncapped = {dimension: chances_of(basis, dimension) for dimension in Dimension}
    graded = _graded(request, rubric, uncapped, caps)
    found = Findings(
        bank=basis.bank,
        heard=heard,
        rubric=rubric,
        catalogue=basis.catalogue,
        slots=slots_of(request.question),
        graded=graded,
        caps=gates.felt(caps, {each: uncapped[each] if each in graded else None for each in Dimension}),
    )
    estimates = {dimension: each.estimate for dimension, each in graded.items()}
    chances = {dimension: each.chances for dimension, each in graded.items()}
    hollow = heard.flag(FlagId.HOLLOW) is not None
    verdict = recommend(rubric.recommendation, estimates, chances, hollow=hollow)
    if judged is not None and judged.apart is not None and judged.apart[0] in graded:
        dimension, how = judged.apart
        verdict = Verdict(Recommendation.UNDECIDED, verdict.x, how, dimension)
    weak = weakness(found)
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
        dimensions={dimension: _dimension(found, dimension) for dimension in Dimension},
        overall=overall(estimates),
        recommendation=verdict.recommendation,
        undecided_because=_undecided(found, verdict),
        headline=headline(found, weak, int(answer_hash[:8], 16)),
        flags=tuple(FlagRaised(id=each.id, sentences=each.sentences, note=each.note) for each in heard.flags),
        caps=found.caps,
        follow_ups=followups.outcomes(basis.bank, heard, _asked(request)),
        lesson=lesson(found),
        notes=basis.notes,
        judges=judged.judges if judged else (),
        usage=judged.usage if judged else None,
    )


def chances_of(basis: Basis, dimension: Dimension) -> ordinal.Distribution:
    """The chances of the four levels before any cap."""
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
    uncapped: dict[Dimension, ordinal.Distribution],
    caps: Sequence[Cap],
) -> dict[Dimension, Graded]:
    graded = {}
    for dimension in Dimension:
        chances = gates.apply(uncapped[dimension], dimension, caps)
        estimate = ordinal.estimate(chances)
        if _was_asked(request, dimension, rubric.dimensions[dimension]) or estimate >= _VOLUNTEERED:
            graded[dimension] = Graded(chances, estimate, ordinal.level_of(estimate))
    return graded


def _was_asked(request: ScoreRequest, dimension: Dimension, body: DimensionRubric) -> bool:
    return request.probed is None or body.assessed == "always" or dimension in request.probed


def _dimension(found: Findings, dimension: Dimension) -> DimensionScore:
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
            Traced(id=each.trace, label=each.label, against=each.against, sentences=each.sentences)
            for each in found.heard.traces
            if dimension in each.dimensions
        ),
        missing=found.missing(dimension),
        rationale=rationale(found, dimension) if graded else NOT_ASKED,
        to_raise=to_raise(found, dimension) if graded else NOT_ASKED_RAISE,
    )


def _verbatim(bank: SentenceBank, number: int) -> Quote:
    sentence = bank.sentence(number)
    return Quote(text=bank.verbatim(number), start=sentence.start, end=sentence.end)


def _undecided(found: Findings, verdict: Verdict) -> str | None:
    """Why it is undecided, and what would settle it."""
    if verdict.recommendation is not Recommendation.UNDECIDED or verdict.because is None:
        return None
    if verdict.hinge is None:
        return verdict.because
    open_signals = found.missing(verdict.hinge) or tuple(
        each.signal for each in found.asserted(verdict.hinge)
    )
    if not open_signals:
        return f"{verdict.because} It turns on {verdict.hinge}."
    label = found.signal(open_signals[0]).label
    return f"{verdict.because} It turns on {verdict.hinge}: one sentence on {label} would settle it."


def _asked(request: ScoreRequest) -> tuple[tuple[str, int], ...]:
    return request.follow_ups or followups.asked_in(request.answer)
