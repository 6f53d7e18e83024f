"""Writes the JSON Schemas in docs/schemas from the types, so that they can't drift apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from interviewer.model.calibration import Calibration, JudgeCalibration
from interviewer.model.cohort import CohortSummary, Comparison
from interviewer.model.content import Catalogue, Question, Rubric
from interviewer.model.debrief import Debrief
from interviewer.model.drills import Drill
from interviewer.model.events import EVENTS, Header
from interviewer.model.loop import LOOP_EVENTS, LoopHeader
from interviewer.model.progress import Progress
from interviewer.model.scorecard import Scorecard

FOLDER = Path(__file__).parent / "schemas"


def schemas() -> dict[str, dict[str, Any]]:
    """Each file's name and the schema in it."""
    return {
        "transcript-header.json": Header.model_json_schema(),
        "transcript-event.json": _open(EVENTS.json_schema()),
        "loop-header.json": LoopHeader.model_json_schema(),
        "loop-event.json": _open(LOOP_EVENTS.json_schema()),
        "scorecard.json": Scorecard.model_json_schema(),
        "debrief.json": Debrief.model_json_schema(),
        "progress.json": Progress.model_json_schema(),
        "drill.json": Drill.model_json_schema(),
        "summary.json": CohortSummary.model_json_schema(),
        "comparison.json": Comparison.model_json_schema(),
        "question.json": Question.model_json_schema(),
        "rubric.json": Rubric.model_json_schema(),
        "calibration.json": Calibration.model_json_schema(),
        "judge-calibration.json": JudgeCalibration.model_json_schema(),
        "signals.json": Catalogue.model_json_schema(),
    }


def _open(schema: dict[str, Any]) -> dict[str, Any]:
    """Any of the events: one of a newer version also fits the shape that stands for unknown ones."""
    return {"anyOf" if key == "oneOf" else key: value for key, value in schema.items()}


def rendered(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / name).write_text(rendered(schema), encoding="utf-8")
