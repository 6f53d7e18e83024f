"""Which questions a round asks."""

import pytest

from interviewer.model.errors import UsageError
from interviewer.session.plan import Wish, plan_round
from tests.session.harness import LIBRARY


def ids(**wish):
    return [question.id for question in plan_round(LIBRARY, Wish(**wish)).questions]


def test_the_same_seed_asks_the_same_and_another_asks_others():
    assert ids(round="execution", seed=7) == ids(round="execution", seed=7)
    assert len({tuple(ids(round="execution", seed=seed)) for seed in range(8)}) > 3


def test_what_was_asked_lately_comes_last():
    everything = {question.id for question in LIBRARY.questions("execution")}
    left = {"lift-quarter", "deposit-law"}
    assert set(ids(round="execution", seed=1, recent=everything - left)) == left


def test_a_round_mixes_products_with_and_without_a_model():
    for seed in range(10):
        first, second = plan_round(LIBRARY, Wish(round="product-sense", seed=seed)).questions
        assert first.ai != second.ai


def test_the_level_chooses_questions_near_it():
    for seed in range(10):
        levels = {
            question.level
            for question in plan_round(LIBRARY, Wish(round="execution", seed=seed, level="L6")).questions
        }
        assert levels <= {"L5", "L6"}


def test_one_question_gets_its_share_of_the_time():
    assert plan_round(LIBRARY, Wish(round="execution", seed=1)).minutes == 35
    assert plan_round(LIBRARY, Wish(round="execution", seed=1, question="lift-quarter")).minutes == 18
    assert plan_round(LIBRARY, Wish(round="execution", seed=1, minutes=5)).minutes == 5


@pytest.mark.parametrize("wanted", ["no-such-question", "nurse-handover"])
def test_a_question_that_does_not_belong_here(wanted):
    with pytest.raises(UsageError):
        ids(round="execution", seed=1, question=wanted)
