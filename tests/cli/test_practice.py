"""A round at the prompt: from the first question to the scorecard, whatever the candidate does."""

import json
import re
import resource
import signal
import subprocess

import pytest

from interviewer.transcripts.read import read_transcript
from tests.cli.shell import COMMAND, STRONG, interviewer, messages, transcripts

ROUND = ("practice", "--plain", "--question", "nurse-handover", "--seed", "3")
ANSWERS = (
    "Which wards drop it?",
    STRONG,
    "The agency nurse loses most, and I accept that, because she has the page one key away.",
    "If it isn't under half by week four I stop, because then the paper is still the tool.",
    "Nothing.",
    "No.",
    "No.",
)


def said(path, who="candidate"):
    return [event.text for event in read_transcript(path).events if event.type == "said" and event.who == who]


def test_a_whole_round_ends_graded_and_saved(home):
    ran = interviewer(*ROUND, stdin=messages(*ANSWERS))
    assert ran.code == 0, ran.err
    assert "Wards with short stays keep it." in ran.out
    for name in ("framing", "judgment", "communication", "rigor"):
        assert re.search(rf"^{name} +[■□ ]+", ran.out, re.MULTILINE)
    [path] = transcripts(home)
    assert said(path)[0] == ANSWERS[0]
    assert said(path)[1] == ANSWERS[1].strip()
    assert path.stem in ran.err
    transcript = read_transcript(path)
    assert transcript.ended
    assert transcript.latest_scorecards()[0].scorecard.question_id == "nurse-handover"


def test_the_same_answers_and_seed_give_the_same_round(home):
    first, second = (interviewer(*ROUND, stdin=messages(*ANSWERS)).out for _ in range(2))
    assert first == second
    assert len(transcripts(home)) == 2


def test_the_end_of_input_keeps_a_draft_and_grades_what_was_sent(home):
    ran = interviewer(*ROUND, stdin=messages(STRONG) + "And then I would\nalso")
    assert ran.code == 0
    assert re.search(r"^framing +■", ran.out, re.MULTILINE)
    [path] = transcripts(home)
    assert "--continue" in ran.err
    assert not read_transcript(path).ended

    again = interviewer("practice", "--plain", "--continue", path.stem, stdin=" start small.\n.\n/finish\n")
    assert again.code == 0
    assert "And then I would\nalso\n start small." in said(path)
    assert read_transcript(path).ended
    assert len(read_transcript(path).latest_scorecards()) == 1


def test_continue_without_an_id_takes_the_last_unfinished_round(home):
    interviewer(*ROUND, stdin=messages("Which wards?"))
    interviewer(*ROUND, stdin="/finish\n")
    assert interviewer("practice", "--plain", "--continue", stdin="/finish\n").code == 0
    assert all(read_transcript(path).ended for path in transcripts(home))
    interviewer("practice", "--plain", "--continue").failed_with(2, "no round is unfinished")


def test_a_line_that_begins_with_a_full_stop(home):
    interviewer(*ROUND, stdin="..5 nurses\n...\nand more\n.\n/finish\n")
    [path] = transcripts(home)
    assert said(path) == [".5 nurses\n..\nand more"]


def test_undo_takes_the_message_and_its_reply_back(home):
    ran = interviewer(
        *ROUND,
        stdin=messages("Which wards drop it?") + "/undo\n/undo\n" + messages("Skip that.") + "/finish\n",
    )
    [path] = transcripts(home)
    events = [json.loads(line) for line in path.read_text().splitlines()[1:]]
    [taken] = [event for event in events if event["type"] == "retracted"]
    wards = next(event for event in events if event.get("text") == "Which wards drop it?")
    reply = next(event for event in events if event["type"] == "said" and event["turn"] == wards["turn"] + 1)
    assert taken["turns"] == [wards["turn"], reply["turn"]]
    assert "There is no message to take back." in ran.out
    shown = interviewer("transcripts", "show", path.stem).out
    assert "Skip that." in shown
    assert "Which wards drop it?" not in shown


def test_notes_pause_and_help(home):
    ran = interviewer(
        *ROUND,
        stdin=messages("Which wards drop it?")
        + "/notes\n/notes ask about renewals\n/notes\n/pause\n/help\n/finish\n",
    )
    assert ran.out.count("Wards with short stays keep it.") >= 2
    assert "ask about renewals" in ran.out
    assert "The clock stands at" in ran.out
    assert "/undo" in ran.out
    [path] = transcripts(home)
    kinds = [event.type for event in read_transcript(path).events]
    assert "note" in kinds
    assert "paused" in kinds


def test_undo_first_drops_what_is_being_typed(home):
    interviewer(
        *ROUND, stdin=messages("Which wards drop it?") + "a bad start\n/undo\nA better one.\n.\n/finish\n"
    )
    [path] = transcripts(home)
    assert said(path) == ["Which wards drop it?", "A better one."]


def test_a_command_that_does_not_exist_is_no_answer(home):
    ran = interviewer(*ROUND, stdin="/bogus\n/etc/hosts is a file\n.\n/finish\n")
    assert "There is no /bogus." in ran.out
    [path] = transcripts(home)
    assert said(path) == ["/etc/hosts is a file"]


