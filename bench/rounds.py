"""Saved rounds for measuring: an unfinished one with many turns, and many graded ones."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewer.content.library import Library
from interviewer.model import events as ev
from interviewer.session import commands as c
from interviewer.session.cast import make_cast
from interviewer.session.plan import Wish, plan_round
from interviewer.session.round import RoundSession
from interviewer.transcripts.journal import Journal
from interviewer.transcripts.store import Store

WORDS = "I would look at people who are paid monthly and run short in the last week: they ask for it. "
ANSWER = "I build for nurses on nights, because a page hides the two lines they came for. I accept that."


async def make_round(home: Path, turns: int) -> Path:
    """A round in that home with this many turns, left unfinished; gives its file."""
    library = Library()
    plan = plan_round(library, Wish(round="product-sense", seed=1))
    session = RoundSession.start(make_cast(library, "offline", None), Store(home / "transcripts"), plan)
    async for _ in session.do(c.Begin()):
        pass
    path, first = session.path, session.state.next_turn
    session.close()
    journal, _ = Journal.resume(path)
    with journal:
        for turn in range(first, turns):
            journal.append(_said(turn))
    return path


def _said(turn: int) -> ev.Said:
    mine = turn % 2 == 0
    return ev.Said(
        at=datetime.now(UTC),
        t=float(turn),
        turn=turn,
        who="candidate" if mine else "interviewer",
        kind="message" if mine else "reply",
        question=0,
        text=f"This is turn {turn} of many. {WORDS * 4}",
        heard_as=None if mine else "answer",
    )


def make_rounds(store: Store, count: int) -> None:
    """As many graded rounds: copies of one, six hours apart."""
    one = asyncio.run(_graded(store))
    head, rest = one.read_text(encoding="utf-8").split("\n", 1)
    begun = datetime(2020, 1, 1, tzinfo=UTC)
    created = head.partition('"created":"')[2].partition('"')[0]
    for number in range(count - 1):
        at = begun + timedelta(hours=6 * number)
        name = f"{at:%Y%m%dT%H%MZ}-product-sense-{number:04x}"
        line = head.replace(one.stem, name).replace(created, at.isoformat())
        store.path(name).write_text(f"{line}\n{rest}", encoding="utf-8")


async def _graded(store: Store) -> Path:
    library = Library()
    plan = plan_round(library, Wish(round="product-sense", question="nurse-handover", seed=1))
    session = RoundSession.start(make_cast(library, "offline", None), store, plan)
    for command in (c.Begin(), c.Say(text=ANSWER), c.Finish(), c.Grade()):
        async for _ in session.do(command):
            pass
    session.close()
    return session.path
