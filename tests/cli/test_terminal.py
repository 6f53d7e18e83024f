"""The prompt on a real terminal."""

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
            sys.executable, ["-m", "interviewer", *words], encoding="utf-8", timeout=20, dimensions=(40, 100)
        )
        spawned.append(child)
        return child

    yield start
    for child in spawned:
        child.close(force=True)


def test_a_round_on_a_terminal_asks_for_ones_own_guess(terminal, home):
    child = terminal("practice", "--question", "nurse-handover", "--seed", "3")
    child.expect("What would you")
    child.expect("left")
    for line in STRONG.splitlines():
        child.sendline(line)
    child.sendline(".")
    child.expect(r"interviewer  .*\?")
    child.sendline("/finish")
    child.expect("where do you think you are")
    for level in ("3", "2", "4", "1"):
        child.expect("> ")
        child.sendline(level)
    child.expect("your guess")
    child.expect("Saved as")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    [path] = transcripts(home)
    [rating] = [event for event in read_transcript(path).events if event.type == "self-rating"]
    assert rating.ratings == {"framing": 3, "judgment": 2, "communication": 4, "rigor": 1}


def test_without_a_command_one_chooses_a_round(terminal, home):
    child = terminal()
    child.expect("Which round")
    child.sendline("2")
    child.expect("Question 1 of 2")
    child.sendintr()
    child.expect("Go on with")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130
    [path] = transcripts(home)
    assert read_transcript(path).header.round == "execution"


def test_a_draft_survives_kill_9(terminal, home):
    child = terminal("practice", "--question", "nurse-handover")
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

    again = terminal("practice", "--continue", path.stem)
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
    child = terminal("replay", "sample-strong")
    child.expect("Enter for the next turn")
    child.sendline("")
    child.expect("interviewer")
    child.sendline("q")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
