"""Scorers that understand nothing and must lose: length, keywords, and a regression on characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold

from evals.folds import Split
from evals.labelled import Labelled
from interviewer.model.words import Dimension

KEYWORDS: Final = re.compile(
    r"\b(?:users?|segment|customers?|need|problem|metric|guardrail|baseline|target|test|control|threshold|"
    r"trade-?off|cost|risk|decide|decision|because|instead|rather|fallback|rollout|launch|stop|goal|assum\w+|"
    r"estimate|hypothes\w+|compare|measure|impact|priorit\w+)\b",
    re.IGNORECASE,
)
_INNER: Final = 6
_ALPHA: Final = 1.0

Numbers = npt.NDArray[np.float64]


def by_count(
    answers: Sequence[Labelled], dimension: Dimension, folds: Sequence[Split], count: Callable[[str], float]
) -> list[int]:
    """Levels from one number an answer, cut where the seen answers' levels fall."""
    values = np.array([count(each.answer) for each in answers])
    levels = np.array([each.level(dimension) for each in answers])
    return _cut(values, levels, folds)


def words(text: str) -> float:
    """How long it is."""
    return float(len(text.split()))


def keywords(text: str) -> float:
    """How many of the words that rubrics are made of it holds."""
    return float(len(KEYWORDS.findall(text)))


def characters(answers: Sequence[Labelled], dimension: Dimension, folds: Sequence[Split]) -> list[int]:
    """Ridge regression on character n-grams, stretched to the labels' spread."""
    texts = [each.answer for each in answers]
    levels = np.array([each.level(dimension) for each in answers])
    means = np.array([each.mean(dimension) for each in answers])
    groups = np.array([each.question_id for each in answers])
    guess = np.zeros(len(answers), dtype=int)
    for seen, unseen in folds:
        inner = np.zeros(len(seen))
        for part, rest in GroupKFold(_INNER).split(seen, groups=groups[seen]):
            inner[rest] = _ridge([texts[seen[at]] for at in part], means[np.array(seen)[part]])(
                [texts[seen[at]] for at in rest]
            )
        predicted = _ridge([texts[at] for at in seen], means[seen])([texts[at] for at in unseen])
        guess[unseen] = _levels(predicted, inner, levels[seen])
    return [int(each) for each in guess]


def _ridge(texts: Sequence[str], means: Numbers) -> Callable[[Sequence[str]], Numbers]:
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)
    model = Ridge(alpha=_ALPHA).fit(grams.fit_transform(texts), means)

    def predict(others: Sequence[str]) -> Numbers:
        found: Numbers = model.predict(grams.transform(others))
        return found

    return predict


def _cut(values: Numbers, levels: npt.NDArray[np.int64], folds: Sequence[Split]) -> list[int]:
    guess = np.zeros(len(values), dtype=int)
    for seen, unseen in folds:
        guess[unseen] = _levels(values[unseen], values[seen], levels[seen])
    return [int(each) for each in guess]


def _levels(values: Numbers, known: Numbers, levels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Levels whose shares among the known values are those of the known levels."""
    below = [float(np.mean(levels <= level)) for level in (1, 2, 3)]
    cuts = np.quantile(known, below)
    found: npt.NDArray[np.int64] = 1 + np.searchsorted(cuts, values, side="right")
    return np.clip(found, 1, 4)
