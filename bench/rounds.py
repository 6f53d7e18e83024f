"""A saved, unfinished round with many turns, for measuring."""

from __future__ import annotations

from datetime import UTC, datetime
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
