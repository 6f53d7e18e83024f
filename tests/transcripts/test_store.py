"""Finding rounds by id, deleting them, and bringing them back."""

import re
from datetime import UTC, datetime

import pytest

from interviewer.model.errors import UsageError
from interviewer.transcripts.journal import Journal
from interviewer.transcripts.store import Store, new_id
from tests.transcripts import strategies as some

OLD = "20261120T0900Z-behavioral-11aa"
NEW = "20261123T2241Z-execution-7f3a"


@pytest.fixture
def store(tmp_path):
    for name in (OLD, NEW):
        Journal.create(tmp_path / "own" / f"{name}.jsonl", some.header(id=name)).close()
    Journal.create(tmp_path / "samples" / "sample-strong.jsonl", some.header(id="sample-strong")).close()
    return Store(tmp_path / "own", tmp_path / "samples")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (NEW, NEW),
        ("20261120", OLD),
        ("last", NEW),
        ("sample-strong", "sample-strong"),
        ("sample", "sample-strong"),
    ],
)
def test_an_id_its_beginning_or_last_will_do(store, said, meant):
    assert store.find(said).stem == meant


def test_a_path_will_do(store, tmp_path):
    assert store.find(str(tmp_path / "own" / f"{OLD}.jsonl")).stem == OLD


def test_a_file_beside_one_is_a_path_even_without_its_suffix(store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "round").write_text("x")
    assert store.find("round").name == "round"


@pytest.mark.parametrize(
    ("said", "hint"),
    [("2026112", "fits 2 transcripts"), ("20261123T2241Z-execution-7f3b", NEW), ("zzz", "transcripts list")],
)
def test_what_fits_nothing_or_too_much_says_what_to_do(store, said, hint):
    with pytest.raises(UsageError, match=re.escape(hint)):
        store.find(said)


def test_last_without_any(tmp_path):
    with pytest.raises(UsageError, match="interviewer practice"):
        Store(tmp_path).find("last")


def test_delete_can_be_undone_unless_for_good(store):
    before = store.find(NEW).read_bytes()
    store.delete(store.find(NEW))
    assert [path.stem for path in store.paths()] == [OLD]
    assert store.restore("20261123").read_bytes() == before

    store.delete(store.find(NEW), for_good=True)
    with pytest.raises(UsageError, match="no deleted transcript"):
        store.restore(NEW)


def test_samples_are_not_deleted(store):
    with pytest.raises(UsageError, match="delete it there yourself"):
        store.delete(store.find("sample-strong"))


def test_ids_say_when_and_what():
    moment = datetime(2026, 11, 23, 22, 41, tzinfo=UTC)
    assert re.fullmatch(r"20261123T2241Z-execution-[0-9a-f]{4}", new_id("execution", moment))
