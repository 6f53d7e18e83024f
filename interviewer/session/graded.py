"""Grading the answers of a round: in a round that is open, or in a saved one."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from pathlib import Path

from interviewer.content.library import Library
from interviewer.interview.moves import Held, News
from interviewer.model.errors import NotScorableError
from interviewer.model.events import Graded, Usage
from interviewer.model.scorecard import Scorecard
from interviewer.scoring.scorer import Scorer
from interviewer.session import commands as c
from interviewer.session.clock import Clock
from interviewer.session.grading import RoundRecord, score_request
from interviewer.session.scored import scored
from interviewer.transcripts.journal import Journal

Outcome = c.Grading | c.NotGraded | News
"""What is heard on the way to a card."""


async def graded(
    library: Library, scorer: Scorer, record: RoundRecord, done: Collection[int]
) -> AsyncGenerator[Outcome | tuple[int, Scorecard], None]:
    """Each answered question's card with its index, but for those that are `done`.

    Raises:
        LLMError: when a model gave no reply that holds up.
    """
    todo = record.to_grade
    for number, index in enumerate(todo, start=1):
        if index in done:
            continue
        yield c.Grading(question=index, number=number, of=len(todo))
        try:
            request = score_request(library, record, index)
            async with aclosing(scored(scorer, request)) as heard:
                async for each in heard:
                    yield (index, each) if isinstance(each, Scorecard) else each
        except NotScorableError as error:
            yield c.NotGraded(question=index, why=str(error))


async def grade_saved(
    library: Library, scorer: Scorer, clock: Clock, path: Path
) -> AsyncGenerator[c.SessionEvent, None]:
    """Give every answer of a saved round that has no scorecard one; the cards are on disk when told.

    Raises:
        TranscriptError: when the transcript cannot be read or written.
        LLMError: when a model gave no reply that holds up; cards made so far are kept.
    """
    journal, transcript = Journal.resume(path)
    with journal:
        record = RoundRecord.of(transcript)
        has = transcript.latest_scorecards()
        async for each in graded(library, scorer, record, has):
            moment = {"at": clock.now(), "t": transcript.seconds}
            match each:
                case (int() as index, Scorecard() as card):
                    journal.append(Graded(question=index, scorecard=card, **moment))
                    yield c.Graded(question=index, scorecard=card)
                case Held():
                    yield c.Waiting(why=each.why, seconds_left=each.seconds_left)
                case c.Grading() | c.NotGraded():
                    yield each
                case _:
                    journal.append(Usage(spec=each.spec, usage=each.usage, **moment))
