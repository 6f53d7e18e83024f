"""The labelled answers: what was answered, and where blind readers put it."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from interviewer.model.words import Dimension

FOLDER = Path(__file__).parent / "calibration"


@dataclass(frozen=True)
class Labelled:
    """One answer with its ratings. A dimension's level is the readers' mean, rounded half up."""

    id: str
    set: str
    round: str
    question_id: str
    question: str
    answer: str
    voice: str | None
    ratings: tuple[dict[str, Any], ...] = field(repr=False)

    def mean(self, dimension: Dimension) -> float:
        """The readers' mean, 1 to 4."""
        return statistics.fmean(rating[dimension.value] for rating in self.ratings)

    def level(self, dimension: Dimension) -> int:
        """The readers' mean rounded half up."""
        return int(self.mean(dimension) + 0.5)

    @property
    def hired(self) -> bool:
        """Whether most readers would vote to hire on this answer alone."""
        votes = sum(rating["vote"] in {"lean_yes", "strong_yes"} for rating in self.ratings)
        return 2 * votes > len(self.ratings)

    def flagged(self, names: frozenset[str]) -> bool:
        """Whether most readers raised one of these flags (in the readers' own words)."""
        raised = sum(bool(names & set(rating["flags"])) for rating in self.ratings)
        return 2 * raised > len(self.ratings)


def labelled_answers() -> tuple[Labelled, ...]:
    """All labelled answers, in the order of their file."""
    ratings: dict[str, list[dict[str, Any]]] = {}
    for line in (FOLDER / "ratings.jsonl").read_text(encoding="utf-8").splitlines():
        rating = json.loads(line)
        ratings.setdefault(rating["id"], []).append(rating)
    answers = []
    for line in (FOLDER / "answers.jsonl").read_text(encoding="utf-8").splitlines():
        answer = json.loads(line)
        answer.setdefault("voice", None)
        answers.append(Labelled(**answer, ratings=tuple(ratings[answer["id"]])))
    return tuple(answers)
