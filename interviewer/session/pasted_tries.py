"""Tries at what is pasted to be scored: each text that was scored is kept, and compared with the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from interviewer.evidence.bank import read_answer
from interviewer.model.base import OpenModel, UtcTime
from interviewer.model.errors import NotScorableError
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import OFFLINE
from interviewer.scoring.offline import OfflineScorer
from interviewer.scoring.request import ScoreRequest
from interviewer.session.attempts import Attempt, TwoAttempts
from interviewer.session.pasted import Pasted, save_pasted
from interviewer.session.review import LastTime

TRIES: Final = "pasted-tries.json"
_MOST: Final = 20
"""Tries kept at one question."""
_QUESTIONS: Final = 100
"""Questions of which tries are kept; the one that was not scored for longest goes first."""


class PastedTry(OpenModel):
    """A text that was scored."""

    at: UtcTime
    text: str


class _Tries(OpenModel):
    asked: dict[str, tuple[PastedTry, ...]] = Field(default_factory=dict)
    """By round and question."""


def keep_try(path: Path, pasted: Pasted, at: datetime) -> tuple[PastedTry, ...]:
    """Keep a text that was scored, and give the earlier tries at the same question, the oldest first.

    Raises:
        TranscriptError: when the disk refuses; what was kept before stands.
    """
    asked = _read(path)
    before = tuple(each for each in asked.pop(_key(pasted), ()) if each.text != pasted.text)
    asked[_key(pasted)] = (*before, PastedTry(at=at, text=pasted.text))[-_MOST:]
    _save(path, asked)
    return before


def forget_tries(path: Path, pasted: Pasted) -> None:
    """Where no question was said, forget the tries: the next answer is to something else.

    Raises:
        TranscriptError: when the disk refuses.
    """
    asked = _read(path)
    if not pasted.question and asked.pop(_key(pasted), None) is not None:
        _save(path, asked)


def _key(pasted: Pasted) -> str:
    return f"{pasted.round} {pasted.question}".strip()


def _read(path: Path) -> dict[str, tuple[PastedTry, ...]]:
    try:
        return _Tries.model_validate_json(path.read_bytes()).asked
    except (OSError, ValidationError):
        return {}


def _save(path: Path, asked: dict[str, tuple[PastedTry, ...]]) -> None:
    newest = dict(list(asked.items())[-_QUESTIONS:])
    save_pasted(path, _Tries(asked=newest).model_dump_json())


def last_try(
    scorer: OfflineScorer, request: ScoreRequest, card: Scorecard, tries: tuple[PastedTry, ...]
) -> LastTime | None:
    """The levels of the newest earlier try; None where there is none, or another grader made the card."""
    before = next(_graded(scorer, request, tries), None) if card.scorer == OFFLINE else None
    if before is None:
        return None
    scores = before.card.dimensions
    return LastTime(
        at=before.at,
        levels={name: each.score for name, each in scores.items() if each.score is not None},
        headline=before.card.headline,
        recommendation=before.card.recommendation.value,
        same_question=True,
    )


def earlier_tries(
    scorer: OfflineScorer, request: ScoreRequest, at: datetime, tries: tuple[PastedTry, ...]
) -> tuple[TwoAttempts, ...]:
    """Each earlier try beside this one, the newest first; all graded offline, so that they compare.

    Raises:
        NotScorableError: when this one cannot be graded.
    """
    now = Attempt(id="", at=at, card=scorer.score(request), answer=request.answer, name="this try")
    return tuple(
        TwoAttempts(question=request.question_text, before=before, after=now)
        for before in _graded(scorer, request, tries)
    )


def _graded(scorer: OfflineScorer, request: ScoreRequest, tries: tuple[PastedTry, ...]) -> Iterator[Attempt]:
    """The tries with their cards, the newest first; what cannot be graded any more is left out."""
    for number, each in reversed(list(enumerate(tries, start=1))):
        answer = read_answer(each.text, request.question_text)
        try:
            card = scorer.score(request.model_copy(update={"answer": answer}))
        except NotScorableError:
            continue
        yield Attempt(id="", at=each.at, card=card, answer=answer, name=f"try {number}")
