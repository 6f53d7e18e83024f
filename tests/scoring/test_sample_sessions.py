"""The curated sessions keep their order: strong over mixed over the engineer's trap."""

import pytest

from interviewer.content.library import Library
from interviewer.model.words import Dimension, FlagId, Recommendation
from interviewer.session.cast import make_scorer
from interviewer.session.grading import RoundRecord, score_request
from interviewer.transcripts.read import read_transcript

LIBRARY = Library()
RANK = list(Recommendation)


@pytest.fixture(scope="module")
def cards():
    scorer = make_scorer(LIBRARY, "offline")
    cards = {}
    for path in sorted(LIBRARY.samples.glob("*.jsonl")):
        record = RoundRecord.of(read_transcript(path))
        [index] = record.to_grade
        cards[path.stem] = scorer.score(score_request(LIBRARY, record, index))
    return cards


def test_strong_lies_over_mixed_over_the_trap(cards):
    strong, mixed, trap = (cards[f"sample-{name}"] for name in ("strong", "mixed", "engineers-trap"))
    assert strong.overall > mixed.overall + 0.3
    assert mixed.overall > trap.overall + 0.3
    assert RANK.index(strong.recommendation) >= RANK.index(Recommendation.HIRE)
    assert RANK.index(trap.recommendation) <= RANK.index(Recommendation.NO_HIRE)


def test_the_trap_is_called_by_its_name(cards):
    flags = {flag.id for flag in cards["sample-engineers-trap"].flags}
    assert FlagId.SYSTEM_DESIGN_ANSWER in flags
    assert flags & {FlagId.DEFERS_DECISION, FlagId.MODEL_METRIC_OVER_OUTCOME, FlagId.DIFFICULTY_OVER_VALUE}
    assert not cards["sample-strong"].flags


def test_the_trap_shows_no_user(cards):
    framing = cards["sample-engineers-trap"].dimensions[Dimension.FRAMING]
    assert framing.score <= 2


def test_the_stored_scorecards_are_what_the_scorer_says_today(cards):
    for path in sorted(LIBRARY.samples.glob("*.jsonl")):
        [graded] = read_transcript(path).latest_scorecards().values()
        assert graded.scorecard.dimensions == cards[path.stem].dimensions, "run: make samples"
