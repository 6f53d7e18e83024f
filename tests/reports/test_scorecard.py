"""What a scorecard says in words."""

from interviewer.evidence.bank import read_answer
from interviewer.model.scorecard import Undecided
from interviewer.model.words import Dimension
from interviewer.reports.scorecard import advice
from interviewer.scoring import ScoreRequest
from tests.scoring.samples import QUESTION
from tests.session.harness import SCORER


def test_what_the_lesson_tells_is_not_told_again_where_the_level_is_undecided():
    text = "I would build a summary for nurses, because nurses are busy. It should be short. " * 3
    request = ScoreRequest(round="product-sense", answer=read_answer(text, QUESTION), question_text=QUESTION)
    card = SCORER.score(request)
    assert card.lesson
    name = Dimension(card.lesson.dimension)
    torn = card.dimensions[name].model_copy(update={"undecided": Undecided(between=(2, 3))})
    told = advice(name, card.model_copy(update={"dimensions": {**card.dimensions, name: torn}}))
    assert told == ("undecided", "between lean no and lean yes; the sentence for next time would raise it")
