"""`interviewer summarize` and `interviewer compare`: what many scorecards say together."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import Final

from interviewer.batch.comparison import compare
from interviewer.batch.scored import scored
from interviewer.batch.summary import summarise
from interviewer.cli.failures import say
from interviewer.cli.surroundings import Surroundings
from interviewer.files import write_atomically
from interviewer.model.cohort import CohortSummary, Comparison
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.reports.marks import UNICODE, Marks

_STDOUT: Final = "-"
_MOST: Final = 100


def run(args: Namespace) -> int:
    """Read the files and print, or write to --out."""
    around = Surroundings.of()
    marks = around.marks if args.out in {None, _STDOUT} else UNICODE
    if args.second is None:
        summary = summarise(scored(_path(args.first)), around.library.catalogue)
        return _given(_rendered(summary, args.format, marks), args.out)
    if not 0 <= args.show <= _MOST:
        raise UsageError(f"--show takes a whole number from 0 to {_MOST}")
    first, second = _path(args.first), _path(args.second)
    names = (first.name, second.name) if first.name != second.name else (str(first), str(second))
    found = compare(
        partial(scored, first), partial(scored, second), names, around.library.catalogue, args.show
    )
    return _given(_rendered(found, args.format, marks), args.out)


def _path(name: str) -> Path:
    return Path(name).expanduser()


def _rendered(found: CohortSummary | Comparison, form: str, marks: Marks) -> str:
    if form == "json":
        return json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        # Templates are slow to load.
        from interviewer.reports.cohort_html import comparison_html, summary_html

        return summary_html(found) if isinstance(found, CohortSummary) else comparison_html(found)
    from interviewer.reports.cohort_text import comparison_text, summary_text

    return summary_text(found, marks) if isinstance(found, CohortSummary) else comparison_text(found, marks)


def _given(text: str, out: str | None) -> int:
    if out in {None, _STDOUT}:
        sys.stdout.write(text)
        return 0
    path = _path(str(out))
    try:
        write_atomically(path, text)
    except OSError as error:
        raise InterviewerError(f"cannot write {path}: {error.strerror}") from None
    say(f"Written to {path}.")
    return 0
