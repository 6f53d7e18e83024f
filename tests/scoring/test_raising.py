"""What is missing is said where something else is there, and never of a strong answer."""

from __future__ import annotations

from interviewer.evidence.bank import read_answer
from interviewer.model.words import FlagId
from interviewer.scoring import ScoreRequest
from interviewer.session.cast import make_scorer
from tests.scoring import samples

EXACT_AND_FOR_NOBODY = """I'd test the shorter page against today's one, half of the sites each, for a month.
Today 41% of the shifts open it, and the target is 60%. Before that I would check by hand 200 logs from
last month, because the counter also counts reloads. At 1,900 shifts a week, a difference of three points
shows up in two weeks. If it stays under 50% after four weeks, we stop and go back to the old page. The
guardrail is loading time under two seconds at the 95th percentile. I would compare the same weekdays,
since Monday runs eight points over Friday in any week. The control sites stay as they are until the end."""


DECIDED_AND_UNCOUNTED = """I would drop the second form, although the head doctor wants to keep it, because
nurses copy it without reading. I'd give up the archive for that and accept that the auditors complain. I
refuse the half-way house, a shorter second form, since nobody would read that one either. I would rather
annoy the head doctor than the ward. If a nurse tells me that she needs it, I would keep it. I'd tell the
auditors myself."""


def flags(scorer, text, question=samples.QUESTION, round_name="product-sense"):
    answer = read_answer(text, question)
    card = scorer.score(ScoreRequest(round=round_name, answer=answer, question_text=question))
    return {flag.id for flag in card.flags}


def test_a_strong_answer_of_the_question_bank_raises_no_flag(library):
    scorer = make_scorer(library, "offline")
    raised = {}
    for question in (question for name in library.rounds for question in library.questions(name)):
        if question.strong_answer:
            answer = read_answer(question.strong_answer, question.prompt)
            card = scorer.score(ScoreRequest(round=question.round, answer=answer, question=question))
            raised |= {question.id: [flag.id for flag in card.flags]} if card.flags else {}
    assert raised == {}


def test_nobody_in_it_is_said_of_an_exact_answer_and_not_of_an_empty_one(library):
    scorer = make_scorer(library, "offline")
    assert FlagId.NO_USER in flags(scorer, EXACT_AND_FOR_NOBODY)
    with_somebody = (
        "Nurses on the night shift who come back after days off can't see what changed, and miss a dose. "
        + EXACT_AND_FOR_NOBODY
    )
    assert FlagId.NO_USER not in flags(scorer, with_somebody)
    hollow = flags(scorer, samples.HOLLOW)
    assert FlagId.HOLLOW in hollow
    assert not hollow & {FlagId.NO_USER, FlagId.NO_METRIC, FlagId.NO_DECISION}


def test_a_plan_is_no_answer_where_a_story_was_asked_for(library):
    scorer = make_scorer(library, "offline")
    asked = "Tell me about a time you stopped something that people liked."
    plan = EXACT_AND_FOR_NOBODY
    assert FlagId.OFF_QUESTION in flags(scorer, plan, asked)
    assert FlagId.OFF_QUESTION not in flags(scorer, plan)


def test_a_metric_is_missed_in_a_plan_and_not_in_a_story(library):
    scorer = make_scorer(library, "offline")
    assert FlagId.NO_METRIC in flags(scorer, DECIDED_AND_UNCOUNTED)
    asked = "Tell me about a time you stopped something that people liked."
    assert FlagId.NO_METRIC not in flags(scorer, DECIDED_AND_UNCOUNTED, asked, "behavioral")
