"""Grading from Python: in a script, a notebook, or a program with an event loop of its own.

`score` and `ascore` grade one answer; a `Scorer` loads once and grades many. docs/api.md shows how.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Coroutine, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from interviewer.batch.job import BatchJob
from interviewer.batch.records import AnswerLine, Defaults, Entry, Item, item_of, request_for
from interviewer.content.library import Library
from interviewer.model.errors import UsageError
from interviewer.model.scorecard import Scorecard
from interviewer.scoring.offline import OfflineScorer
from interviewer.scoring.request import ScoreRequest
from interviewer.session.cast import make_panel
from interviewer.session.options import Options
from interviewer.session.surroundings import Surroundings

_T = TypeVar("_T")
_AT_ONCE: Final = 8
_PATIENCE: Final = 3600.0
_KEPT: Final = 4
"""Scorers that `score` keeps loaded."""


class Scorer:
    """Grades answers. It loads once; close it, or use it as a context, to let go of connections.

    May be used from several threads, and inside a running event loop: a model's calls are made in a loop
    and a thread of its own, and rules need neither.
    """

    def __init__(  # noqa: PLR0913 - each is a flag of the command
        self,
        llm: str | Sequence[str] | None = None,
        *,
        rubric: str | Path | None = None,
        base_url: str | None = None,
        budget: float | None = None,
        samples: int = 1,
        insecure: bool = False,
        at_once: int = _AT_ONCE,
    ) -> None:
        """Nothing is sent.

        Args:
            llm: who grades: `offline`, a model's SPEC, or several for a panel; as the settings say if None.
            rubric: a rubric file that grades in place of its round's own.
            base_url: the address of a `compatible` model's server.
            budget: dollars that all calls together do not pass.
            samples: how often a model reads each dimension, 1 to 9.
            insecure: let a key travel unencrypted over a network.
            at_once: answers under way at a time in `score_all`, 1 to 256; rules take one.

        Raises:
            UsageError: for a SPEC nobody stands behind, or a value out of its range.
            ContentError: when the rubric file does not hold up.
            LLMError: when a key is missing or would go where it does not belong.
        """
        if not 1 <= samples <= 9:
            raise UsageError("samples takes a whole number from 1 to 9")
        if not 1 <= at_once <= 256:
            raise UsageError("at_once takes a whole number from 1 to 256")
        around = Surroundings.of(base_url=base_url, budget=budget, insecure=insecure or None)
        specs = (llm,) if isinstance(llm, str) else tuple(llm or (around.settings.llm,))
        own = Path(rubric).expanduser() if rubric is not None else None
        settings = Options.of(around.settings)
        options = Options(
            base_url=settings.base_url,
            timeout=settings.timeout,
            budget=settings.budget,
            insecure=settings.insecure,
            samples=samples,
            whole=True,
            at_once=at_once if any(each.startswith("compatible/") for each in specs) else None,
            patience=_PATIENCE,
        )
        self._at_once = at_once
        self._library: Library = around.library
        self._scorer = make_panel(around.library, specs, own, options=options)
        self._job = BatchJob.over(around.library, self._scorer, own)
        self._elsewhere = _Elsewhere()

    @property
    def spec(self) -> str:
        """Who grades: `offline`, the model's SPEC, or `panel`."""
        return self._scorer.spec

    @property
    def note(self) -> str:
        """Where the candidate's words go; empty where they stay on this machine."""
        return self._scorer.note

    def score(
        self,
        answer: str,
        *,
        round: str,
        question: str | None = None,
        id: str | None = None,
    ) -> Scorecard:
        """The scorecard of one answer.

        Args:
            answer: the text.
            round: the round it belongs to, as `interviewer rubrics list` names it.
            question: what was asked: an id if it holds no white space, else the question itself.
            id: the scorecard's id.

        Raises:
            NotScorableError: when text, round or question cannot be graded; `kind` says why.
            LLMError: when a model gave no reply that holds up.
        """
        request = self._request(answer, round, question, id)
        if isinstance(self._scorer, OfflineScorer):
            return self._scorer.score(request)
        return self._elsewhere.run(self._scorer.ascore(request)).result()

    async def ascore(
        self,
        answer: str,
        *,
        round: str,
        question: str | None = None,
        id: str | None = None,
    ) -> Scorecard:
        """The same for a program with an event loop; several may be under way at a time.

        Raises:
            NotScorableError: as for `score`.
            LLMError: as for `score`.
        """
        request = self._request(answer, round, question, id)
        if isinstance(self._scorer, OfflineScorer):
            return await self._scorer.ascore(request)
        return await asyncio.wrap_future(self._elsewhere.run(self._scorer.ascore(request)))

    def score_all(
        self,
        lines: Iterable[Mapping[str, Any]],
        *,
        round: str | None = None,
        question: str | None = None,
    ) -> Iterator[dict[str, Any]]:
        """A record for each line, in order, as `score --batch` writes them; lines are read when needed.

        Args:
            lines: mappings with `answer`, and maybe `id`, `round`, `question`; other fields pass through.
            round: for lines that name none.
            question: for lines that name none.

        Yields:
            The scorecard as a dict, or `{"id": ..., "error": {"kind": ..., "message": ...}}`.

        Raises:
            LLMError: when no further line could be graded either, such as for a key that is refused.
        """
        defaults = Defaults(round=round, question=question)
        entries = (Entry(number, f"line {number}", dict(each)) for number, each in enumerate(lines, start=1))
        most = 1 if isinstance(self._scorer, OfflineScorer) else self._at_once
        under_way: deque[Future[dict[str, Any]]] = deque()
        try:
            for entry in entries:
                under_way.append(self._record(item_of(entry, defaults)))
                if len(under_way) >= most:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for each in under_way:
                each.cancel()

    def close(self) -> None:
        """Let go of connections."""
        self._elsewhere.close(self._scorer.aclose())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.close)

    def _request(self, answer: str, round_id: str, question: str | None, name: str | None) -> ScoreRequest:
        line = AnswerLine(id=name or "answer", round=round_id, question=question or "", answer=answer)
        request = request_for(self._job.find, line, frozenset(self._job.rubrics))
        return request if name is not None else request.model_copy(update={"id": None})

    def _record(self, item: Item) -> Future[dict[str, Any]]:
        if item.refused is None and not isinstance(self._scorer, OfflineScorer):
            return self._elsewhere.run(self._job.grade(item))
        done: Future[dict[str, Any]] = Future()
        done.set_result(item.refused or self._job.grade_now(item))
        return done


