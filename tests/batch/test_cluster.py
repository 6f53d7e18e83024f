"""Rules on a Dask cluster: the same bytes, whoever dies, and one clear line where nothing can be done."""

import os
import pickle
import signal
import sys
import threading

import pytest

from interviewer.batch import cluster
from interviewer.batch.processes import Content
from interviewer.batch.records import Defaults, entry_of, item_of
from interviewer.model.errors import InterviewerError
from tests.batch.conftest import asked, records, written
from tests.llm.parts import OPENAI_KEY

pytest.importorskip("distributed")
psutil = pytest.importorskip("psutil")

from distributed import LocalCluster, SchedulerPlugin  # noqa: E402  # an extra

DASK = ("--engine", "dask")


class Watched(SchedulerPlugin):
    """Keeps what each task is, and can do something when one is done."""

    def __init__(self):
        self.tasks = []
        self.done = lambda _scheduler: None

    def update_graph(self, scheduler, **_):
        self.tasks += [pickle.dumps(each.run_spec) for each in scheduler.tasks.values()]

    def transition(self, key, start, finish, *args, **_):
        if finish == "memory":
            self.done(self.scheduler)

    async def start(self, scheduler):
        self.scheduler = scheduler


@pytest.fixture
def here():
    """A cluster in threads of this process, reached by its address as any other."""
    with LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, protocol="tcp://", dashboard_address=None
    ) as running:
        watched = Watched()
        running.sync(watched.start, running.scheduler)
        running.scheduler.add_plugin(watched)
        running.watched = watched
        yield running


@pytest.fixture
def lines(tmp_path):
    odd = (asked(1, round="nowhere"), "{not json", asked(0), asked(9, answer=" ", mark=3))
    return written(tmp_path / "in.jsonl", *(asked(number) for number in range(6)), *odd)


def test_a_cluster_writes_the_same_bytes_and_no_task_holds_a_key(
    batch, lines, here, out, tmp_path, monkeypatch
):
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    assert batch(lines, to=tmp_path / "local.jsonl").code == 0
    ran = batch(lines, *DASK, "--scheduler", here.scheduler_address)
    assert ran.code == 0, ran.err
    assert out.read_bytes() == (tmp_path / "local.jsonl").read_bytes()
    tasks = b"".join(here.watched.tasks)
    assert b"Number 5." in tasks
    assert OPENAI_KEY.encode() not in tasks
    ran = batch(lines, *DASK, "--scheduler", here.scheduler_address, "--unordered", "--overwrite")
    assert ran.code == 0, ran.err
    assert sorted(out.read_bytes().splitlines()) == sorted(
        (tmp_path / "local.jsonl").read_bytes().splitlines()
    )


def test_a_scheduler_that_is_lost_stops_the_run_and_the_same_command_goes_on(
    batch, lines, here, out, tmp_path
):
    def lose(scheduler):
        if len(scheduler.tasks) and out.exists() and out.stat().st_size:
            for each in scheduler.client_comms.values():
                each.abort()

    here.watched.done = lose
    words = (*DASK, "--scheduler", here.scheduler_address, "--workers", "2")
    ran = batch(lines, *words)
    assert ran.code == 1
    stopped, why = ran.err.splitlines()
    assert stopped.startswith("Stopped: ")
    assert "is gone" in why
    assert 0 < len(records(out)) < 10
    here.watched.done = lambda _scheduler: None
    assert batch(lines, *words).code == 0
    batch(lines, to=tmp_path / "local.jsonl")
    assert out.read_bytes() == (tmp_path / "local.jsonl").read_bytes()


def test_a_worker_that_is_killed_loses_nothing(batch, tmp_path, out):
    source = written(tmp_path / "in.jsonl", *(asked(number) for number in range(30)))
    killed = []

    def workers():
        return [each for each in psutil.Process().children() if "spawn_main" in "".join(each.cmdline())]

    def kill_one():
        while not (out.exists() and out.stat().st_size):
            threading.Event().wait(0.01)
        killed.append(len(workers()))
        os.kill(workers()[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    ran = batch(source, *DASK, "--workers", "2")
    killer.join()
    assert ran.code == 0, ran.err
    assert killed == [2]
    assert ran.err.splitlines()[-1] == "30 graded, 0 with errors"
    assert not workers()
    batch(source, to=tmp_path / "local.jsonl")
    assert out.read_bytes() == (tmp_path / "local.jsonl").read_bytes()


def test_what_a_cluster_cannot_do(batch, lines, out, monkeypatch):
    monkeypatch.setattr(cluster, "_PATIENCE", 0.2)
    assert batch(lines, *DASK, "--scheduler", "127.0.0.1:9").failed_with(
        1, "no scheduler answers", "same command"
    )
    assert batch(lines, *DASK, "--scheduler", "nowhere://x").failed_with(2, "is no address")
    assert batch(lines, *DASK, "--scheduler", "").failed_with(2, "is empty")
    assert batch(lines, "--scheduler", "127.0.0.1:9").failed_with(2, "belongs to --engine dask")
    assert batch(lines, *DASK, "--llm", "openai/gpt-4.1").failed_with(2, "keys stay on this machine")
    assert batch("-", *DASK).failed_with(2, "waiting for stdin")
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert batch(lines, *DASK).failed_with(2, "pip install 'pm-interviewer[cluster]'")
    assert records(out) == []


def test_a_worker_with_other_content_grades_nothing(tmp_path):
    item = item_of(entry_of('{"round": "execution", "answer": "I would stop."}', 1), Defaults())
    ours, other = Content(own=tmp_path / "ours"), Content(own=tmp_path / "other")
    (tmp_path / "other/questions/execution").mkdir(parents=True)
    written(tmp_path / "other/questions/execution/mine.yaml", "id: mine")
    wanted = cluster.sha256_of_content(ours)
    [record] = cluster.grade_there(ours, wanted, [item])
    assert "dimensions" in record
    for theirs in (other, Content(own=None, rubric=tmp_path / "none.yaml")):
        with pytest.raises(InterviewerError, match="other rubrics or questions"):
            cluster.grade_there(theirs, wanted, [item])
