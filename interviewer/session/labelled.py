"""Answers that readers have put on levels, as a file or a folder of one's own."""

from __future__ import annotations

import json
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError

from interviewer.model.base import OpenModel
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.model.words import Dimension

_FOLDER: Final = ("answers.jsonl", "ratings.jsonl")
_ONLY_TESTED: Final = "-test"
"""How the name of a set ends that nothing may be fitted on."""


class LabelledAnswer(OpenModel):
    """One answer with the mean of its readers' levels, 1 to 4, for each dimension."""

    id: str
    round: str
    question: str = ""
    question_id: str = ""
    answer: str = Field(min_length=1)
    framing: float = Field(ge=1, le=4)
    judgment: float = Field(ge=1, le=4)
    communication: float = Field(ge=1, le=4)
    rigor: float = Field(ge=1, le=4)

    def level(self, dimension: Dimension) -> float:
        """The readers' mean."""
        mean: float = getattr(self, dimension.value)
        return mean

    @property
    def group(self) -> str:
        """What it is grouped by: answers to one question say much the same about a grader."""
        return self.question_id or self.question or self.id


def read_labelled(path: Path) -> tuple[LabelledAnswer, ...]:
    """The labelled answers of a file, or of a folder with answers.jsonl and ratings.jsonl.

    Answers whose `set` ends in -test are kept for testing, and left out.

    Raises:
        UsageError: when there is no such file.
        InterviewerError: when a line of it does not hold up; the message names it.
    """
    if path.is_dir():
        answers = {str(line.get("id")): line for _, line in _lines(path / _FOLDER[0])}
        ratings: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for _, line in _lines(path / _FOLDER[1]):
            ratings[str(line.get("id"))].append(line)
        rated = [
            (path / _FOLDER[0], number, {**answers[name], **_means(ratings[name])})
            for number, name in enumerate(answers, start=1)
        ]
    else:
        rated = [(path, number, line) for number, line in _lines(path)]
    return tuple(_checked(*each) for each in rated if not _only_tested(each[2]))


def _only_tested(line: Mapping[str, Any]) -> bool:
    return str(line.get("set", "")).endswith(_ONLY_TESTED)


def spread_out(answers: Sequence[LabelledAnswer], limit: int | None) -> tuple[LabelledAnswer, ...]:
    """The first so many, one of each question before a second of any."""
    groups: dict[str, list[LabelledAnswer]] = defaultdict(list)
    for each in answers:
        groups[each.group].append(each)
    ranked = [each for row in zip_longest(*groups.values()) for each in row if each is not None]
    return tuple(ranked[:limit])


def _means(ratings: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    return {
        name.value: statistics.fmean(float(each[name.value]) for each in ratings)
        for name in Dimension
        if ratings and all(name.value in each for each in ratings)
    }


def _checked(path: Path, number: int, line: Mapping[str, Any]) -> LabelledAnswer:
    try:
        return LabelledAnswer.model_validate({"id": str(number), **line})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise InterviewerError(f"{path}:{number}: {field}: {first['msg']}") from None


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise InterviewerError(f"cannot read {path}: {reason}") from None
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        try:
            value = json.loads(raw)
        except ValueError:
            value = None
        if not isinstance(value, dict):
            raise InterviewerError(f"{path}:{number}: this line is no JSON object")
        yield number, value
