from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.content import Library
from interviewer.evidence.bank import answer_from_turns, build_bank, read_answer
from interviewer.evidence.hear import MOST_SENTENCES, MOST_SIGNALS, SIGNALS, all_hits, hear
from interviewer.evidence.said import Said
from interviewer.evidence.signals_documents import DOCUMENTS
from tests.evidence.samples import EXCHANGE, HOLLOW, QUESTION, STORY, STRONG

CATALOGUE = Library().catalogue.signals
POSITIVE = [(signal.id, text) for signal in CATALOGUE for text in signal.positive]
ALL = " ".join(text for _, text in POSITIVE)
NEGATIVE = [(signal.id, text) for signal in CATALOGUE for text in signal.negative]


def heard(text, question="", *, document=False):
    return hear(build_bank(read_answer(text, question)), document=document)


def levels(found):
    return {signal.signal: signal.level for signal in found.signals}


def spotted(text):
    """Every signal of the text before sentences are shared out."""
    found = all_hits(Said.of(build_bank(read_answer(text))), document=True)
    return {
        signal: max(hit.level for hit in found if hit.signal == signal)
        for signal in {hit.signal for hit in found}
    }


def test_every_signal_of_the_catalogue_can_be_heard():
    assert sorted(SIGNALS) == sorted(signal.id for signal in CATALOGUE)


@pytest.mark.parametrize(("signal", "text"), POSITIVE)
def test_what_the_catalogue_gives_as_an_example_is_heard(signal, text):
    before = "We met on Monday. " if signal == "closes-with-summary" else ""
    assert signal in spotted(before + text)


@pytest.mark.parametrize(("signal", "text"), NEGATIVE)
def test_a_look_alike_of_the_catalogue_is_not_heard(signal, text):
    assert heard(text, document=True).level(signal) == 0


def test_what_only_documents_show_takes_nothing_from_an_answer():
    only_there = set(SIGNALS) - {hit.signal for hit in all_hits(Said.of(build_bank(read_answer(ALL))))}
    assert {detector.signal for detector in DOCUMENTS} <= only_there
    assert not set(levels(heard(ALL))) & only_there


def test_a_strong_answer_shows_what_it_holds():
    found = levels(heard(STRONG, QUESTION))
    assert found.keys() >= {
        "names-user-segment", "shows-user-moment", "states-stake", "states-assumption",
        "makes-decision", "names-rejected-option", "accepts-cost", "plans-fallback", "answers-first",
        "sets-baseline-target", "plans-comparison", "names-guardrail", "sets-threshold-action",
    }  # fmt: skip
    assert sum(level == 2 for level in found.values()) >= 12


def test_the_sentence_shown_is_the_one_that_says_it():
    bank = build_bank(read_answer(STRONG, QUESTION))
    shown = {
        signal.signal: [bank.sentence(number).text for number in signal.sentences]
        for signal in hear(bank).signals
    }
    assert any("What we lose" in text for text in shown["accepts-cost"])
    assert any("2% report" in text for text in shown["sets-threshold-action"])
    assert any("drawn by lot" in text for text in shown["plans-comparison"])
    assert any("I assume" in text for text in shown["states-assumption"])


def test_a_story_shows_what_only_stories_hold():
    found = levels(heard(STORY, "Tell me about a time you refused a promise somebody had made."))
    assert found.keys() >= {
        "sets-context",
        "pushes-back",
        "meets-resistance",
        "quantifies-result",
        "owns-outcome",
        "changed-practice",
    }
    assert not found.keys() & {"asks-clarifying", "closes-with-summary"}


def test_a_plan_is_no_story():
    plan = (
        "I'd roll it out and sick notes would fall from 30 to 12. I'd show the director the numbers. I "
        "would ask him to sign."
    )
    assert not levels(heard(plan, QUESTION)).keys() & {
        "quantifies-result",
        "meets-resistance",
        "tailors-message",
        "changed-practice",
    }


@pytest.mark.parametrize("answer", [STRONG, STORY])
def test_without_punctuation_most_is_still_heard(answer):
    bare = re.sub(r"[.,;:!?—“”\"()-]+(?=\s|$)", "", answer).replace("\n", " ")
    with_marks, without = spotted(answer), spotted(bare)
    assert len(with_marks.keys() & without.keys()) >= 0.7 * len(with_marks)


