from __future__ import annotations

import pytest

from interviewer.interview.facts import MOST_FACTS, replies
from tests.interview.driver import LIBRARY, Play

QUESTIONS = [question for name in LIBRARY.rounds for question in LIBRARY.questions(name)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_what_a_fact_is_asked_by_leads_to_it_and_to_no_other(question):
    asked = [(fact.id, ask) for fact in question.facts for ask in fact.asks]
    found = [(mine, replies([f"Could you tell me about {ask}?"], question, ())) for mine, ask in asked]
    reached = sum(any(reply.fact and reply.fact.id == mine for reply in got) for mine, got in found)
    first = [(mine, got[0].fact.id) for mine, got in found if got[0].fact]
    assert reached >= 0.9 * len(asked)
    assert sum(mine != got for mine, got in first) <= 0.05 * len(asked)


@pytest.mark.parametrize(
    ("asked", "fact"),
    [
        ("Which wards stopped using it?", "wards"),
        ("What do the nurses write down themselves instead?", "own-notes"),
        ("How many engineers do I have?", "team"),
        ("Is the summary ever wrong about medication?", "errors"),
        ("How long is a sumary at the moment?", "length"),
        ("Who buys it, the hospital?", "buyer"),
        ("Is intensive care any different from oncology?", "wards"),
    ],
)
def test_questions_in_a_candidates_own_words(nurses, asked, fact):
    (reply,) = replies([asked], nurses, ())
    assert reply.fact is not None
    assert reply.fact.id == fact


@pytest.mark.parametrize(
    "asked",
    [
        "What is the weather like there?",
        "Do nurses like our software?",
        "What should the AI handover do?",
        "How many hospitals are there?",
        "Is there a competitor?",
        "Why?",
        "What are the biggest pain points?",
    ],
)
def test_nothing_is_revealed_that_was_not_asked(nurses, asked):
    assert [reply.fact for reply in replies([asked], nurses, ())] == [None]


def test_at_most_three_facts_in_one_reply(nurses):
    asked = ["Which wards?", "How long is it?", "Is it accurate?", "Who pays?", "How many engineers?"]
    assert len([reply for reply in replies(asked, nurses, ()) if reply.fact]) == MOST_FACTS


def test_asked_again_in_other_words_it_is_said_in_the_same_words(nurses):
    play = Play([nurses])
    first = play.say("Which wards drop it?")
    again = play.say("Sorry, which departments was it?")
    says = nurses.facts[0].says
    assert first.text == says
    assert again.text != says
    assert says in again.text


def test_what_nobody_knows_is_left_to_the_candidate_and_stays_so(nurses):
    play = Play([nurses])
    first = play.say("What is the weather like over there?")
    again = play.say("And the weather there, what is it like?")
    assert [told.fact for told in (*first.told, *again.told)] == [None, None]
    assert first.told[0].asked.startswith("What is the weather")
    assert again.reason == "nothing is known about it"
    wordings = LIBRARY.phrases.no_fact_again
    assert again.text in wordings


def test_what_is_known_and_what_is_not_in_one_reply(nurses):
    move = Play([nurses]).say("Which wards drop it? And what is the weather like?")
    assert [told.fact for told in move.told] == ["wards", None]
    assert move.text.startswith(nurses.facts[0].says)
    assert move.text.count("?") <= 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_an_ask_phrase_alone_is_a_question(question):
    for fact in question.facts:
        for ask in fact.asks:
            found = [reply.fact.id for reply in replies([f"{ask}?"], question, ()) if reply.fact]
            assert fact.id in found, ask


@pytest.mark.parametrize(
    ("name", "asked", "fact"),
    [
        ("pension-letters", "Which letters cause most of the calls?", "five-letters"),
        ("pension-letters", "How old are the callers?", "callers"),
        ("pension-letters", "How accurate is the assistant?", "wrong"),
        ("match-queue", "Why did spending fall?", "top"),
        ("match-queue", "How was the test set up?", "pools"),
        ("prepaid-power", "When are they cut off?", "weekend"),
        ("prepaid-power", "Why do they run out?", "debt"),
        ("cold-flats", "Who are the tenants?", "vulnerable"),
        ("cold-flats", "Has this happened before?", "october"),
        ("cold-flats", "How many people complained?", "tickets"),
        ("incident-cause", "Why do experienced engineers ignore it?", "veterans"),
        ("incident-cause", "What happens when it is wrong?", "minutes"),
    ],
)
def test_the_question_word_says_which_fact_is_meant(name, asked, fact):
    (reply,) = replies([asked], LIBRARY.question(name), ())
    assert reply.fact is not None
    assert reply.fact.id == fact


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("outage-map", "How many people live in the area?"),
        ("cold-flats", "What does the contract say?"),
        ("incident-cause", "Who are the users?"),
    ],
)
def test_a_common_word_alone_tells_nothing(name, asked):
    assert [reply.fact for reply in replies([asked], LIBRARY.question(name), ())] == [None]


