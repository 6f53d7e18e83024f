"""The form in which a model says what it heard for one dimension, and what must hold of it.

The form is the same for every dimension, rubric and answer: a form of its own for each would be another
schema, which providers compile anew and keep no cached prefix across. Which ids exist is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from pydantic import Field

from interviewer.llm.protocol import Check, Misfit
from interviewer.model.base import Model
from interviewer.model.words import Dimension, FlagId, Level

WITH_SENTENCES: Final = frozenset(
    {
        FlagId.SYSTEM_DESIGN_ANSWER,
        FlagId.MODEL_METRIC_OVER_OUTCOME,
        FlagId.DEFERS_DECISION,
        FlagId.DIFFICULTY_OVER_VALUE,
        FlagId.HOLLOW,
        FlagId.GRADER_INSTRUCTION,
    }
)
"""Flags that sentences raise. The others say that something is not there."""
ASKED_WITH: Final[dict[Dimension, tuple[FlagId, ...]]] = {
    Dimension.FRAMING: (FlagId.OFF_QUESTION, FlagId.NO_USER, FlagId.SYSTEM_DESIGN_ANSWER),
    Dimension.JUDGMENT: (
        FlagId.DEFERS_DECISION,
        FlagId.NO_DECISION,
        FlagId.DIFFICULTY_OVER_VALUE,
        FlagId.WE_ONLY,
    ),
    Dimension.COMMUNICATION: (FlagId.HOLLOW, FlagId.GRADER_INSTRUCTION),
    Dimension.RIGOR: (FlagId.NO_METRIC, FlagId.MODEL_METRIC_OVER_OUTCOME, FlagId.NO_RESULT),
}
"""Which flags are asked about in the call for which dimension: each where its signals are read anyway."""

_NEEDS_NUMBER: Final = frozenset(
    {"sets-baseline-target", "sets-threshold-action", "makes-estimate", "quantifies-result"}
)
"""Signals whose 2 is a number, by their definition in rubrics/signals.yaml."""
_NUMBER: Final = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|thousand|million|half|halves?|third|quarter|twice|double[ds]?|zero"
    r"|none|nobody)\b",
    re.IGNORECASE,
)
_MOST_SENTENCES: Final = 4
_MOST_FAULTS: Final = 6


class SignalVerdict(Model):
    """What was heard of one signal."""

    signal: str = Field(description="its id")
    reason: str = Field(description="at most 20 words: what in the sentences shows it, or what is not there")
    sentences: tuple[int, ...] = Field(description="numbers of the sentences that show it, the best first")
    level: Literal[0, 1, 2] = Field(description="0 not there, 1 asserted, 2 demonstrated")


class FlagVerdict(Model):
    """Whether one flag is raised."""

    flag: str = Field(description="its id")
    reason: str = Field(description="at most 20 words")
    sentences: tuple[int, ...] = Field(description="numbers of the sentences that raise it")
    raised: bool


class Verdict(Model):
    """What was heard for one dimension."""

    signals: tuple[SignalVerdict, ...]
    flags: tuple[FlagVerdict, ...]
    why_not_lower: str = Field(description="one sentence: what would be untrue of the level below")
    why_not_higher: str = Field(description="one sentence: what the level above asks for that is not there")
    level: Level = Field(description="the level you would give, by the anchors")


class Asked(NamedTuple):
    """What one call asks about, and which sentences may be named."""

    dimension: Dimension
    signals: Sequence[str]
    flags: tuple[FlagId, ...]
    citable: frozenset[int]


def must_hold(asked: Asked) -> Check[Verdict]:
    """The check of a reply to that call: every signal and flag once, sentences that exist and can count."""

    def check(verdict: Verdict) -> Misfit | None:
        found = [*_ids("signal", [each.signal for each in verdict.signals], asked.signals)]
        found += _ids("flag", [each.flag for each in verdict.flags], asked.flags)
        for each in verdict.signals:
            found += _sentences(each.signal, each.sentences, asked.citable, needed=each.level > 0)
        for raised in verdict.flags:
            needed = raised.raised and raised.flag in WITH_SENTENCES
            found += _sentences(raised.flag, raised.sentences, asked.citable, needed=needed)
        if not found:
            return None
        kinds = sorted({kind for kind, _ in found})
        lines = "\n".join(f"- {words}" for _, words in found[:_MOST_FAULTS])
        return Misfit(lines, ", ".join(kinds))

    return check


def level_of(each: SignalVerdict, words: Sequence[str]) -> int:
    """Its level; a 2 that by its definition is a number falls to 1 where no sentence holds one."""
    if each.level == 2 and each.signal in _NEEDS_NUMBER and not any(map(_NUMBER.search, words)):
        return 1
    return each.level


def first_sentences(numbers: Iterable[int]) -> tuple[int, ...]:
    """The first few, each once."""
    return tuple(dict.fromkeys(numbers))[:_MOST_SENTENCES]


def _ids(kind: str, given: Sequence[str], wanted: Sequence[str]) -> list[tuple[str, str]]:
    unknown = [f"there is no {kind} {name!r} here" for name in dict.fromkeys(given) if name not in wanted]
    missing = [f"{kind} {name!r} is missing" for name in wanted if name not in given]
    twice = [f"{kind} {name!r} is there twice" for name in wanted if given.count(name) > 1]
    return [
        *((f"unknown {kind}", each) for each in unknown),
        *((f"missing {kind}", each) for each in missing),
        *((f"{kind} twice", each) for each in twice),
    ]


def _sentences(
    name: str, numbers: Sequence[int], citable: frozenset[int], *, needed: bool
) -> list[tuple[str, str]]:
    if not needed:
        return []
    if not numbers:
        return [("no sentence", f"{name!r} needs the sentences that show it")]
    wrong = [each for each in numbers if each not in citable]
    return [
        ("no such sentence", f"{name!r}: there is no sentence {each} that can count") for each in wrong[:1]
    ]
