"""From saved rounds to what a committee is given; answers that have no scorecard are graded first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from interviewer.committee import GradedAnswer, HeldRound
from interviewer.content.library import Library
from interviewer.llm.protocol import Tell
from interviewer.model.errors import NotScorableError
from interviewer.scoring.scorer import Scorer
from interviewer.session.grading import RoundRecord, score_request
from interviewer.transcripts.read import Transcript


async def held_round(
    library: Library, scorer: Scorer, transcript: Transcript, tell: Tell | None = None
) -> tuple[HeldRound | None, list[str]]:
    """The round in a transcript, and a line for each answer that could not be graded.

    The stored scorecards are taken as they are. None where nothing in it was answered or can be graded.

    Raises:
        LLMError: when a model that should grade gave no reply that holds up.
    """
    record = RoundRecord.of(transcript)
    cards = transcript.latest_scorecards()
    answers, problems = [], []
    for index in record.to_grade:
        request = score_request(library, record, index)
        try:
            card = cards[index].scorecard if index in cards else await scorer.ascore(request, tell)
        except NotScorableError as error:
            problems.append(f"{transcript.header.id}, question {index + 1}: {error}; it is left out")
            continue
        answers.append(GradedAnswer(answer=request.answer, card=card, question=request.question))
    if not answers:
        problems = problems or [f"{transcript.header.id}: nothing was answered; it is left out"]
        return None, problems
    return HeldRound(round=transcript.header.round, answers=tuple(answers)), problems


def numbered(rounds: Iterable[HeldRound]) -> tuple[HeldRound, ...]:
    """The same rounds, those of a kind numbered in the order they were held."""
    seen: dict[str, int] = {}
    found: list[HeldRound] = []
    for each in rounds:
        seen[each.round] = max(seen.get(each.round, 0) + 1, each.repetition)
        found.append(each.model_copy(update={"repetition": seen[each.round]}))
    return tuple(found)


def in_order(transcripts: Sequence[Transcript]) -> list[Transcript]:
    """Transcripts in the order the rounds were held."""
    return sorted(transcripts, key=lambda each: (each.header.created, each.header.id))
