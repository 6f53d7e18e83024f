"""`interviewer score`: one written answer, or a file of them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from interviewer.batch.records import AnswerLine, Defaults, request_for
from interviewer.batch.run import BatchJob, Tally, run_batch
from interviewer.cli.failures import say
from interviewer.cli.grading import flags, grader, run_with, tell
from interviewer.cli.inputs import STDIN, read_text
from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import OFFLINE
from interviewer.reports.scorecard import CardContext, scorecard_markdown, scorecard_text
from interviewer.session.costs import dollars

_WORKERS: Final = 8
_MOST_WORKERS: Final = 256


def run(args: Namespace) -> int:
    """Grade and print; the exit code is 1 with --strict when a line of a batch had an error."""
    around = Surroundings.of(**flags(args))
    if args.batch:
        if args.path:
            raise UsageError("give a PATH or --batch, not both")
        return _batch(around, args)
    if args.out or args.strict or args.workers is not None:
        raise UsageError("--out, --strict and --workers belong to --batch")
    card = _one(around, args)
    written = card.round in around.library.documents
    if args.format == "json":
        print_json(card.model_dump(mode="json"))
    elif args.format == "markdown":
        print(scorecard_markdown(card, around.library.catalogue, written=written), end="")
    else:
        context = CardContext(marks=around.marks, written=written)
        print(scorecard_text(card, around.library.catalogue, context), end="")
    return 0


def _one(around: Surroundings, args: Namespace) -> Scorecard:
    library = around.library
    round_id = args.round
    rubric = Path(args.rubric).expanduser() if args.rubric else None
    if round_id is None:
        if rubric is None:
            raise UsageError(f"--round is needed: {', '.join(library.rubrics)}")
        round_id = library.rubric_at(rubric).id
    elif rubric is None:
        library.rubric(round_id)
    question = args.question or ""
    if question:
        library.asked(round_id, question)
    text = read_text(args.path)
    name = Path(args.path).stem if args.path and args.path != STDIN else "answer"
    line = AnswerLine(id=name, round=round_id, question=question, answer=text)
    scorer = grader(around, args)
    request = request_for(library.asked, line, frozenset({*library.rubrics, round_id}))
    return run_with(scorer, lambda: scorer.ascore(request, tell))


def _batch(around: Surroundings, args: Namespace) -> int:
    library = around.library
    rubric = Path(args.rubric).expanduser() if args.rubric else None
    own = {library.rubric_at(rubric).id} if rubric else set()
    if args.round and args.round not in own:
        library.rubric(args.round)
    if args.workers is not None and not 1 <= args.workers <= _MOST_WORKERS:
        raise UsageError(f"--workers takes a whole number from 1 to {_MOST_WORKERS}")
    scorer = grader(around, args, batch=True)
    job = BatchJob(
        scorer=scorer,
        find=library.asked,
        rounds=frozenset({*library.rubrics, *own}),
        defaults=Defaults(round=args.round, question=args.question),
        # Rules take no time that waiting could fill.
        workers=1 if scorer.spec == OFFLINE else args.workers or _WORKERS,
    )
    progress = _progress if sys.stderr.isatty() else _silent
    with _lines(args.batch) as lines, _results(args.out) as out:
        tally = run_with(scorer, lambda: run_batch(job, lines, out, progress))
    if sys.stderr.isatty():
        print(file=sys.stderr)
    cost = f", cost {dollars(tally.cost)}" if tally.cost is not None else ""
    say(f"{tally.graded} graded, {tally.errors} with errors{cost}")
    return 1 if args.strict and tally.errors else 0


@contextmanager
def _lines(path: str) -> Iterator[Iterator[str]]:
    if path == STDIN:
        yield iter(sys.stdin)
        return
    try:
        with Path(path).expanduser().open(encoding="utf-8-sig", errors="replace", newline="\n") as stream:
            yield stream
    except FileNotFoundError:
        raise InterviewerError(f"there is no file {path}") from None
    except IsADirectoryError:
        raise InterviewerError(f"{path} is a folder; name a JSON lines file") from None


@contextmanager
def _results(path: str | None) -> Iterator[TextIO]:
    """Where records go. A file takes its place only with whole lines in it, also after Ctrl-C."""
    if path is None or path == STDIN:
        yield sys.stdout
        return
    out = Path(path).expanduser()
    part = out.with_name(out.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as stream:
            try:
                yield stream
            except KeyboardInterrupt:
                stream.flush()
                part.replace(out)
                raise
        part.replace(out)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise InterviewerError(f"cannot write {out}: {error.strerror}") from None


def _progress(tally: Tally) -> None:
    done = tally.graded + tally.errors
    if done % 20 == 0:
        print(f"\r{done} done, {tally.errors} with errors", end="", file=sys.stderr, flush=True)


def _silent(_tally: Tally) -> None:
    return None
