from __future__ import annotations

import pytest

from interviewer.interview.checks import problems
from interviewer.interview.moves import Action, Move, RoundView, Told
from tests.interview import samples
from tests.interview.driver import LIBRARY, Play


@pytest.fixture
def at_follow_up(nurses):
    """The view and the move of a first follow-up."""
    play = Play([nurses])
    play.say(samples.ANSWER)
    return play.moves[-1]


def said(at_follow_up: tuple[RoundView, Move], text: str, **more: object) -> tuple[str, ...]:
    view, move = at_follow_up
    return problems(move.model_copy(update={"text": text, "quote": None, **more}), view)


def test_a_plain_follow_up_passes(at_follow_up):
    assert said(at_follow_up, "Which nurse would you watch for a whole shift?") == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Who is it for? And what do you measure?", "more than one question"),
        ("Say " + "a little " * 20 + "more?", "more than 30 words"),
        ("You said \u201cwe should ship it to everybody\u201d. Why?", "a quote that was never said"),
        ("Great answer. What would you measure?", "praise"),
        ("That is a good point. What would you measure?", "praise"),
        ("What would lift your score here?", "talk about the grading"),
        (
            "Intensive care and oncology drop it almost entirely. What now?",
            "a fact nobody asked about, or the answer",
        ),
        ("Would you let every nurse configure her own summary?", "a fact nobody asked about, or the answer"),
        ("", "nothing is said"),
    ],
)
def test_what_must_not_be_said(at_follow_up, text, problem):
    assert problem in said(at_follow_up, text)


def test_the_letter_counts_in_a_quote(at_follow_up):
    assert said(at_follow_up, "You said \u201cI would show her only what changed\u201d. Why only that?") == ()
    assert said(at_follow_up, "You said \u201ci would show her only what changed\u201d. Why only that?") != ()


def test_a_fact_that_was_asked_for_is_no_leak_and_may_be_long(nurses):
    play = Play([nurses])
    play.say("Which wards drop it?")
    view, move = play.moves[-1]
    assert problems(move, view) == ()
    untold = move.model_copy(update={"told": (Told(asked="x", says="y", short="z"),)})
    assert problems(untold, view) != ()


def test_an_action_that_is_not_open(at_follow_up):
    assert "the action is not open" in said(at_follow_up, "Goodbye.", action=Action.CLOSE)


def test_saying_it_again(nurses):
    play = Play([nurses])
    first = play.say(samples.ANSWER)
    play.say(samples.COST)
    view, move = play.moves[-1]
    assert "said before" in problems(move.model_copy(update={"text": first.text, "quote": first.quote}), view)


PHRASES = [
    (key, text if isinstance(text, str) else text.says)
    for phrases in (LIBRARY.phrases, *LIBRARY.phrases.manners.values())
    for key, texts in phrases
    if key != "manners"
    for text in texts
]


@pytest.mark.parametrize(("key", "text"), PHRASES)
def test_phrases_keep_to_the_rules(nurses, key, text):
    view, move = Play([nurses]).moves[0]
    bare = text.replace("{quote}", "a quote of up to nine words in all here")
    assert text.count("?") <= 1
    assert len(bare.split()) <= 30
    assert "!" not in text
    found = problems(move.model_copy(update={"text": text}), view)
    assert set(found) <= {"said before"}


@pytest.mark.parametrize("signal", LIBRARY.catalogue.signals, ids=lambda signal: signal.id)
def test_the_catalogues_probes_can_be_said(at_follow_up, signal):
    view, move = at_follow_up
    for template in signal.probes:
        text = template.replace("{quote}", "it").format(call="that", people="them", subject="it")
        assert problems(move.model_copy(update={"text": text, "quote": None}), view) == ()
