"""`interviewer score`: one written answer, or a file of them."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Final

from interviewer.batch.records import AnswerLine, request_for
from interviewer.cli.grading import flags, grader, run_with, tell
from interviewer.cli.inputs import STDIN, read_text
from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.model.errors import UsageError
from interviewer.model.scorecard import Scorecard
from interviewer.reports.scorecard import CardContext, scorecard_markdown, scorecard_text

_OF_A_BATCH: Final = ("out", "column", "workers", "scheduler", "unordered", "overwrite", "strict")


def run(args: Namespace) -> int:
    """Grade and print; the exit code is 1 with --strict when a line of a batch had an error."""
    around = Surroundings.of(**flags(args))
    if args.batch:
        if args.path:
            raise UsageError("give a PATH or --batch, not both")
        from interviewer.cli.batch import run_batch_of

        return run_batch_of(around, args)
    if given := next((name for name in _OF_A_BATCH if getattr(args, name)), None):
        raise UsageError(f"--{given} belongs to --batch")
    if args.engine != "local":
        raise UsageError("--engine belongs to --batch")
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
