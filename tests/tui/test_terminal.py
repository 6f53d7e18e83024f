"""The app in a real terminal: a whole round, and every way a terminal can go away."""

import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pytest

from interviewer.session import loop_commands as lc
from interviewer.transcripts.journal import read_draft
from interviewer.transcripts.read import read_transcript
from tests.cli.shell import transcripts
from tests.session.loops import InLoop

ANSWER = (
    "I'd build for the nurse who takes over a long-stay patient at seven. She gets what changed overnight in "
    "five lines. I give up the full summary, because she wrote it herself. I stop if misses rise above 2%."
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")


@pytest.fixture
def app(home):
    opened = []

    def start(*words):
        child = pexpect.spawn(
            sys.executable,
            ["-m", "interviewer", *words],
            dimensions=(30, 100),
            encoding="utf-8",
            timeout=30,
            env={**os.environ, "TERM": "xterm-256color", "INTERVIEWER_HOME": str(home)},
        )
        opened.append(child)
        return child

    yield start
    for child in opened:
        child.close(force=True)


def in_round(app):
    child = app("practice", "--question", "nurse-handover", "--seed", "3")
    child.expect("What would you build")
    child.expect("enter")
    return child


def eventually(condition):
    """Wait for another process; the deadline only ends a test that has failed."""
    end = time.monotonic() + 20
    while not (result := condition()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
    return result


def state_of(pid):
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


def test_a_whole_round_ends_with_the_transcript_on_disk_and_the_terminal_as_it_was(app, home):
    child = in_round(app)
    child.send(ANSWER)
    child.expect("1%|2%")
    child.send("\r")
    eventually(lambda: len(turns(home)) >= 4)
    child.send("\x1bOS")  # F4
    child.expect("enter yes")
    child.send("\r")
    child.expect("where do you think")
    child.send("3213")
    child.expect("graded")
    child.send("\x11")  # Ctrl+Q
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    assert "\x1b[?1049l" in child.before
    transcript = read_transcript(transcripts(home)[0])
    assert transcript.ended
    assert [turn.text for turn in transcript.events if getattr(turn, "who", "") == "candidate"] == [ANSWER]
    assert len(transcript.scorecards) == 1


def turns(home):
    found = transcripts(home)
    return [event for event in read_transcript(found[0]).events if event.type == "said"] if found else []


@pytest.mark.parametrize("kill", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_an_app_that_is_ended_from_outside_keeps_what_was_typed(app, home, kill):
    child = in_round(app)
    child.send("the nurse at seven")
    child.expect("seven")
    if kill == signal.SIGKILL:
        eventually(lambda: read_draft(transcripts(home)[0]) == "the nurse at seven")
    child.kill(kill)
    child.expect(pexpect.EOF)
    child.wait()
    assert read_draft(transcripts(home)[0]) == "the nurse at seven"
    again = app("practice", "--continue")
    again.expect("the nurse at seven")


def test_a_terminal_that_is_closed_keeps_what_was_typed(app, home):
    child = in_round(app)
    child.send("the nurse at seven")
    child.expect("seven")
    pid = child.pid
    os.close(child.child_fd)
    child.child_fd = -1
    child.closed = child.ptyproc.closed = True
    eventually(lambda: os.waitpid(pid, os.WNOHANG)[0] == pid)
    child.terminated = child.ptyproc.terminated = True
    assert read_draft(transcripts(home)[0]) == "the nurse at seven"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at /proc")
def test_ctrl_z_goes_to_the_shell_with_the_clock_stopped_and_comes_back(app, home):
    child = in_round(app)
    child.send("kept")
    child.expect("kept")
    child.send("\x1a")
    eventually(lambda: state_of(child.pid) == "T")
    assert read_draft(transcripts(home)[0]) == "kept"
    child.kill(signal.SIGCONT)
    child.expect("paused")
    assert any(event.type == "paused" for event in read_transcript(transcripts(home)[0]).events)
    child.send(" and more")
    child.expect("more")


def test_the_app_opens_without_a_command_and_ctrl_q_leaves_it(app, home):
    child = app()
    child.expect("Practise")
    child.send("\x11")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


def test_a_loop_on_a_terminal_is_held_in_the_app(app):
    child = app("loop", "--rounds", "execution", "--seed", "3")
    child.expect("round 1 of 1")
    child.expect("Committee")


def test_a_loop_that_was_left_goes_on_in_the_app(app, home):
    at = InLoop(home, "execution")
    at.begin()
    at.say()
    at.do(lc.LeaveRound())
    at.session.close()
    child = app("loop", "--continue")
    child.expect("round 1 of 1")
    child.expect("begun")
