"""Traces: what counts a little, in whatever voice it is said."""

from __future__ import annotations

import pytest

from interviewer.evidence.bank import build_bank, read_answer
from interviewer.evidence.hear import hear
from interviewer.evidence.normal import normal
from tests.scoring import samples


def traced(text):
    return {each.trace: each for each in hear(build_bank(read_answer(text))).traces}


@pytest.mark.parametrize(
    ("trace", "text"),
    [
        ("people-act", "A librarian waits for the screen, and then he closes it."),
        ("people-act", "Nobody reads the second page."),
        ("group-told-apart", "I mean the welders who work alone at night."),
        ("loss-told", "He loses half a day for nothing."),
        ("meaning-given", "The delay is not the problem, it is a symptom."),
        ("cost-weighed", "What we give up is the quick reply."),
        ("loss-accepted", "Some will wait longer, and we live with that."),
        ("left-out", "Nobody gets the old form any more."),
        ("condition-set", "If fewer than nine in ten come back, we stop."),
        ("own-part", "I had misread the contract."),
        ("left-open", "Both views are valid and it depends."),
        ("handed-over", "I would let the team decide."),
        ("process-steps", "We held an alignment workshop with the working group."),
        ("impression-only", "The feedback was positive and things improved noticeably."),
        ("figures", "It was 14 of 90 boats."),
        ("compared", "Half of the harbours stayed as they were, drawn by lot."),
    ],
)
def test_forms_of_speech_are_heard_in_trades_nobody_wrote_them_for(trace, text):
    assert trace in traced(text)


def test_a_number_is_no_person():
    assert "people-act" not in traced("The order number gets longer.")


def test_fillers_of_speech_count_for_nothing():
    plain = "I'd stop the ferry for a week, because the ramp is loose. It costs us nine crossings a day."
    spoken = (
        "So um, I'd stop the ferry for, you know, a week, uh, because, I mean, the ramp is loose. "
        "It costs us nine crossings a day."
    )
    assert set(traced(spoken)) == set(traced(plain))


def test_a_wandering_sentence_is_heard_and_a_long_one_that_is_led_is_not():
    led = (
        "The pilot, who has taken this boat out every morning for eleven years and knows each of the "
        "sandbanks by the colour of the water above it, turned the chart off on the second day because it "
        "showed him a harbour that had silted up."
    )
    wandering = (
        "So the pilot, sorry, where was I, he maybe took the boat out, or rather it was somebody else, "
        "I think, anyway they had this chart, and it was perhaps a bit off, or something, and then, "
        "let me think, he possibly turned it off on the second day."
    )
    amounts = [traced(text).get("wandering-sentences") for text in (led, wandering)]
    assert amounts[0] is None
    assert amounts[1] is not None
    assert amounts[1].amount > 0.3


@pytest.mark.parametrize("name", ["buzzwords-told", "unexplained-terms"])
def test_padding_thins_nothing_out(name):
    text = f"{samples.HOLLOW} We use a CRM, an ERP and a DWH for it."
    padded = f"{text} {samples.FILLER} {samples.FILLER}"
    assert traced(padded)[name].amount >= traced(text)[name].amount - 0.05


def test_notes_are_read_as_told_by_their_writer():
    assert normal("Told both harbours the day before") == "i told both harbours the day before"
    assert normal("Keep the old chart on board") == "i would keep the old chart on board"
    assert normal("Keep rate: 4 of 9") == "keep rate: 4 of 9"


def test_were_is_no_contraction():
    assert normal("They were late and we're not") == "they were late and we are not"
