"""Hashes over what affects a score, so that a scorecard says exactly what graded it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from interviewer.model.content import Catalogue, Rubric
from interviewer.model.same import Same
from interviewer.model.scorecard import RubricStamp

# Wording for people: changing it changes no score.
_RUBRIC_PROSE = {"title", "about", "minutes", "questions", "follow_ups"}


def sha256_of(value: Any) -> str:  # noqa: ANN401  # anything JSON can hold
    """The hash of a value's canonical JSON (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def input_sha256(round_id: str, question: str, answer: str) -> str:
    """The hash over round, question and answer that says whether two scorecards graded the same thing."""
    return sha256_of([round_id, question, answer])


def stamp(rubric: Rubric, catalogue: Catalogue) -> RubricStamp:
    """The rubric's stamp: id, version, and the hash over its own fields and the signals it chose.

    Signals it did not choose are not in it, nor is `document` where there is none: what is added for other
    rubrics leaves this one's hash, and what was fitted for it, as they were.
    """
    return _stamp(Same(rubric), Same(catalogue))


@lru_cache(maxsize=64)
def _stamp(graded_by: Same[Rubric], defined_by: Same[Catalogue]) -> RubricStamp:
    rubric, catalogue = graded_by.it, defined_by.it
    body = rubric.model_dump(mode="json", by_alias=True, exclude=_RUBRIC_PROSE)
    if body["document"] is None:
        del body["document"]
    chosen = {name for dimension in rubric.dimensions.values() for name in dimension.signals}
    body["catalogue"] = _definitions(catalogue, chosen)
    return RubricStamp(id=rubric.id, version=rubric.version, sha256=sha256_of(body))


def _definitions(catalogue: Catalogue, names: Iterable[str]) -> dict[str, list[str]]:
    chosen = (catalogue.signal(name) for name in sorted(names))
    return {
        signal.id: [signal.dimension, signal.concern, signal.asserted, signal.demonstrated]
        for signal in chosen
    }
