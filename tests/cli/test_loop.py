"""A loop at the prompt: what a user types, what is said, and that every way of leaving it leads back."""

import io
import json
import sys

import pytest

from interviewer.cli import main
from interviewer.transcripts.loops import LoopStore
from interviewer.transcripts.read import read_transcript
from tests.cli.shell import STRONG, interviewer, messages, transcripts
from tests.session.harness import LIBRARY

WEAK = "I have been an engineer for six years. I built services in Go and moved them to Kafka."
SENT = (
    "I'd keep the stop, because the old man who gets on there has no other, and I accept four minutes' delay."
)
SCREEN = "\n".join(
    LIBRARY.question(name).strong_answer for name in ("known-by", "your-share", "why-now", "two-gone")
)


@pytest.fixture
def loop(home, monkeypatch, capsys):
    """Runs the command in this process; input as a pipe gives it."""
    monkeypatch.setattr("interviewer.cli._stop_cleanly_on_signals", lambda: None)

    def run(*words, stdin="", command=("loop", "--plain")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = main([*command, *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def saved(home):
    return list(LoopStore(home / "loops").readable())


def test_two_onsite_rounds_and_the_committee(loop, home):
    rounds = ("--rounds", "product-sense,execution", "--seed", "3")
    code, out, err = loop(*rounds, stdin=(messages(STRONG) + "/finish\n") * 2)
    assert code == 0, err
    assert "Round 2 of 2 is over." in out
    before, after = out.split("committee", 1)
    assert "lean" not in before
    assert "■" not in before
    for part in ("hiring manager", "bar raiser", "rule            Line", "packet          execution"):
        assert part in after
    [record] = saved(home)
    assert record.debriefed
    assert f"interviewer debrief {record.header.id} --format html" in err

    again, out, err = loop(record.header.id, "--format", "json", command=("debrief",))
    assert again == 0, err
    assert json.loads(out)["decision"] == record.debriefed.decision
    assert loop(str(record.path), "--format", "json", command=("debrief",))[1] == out
    (home / "loops" / ".debriefs" / f"{record.header.id}.json").unlink()
    assert loop(record.header.id, "--format", "json", command=("debrief",))[1] == out
    other = loop(record.header.id, "--level", "L6", "--format", "json", command=("debrief",))[1]
    assert json.loads(other)["level"]["asked"] == "L6"


def test_a_debrief_of_a_loop_that_is_not_over_names_what_is_missing(loop, home):
    loop(
        "--rounds",
        "product-sense,execution,behavioral",
        stdin=messages(STRONG) + "/finish\n" + messages(SENT),
    )
    [record] = saved(home)
    code, out, err = loop(record.header.id, "--format", "json", command=("debrief",))
    held = json.loads(out)
    assert code == 0, err
    assert (held["decision"], held["rule_line"]) == ("extra-round", 1)
    assert held["extra_round"]["round"] == "execution"
    assert "execution: not finished; it is left out" in err
    assert "behavioral: not held; it is left out" in err


def test_an_extra_round_is_held_and_the_committee_meets_again(loop, home):
    _, out, err = loop(
        "--rounds", "execution,execution", stdin=(messages(STRONG) + "/finish\n") + "/finish\n"
    )
    [record] = saved(home)
    assert record.debriefed.decision == "extra-round"
    assert "The execution round for the second time is missing" in " ".join(out.split())
    assert "practice --round execution" in err
    assert f"interviewer debrief {record.header.id} last" in err
    held = set(transcripts(home))
    loop("--round", "execution", stdin=messages(SENT) + "/finish\n", command=("practice", "--plain"))
    [extra] = set(transcripts(home)) - held
    own = [path.stem for path in held]
    _, out, _ = loop(record.header.id, extra.stem, *own, "--format", "json", command=("debrief",))
    assert [packet["id"] for packet in json.loads(out)["packets"]] == ["execution", "execution-2"]
    assert json.loads(out)["rule_line"] != 1


def test_not_passed_the_loop_stops_or_goes_on_for_practice(loop, home):
    rounds = ("--rounds", "recruiter-screen,execution", "--seed", "3")
    failed = messages(WEAK) + "/finish\n"
    code, out, _ = loop(*rounds, stdin=failed + "what now\n.\n/stop\n")
    assert code == 0
    assert "Not passed." in out
    assert "rule            Line 4 of 4." in out
    assert "went nowhere" in out
    assert "Round 2" not in out
    assert saved(home)[0].ended

    code, out, _ = loop(*rounds, stdin=failed + "/continue\n" + messages(SENT) + "/finish\n")
    assert code == 0
    assert "Not passed: the recruiter screen." in " ".join(out.split())


def test_passed_the_recruiter_says_on_what(loop, home):
    _, out, err = loop("--rounds", "recruiter-screen,execution", stdin=messages(SCREEN) + "/finish\n")
    assert "Passed." in out
    assert "recruiter       " in out
    assert "“" in out.split("Round 1 of 2 is over.")[1]
    assert "before round 2 of 2" in err
    assert "grading recruiter-screen, 1 of 1" in err


def test_the_end_of_input_inside_a_round_keeps_the_draft_and_grades_nothing(loop, home):
    code, out, err = loop("--rounds", "execution", stdin=messages(SENT) + "and then I")
    assert code == 0
    [record] = saved(home)
    assert f"--continue {record.header.id}" in err
    assert "in round 1 of 1, execution" in err
    code, out, err = loop("--continue", stdin=" would ask her.\n.\n/finish\n")
    assert code == 0, err
    assert "and then I" in out
    [path] = transcripts(home)
    said = [each.text for each in read_transcript(path).events if getattr(each, "who", "") == "candidate"]
    assert said == [SENT, "and then I\n would ask her."]
    assert saved(home)[0].ended
    code, out, err = loop("--continue")
    assert (code, out) == (2, "")
    assert "no loop is unfinished" in err


def test_a_second_loop_is_told_of_the_first(loop, home):
    loop("--rounds", "execution", stdin=messages(SENT))
    [record] = saved(home)
    _, _, err = loop("--rounds", "execution", stdin=messages(SENT))
    assert f"One loop is unfinished, {record.header.id}" in err
    assert len(saved(home)) == 2
    _, out, err = loop("list", command=("transcripts",))
    rows = [line.split() for line in out.splitlines()]
    assert [row[2:] for row in rows if row[1] == "loop"] == [["0", "of", "1", "unfinished", "execution"]] * 2


def test_without_any_input_nothing_is_kept(loop, home):
    code, _, err = loop()
    assert code == 0
    assert "nothing is kept" in err
    assert not saved(home)


def test_a_deleted_round_is_held_again_and_said(loop, home):
    loop("--rounds", "execution,behavioral", stdin="/finish\n")
    [path] = transcripts(home)
    loop("delete", path.stem, command=("transcripts",))
    _, out, _ = loop("--continue", stdin=messages(SENT))
    assert f"restore {path.stem}" in " ".join(out.split())
    assert "Round 1 of 2" in out


def test_a_loops_round_is_not_practised_on_its_own(loop, home):
    loop("--rounds", "execution", stdin=messages(SENT))
    code, out, err = loop("--continue", command=("practice", "--plain"))
    assert (code, out) == (2, "")
    assert f"loop --continue {saved(home)[0].header.id}" in err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--rounds", "product-sens"), "did you mean 'product-sense'"),
        (("--rounds", "prd"), "is a document"),
        (("--rounds", "artifact-review"), "--artifact PATH"),
        (("--rounds", ","), "names no round"),
        (("--level", "L9"), "L3, L4, L5 or L6"),
        (("--continue", "--seed", "3"), "takes no other choice"),
        (("--continue", "20200101"), "there is no loop '20200101'"),
    ],
)
def test_wrong_usage_says_what_is_right(loop, home, words, hint):
    code, out, err = loop(*words)
    assert (code, out) == (2, "")
    assert hint in err
    assert len(err.strip().splitlines()) == 1
    assert not saved(home)


def test_a_real_process_from_end_to_end(home):
    ran = interviewer("loop", "--rounds", "execution", "--seed", "3", stdin=messages(SENT) + "/finish\n")
    assert ran.code == 0, ran.err
    assert "rule            Line" in ran.out
    assert "\x1b" not in ran.out
