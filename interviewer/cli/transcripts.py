"""`interviewer transcripts`: list, show, import, export, annotate, delete, restore, check."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from interviewer.cli.failures import say
from interviewer.cli.inputs import MOST_EXPORTED, STDIN, read_text
from interviewer.cli.surroundings import Surroundings, print_json
from interviewer.files import write_atomically
from interviewer.interview.state import RoundState
from interviewer.model.errors import InterviewerError, TranscriptError
from interviewer.reports.attempts import attempts_json, attempts_text
from interviewer.reports.debrief_words import DECISIONS
from interviewer.reports.layout import clock, plural, table
from interviewer.reports.marks import UNICODE
from interviewer.reports.transcript import transcript_json, transcript_markdown, transcript_text
from interviewer.session.attempts import compared
from interviewer.session.importing import Wanted, import_round
from interviewer.session.loop_stops import standing
from interviewer.session.noting import add_note, change_note
from interviewer.session.review import last_time_of
from interviewer.transcripts.foreign import read_conversation
from interviewer.transcripts.loops import LoopRecord
from interviewer.transcripts.read import Transcript, read_transcript


def run(args: Namespace) -> int:
    """Carry out one verb and return the exit code."""
    verbs = {
        "list": _list,
        "show": _show,
        "export": _export,
        "import": _import,
        "compare": _compare,
        "note": _note,
        "delete": _delete,
        "restore": _restore,
        "check": _check,
    }
    return verbs[args.verb](Surroundings.of(), args)


def _list(around: Surroundings, args: Namespace) -> int:
    store = around.store
    paths = store.sample_paths() if args.samples else store.paths()
    found = [_read(path) for path in paths]
    if args.format == "json":
        print_json([_summary(each) for each in found])
        return 0
    good = [each for each in found if isinstance(each, Transcript)]
    loops = [] if args.samples else list(around.loops.readable())
    rows = [*(_row(each) for each in good), *(_loop_row(each) for each in loops)]
    if rows:
        print(table(sorted(rows)))
    elif not args.samples:
        say("No round is saved yet. Start one with: interviewer practice. For samples add --samples")
    for path, each in zip(paths, found, strict=True):
        if isinstance(each, TranscriptError):
            say(f"{path.stem}: {each}")
    return 0


def _read(path: Path) -> Transcript | TranscriptError:
    try:
        return read_transcript(path)
    except TranscriptError as error:
        return error


def _summary(found: Transcript | TranscriptError) -> dict[str, Any]:
    if isinstance(found, TranscriptError):
        return {"error": str(found)}
    head = found.header
    cards = found.latest_scorecards()
    return {
        "id": head.id,
        "created": head.created.isoformat(),
        "round": head.round,
        "level": head.level,
        "questions": [question.id or question.prompt for question in head.questions],
        "seconds": round(found.seconds),
        "ended": found.ended,
        "interviewer": head.interviewer,
        "grader": head.grader,
        "recommendations": [cards[index].scorecard.recommendation for index in sorted(cards)],
        "sample": head.sample.title if head.sample else None,
        "loop": head.loop,
        "path": str(found.path),
    }


def _row(found: Transcript) -> tuple[str, ...]:
    head = found.header
    cards = found.latest_scorecards()
    verdicts = ", ".join(str(cards[index].scorecard.recommendation) for index in sorted(cards))
    put = head.questions[: RoundState.of(found.events).questions(len(head.questions))]
    about = head.sample.title if head.sample else ", ".join(each.id or "own question" for each in put)
    return (
        head.id,
        head.round,
        clock(found.seconds),
        verdicts or ("no grade" if found.ended else "unfinished"),
        about,
    )


def _loop_row(record: LoopRecord) -> tuple[str, ...]:
    stops = standing(record).stops
    held = sum(each.status == "held" for each in stops)
    decided = record.debriefed
    verdict = DECISIONS[decided.decision].lower() if decided else "over" if record.ended else "unfinished"
    return record.header.id, "loop", f"{held} of {len(stops)}", verdict, ", ".join(record.header.rounds)


def _show(around: Surroundings, args: Namespace) -> int:
    transcript = read_transcript(around.store.find(args.transcript))
    if args.format == "json":
        print_json(transcript_json(transcript))
    elif args.format == "markdown":
        print(transcript_markdown(transcript, around.library.catalogue))
    else:
        last = partial(last_time_of, around.store)
        print(transcript_text(transcript, around.library.catalogue, around.marks, last), end="")
    return 0


def _export(around: Surroundings, args: Namespace) -> int:
    transcript = read_transcript(around.store.find(args.transcript))
    if args.format == "jsonl":
        text = transcript.path.read_bytes()[: transcript.whole_bytes].decode()
    elif args.format == "text":
        text = transcript_text(transcript, around.library.catalogue, UNICODE if args.out else around.marks)
    else:
        text = transcript_markdown(transcript, around.library.catalogue)
    if args.out is None or args.out == "-":
        sys.stdout.write(text)
        return 0
    out = Path(args.out).expanduser()
    if out.exists():
        raise InterviewerError(f"{out} is there already; choose another name")
    try:
        write_atomically(out, text)
    except OSError as error:
        raise InterviewerError(f"cannot write {out}: {error.strerror}") from None
    say(f"Written to {out}.")
    return 0


def _compare(around: Surroundings, args: Namespace) -> int:
    earlier = around.store.find(args.other) if args.other else None
    later = around.store.find(args.transcript)
    found = compared(around.library, around.store, around.places.index, later, earlier)
    if args.format == "json":
        print_json([attempts_json(each) for each in found])
    else:
        catalogue = around.library.catalogue
        print("\n\n".join(attempts_text(each, catalogue, around.marks) for each in found))
    return 0


def _note(around: Surroundings, args: Namespace) -> int:
    path = around.store.find(args.transcript)
    if args.change is not None:
        change_note(around.store, path, args.change, args.text)
        say(f"Note {args.change} of {path.stem} {'was changed' if args.text.strip() else 'was taken away'}.")
        return 0
    add_note(around.store, path, args.text, read_transcript(path).seconds)
    say(f"Kept with {path.stem}.")
    return 0


def _import(around: Surroundings, args: Namespace) -> int:
    conversation = read_conversation(read_text(args.path, MOST_EXPORTED), args.conversation)
    wanted = Wanted(args.round, args.question, args.candidate_is)
    path, set_up = import_round(around.library, around.store, conversation, wanted, _written(args.path))
    print(path.stem)
    if conversation.left_out:
        say(f"Left out: the {plural(len(conversation.left_out.split()), 'word')} before anybody spoke.")
    if set_up:
        words = plural(len(set_up.split()), "word")
        say(f"Left out: the {words} that ask for the interview; the round begins with what is said to them.")
    say(f"Grade it with: interviewer replay {path.stem} --rescore")
    return 0


def _written(path: str) -> datetime:
    """When a file was written, for a conversation that does not say when it was held."""
    if path == STDIN:
        return datetime.now(UTC)
    return datetime.fromtimestamp(int(Path(path).expanduser().stat().st_mtime), UTC)


def _delete(around: Surroundings, args: Namespace) -> int:
    path = around.store.find(args.transcript)
    around.store.delete(path, for_good=args.for_good)
    undo = "" if args.for_good else f" Bring it back with: interviewer transcripts restore {path.stem}"
    say(f"Deleted {path.stem}.{undo}")
    return 0


def _restore(around: Surroundings, args: Namespace) -> int:
    say(f"Restored {around.store.restore(args.transcript).stem}.")
    return 0


def _check(around: Surroundings, args: Namespace) -> int:
    paths = [around.store.find(name) for name in args.transcript] or around.store.paths()
    results = [(path, _read(path)) for path in paths]
    bad = sum(isinstance(found, TranscriptError) for _, found in results)
    if args.format == "json":
        print_json([_checked(path, found) for path, found in results])
    else:
        for path, found in results:
            print(f"{path.stem}  {_verdict(found)}")
    return 1 if bad else 0


def _checked(path: Path, found: Transcript | TranscriptError) -> dict[str, Any]:
    if isinstance(found, TranscriptError):
        return {"path": str(path), "ok": False, "problem": str(found)}
    return {"path": str(path), "ok": True, "events": len(found.events), "torn": found.torn}


def _verdict(found: Transcript | TranscriptError) -> str:
    if isinstance(found, TranscriptError):
        return str(found)
    return f"readable, {len(found.events)} events" + (f"; {found.torn}" if found.torn else "")
