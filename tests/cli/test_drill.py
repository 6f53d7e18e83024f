"""`interviewer drill` at the prompt: tries in, what was heard out, the example after."""

import io
import re
import sys

import pytest

from interviewer.cli import main
from tests.cli.shell import messages

GIVEN_UP = "We lose the walk-ins, maybe one in five on a Saturday, and I accept that."


@pytest.fixture
def drill(monkeypatch, capsys):
    def run(*words, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = main(["drill", *words])
        got = capsys.readouterr()
        return code, got.out, got.err

    return run


def test_a_try_that_lacks_it_gets_advice_and_one_that_has_it_the_example(drill):
    code, out, _ = drill("--signal", "accepts-cost", stdin=messages("It is a trade-off.", GIVEN_UP))
    assert code == 0
    missed, done = out.split("not heard", 1)[1].split("\nheard", 1)
    assert "Name who loses" in missed
    assert GIVEN_UP in " ".join(done.split())
    assert "one strong" in done
    assert "Tomorrow." in done
    assert max(len(line) for line in out.splitlines()) <= 80


def test_a_second_try_that_lacks_it_is_told_what_would_count_in_other_words(drill):
    _, out, _ = drill("--signal", "turned-down", stdin=messages(*["A photo is better than a letter."] * 3))
    first, second, third = _tries(out)
    assert "Name the option somebody in the room would really defend" in first
    assert "the reason for not taking it" in second
    assert "I thought about ___" in second
    assert len({first, second, third}) == 3
    assert "Name the option somebody" not in second + third
    assert max(len(line) for line in out.splitlines()) <= 80


def _tries(out):
    """What was said to each try, in order."""
    parts = re.split(r"\n(?=not heard |still missing )", out)
    return [" ".join(part.split()) for part in parts[1:]]


def test_the_example_comes_after_ones_own_try(drill, home):
    _, out, err = drill("--signal", "give-up", stdin="/example\n")
    assert "Try it first" in out
    assert "one strong" not in out
    assert "nothing is written down" in err
    assert not (home / "drills.json").exists()
    _, out, _ = drill("--signal", "give-up", stdin=messages("No idea.") + "/example\n")
    assert "one strong" in out


def test_an_unfinished_message_counts_at_the_end_of_input(drill):
    _, out, _ = drill("--signal", "give-up", stdin=GIVEN_UP)
    assert "\nheard " in out


def test_the_list_shows_what_is_due(drill):
    drill("--signal", "give-up", stdin=GIVEN_UP)
    _, out, _ = drill("--list")
    assert out.splitlines()[0].startswith("give-up ")
    assert "due in 2 days" in out
    assert out.count(" new") == 9


def test_an_unknown_drill_names_the_nearest(drill):
    code, out, err = drill("--signal", "gardrail")
    assert (code, out) == (2, "")
    assert "did you mean 'guardrail'" in err
    code, out, err = drill("--signal", "foo")
    assert (code, out) == (2, "")
    assert "there are give-up, decide" in err
    assert "see: interviewer drill --list" in err
