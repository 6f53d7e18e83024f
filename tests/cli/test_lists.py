"""Lists, checks and the doctor: what is there, and whether it holds up."""

import json
import os
import subprocess
import sys

import pytest

from interviewer.content.places import content_root
from tests.cli.shell import COMMAND, STRONG, interviewer, messages, transcripts

ROUND = ("practice", "--plain", "--question", "nurse-handover", "--seed", "3")


@pytest.fixture
def saved(home):
    interviewer(*ROUND, stdin=messages(STRONG) + "/finish\n")
    [path] = transcripts(home)
    return path


def test_transcripts_list_and_show(saved):
    [row] = interviewer("transcripts", "list", "--format", "json").json
    assert row["id"] == saved.stem
    assert row["round"] == "product-sense"
    assert row["questions"] == ["nurse-handover"]
    assert row["ended"] is True
    assert len(row["recommendations"]) == 1
    assert saved.stem in interviewer("transcripts", "list").out
    shown = interviewer("transcripts", "show", "last", "--format", "json").json
    assert shown["header"]["id"] == saved.stem
    assert interviewer("transcripts", "show", saved.stem[:9], "--format", "markdown").out.startswith("# ")


def test_replay_gives_the_same_json_as_show(saved):
    shown = interviewer("transcripts", "show", saved.stem, "--format", "json").json
    assert interviewer("replay", saved.stem, "--format", "json").json == shown


def test_nothing_saved_yet_says_how_to_begin():
    ran = interviewer("transcripts", "list")
    assert ran.code == 0
    assert "interviewer practice" in ran.err
    assert interviewer("transcripts", "list", "--format", "json").json == []


def test_export_writes_a_new_file_only(saved, tmp_path):
    out = tmp_path / "round.md"
    assert interviewer("transcripts", "export", "last", "--out", out).code == 0
    assert "nurse" in out.read_text()
    interviewer("transcripts", "export", "last", "--out", out).failed_with(1, "there already")
    copy = tmp_path / "round.jsonl"
    interviewer("transcripts", "export", "last", "--format", "jsonl", "--out", copy)
    assert copy.read_bytes() == saved.read_bytes()
    assert interviewer("replay", copy).code == 0


def test_delete_and_restore(saved):
    assert interviewer("transcripts", "delete", saved.stem).code == 0
    assert interviewer("transcripts", "list", "--format", "json").json == []
    assert interviewer("transcripts", "restore", saved.stem).code == 0
    assert saved.exists()


def test_check_finds_what_cannot_be_read(saved):
    assert interviewer("transcripts", "check").code == 0
    with saved.open("a") as stream:
        stream.write('{"type":"sa')
    ran = interviewer("transcripts", "check", "--format", "json")
    assert ran.code == 0
    assert "cut off" in ran.json[0]["torn"]
    lines = saved.read_text().splitlines()
    saved.write_text("\n".join([lines[0], "garbage", *lines[1:]]) + "\n")
    ran = interviewer("transcripts", "check")
    assert ran.code == 1
    assert ":2: damaged" in ran.out
    interviewer("transcripts", "show", "last").failed_with(1, ":2: damaged")


def test_questions_hide_what_a_candidate_must_find_out():
    listed = interviewer("questions", "list", "--format", "json").json
    assert {row["round"] for row in listed} >= {
        *("product-sense", "execution", "behavioral", "leadership-drive", "ml-fundamentals"),
        *("hiring-manager-screen", "recruiter-screen"),
    }
    assert len(listed) >= 87
    for row in listed:
        assert row.keys() == {"id", "round", "level", "ai", "prompt"}
    few = interviewer("questions", "list", "--round", "behavioral", "--format", "json").json
    assert {row["round"] for row in few} == {"behavioral"}


def test_the_example_answer_comes_after_ones_own_try(saved):
    interviewer("questions", "show", "lift-quarter", "--answer").failed_with(2, "try it first")
    ran = interviewer("questions", "show", "nurse-handover", "--answer")
    assert ran.code == 0
    assert "one strong" in ran.out


def test_a_question_of_ones_own_is_found_and_asked(home):
    folder = home / "questions" / "execution"
    folder.mkdir(parents=True)
    (folder / "price-rise.yaml").write_text(
        "id: price-rise\nround: execution\nprompt: Our wholesaler raises prices by 8%. What do you decide?\n"
    )
    ran = interviewer("practice", "--plain", "--question", "price-rise", stdin="/finish\n")
    assert "raises prices by 8%" in ran.out
    assert "price-rise" in interviewer("questions", "list").out


