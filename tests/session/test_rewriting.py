"""A graded answer in other words: which sentence is open, what it does, what is kept and undone."""

import pytest

from interviewer.evidence.bank import answer_from_turns, build_bank, read_answer
from interviewer.model.errors import NotScorableError, UsageError
from interviewer.model.words import Dimension
from interviewer.scoring.request import ScoreRequest
from interviewer.session.review import Review
from interviewer.session.rewriting import Rewriting, weakest
from interviewer.session.wordings import Wordings, WordingsFile
from interviewer.transcripts.journal import rewrites_path
from interviewer.transcripts.store import Store
from tests.session.harness import LIBRARY, SCORER, StillClock, graded_round

NOW = StillClock().now()
DEFERS = "I'd ask the data scientist which metric matters here and go with that."
BEFORE = (
    "The fall is on iOS only, and it began on the 4th, the day the version shipped, so I would roll it back "
    "for half of the users and compare both halves for three days. Riders who commute at seven have it "
    "worst, because they book at the platform and miss the train while the page loads."
)
AFTER = "Then I would tell the two teams what came out of it on Friday."
DECIDES = (
    "I choose missed trains a week as the metric, not ratings, because ratings come in weeks later, and I "
    "stop the rollout when more than 3 in 100 riders miss theirs."
)


@pytest.fixture
def file(tmp_path):
    return WordingsFile(tmp_path / "rewrites.json")


def pasted(text, round_id="execution"):
    request = ScoreRequest(round=round_id, answer=read_answer(text))
    return Review.of_pasted(SCORER.score(request), request).answers[0]


def rewriting(file, text=f"{BEFORE} {DEFERS} {AFTER}", sentence=0):
    return Rewriting(LIBRARY, pasted(text), file, sentence)


def test_it_begins_at_the_sentence_that_counted_against_it(file):
    at = rewriting(file)
    assert at.text == DEFERS
    assert at.around.after == AFTER
    assert BEFORE.endswith(at.around.before)


def test_where_nothing_is_named_or_counts_against_it_the_longest_idle_sentence_is_first():
    reviewed = pasted(f"{BEFORE} {DECIDES} {AFTER}")
    sentences = build_bank(reviewed.answer).sentences
    card = reviewed.card.model_copy(update={"lesson": None, "flags": ()})
    bare = {
        name: each.model_copy(update={"traces": (), "to_raise": ""}) for name, each in card.dimensions.items()
    }
    number = weakest(card.model_copy(update={"dimensions": bare}), sentences)
    shows = {each for body in card.dimensions.values() for found in body.evidence for each in found.sentences}
    idle = [each for each in sentences if each.number not in shows]
    assert number == max(idle, key=lambda each: len(each.text)).number


def test_other_words_move_the_levels_and_only_their_own_sentence(file):
    at = rewriting(file)
    at.say(DECIDES)
    assert at.answer.text == f"{BEFORE} {DECIDES} {AFTER}"
    card = at.grade(at.answer)
    assert card == SCORER.score(ScoreRequest(round="execution", answer=read_answer(at.answer.text)))
    assert card.dimensions[Dimension.JUDGMENT].score > at.graded.dimensions[Dimension.JUDGMENT].score
    two = at.compared_with(at.answer, card, NOW)
    assert two.alike
    assert two.gained


def with_lesson(reviewed, **said):
    lesson = reviewed.card.lesson.model_copy(update=said)
    return reviewed.card.model_copy(update={"lesson": lesson})


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ({"heard": False, "about": "answers-first", "next_time": "Begin."}, 1),
        ({"heard": True, "about": "names-user", "you_said": AFTER}, 6),
        ({"heard": False, "about": "names-user", "next_time": f"Say beside “{AFTER}” for whom."}, 6),
    ],
)
def test_it_begins_at_the_sentence_the_lesson_names(said, begins):
    reviewed = pasted(f"{BEFORE} {DEFERS} It waits. {AFTER}")
    sentences = build_bank(reviewed.answer).sentences
    assert sentences[5].text == AFTER
    assert weakest(with_lesson(reviewed, **said), sentences) == begins


