"""A round in memory: what the session does, without a disk or a clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from interviewer.content.library import Library
from interviewer.interview.moves import SAID_KINDS, Action, Interviewer, Move, RoundView
from interviewer.interview.offline import OfflineInterviewer
from interviewer.interview.rules import Limits, open_actions
from interviewer.interview.state import Phase, RoundState
from interviewer.model.content import Question, Rubric
from interviewer.model.events import FactTold, Said

LIBRARY = Library()


class Play:
    """One candidate in one round; each message costs `pace` seconds."""

    def __init__(
        self,
        questions: Sequence[Question],
        *,
        seed: int = 7,
        pace: float = 60.0,
        minutes: int = 35,
        rubric: Rubric | None = None,
        interviewer: Interviewer | None = None,
        run: Callable[[Coroutine[Any, Any, Move]], Move] = asyncio.run,
    ) -> None:
        self.questions = tuple(questions)
        self.rubric = rubric or LIBRARY.rubric(self.questions[0].round)
        self.interviewer = interviewer or OfflineInterviewer(LIBRARY.phrases, LIBRARY.catalogue)
        self._run = run
        self.state = RoundState()
        self.seed, self.pace, self.minutes, self.t = seed, pace, minutes, 0.0
        self.moves: list[tuple[RoundView, Move]] = []
        self._reply()

    @property
    def over(self) -> bool:
        return self.state.phase is Phase.DONE

    @property
    def last(self) -> Move:
        return self.moves[-1][1]

    def say(self, text: str) -> Move:
        self.t += self.pace
        self._said("candidate", "message", text)
        return self._reply()

    def view(self) -> RoundView:
        index = self.state.question
        bodies = self.rubric.dimensions.values()
        signals = [name for body in bodies for name in body.core] + [
            n for body in bodies for n in body.further
        ]
        left = self.minutes * 60 - self.t
        limits = Limits(questions=len(self.questions), follow_ups=self.rubric.follow_ups)
        return RoundView(
            state=self.state,
            question=self.questions[index],
            next_question=self.questions[index + 1] if index + 1 < len(self.questions) else None,
            signals=tuple(signals),
            open_actions=open_actions(self.state, limits, left),
            seconds_left=left,
            seed=self.seed,
            round_title=self.rubric.title,
            minutes=self.minutes,
            questions=len(self.questions),
        )

    def _reply(self) -> Move:
        view = self.view()
        move = self._run(self.interviewer.decide(view))
        assert move.action in view.open_actions
        self.moves.append((view, move))
        turn = self.state.next_turn
        index = self.state.question + (move.action is Action.NEXT_QUESTION)
        self._said("interviewer", SAID_KINDS[move.action], move.text, index, move)
        for told in move.told:
            fact = FactTold(at=self._now(), t=self.t, question=index, turn=turn, **told.model_dump())
            self.state = self.state.after(fact)
        if move.action in {Action.OPEN, Action.NEXT_QUESTION}:
            self._said("interviewer", "question", self.questions[index].prompt, index)
        return move

    def _said(self, who, kind, text, question=None, move: Move | None = None) -> None:
        more = {} if move is None else move.model_dump(include={"heard_as", "signal", "dimension", "quote"})
        said = Said(
            at=self._now(),
            t=self.t,
            turn=self.state.next_turn,
            who=who,
            kind=kind,
            question=self.state.question if question is None else question,
            text=text,
            **more,
        )
        self.state = self.state.after(said)

    def _now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.t)
