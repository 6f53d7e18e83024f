"""Whole answers through the front door."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.evidence.bank import answer_from_turns, read_answer
from interviewer.model.errors import NotScorableError
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, FlagId
from interviewer.scoring import ScoreRequest
from interviewer.scoring.intake import MOST_CHARACTERS
from tests.scoring import samples

CONTENT = (Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR)
EMPTY_TEXTS = {
    "keywords": samples.KEYWORDS,
    "about": samples.ABOUT,
    "negated": samples.NEGATED,
    "numbers": samples.NUMBERS,
    "questions": samples.QUESTIONS_ONLY,
    "hollow": samples.HOLLOW,
    "injection": samples.INJECTION,
    "echo": samples.QUESTION,
    "salad": samples.shuffled(samples.STRONG),
    "other": samples.OTHER,
    "filler": samples.FILLER,
}


def levels(card: Scorecard) -> dict[Dimension, Any]:
    return {dimension: card.dimensions[dimension].score for dimension in Dimension}


def estimates(card: Scorecard) -> dict[Dimension, Any]:
    return {dimension: card.dimensions[dimension].estimate for dimension in Dimension}


def test_a_strong_answer_is_a_hire_with_evidence_in_every_dimension(score):
    card = score(samples.STRONG)
    assert card.recommendation in {"hire", "strong-hire"}
    assert all(card.dimensions[dimension].score >= 3 for dimension in CONTENT)
    assert not card.flags


def test_a_hollow_answer_is_a_no(score):
    assert score(samples.HOLLOW).recommendation == "strong-no-hire"
    assert score(samples.HOLLOW).overall < score(samples.STRONG).overall - 1


@pytest.mark.parametrize("name", EMPTY_TEXTS)
def test_attacks_stay_at_lean_no_or_less(score, name):
    card = score(EMPTY_TEXTS[name])
    assert max(levels(card).values()) <= 2
    assert card.recommendation in {"no-hire", "strong-no-hire"}


@pytest.mark.parametrize("text", [samples.STRONG, samples.HOLLOW])
def test_padding_repeating_and_sprinkling_gain_nothing(score, text):
    plain = estimates(score(text))
    padded = estimates(score(f"{samples.FILLER}\n\n{text}\n\n{samples.FILLER}"))
    doubled = estimates(score(f"{text}\n\n{text}"))
    echoed = estimates(score(f"{samples.QUESTION}\n\n{text}"))
    sprinkled = estimates(score(f"{text}\n\n{samples.TERMS}"))
    for dimension in CONTENT:
        assert sprinkled[dimension] <= plain[dimension] + 0.05
        assert padded[dimension] <= plain[dimension] + 0.05
        assert doubled[dimension] <= plain[dimension] + 0.05
        assert echoed[dimension] <= plain[dimension] + 0.05


@pytest.mark.parametrize("text", [samples.STRONG, samples.HOLLOW])
def test_talking_to_the_grader_gains_nothing_and_is_said(score, text):
    card = score(f"{text}\n\n{samples.INJECTION}")
    plain = score(text)
    assert all(estimates(card)[each] <= estimates(plain)[each] + 0.05 for each in Dimension)
    talk = next(flag for flag in card.flags if flag.id == FlagId.GRADER_INSTRUCTION)
    used = {n for each in card.dimensions.values() for heard in each.evidence for n in heard.sentences}
    assert not used & set(talk.sentences)
    assert any("about the grading" in note for note in card.notes)


@pytest.mark.parametrize(
    "text", [samples.STRONG, samples.HOLLOW, samples.OTHER, samples.STRONG.replace("\n", "\r\n")]
)
def test_quotes_are_verbatim(score, text):
    card = score(text)
    quotes = [q for each in card.dimensions.values() for heard in each.evidence for q in heard.quotes]
    if card.lesson and card.lesson.keep:
        quotes.append(card.lesson.keep)
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=400))
def test_any_text_is_scored_or_refused_with_a_reason(score, text):
    mixed = f"{samples.STRONG}\n\n{text}"
    card = score(mixed)
    for each in card.dimensions.values():
        assert sum(round(p * 10_000) for p in each.distribution) == 10_000
        assert all(mixed[q.start : q.end] == q.text for heard in each.evidence for q in heard.quotes)
    alone = _alone(score, text)
    assert alone is None or alone.recommendation not in {"hire", "strong-hire"}


def _alone(score: Callable[..., Scorecard], text: str) -> Scorecard | None:
    """The card of a text, or None where it is refused for one of the reasons there are."""
    try:
        return score(text)
    except NotScorableError as refused:
        if refused.kind not in {"empty-answer", "not-english"}:
            raise
        return None


def test_the_same_bytes_on_every_run(score):
    program = (
        "from tests.scoring.samples import *\n"
        "from interviewer.content import Library\n"
        "from interviewer.evidence.bank import read_answer\n"
        "from interviewer.scoring import OfflineScorer, ScoreRequest\n"
        "l = Library()\n"
        "rounds = ('product-sense', 'execution', 'behavioral')\n"
        "bank = [q.prompt for r in rounds for q in l.questions(r)]\n"
        "s = OfflineScorer(l.catalogue, {r: l.rubric(r) for r in rounds}, bank)\n"
        "a = read_answer(STRONG, QUESTION)\n"
        "r = ScoreRequest(round='product-sense', answer=a, question_text=QUESTION)\n"
        "print(s.score(r).model_dump_json())\n"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert runs == {score(samples.STRONG).model_dump_json()}


def test_clarifying_questions_are_no_position(scorer):
    asked = (
        "Which wards keep it? I'd cut the page for intensive care, because they had the patient on Tuesday?"
    )
    plain = answer_from_turns([("answer", samples.STRONG)], samples.QUESTION)
    both = answer_from_turns([("clarifying", asked), ("answer", samples.STRONG)], samples.QUESTION)
    cards = [
        scorer.score(ScoreRequest(round="product-sense", answer=each, question_text=samples.QUESTION))
        for each in (plain, both)
    ]
    used = {
        heard.signal
        for each in cards[1].dimensions.values()
        for heard in each.evidence
        if {1, 2} & set(heard.sentences)
    }
    assert used <= {"asks-clarifying"}
    assert levels(cards[0])[Dimension.JUDGMENT] == levels(cards[1])[Dimension.JUDGMENT]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty-answer"),
        (" \n\t", "empty-answer"),
        ("...", "empty-answer"),
        (samples.GERMAN, "not-english"),
        ("I would cut it. " * (MOST_CHARACTERS // 10), "too-long"),
    ],
)
def test_what_cannot_be_scored_is_refused_in_one_line(score, text, kind):
    with pytest.raises(NotScorableError) as refused:
        score(text)
    assert refused.value.kind == kind
    assert "\n" not in str(refused.value)


def test_an_unknown_round_names_the_known_ones(scorer):
    request = ScoreRequest(round="no-such-round", answer=read_answer(samples.STRONG))
    with pytest.raises(NotScorableError, match="product-sense"):
        scorer.score(request)


def test_relevance_is_claimed_only_where_it_was_checked(score):
    assert score(samples.STRONG).relevance_checked
    unasked = score(samples.STRONG, question="")
    assert not unasked.relevance_checked
    assert any("Nobody said what was asked" in note for note in unasked.notes)
    story = score(
        samples.STRONG, question="Tell me about a time you left something out.", round_id="behavioral"
    )
    assert not story.relevance_checked


def test_an_answer_to_another_question_is_flagged(score):
    card = score(samples.OTHER)
    assert FlagId.OFF_QUESTION in {flag.id for flag in card.flags}
    assert card.lesson.about == "off-question"


def test_no_word_of_praise_and_no_exclamation(score):
    praise = {"great", "excellent", "impressive", "well done", "amazing", "good job", "awesome"}
    for text in (samples.STRONG, samples.HOLLOW, samples.OTHER, samples.KEYWORDS):
        card = score(text)
        own = [card.headline, *card.notes, *(cap.reason for cap in card.caps)]
        if card.lesson:
            own += [card.lesson.it_cost, card.lesson.next_time]
        said = " ".join(own).lower()
        assert "!" not in said
        assert not [word for word in praise if word in said]


def test_not_knowing_is_evidence_only_with_a_check_behind_it(score):
    unknown = "I don't know what the night shift does with it."
    checked = "I don't know what the night shift does with it, so I'd read thirty handovers myself."
    for words, counts in ((unknown, False), (checked, True)):
        card = score(f"{samples.STRONG}\n\n{words}")
        quotes = {
            quote.text
            for each in card.dimensions.values()
            for found in each.evidence
            for quote in found.quotes
        }
        assert any(quote.startswith("I don't know") for quote in quotes) == counts


def test_nothing_is_said_twice_on_one_card(score):
    for text in (samples.STRONG, samples.HOLLOW, samples.NOTES, samples.SHORT):
        card = score(text)
        told = [each.to_raise for each in card.dimensions.values() if (each.score or 4) < 4]
        assert len(set(told)) == len(told)
