"""`interviewer replay`: a round again, in the app or as text, and graded anew."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from functools import partial
from pathlib import Path

from interviewer.cli.grading import flags, grader, run_with, tell
from interviewer.cli.stepping import Stepper, shown
from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.cli.terminal import on_terminal
from interviewer.model.errors import UsageError
from interviewer.reports.comparison import changes_markdown, changes_text
from interviewer.reports.transcript import (
    card_text,
    transcript_header,
    transcript_json,
    transcript_markdown,
)
from interviewer.session.replaying import Replay
from interviewer.session.rescore import Regraded, check_rubric, rescore
from interviewer.session.review import last_time_of
from interviewer.transcripts.read import Transcript, read_transcript


def run(args: Namespace) -> int:
    """Replay, or grade again with --rescore."""
    if args.speed is not None and not 0 < args.speed <= 1000:
        raise UsageError("--speed takes a number above 0, up to 1000")
    if args.rubric and not args.rescore:
        raise UsageError("--rubric belongs to --rescore")
    if args.samples is not None and not args.rescore:
        raise UsageError("--samples belongs to --rescore")
    around = Surroundings.of(**flags(args))
    transcript = read_transcript(around.store.find(args.transcript))
    if args.rescore:
        return _rescore(around, transcript, args)
    if args.format == "json":
        print_json(transcript_json(transcript))
    elif args.format == "markdown":
        print(transcript_markdown(transcript, around.library.catalogue))
    elif on_terminal() and not args.plain:
        return _open_app(transcript.path, args)
    else:
        _play(around, transcript, args.speed)
    return 0


def _open_app(path: Path, args: Namespace) -> int:
    from interviewer.tui.app import run_app

    return run_app({"llm": args.llm}, first=lambda app: app.open_replay(path, args.speed))


def _play(around: Surroundings, transcript: Transcript, speed: float | None) -> None:
    print(transcript_header(transcript, around.marks), flush=True)
    catalogue = around.library.catalogue
    cards = tuple(
        card_text(transcript, graded, catalogue, around.marks, partial(last_time_of, around.store)).rstrip()
        for graded in transcript.latest_scorecards().values()
    )
    if speed is None and on_terminal():
        Stepper(around, transcript.path, cards, _say).run(_typed)
        return
    replay = Replay.of(around.library, transcript)
    before = 0.0
    for step, start in enumerate(replay.timing.starts):
        if speed is not None:
            time.sleep((start - before) / speed)
            before = start
        _say("\n\n".join(shown(replay, step)))
    for card in cards:
        _say(card)


def _say(words: str) -> None:
    print(f"\n{words}", flush=True)


def _typed() -> str | None:
    try:
        return input()
    except EOFError:
        return None


def _rescore(around: Surroundings, transcript: Transcript, args: Namespace) -> int:
    check_rubric(around.library, Path(args.rubric).expanduser() if args.rubric else None, transcript)
    saved = transcript.path.parent == around.store.folder
    scorer = grader(around, args)
    regraded = run_with(scorer, lambda: rescore(around.library, scorer, transcript, keep=saved, tell=tell))
    if args.format == "json":
        print_json([_regraded_json(each) for each in regraded])
    elif args.format == "markdown":
        print("\n\n".join(changes_markdown(each.before, each.after, each.question) for each in regraded))
    else:
        print(
            "\n\n".join(
                changes_text(each.before, each.after, each.question, around.marks) for each in regraded
            )
        )
    if not regraded:
        print("nothing was answered in this round, so there is nothing to grade", file=sys.stderr)
    return 0


def _regraded_json(each: Regraded) -> dict[str, object]:
    return {
        "question": each.question + 1,
        "before": each.before.model_dump(mode="json") if each.before else None,
        "after": each.after.model_dump(mode="json"),
    }
