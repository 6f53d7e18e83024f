"""The summary on the home screen says what the saved rounds say, and a damaged file shows nothing wrong."""

import json

import pytest

from interviewer.progress.summary import Summary, read_summary
from interviewer.session.summarise import refresh_summary, summarise
from interviewer.session.surroundings import Surroundings
from interviewer.transcripts.read import read_transcript
from tests.cli.shell import STRONG, interviewer, messages
from tests.session.loops import InLoop

ANSWERED = messages(STRONG) + "/finish\n"


def practise(*words, stdin=ANSWERED):
    ran = interviewer("practice", "--plain", "--question", "nurse-handover", *words, stdin=stdin)
    assert ran.code == 0, ran.err


def test_nothing_was_practised_yet(home):
    assert summarise(Surroundings.of().store) == Summary()
    assert read_summary(home / "summary.json") == Summary()


def test_a_graded_round_gives_its_lesson_and_its_levels(home):
    practise()
    around = Surroundings.of()
    summary = refresh_summary(around.store, around.places.summary)
    card = read_transcript(around.store.paths()[-1]).scorecards[-1].scorecard
    assert summary.rounds == 1
    assert summary.last.headline == card.headline
    assert summary.unfinished is None
    assert summary.levels == {name: (body.score,) for name, body in card.dimensions.items()}
    assert read_summary(around.places.summary) == summary


def test_a_round_that_was_left_is_offered_with_its_draft(home):
    practise(stdin="Which wards drop it?\n.\nThen I would")
    left = summarise(Surroundings.of().store).unfinished
    assert (left.round, left.question, left.questions, left.draft_words) == ("product-sense", 1, 1, 3)
    assert 0 < left.seconds_left <= 18 * 60


def test_a_loop_that_was_left_is_offered_and_what_its_rounds_are_worth_is_not_told(home):
    at = InLoop(home, "recruiter-screen", "execution")
    at.hold()
    at.begin()
    at.say()
    at.session.close()
    summary = refresh_summary(at.store, home / "summary.json", at.loops)
    assert (summary.loop.place, summary.loop.of, summary.loop.round, summary.loop.begun) == (
        2,
        2,
        "execution",
        True,
    )
    assert (summary.unfinished, summary.last, summary.levels) == (None, None, {})
    assert read_summary(home / "summary.json") == summary


def test_a_round_in_which_nothing_was_said_is_not_offered(home):
    practise(stdin="")
    assert summarise(Surroundings.of().store).unfinished is None


def test_levels_stand_oldest_first_and_at_most_six(home):
    practise()
    [path] = (home / "transcripts").glob("*.jsonl")
    for number in range(6):
        (path.parent / f"20200101T000{number}Z-product-sense-0000.jsonl").write_text(path.read_text())
    assert {len(levels) for levels in summarise(Surroundings.of().store).levels.values()} == {6}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": "other"}', '{"format": "pm-interviewer/summary", "version": 1}'],
)
def test_a_damaged_summary_reads_as_empty_and_is_made_again(home, text):
    practise()
    path = home / "summary.json"
    path.write_text(text)
    assert read_summary(path) == Summary()
    around = Surroundings.of()
    assert refresh_summary(around.store, path).rounds == 1
    assert json.loads(path.read_text())["rounds"] == 1
