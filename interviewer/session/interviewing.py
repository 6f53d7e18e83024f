"""How an interviewer's move becomes words in the record: what it is shown, and what it said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence

from interviewer.interview.moves import SAID_KINDS, Action, Interviewer, Move, News, RoundView
from interviewer.interview.rules import Limits, open_actions
from interviewer.model import events as ev
from interviewer.model.content import Question, Rubric
from interviewer.model.errors import InterviewerError
from interviewer.session import commands as c
from interviewer.session.round_log import RoundLog


def view_of(log: RoundLog, rubric: Rubric, questions: Sequence[Question]) -> RoundView:
    """All the interviewer may know now."""
    index = log.state.question
    following = questions[index + 1] if index + 1 < len(questions) else None
    signals = [name for body in rubric.dimensions.values() for name in body.core]
    signals += [name for body in rubric.dimensions.values() for name in body.further]
    limits = Limits(questions=len(questions), follow_ups=rubric.follow_ups)
    return RoundView(
        state=log.state,
        question=questions[index],
        next_question=following,
        signals=tuple(signals),
        open_actions=open_actions(log.state, limits, log.seconds_left),
        seconds_left=log.seconds_left,
        seed=log.header.seed,
        round_title=rubric.title,
        minutes=log.header.minutes,
        questions=len(questions),
        level=log.header.level,
        follow_ups=rubric.follow_ups,
    )


async def decided(interviewer: Interviewer, view: RoundView) -> AsyncGenerator[News | Move, None]:
    """What happens while the interviewer decides, then its move.

    Raises:
        InterviewerError: when it chose what is not open.
        LLMError: when a model gave no reply.
    """
    news: asyncio.Queue[News | None] = asyncio.Queue()
    deciding = asyncio.ensure_future(interviewer.decide(view, news.put_nowait))
    deciding.add_done_callback(lambda _: news.put_nowait(None))
    try:
        while (each := await news.get()) is not None:
            yield each
        move = await deciding
    finally:
        # Whoever stops listening stops the call too.
        deciding.cancel()
    if move.action not in view.open_actions:
        raise InterviewerError(f"the interviewer chose {move.action}, which is not open now")
    yield move


def speak(log: RoundLog, move: Move) -> c.Spoke:
    """Record a move's words, and what was revealed in them."""
    index = log.state.question + (move.action is Action.NEXT_QUESTION)
    said = log.said(
        "interviewer",
        SAID_KINDS[move.action],
        move.text,
        index,
        heard_as=move.heard_as,
        signal=move.signal,
        dimension=move.dimension,
        reason=move.reason,
        quote=move.quote,
    )
    facts = tuple(
        ev.FactTold(
            question=index,
            turn=said.turn,
            fact=told.fact,
            asked=told.asked,
            says=told.says,
            short=told.short,
            invented=told.invented,
            **log.stamp(),
        )
        for told in move.told
    )
    for fact in facts:
        log.record(fact)
    return c.Spoke(said=said, facts=facts)


def ask(log: RoundLog, index: int) -> c.Spoke:
    """Put a question in its own words."""
    return c.Spoke(said=log.said("interviewer", "question", log.header.questions[index].prompt, index))