class _Elsewhere:
    """An event loop in a thread of its own, begun with the first call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, work: Coroutine[Any, Any, _T]) -> Future[_T]:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="interviewer", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self, last: Coroutine[Any, Any, None]) -> None:
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is None:
            last.close()
            return
        asyncio.run_coroutine_threadsafe(last, loop).result()
        loop.call_soon_threadsafe(loop.stop)


@lru_cache(maxsize=_KEPT)
def _kept(llm: tuple[str, ...], config: Path, rubric: Path | None, base_url: str | None) -> Scorer:  # noqa: ARG001
    """A scorer that stays loaded; the folder of the user's content is part of what tells it apart."""
    return Scorer(llm, rubric=rubric, base_url=base_url)


def score(  # noqa: PLR0913 - each is a flag of the command
    answer: str,
    *,
    round: str,
    question: str | None = None,
    llm: str | Sequence[str] | None = None,
    rubric: str | Path | None = None,
    base_url: str | None = None,
) -> Scorecard:
    """The scorecard of one answer. What grades stays loaded for the next.

    Args:
        answer: the text.
        round: the round it belongs to, as `interviewer rubrics list` names it.
        question: what was asked: an id if it holds no white space, else the question itself.
        llm: who grades: `offline`, a model's SPEC, or several for a panel; as the settings say if None.
        rubric: a rubric file that grades in place of its round's own.
        base_url: the address of a `compatible` model's server.

    Raises:
        UsageError: for a SPEC nobody stands behind.
        NotScorableError: when text, round or question cannot be graded; `kind` says why.
        LLMError: when a model gave no reply that holds up.
    """
    return _scorer(llm, rubric, base_url).score(answer, round=round, question=question)


async def ascore(  # noqa: PLR0913
    answer: str,
    *,
    round: str,
    question: str | None = None,
    llm: str | Sequence[str] | None = None,
    rubric: str | Path | None = None,
    base_url: str | None = None,
) -> Scorecard:
    """The same for a program with an event loop.

    Raises:
        UsageError: as for `score`.
        NotScorableError: as for `score`.
        LLMError: as for `score`.
    """
    scorer = await asyncio.to_thread(_scorer, llm, rubric, base_url)
    return await scorer.ascore(answer, round=round, question=question)


def _scorer(llm: str | Sequence[str] | None, rubric: str | Path | None, base_url: str | None) -> Scorer:
    around = Surroundings.of(base_url=base_url)
    specs = (llm,) if isinstance(llm, str) else tuple(llm or (around.settings.llm,))
    own = Path(rubric).expanduser() if rubric is not None else None
    return _kept(specs, around.places.config, own, base_url)
