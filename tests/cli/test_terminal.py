"""The app and the prompt on a real terminal."""

import os
import sys

import pexpect
import pytest

from interviewer.transcripts.read import read_transcript
from tests.cli.shell import STRONG, transcripts

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo terminal")


@pytest.fixture
def terminal():
    spawned = []

    def start(*words):
        child = pexpect.spawn(
            sys.executable,
            ["-m", "interviewer", *words],
            encoding="utf-8",
            timeout=20,
            dimensions=(40, 100),
            # Readline, in the process of the tests, leaves its width where only a child sees it.
            env={name: value for name, value in os.environ.items() if name != "COLUMNS"},
        )
        spawned.append(child)
        return child

    yield start
    for child in spawned:
        child.close(force=True)


def interrupt(child, told):
    """Press Ctrl-C, and another key in case readline was only setting itself up: it hears both then."""
    child.sendintr()
    if child.expect([told, pexpect.TIMEOUT], timeout=3):
        child.send(" ")
        child.expect(told)


def test_a_round_on_a_terminal_asks_for_ones_own_guess(terminal, home):
    child = terminal("practice", "--plain", "--question", "nurse-handover", "--seed", "3")
    child.expect("What would you")
    child.expect("left")
    for line in STRONG.splitlines():
        child.sendline(line)
    child.sendline(".")
    child.expect(r"interviewer  .*\?")
    child.sendline("/finish")
    child.expect("where do you think you are")
    for level in ("3", "-", "4", "1"):
        child.expect("> ")
        child.sendline(level)
    child.expect("your guess")
    child.expect("Saved as")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    [path] = transcripts(home)
    [rating] = [event for event in read_transcript(path).events if event.type == "self-rating"]
    assert rating.ratings == {"framing": 3, "communication": 4, "rigor": 1}


def test_at_the_prompt_one_chooses_a_round(terminal, home):
    child = terminal("practice", "--plain")
    child.expect("Which round")
    child.sendline("2")
    child.expect("Question 1 of 2")
    child.expect("> ")
    interrupt(child, "Go on with")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130
    [path] = transcripts(home)
    assert read_transcript(path).header.round == "execution"


def test_a_draft_survives_kill_9(terminal, home):
    child = terminal("practice", "--plain", "--question", "nurse-handover")
    child.expect("What would you")
    child.expect("> ")
    child.sendline("My first half thought")
    child.expect("> ")
    [path] = transcripts(home)
    draft = path.parent / ".drafts" / f"{path.stem}.json"
    for _ in range(100):
        if draft.exists():
            break
        child.expect([pexpect.TIMEOUT], timeout=0.05)
    child.kill(9)
    child.wait()

    again = terminal("practice", "--plain", "--continue", path.stem)
    again.expect("My first half thought")
    again.sendline("and its second half")
    again.sendline(".")
    again.expect(r"interviewer  .*")
    again.sendline("/finish")
    again.expect("where do you think you are")
    again.sendline("")
    again.expect(pexpect.EOF)
    texts = [
        event.text
        for event in read_transcript(path).events
        if event.type == "said" and event.who == "candidate"
    ]
    assert texts == ["My first half thought\nand its second half"]


def test_replay_steps_on_a_terminal(terminal):
    child = terminal("replay", "sample-strong", "--plain")
    child.expect("Enter for the next turn")
    child.sendline("")
    child.expect("interviewer")
    child.sendline("q")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_help_is_wrapped_between_words_at_the_terminals_width(terminal, columns):
    child = terminal("practice", "--plain", "--question", "nurse-handover")
    child.setwinsize(30, columns)
    child.expect("> ")
    child.sendline("/help")
    child.expect("these lines.*sent\r\n")
    lines = (child.before + child.after).split("/help\r\n", 1)[1].splitlines()
    assert max(len(line) for line in lines) <= min(80, columns)
    assert len(lines) > 10


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ((), "Practise"),
        (("practice",), "chosen for you"),
        (("practice", "--question", "nurse-handover"), "sell software"),
    ],
)
def test_without_plain_the_app_opens(terminal, home, words, shown):
    child = terminal(*words)
    child.expect_exact(shown)
    child.sendcontrol("q")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


def test_a_round_that_was_left_goes_on_in_the_app(terminal, home):
    child = terminal("practice", "--plain", "--question", "nurse-handover")
    child.expect("> ")
    child.sendline("Which wards drop it?")
    child.sendline(".")
    child.expect("short stays")
    child.expect("> ")
    interrupt(child, "Go on with")
    child.expect(pexpect.EOF)

    again = terminal("practice", "--continue")
    again.expect_exact("Which wards drop it?")
    again.sendcontrol("q")
    again.expect(pexpect.EOF)


@pytest.mark.parametrize(
    "words", [("--round", "exekution"), ("--question", "nurse-handovers"), ("--continue",)]
)
def test_wrong_usage_is_said_before_the_app_opens(terminal, home, words):
    child = terminal("practice", *words)
    child.expect("interviewer: ")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 2
