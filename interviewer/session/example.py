"""A strong example answer beside one's own, with what only one of them has."""

from __future__ import annotations

from datetime import datetime

from interviewer.content.library import Library
from interviewer.evidence.bank import read_answer
from interviewer.model.errors import UsageError
from interviewer.model.words import OFFLINE
from interviewer.session.attempts import Attempt, TwoAttempts
from interviewer.session.cast import make_scorer
from interviewer.session.review import Reviewed


def beside_example(library: Library, reviewed: Reviewed, at: datetime) -> TwoAttempts:
    """The example as `before`, one's own answer as `after`; both heard offline, so that they compare.

    Raises:
        UsageError: where there is no example, or the candidate has not tried the question themselves.
        NotScorableError: when one's own answer cannot be heard again.
    """
    request = reviewed.request
    if request is None or not reviewed.strong_answer:
        raise UsageError("there is no example to this question")
    scorer = make_scorer(library, OFFLINE)
    example = read_answer(reviewed.strong_answer, reviewed.question)
    asked = request.model_copy(update={"answer": example, "follow_ups": ()})
    return TwoAttempts(
        question=reviewed.question,
        before=Attempt(id="", at=at, card=scorer.score(asked), answer=example, name="one strong answer"),
        after=Attempt(id="", at=at, card=scorer.score(request), answer=reviewed.answer, name="your answer"),
    )
