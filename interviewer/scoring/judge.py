"""One grader of a panel: a language model that reads an answer, or the rules that hear it offline."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple, Protocol

from interviewer.llm.errors import NotRecordedError
from interviewer.llm.protocol import LLM, Message, Request, Tell
from interviewer.model.calibration import JudgeCalibration
from interviewer.model.content import Catalogue, DimensionRubric, Rubric
from interviewer.model.evidence import Heard
from interviewer.model.words import OFFLINE, Dimension, FlagId
from interviewer.scoring import severity
from interviewer.scoring.block import as_line, numbered
from interviewer.scoring.calls import first_then_rest
from interviewer.scoring.grading import Basis, uncapped
from interviewer.scoring.intake import Taken
from interviewer.scoring.offline import OfflineScorer
from interviewer.scoring.ordinal import Distribution
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.settling import with_sentence
from interviewer.scoring.united import heard_in, mean, struck_in, united
from interviewer.scoring.verdict import ASKED_WITH, WITH_SENTENCES, Asked, Verdict, must_hold

LABEL: Final = "grader"
OPINION_LABEL: Final = "grader, opinion"
TEMPLATES: Final = (
    *("judge/system", "judge/dimension", "judge/opinion"),
    *(f"judge/examples/{dimension}" for dimension in Dimension),
)
"""What a reading depends on beside the rubric; `prompt_sha256` on a card covers these."""

_MOST_TOKENS: Final = 3_000
_LEVELS: Final = ("1", "2", "3", "4")


class Prompts(Protocol):
    """Where the templates are rendered."""

    def render(self, name: str, values: dict[str, object]) -> str:
        """A template with its values in place."""
        ...

    def sha256(self, *names: str) -> str:
        """A hash over templates as they stand."""
        ...


class Opinion(NamedTuple):
    """The level a model would give, and its reasons."""

    level: float
    why_not_lower: str = ""
    why_not_higher: str = ""
    by_logprobs: bool = False
    """Whether it is the mean by the log-probabilities of the four digits."""


class Read(NamedTuple):
    """What one grader made of an answer. `chances` are before any cap."""

    spec: str
    heard: Heard
    chances: Mapping[Dimension, Distribution]
    calibrated: bool
    opinions: Mapping[Dimension, Opinion]
    if_shown: Callable[[str], Mapping[Dimension, Distribution]]
    """The chances if one sentence more showed that signal."""
    samples: int = 1
    note: str = ""
    """What a reader of the card should know about this grader."""


class Judge(Protocol):
    """Reads an answer."""

    @property
    def spec(self) -> str:
        """Its name for the user."""
        ...

    @property
    def note(self) -> str:
        """Where the candidate's words go; empty where they stay on this machine."""
        ...

    @property
    def samples(self) -> int:
        """How often it reads each dimension, at least once."""
        ...

    async def read(self, request: ScoreRequest, taken: Taken, tell: Tell) -> Read:
        """What it makes of the answer.

        Raises:
            LLMError: when a model gave no reply that holds up.
        """
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


class Way(NamedTuple):
    """How a model is used as a grader."""

    calibration: JudgeCalibration | None = None
    samples: int = 1
    """How often it reads each dimension."""
    opinions: bool = False
    """Whether log-probabilities are asked for without a calibration that wants them."""


class OfflineJudge:
    """The offline scorer as one voice of a panel."""

    spec = OFFLINE
    note = ""
    samples = 1

    def __init__(self, scorer: OfflineScorer) -> None:
        self._scorer = scorer

    async def read(self, request: ScoreRequest, taken: Taken, tell: Tell) -> Read:  # noqa: ARG002
        """What the rules hear; nothing is sent."""
        basis = await asyncio.to_thread(self._scorer.listen, request)
        return Read(
            self.spec,
            basis.heard,
            _by_rules(basis, None),
            basis.fitted is not None,
            {},
            partial(_by_rules, basis),
        )

    async def aclose(self) -> None:
        """Nothing is open."""


