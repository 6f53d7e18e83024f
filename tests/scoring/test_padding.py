"""Filler gains nothing: an answer padded to twice its length is graded as before."""

import pytest

from interviewer.content.library import Library
from interviewer.evidence.bank import read_answer
from interviewer.scoring.request import ScoreRequest
from interviewer.session.cast import make_scorer

LIBRARY = Library()
SCORER = make_scorer(LIBRARY, "offline")
FILLER = (
    "As I said before, there are many sides to this. It is worth thinking about this carefully. There is a "
    "lot to consider here. This is a really interesting area. I have thought about this kind of thing a lot "
    "over the years. "
)


def levels(question, text):
    card = SCORER.score(ScoreRequest(round=question.round, answer=read_answer(text), question=question))
    return {dimension: score.score for dimension, score in card.dimensions.items()}


@pytest.mark.parametrize("name", ["nurse-handover", "lift-quarter", "cold-flats", "held-launch"])
def test_half_an_answer_and_as_much_filler_is_half_an_answer(name):
    question = LIBRARY.question(name)
    half = question.strong_answer[: len(question.strong_answer) // 2]
    padded = half + "\n\n" + FILLER * (len(half) // len(FILLER))
    before, after = levels(question, half), levels(question, padded)
    assert all(after[dimension] <= before[dimension] for dimension in before)
