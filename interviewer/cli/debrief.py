"""`interviewer debrief`: a committee over saved rounds, or over a file of answers."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from interviewer.batch.loop_file import read_loop_file
from interviewer.cli.failures import say
from interviewer.cli.grading import flags, grader, named, run_with, tell
from interviewer.cli.meeting import Progress
from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.committee import HeldRound, Loop
from interviewer.model.debrief import Debrief
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.model.events import TRANSCRIPT_FORMAT
from interviewer.model.loop import LOOP_FORMAT
from interviewer.model.words import CORE_ROUNDS, JobLevel
from interviewer.reports.debrief_html import debrief_html
from interviewer.reports.debrief_markdown import debrief_markdown
from interviewer.reports.debrief_text import debrief_text
from interviewer.reports.marks import UNICODE
from interviewer.scoring.scorer import Scorer
from interviewer.session.cast import models
from interviewer.session.debriefing import hold_debrief
from interviewer.session.held_loop import held_loop
from interviewer.session.held_rounds import held_round, in_order, numbered
from interviewer.session.loop_stops import standing
from interviewer.session.options import Options
from interviewer.session.voices import make_voices
from interviewer.transcripts.files import write_atomically
from interviewer.transcripts.lines import first_line
from interviewer.transcripts.loops import kept_debrief, read_loop
from interviewer.transcripts.read import Transcript, read_transcript
from interviewer.transcripts.store import LAST

_STDOUT = "-"


def run(args: Namespace) -> int:
    """Hold the debrief and print it, or write it to --out."""
    around = Surroundings.of(**flags(args), level=args.level)
    kept = _kept(around, args)
    if kept is not None:
        return _printed(around, kept, args)
    find_model = models(replace(Options.of(around.settings), whole=True))
    scorer = grader(around, args, batch=True, find_model=find_model)
    voices = make_voices(named(around, args), find_model=find_model)

    async def graded_and_held() -> Debrief:
        loop = await _loop(around, scorer, args)
        for note in loop.notes:
            say(note)
        return await hold_debrief(around.library, loop, voices, Progress(around.library).hear)

    return _printed(around, run_with(scorer, graded_and_held), args)


def _kept(around: Surroundings, args: Namespace) -> Debrief | None:
    """The debrief that a loop was given, where nothing else is asked for than to read it again."""
    given = _given(around, args)
    alone = len(given.loops) == 1 and not (given.transcripts or given.files)
    if not alone or args.llm or args.level or args.candidate:
        return None
    return kept_debrief(given.loops[0]) if read_loop(given.loops[0]).debriefed else None


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


class _Given(NamedTuple):
    """What was pointed at, by what it is."""

    loops: list[Path]
    transcripts: list[Path]
    files: list[Path]


def _given(around: Surroundings, args: Namespace) -> _Given:
    given = _Given([], [], [])
    for name in args.path:
        path = Path(name).expanduser()
        place = path if path.exists() else _found(around, name)
        form = first_line(place).get("format") if place.is_file() else None
        kinds = {LOOP_FORMAT: given.loops, TRANSCRIPT_FORMAT: given.transcripts}
        kinds.get(str(form), given.files).append(place)
    if len(given.loops) > 1:
        raise UsageError("a debrief is over one loop; give one at a time")
    return given


def _found(around: Surroundings, name: str) -> Path:
    """A loop by its id or the beginning of one, else a transcript."""
    loops = [path for path in around.loops.paths() if path.stem.startswith(name)]
    rounds = [path for path in around.store.paths() if path.stem.startswith(name)]
    return around.loops.find(name) if loops and not rounds and name != LAST else around.store.find(name)


async def _loop(around: Surroundings, scorer: Scorer, args: Namespace) -> Loop:
    """All that was pointed at, as one candidate's loop."""
    library, given = around.library, _given(around, args)
    saved: list[Transcript] = [read_transcript(path) for path in given.transcripts]
    rounds: list[HeldRound] = []
    notes: list[str] = []
    levels = [each.header.level for each in saved]
    required: tuple[str, ...] = CORE_ROUNDS
    for path in given.loops:
        record = read_loop(path)
        whole = await held_loop(library, scorer, standing(record), tell)
        rounds += whole.rounds
        notes += whole.notes
        levels.append(record.header.level)
        required = whole.required
        # A round of the loop that is named beside it is no second one.
        saved = [each for each in saved if each.header.loop != record.header.id]
    for transcript in in_order(saved):
        found, problems = await held_round(library, scorer, transcript, tell)
        rounds += [found] if found else []
        notes += problems
    candidate = args.candidate
    for file in given.files:
        read = await read_loop_file(library, scorer, file, args.candidate, tell)
        if candidate is not None and read.candidate not in {None, candidate}:
            raise UsageError(
                f"{candidate} and {read.candidate} are two candidates: give one's files at a time"
            )
        candidate = read.candidate or candidate
        rounds += read.rounds
        notes += read.problems
    level = around.settings.level if args.level or not levels else max(levels, key=list(JobLevel).index)
    return Loop(
        rounds=numbered(rounds), level=level, required=required, candidate=candidate, notes=tuple(notes)
    )
