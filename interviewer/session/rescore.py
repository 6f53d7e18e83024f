"""Grading a saved round again: the old scorecard stays, and the difference can be shown."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.content.library import Library
from interviewer.model.base import Model
from interviewer.model.errors import UsageError
from interviewer.model.events import Graded
from interviewer.model.scorecard import Scorecard
from interviewer.scoring.scorer import Scorer
from interviewer.session.grading import RoundRecord, score_request
from interviewer.transcripts.journal import Journal
from interviewer.transcripts.read import Transcript

if TYPE_CHECKING:
    from interviewer.llm.protocol import Tell


class Regraded(Model):
    """One question graded again. `question` is its index; `before` is None where it had no scorecard."""

    question: int
    before: Scorecard | None
    after: Scorecard


def check_rubric(library: Library, rubric: Path | None, transcript: Transcript) -> None:
    """Whether that rubric file grades this round; one of another round would be passed over without a word.

    Raises:
        UsageError: when it is for another round.
        ContentError: when it does not hold up.
    """
    if rubric is not None and (grades := library.rubric_at(rubric).id) != transcript.header.round:
        raise UsageError(f"{rubric} is a rubric for {grades}, and this round is {transcript.header.round}")


async def rescore(
    library: Library, scorer: Scorer, transcript: Transcript, *, keep: bool, tell: Tell | None = None
) -> tuple[Regraded, ...]:
    """Grade every answered question of a transcript again.

    With `keep`, a scorecard that differs from the last one is added to the transcript. `tell` hears of
    waits for a model.

    Raises:
        NotScorableError: when an answer cannot be graded.
        LLMError: when a model gave no reply that holds up; nothing is added then.
        TranscriptError: when the result cannot be saved.
    """
    record = RoundRecord.of(transcript)
    cards = transcript.latest_scorecards()
    regraded = []
    for index in record.to_grade:
        before = cards[index].scorecard if index in cards else None
        after = await scorer.ascore(score_request(library, record, index), tell)
        regraded.append(Regraded(question=index, before=before, after=after))
    if keep:
        _add(transcript, tuple(each for each in regraded if each.after != each.before))
    return tuple(regraded)


def _add(transcript: Transcript, regraded: tuple[Regraded, ...]) -> None:
    if not regraded:
        return
    journal, _ = Journal.resume(transcript.path)
    with journal:
        for each in regraded:
            journal.append(
                Graded(
                    at=datetime.now(UTC),
                    t=transcript.seconds,
                    question=each.question,
                    scorecard=each.after,
                )
            )
