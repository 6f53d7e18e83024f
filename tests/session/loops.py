"""A candidate in a loop, with a clock that stands still."""

import asyncio

from interviewer.interview.offline import OfflineInterviewer
from interviewer.session import commands as c
from interviewer.session import loop_commands as lc
from interviewer.session.loop import LoopSession
from interviewer.session.loop_plan import LoopWish, plan_loop
from interviewer.session.round import Cast
from interviewer.transcripts.loops import LoopStore
from interviewer.transcripts.store import Store
from tests.session.harness import LIBRARY, SCORER, StillClock


class InLoop:
    """One candidate in one loop. `scorers` finds a grader by its SPEC."""

    def __init__(self, home, *rounds, scorer=SCORER, scorers=None, cast=None, **wish):
        self.home = home
        self.clock = StillClock()
        interviewer = OfflineInterviewer(LIBRARY.phrases, LIBRARY.catalogue)
        self.cast = cast or Cast(
            LIBRARY, interviewer, scorer, self.clock, lambda _spec: interviewer, (scorers or {}).__getitem__
        )
        plan = plan_loop(LIBRARY, LoopWish(**{"rounds": rounds, "seed": 3, "repeatable": True} | wish))
        self.session = LoopSession.start(self.cast, self.store, self.loops, plan)

    @property
    def store(self):
        return Store(self.home / "transcripts")

    @property
    def loops(self):
        return LoopStore(self.home / "loops")

    def do(self, command):
        async def all_of():
            return [event async for event in self.session.do(command)]

        return asyncio.run(all_of())

    def to_round(self, command):
        async def all_of():
            return [event async for event in self.session.round.do(command)]

        return asyncio.run(all_of())

    def begin(self):
        [opened] = self.do(lc.BeginRound())
        self.to_round(c.Begin())
        return opened

    def say(self, text=None):
        """Send a message; without words, the strong answer to the question on the table."""
        now = self.session.round
        self.clock.seconds += 20
        return self.to_round(c.Say(text=text or now.questions[now.state.question].strong_answer))

    def hold(self, text=None):
        """One round from greeting to what follows from it: the first question answered, then finished."""
        self.begin()
        if text != "":
            self.say(text)
        self.to_round(c.Finish())
        return self.do(lc.CloseRound())

    def leave_and_return(self, home=None):
        self.session.close()
        self.home = home or self.home
        self.session, record = LoopSession.resume(
            self.cast, self.store, self.loops.path(self.session.header.id)
        )
        return record
