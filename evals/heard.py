"""What the offline scorer hears in the labelled answers, kept on disk so that a fit takes seconds."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path
from typing import NamedTuple

from evals.labelled import FOLDER, Labelled, labelled_answers
from interviewer.content.library import Library
from interviewer.evidence.bank import read_answer
from interviewer.scoring.grading import Basis
from interviewer.scoring.offline import OfflineScorer
from interviewer.scoring.request import ScoreRequest
from interviewer.session.cast import make_scorer

_ROOT = Path(__file__).parent.parent
_CACHE = Path(__file__).parent / ".cache"


class Listened(NamedTuple):
    """A labelled answer, how it was put to the scorer, and all that its card rests on."""

    labelled: Labelled
    request: ScoreRequest
    basis: Basis


def request_for(answer: Labelled) -> ScoreRequest:
    """A labelled answer as it would be pasted: with its round and its question."""
    return ScoreRequest(
        id=answer.id,
        round=answer.round,
        answer=read_answer(answer.answer, answer.question),
        question_text=answer.question,
    )


def listened() -> list[Listened]:
    """All labelled answers as heard by today's code; heard anew when the code or the content changed."""
    kept = _CACHE / f"heard-{_digest()}.pickle"
    if kept.is_file():
        found: list[Listened] = pickle.loads(kept.read_bytes())
        return found
    scorer = make_scorer(Library(), "offline")
    if not isinstance(scorer, OfflineScorer):
        raise TypeError("the offline scorer is meant")
    heard = []
    for each in labelled_answers():
        request = request_for(each)
        heard.append(Listened(each, request, scorer.listen(request)._replace(fitted=None)))
    _CACHE.mkdir(exist_ok=True)
    for old in _CACHE.glob("heard-*.pickle"):
        old.unlink()
    kept.write_bytes(pickle.dumps(heard))
    return heard


def _digest() -> str:
    """A hash over everything that what is heard depends on."""
    files = [
        *sorted((_ROOT / "interviewer").rglob("*.py")),
        *sorted((_ROOT / "interviewer").rglob("*.txt")),
        *sorted((_ROOT / "rubrics").rglob("*.yaml")),
        *sorted((_ROOT / "rubrics").rglob("*.json")),
        *sorted((_ROOT / "prompts").rglob("*.yaml")),
        *sorted(FOLDER.glob("*.jsonl")),
        Path(__file__),
    ]
    content = hashlib.sha256()
    for path in files:
        content.update(path.read_bytes())
    return content.hexdigest()[:16]
