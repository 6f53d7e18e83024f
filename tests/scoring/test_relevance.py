from __future__ import annotations

import pytest

from interviewer.scoring.relevance import Relevance, asks_for_story
from tests.scoring import samples


@pytest.fixture(scope="module")
def relevance(library):
    rounds = ("product-sense", "execution", "behavioral")
    return Relevance(question.prompt for name in rounds for question in library.questions(name))


def test_an_answer_to_its_own_question_passes(relevance):
    assert not relevance.off_question(samples.STRONG, samples.QUESTION)


def test_an_answer_to_another_question_is_seen(relevance):
    assert relevance.off_question(samples.OTHER, samples.QUESTION)


def test_the_strong_answers_of_the_bank_are_on_their_questions(library, relevance):
    for name in ("product-sense", "execution"):
        for question in library.questions(name):
            assert not relevance.off_question(question.strong_answer, question.prompt), question.id


@pytest.mark.parametrize(
    ("question", "story"),
    [
        ("Tell me about a launch you held back.", True),
        ("Which project did you stop yourself, and how did you know?", True),
        ("Language models can now describe clothes for sale. What would you build for sellers?", False),
        (samples.QUESTION, False),
    ],
)
def test_stories_are_told_from_cases(question, story):
    assert asks_for_story(question) is story


def test_nothing_is_claimed_about_a_story(relevance):
    assert not relevance.can_check(
        "Tell me about a time you gave up something your team had built and liked."
    )
