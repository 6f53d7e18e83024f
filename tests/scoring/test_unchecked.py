"""What a card says where relevance could not be looked at."""

import pytest

from interviewer.evidence.bank import read_answer
from interviewer.scoring import ScoreRequest
from interviewer.session.cast import make_scorer
from tests.scoring import samples


@pytest.mark.parametrize(
    ("round_name", "asked", "says"),
    [
        ("product-sense", "What next?", "too few words"),
        ("behavioral", "Tell me about a time you stopped something people liked.", "A story can be told"),
    ],
)
def test_the_card_says_why_relevance_was_not_checked(library, round_name, asked, says):
    answer = read_answer(samples.STRONG, asked)
    request = ScoreRequest(round=round_name, answer=answer, question_text=asked)
    card = make_scorer(library, "offline").score(request)
    assert not card.relevance_checked
    assert any(says in note for note in card.notes)
