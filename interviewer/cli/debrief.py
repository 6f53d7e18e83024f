"""`interviewer debrief`: a committee over saved rounds, or over a file of answers."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from interviewer.batch.gathering import Gatherer, read_again
from interviewer.cli.failures import say
from interviewer.cli.grading import flags, grader, named, run_with, tell
from interviewer.cli.meeting import Progress
from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.files import write_atomically
from interviewer.model.debrief import Debrief
from interviewer.model.errors import InterviewerError
from interviewer.reports.debrief_html import debrief_html
from interviewer.reports.debrief_markdown import debrief_markdown
from interviewer.reports.debrief_text import debrief_text
from interviewer.reports.marks import UNICODE
from interviewer.session.cast import models
from interviewer.session.debriefing import hold_debrief
from interviewer.session.options import Options
from interviewer.session.voices import make_voices
from interviewer.transcripts.store import LAST

_STDOUT = "-"


def run(args: Namespace) -> int:
    """Hold the debrief and print it, or write it to --out."""
    around = Surroundings.of(**flags(args), level=args.level)
    paths = [_path(around, name) for name in args.path]
    kept = _kept(paths, args)
    if kept is not None:
        return _printed(around, kept, args)
    find_model = models(replace(Options.of(around.settings), whole=True))
    scorer = grader(around, args, batch=True, find_model=find_model)
    voices = make_voices(named(around, args), find_model=find_model)
    gatherer = Gatherer(around.library, scorer, tell=tell)
    level = around.settings.level

    async def graded_and_held() -> Debrief:
        gathered = await gatherer.gather(
            paths, level=level if args.level else None, usual_level=level, candidate=args.candidate
        )
        for note in gathered.loop.notes:
            say(note)
        return await hold_debrief(around.library, gathered.loop, voices, Progress(around.library).hear)

    return _printed(around, run_with(scorer, graded_and_held), args)


def _kept(paths: Sequence[Path], args: Namespace) -> Debrief | None:
    """The debrief that a loop was given, where nothing else is asked for than to read it again."""
    if args.llm or args.level or args.candidate:
        return None
    return read_again(paths)


def _printed(around: Surroundings, held: Debrief, args: Namespace) -> int:
    if args.out is None or args.out == _STDOUT:
        if args.format == "json":
            print_json(held.model_dump(mode="json", by_alias=True))
        else:
            sys.stdout.write(_rendered(around, held, args.format, to_file=False))
        return 0
    out = Path(args.out).expanduser()
    try:
        write_atomically(out, _rendered(around, held, args.format, to_file=True))
    except OSError as error:
        raise InterviewerError(f"cannot write {out}: {error.strerror}") from None
    say(f"Written to {out}.")
    return 0


def _rendered(around: Surroundings, held: Debrief, form: str, *, to_file: bool) -> str:
    if form == "json":
        return json.dumps(held.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        return debrief_html(held, around.library)
    if form == "markdown":
        return debrief_markdown(held, around.library)
    return debrief_text(held, around.library, UNICODE if to_file else around.marks)


def _path(around: Surroundings, name: str) -> Path:
    """A file of that name; else a loop by its id or the beginning of one, else a saved round."""
    path = Path(name).expanduser()
    if path.exists():
        return path
    loops = [path for path in around.loops.paths() if path.stem.startswith(name)]
    rounds = [path for path in around.store.paths() if path.stem.startswith(name)]
    return around.loops.find(name) if loops and not rounds and name != LAST else around.store.find(name)
