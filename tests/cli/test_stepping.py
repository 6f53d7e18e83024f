"""A round replayed at the prompt: back and forth, to its marks, with what was heard and one's notes."""

import pytest

from interviewer.cli.stepping import Stepper
from interviewer.cli.surroundings import Surroundings
from tests.session.harness import ANSWER, LIBRARY, Practice, graded_round

TRAP = LIBRARY.samples / "sample-engineers-trap.jsonl"


def stepped(path, *typed, cards=()):
    """What was shown after each line that was typed; first of all, before any was."""
    shown, lines = [[]], iter(typed)

    def ask():
        line = next(lines, None)
        if line is not None:
            shown.append([])
        return line

    def say(words):
        shown[-1].append(words)

    Stepper(Surroundings.of(), path, cards, say).run(ask)
    return ["\n".join(each) for each in shown]


@pytest.fixture
def own(home):
    return graded_round(home, 20)


def test_one_goes_back_as_one_went_on():
    _, first, second, again, _ = stepped(TRAP, "", "", "b", "q")
    assert first == again != second


def test_the_scorecards_come_last_and_then_it_ends(own):
    turns = [""] * 5
    shown = stepped(own, *turns, "", "b", "", "", "never asked", cards=("the card",))
    assert "the card" in shown[6]
    assert "That is all" in shown[6]
    assert "the card" not in shown[7]
    assert len(shown) == 10


@pytest.mark.parametrize(
    ("there", "back", "kind"), [("f", "F", "flag"), ("u", "U", "follow-up"), ("]", "[", "")]
)
def test_one_goes_to_the_next_mark_and_to_the_one_before(there, back, kind):
    _, first, second, again, none = stepped(TRAP, there, there, back, back)
    assert kind in first.splitlines()[0]
    assert first == again != second
    assert "comes before this" in none


def test_where_no_mark_follows_that_is_said():
    assert stepped(TRAP, *["l"] * 9)[-1] == "No low level comes after this."


def test_what_was_heard_so_far_grows_with_the_levels(own):
    shown = stepped(own, "", "", "h", "]", "h")
    assert "nothing yet" in shown[3]
    assert "framing" in shown[5]
    assert "00:20" in shown[5]
    assert "nothing yet" not in shown[5]


def test_a_round_that_was_not_graded_says_so(tmp_path, home):
    at = Practice(tmp_path)
    at.begin()
    at.say(ANSWER)
    at.session.close()
    assert "not graded" in stepped(at.session.path, "", "h")[2]


def test_a_note_is_kept_at_its_turn_and_changed_and_taken_away(own):
    shown = stepped(own, "", "", "n too early", "b", "", "h", "e 1 far too early", "e 1", "h")
    assert "note 1" in shown[3]
    assert "too early" not in shown[4]
    assert "too early" in shown[5]
    assert "note 1: too early" in shown[6]
    assert "far too early" in shown[7]
    assert shown[8] == "Taken away."
    assert "too early" not in shown[9]
    assert "too early" not in stepped(own, "", "")[2]


def test_what_cannot_be_done_is_one_line(own):
    assert "no note 4" in stepped(own, "e 4 words")[1]
    assert "rounds of your own" in stepped(TRAP, "n mine")[1]
    assert stepped(own, "e")[1] == "Say which note: e 1 and its new words."
    assert "? lists them" in stepped(own, "x")[1]
    assert "the next flag" in stepped(own, "?")[1]