class ModelJudge:
    """A language model that is asked about one dimension at a time.

    All calls for an answer share their prefix, so that providers serve it from their cache; the first is
    sent alone until it has begun, or each would pay for the prefix. The model names sentences and small
    whole numbers, and code makes the levels of them.
    """

    def __init__(
        self,
        llm: LLM,
        prompts: Prompts,
        catalogue: Catalogue,
        way: Way | None = None,
    ) -> None:
        way = way or Way()
        self._llm = llm
        self._prompts = prompts
        self._catalogue = catalogue
        self._calibration = way.calibration
        self.samples = way.samples
        self._opinions = way.opinions
        self.prompt_sha256 = prompts.sha256(*TEMPLATES)
        self._rendered: dict[tuple[str, Dimension, tuple[FlagId, ...]], tuple[Rubric, str]] = {}

    @property
    def spec(self) -> str:
        """The model's SPEC."""
        return self._llm.spec

    @property
    def note(self) -> str:
        """Where the candidate's words go."""
        return self._llm.host_note or f"what you write goes to {self.spec.partition('/')[0]}"

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._llm.aclose()

    async def read(self, request: ScoreRequest, taken: Taken, tell: Tell) -> Read:
        """What the model makes of the answer.

        Raises:
            LLMError: when there is no reply, or none that holds up; asked again once, with what is wrong.
        """
        held = severity.holds(self._calibration, self.spec, self.prompt_sha256, taken.rubric, self._catalogue)
        calibration = self._calibration if held else None
        prefix = self._prefix(request, taken)
        wanted = calibration.logprobs if calibration else self._opinions
        jobs = [self._verdict(prefix, request, taken, dimension) for dimension in Dimension] * self.samples
        asks = [self._opinion(prefix, taken, dimension) for dimension in Dimension] if wanted else []
        replies = await first_then_rest([*jobs, *asks], tell)
        verdicts = [each for each in replies if isinstance(each, Verdict)]
        expected = [each for each in replies if not isinstance(each, Verdict)] or [None] * 4
        rounds = [
            dict(zip(Dimension, verdicts[at : at + 4], strict=True)) for at in range(0, len(verdicts), 4)
        ]
        heards = [heard_in(taken, each, self._catalogue) for each in rounds]
        opinions = {
            dimension: _opinion([each[dimension] for each in rounds], expected[place])
            for place, dimension in enumerate(Dimension)
        }

        def chances(signal: str | None) -> Mapping[Dimension, Distribution]:
            beyond = len(taken.bank.sentences) + 1
            said = [with_sentence(each, signal, beyond) if signal else each for each in heards]
            bodies = taken.rubric.dimensions
            return {
                name: mean(
                    severity.chances(
                        name,
                        each,
                        bodies[name],
                        opinions[name].level,
                        calibration.dimensions[name] if calibration else None,
                    )
                    for each in said
                )
                for name in Dimension
            }

        note = "" if held or self._calibration is None else _outdated(self.spec)
        heard = united(taken, heards)
        return Read(self.spec, heard, chances(None), held, opinions, chances, self.samples, note)

    def requests(self, request: ScoreRequest, taken: Taken) -> list[Request]:
        """What would be asked of the model once for each dimension, to estimate what it costs."""
        prefix = self._prefix(request, taken)
        return [self._question(prefix, request, taken, dimension)[0] for dimension in Dimension]

    def _prefix(self, request: ScoreRequest, taken: Taken) -> str:
        values: dict[str, object] = {
            "question": as_line(request.asked),
            "lines": numbered(request, taken),
            "noun": taken.rubric.document.noun if taken.rubric.document else "",
        }
        return self._prompts.render("judge/system", values)

    def _verdict(
        self, prefix: str, request: ScoreRequest, taken: Taken, dimension: Dimension
    ) -> Callable[[Tell], Awaitable[Verdict | float | None]]:
        question, asked = self._question(prefix, request, taken, dimension)

        async def call(tell: Tell) -> Verdict:
            return (await self._llm.structured(question, Verdict, tell, must_hold(asked))).value

        return call

    def _question(
        self, prefix: str, request: ScoreRequest, taken: Taken, dimension: Dimension
    ) -> tuple[Request, Asked]:
        asked = Asked(
            dimension,
            taken.rubric.dimensions[dimension].signals,
            tuple(_flags_of(taken.rubric, dimension, asked=bool(request.asked))),
            taken.counted - struck_in(taken.bank),
        )
        words = self._words(taken.rubric, asked)
        return Request(prefix, (Message("user", words),), max_tokens=_MOST_TOKENS, label=LABEL), asked

    def _words(self, rubric: Rubric, asked: Asked) -> str:
        """What is asked about a dimension: the same for all answers, so it is rendered once."""
        key = rubric.id, asked.dimension, asked.flags
        kept = self._rendered.get(key)
        if kept is None or kept[0] is not rubric:
            values = _about(asked.dimension, rubric.dimensions[asked.dimension]) | {
                "title": rubric.title,
                "signals": [self._catalogue.signal(name) for name in asked.signals],
                "flags": [self._catalogue.flag(name) for name in asked.flags],
                "with_sentences": WITH_SENTENCES,
                "examples": self._prompts.render(f"judge/examples/{asked.dimension}", {}),
            }
            kept = self._rendered[key] = rubric, self._prompts.render("judge/dimension", values)
        return kept[1]

    def _opinion(
        self, prefix: str, taken: Taken, dimension: Dimension
    ) -> Callable[[Tell], Awaitable[Verdict | float | None]]:
        values = _about(dimension, taken.rubric.dimensions[dimension])
        question = Request(
            prefix=prefix,
            messages=(Message("user", self._prompts.render("judge/opinion", values)),),
            max_tokens=8,
            label=OPINION_LABEL,
        )

        async def call(tell: Tell) -> float | None:
            if self._llm.capabilities.logprobs is False:
                return None
            try:
                return expectation(await self._llm.choice_logprobs(question, _LEVELS, tell))
            except NotRecordedError:  # it was recorded with a server that has none
                return None

        return call


