"""Words lit by what they show: nothing is lost, nothing is lit that the card does not hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.content.library import Library
from interviewer.evidence.bank import read_answer
from interviewer.evidence.characters import visible
from interviewer.model.words import Dimension
from interviewer.reports.lit import light, taught
from interviewer.scoring.request import ScoreRequest
from interviewer.session.cast import make_scorer
from interviewer.session.grading import RoundRecord, score_request
from interviewer.transcripts.read import read_transcript
from tests.scoring.samples import QUESTION, STRONG

LIBRARY = Library()
SCORER = make_scorer(LIBRARY, "offline")
SAMPLES = sorted(LIBRARY.samples.glob("*.jsonl"))
TRAP = next(path for path in SAMPLES if "trap" in path.name)

EXCHANGE = (
    "Interviewer: What would you do?\n"
    "Me: I'd keep the night nurse's own words, because she knows the patient. We lose the long text.\n"
    "Interviewer: And if the number falls?\n"
    "Me: I'd ask the data scientist which metric matters and go with that."
)


def graded(text, question=QUESTION, round_id="product-sense"):
    answer = read_answer(text, question)
    request = ScoreRequest(round=round_id, answer=answer, question_text=question)
    return SCORER.score(request), answer


def lit(text, **more):
    card, answer = graded(text, **more)
    return light(card, answer, LIBRARY.catalogue, LIBRARY.rubric("product-sense"))


def sample(path):
    transcript = read_transcript(path)
    request = score_request(LIBRARY, RoundRecord.of(transcript), 0)
    card = transcript.latest_scorecards()[0].scorecard
    rubric = LIBRARY.rubric(card.round)
    return card, request, light(card, request.answer, LIBRARY.catalogue, rubric, request.follow_ups)


def own_words(passages):
    return visible(" ".join(each.text for each in passages if each.who == "candidate"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_all_evidence_and_all_flags_of_a_sample_are_lit_and_no_word_is_lost(path):
    card, request, passages = sample(path)
    evidence = {n for score in card.dimensions.values() for each in score.evidence for n in each.sentences}
    flagged = {n for flag in card.flags for n in flag.sentences}
    lit = [each for passage in passages for each in passage.lit]
    assert {each.sentence for each in lit if not each.slight} == evidence | flagged
    traced = {n for score in card.dimensions.values() for each in score.traces for n in each.sentences}
    assert {each.sentence for each in lit if each.slight} == traced - evidence - flagged
    assert not any(each.slight for passage in passages for each in passage.lit if each.mark == passage.mark)
    said = " ".join(request.answer.text[span.start : span.end] for span in request.answer.spans)
    assert own_words(passages) == visible(said)


def test_a_flag_stands_before_evidence_and_has_the_dimension_it_limits_most():
    card, _, passages = sample(TRAP)
    both = [
        each
        for passage in passages
        for each in passage.lit
        if {shown.kind for shown in each.shows} >= {"flag", "evidence"}
    ]
    assert both
    assert {each.mark.kind for each in both} == {"flag"}
    defers = [
        shown
        for passage in passages
        for each in passage.lit
        for shown in each.shows
        if shown.words == "hands the decision over"
    ]
    assert {shown.dimension for shown in defers} == {Dimension.JUDGMENT}
    assert taught(card, LIBRARY.catalogue) == "hands the decision over"


def test_follow_ups_stand_before_their_replies_with_what_became_of_them():
    _, _, passages = sample(TRAP)
    asked = [each for each in passages if each.who == "interviewer"]
    assert [each.outcome for each in asked] == [
        "You let it go.",
        "You answered it with a reason.",
        "You answered it with a reason.",
        "You let it go.",
    ]
    at = passages.index(asked[1])
    assert asked[1].text.startswith("Let us say it has come back to your desk.")
    assert passages[at + 1].text.startswith("Well, on my desk")


def test_the_interviewer_s_words_in_a_pasted_exchange_are_not_the_candidate_s():
    passages = lit(EXCHANGE)
    assert [each.text for each in passages if each.who == "interviewer"] == ["And if the number falls?"]
    assert "Interviewer" not in own_words(passages)
    assert "Me:" not in own_words(passages)


def test_paragraphs_stay_apart():
    passages = lit(STRONG)
    paragraphs = [visible(part) for part in STRONG.split("\n\n")]
    for passage in passages:
        assert any(visible(passage.text) in part for part in paragraphs)


def test_a_list_keeps_its_lines():
    listed = "I see three groups here:\n- nurses on short stays\n- nurses in intensive care\n- agency nurses"
    card, _ = graded(STRONG)
    (passage,) = light(card, read_answer(listed), LIBRARY.catalogue)
    assert passage.text == listed


def test_a_card_of_another_answer_lights_nothing():
    card, _ = graded(STRONG)
    other = read_answer("This is about something else. It has two sentences.")
    assert not [each for passage in light(card, other, LIBRARY.catalogue) for each in passage.lit]


def test_escape_sequences_are_not_shown():
    text = "".join(each.text for each in lit(STRONG.replace("two groups", "two \x1b[31mgroups\u200b")))
    assert "\x1b" not in text
    assert "\u200b" not in text
    assert "two groups" in text


@given(st.text(alphabet=st.sampled_from("ab .,!?\n\r\t-*Iéß日😀\u200b\x1b["), max_size=120))
@settings(max_examples=60)
def test_no_word_is_lost_whatever_was_typed(text):
    card, _ = graded(STRONG)
    answer = read_answer(text)
    passages = light(card, answer, LIBRARY.catalogue)
    said = " ".join(visible(answer.text[span.start : span.end]) for span in answer.spans)
    assert "".join(own_words(passages).split()) == "".join(said.split())
