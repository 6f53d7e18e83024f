"""What goes in and comes out: JSON lines, tables, folders, and whatever is wrong with them."""

import csv
import io
import json

import pytest

from interviewer.cli import main
from tests.batch.conftest import ANSWER, asked, ids, kinds, records, written
from tests.cli.shell import HOLLOW


def table(path, *rows, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_text(text.getvalue())
    return path


def rows(path):
    with path.open(newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_in_and_out(batch, tmp_path, delimiter):
    source = table(
        tmp_path / "cohort.csv",
        ("Student", "ID", "Round", "Question", "Answer", "Cohort"),
        ("=cmd|' /C calc'!A0", "-1", "product-sense", "nurse-handover", ANSWER, "spring"),
        ("Bo", "b", "product-sense", "", HOLLOW, "+1"),
        ("Cy", "c", "nowhere", "", ANSWER, ""),
        delimiter=delimiter,
    )
    out = tmp_path / "out.csv"
    ran = batch(source, "--column", "candidate=student", to=out)
    assert ran.code == 0, ran.err
    first, second, third = rows(out)
    assert (first["id"], first["candidate"]) == ("'-1", "'=cmd|' /C calc'!A0")
    assert (first["round"], first["question_id"]) == ("product-sense", "nurse-handover")
    assert first["framing"] in {"1", "2", "3", "4"}
    assert float(first["overall"]) > float(second["overall"])
    assert "hollow" in second["flags"].split()
    assert json.loads(second["other"]) == {"Cohort": "+1"}
    assert third["error"] == "unknown-round"
    whole = out.read_bytes()
    assert "Nothing was left" in batch(source, "--column", "candidate=student", to=out).err
    lines = whole.splitlines(keepends=True)
    out.write_bytes(b"".join(lines[:2]) + lines[2][:40])
    assert "2 graded" not in batch(source, "--column", "candidate=student", to=out).err
    assert out.read_bytes() == whole


def test_the_table_says_the_same_as_the_json_lines(batch, tmp_path, out):
    source = table(tmp_path / "in.csv", ("answer",), (ANSWER,), (HOLLOW,))
    words = ("--round", "product-sense")
    batch(source, *words)
    batch(source, *words, to=tmp_path / "out.csv")
    for row, record in zip(rows(tmp_path / "out.csv"), records(out), strict=True):
        assert row["recommendation"] == record["recommendation"]
        assert float(row["overall"]) == record["overall"]
        assert row["input_sha256"] == record["input_sha256"]
        assert int(row["rigor"]) == record["dimensions"]["rigor"]["score"]


def test_a_table_whose_columns_are_not_known(batch, tmp_path):
    source = table(tmp_path / "in.csv", ("Student", "Response"), ("Bo", ANSWER))
    assert batch(source, "--round", "execution").failed_with(2, "no column 'answer'", "Student, Response")
    assert batch(source, "--column", "answer=Text").failed_with(2, "no column 'text'")
    assert batch(source, "--column", "answers=Response").failed_with(2, "a column can be")
    assert batch(source, "--column", "answer").failed_with(2, "OURS=THEIRS")
    assert batch(source, "--round", "execution", "--column", "answer=response").code == 0
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    assert batch(empty, to=tmp_path / "new.jsonl").failed_with(1, "is empty")


def test_rows_that_are_broken_do_not_cost_the_others(batch, tmp_path, out):
    source = tmp_path / "in.csv"
    good = f'product-sense,"{ANSWER}"\n'.encode()
    source.write_bytes(b"round,answer\n" + good + b"a,b,c\n" + b'"x"y,z\n' + b"execution,caf\xe9\n" + good)
    batch(source)
    assert kinds(out) == [None, "bad-input", "bad-input", "bad-input", None]
    assert "3 cells" in records(out)[1]["error"]["message"]
    assert "UTF-8" in records(out)[3]["error"]["message"]


def test_a_folder_of_texts(batch, tmp_path, out):
    folder = tmp_path / "cohort"
    folder.mkdir()
    (folder / "bo.txt").write_text(ANSWER)
    (folder / "al.md").write_text(HOLLOW)
    (folder / "cy.txt").write_bytes(b"caf\xe9")
    (folder / "cy.md").write_text(ANSWER)
    (folder / "photo.png").write_bytes(b"\x89PNG")
    assert batch(folder).failed_with(2, "--round is needed")
    ran = batch(folder, "--round", "product-sense")
    assert "1 files in" in ran.err
    assert ids(out) == ["al", "bo", "cy.md", "cy.txt"]
    assert kinds(out) == [None, None, None, "bad-input"]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert batch(empty, "--round", "execution").failed_with(1, "no text files")


def test_wrong_encodings(batch, tmp_path, out):
    source = tmp_path / "in.jsonl"
    line = json.dumps(asked(0)).encode()
    source.write_bytes(
        b"\xef\xbb\xbf" + line + b"\r\n" + b'{"id": "b", "answer": "caf\xe9"}\n' + line[:-1] + b"\n"
    )
    batch(source)
    assert kinds(out) == [None, "bad-input", "bad-input"]
    assert "line 2 is not UTF-8" in records(out)[1]["error"]["message"]
    source.write_bytes(json.dumps(asked(0)).encode("utf-16"))
    assert batch(source, to=tmp_path / "new.jsonl").failed_with(1, "UTF-16")


def test_an_id_that_comes_twice(batch, tmp_path, out):
    other = asked(1, id="a0")
    ran = batch(written(tmp_path / "in.jsonl", asked(0), asked(0), other, asked(0)))
    assert "the id 'a0' came before, with another answer" in ran.err
    assert kinds(out) == [None, "repeated", None, "repeated"]
    assert "Nothing was left" in batch(tmp_path / "in.jsonl", "--unordered").err


def test_a_line_without_end(batch, tmp_path, out):
    source = tmp_path / "in.jsonl"
    with source.open("wb") as stream:
        stream.write(b'{"answer": "' + b"a" * 11_000_000 + b'"}\n')
        stream.write(json.dumps(asked(1)).encode())
    batch(source)
    assert kinds(out) == ["too-long", None]


def test_what_belongs_to_a_batch_only(batch, tmp_path, capsys):
    assert main(["score", "x.txt", "--round", "execution", "--overwrite"]) == 2
    assert "--overwrite belongs to --batch" in capsys.readouterr().err
    assert batch(tmp_path / "none.jsonl").failed_with(1, "there is no file")
    source = written(tmp_path / "in.jsonl", asked(0))
    assert batch(source, "--column", "id=x").failed_with(2, "--column belongs to a table")
    assert batch(source, "--workers", "0").failed_with(2, "--workers")