def test_sentences_are_counted_as_on_the_card_without_clarifying_questions(file):
    asked = "Which metric do we watch?"
    answer = answer_from_turns([("clarifying", asked), ("answer", f"{BEFORE} {DEFERS}")], "Why?")
    request = ScoreRequest(round="execution", answer=answer)
    reviewed = Review.of_pasted(SCORER.score(request), request).answers[0]
    at = Rewriting(LIBRARY, reviewed, file, 2)
    own = len(build_bank(answer).sentences) - 1
    assert at.place == (1, own)
    at.open_sentence(-1)
    assert (at.text, at.place) == (asked, None)


def test_an_emptied_sentence_is_left_out_and_an_emptied_answer_cannot_be_graded(file):
    at = rewriting(file)
    at.say("")
    assert "data scientist" not in at.answer.text
    at.grade(at.answer)
    at.open_whole()
    at.say("")
    with pytest.raises(NotScorableError):
        at.grade(at.answer)
    at.say("Back again.")
    assert at.answer.text == "Back again."


def test_the_next_sentence_begins_behind_what_was_typed_and_the_ends_meet(file):
    at = rewriting(file)
    at.say(f"{DECIDES} I would look again in two weeks.")
    at.open_sentence(1)
    assert at.text == AFTER
    at.open_sentence(1)
    assert at.part.number == 1
    at.open_sentence(-1)
    assert at.text == AFTER


def test_undo_goes_back_to_the_answer_as_graded(file):
    at = rewriting(file)
    at.say(DECIDES)
    at.open_sentence(1)
    at.say("Then I would go home.")
    while at.undo():
        pass
    assert at.text == DEFERS
    assert not at.changed
    at.say(DECIDES)
    at.as_graded()
    assert not at.changed
    assert at.undo()
    assert DECIDES in at.answer.text


def test_kept_wordings_and_the_draft_are_there_next_time(file):
    at = rewriting(file)
    at.say(DECIDES)
    at.keep(at.answer, NOW)
    at.open_sentence(1)
    at.say("Then I would")
    at.save_draft()
    again = rewriting(file)
    assert again.text == "Then I would"
    assert [each.answer.text for each in again.kept] == [f"{BEFORE} {DECIDES} {AFTER}"]
    (two,) = again.comparisons()
    assert (two.before.name, two.after.name) == ("as graded", "rewrite 1")
    assert two.before.card == again.graded
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_the_same_words_are_kept_once_and_going_back_leaves_no_draft(file):
    at = rewriting(file)
    for words in (DECIDES, DEFERS, DECIDES):
        at.say(words)
        at.keep(at.answer, NOW) if words == DECIDES else at.save_draft()
    assert len(at.kept) == 1
    at.as_graded()
    at.save_draft()
    assert rewriting(file).text == DEFERS


def test_a_file_that_cannot_be_read_is_no_rewrite(file):
    file.path.write_text("{")
    assert rewriting(file).kept == ()
    assert file.read("none") == Wordings()


def test_rewrites_of_a_saved_round_lie_beside_it_and_go_where_it_goes(tmp_path):
    path = graded_round(tmp_path, 20)
    store = Store(path.parent)
    reviewed = Review.of_saved(LIBRARY, store, path).answers[0]
    at = Rewriting(LIBRARY, reviewed, WordingsFile(rewrites_path(path)))
    at.say("I'd give her changes only, because a page hides the two lines she came for.")
    at.keep(at.answer, NOW)
    assert rewrites_path(path).exists()
    store.delete(path)
    assert not rewrites_path(path).exists()
    store.restore(path.stem)
    assert len(Rewriting(LIBRARY, reviewed, WordingsFile(rewrites_path(path))).kept) == 1
    store.delete(path, for_good=True)
    assert not rewrites_path(path).exists()


def test_a_follow_up_s_reply_is_a_whole_of_its_own_and_the_others_stay_where_they_were(file):
    exchange = f"Interviewer: What now?\nMe: {BEFORE}\nInterviewer: Which metric?\nMe: {DEFERS}\n"
    at = rewriting(file, exchange)
    at.open_sentence(1)
    at.open_whole()
    assert at.text == BEFORE
    at.say(AFTER)
    assert at.answer.text == exchange.replace(BEFORE, AFTER)
    assert [at.answer.text[each.start : each.end] for each in at.answer.spans] == [AFTER, DEFERS]


def test_what_is_not_at_hand_cannot_be_rewritten(file):
    with pytest.raises(UsageError):
        Rewriting(LIBRARY, pasted(BEFORE).model_copy(update={"request": None}), file)
