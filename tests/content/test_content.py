"""What we ship is whole: each question can be asked and probed, and none is a variation of another."""

import re
from itertools import combinations

import pytest
from rapidfuzz import fuzz

from interviewer.content.library import Library
from interviewer.model.words import Dimension, FlagId

LIBRARY = Library()
ROUNDS = tuple(name for name in LIBRARY.rounds if LIBRARY.questions(name))
MAIN_ROUNDS = ("product-sense", "execution", "behavioral")
SCREENS = ("hiring-manager-screen", "recruiter-screen")
QUESTIONS = [question for name in ROUNDS for question in LIBRARY.questions(name)]
QUOTED = "“" + " ".join(["word"] * 9) + "”"
PRAISE = re.compile(
    r"\b(great|excellent|good (question|point|answer)|well done|impressive|nice|awesome|love)\b|!",
    re.IGNORECASE,
)

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)


def test_enough_questions_and_half_of_them_about_models():
    for name in ROUNDS:
        questions = LIBRARY.questions(name)
        assert len(questions) >= (16 if name in MAIN_ROUNDS else 9)
        assert sum(question.ai for question in questions) * 2 >= len(questions) - 1
        assert {question.level for question in questions} == {"L3", "L4", "L5", "L6"}


@each_question
def test_a_question_is_whole(question):
    assert 4 <= len(question.facts) <= 8
    assert len(question.probes) >= 5
    assert len({probe.signal for probe in question.probes}) == len(question.probes)
    assert 200 <= len(question.strong_answer.split()) <= 400
    assert 15 <= len(question.prompt.split()) <= 80
    assert all(fact.says not in question.prompt for fact in question.facts)


@each_question
def test_each_follow_up_is_one_short_question_without_praise(question):
    for probe in question.probes:
        asked = probe.ask.replace("{quote}", QUOTED)
        assert "{" not in asked
        assert asked.count("?") == 1
        assert len(probe.ask.split()) <= 30
        assert not PRAISE.search(asked)


@each_question
def test_the_rubric_listens_for_what_is_probed(question):
    rubric = LIBRARY.rubric(question.round)
    chosen = {signal for body in rubric.dimensions.values() for signal in body.signals}
    aimed_at = [probe.signal for probe in question.probes if probe.signal in chosen]
    dimensions = {LIBRARY.catalogue.signal(signal).dimension for signal in aimed_at}
    assert dimensions >= {Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR}


def test_no_question_is_a_variation_of_another():
    for one, other in combinations(QUESTIONS, 2):
        assert fuzz.token_set_ratio(one.prompt, other.prompt) < 75, (one.id, other.id)
        assert fuzz.token_set_ratio(one.strong_answer, other.strong_answer) < 75, (one.id, other.id)


def test_no_follow_up_is_written_twice():
    asked = [probe.ask for question in QUESTIONS for probe in question.probes]
    asked += [probe for signal in LIBRARY.catalogue.signals for probe in signal.probes]
    assert len(asked) == len(set(asked))


def test_the_catalogue_is_whole():
    signals = LIBRARY.catalogue.signals
    assert len(signals) >= 45
    assert {flag.id for flag in LIBRARY.catalogue.flags} == set(FlagId)
    used = {
        signal
        for name in (*ROUNDS, *LIBRARY.documents)
        for body in LIBRARY.rubric(name).dimensions.values()
        for signal in body.signals
    }
    assert used == {signal.id for signal in signals}
    for signal in signals:
        for probe in signal.probes:
            filled = probe.format(quote=QUOTED, call="the call", people="the people", subject="the subject")
            assert filled.count("?") == 1
            assert not PRAISE.search(filled)
        assert any("{quote}" not in probe for probe in signal.probes)


def test_rounds_have_the_length_of_real_ones():
    for name in ROUNDS:
        rubric = LIBRARY.rubric(name)
        shortest, longest = (20, 30) if name in SCREENS else (30, 45)
        assert shortest <= rubric.minutes <= longest
        assert rubric.questions in (2, 3)
        flags = {cap.flag for cap in rubric.flags if cap.caps}
        assert {"defers-decision", "no-decision", "hollow", "system-design-answer", "off-question"} <= flags
