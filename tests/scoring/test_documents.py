"""Documents: what a good one has over a poor one, and that they are read as something written."""

import json
import re
from pathlib import Path

import pytest

from interviewer.batch.records import AnswerLine, request_for
from interviewer.content.hashes import stamp
from interviewer.content.library import Library
from interviewer.model.words import Dimension
from interviewer.reports.scorecard import CardContext, scorecard_text
from interviewer.session.cast import make_scorer

DOCS = Path(__file__).parents[2] / "docs"
LIBRARY = Library()
SCORER = make_scorer(LIBRARY, "offline")
KINDS = ("prd", "decision-memo", "resume-bullet")
SPEECH = re.compile(r"\byou said\b|\bheard\b|\blisten|\b(?:this|your|the) answer\b", re.IGNORECASE)
QUOTES = re.compile("\u201c[^\u201d]*\u201d")


def example(kind, how):
    return (DOCS / "documents" / f"{kind}-{how}.md").read_text(encoding="utf-8")


def card(kind, text):
    line = AnswerLine(id="x", round=kind, answer=text)
    return SCORER.score(request_for(LIBRARY.asked, line, frozenset(LIBRARY.rubrics)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_strong_document_is_over_a_weak_one_in_every_dimension(kind):
    strong, weak = card(kind, example(kind, "strong")), card(kind, example(kind, "weak"))
    compared = [
        (strong.dimensions[each].estimate, weak.dimensions[each].estimate)
        for each in Dimension
        if weak.dimensions[each].estimate is not None
    ]
    assert len(compared) >= 2
    assert all(better > worse for better, worse in compared)
    assert strong.flags == ()
    assert strong.recommendation in ("hire", "strong-hire")
    assert weak.recommendation in ("no-hire", "strong-no-hire")
    assert not strong.calibrated


def test_a_bullet_can_be_graded_and_is_not_marked_down_for_what_it_has_no_room_for():
    short = card(
        "resume-bullet", "Cut waiting at the ferry from 50 to 20 minutes by selling slots, not queues."
    )
    assert short.dimensions[Dimension.RIGOR].score >= 2
    assert short.dimensions[Dimension.JUDGMENT].score is None
    assert short.dimensions[Dimension.FRAMING].distribution is None
    with_people = card(
        "resume-bullet",
        "Brought parents of premature babies home four days earlier, because they could not get the feeding "
        "chart: the goal was that a mother can leave without ringing the ward.",
    )
    assert with_people.dimensions[Dimension.FRAMING].score is not None


def test_a_rubric_without_a_document_is_one_of_a_round_also_where_that_is_spelt_out(tmp_path):
    (tmp_path / "rubrics").mkdir()
    own = (
        LIBRARY.rubric("execution").model_copy(update={"id": "growth"}).model_dump(mode="json", by_alias=True)
    )
    (tmp_path / "rubrics" / "growth.yaml").write_text(json.dumps(own))
    assert own["document"] is None
    assert "growth" in Library(own=tmp_path).rounds


def test_infrastructure_is_no_impact():
    built = card("resume-bullet", example("resume-bullet", "weak"))
    assert built.dimensions[Dimension.RIGOR].score == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", ["strong", "weak"])
def test_the_card_of_a_document_speaks_of_something_written(kind, how):
    got = card(kind, example(kind, how))
    text = QUOTES.sub("", scorecard_text(got, LIBRARY.catalogue, CardContext(written=True)))
    shown = "\n".join(line for line in text.splitlines() if ": [" not in line)
    assert not SPEECH.search(shown), SPEECH.search(shown)


def test_headings_say_nothing_and_rows_of_tables_do():
    text = example("prd", "strong")
    got = card("prd", text)
    quotes = [quote for each in got.dimensions.values() for found in each.evidence for quote in found.quotes]
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)
    assert not any(quote.text.startswith("#") or "what we count" in quote.text for quote in quotes)
    assert any("|" in quote.text for quote in quotes)
    titles = re.sub(r"(?m)^(#+) .*$", r"\1 Fallback, guardrails, recommendation and test design", text)
    same = card("prd", titles)
    assert {k: v.estimate for k, v in same.dimensions.items()} == {
        k: v.estimate for k, v in got.dimensions.items()
    }


def test_a_document_that_is_longer_than_its_readers_expect_is_noted_and_costs_nothing():
    memo = example("decision-memo", "strong")
    longer = memo + "\n\n## Annex\n\n" + "The yard there has a gate that opens at six. " * 150
    assert any("1,500 at most" in note for note in card("decision-memo", longer).notes)
    assert card("decision-memo", longer).overall == card("decision-memo", memo).overall


def test_what_is_added_for_other_rubrics_leaves_a_rubric_and_what_was_fitted_for_it_alone():
    catalogue = LIBRARY.catalogue
    more = catalogue.signals[0].model_copy(update={"id": "brand-new"})
    grown = catalogue.model_copy(update={"signals": (*catalogue.signals, more)})
    calibration = LIBRARY.calibration("offline")
    for name in calibration.rubrics:
        rubric = LIBRARY.rubric(name)
        assert stamp(rubric, grown).sha256 == stamp(rubric, catalogue).sha256 == calibration.rubrics[name]
    memo = LIBRARY.rubric("decision-memo")
    form = memo.document.model_copy(update={"short_words": 99})
    changed = memo.model_copy(update={"document": form})
    assert stamp(changed, catalogue).sha256 != stamp(memo, catalogue).sha256
