"""The index says what the files say, reads only what changed, and is made again when it does not hold up."""

import os
import sqlite3
import stat

import pytest

from interviewer.progress.facts import RoundFacts, Stamp
from interviewer.progress.index import over


def test_without_rounds_there_is_nothing(history):
    progress = history.progress()
    assert (progress.rounds, progress.graded, progress.lines) == (0, 0, ())
    assert {each.direction for each in progress.trends} == {"too-few"}


def test_only_files_that_are_new_or_changed_are_read(tmp_path):
    read = []

    def look(name):
        read.append(name)
        return RoundFacts(created="2026-11-01T00:00:00+00:00", round="execution", seconds=60.0)

    def refresh(**files):
        read.clear()
        return over(tmp_path / "index", lambda kept: kept.refresh(files, look))

    assert refresh(a=Stamp(1, 1), b=Stamp(2, 2)) == 2
    assert refresh(a=Stamp(1, 1), b=Stamp(2, 2)) == 0
    assert refresh(a=Stamp(1, 1), b=Stamp(2, 3)) == 1
    assert read == ["b"]
    assert refresh(b=Stamp(2, 3), c=Stamp(1, 1)) == 1
    assert read == ["c"]
    assert len(over(tmp_path / "index", lambda kept: kept.times())) == 2


def test_what_is_new_changed_or_gone_is_noticed(history):
    first, second = history.add(2.0), history.add(3.0)
    assert [point.estimate for line in history.lines_of() for point in line.points] == [2.0, 3.0]
    second.write_text(second.read_text().replace('"estimate": 3.0', '"estimate": 3.4'))
    assert history.lines_of()[0].points[-1].estimate == 3.4
    first.unlink()
    assert [point.id for point in history.lines_of()[0].points] == [second.stem]
    assert history.progress().answers == 1


def test_a_file_that_cannot_be_read_is_named_and_costs_nothing_else(history):
    history.add()
    broken = history.add()
    broken.write_text("{}\n")
    progress = history.progress()
    assert progress.unreadable == (broken.stem,)
    assert progress.rounds == 1


def overwritten(path):
    path.write_bytes(b"not a database, but long enough to be taken for one" * 40)


def cut_in_the_middle(path):
    data = bytearray(path.read_bytes())
    data[4096 : len(data) - 100] = b"\xff" * (len(data) - 4196)
    path.write_bytes(data)


def of_another_version(path):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("DROP TABLE levels")
    connection.close()


@pytest.mark.parametrize("spoil", [overwritten, cut_in_the_middle, of_another_version, os.unlink])
def test_an_index_that_does_not_hold_up_is_made_again(history, spoil):
    history.add(2.0)
    before = history.progress()
    spoil(history.index)
    assert history.progress() == before
    assert history.progress() == before
    assert history.index.stat().st_size > 4096


def test_where_no_index_can_be_kept_the_figures_come_all_the_same(history):
    history.add(2.0)
    history.index.mkdir(parents=True)
    assert history.progress().answers == 1


def test_an_index_another_window_keeps_busy_is_left_alone(history, monkeypatch):
    monkeypatch.setattr("interviewer.progress.index._WAIT", 0.01)
    history.add(2.0)
    history.progress()
    history.add(3.0)
    other = sqlite3.connect(history.index, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert history.progress().answers == 2
    other.close()
    assert history.progress().answers == 2


@pytest.mark.skipif(os.name != "posix", reason="modes are a POSIX matter")
def test_the_index_is_private_and_holds_none_of_the_words(history):
    history.add()
    history.progress()
    assert stat.S_IMODE(history.index.stat().st_mode) == 0o600
    assert b"night nurse" not in history.index.read_bytes()
