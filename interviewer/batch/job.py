"""What stays the same from line to line of a batch: who grades, and which records belong to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Final, Self

from interviewer._version import __version__
from interviewer.batch.records import (
    AnswerLine,
    FindQuestion,
    Item,
    card_record,
    error_record,
    request_for,
)
from interviewer.content.hashes import input_sha256, stamp
from interviewer.content.library import Library
from interviewer.llm.errors import (
    BatchStoppedError,
    BudgetReachedError,
    CreditUsedUpError,
    HostRefusedError,
    KeyMissingError,
    KeyRefusedError,
    LLMError,
    ModelUnknownError,
    ServerUnreachableError,
)
from interviewer.model.content import Catalogue, Rubric
from interviewer.model.errors import NotScorableError
from interviewer.scoring.intake import take_in
from interviewer.scoring.offline import OfflineScorer
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.scorer import Scorer

STOPPING: Final = (
    BatchStoppedError,
    BudgetReachedError,
    CreditUsedUpError,
    HostRefusedError,
    KeyMissingError,
    KeyRefusedError,
    ModelUnknownError,
    ServerUnreachableError,
)
"""What would come back for every further line, so that the batch stops and can be gone on with later."""
_FOR_GOOD: Final = frozenset({"refused", "context-overflow", "request-refused"})
"""Kinds of a model's error that asking again would only bring back."""
_OF_THE_LINE: Final = frozenset(
    {"bad-input", "unknown-round", "unknown-question", "empty-answer", "too-long", "not-english", "repeated"}
)
Kept = Callable[[str], str]
_QUESTIONS: Final = 1024
"""Questions kept in memory; a cohort is asked a few."""


@dataclass(frozen=True)
class BatchJob:
    """Who grades and by what. `rubrics` are by round."""

    scorer: Scorer
    find: FindQuestion
    rubrics: Mapping[str, Rubric]
    catalogue: Catalogue

    @classmethod
    def over(cls, library: Library, scorer: Scorer, rubric: Path | None = None) -> Self:
        """A job over the content, with a rubric file of the user's own where one is given.

        Raises:
            ContentError: when the rubric file does not hold up.
        """
        rubrics = {name: library.rubric(name) for name in library.rubrics}
        if rubric is not None:
            own = library.rubric_at(rubric)
            rubrics[own.id] = own
        # Finding a question by its words reads all of its round's files.
        asked = partial(library.asked, questions=cache(library.questions))
        find = lru_cache(maxsize=_QUESTIONS)(asked)
        return cls(scorer, find, rubrics, library.catalogue)

    async def grade(self, item: Item) -> dict[str, Any]:
        """The record of an item: its scorecard, or why there is none.

        Raises:
            LLMError: one of `STOPPING`.
        """
        try:
            card = await self.scorer.ascore(self.request(item))
        except STOPPING:
            raise
        except (NotScorableError, LLMError) as error:
            return error_record(item.id, error, item.passed)
        return card_record(card, item.passed)

    def grade_now(self, item: Item) -> dict[str, Any]:
        """The record of an item by the offline scorer, without an event loop.

        Raises:
            TypeError: for a scorer that has to be waited for.
        """
        if not isinstance(self.scorer, OfflineScorer):
            raise TypeError(f"{self.scorer.spec} has to be waited for")
        try:
            card = self.scorer.score(self.request(item))
        except NotScorableError as error:
            return error_record(item.id, error, item.passed)
        return card_record(card, item.passed)

    def request(self, item: Item) -> ScoreRequest:
        """What the scorer is asked.

        Raises:
            NotScorableError: when round or question are unknown.
        """
        return request_for(self.find, _line(item), frozenset(self.rubrics))

    def other_line(self, item: Item, record: Mapping[str, Any], kept: Kept = str) -> str:
        """Why a record cannot be this item's; empty where it may be. `kept` is what OUT keeps of a text."""
        if record.get("id") != kept(item.id):
            return (
                f"{item.entry.place} has the id {item.id!r}, and there it is {str(record.get('id'))[:80]!r}"
            )
        if "error" not in record and record.get("input_sha256") != self.input(item):
            return f"round, question or answer of {item.id!r} are others now"
        return ""

    def other_scorer(self, record: Mapping[str, Any]) -> str:
        """Why a record cannot come from this job's scorer; empty where it can."""
        if "error" in record:
            return ""
        ours, rubric = self.scorer.signature, record.get("rubric")
        if record.get("scorer") != ours.scorer or (record.get("model") or None) != ours.model:
            return f"it was graded by {record.get('model') or record.get('scorer')}"
        if (record.get("prompt_sha256") or None) != ours.prompt_sha256:
            return "it was graded with other prompts"
        if (samples := _samples(record)) not in {None, ours.samples}:
            return f"it was graded with --samples {samples}"
        if record.get("app_version") != __version__:
            return f"it was graded by version {record.get('app_version')}"
        expected = self._stamps.get(str(record.get("round")))
        if not isinstance(rubric, Mapping) or rubric.get("sha256") != expected:
            return f"it was graded by another rubric for {record.get('round')}"
        return ""

    def again(self, item: Item, record: Mapping[str, Any], kept: Kept = str) -> bool:
        """Whether an error on record is worth another try: the model's may pass, the line may be mended."""
        error = record.get("error")
        if not isinstance(error, Mapping):
            return False
        kind = error.get("kind")
        if kind not in _OF_THE_LINE:
            return kind not in _FOR_GOOD
        now = self._refusal(item)
        return now is None or (now.kind, kept(str(now))) != (kind, error.get("message"))

    def _refusal(self, item: Item) -> NotScorableError | None:
        if item.refused is not None:
            return NotScorableError(**item.refused["error"])
        try:
            take_in(self.request(item), self.rubrics)
        except NotScorableError as problem:
            return problem
        return None

    def input(self, item: Item) -> str:
        """The hash over round, question and answer; empty where there is nothing to grade."""
        try:
            request = self.request(item)
        except NotScorableError:
            return ""
        return input_sha256(request.round, request.asked, request.answer.text)

    @cached_property
    def _stamps(self) -> Mapping[str, str]:
        return {name: stamp(rubric, self.catalogue).sha256 for name, rubric in self.rubrics.items()}


def _samples(record: Mapping[str, Any]) -> int | None:
    """How often a model read each dimension; None where the record does not say, as in a table."""
    judges = record.get("judges")
    found = judges if isinstance(judges, list) else []
    return max((each.get("samples", 1) for each in found if isinstance(each, Mapping)), default=None)


def _line(item: Item) -> AnswerLine:
    if item.line is None:
        raise NotScorableError("bad-input", f"{item.entry.place} does not say what to grade")
    return item.line
