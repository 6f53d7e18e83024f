"""The same trials and figures over a language model: requests first, many at a time, then the tables."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from interviewer.content.library import Library, calibration_name
from interviewer.llm.errors import InvalidReplyError, LLMError, RefusedError
from interviewer.model.errors import NotScorableError
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import OFFLINE
from interviewer.scoring.offline import OfflineScorer
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.scorer import Scorer
from interviewer.session.cast import make_panel, make_scorer
from interviewer.session.options import Options

_AT_ONCE = 16
_T = TypeVar("_T")
Graded = Scorecard | NotScorableError | LLMError


def arguments(about: str) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("-v", action="store_true", help="show what was missed")
    parser.add_argument("--llm", action="append", metavar="SPEC", help="a model; several make a panel")
    parser.add_argument("--base-url", metavar="URL")
    parser.add_argument("--budget", metavar="DOLLARS", type=float)
    parser.add_argument("--limit", metavar="N", type=int, help="answers, or trials of each family")
    return parser.parse_args()


def name_of(args: argparse.Namespace) -> str:
    """What results over these models are called."""
    return "-and-".join(calibration_name(spec) for spec in args.llm)


def grader(args: argparse.Namespace) -> Scorer:
    """Whoever was named."""
    options = Options(base_url=args.base_url, budget=args.budget, whole=True)
    return make_panel(Library(), args.llm, options=options)


def grade_all(scorer: Scorer, requests: Sequence[ScoreRequest]) -> list[Graded]:
    """A card for each request, or why there is none. Errors that would meet every request are raised."""

    async def all_of() -> list[Graded]:
        free = asyncio.Semaphore(_AT_ONCE)
        done = 0

        async def one(request: ScoreRequest) -> Graded:
            nonlocal done
            async with free:
                try:
                    return await scorer.ascore(request)
                except (NotScorableError, InvalidReplyError, RefusedError) as error:
                    return error
                finally:
                    done += 1
                    print(f"\r{done} of {len(requests)}", end="", file=sys.stderr)

        try:
            return await asyncio.gather(*(one(each) for each in requests))
        finally:
            await scorer.aclose()
            print(file=sys.stderr)

    return asyncio.run(all_of())


def spent(graded: Iterable[Graded]) -> str:
    """What it took, in words."""
    cards = [each for each in graded if isinstance(each, Scorecard)]
    costs = [(each.usage or {}).get("cost") for each in cards]
    known = [float(each) for each in costs if each is not None]
    price = f"${sum(known):.2f}" if known and len(known) == len(cards) else "no price is known"
    failed = sum(isinstance(each, LLMError) for each in graded)
    return f"{len(cards)} graded, {failed} without a usable reply, {price}"


class _Recording:
    """Grades offline and remembers what it was asked."""

    def __init__(self) -> None:
        self._offline = make_scorer(Library(), OFFLINE)
        self.asked: list[ScoreRequest] = []

    def score(self, request: ScoreRequest) -> Scorecard:
        self.asked.append(request)
        return self._offline.score(request)


class _Played:
    """Cards that were made before; another answer is graded offline, and that is remembered."""

    def __init__(self, graded: dict[str, Graded], offline: OfflineScorer) -> None:
        self._graded = graded
        self._offline = offline
        self.missing = False

    def score(self, request: ScoreRequest) -> Scorecard:
        found = self._graded.get(_key(request))
        if isinstance(found, NotScorableError):
            raise found
        if isinstance(found, Scorecard):
            return found
        self.missing = True
        return self._offline.score(request)


def trials_over(
    args: argparse.Namespace,
    trials: Callable[[Any], Iterator[_T]],
    family: Callable[[_T], str],
) -> tuple[list[_T], str]:
    """The trials with a model in place of the rules, `--limit` of each family, and what it took.

    They run twice: by rules to learn what is to be graded, and then over the model's cards. A trial that
    needs a card there is none of is left out.
    """
    recording, counts = _Recording(), Counter[str]()
    wanted: dict[str, ScoreRequest] = {}
    for trial in trials(recording):
        asked, recording.asked = recording.asked, []
        counts[family(trial)] += 1
        if args.limit is None or counts[family(trial)] <= args.limit:
            wanted |= {_key(each): each for each in asked}
    graded = grade_all(grader(args), list(wanted.values()))
    played = _Played(dict(zip(wanted, graded, strict=True)), make_scorer(Library(), OFFLINE))
    found = []
    for trial in trials(played):
        if not played.missing:
            found.append(trial)
        played.missing = False
    return found, spent(graded)


def _key(request: ScoreRequest) -> str:
    return request.model_dump_json(include={"round", "answer", "question_text"})
