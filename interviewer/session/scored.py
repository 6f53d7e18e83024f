"""Grading one answer of a round: what is heard on the way, and the card at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import asdict

from interviewer.interview.moves import Held, News, Spent
from interviewer.llm.protocol import StreamEvent, Used, Waiting
from interviewer.llm.usage import Usage
from interviewer.model.scorecard import Scorecard
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.scorer import Scorer

_LABEL = "grader"


async def scored(scorer: Scorer, request: ScoreRequest) -> AsyncGenerator[News | Scorecard, None]:
    """Waits as they come, what the calls took, and the card; what was spent is told of a failure, too.

    Raises:
        NotScorableError: when the text cannot be graded.
        LLMError: when a model gave no reply that holds up.
    """
    news: asyncio.Queue[StreamEvent | None] = asyncio.Queue()
    used: list[Used] = []
    grading = asyncio.ensure_future(scorer.ascore(request, news.put_nowait))
    grading.add_done_callback(lambda _: news.put_nowait(None))
    try:
        while (event := await news.get()) is not None:
            if isinstance(event, Waiting):
                yield Held(why=event.why, seconds_left=event.seconds_left)
            elif isinstance(event, Used):
                used.append(event)
        if used:
            yield Spent(spec=scorer.spec, usage=_summed(used))
        yield await grading
    finally:
        # Whoever stops listening stops the calls too.
        grading.cancel()


def _summed(used: list[Used]) -> dict[str, object]:
    total = sum((each.usage for each in used), Usage())
    known = [each.cost for each in used if each.cost is not None]
    cost = sum(known) if len(known) == len(used) else None
    return {**asdict(total), "cost": cost, "attempts": len(used), "label": _LABEL}