@pytest.mark.parametrize(
    ("name", "asked", "fact"),
    [
        ("nurse-handover", "Can I assume it is one hospital ward type or all of them?", "wards"),
        ("nurse-handover", "Does it happen on some of the wards, or on all?", "wards"),
        ("library-loans", "Is that for some titles or all of them?", "titles"),
        ("nurse-handover", "Do all the nurses on a ward share one computer or two?", None),
    ],
)
def test_whether_it_is_one_of_them_or_all_is_asked_without_a_word_of_its_own(name, asked, fact):
    (reply,) = replies([asked], LIBRARY.question(name), ())
    assert (reply.fact.id if reply.fact else None) == fact


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("first-one", "What does she pay the engineers?"),
        ("second-glance", "How many passengers fly each year?"),
        ("register-names", "How many employees do we have?"),
        ("two-gone", "Do they have an office dog?"),
    ],
)
def test_a_word_in_common_is_not_yet_the_same_question(name, asked):
    assert [reply.fact for reply in replies([asked], LIBRARY.question(name), ())] == [None]


@pytest.mark.parametrize(
    ("name", "asked", "facts"),
    [
        (
            "sea-lice",
            "How far apart are the two counts, and how are the twenty fish picked?",
            ["apart", "netting"],
        ),
        (
            "funeral-portal",
            "Who are the families that use it, and when do they use it?",
            ["abroad", "nights"],
        ),
        ("museum-guide", "How do curators find mistakes, and what kind are they?", ["found", "wrong"]),
        ("second-glance", "How big is my team and what have we promised the airport?", ["means", "sold"]),
    ],
)
def test_two_questions_in_one_sentence_are_both_answered(name, asked, facts):
    got = [reply.fact.id for reply in replies([asked], LIBRARY.question(name), ()) if reply.fact]
    assert got == facts


@pytest.mark.parametrize(
    ("name", "asked", "fact"),
    [
        ("two-gone", "And why did customers leave?", "growth"),
        ("two-gone", "Who pays when the minutes are wrong?", "clerks"),
        ("museum-guide", "Where does the model take its answers from?", "sources"),
        ("spoken-pictures", "What kind of pictures do they take most?", "writing"),
        ("library-loans", "Are the nine weeks for all of them?", "titles"),
        ("lunch-count", "Would a simple heuristic do just as well?", "simple"),
        ("jury-sorting", "What would be the accuracy of just rejecting everyone?", "measured"),
    ],
)
def test_what_is_known_is_not_denied(name, asked, fact):
    (reply,) = replies([asked], LIBRARY.question(name), ())
    assert reply.fact is not None
    assert reply.fact.id == fact


def test_the_other_side_of_a_question_is_no_second_one(nurses):
    (reply,) = replies(["Is it half on every ward, or do some wards keep it?"], nurses, ())
    assert reply.fact is not None
    assert reply.fact.id == "wards"


def test_what_nothing_is_known_about_is_not_said_again_beside_a_fact(nurses):
    play = Play([nurses])
    first, second = (play.say("Which wards drop it? And what is the weather like?") for _ in range(2))
    assert [told.fact for told in first.told] == ["wards", None]
    assert [told.fact for told in second.told] == ["wards"]
