"""Cards from hand-made hearings: what was heard is given, so that only the scoring is under test."""

from __future__ import annotations

from typing import Any

import pytest

from interviewer.evidence.bank import answer_from_turns, build_bank, read_answer
from interviewer.model.evidence import FlagHeard, Heard, SignalHeard
from interviewer.model.words import Dimension, FlagId
from interviewer.reports.scorecard import advice
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
    question = next(each for each in library.questions("product-sense") if each.decision)
    texts = card([], question=question)
    said = " ".join([texts.lesson.it_cost, *(each.to_raise for each in texts.dimensions.values())])
    assert question.people in said or question.subject in said or question.call in said
    assert not {"{call}", "{people}", "{subject}"} & set(said.split())


def test_a_question_s_call_is_only_said_where_it_reads_as_one_decision(library, card):
    in_halves = library.question("nurse-handover")
    of_a_story = library.questions("recruiter-screen")[0]
    for question in (in_halves, of_a_story):
        for raised in ([flag(FlagId.NO_DECISION)], [flag(FlagId.DEFERS_DECISION, 6)], []):
            told = card([], raised, question=question).lesson
            assert question.call not in f"{told.it_cost} {told.next_time}"
    whole = library.question("short-claim-form")
    cost = card([], [flag(FlagId.NO_DECISION)], question=whole).lesson.it_cost
    assert cost.endswith("nobody knows where you stand on whether to roll out the short claim form.")


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


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("No.", "restated"),
        ("No, because I said so.", "restated"),
        (
            "She gets only what changed since her last shift, five lines, instead of the full page.",
            "restated",
        ),
        (
            "We would see it, people would stop complaining and everybody would be clearly happier.",
            "restated",
        ),
        (
            "Then I'd ask the vendor to park it in week two, since a plan nobody can edit is thrown away.",
            "defended",
        ),
        ("You're right.", "abandoned"),
        ("Fair point. I'd start with the agency pool on the two surgical floors instead.", "revised"),
    ],
)
def test_a_reply_without_a_reason_defends_nothing(card, reply, outcome):
    """Being told well is no defence, so the whole reply is heard as particular and well led."""
    answer = answer_from_turns([("answer", STRONG), ("follow-up", reply)], QUESTION)
    told = [each.number for each in build_bank(answer).sentences if each.turn == 1]
    heard = [*GOOD, *at(2, concrete_words=told, links_points=told)]
    found = card(heard, answer=answer, follow_ups=(("Why not?", 1),))
    assert [each.outcome for each in found.follow_ups] == [outcome]


KEPT = {
    "a question": "Is it a problem that half of them don't open it any more?",
    "waved off": "The vendor's 95 percent, I wouldn't lose any time on it at all.",
    "leaning": "What I wouldn't do is both of them at half strength this year.",
    "sound": "I turn down the league table, because it punishes drivers for their route.",
}


@pytest.mark.parametrize("kind", KEPT)
def test_only_a_sentence_that_stands_alone_is_kept(card, kind):
    text = (
        f"I ran the depot app. {KEPT[kind]} I refused it in March. Two of them left us. We lost the renewal. "
        "I kept one board for each depot."
    )
    heard = at(
        2, makes_decision=(6, 2), accepts_cost=(3,), gives_choice_reason=(4,), names_rejected_option=(5,)
    )
    found = card([*heard, *at(2, cuts_scope=(2,))], answer=read_answer(text, QUESTION))
    assert found.lesson is not None
    kept = found.lesson.keep.text if found.lesson.keep else ""
    assert (kept == KEPT[kind]) == (kind == "sound")


def test_what_only_sets_the_scene_is_not_kept(card):
    text = (
        "I was the lead engineer at a software house in Stuttgart. Herr Brandl feared for his forty "
        "pharmacies. We held it back. A mother was sent away on a Saturday without her child's medicine."
    )
    told = at(2, maps_stakeholders=(2,), names_user_need=(3,), states_stake=(4,), sets_context=(1,))
    kept = card(told, round_id="behavioral", answer=read_answer(text, QUESTION)).lesson.keep
    assert kept is not None
    assert kept.text.startswith(("A mother was sent away", "Herr Brandl"))