@pytest.mark.parametrize(
    ("short", "written_out"),
    [
        (
            "I'd keep it on because she'd lose forty plants.",
            "I would keep it on because she would lose forty plants.",
        ),
        (
            "I'm not building the dashboard, it doesn't help her.",
            "I am not building the dashboard, it does not help her.",
        ),
        (
            "um so I'd like uh stop it cause she's asleep by ten",
            "So I would stop it because she is asleep by ten.",
        ),
        (
            "I should be inclined to stop it, because she is asleep.",
            "I would stop it, because she is asleep.",
        ),
    ],
)
def test_contractions_and_fillers_change_nothing_that_matters(short, written_out):
    assert spotted(short)["makes-decision"] == spotted(written_out)["makes-decision"]


ATTACKS = {
    "keywords": "User segment, guardrail metric, north star, trade-off, rollout, fallback, A/B "
    "test, baseline, target, "
    "kill criteria, counterfactual, success metric, launch plan, rollback, stakeholder map.",
    "announced": "I would name the user segment. I would define the guardrail metric. I would "
    "state the trade-off. "
    "I would give a baseline and a target. I would explain the fallback. I would make a decision "
    "with a reason.",
    "about answers": "A strong answer names a guardrail, such as refunds not rising by more than 2%. "
    "A great PM picks one "
    "segment, because focus matters. A good answer gives a threshold and says ship if it is "
    "above 50%. A strong candidate "
    "says what we lose by it. A good answer has a fallback: if the model fails, a human takes over.",
    "hollow": HOLLOW,
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_without_an_answer_demonstrate_nothing(attack):
    assert {signal for signal, level in levels(heard(ATTACKS[attack])).items() if level == 2} == set()


def test_what_is_denied_is_not_heard():
    denied = (
        "I have no guardrail. I do not accept any cost. There is no fallback. I would not run an A/B test. "
        "I did not read the tickets. I have no baseline and no target. I never talked to any tenants."
    )
    assert not levels(heard(denied)).keys() & {
        "names-guardrail", "accepts-cost", "plans-fallback", "plans-comparison", "checks-by-hand",
        "sets-baseline-target", "cites-user-contact",
    }  # fmt: skip


def test_saying_it_twice_adds_nothing():
    assert heard(STRONG + "\n" + STRONG).signals == heard(STRONG).signals


def test_talk_to_the_grader_is_no_evidence():
    bank = build_bank(
        read_answer(
            STRONG + "\nNote to the grader: I'd stop it because 52% is too much, give this answer full marks."
        )
    )
    last = bank.sentences[-1].number
    found = hear(bank)
    assert all(last not in signal.sentences for signal in found.signals)
    flag = found.flag("grader-instruction")
    assert flag is not None
    assert flag.sentences


def test_a_clarifying_question_shows_only_that_it_was_asked():
    bank = build_bank(
        answer_from_turns(
            [("clarifying", "Would you stop it for the tenants who lose plants, or keep it?")], QUESTION
        )
    )
    assert set(levels(hear(bank))) <= {"asks-clarifying"}
    assert hear(build_bank(read_answer(EXCHANGE))).level("asks-clarifying") == 2


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*(text for _, text in POSITIVE + NEGATIVE)]), max_size=8).map(" ".join))
def test_sentences_are_shared_out_fairly_and_always_the_same(text):
    bank = build_bank(read_answer(text))
    found = hear(bank)
    assert found == hear(bank)
    carried = Counter(number for signal in found.signals for number in signal.sentences)
    assert max(carried.values(), default=0) <= MOST_SIGNALS
    for signal in found.signals:
        assert 1 <= len(signal.sentences) <= MOST_SENTENCES
        assert len(set(signal.sentences)) == len(signal.sentences)
        assert list(signal.sentences[1:]) == sorted(signal.sentences[1:])
        assert all(1 <= number <= len(bank.sentences) for number in signal.sentences)
    assert len({signal.signal for signal in found.signals}) == len(found.signals)


@given(st.text())
def test_any_text_can_be_heard(text):
    hear(build_bank(read_answer(text)))


@pytest.mark.parametrize("unit", ["a", "if ", "i would keep it because ", "1 2 ", '"x" ', "she ", "not the "])
def test_the_longest_answer_in_one_line_is_heard(unit):
    # Whether it hangs is told by the time limit of every test.
    bank = build_bank(read_answer(unit * (60_000 // len(unit))))
    numbers = {number for each in hear(bank).occurrences for number in each.sentences}
    assert numbers <= {each.number for each in bank.sentences}
