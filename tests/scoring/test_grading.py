"""Cards from hand-made hearings: what was heard is given, so that only the scoring is under test."""

from __future__ import annotations

from typing import Any

import pytest

from interviewer.evidence.bank import answer_from_turns, build_bank, read_answer
from interviewer.model.evidence import FlagHeard, Heard, SignalHeard
from interviewer.model.words import Dimension, FlagId
from interviewer.scoring import ScoreRequest
from interviewer.scoring.grading import Basis, grade
from interviewer.scoring.headline import LONGEST
from tests.scoring.samples import QUESTION, STRONG


def at(level: Any, **sentences: tuple[int, ...]) -> list[SignalHeard]:
    return [
        SignalHeard(signal=name.replace("_", "-"), level=level, sentences=numbers)
        for name, numbers in sentences.items()
    ]


GOOD = at(
    2,
    names_user_segment=(2,),
    names_user_need=(3,),
    states_stake=(5,),
    makes_decision=(4,),
    names_rejected_option=(7,),
    defines_metric=(12,),
    plans_comparison=(11,),
)


@pytest.fixture
def card(library):
    def make(signals=(), flags=(), round_id="product-sense", answer=None, **more):
        given = answer or read_answer(STRONG, QUESTION)
        request = ScoreRequest(round=round_id, answer=given, question_text=QUESTION, **more)
        heard = Heard(signals=tuple(signals), flags=tuple(flags))
        rubric = library.rubric(round_id)
        return grade(request, Basis("offline", rubric, library.catalogue, build_bank(given), heard))

    return make


def flag(name: FlagId, *sentences: int) -> FlagHeard:
    return FlagHeard(id=name, sentences=sentences, note="what was found")


def test_nothing_heard_is_the_lowest_level_and_says_what_was_listened_for(card):
    found = card()
    for dimension in (Dimension.FRAMING, Dimension.JUDGMENT, Dimension.RIGOR):
        assert found.dimensions[dimension].score == 1
        assert "listened for" in found.dimensions[dimension].rationale
    assert found.recommendation == "strong-no-hire"


def test_a_flag_caps_and_prints_its_reason(card):
    found = card(GOOD, [flag(FlagId.DEFERS_DECISION, 8)])
    assert found.dimensions[Dimension.JUDGMENT].estimate == 1
    assert next(cap.source for cap in found.caps if cap.dimension == "judgment") == "flag:defers-decision"
    assert found.lesson.about == "defers-decision"
    assert found.lesson.it_cost.startswith("Judgment, at most no. ")
    assert "handed the decision over" in found.headline


def test_a_gate_is_lifted_by_any_of_its_signals(card):
    assert any(
        cap.source == "gate:1"
        for cap in card(
            at(
                2,
                ties_to_business=(1,),
                states_assumption=(2,),
                asks_clarifying=(3,),
                cites_user_contact=(4,),
            )
        ).caps
    )
    assert not any(cap.source == "gate:1" and cap.dimension == "framing" for cap in card(GOOD).caps)


def test_one_sentence_carries_no_lean_yes(card):
    found = card(
        at(2, names_user_need=(3,), states_stake=(3,), names_user_segment=(3,), shows_user_moment=(3,))
    )
    framing = found.dimensions[Dimension.FRAMING]
    assert framing.score == 2
    assert "single sentence" in framing.rationale


def test_the_lesson_is_about_the_lowest_dimension_and_keeps_another_sentence(card):
    found = card([each for each in GOOD if each.signal not in {"makes-decision", "names-rejected-option"}])
    assert found.lesson.dimension == "judgment"
    assert found.lesson.about in found.dimensions[Dimension.JUDGMENT].missing
    assert found.lesson.keep is not None
    assert STRONG[found.lesson.keep.start : found.lesson.keep.end] == found.lesson.keep.text
    assert found.lesson.keep.text not in found.lesson.you_said


def test_the_question_s_nouns_are_in_the_lesson(library, card):
    question = library.question("nurse-handover")
    texts = card([], question=question)
    said = " ".join([texts.lesson.it_cost, *(each.to_raise for each in texts.dimensions.values())])
    assert question.people in said or question.subject in said or question.call in said
    assert not {"{call}", "{people}", "{subject}"} & set(said.split())


def test_every_signal_and_flag_makes_a_line_that_fits(library, card):
    rubric = library.rubric("product-sense")
    lines = set()
    for body in rubric.dimensions.values():
        for name in body.signals:
            strong = [each for each in GOOD if each.signal != name]
            lines.add(card(strong).headline)
            lines.add(card([*strong, SignalHeard(signal=name, level=2, sentences=(9,))]).headline)
    for name in FlagId:
        lines.add(card(GOOD, [flag(name, 6)]).headline)
        lines.add(card([], [flag(name)]).headline)
    assert all(len(line) <= LONGEST and line.endswith(".") and "!" not in line for line in lines)
    assert len(lines) >= 15


def test_a_dimension_nobody_asked_about_is_not_guessed(library, card):
    rubric = library.rubric("behavioral")
    optional = [d for d in Dimension if rubric.dimensions[d].assessed == "when-probed"]
    asked = frozenset(Dimension) - set(optional)
    found = card([], round_id="behavioral", probed=asked)
    for dimension in Dimension:
        assert (found.dimensions[dimension].score is None) == (dimension in optional)
    assert card([], round_id="behavioral", probed=frozenset(Dimension)).dimensions[Dimension.RIGOR].score == 1


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("I don't know, the data scientist should decide that.", "abandoned"),
        (
            "You're right. Then I'd keep the page for the agency pool, because 14 of 90 shifts are theirs.",
            "revised",
        ),
        (
            "Because the agency office trains newcomers on our charts on Monday, for two hours.",
            "defended",
        ),
        ("As before, she gets changes and no page.", "restated"),
        ("Fair point, then I'd drop it.", "abandoned"),
    ],
)
def test_what_became_of_a_follow_up(card, reply, outcome):
    asked = "What about the nurse who never met the patient?"
    answer = answer_from_turns([("answer", STRONG), ("follow-up", reply)], QUESTION)
    found = card(GOOD, answer=answer, follow_ups=((asked, 1),))
    assert [(each.asked, each.outcome) for each in found.follow_ups] == [(asked, outcome)]
    bank = build_bank(answer)
    assert all(bank.sentence(number).turn == 1 for number in found.follow_ups[0].sentences)


def test_follow_ups_are_read_out_of_a_pasted_exchange(card):
    reply = "I don't know, I'd leave that to the ward manager."
    text = f"Me: {STRONG}\n\nInterviewer: What about the agency nurse?\nMe: {reply}"
    found = card(GOOD, answer=read_answer(text, QUESTION))
    assert [(each.asked, each.outcome) for each in found.follow_ups] == [
        ("What about the agency nurse?", "abandoned")
    ]
