from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.evidence.questions import questions_in


@pytest.mark.parametrize(
    "text",
    [
        "Is it every garden?",
        "can you tell me who they are",
        "I'd like to know whether they pay for it.",
        "May I ask what the goal is",
        "how many of them mute it",
        "Do we know why they mute it",
        "I'm wondering if this is only the north slope.",
        "Could you clarify what counts as muted.",
    ],
)
def test_asked(text):
    assert questions_in(text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "I'd stop it.",
        "What I give up is the habit of opening the app.",
        "How they got there doesn't matter to me.",
        "When it freezes, she loses plants.",
        "??",
        "",
    ],
)
def test_not_asked(text):
    assert questions_in(text) == ()


def test_several_in_order():
    text = "Thanks. Is it every garden? And who sends it? I'd guess the club does."
    assert questions_in(text) == ("Is it every garden?", "And who sends it?")


@given(st.text())
def test_any_text_can_be_asked_about(text):
    assert all(question.strip() for question in questions_in(text))
