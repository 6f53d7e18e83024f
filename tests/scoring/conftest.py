from __future__ import annotations

import pytest

from interviewer.content import Library
from interviewer.evidence.bank import read_answer
from interviewer.scoring import OfflineScorer, ScoreRequest
from tests.scoring.samples import QUESTION

ROUNDS = ("product-sense", "execution", "behavioral")


@pytest.fixture(scope="session")
def library():
    return Library()


@pytest.fixture(scope="session")
def scorer(library):
    bank = [question.prompt for name in ROUNDS for question in library.questions(name)]
    return OfflineScorer(library.catalogue, {name: library.rubric(name) for name in ROUNDS}, bank)


@pytest.fixture(scope="session")
def score(scorer):
    def run(text, question=QUESTION, round_id="product-sense", **more):
        answer = read_answer(text, question)
        return scorer.score(ScoreRequest(round=round_id, answer=answer, question_text=question, **more))

    return run
