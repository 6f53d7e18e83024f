from __future__ import annotations

import pytest

from interviewer.evidence.bank import build_bank, read_answer
from interviewer.model.errors import NotScorableError
from interviewer.scoring import text_checks
from tests.scoring import samples


def sources(text: str) -> set[str]:
    sentences = [each.text for each in build_bank(read_answer(text)).sentences]
    return {cap.source for cap in text_checks.text_caps(text_checks.reading(sentences, samples.QUESTION))}


def test_a_real_answer_meets_no_check():
    assert sources(samples.STRONG) == set()


def test_terse_notes_meet_no_check():
    assert sources(samples.NOTES) == set()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (samples.KEYWORDS, "check:word-list"),
        (samples.ABOUT, "check:about-the-answer"),
        (samples.NEGATED, "check:negated"),
        (samples.NUMBERS, "check:bare-numbers"),
        (samples.QUESTIONS_ONLY, "check:questions-only"),
        (samples.HOLLOW, "check:few-own-words"),
        (samples.shuffled(samples.STRONG), "check:word-salad"),
        (samples.QUESTION, "check:echo"),
        ("I would cut it.", "check:very-short"),
        (samples.SHORT, "check:short"),
    ],
)
def test_each_check_meets_its_kind(text, source):
    assert source in sources(text)


@pytest.mark.parametrize(
    "text", [samples.GERMAN, samples.LOREM, "この機能は病棟の看護師のために作ります。理由は三つあります。"]
)
def test_other_languages_are_refused_in_words(text):
    with pytest.raises(NotScorableError, match="English only") as refused:
        text_checks.require_english(text)
    assert refused.value.kind == "not-english"


@pytest.mark.parametrize(
    "text", [samples.STRONG, samples.KEYWORDS, samples.HOLLOW, "Cut it. Naïve façade, São Paulo."]
)
def test_english_with_terms_and_names_passes(text):
    text_checks.require_english(text)
