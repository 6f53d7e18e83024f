"""`interviewer practice`: a round in the app or at the prompt."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import Any

from interviewer.cli.console import Console
from interviewer.cli.failures import say
from interviewer.cli.inputs import document, sitting
from interviewer.cli.plain import PlainRound
from interviewer.cli.surroundings import Surroundings
from interviewer.cli.terminal import on_terminal
from interviewer.model.errors import UsageError
from interviewer.model.words import ARTIFACT_REVIEW
from interviewer.reports.layout import row
from interviewer.session.offering import practised
from interviewer.session.plan import Wish, plan_round
from interviewer.session.recent import last_unfinished, new_seed, recently_asked
from interviewer.session.review import last_time_of
from interviewer.session.round import Cast, RoundSession
from interviewer.transcripts.lines import first_line
from interviewer.transcripts.read import Transcript
from interviewer.transcripts.store import LAST


def run(args: Namespace) -> int:
    """Practise one round, new or left earlier, and return the exit code."""
    chosen = (args.round, args.question, args.artifact, args.level, args.minutes, args.seed is not None)
    if args.resume and any(chosen):
        raise UsageError("a round that was left goes on as it began: --continue takes no other choice")
    flags = sitting(args) | {"minutes": args.minutes}
    around = Surroundings.of(**flags)
    cast = around.cast()
    if on_terminal() and not args.plain:
        return _in_app(around, flags, args)
    return _at_prompt(around, cast, args)


def _in_app(around: Surroundings, flags: dict[str, Any], args: Namespace) -> int:
    from interviewer.tui.app import run_app

    if args.resume:
        path = _path(around, args.resume)
        return run_app(flags, first=lambda app: app.open_round(path))
    if not (args.round or args.question or args.artifact or args.seed is not None):
        return run_app(flags, first=lambda app: app.open_setup())
    wish = _wish(around, args, _round(around, args) or around.library.rounds[0])
    # What does not hold up is said on the command line, before the screen is taken.
    plan_round(around.library, wish)
    return run_app(flags, first=lambda app: app.begin_round(wish))


def _at_prompt(around: Surroundings, cast: Cast, args: Namespace) -> int:
    session, earlier = (
        _resumed(around, cast, args.resume) if args.resume else (_new(around, cast, args), None)
    )
    try:
        with Console(around.marks) as console:
            # In a pipe the same answers and seed give the same lines, whatever was practised before.
            last = partial(last_time_of, around.store) if on_terminal() else None
            graded = PlainRound(session, console, last).run(resumed=earlier is not None)
    except KeyboardInterrupt:
        name = session.header.id
        say(f"Saved as {name}. Go on with: interviewer practice --plain --continue {name}")
        raise
    finally:
        session.close()
    return 0 if graded else 1


def _new(around: Surroundings, cast: Cast, args: Namespace) -> RoundSession:
    round_id = _round(around, args) or _choose_round(around)
    plan = plan_round(around.library, _wish(around, args, round_id))
    return RoundSession.start(cast, around.store, plan)


def _wish(around: Surroundings, args: Namespace, round_id: str) -> Wish:
    return Wish(
        round=round_id,
        question=args.question,
        artifact=document(args.artifact),
        level=around.settings.level,
        minutes=around.settings.minutes,
        seed=new_seed() if args.seed is None else args.seed,
        # With a seed of one's own the same questions come again, whatever was asked since.
        recent=frozenset() if args.seed is not None else recently_asked(around.store),
    )


def _resumed(around: Surroundings, cast: Cast, name: str) -> tuple[RoundSession, Transcript]:
    path = _path(around, name)
    _no_loops_round(around, path)
    session, transcript = RoundSession.resume(cast, path)
    if transcript.torn:
        say(f"{path.stem}: {transcript.torn}")
    return session, transcript


def _no_loops_round(around: Surroundings, path: Path) -> None:
    """A loop's round goes on in its loop: its score would be told too early here."""
    loop = first_line(path).get("loop")
    if loop in {each.header.id for each in around.loops.unfinished()}:
        raise UsageError(f"{path.stem} is a round of a loop; go on with: interviewer loop --continue {loop}")


def _path(around: Surroundings, name: str) -> Path:
    return last_unfinished(around.store) if name == LAST else around.store.find(name)


def _round(around: Surroundings, args: Namespace) -> str | None:
    """The round that was named, or that follows from what was."""
    if args.artifact and args.question:
        raise UsageError("--artifact makes its own questions; leave --question out")
    return args.round or (ARTIFACT_REVIEW if args.artifact else _round_of(around, args.question))


def _round_of(around: Surroundings, question: str | None) -> str | None:
    """The round a question's id belongs to, so that --round need not be said twice."""
    if question is None or any(character.isspace() for character in question.strip()):
        return None
    return around.library.question(question.strip()).round


def _choose_round(around: Surroundings) -> str:
    rounds = practised(around.library)
    if not on_terminal():
        return rounds[0]
    for number, name in enumerate(rounds, start=1):
        rubric = around.library.rubric(name)
        print(row(f"{number} {name}", f"{rubric.minutes} minutes. {rubric.about}"), end="\n\n")
    reply = input(f"Which round? 1 to {len(rounds)}, Enter for {rounds[0]} > ").strip()
    if reply.isdigit() and 1 <= int(reply) <= len(rounds):
        return rounds[int(reply) - 1]
    return reply or rounds[0]
