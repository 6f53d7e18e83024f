"""Finding out how severe a model is: it reads labelled answers, and its levels are moved to the readers'."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from interviewer.content.hashes import stamp
from interviewer.content.library import Library
from interviewer.evidence.bank import read_answer
from interviewer.llm.errors import InvalidReplyError, RefusedError
from interviewer.llm.usage import Usage, estimate_tokens, price_of_spec
from interviewer.model.calibration import Agreement, JudgeCalibration, Severity
from interviewer.model.content import Rubric
from interviewer.model.errors import InterviewerError, NotScorableError
from interviewer.model.words import Dimension
from interviewer.scoring import agreement, calibrating, gates, ordinal, severity
from interviewer.scoring.calls import together
from interviewer.scoring.grading import Basis
from interviewer.scoring.intake import Taken, caps_of, take_in
from interviewer.scoring.judge import ModelJudge, Read, Way
from interviewer.scoring.request import ScoreRequest
from interviewer.session.labelled import LabelledAnswer

if TYPE_CHECKING:
    from interviewer.llm.protocol import LLM, Tell

LEAST_ANSWERS: Final = 20
LEAST_QUESTIONS: Final = 5
_FOLDS: Final = 10
_AT_ONCE: Final = 8
_REPLY_TOKENS: Final = 1_100
"""What one report takes, about."""

Severities = Mapping[Dimension, Severity]


class Heard(NamedTuple):
    """A labelled answer and what the model made of it."""

    labelled: LabelledAnswer
    basis: Basis
    read: Read


class Calibrating:
    """One run of a model over labelled answers.

    Raises:
        InterviewerError: when there are too few answers to fit anything to.
    """

    def __init__(self, library: Library, llm: LLM, answers: Sequence[LabelledAnswer]) -> None:
        questions = {each.group for each in answers}
        if len(answers) < LEAST_ANSWERS or len(questions) < LEAST_QUESTIONS:
            raise InterviewerError(
                f"{len(answers)} labelled answers to {len(questions)} questions are too few: "
                f"take at least {LEAST_ANSWERS} to {LEAST_QUESTIONS}"
            )
        self._library = library
        self._judge = ModelJudge(llm, library.templates, library.catalogue, Way(opinions=True))
        self._rubrics = {name: library.rubric(name) for name in library.rubrics}
        self.answers = tuple(answers)
        self.left_out = 0
        """Answers that could not be graded, or that the model gave no usable reply to."""

    def price(self) -> float | None:
        """About what it will cost in dollars, rather too much; None where no price is known."""
        usage = Usage()
        for each in self.answers:
            request = _request(each)
            try:
                asked = self._judge.requests(request, take_in(request, self._rubrics))
            except NotScorableError:
                continue
            read = sum(estimate_tokens(one.prefix, one.messages[0].text) for one in asked)
            usage += Usage(input=read, output=_REPLY_TOKENS * len(asked))
        return price_of_spec(self._judge.spec)(usage)

    async def run(self, tell: Tell, progress: Callable[[int], None]) -> JudgeCalibration:
        """Have every answer read, and fit; `progress` hears how many are done.

        Raises:
            LLMError: when the model cannot be asked, or the budget is reached.
            InterviewerError: when too few answers were left to fit anything to.
        """
        free = asyncio.Semaphore(_AT_ONCE)
        done = 0

        async def one(each: LabelledAnswer) -> Heard | None:
            nonlocal done
            async with free:
                heard = await self._hear(each, tell)
            done += 1
            progress(done)
            return heard

        found = await together([one(each) for each in self.answers])
        heard = [each for each in found if each is not None]
        self.left_out = len(found) - len(heard)
        groups = {each.labelled.group for each in heard}
        if len(heard) < LEAST_ANSWERS or len(groups) < LEAST_QUESTIONS:
            raise InterviewerError(
                f"{self._judge.spec} gave usable replies to {len(heard)} of {len(found)} answers only; "
                "take another model"
            )
        return await asyncio.to_thread(self._fitted, heard)

    async def _hear(self, each: LabelledAnswer, tell: Tell) -> Heard | None:
        request = _request(each)
        try:
            taken = await asyncio.to_thread(take_in, request, self._rubrics)
            read = await self._judge.read(request, taken, tell)
        except (NotScorableError, InvalidReplyError, RefusedError):
            return None
        return Heard(each, self._basis(taken, read), read)

    def _basis(self, taken: Taken, read: Read) -> Basis:
        return Basis(
            scorer=self._judge.spec,
            rubric=taken.rubric,
            catalogue=self._library.catalogue,
            bank=taken.bank,
            heard=read.heard,
            caps=caps_of(taken),
        )

    def _fitted(self, heard: Sequence[Heard]) -> JudgeCalibration:
        rubrics: dict[str, Rubric] = {each.basis.rubric.id: each.basis.rubric for each in heard}
        opinions = [one for each in heard for one in each.read.opinions.values()]
        after = _out_of_fold(heard)
        return JudgeCalibration(
            model=self._judge.spec,
            prompt_sha256=self._judge.prompt_sha256,
            fitted_on=datetime.now(UTC).date().isoformat(),
            answers=len(heard),
            questions=len({each.labelled.group for each in heard}),
            logprobs=all(each.by_logprobs for each in opinions),
            rubrics={name: stamp(rubric, self._library.catalogue).sha256 for name, rubric in rubrics.items()},
            dimensions=_fit(heard),
            before={
                name: _agreed(name, heard, [_level(each, name, None) for each in heard]) for name in Dimension
            },
            after={name: _agreed(name, heard, after[name]) for name in Dimension},
        )


def _request(each: LabelledAnswer) -> ScoreRequest:
    return ScoreRequest(
        id=each.id,
        round=each.round,
        answer=read_answer(each.answer, each.question),
        question_text=each.question,
    )


def _fit(heard: Sequence[Heard]) -> dict[Dimension, Severity]:
    return {name: calibrating.fit([_point(each, name) for each in heard]) for name in Dimension}


def _point(each: Heard, name: Dimension) -> calibrating.Point:
    shown = ordinal.share(each.read.heard, each.basis.rubric.dimensions[name])
    return calibrating.Point(
        shown, each.read.opinions[name].level - severity.MIDDLE, each.labelled.level(name)
    )


def _out_of_fold(heard: Sequence[Heard]) -> dict[Dimension, list[int]]:
    """The level of each answer by a fit that saw no answer to its question."""
    names = sorted({each.labelled.group for each in heard})
    folds = min(_FOLDS, len(names))
    fold_of = {name: at % folds for at, name in enumerate(names)}
    models: list[Severities] = [
        _fit([each for each in heard if fold_of[each.labelled.group] != fold]) for fold in range(folds)
    ]
    return {
        name: [_level(each, name, models[fold_of[each.labelled.group]][name]) for each in heard]
        for name in Dimension
    }


def _level(each: Heard, name: Dimension, model: Severity | None) -> int:
    """The level that a card would show, caps included."""
    body = each.basis.rubric.dimensions[name]
    chances = severity.chances(name, each.read.heard, body, each.read.opinions[name].level, model)
    return ordinal.level_of(ordinal.estimate(gates.apply(chances, name, each.basis.all_caps)))


def _agreed(name: Dimension, heard: Sequence[Heard], levels: Sequence[int]) -> Agreement:
    truth = [ordinal.level_of(each.labelled.level(name)) for each in heard]
    low, high = agreement.interval(truth, levels, [each.labelled.group for each in heard])
    kappa = agreement.weighted_kappa(truth, levels)
    return Agreement(kappa=round(kappa, 3), low=round(low, 3), high=round(high, 3))
