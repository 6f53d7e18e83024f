"""Fits the offline scorer and writes its coefficients to rubrics/calibration.

It sees all labelled answers but those that are kept for testing.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from evals.heard import listened
from evals.held_out import fit
from interviewer.content.hashes import stamp
from interviewer.content.library import Library
from interviewer.model.calibration import Calibration
from interviewer.model.words import ARTIFACT_REVIEW, OFFLINE

TARGET = Path(__file__).parent.parent / "rubrics" / "calibration" / f"{OFFLINE}.json"


def calibration(day: str) -> Calibration:
    """The coefficients for today's rubrics."""
    library = Library()
    answers = [each for each in listened() if not each.labelled.only_tested]
    return Calibration(
        scorer=OFFLINE,
        fitted_on=day,
        answers=len(answers),
        questions=len({each.labelled.question_id for each in answers}),
        rubrics={
            name: stamp(library.rubric(name), library.catalogue).sha256
            for name in library.rounds
            if name != ARTIFACT_REVIEW  # nobody has graded one yet
        },
        dimensions=fit(answers),
    )


def main() -> int:
    """Fit, and write; the day is kept where nothing else changed."""
    made = calibration(datetime.now(UTC).date().isoformat())
    if TARGET.is_file():
        old = Calibration.model_validate_json(TARGET.read_text(encoding="utf-8"))
        if old.model_copy(update={"fitted_on": made.fitted_on}) == made:
            made = old
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(made.model_dump_json(indent=2) + "\n", encoding="utf-8")
    for dimension, fitted in made.dimensions.items():
        strongest = sorted({**fitted.signals, **fitted.traces}.items(), key=lambda each: -each[1])[:8]
        print(f"{dimension:<14}{', '.join(f'{name} {weight:.2f}' for name, weight in strongest)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
