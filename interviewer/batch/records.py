"""One line in, one record out: how an answer is asked for in a file, and what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

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


class Entry(NamedTuple):
    """One answer as it was found in the input: its fields, or what is wrong with it."""

    number: int
    """The line in a file, from 1; the file in a folder."""
    place: str
    """The same in words: `line 3`, `essay.txt`."""
    fields: Mapping[str, Any]
    problem: NotScorableError | None = None
    read: int = 0
    """How far the input is read with it: bytes of a file, files of a folder."""


class Item(NamedTuple):
    """An entry, checked: a line to grade, or the record that says why it cannot be graded."""

    entry: Entry
    id: str
    line: AnswerLine | None
    passed: dict[str, Any]
    refused: dict[str, Any] | None = None


def item_of(entry: Entry, defaults: Defaults) -> Item:
    """An entry as something to grade; one that does not say what gets its error record here."""
    passed: dict[str, Any] = {}
    try:
        line, passed = line_of(entry, defaults)
    except NotScorableError as error:
        name = _id_of(entry)
        return Item(entry, name, None, passed, error_record(name, error, passed))
    return Item(entry, line.id, line, passed)


def parse_line(raw: str, number: int, defaults: Defaults) -> tuple[AnswerLine, dict[str, Any]]:
    """A line of a file and the fields that pass through.

    Raises:
        NotScorableError: of kind `bad-input`, when the line does not say what to grade.
    """
    return line_of(entry_of(raw, number), defaults)


def entry_of(raw: str, number: int, read: int = 0) -> Entry:
    """A JSON line as an entry."""
    place = f"line {number}"
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, ValueError) else "nested too deep"
        return Entry(number, place, {}, bad_input(f"{place} is not JSON: {why}"), read)
    if not isinstance(value, dict):
        return Entry(number, place, {}, bad_input(f"{place} is not a JSON object"), read)
    return Entry(number, place, value, None, read)


def line_of(entry: Entry, defaults: Defaults) -> tuple[AnswerLine, dict[str, Any]]:
    """What an entry asks for, and the fields that pass through.

    Raises:
        NotScorableError: of kind `bad-input`, when it does not say what to grade.
    """
    if entry.problem is not None:
        raise entry.problem
    value = entry.fields
    asked = {"id": str(entry.number), "round": defaults.round or "", "question": defaults.question or ""}
    asked |= {name: value[name] for name in _INPUT if value.get(name) is not None}
    if isinstance(asked["id"], int):
        asked["id"] = str(asked["id"])
    try:
        line = AnswerLine.model_validate(asked)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = first["loc"][0]
        hint = "; give --round" if field == "round" else ""
        raise bad_input(f"{entry.place}: {field}: {first['msg']}{hint}") from None
    return line, {name: value[name] for name in value if name not in _INPUT}


def bad_input(message: str) -> NotScorableError:
    """The error for input that does not say what to grade."""
    return NotScorableError("bad-input", message)


def _id_of(entry: Entry) -> str:
    """The id an entry names, or its number, even where the rest of it cannot be used."""
    name = entry.fields.get("id")
    return str(name) if isinstance(name, str | int) else str(entry.number)


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
