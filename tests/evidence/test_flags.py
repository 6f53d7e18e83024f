from __future__ import annotations

import pytest

from interviewer.content import Library
from interviewer.evidence.bank import build_bank, read_answer
from interviewer.evidence.flags import leaves_it_open
from interviewer.evidence.hear import hear
from tests.evidence.samples import DEFERRING, HOLLOW, QUESTION, SERVER_ROOM, STORY, STRONG

STORY_QUESTION = "Tell me about a time you refused a promise somebody had made."


def flags(text, question=QUESTION):
    return {flag.id.value: flag for flag in hear(build_bank(read_answer(text, question))).flags}


def test_strong_answers_raise_nothing():
    assert flags(STRONG) == {}
    assert flags(STORY, STORY_QUESTION) == {}


def test_every_strong_answer_of_the_question_bank_raises_no_flag_that_caps():
    library = Library()
    raised = {}
    for question in (question for name in library.rounds for question in library.questions(name)):
        if question.strong_answer and (found := flags(question.strong_answer, question.prompt)):
            raised[question.id] = sorted(found)
    assert raised == {}


def test_buzzwords_are_hollow():
    found = flags(HOLLOW)
    assert found["hollow"].sentences


def test_handing_the_decision_over():
    found = flags(DEFERRING)
    assert "defers-decision" in found
    assert "no-decision" not in found
    bank = build_bank(read_answer(DEFERRING))
    assert any(
        "let the team decide" in bank.sentence(number).text for number in found["defers-decision"].sentences
    )


@pytest.mark.parametrize(
    ("sentence", "hands_over"),
    [
        ("It would be for them to say what is most urgent.", True),
        ("That is really up to the data scientists, I guess.", True),
        ("Let me start with who this is for.", False),
        ("This is for the customers.", False),
    ],
)
def test_whom_it_is_for_is_a_user_and_whose_decision_it_is_is_not(sentence, hands_over):
    assert leaves_it_open(sentence) is hands_over


LEFT_OPEN = (
    "Sending in April reaches the early planters. Sending in May reaches everybody else. "
    "Both have their merits for a garden shop. The early ones write more mails about it. "
    "It could go either way, and it really depends on the weather."
)


def test_a_choice_left_open_with_nobody_named_is_no_decision():
    found = flags(LEFT_OPEN)
    assert "no-decision" in found
    assert found["no-decision"].sentences == (3, 5)
    assert "defers-decision" not in found


def test_the_last_word_hands_over_whatever_was_decided_before_it():
    decided = (
        "I'd send it only in May, because that is when plants are lost. I refuse the April mail. "
        "I decided against a second mail as well. I'd keep the shop open on Sundays. "
    )
    assert "defers-decision" not in flags(decided + STRONG)
    assert "defers-decision" in flags(decided + "Which week it is, I'd let the team decide.")


def test_a_choice_made_after_leaving_it_open_is_one():
    owned = LEFT_OPEN + " Still I'd send it only in May, because that is when plants are lost."
    assert not {"defers-decision", "no-decision"} & flags(owned).keys()


def test_a_decision_after_asking_is_owned():
    owned = DEFERRING + "But it is my call. I'd send it only in May, because that is when plants are lost."
    assert not {"defers-decision", "no-decision"} & flags(owned).keys()


def test_a_server_room_is_no_answer():
    found = flags(SERVER_ROOM)
    assert found["system-design-answer"].sentences


def test_a_model_score_as_the_goal():
    text = (
        "Accuracy is the product here. The target is an F1 of 0.92 by March and 0.95 by summer. "
        "We would label more nights and train again. Recall should be above 0.9. Then the warnings are right."
    )
    assert flags(text)["model-metric-over-outcome"].sentences[:1] == (1,)


def test_a_model_score_beside_an_outcome_is_fine():
    text = "Accuracy from 88 to 91 is not what counts; nobody feels it. " + STRONG
    assert "model-metric-over-outcome" not in flags(text)


def test_order_by_how_easy_it_is():
    text = (
        "Colour is basically solved, so that comes first. Brand is harder, so third. Condition is a "
        "research problem. "
        "I'd go from the easiest to build to the hardest. Each step is low risk technically."
    )
    assert "difficulty-over-value" in flags(text)


def test_only_we():
    text = (
        "We had a promise from sales and we looked at it. We discussed our options. We met the customer. "
        "We built the export in our spare time. We shipped it and the customer signed. Our team was proud."
    )
    assert "we-only" in flags(text, STORY_QUESTION)
    assert "we-only" not in flags(text + " I had told the customer no first.", STORY_QUESTION)


def test_a_story_without_an_end():
    text = (
        "I was the tester for a booking site. A manager had promised a feature for Easter. I told "
        "him it was too early. "
        "He wanted it all the same. I wrote a plan with three steps. I showed it to him and he read it."
    )
    assert "no-result" in flags(text, STORY_QUESTION)
    assert "no-result" not in flags(text, "What would you change about the booking site?")
    assert "no-result" not in flags(text + " In the end he moved it to June and nobody left.", STORY_QUESTION)


@pytest.mark.parametrize("text", ["", "Yes.", "I'd stop it."])
def test_too_little_to_read_anything_into(text):
    assert flags(text) == {}


def test_nothing_chosen():
    text = (
        "Members mute many things these days. Gardens are old and the phones are new. The evening is "
        "a busy time for families. "
        "Frost comes every year and it always will. There is a lot to like about the app."
    )
    assert "no-decision" in flags(text)
    assert "no-decision" not in flags(text + " We took the evening alert out of the app.")


def test_asking_somebody_and_going_with_what_they_say_hands_the_decision_over():
    text = (
        "First I'd check that the drop is real. I would compare tickets of the same type, with and without "
        "a draft, since the 4th. If it holds, agents accept too fast, because the queue rewards closing and "
        "not solving. I'd ask the data scientist which metric matters here and go with that. Then I would "
        "look at it again after two weeks with everybody who was there."
    )
    assert flags(text)["defers-decision"].sentences == (4,)
