"""`interviewer score --batch`: a file or folder of answers, gone on with where it stopped."""

from __future__ import annotations

import asyncio
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import chain, islice
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final, TextIO

from interviewer.batch.ahead import Ahead
from interviewer.batch.cluster import ClusterEngine
from interviewer.batch.job import BatchJob
from interviewer.batch.output import OutFile, Output, Printed
from interviewer.batch.processes import WORTH_IT, Content, ProcessEngine, cores
from interviewer.batch.provider import ProviderEngine
from interviewer.batch.records import Defaults, Item
from interviewer.batch.resume import Standing, items, stand_in_any_order, stand_in_order
from interviewer.batch.run import Engine, HereEngine, Writer, run_batch
from interviewer.batch.sources import Folder, Source, open_source
from interviewer.cli.batch_progress import progress_for
from interviewer.cli.failures import say
from interviewer.cli.grading import grader, named, run_with
from interviewer.cli.inputs import STDIN
from interviewer.cli.surroundings import Surroundings
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.model.words import OFFLINE
from interviewer.session.costs import dollars
from interviewer.session.options import Options

if TYPE_CHECKING:
    from interviewer.llm.batches import BatchLLM

_WORKERS: Final = 8
_MOST_WORKERS: Final = 256
_AT_PROVIDER: Final = 1000
_MOST_ELSEWHERE: Final = 10_000
PROVIDER: Final = "provider"
DASK: Final = "dask"

ToDo = Iterator[tuple[int, Item]]


def run_batch_of(around: Surroundings, args: Namespace) -> int:
    """Grade and write; the exit code is 1 with --strict when a line had an error."""
    elsewhere = args.engine == PROVIDER or args.scheduler is not None
    most = _MOST_ELSEWHERE if elsewhere else _MOST_WORKERS
    if args.workers is not None and not 1 <= args.workers <= most:
        raise UsageError(f"--workers takes a whole number from 1 to {most}")
    if args.unordered and not args.out:
        raise UsageError("--unordered needs --out")
    source = open_source(args.batch, _columns(args.column))
    _check_cluster(around, args, once=source.once)
    defaults = _defaults(around, args, source)
    rubric = Path(args.rubric).expanduser() if args.rubric else None
    provider = _Provider(around, args) if args.engine == PROVIDER else None
    scorer = grader(around, args, batch=True, find_model=provider.model if provider else None)
    job = BatchJob.over(around.library, scorer, rubric)
    if args.out in {None, STDIN}:
        return _graded(around, args, job, _Work(source, defaults, Printed(sys.stdout)))
    path = Path(args.out).expanduser()
    if not _is_file(path):
        with _stream(path) as stream:
            return _graded(around, args, job, _Work(source, defaults, Printed(stream)))
    if args.batch != STDIN and path.exists() and path.samefile(Path(args.batch).expanduser()):
        raise UsageError("--out is the input itself; name another file")
    with closing(OutFile(path)) as out, closing(_ahead(path)) as ahead:
        return _graded(around, args, job, _Work(source, defaults, out, ahead, provider))


def _check_cluster(around: Surroundings, args: Namespace, *, once: bool) -> None:
    """Refuse what a cluster cannot do.

    A model gains nothing there: it is as fast as its provider lets it be. Its budget, the gate for the
    provider's rate, and the key are in this process; and what died with a worker would be paid for twice.
    """
    if args.engine != DASK:
        if args.scheduler is not None:
            raise UsageError("--scheduler belongs to --engine dask")
        return
    if args.scheduler == "":
        raise UsageError("--scheduler is empty; it takes an address like tcp://HOST:8786")
    if named(around, args) != [OFFLINE]:
        raise UsageError(
            "--engine dask grades by the rules: a model is no faster on a cluster, and keys stay on this "
            "machine; say --llm offline, or leave --engine dask out"
        )
    if once:
        raise UsageError(
            "--engine dask takes a file or a folder: waiting for stdin would hold up the cluster"
        )


