"""One line in, one record out: how an answer is asked for in a file, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from pydantic import Field, ValidationError

from interviewer.evidence.bank import read_answer
from interviewer.llm.errors import LLMError
from interviewer.model.base import Model
from interviewer.model.content import Question
from interviewer.model.errors import NotScorableError, UsageError
from interviewer.model.scorecard import Scorecard
from interviewer.scoring.request import ScoreRequest

FindQuestion = Callable[[str, str], Question]
"""From a round and an id or text to the question; UsageError when there is none."""

_INPUT: Final = frozenset({"id", "round", "question", "answer"})
_OURS: Final = frozenset(Scorecard.model_fields) | {"error", "input"}


class AnswerLine(Model):
    """What a line of a batch asks for; fields it does not know pass through to the record."""

    id: str
    round: str = Field(min_length=1)
    question: str = ""
    answer: str


class Defaults(Model):
    """Round and question for lines that name none."""

    round: str | None = None
    question: str | None = None


def request_for(find: FindQuestion, line: AnswerLine, rounds: frozenset[str]) -> ScoreRequest:
    """What a scorer is asked for one written answer.

    Raises:
        NotScorableError: when round or question are unknown.
    """
    if line.round not in rounds:
        known = ", ".join(sorted(rounds))
        raise NotScorableError("unknown-round", f"there is no round {line.round!r}; there are {known}")
    question: Question | None = None
    if line.question.strip():
        try:
            question = find(line.round, line.question)
        except UsageError as error:
            raise NotScorableError("unknown-question", str(error)) from None
    text = question.prompt if question else ""
    return ScoreRequest(
        id=line.id,
        round=line.round,
        answer=read_answer(line.answer, text),
        question=None if question is None or question.is_typed else question,
        question_text=text,
    )


def parse_line(raw: str, number: int, defaults: Defaults) -> tuple[AnswerLine, dict[str, Any]]:
    """A line of a batch and the fields that pass through.

    Raises:
        NotScorableError: of kind `bad-input`, when the line does not say what to grade.
    """
    try:
        value = json.loads(raw)
    except ValueError as error:
        raise NotScorableError("bad-input", f"line {number} is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise NotScorableError("bad-input", f"line {number} is not a JSON object")
    asked = {"id": str(number), "round": defaults.round or "", "question": defaults.question or ""}
    asked |= {name: value[name] for name in _INPUT if value.get(name) is not None}
    if isinstance(asked["id"], int):
        asked["id"] = str(asked["id"])
    try:
        line = AnswerLine.model_validate(asked)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = first["loc"][0]
        hint = "; give --round" if field == "round" else ""
        raise NotScorableError("bad-input", f"line {number}: {field}: {first['msg']}{hint}") from None
    return line, {name: value[name] for name in value if name not in _INPUT}


def id_of(raw: str, number: int) -> str:
    """The id a line names, or its number, even where the rest of it cannot be used."""
    try:
        value = json.loads(raw)
    except ValueError:
        return str(number)
    name = value.get("id") if isinstance(value, dict) else None
    return str(name) if isinstance(name, str | int) else str(number)


def card_record(card: Scorecard, passed: dict[str, Any]) -> dict[str, Any]:
    """The record of a graded line: the scorecard, with the fields that pass through."""
    return card.model_dump(mode="json") | _passed(passed)


def error_record(name: str, error: NotScorableError | LLMError, passed: dict[str, Any]) -> dict[str, Any]:
    """The record of a line that could not be graded."""
    return {"id": name, "error": {"kind": error.kind, "message": str(error)}} | _passed(passed)


def _passed(fields: dict[str, Any]) -> dict[str, Any]:
    theirs = {name: value for name, value in fields.items() if name not in _OURS}
    clashing = {name: value for name, value in fields.items() if name in _OURS}
    return theirs | ({"input": clashing} if clashing else {})
