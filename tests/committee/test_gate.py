"""Who goes on after a screen: the rule, and that its reason rests on what was said."""

import re

import pytest

from interviewer.committee.gate import GATE_RULE, decided, gate, rule_line
from interviewer.committee.loop import GradedAnswer, HeldRound
from interviewer.evidence.bank import read_answer
from interviewer.model.words import SCREENS, Recommendation
from interviewer.scoring.request import ScoreRequest
from tests.session.harness import LIBRARY, SCORER

QUOTED = re.compile("“([^”]*)”")
DEFERS = (
    "There are two ways, and both are possible. I'd ask the data scientist which of them we should take and "
    "let the engineering lead decide what comes first, because they know it better."
)
HOLLOW = (
    "I would leverage a user-centric approach to unlock synergies across the ecosystem. By aligning "
    "stakeholders and driving a holistic strategy we deliver a best-in-class, scalable experience."
)


def held(round_id, answer_of, questions=()):
    graded = []
    for question in questions or LIBRARY.questions(round_id)[:2]:
        answer = read_answer(answer_of(question), question.prompt)
        request = ScoreRequest(
            round=round_id, answer=answer, question=question, question_text=question.prompt
        )
        graded.append(GradedAnswer(answer=answer, card=SCORER.score(request), question=question))
    return HeldRound(round=round_id, answers=tuple(graded))


@pytest.mark.parametrize(
    ("recommendation", "recruiter", "manager", "line"),
    [
        ("strong-hire", True, True, 2),
        ("hire", True, True, 2),
        ("undecided", True, False, 3),
        ("no-hire", False, False, 4),
        ("strong-no-hire", False, False, 4),
    ],
)
def test_the_rule(recommendation, recruiter, manager, line):
    word = Recommendation(recommendation)
    assert decided("recruiter-screen", word) == (recruiter, line)
    assert decided("hiring-manager-screen", word) == (manager, line)
    assert GATE_RULE[line - 1] in rule_line(line)


@pytest.mark.parametrize("round_id", SCREENS)
def test_strong_answers_pass_on_their_own_words(round_id):
    round_ = held(round_id, lambda question: question.strong_answer)
    passage = gate(LIBRARY, round_id, round_)
    assert passage.passed
    [quote] = QUOTED.findall(passage.reason)
    assert any(quote in " ".join(each.answer.text.split()) for each in round_.answers)
    assert passage == gate(LIBRARY, round_id, round_)


@pytest.mark.parametrize("round_id", SCREENS)
def test_handing_the_decision_over_is_not_passed_and_read_back(round_id):
    passage = gate(LIBRARY, round_id, held(round_id, lambda _question: DEFERS))
    assert not passage.passed
    assert all(quote in DEFERS for quote in QUOTED.findall(passage.reason))


@pytest.mark.parametrize("round_id", SCREENS)
def test_words_that_fit_anybody_keep_nothing(round_id):
    passage = gate(LIBRARY, round_id, held(round_id, lambda _question: HOLLOW))
    assert not passage.passed
    assert passage.recommendation is Recommendation.STRONG_NO_HIRE


@pytest.mark.parametrize("round_id", SCREENS)
def test_a_line_or_two_is_told_to_be_too_little(round_id):
    short = "I sat beside two dispatchers for a morning and took thirty-seven of the forty filters out."
    answer = read_answer(short)
    card = SCORER.score(ScoreRequest(round=round_id, answer=answer))
    passage = gate(
        LIBRARY, round_id, HeldRound(round=round_id, answers=(GradedAnswer(answer=answer, card=card),))
    )
    assert not passage.passed
    lines = LIBRARY.gates.root[round_id]
    assert any(passage.reason.endswith(line) for line in lines.brief)


@pytest.mark.parametrize("round_id", SCREENS)
def test_silence_is_not_passed(round_id):
    passage = gate(LIBRARY, round_id, None)
    assert (passage.passed, passage.line, passage.recommendation) == (False, 1, None)


@pytest.mark.parametrize("round_id", SCREENS)
def test_no_line_flatters_shouts_or_is_there_twice(round_id):
    lines = LIBRARY.gates.root[round_id]
    said = [
        *(
            line
            for cell in (lines.heard, lines.flagged, lines.absent)
            for each in cell.values()
            for line in each
        ),
        *(*lines.passed, *lines.passed_in_doubt, *lines.failed, *lines.failed_in_doubt),
        *(*lines.asked_next, *lines.gap, *lines.kept, *lines.brief, *lines.nothing),
    ]
    assert len(said) == len(set(said))
    bad = re.compile(
        r"!|\b(?:great|excellent|impress\w*|amazing|congratulations|unfortunately)\b", re.IGNORECASE
    )
    assert not [line for line in said if bad.search(line)]


@pytest.mark.parametrize("round_id", SCREENS)
def test_what_was_spoken_of_is_not_called_missing(round_id):
    missing = "what exactly you count"
    half = held(round_id, lambda question: question.strong_answer[:900])
    assert missing in gate(LIBRARY, round_id, half).reason
    spoken = held(round_id, lambda question: question.strong_answer[:900] + " I'd count those who ring.")
    assert missing not in gate(LIBRARY, round_id, spoken).reason


def test_nobody_who_decided_something_is_told_that_they_settled_nothing():
    """The second answer decides nothing, the first does; a screen is one conversation."""
    decided = (
        "I have been a backend engineer for seven years. I decided in 2023 that we drop the click model and "
        "count returned orders, and returns fell from 14 to 9 percent in five months. I decided against "
        "training a bigger model, which the team wanted."
    )
    learnt = (
        "Returned orders per hundred, from 14 to 9 between March and August 2023, compared with the two "
        "categories we left on the old ranking, which stayed at 13. In 2021 I couldn't read a "
        "precision-recall curve in a review, and signed off a threshold I didn't understand. Support waited "
        "nine days for a fix; 340 sellers were blocked. I asked our statistician for an hour a week for two "
        "months, and since then I ask for ten wrong cases before I ask for the curve."
    )
    questions = [LIBRARY.question("known-by"), LIBRARY.question("cant-yet")]
    answers = {"known-by": decided, "cant-yet": learnt}
    round_ = held("recruiter-screen", lambda question: answers[question.id], questions)
    flags = {flag.id for each in round_.answers for flag in each.card.flags}
    assert "no-decision" in flags
    lines = LIBRARY.gates.root["recruiter-screen"].absent["no-decision"]
    reason = gate(LIBRARY, "recruiter-screen", round_).reason
    assert not [line for line in lines if line in reason]
    undecided = held("recruiter-screen", lambda _question: learnt, questions)
    assert any(line in gate(LIBRARY, "recruiter-screen", undecided).reason for line in lines)