class _Provider:
    """The one model whose replies come out of its provider's batches.

    Raises:
        UsageError: without an OUT beside which to keep what is at the provider, or for a panel.
    """

    def __init__(self, around: Surroundings, args: Namespace) -> None:
        specs = named(around, args)
        if len(specs) != 1 or specs[0] == OFFLINE:
            raise UsageError("--engine provider takes one model: --llm anthropic/MODEL or openai/MODEL")
        if args.out in {None, STDIN}:
            raise UsageError("--engine provider needs --out: what is at the provider is kept beside it")
        out = Path(args.out).expanduser()
        self._state = out.with_name(f".{out.name}.batches")
        self._at_once = args.workers or _AT_PROVIDER
        self._options = Options.of(around.settings)
        self._llm: BatchLLM | None = None

    def model(self, spec: str) -> BatchLLM:
        """The model."""
        from interviewer.llm.specs import make_batch_llm

        options = self._options
        self._llm = make_batch_llm(spec, self._state, options.for_llm(options.make_budget()), say)
        return self._llm

    def engine(self, job: BatchJob) -> ProviderEngine:
        """The engine, once the model is made."""
        if self._llm is None:
            raise RuntimeError("the model is made with the grader")
        return ProviderEngine(job, self._llm, self._at_once)


class _Work:
    """What is read and where it goes."""

    def __init__(
        self,
        source: Source,
        defaults: Defaults,
        out: Output,
        ahead: Ahead | None = None,
        provider: _Provider | None = None,
    ) -> None:
        self.provider = provider
        self.source = source
        self.defaults = defaults
        self.out = out
        self.ahead = ahead

    def items(self, *, warn: bool = False) -> Iterator[Item]:
        return items(self.source, self.defaults, say if warn else _quiet)


def _graded(around: Surroundings, args: Namespace, job: BatchJob, work: _Work) -> int:
    standing, to_do = _standing(args, job, work)
    engine: Engine
    if work.provider is not None:
        engine = work.provider.engine(job)
    else:
        to_do, engine = _engine(around, args, job, to_do, once=work.source.once)
    # Rules cost nothing to ask again; what was paid for is on disk as soon as it is there.
    ahead = work.ahead if job.scorer.spec != OFFLINE or work.ahead else None
    with progress_for(work.source.size, standing.done) as show:
        writer = Writer(work.out, show, first=None if args.unordered else standing.done, ahead=ahead)
        try:
            with _stopped_while_reading(work.source):
                run_with(engine, lambda: _run(job, to_do, engine, writer))
        except (KeyboardInterrupt, InterviewerError) as stop:
            if args.out and (writer.tally.done or not isinstance(stop, InterviewerError)):
                kept = standing.done + writer.tally.done
                say(f"Stopped: {_records(kept)} in {args.out}; the same command goes on from there.")
            raise
    if isinstance(engine, ProviderEngine):
        engine.finish()
    tally = writer.tally
    if standing.done and not tally.done:
        say(f"Nothing was left to do: {_records(standing.done)} in {args.out}.")
        return 0
    cost = f", cost {dollars(tally.cost)}" if tally.cost is not None else ""
    before = f"; {standing.done} were there before" if standing.done else ""
    say(f"{tally.graded} graded, {tally.errors} with errors{cost}{before}")
    return 1 if args.strict and tally.errors else 0


async def _run(job: BatchJob, to_do: ToDo, engine: Engine, writer: Writer) -> None:
    if isinstance(engine, ClusterEngine):
        _stop_by_cancelling()
        await engine.connect()
    await run_batch(job, to_do, engine, writer)


