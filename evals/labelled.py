"""The labelled answers: what was answered, and where blind readers put it."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from interviewer.model.words import Dimension

FOLDER = Path(__file__).parent / "calibration"
SETS: Final = ("plain", "hard", "voices", "far-voices", "far-voices-test")
_ONLY_TESTED: Final = "-test"


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
    deferral: tuple[str, ...] = ()
    """What readers said who were asked only about the decision: decides, defers or open; often none."""

    @property
    def only_tested(self) -> bool:
        """Whether nothing may ever be fitted on it."""
        return self.set.endswith(_ONLY_TESTED)

    @property
    def kind(self) -> str:
        """The set it was made with, whatever it is used for."""
        return self.set.removesuffix(_ONLY_TESTED)

    @property
    def defers(self) -> bool:
        """Whether most readers say that the decision is handed to somebody else.

        Where nobody was asked about it apart, no reader had missed a decision either.
        """
        if self.deferral:
            return 2 * self.deferral.count("defers") > len(self.deferral)
        return self.flagged(frozenset({"defers_decision"}))

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
    ratings, deferral = _by_answer("ratings.jsonl"), _by_answer("deferral.jsonl")
    answers = []
    for answer in _lines("answers.jsonl"):
        answer.setdefault("voice", None)
        said = tuple(each["decision"] for each in deferral.get(answer["id"], ()))
        answers.append(Labelled(**answer, ratings=tuple(ratings[answer["id"]]), deferral=said))
    return tuple(answers)


def fittable_answers() -> tuple[Labelled, ...]:
    """The labelled answers that a fit may see."""
    return tuple(each for each in labelled_answers() if not each.only_tested)


def _by_answer(name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for each in _lines(name):
        found.setdefault(each["id"], []).append(each)
    return found


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
