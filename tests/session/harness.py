"""A round with a clock that stands still until it is told to move."""

import asyncio
from datetime import UTC, datetime, timedelta

from interviewer.content.library import Library
from interviewer.interview.offline import OfflineInterviewer
from interviewer.model.words import Dimension
from interviewer.session import commands as c
from interviewer.session.cast import make_scorer
from interviewer.session.plan import Wish, plan_round
from interviewer.session.round import Cast, RoundSession
from interviewer.transcripts.read import read_transcript
from interviewer.transcripts.store import Store

LIBRARY = Library()
SCORER = make_scorer(LIBRARY, "offline")
ANSWER = (
    "I build for the night nurse in intensive care, because she had the patient on Tuesday and a page hides "
    "the two lines she came for. I'd rather give her changes only than a summary. We lose the agency nurse, "
    "and I accept that."
)


class StillClock:
    def __init__(self):
        self.seconds = 0.0

    def now(self):
        return datetime(2026, 11, 23, 22, 41, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def steady(self):
        return self.seconds


class Practice:
    """One candidate at one round."""

    def __init__(self, folder, **wish):
        self.clock = StillClock()
        interviewer = OfflineInterviewer(LIBRARY.phrases, LIBRARY.catalogue)
        self.cast = Cast(
            LIBRARY, interviewer, SCORER, self.clock, lambda _spec: interviewer, lambda _spec: SCORER
        )
        self.store = Store(folder / "transcripts")
        plan = plan_round(LIBRARY, Wish(**{"round": "product-sense", "seed": 3} | wish))
        self.session = RoundSession.start(self.cast, self.store, plan)

    def do(self, command):
        async def all_of():
            return [event async for event in self.session.do(command)]

        return asyncio.run(all_of())

    def begin(self):
        return self.do(c.Begin())

    def say(self, text, after=20.0):
        self.clock.seconds += after
        return self.do(c.Say(text=text))

    def leave_and_return(self):
        path = self.session.path
        self.session.close()
        self.session, _ = RoundSession.resume(self.cast, path)

    @property
    def transcript(self):
        return read_transcript(self.session.path)


def words(events):
    return [event.said.text for event in events if isinstance(event, c.Spoke)]


def kinds(events):
    return [event.said.kind for event in events if isinstance(event, c.Spoke)]


def graded_round(folder, day, text=ANSWER, guess=4, **wish):
    """A round of that day of November, answered, guessed and graded; gives its path."""
    at = Practice(folder, **{"question": "nurse-handover"} | wish)
    at.begin()
    at.say(text)
    at.do(c.Finish())
    at.do(c.Rate(question=0, ratings=dict.fromkeys(Dimension, guess)))
    at.do(c.Grade())
    at.session.close()
    path = at.session.path
    text = path.read_text().replace('"created":"2026-11-23', f'"created":"2026-11-{day}')
    moved = path.rename(path.with_name(path.name.replace("20261123", f"202611{day}")))
    moved.write_text(text)
    return moved