def _stop_by_cancelling() -> None:
    """Have other signals stop the run as Ctrl-C does, by cancelling it.

    Most of what the loop runs is Dask's then, and an exception raised in its midst would be printed by it.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(getattr(signal, name), signal.raise_signal, signal.SIGINT)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def _stopped_while_reading(source: Source) -> Iterator[None]:
    """Lets Ctrl-C end a wait for stdin; the event loop would only take note of it until a line comes."""
    before = signal.getsignal(signal.SIGINT)
    if not source.once or before is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, _interrupt)  # the loop puts its own only in the default's place
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _standing(args: Namespace, job: BatchJob, work: _Work) -> tuple[Standing, ToDo]:
    """How far OUT has come, and what is left to do; only now is OUT written to."""
    out, found = work.out, work.items(warn=True)
    if not isinstance(out, OutFile) or work.ahead is None:
        return Standing(job), enumerate(found)
    if args.overwrite:
        out.begin(anew=True)
        work.ahead.clear()
        return Standing(job), enumerate(found)
    if args.unordered:
        standing = stand_in_any_order(job, work.source, work.items(), out)
        to_do = standing.to_do(found)
    elif work.source.once:
        standing = stand_in_order(job, found, out, None)
        to_do = enumerate(found, standing.done)
    else:
        standing = stand_in_order(job, work.items(), out, work.ahead)
        to_do = standing.to_do(found)
    out.begin()
    return standing, to_do


def _engine(
    around: Surroundings, args: Namespace, job: BatchJob, to_do: ToDo, *, once: bool
) -> tuple[ToDo, Engine]:
    """Who grades: for rules as many processes as there are cores, unless there is little to do.

    How much there is on stdin nobody knows without waiting, so it takes `--workers` there.
    """
    if job.scorer.spec != OFFLINE:
        return to_do, HereEngine(job, args.workers or _WORKERS)
    dask = args.engine == DASK
    processes = args.workers or (1 if once else cores())
    if processes == 1 and not dask:
        return to_do, HereEngine(job)
    if not once:
        worth_it = 1 if dask else WORTH_IT
        first = list(islice(to_do, worth_it))
        to_do = chain(first, to_do)
        if len(first) < worth_it:
            return to_do, HereEngine(job)
    rubric = Path(args.rubric).expanduser().resolve() if args.rubric else None
    content = Content(around.places.config, rubric)
    if dask:
        return to_do, ClusterEngine(content, args.scheduler, args.workers, say)
    return to_do, ProcessEngine(content, processes)


def _defaults(around: Surroundings, args: Namespace, source: Source) -> Defaults:
    """Round and question for answers that name none.

    Raises:
        UsageError: when there is no such round, or a folder's answers have none.
    """
    library = around.library
    own = library.rubric_at(Path(args.rubric).expanduser()).id if args.rubric else None
    if args.round and args.round != own:
        library.rubric(args.round)
    named = args.round or (own if isinstance(source, Folder) else None)
    if isinstance(source, Folder):
        if named is None:
            raise UsageError(f"--round is needed for a folder: {', '.join(library.rubrics)}")
        if source.left_out:
            say(f"{source.left_out} files in {source.name} are no .txt or .md and are left out.")
    return Defaults(round=named, question=args.question)


def _columns(given: Sequence[str] | None) -> Mapping[str, str]:
    columns = {}
    for each in given or ():
        ours, equals, theirs = each.partition("=")
        if not equals or not theirs.strip():
            raise UsageError(f"--column {each}: it is written OURS=THEIRS, as in answer=Response")
        columns[ours.strip()] = theirs
    return columns


def _is_file(path: Path) -> bool:
    """Whether it is or will be a file that can be gone on with; a pipe cannot."""
    return not path.exists() or path.is_file()


def _stream(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise InterviewerError(f"cannot write {path}: {error.strerror}") from None


def _ahead(path: Path) -> Ahead:
    try:
        return Ahead.beside(path)
    except OSError as error:
        raise InterviewerError(f"cannot write beside {path}: {error.strerror}") from None


def _records(count: int) -> str:
    return "1 record is" if count == 1 else f"{count} records are"


def _quiet(_line: str) -> None:
    return None