def test_a_round_that_was_left_goes_on_as_it_began(home):
    interviewer(*ROUND, stdin=messages("Which wards?"))
    interviewer("practice", "--plain", "--continue", "last", "--seed", "4").failed_with(2, "--continue")


def test_finish_sends_what_was_typed(home):
    ran = interviewer(*ROUND, stdin="I would build for the night nurse, since\nshe is alone.\n/finish\n")
    assert ran.code == 0
    [path] = transcripts(home)
    assert said(path) == ["I would build for the night nurse, since\nshe is alone."]
    assert read_transcript(path).ended


def test_nothing_answered_is_not_graded(home):
    ran = interviewer(*ROUND, stdin="/finish\n")
    assert ran.code == 0
    assert "nothing to grade" in ran.out
    [path] = transcripts(home)
    assert not read_transcript(path).scorecards


def test_bytes_that_are_not_text_cost_nothing_else(home):
    ran = interviewer(*ROUND, stdin=b"caf\xff\xe9 for nurses\n.\n/finish\n")
    assert ran.code == 0
    [path] = transcripts(home)
    assert said(path)[0].startswith("caf")


def test_escape_sequences_do_not_reach_the_terminal(home):
    ran = interviewer(
        *ROUND,
        stdin=messages("I would \x1b[2Jclear \x1b]0;title\x07the screen for the nurse at night.")
        + "/finish\n",
    )
    assert "\x1b" not in ran.out
    [path] = transcripts(home)
    assert "\x1b" not in interviewer("transcripts", "show", path.stem).out


def test_own_question(home):
    ran = interviewer(
        "practice",
        "--plain",
        "--round",
        "execution",
        "--question",
        "Do we raise the price?",
        stdin="/finish\n",
    )
    assert "Do we raise the price?" in ran.out
    [path] = transcripts(home)
    assert read_transcript(path).header.questions[0].id is None


@pytest.mark.parametrize(
    ("words", "hints"),
    [
        (("--round", "exekution"), ("exekution", "did you mean 'execution'")),
        (("--question", "nurse-handovers"), ("did you mean 'nurse-handover'",)),
        (("--round", "execution", "--question", "nurse-handover"), ("--round product-sense",)),
        (("--level", "L9"), ("L9", "L3, L4, L5 or L6")),
        (("--minutes", "-3"), ("--minutes takes a whole number from 1 to 180, not -3",)),
        (("--round", "foo"), ("product-sense", "resume-bullet", "see: interviewer rubrics list")),
        (("--question", "qq"), ("there is no question 'qq'; see: interviewer questions list",)),
        (("--llm", "nobody/nothing"), ("no provider 'nobody'", "offline")),
    ],
)
def test_wrong_usage_says_what_is_right(home, words, hints):
    interviewer("practice", "--plain", *words).failed_with(2, *hints)
    assert not transcripts(home)


def test_without_a_command_a_terminal_is_needed():
    interviewer().failed_with(2, "--plain")


def test_a_home_that_cannot_be_used(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    interviewer(*ROUND, env={"INTERVIEWER_HOME": str(file)}).failed_with(1, str(file))


def test_a_full_disk_loses_nothing_that_was_sent(home):
    def small_disk():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))

    first = "Which wards drop it?"
    ran = interviewer(*ROUND, stdin=messages(first, STRONG * 4, "and then"), preexec_fn=small_disk)
    assert ran.code == 1
    assert "cannot save" in ran.err
    assert "Traceback" not in ran.err
    [path] = transcripts(home)
    assert said(path)[0] == first
    assert not read_transcript(path).torn
    assert interviewer("practice", "--plain", "--continue", path.stem, stdin="/finish\n").code == 0


def _until(process, words):
    """Read the process's output until these words have come."""
    seen = b""
    while words not in seen:
        byte = process.stdout.read1(4096)
        assert byte, seen
        seen += byte


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_stopped_at_any_moment_the_round_goes_on_later(home, number):
    process = subprocess.Popen(
        [*COMMAND, *ROUND], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    _until(process, b"What would you")
    process.stdin.write(messages("Which wards drop it?").encode())
    process.stdin.flush()
    _until(process, b"short stays")
    process.stdin.write(messages(STRONG).encode())
    process.stdin.flush()
    _until(process, b"?")
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert process.returncode == (-signal.SIGKILL if number == signal.SIGKILL else 130), err
    assert b"Traceback" not in err
    [path] = transcripts(home)
    assert said(path) == ["Which wards drop it?", STRONG.strip()]

    again = interviewer("practice", "--plain", "--continue", path.stem, stdin="/finish\n")
    assert again.code == 0
    assert "Which wards drop it?" in again.out
    assert len(read_transcript(path).latest_scorecards()) == 1


def test_two_windows_do_not_write_one_round(home):
    process = subprocess.Popen([*COMMAND, *ROUND], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        _until(process, b"What would you")
        [path] = transcripts(home)
        interviewer("practice", "--plain", "--continue", path.stem).failed_with(1, "open in another window")
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("words", [("--plain",), ("--plain", "practice"), ("practice", "--plain")])
def test_plain_alone_or_before_the_command_is_a_round_at_the_prompt(words):
    ran = interviewer(*words, stdin="/help\n/finish\n")
    assert ran.code == 0, ran.err
    assert "/undo" in ran.out
