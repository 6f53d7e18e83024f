"""Fitted weights: locked to the rubrics they were fitted for, monotone, and shown on the card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.content import Library
from interviewer.content.hashes import stamp
from interviewer.evidence.bank import read_answer
from interviewer.model.evidence import Heard, SignalHeard
from interviewer.model.words import ARTIFACT_REVIEW, Dimension
from interviewer.scoring import OfflineScorer, ScoreRequest, fitted, ordinal
from tests.scoring import samples

LIBRARY = Library()
CALIBRATION = LIBRARY.calibration("offline")
RUBRIC = LIBRARY.rubric("product-sense")
dimensions = st.sampled_from(list(Dimension))


def heard(counts, words=220):
    occurrences = [
        SignalHeard(signal=name, level=level, sentences=tuple(range(1, count + 1)))
        for name, both in counts.items()
        for level, count in zip((1, 2), both, strict=True)
        if count
    ]
    return Heard(occurrences=tuple(occurrences), words=words)


def estimate(dimension, counts, words=220):
    coefficients = CALIBRATION.dimensions[dimension]
    evidence = fitted.evidence_for(
        heard(counts, words), dimension, RUBRIC.dimensions[dimension], coefficients
    )
    return ordinal.estimate(fitted.distribution(evidence, coefficients))


def card(rubric, text=samples.STRONG):
    scorer = OfflineScorer(LIBRARY.catalogue, {rubric.id: rubric}, (), CALIBRATION)
    answer = read_answer(text, samples.QUESTION)
    return scorer.score(ScoreRequest(round=rubric.id, answer=answer, question_text=samples.QUESTION))


@pytest.mark.parametrize("name", [each for each in LIBRARY.rounds if each != ARTIFACT_REVIEW])
def test_the_packaged_weights_hold_for_the_packaged_rubrics(name):
    assert CALIBRATION.rubrics[name] == stamp(LIBRARY.rubric(name), LIBRARY.catalogue).sha256, "run: make fit"


def test_a_rubric_of_ones_own_is_graded_with_equal_weights_and_says_so():
    body = RUBRIC.dimensions[Dimension.RIGOR]
    fewer = body.model_copy(update={"further": body.further[1:]})
    own = RUBRIC.model_copy(update={"dimensions": {**RUBRIC.dimensions, Dimension.RIGOR: fewer}})
    assert card(RUBRIC).calibrated
    assert not card(own).calibrated
    assert card(own).dimensions[Dimension.RIGOR].estimate is not None


def test_a_new_title_changes_no_grade():
    renamed = RUBRIC.model_copy(update={"title": "Product sense, second half"})
    assert card(renamed).calibrated
    assert card(renamed).dimensions == card(RUBRIC).dimensions


@given(dimensions, st.data())
def test_hearing_a_signal_in_one_more_sentence_never_lowers(dimension, data):
    names = RUBRIC.dimensions[dimension].signals
    counts = {}
    for name in names:
        often = data.draw(st.integers(0, 5))
        counts[name] = (often, data.draw(st.integers(0, often)))
    name = data.draw(st.sampled_from(names))
    often, shown = counts[name]
    more = {**counts, name: (often + 1, shown + data.draw(st.integers(0, 1)))}
    assert estimate(dimension, more) >= estimate(dimension, counts)


@pytest.mark.parametrize("dimension", [Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR])
def test_the_same_things_in_twice_as_many_words_count_for_less(dimension):
    counts = dict.fromkeys(RUBRIC.dimensions[dimension].core[:3], (2, 1))
    means = [estimate(dimension, counts, words) for words in (150, 200, 400, 800)]
    assert means[0] == means[1]
    assert means[1] > means[2] > means[3]


def test_what_counted_a_little_is_on_the_card_with_its_sentences():
    for_it = card(RUBRIC).dimensions[Dimension.FRAMING].traces
    assert any(not each.against and each.sentences for each in for_it)
    against = card(RUBRIC, samples.HOLLOW).dimensions[Dimension.FRAMING].traces
    assert "buzzwords" in {each.id for each in against if each.against}