def test_nothing_is_kept_of_an_answer_to_another_question_or_from_a_flagged_sentence(card):
    lean = [each for each in GOOD if each.signal != "names-user-need"]
    best = card(lean).lesson.keep
    number = next(
        s.number for s in build_bank(read_answer(STRONG, QUESTION)).sentences if s.start <= best.start < s.end
    )
    assert card(lean, [flag(FlagId.OFF_QUESTION)]).lesson.keep is None
    struck = card(lean, [flag(FlagId.GRADER_INSTRUCTION, number)]).lesson.keep
    assert struck is None or struck.text != best.text


@pytest.mark.parametrize("name", list(FlagId))
def test_what_you_said_is_verbatim_or_is_told_as_not_heard(card, name):
    for sentences in ((), (6,)):
        lesson = card([], [flag(name, *sentences)]).lesson
        if lesson.heard:
            words = lesson.you_said.removeprefix("“").removesuffix("”")
            assert words in " ".join(STRONG.split())
        else:
            assert "“" not in lesson.you_said or "“we”" in lesson.you_said.lower()


def test_advice_is_built_on_the_candidate_s_own_words_and_never_given_twice(card, library):
    found = card(GOOD)
    told = [each.to_raise for each in found.dimensions.values() if each.score < 4]
    assert len(set(told)) == len(told) >= 2
    quotes = [each.partition("“")[2].partition("”")[0] for each in told if each.startswith("“")]
    assert quotes
    assert all(words in " ".join(STRONG.split()) for words in quotes)
    assert len(set(quotes)) == len(quotes)


def test_near_a_border_it_says_what_would_settle_it_and_that_does(card, library):
    """The levels are undecided, and the sentence asked for makes it the upper one."""
    near = at(2, names_user_segment=(2,), names_user_need=(3,))
    before = card([*near, *at(1, states_stake=(5,))])
    open_at = {name: each.undecided for name, each in before.dimensions.items() if each.undecided}
    assert Dimension.FRAMING in open_at
    border = open_at[Dimension.FRAMING]
    assert border.settled_by is not None
    signals = [each for each in near if each.signal != border.settled_by]
    after = card([*signals, *at(2, **{border.settled_by.replace("-", "_"): (8,)})])
    framing = after.dimensions[Dimension.FRAMING]
    assert framing.score >= border.between[1]
    assert framing.undecided is None or framing.undecided.between != border.between


CHOSEN = (
    "Wards differ in how long a patient stays, and the page looks alike on all of them. Nurses who had the "
    "patient on Tuesday get a page they know. I'd build for the nurse who takes over long-stay patients. She "
    "sees five lines. I turn down the settings page, since nobody sets anything up at five to seven."
)
CAVEAT = "I would accept that this makes the list longer than five lines for some patients."


@pytest.fixture
def with_a_late_caveat(card):
    answer = answer_from_turns([("answer", CHOSEN), ("follow-up", CAVEAT)], QUESTION)
    content = at(2, names_user_segment=(3,), names_user_need=(2,), states_stake=(2,), contrasts_segments=(1,))
    choice = at(2, makes_decision=(6, 3), accepts_cost=(6,), names_rejected_option=(5,), cuts_scope=(4,))
    choice += at(2, gives_choice_reason=(2,))
    told = at(2, concrete_words=(1,), links_points=(5,), explains_plainly=(4,), uses_example=(2,))
    counted = at(2, defines_metric=(4,), sets_baseline_target=(1,), plans_comparison=(2,))
    return card([*content, *choice, *told, *counted], answer=answer)


def test_one_is_told_to_open_with_the_choice_and_not_with_a_caveat_from_a_reply(with_a_late_caveat):
    told = with_a_late_caveat.dimensions[Dimension.COMMUNICATION].to_raise
    assert told.startswith("“I'd build for the nurse who takes over long-stay patients”: open with it")


def test_no_sentence_is_read_out_under_two_headings_of_a_card(with_a_late_caveat):
    found = with_a_late_caveat
    kept = found.lesson.keep.text.rstrip(".")
    assert kept
    others = [found.lesson.next_time, *(each.to_raise for each in found.dimensions.values())]
    assert not [each for each in others if kept in each]
    told = [told for name in Dimension if (told := advice(name, found)) is not None]
    assert not [words for _, words in told if found.lesson.next_time[:40].lower() in words.lower()]