def expectation(found: Mapping[str, float] | None) -> float | None:
    """The mean level by the log-probabilities of its digits; None where there are none."""
    if not found:
        return None
    odds = {int(level): math.exp(value) for level, value in found.items() if level in _LEVELS}
    total = sum(odds.values())
    return sum(level * each for level, each in odds.items()) / total if total else None


def _by_rules(basis: Basis, signal: str | None) -> Mapping[Dimension, Distribution]:
    if signal is not None:
        heard = with_sentence(basis.heard, signal, len(basis.bank.sentences) + 1)
        basis = basis._replace(heard=heard)
    return {name: uncapped(basis, name) for name in Dimension}


def _about(dimension: Dimension, body: DimensionRubric) -> dict[str, object]:
    return {"dimension": dimension.value, "asks": body.question, "anchors": sorted(body.anchors.items())}


def _flags_of(rubric: Rubric, dimension: Dimension, *, asked: bool) -> Iterable[FlagId]:
    """The flags this rubric knows, and talk to the grader; off the question only where there was one."""
    known = {rule.flag for rule in rubric.flags} | {FlagId.GRADER_INSTRUCTION}
    if not asked:
        known.discard(FlagId.OFF_QUESTION)
    return (flag for flag in ASKED_WITH[dimension] if flag in known)


def _opinion(verdicts: Sequence[Verdict], expected: float | Verdict | None) -> Opinion:
    """By log-probabilities where there are some, else the mean of what was said."""
    said = sum(each.level for each in verdicts) / len(verdicts)
    level = expected if isinstance(expected, float) else said
    first = verdicts[0]
    return Opinion(
        round(level, 2),
        as_line(first.why_not_lower),
        as_line(first.why_not_higher),
        by_logprobs=isinstance(expected, float),
    )


def _outdated(spec: str) -> str:
    return (
        f"The calibration of {spec} was made for another rubric or other prompts, so it does not count: "
        f"interviewer calibrate --llm {spec} makes it anew."
    )
