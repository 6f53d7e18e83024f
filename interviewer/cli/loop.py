"""`interviewer loop`: a whole loop, new or left earlier, in the app or at the prompt."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from interviewer.cli.console import Console
from interviewer.cli.failures import say
from interviewer.cli.inputs import document, sitting
from interviewer.cli.plain_loop import PlainLoop
from interviewer.cli.surroundings import Surroundings
from interviewer.cli.terminal import on_terminal
from interviewer.model.errors import UsageError
from interviewer.session.loop import LoopSession
from interviewer.session.loop_plan import LoopWish, plan_loop
from interviewer.session.recent import new_seed
from interviewer.session.round import Cast
from interviewer.transcripts.loops import read_loop


def run(args: Namespace) -> int:
    """Hold a loop and return the exit code."""
    chosen = (args.rounds, args.artifact, args.level, args.seed is not None)
    if args.resume and any(chosen):
        raise UsageError("a loop that was left goes on as it began: --continue takes no other choice")
    flags = sitting(args)
    around = Surroundings.of(**flags)
    cast = around.cast()
    if on_terminal() and not args.plain:
        return _in_app(around, flags, args)
    session = _resumed(around, cast, args.resume) if args.resume else _new(around, cast, args)
    with Console(around.marks) as console:
        loop = PlainLoop(session, around.library, console)
        try:
            return loop.run()
        except KeyboardInterrupt:
            if console.interactive:
                print()
            loop.say_left()
            raise
        finally:
            session.close()


def _in_app(around: Surroundings, flags: dict[str, Any], args: Namespace) -> int:
    from interviewer.tui.app import run_app

    # What does not hold up is said on the command line, before the screen is taken.
    if args.resume:
        path = around.loops.find(args.resume)
        read_loop(path).check_open()
        return run_app(flags, first=lambda app: app.open_loop(path))
    wish = _wish(around, args)
    plan_loop(around.library, wish)
    return run_app(flags, first=lambda app: app.begin_loop(wish=wish))


def _wish(around: Surroundings, args: Namespace) -> LoopWish:
    return LoopWish(
        rounds=_named(args.rounds),
        artifact=document(args.artifact),
        level=around.settings.level,
        seed=new_seed() if args.seed is None else args.seed,
        repeatable=args.seed is not None,
    )


def _new(around: Surroundings, cast: Cast, args: Namespace) -> LoopSession:
    plan = plan_loop(around.library, _wish(around, args))
    left = around.loops.unfinished()
    if len(left) == 1:
        say(f"One loop is unfinished, {left[0].header.id}; go on with it by: interviewer loop --continue")
    elif left:
        say(f"{len(left)} loops are unfinished, the last {left[0].header.id}; go on with: loop --continue ID")
    return LoopSession.start(cast, around.store, around.loops, plan)


def _named(rounds: str | None) -> tuple[str, ...]:
    if rounds is None:
        return ()
    names = tuple(name.strip() for name in rounds.split(",") if name.strip())
    if not names:
        raise UsageError("--rounds names no round; as in: --rounds product-sense,execution")
    return names


def _resumed(around: Surroundings, cast: Cast, name: str) -> LoopSession:
    path = around.loops.find(name)
    session, record = LoopSession.resume(cast, around.store, path)
    if record.torn:
        say(f"{path.stem}: {record.torn}")
    return session
