"""What of a batch is done already: the records in OUT, matched with the input before anything is graded."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from interviewer.batch.ahead import Ahead
from interviewer.batch.job import BatchJob, Kept
from interviewer.batch.output import NotRecordsError, OutFile
from interviewer.batch.records import Defaults, Item, error_record, item_of
from interviewer.batch.sources import Source
from interviewer.model.errors import InterviewerError, NotScorableError, UsageError

Warn = Callable[[str], None]
_ERROR: Final = "error"


def items(source: Source, defaults: Defaults, warn: Warn) -> Iterator[Item]:
    """The input, checked. The same answer under the same id again becomes an error and costs nothing.

    Another answer under an id that came before is graded; `warn` hears of the first.
    """
    answers: dict[int, int] = {}
    warned = False
    for entry in source:
        item = item_of(entry, defaults)
        if item.line is not None:
            name = _digest(item.id)
            answer = _digest(item.line.round, item.line.question, item.line.answer)
            before = answers.get(name)
            answers.setdefault(name, answer)
            if before == answer:
                item = _repeated(item)
            elif before is not None and not warned:
                warned = True
                warn(f"{entry.place}: the id {item.id!r} came before, with another answer; both are graded.")
        yield item


class Standing:
    """How far a batch has come in OUT: the first so many, or, in any order, those with these keys."""

    def __init__(
        self, job: BatchJob, first: int = 0, keys: Counter[int] | None = None, kept: Kept = str
    ) -> None:
        self._job = job
        self._kept = kept
        self._first = first
        self._keys = keys
        self.done = first if keys is None else keys.total()
        """Records that OUT holds."""

    def forget(self, item: Item) -> None:
        """Have an item done again whose error is on record."""
        if self._keys is not None:
            self._keys[_key(self._kept(item.id), _ERROR)] -= 1
            self.done -= 1

    def to_do(self, found: Iterable[Item]) -> Iterator[tuple[int, Item]]:
        """The items that are not in OUT, each with its place in the input, from 0."""
        keys = Counter(self._keys)
        for position, item in enumerate(found):
            if position < self._first or _take(keys, self._job, item, self._kept):
                continue
            yield position, item


def stand_in_order(job: BatchJob, found: Iterable[Item], out: OutFile, ahead: Ahead | None) -> Standing:
    """How far OUT has come where it keeps the input's order; so many items are taken out of `found`.

    Where a record worth another try stands before others, those wait in `ahead`; without it they stand.

    Raises:
        UsageError: when OUT holds something else; it is left as it is.
        InterviewerError: when the disk refuses.
    """
    given = iter(found)
    again: list[int] = []
    count = 0
    try:
        for record, _ in out.records():
            item = next(given, None)
            if item is None:
                raise _other(out, "it holds more records than the input has lines")
            if why := job.other_scorer(record) or job.other_line(item, record, out.form.kept):
                raise _other(out, why)
            if job.again(item, record, out.form.kept):
                again.append(count)
            count += 1
    except NotRecordsError as error:
        raise _other(out, str(error)) from None
    if not again or ahead is None:
        return Standing(job, count)
    try:
        for position, (_, line) in enumerate(out.records()):
            if position > again[0] and position not in again:
                ahead.put(position, line)
        ahead.sync()
        out.keep(again[0])
    except OSError as error:
        raise InterviewerError(f"cannot write {out.path}: {error.strerror}") from None
    return Standing(job, again[0])


def stand_in_any_order(job: BatchJob, source: Source, found: Iterable[Item], out: OutFile) -> Standing:
    """How far OUT has come where records lie as they were finished.

    Raises:
        UsageError: when OUT holds something else; it is left as it is.
        InterviewerError: when the disk refuses.
    """
    keys, errors = _there(job, out)
    if not keys:
        return Standing(job)
    if source.once:
        raise UsageError("with --unordered, stdin cannot be gone on with: name a file, or say --overwrite")
    kept = out.form.kept
    standing, again = Standing(job, keys=Counter(keys), kept=kept), set()
    for item in found:
        if _take(keys, job, item, kept) != _ERROR:
            continue
        position, record = errors[kept(item.id)].pop(0)
        if job.again(item, record, kept):
            again.add(position)
            standing.forget(item)
    if keys.total():
        raise _other(out, "it holds records of answers that are not in the input")
    try:
        if again:
            out.without(frozenset(again))
    except OSError as error:
        raise InterviewerError(f"cannot write {out.path}: {error.strerror}") from None
    return standing


def _there(job: BatchJob, out: OutFile) -> tuple[Counter[int], dict[str, list[tuple[int, dict[str, Any]]]]]:
    """The keys of all records in OUT, and its errors by id, each with its place."""
    keys: Counter[int] = Counter()
    errors: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    try:
        for position, (record, _) in enumerate(out.records()):
            if why := job.other_scorer(record):
                raise _other(out, why)
            if _ERROR in record:
                errors.setdefault(str(record["id"]), []).append((position, record))
            keys[_key(record["id"], str(record.get("input_sha256") or _ERROR))] += 1
    except NotRecordsError as error:
        raise _other(out, str(error)) from None
    return keys, errors


def _take(keys: Counter[int], job: BatchJob, item: Item, kept: Kept) -> str:
    """Take an item's record out of those that are there; what it was, or nothing where there was none."""
    if not keys:
        return ""
    for kind in (job.input(item) if item.refused is None else "", _ERROR):
        key = _key(kept(item.id), kind)
        if kind and keys[key] > 0:
            keys[key] -= 1
            return kind
    return ""


def _key(name: object, kind: str) -> int:
    return _digest(str(name), kind)


def _digest(*parts: str) -> int:
    """Eight bytes of a hash: few enough to keep for a hundred thousand lines."""
    whole = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return int.from_bytes(whole.digest(), "big")


def _repeated(item: Item) -> Item:
    error = NotScorableError("repeated", f"{item.entry.place} repeats an answer graded before under this id")
    return item._replace(line=None, refused=error_record(item.id, error, item.passed))


def _other(out: OutFile, why: str) -> UsageError:
    return UsageError(
        f"{out.path} is of another run: {why}; it is left as it was: name another --out, or say --overwrite"
    )
