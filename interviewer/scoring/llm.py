"""The scorer with language models behind it: one model, or a panel whose estimates are averaged by code."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from interviewer.llm.errors import LLMError
from interviewer.llm.protocol import StreamEvent, Tell, Used, Waiting, sum_of
from interviewer.model.base import JsonObject
from interviewer.model.content import Catalogue, Rubric
from interviewer.model.scorecard import Judge as JudgeOnCard
from interviewer.model.scorecard import JudgedDimension, Scorecard
from interviewer.model.words import Dimension
from interviewer.scoring import gates, ordinal
from interviewer.scoring.calls import together
from interviewer.scoring.grading import Basis, Judged
from interviewer.scoring.intake import Taken, caps_of, card_of, notes, take_in
from interviewer.scoring.judge import Judge, Read
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.rewrite import Rewriter
from interviewer.scoring.scorer import Signature
from interviewer.scoring.united import mean, united

PANEL: Final = "panel"
_APART: Final = 1.0
"""Levels beyond which graders contradict each other, and no mean of them says anything."""


class LLMScorer:
    """Grades by what one or several graders heard. `rubrics` are by round.

    Levels, caps, flags, quotes and the recommendation are made by the same code as offline.
    """

    def __init__(
        self,
        judges: Sequence[Judge],
        catalogue: Catalogue,
        rubrics: Mapping[str, Rubric],
        prompt_sha256: str,
        rewriter: Rewriter | None = None,
    ) -> None:
        """With a `rewriter` a card shows one of the candidate's sentences said better."""
        self._rewriter = rewriter
        self._judges = tuple(judges)
        self._catalogue = catalogue
        self._rubrics = dict(rubrics)
        self._prompt_sha256 = prompt_sha256

    @property
    def spec(self) -> str:
        """The model's SPEC, or `panel`."""
        return self._judges[0].spec if len(self._judges) == 1 else PANEL

    @property
    def note(self) -> str:
        """Where the candidate's words go."""
        return "; ".join(dict.fromkeys(each.note for each in self._judges if each.note))

    @property
    def signature(self) -> Signature:
        """What its cards say of who graded."""
        samples = max(each.samples for each in self._judges)
        return Signature(self.spec, self._model, self._prompt_sha256, samples)

    @property
    def _model(self) -> str:
        return ", ".join(each.spec.partition("/")[2] or each.spec for each in self._judges)

    async def aclose(self) -> None:
        """Let go of connections."""
        for each in self._judges:
            await each.aclose()

    async def ascore(self, request: ScoreRequest, tell: Tell | None = None) -> Scorecard:
        """The scorecard of one answer.

        Raises:
            NotScorableError: kind `unknown-round`, `empty-answer`, `too-long` or `not-english`.
            LLMError: when a model gave no reply that holds up; there is no card then.
        """
        taken = await asyncio.to_thread(take_in, request, self._rubrics)
        ear = _Ear(tell)
        # Every model has a cache of its own, so none waits for another's.
        reads = await together([judge.read(request, taken, ear.hear) for judge in self._judges])
        card = await asyncio.to_thread(self._card, request, taken, reads, ear.usage)
        return await self._with_rewrite(card, taken, ear)

    async def _with_rewrite(self, card: Scorecard, taken: Taken, ear: _Ear) -> Scorecard:
        """The same card with a rewrite, its cost included. One that fails is left out: the card stands."""
        if self._rewriter is None:
            return card
        rewrite = None
        with suppress(LLMError):
            rewrite = await self._rewriter.rewrite(card, taken, ear.hear)
        return card.model_copy(update={"rewrite": rewrite, "usage": ear.usage})

    def _card(
        self, request: ScoreRequest, taken: Taken, reads: Sequence[Read], usage: JsonObject
    ) -> Scorecard:
        heard = united(taken, [each.heard for each in reads])
        basis = Basis(
            scorer=self.spec,
            rubric=taken.rubric,
            catalogue=self._catalogue,
            bank=taken.bank,
            heard=heard,
            caps=caps_of(taken),
            relevance_checked=bool(request.asked),
            notes=(
                *notes(taken, heard),
                *dict.fromkeys(each.note for each in reads if each.note),
                *_how_united(reads),
            ),
        )
        judges = tuple(_on_card(basis, each) for each in reads)
        judged = Judged(
            chances=_mean([each.chances for each in reads]),
            calibrated=all(each.calibrated for each in reads),
            model=self._model,
            prompt_sha256=self._prompt_sha256,
            judges=judges,
            if_shown=lambda signal: _mean([each.if_shown(signal) for each in reads]),
            apart=_apart(judges),
            usage=usage,
        )
        return card_of(request, basis._replace(judged=judged))


def _mean(
    chances: Sequence[Mapping[Dimension, ordinal.Distribution]],
) -> dict[Dimension, ordinal.Distribution]:
    return {name: mean(each[name] for each in chances) for name in Dimension}


def _on_card(basis: Basis, read: Read) -> JudgeOnCard:
    """A grader's own figures, under the caps that follow from what it heard itself."""
    caps = basis._replace(heard=read.heard).all_caps
    figures = {}
    for name in Dimension:
        opinion = read.opinions.get(name)
        figures[name] = JudgedDimension(
            estimate=ordinal.estimate(gates.apply(read.chances[name], name, caps)),
            opinion=opinion.level if opinion else None,
            why_not_lower=opinion.why_not_lower if opinion else "",
            why_not_higher=opinion.why_not_higher if opinion else "",
        )
    return JudgeOnCard(spec=read.spec, calibrated=read.calibrated, samples=read.samples, dimensions=figures)


def _apart(judges: Sequence[JudgeOnCard]) -> tuple[Dimension, str] | None:
    """The dimension on which graders differ most, where that is by more than a level."""

    def spread(name: Dimension) -> float:
        estimates = [each.dimensions[name].estimate for each in judges]
        return max(estimates) - min(estimates)

    widest = max(Dimension, key=spread)
    if spread(widest) <= _APART:
        return None
    ranked = sorted(judges, key=lambda each: each.dimensions[widest].estimate)
    low, high = ranked[0], ranked[-1]
    return widest, (
        f"The graders are more than a level apart on {widest}: {low.spec} gives "
        f"{low.dimensions[widest].estimate:.1f}, {high.spec} {high.dimensions[widest].estimate:.1f}."
    )


def _how_united(reads: Sequence[Read]) -> tuple[str, ...]:
    """How several readings became one card."""
    if len(reads) > 1:
        return ("Levels are the mean of the graders'. A signal counts as shown where two of them agree.",)
    if reads[0].samples > 1:
        return (f"Each dimension was read {reads[0].samples} times; levels are the mean.",)
    return ()


class _Ear:
    """Sums what an answer takes, and passes on what a user should see while waiting."""

    def __init__(self, tell: Tell | None) -> None:
        self._tell = tell
        self._used: list[Used] = []

    def hear(self, event: StreamEvent) -> None:
        # Our own calls queue behind each other at a server that takes one at a time; that is no news.
        queued = isinstance(event, Waiting) and event.seconds_left is None
        if isinstance(event, Used):
            self._used.append(event)
        if self._tell is not None and not queued:
            self._tell(event)

    @property
    def usage(self) -> JsonObject:
        return sum_of(self._used)
