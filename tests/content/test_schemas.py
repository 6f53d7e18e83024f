"""The JSON Schemas in docs/ are those of the types, and what is written fits them."""

import json

import jsonschema
import pytest

from docs.schemas import FOLDER, rendered, schemas
from interviewer.content.library import Library


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schema_in_docs_is_the_types_own(name):
    assert (FOLDER / name).read_text(encoding="utf-8") == rendered(schemas()[name]), "run: make schemas"


def test_the_samples_fit_the_schemas():
    header = schemas()["transcript-header.json"]
    event = schemas()["transcript-event.json"]
    card = schemas()["scorecard.json"]
    samples = sorted(Library().samples.glob("*.jsonl"))
    assert len(samples) == 3
    for path in samples:
        first, *rest = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        jsonschema.validate(first, header)
        for line in rest:
            jsonschema.validate(line, event)
        cards = [line["scorecard"] for line in rest if line["type"] == "scorecard"]
        assert cards
        for scorecard in cards:
            jsonschema.validate(scorecard, card)
