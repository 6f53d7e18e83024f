"""Looking back: the card with its answer, the own guess, and how it was last time."""

import pytest

from interviewer.evidence.bank import build_bank, read_answer
from interviewer.model.content import Question
from interviewer.model.errors import TranscriptError
from interviewer.model.words import Dimension
from interviewer.reports.transcript import transcript_text
from interviewer.scoring.request import ScoreRequest
from interviewer.session import commands as c
from interviewer.session.pasted import Pasted, read_pasted, save_pasted
from interviewer.session.replaying import Replay
from interviewer.session.review import Review, before, last_time, tried
from interviewer.session.saved import look_into, saved_rounds
from interviewer.transcripts.read import read_transcript
from interviewer.transcripts.store import Store
from tests.scoring.samples import STRONG
from tests.session.harness import LIBRARY, SCORER, Practice
from tests.session.harness import graded_round as graded

GUESS = dict.fromkeys(Dimension, 3)


def graded_round(folder, day, text=STRONG, **wish):
    return graded(folder, day, text, guess=3, **wish)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "transcripts", LIBRARY.samples)


def review(store, path):
    return Review.of_saved(LIBRARY, store, path)


def test_a_saved_round_gives_card_answer_guess_and_question(tmp_path, store):
    path = graded_round(tmp_path, "23")
    (one,) = review(store, path).answers
    assert one.card == read_transcript(path).latest_scorecards()[0].scorecard
    assert one.answer.text == STRONG
    assert one.guess == GUESS
    assert one.question == LIBRARY.question("nurse-handover").prompt
    assert one.question_id == "nurse-handover"
    assert one.place == "answer 1 of 1"
    assert one.last is None


def test_a_round_ended_after_its_first_question_has_one_question_and_one_answer(tmp_path, store):
    at = Practice(tmp_path)
    at.begin()
    at.say(STRONG)
    assert len(at.session.header.questions) == 2
    assert at.session.state.questions(planned=2) == 2
    at.do(c.Finish())
    at.do(c.Grade())
    at.session.close()
    (one,) = review(store, at.session.path).answers
    assert one.place == "answer 1 of 1"
    transcript = at.transcript
    assert "question 1 of 1" in transcript_text(transcript, LIBRARY.catalogue)
    assert Replay.of(LIBRARY, transcript).questions == 1
    (saved,) = map(look_into, saved_rounds(store))
    assert len(saved.questions) == 1


def test_what_only_asks_back_is_no_answer_of_which_levels_could_be_guessed(tmp_path):
    at = Practice(tmp_path, question="nurse-handover")
    at.begin()
    at.say("Is it half on every ward, or do some wards keep it?")
    assert at.session.state.answered == ()


def test_the_evidence_of_the_card_stands_in_the_answer(tmp_path, store):
    (one,) = review(store, graded_round(tmp_path, "23")).answers
    bank = build_bank(one.answer)
    for score in one.card.dimensions.values():
        for each in score.evidence:
            assert [bank.verbatim(number) for number in each.sentences] == [
                quote.text for quote in each.quotes
            ]


def test_last_time_is_the_round_before_of_the_same_kind(tmp_path, store):
    graded_round(tmp_path, "19")
    weak = "I would build a summary for nurses, because nurses are busy. It should be short. " * 3
    graded_round(tmp_path, "20", weak)
    path = graded_round(tmp_path, "21")
    graded_round(tmp_path, "22")
    (one,) = review(store, path).answers
    assert one.last is not None
    assert one.last.at.day == 20
    assert one.last.levels[Dimension.FRAMING] < one.card.dimensions[Dimension.FRAMING].score


def test_another_scorer_s_levels_are_not_compared(tmp_path, store):
    graded_round(tmp_path, "20")
    header = read_transcript(graded_round(tmp_path, "21")).header
    earlier = before(store, header)
    assert last_time(earlier, header.questions[0], "offline") is not None
    assert last_time(earlier, header.questions[0], "anthropic/model") is None


def test_the_last_try_at_the_same_question_comes_before_the_last_round(tmp_path, store):
    weak = "I would build a summary for nurses, because nurses are busy. It should be short. " * 3
    graded_round(tmp_path, "19", weak, question="nurse-handover")
    graded_round(tmp_path, "20", question="truck-parking")
    (again,) = review(store, graded_round(tmp_path, "21", question="nurse-handover")).answers
    assert again.last is not None
    assert (again.last.at.day, again.last.same_question) == (19, True)
    (other,) = review(store, graded_round(tmp_path, "22", question="vet-notes")).answers
    assert other.last is not None
    assert (other.last.at.day, other.last.same_question) == (21, False)


def test_the_example_waits_for_a_try_of_one_s_own(tmp_path, store):
    sample = next(path for path in store.sample_paths() if "strong" in path.name)
    (before,) = review(store, sample).answers
    assert before.question_id is not None
    assert not before.strong_answer
    assert before.last is None
    graded_round(tmp_path, "21", question=before.question_id)
    assert tried(store, before.question_id)
    (after,) = review(store, sample).answers
    assert after.strong_answer == LIBRARY.question(before.question_id).strong_answer


def test_a_round_without_a_grade_has_no_answers_and_a_missing_file_is_an_error(tmp_path, store):
    at = Practice(tmp_path)
    at.begin()
    at.session.close()
    assert review(store, at.session.path).answers == ()
    with pytest.raises(TranscriptError):
        review(store, tmp_path / "none.jsonl")


def test_a_pasted_answer_has_its_card_and_its_question():
    question = Question.typed("execution", "What would you do about the drop?")
    text = (
        "Interviewer: What would you do about the drop?\nMe: I'd stop the launch, because trust goes first."
    )
    answer = read_answer(text, question.prompt)
    request = ScoreRequest(round="execution", answer=answer, question_text=question.prompt)
    (one,) = Review.of_pasted(card(), request).answers
    assert one.answer.text == text
    assert one.question == question.prompt
    assert one.question_id is None
    assert (one.guess, one.last, one.place, one.strong_answer) == (None, None, "", "")
    known = LIBRARY.question("nurse-handover")
    request = ScoreRequest(round="product-sense", answer=read_answer(STRONG), question=known)
    assert Review.of_pasted(card(), request).answers[0].strong_answer == known.strong_answer


def card():
    return SCORER.score(ScoreRequest(round="product-sense", answer=read_answer(STRONG)))


def test_what_was_pasted_is_there_again_and_private(tmp_path):
    path = tmp_path / "data" / "pasted.json"
    assert read_pasted(path) == Pasted()
    left = Pasted(round="execution", question="cold-flats", text="I'd turn it off.\n\n“Now.” 😀")
    save_pasted(path, left.model_dump_json())
    assert read_pasted(path) == left
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text("{torn")
    assert read_pasted(path) == Pasted()
    (tmp_path / "file").write_text("")
    with pytest.raises(TranscriptError, match="cannot"):
        save_pasted(tmp_path / "file" / "pasted.json", left.model_dump_json())
