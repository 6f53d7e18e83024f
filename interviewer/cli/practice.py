"""`interviewer practice`."""

from __future__ import annotations

import secrets
from argparse import Namespace
from itertools import islice
from pathlib import Path

from interviewer.cli.failures import say
from interviewer.cli.plain import PlainRound
from interviewer.cli.surroundings import Surroundings, on_terminal
from interviewer.model.errors import UsageError
from interviewer.model.words import JobLevel
from interviewer.reports.layout import row
from interviewer.session.cast import make_cast
from interviewer.session.plan import Wish, plan_round
from interviewer.session.round import Cast, RoundSession
from interviewer.transcripts.read import Transcript
from interviewer.transcripts.store import LAST

_RECENT = 40


def run(args: Namespace) -> int:
    """Practise one round, new or left earlier, and return the exit code."""
    if args.resume and any((args.round, args.question, args.level, args.minutes, args.seed is not None)):
        raise UsageError("a round that was left goes on as it began: --continue takes no other choice")
    around = Surroundings.of(llm=args.llm, grader=args.grader, level=_level(args.level), minutes=args.minutes)
    cast = make_cast(around.library, around.settings.llm, around.settings.grader)
    session, earlier = (
        _resumed(around, cast, args.resume) if args.resume else (_new(around, cast, args), None)
    )
    try:
        PlainRound(session, around.marks).run(earlier)
    except KeyboardInterrupt:
        name = session.header.id
        say(f"Saved as {name}. Go on with: interviewer practice --plain --continue {name}")
        raise
    finally:
        session.close()
    return 0


def _new(around: Surroundings, cast: Cast, args: Namespace) -> RoundSession:
    round_id = args.round or _round_of(around, args.question) or _choose_round(around)
    wish = Wish(
        round=round_id,
        question=args.question,
        level=around.settings.level,
        minutes=around.settings.minutes,
        seed=secrets.randbelow(2**31) if args.seed is None else args.seed,
        # With a seed of one's own the same questions come again, whatever was asked since.
        recent=frozenset() if args.seed is not None else _recently_asked(around),
    )
    return RoundSession.start(cast, around.store, plan_round(around.library, wish))


def _resumed(around: Surroundings, cast: Cast, name: str) -> tuple[RoundSession, Transcript]:
    path = _last_unfinished(around) if name == LAST else around.store.find(name)
    session, transcript = RoundSession.resume(cast, path)
    if transcript.torn:
        say(f"{path.stem}: {transcript.torn}")
    return session, transcript


def _last_unfinished(around: Surroundings) -> Path:
    for transcript in around.store.readable():
        if not transcript.ended:
            return transcript.path
    raise UsageError("no round is unfinished; start one with: interviewer practice")


def _round_of(around: Surroundings, question: str | None) -> str | None:
    """The round a question's id belongs to, so that --round need not be said twice."""
    if question is None or any(character.isspace() for character in question.strip()):
        return None
    return around.library.question(question.strip()).round


def _choose_round(around: Surroundings) -> str:
    rounds = around.library.rounds
    if not on_terminal():
        return rounds[0]
    for number, name in enumerate(rounds, start=1):
        rubric = around.library.rubric(name)
        print(row(f"{number} {name}", f"{rubric.minutes} minutes. {rubric.about}"), end="\n\n")
    reply = input(f"Which round? 1 to {len(rounds)}, Enter for {rounds[0]} > ").strip()
    if reply.isdigit() and 1 <= int(reply) <= len(rounds):
        return rounds[int(reply) - 1]
    return reply or rounds[0]


def _recently_asked(around: Surroundings) -> frozenset[str]:
    lately = islice(around.store.readable(), _RECENT)
    return frozenset(asked.id for each in lately for asked in each.header.questions if asked.id)


def _level(text: str | None) -> JobLevel | None:
    if text is None:
        return None
    try:
        return JobLevel(text.upper())
    except ValueError:
        raise UsageError(f"--level: there is no level {text!r}; choose L3, L4, L5 or L6") from None
