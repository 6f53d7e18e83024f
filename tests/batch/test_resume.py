"""A batch goes on where it stopped, however it stopped, and refuses an OUT that is not its own."""

import json
import signal
import subprocess
import time

import pytest

from tests.batch.conftest import asked, ids, kinds, records, written
from tests.cli.shell import COMMAND


@pytest.fixture
def five(tmp_path):
    return written(tmp_path / "in.jsonl", *(asked(number) for number in range(5)))


def test_a_run_cut_anywhere_ends_in_the_same_bytes(batch, five, out):
    assert batch(five).code == 0
    whole = out.read_bytes()
    ends = [at + 1 for at, byte in enumerate(whole) if byte == ord("\n")]
    for cut in (1, ends[0] - 1, ends[0], ends[2] + 700, len(whole) - 1):
        out.write_bytes(whole[:cut])
        ran = batch(five)
        assert ran.code == 0, ran.err
        assert out.read_bytes() == whole
    assert "Nothing was left to do" in batch(five).err
    assert sorted(each.name for each in out.parent.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_in_any_order_only_what_is_missing_is_graded(batch, five, out):
    batch(five)
    kept = out.read_text().splitlines(keepends=True)
    out.write_text(kept[3] + kept[1] + kept[4][:90])
    ran = batch(five, "--unordered")
    assert "3 graded, 0 with errors; 2 were there before" in ran.err
    assert ids(out)[:2] == ["a3", "a1"]
    assert sorted(out.read_text().splitlines(keepends=True)) == sorted(kept)


def test_lines_added_to_the_input_are_graded_and_no_other(batch, five, out):
    batch(five)
    before = out.read_text()
    with five.open("a") as stream:
        stream.write(json.dumps(asked(5)) + "\n")
    assert "1 graded, 0 with errors; 5 were there before" in batch(five).err
    assert out.read_text().startswith(before)
    assert ids(out)[-1] == "a5"


def test_a_mended_line_is_graded_and_its_neighbours_are_kept(batch, tmp_path, out):
    source = written(tmp_path / "in.jsonl", asked(0), "{not json", asked(2), asked(3, round="nowhere"))
    batch(source)
    assert kinds(out) == [None, "bad-input", None, "unknown-round"]
    assert "Nothing was left" in batch(source).err
    kept = out.read_text().splitlines()
    written(source, asked(0), "{not json", asked(2), asked(3))
    assert "1 graded, 0 with errors; 3 were there" in batch(source).err
    assert out.read_text().splitlines()[:3] == kept[:3]
    written(source, asked(0), asked(2, id="2"), asked(2), asked(3))
    ran = batch(source)
    assert "1 graded" in ran.err
    assert ids(out) == ["a0", "2", "a2", "a3"]
    assert kinds(out) == [None] * 4
    assert out.read_text().splitlines()[2] == kept[2]


def test_a_mended_line_in_any_order(batch, tmp_path, out):
    source = written(tmp_path / "in.jsonl", asked(0), asked(1, answer=" "), asked(2))
    batch(source, "--unordered")
    written(source, asked(0), asked(1), asked(2))
    assert "1 graded, 0 with errors; 2 were there before" in batch(source, "--unordered").err
    assert ids(out) == ["a0", "a2", "a1"]
    assert kinds(out) == [None] * 3


@pytest.mark.parametrize("words", [(), ("--unordered",)])
def test_an_out_of_another_run_is_left_alone(batch, five, out, words):
    batch(five)
    mine = out.read_text().splitlines()
    old = json.loads(mine[1]) | {"app_version": "0.0.1"}
    rubric = json.loads(mine[1])
    rubric["rubric"]["sha256"] = "0" * 64
    modelled = json.loads(mine[1]) | {"scorer": "openai/gpt-4.1", "model": "gpt-4.1"}
    another = json.loads(mine[1]) | {"input_sha256": "0" * 64}
    for text, hint in (
        ("dear diary", "no record of a batch"),
        ("dear diary\n", "no record of a batch"),
        (json.dumps(old) + "\n", "version 0.0.1" if words else ""),
        ("\n".join((mine[0], json.dumps(rubric))) + "\n", "another rubric"),
        ("\n".join((mine[0], json.dumps(modelled))) + "\n", "gpt-4.1"),
        ("\n".join((mine[0], json.dumps(another))) + "\n", "" if words else "'a1' are others now"),
        ("\n".join([*mine, mine[0]]) + "\n", "input"),
    ):
        out.write_text(text)
        assert batch(five, *words).failed_with(2, "of another run", hint, "--overwrite")
        assert out.read_text() == text
    assert batch(five, "--overwrite", *words).code == 0
    assert sorted(out.read_text().splitlines()) == sorted(mine)


def test_the_input_is_no_place_for_the_output(batch, five, tmp_path):
    before = five.read_text()
    assert batch(five, to=five).failed_with(2, "the input itself")
    assert five.read_text() == before
    assert batch(five, to=tmp_path / "none" / "out.jsonl").failed_with(1, "no folder")


def test_kill_9_leaves_whole_lines_and_a_torn_one_at_most(tmp_path, batch, out):
    source = written(tmp_path / "in.jsonl", *(asked(number) for number in range(60)))
    words = ("score", "--batch", source, "--out", out, "--workers", "1")
    running = subprocess.Popen([*COMMAND, *map(str, words)], stderr=subprocess.PIPE)
    while not (out.exists() and out.stat().st_size):
        assert running.poll() is None
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.communicate()
    kept = out.read_bytes()
    assert kept.count(b"\n") < 60
    ran = batch(source)
    assert ran.code == 0, ran.err
    assert out.read_bytes().startswith(kept[: kept.rfind(b"\n") + 1])
    assert ids(out) == [f"a{number}" for number in range(60)]


def test_ctrl_c_leaves_whole_lines_and_says_how_to_go_on(batch, out):
    words = ("score", "--batch", "-", "--out", out, "--workers", "1")
    running = subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    running.stdin.write("".join(json.dumps(asked(number)) + "\n" for number in range(9)))
    running.stdin.flush()
    while not (out.exists() and out.stat().st_size):
        assert running.poll() is None
        time.sleep(0.005)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate()
    assert running.returncode == 130
    assert "the same command goes on from there" in err
    assert "Traceback" not in err
    assert ids(out) == [f"a{number}" for number in range(len(records(out)))]


def test_a_full_disk_keeps_what_was_graded(tmp_path, batch, five, out):
    resource = pytest.importorskip("resource")
    batch(five)
    whole = out.read_bytes()
    out.unlink()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) // 2, hard))
    try:
        ran = batch(five)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ran.code == 1
    assert "make room and run the same command again" in ran.err
    kept = out.read_bytes()
    assert kept.endswith(b"\n")
    assert whole.startswith(kept)
    assert batch(five).code == 0
    assert out.read_bytes() == whole