def test_a_question_file_that_does_not_hold_up_names_the_place(home):
    folder = home / "questions" / "execution"
    folder.mkdir(parents=True)
    (folder / "price-rise.yaml").write_text(
        "id: price-rise\nround: execution\npromt: Our wholesaler raises prices.\n"
    )
    ran = interviewer("rubrics", "check", folder / "price-rise.yaml")
    assert ran.code == 1
    ran = interviewer("practice", "--plain", "--question", "price-rise")
    ran.failed_with(1, "price-rise.yaml:", "prompt")


def test_rubrics_list_show_and_check():
    rows = interviewer("rubrics", "list", "--format", "json").json
    assert [row["id"] for row in rows] == [
        *("product-sense", "execution", "behavioral", "leadership-drive"),
        *("hiring-manager-screen", "recruiter-screen", "ml-fundamentals", "artifact-review"),
        *("prd", "decision-memo", "resume-bullet"),
    ]
    assert all(len(row["sha256"]) == 64 for row in rows)
    assert "lean yes" in interviewer("rubrics", "show", "execution").out
    ran = interviewer("rubrics", "check")
    assert ran.code == 0, ran.out
    interviewer("rubrics", "show", "executon").failed_with(2, "did you mean 'execution'")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("cap: 2", "cap: 9"), "cap"),
        (("version: 1", "version: one"), "version"),
        (("- makes-decision", "- makes-decisions"), "did you mean 'makes-decision'"),
        (("minutes: 35", "minutes: 35\nminuts: 30"), "minuts"),
        (("id: execution", "id: [execution"), "not valid YAML"),
    ],
)
def test_a_rubric_that_does_not_hold_up_names_file_line_and_field(tmp_path, change, says):
    text = (content_root() / "rubrics" / "execution.yaml").read_text()
    assert change[0] in text
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(*change, 1))
    ran = interviewer("rubrics", "check", path)
    assert ran.code == 1
    [line] = ran.out.splitlines()
    assert line.startswith(f"{path}:")
    assert says in line


def test_the_doctor_says_where_each_setting_comes_from(home):
    home.mkdir(parents=True)
    (home / "config.toml").write_text('level = "L5"\n')
    ran = interviewer("doctor", "--format", "json", env={"INTERVIEWER_LLM": "offline"})
    assert ran.code == 0, ran.out
    settings = ran.json["settings"]
    assert settings["level"] == {"value": "L5", "source": "config file"}
    assert settings["llm"] == {"value": "offline", "source": "environment"}
    assert settings["minutes"]["source"] == "default"
    assert str(home) in interviewer("doctor").out


@pytest.mark.parametrize(
    ("config", "says"),
    [('levl = "L5"\n', "did you mean 'level'"), ('level = "L9"\n', "level"), ("level = \n", "config.toml")],
)
def test_a_config_that_does_not_hold_up_names_the_place(home, config, says):
    home.mkdir(parents=True)
    (home / "config.toml").write_text(config)
    interviewer("doctor").failed_with(2, "config.toml", says)


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
def test_the_doctor_minds_open_folders(home):
    (home / "transcripts").mkdir(parents=True, mode=0o755)
    ran = interviewer("doctor")
    assert ran.code == 1
    assert "chmod 700" in ran.out


def test_a_reader_that_goes_away_is_no_error():
    process = subprocess.Popen(
        [*COMMAND, "questions", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    _, err = process.communicate(timeout=20)
    assert err == b""
    assert process.returncode == 0


def test_an_error_inside_leaves_a_log_without_the_answer(home):
    code = (
        "import interviewer.cli, interviewer.batch.records as r\n"
        "def boom(*a): raise RuntimeError('secret words of an answer')\n"
        "import interviewer.cli.score as s; s.request_for = boom\n"
        "import sys; sys.exit(interviewer.cli.main(['score', '--round', 'execution', '-']))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], input=b"secret words", capture_output=True, check=False
    )
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
    [log] = (home / "logs").glob("*.log")
    assert "RuntimeError" in log.read_text()
    assert "secret" not in log.read_text()
    assert json.dumps(str(log))[1:-1] in ran.stderr.decode()
