"""Saying a graded answer in other words, and seeing at once what that does to each level."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from interviewer.content.library import Library
from interviewer.evidence.bank import build_bank
from interviewer.evidence.characters import legible, visible
from interviewer.model.errors import UsageError
from interviewer.model.evidence import Answer, Sentence
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import OFFLINE
from interviewer.scoring.request import ScoreRequest
from interviewer.session.attempts import Attempt, TwoAttempts
from interviewer.session.cast import make_scorer
from interviewer.session.review import Reviewed
from interviewer.session.wordings import Draft, Wording, Wordings, WordingsFile

_OPENING: Final = "answers-first"
"""The signal of an answer that begins with the answer."""
_QUOTED: Final = re.compile("“([^”]+)”")
_UNDONE: Final = 100
"""Steps that can be undone."""


class Part(NamedTuple):
    """A stretch of an answer that is open for other words: a sentence, or all that was said at a time.

    `start` and `end` count code points of the answer's text.
    """

    start: int
    end: int
    number: int
    """Of the sentence, from 1; 0 for all that was said at a time."""
    of: int
    """How many sentences there are."""


class Around(NamedTuple):
    """What a reader sees before and after the open part, in the same breath."""

    before: str
    after: str


class Rewriting:
    """One answer being rewritten: as graded, as it stands now, and the wordings that were kept.

    Both ends of a comparison are graded here and offline, whoever made the scorecard: levels of two graders
    don't compare. Grading takes some milliseconds and is to be done away from the event loop; making this
    reads all questions the first time and is too.
    """

    def __init__(self, library: Library, reviewed: Reviewed, file: WordingsFile, sentence: int = 0) -> None:
        """Begin at that sentence of the graded answer, or where the draft was left, else at the weakest.

        Raises:
            UsageError: when there is nothing to rewrite.
        """
        request = reviewed.request
        if request is None or not build_bank(reviewed.answer).sentences:
            raise UsageError("there is nothing to rewrite here")
        self.reviewed = reviewed
        self._request: ScoreRequest = request
        self._file = file
        self._scorer = make_scorer(library, OFFLINE)
        self.graded = self.grade(reviewed.answer)
        """The card of the answer as it was given."""
        self._wordings = file.read(reviewed.card.input_sha256)
        self._saving = threading.Lock()
        """A draft is saved from a thread of its own, and must not undo what is being kept."""
        self._undo: list[tuple[Answer, Part]] = []
        self._touched = False
        """Whether the open part has been changed since it was opened."""
        self.answer = reviewed.answer
        """As it stands now."""
        self.part = self._sentence(sentence or weakest(reviewed.card, self._sentences))
        if (draft := self._wordings.draft) is not None and not sentence:
            self.answer = draft.answer
            self.part = self._part_at(draft.start, draft.end)

    # What is open.

    @property
    def _sentences(self) -> tuple[Sentence, ...]:
        return build_bank(self.answer).sentences

    @property
    def text(self) -> str:
        """The words of the open part, as a reader sees them; lines are kept where all of it is open."""
        words = self.answer.text[self.part.start : self.part.end]
        return visible(words) if self.part.number else legible(words)

    @property
    def place(self) -> tuple[int, int] | None:
        """Which sentence is open of how many, as the scorecard counts: clarifying questions are left out.

        None for all that was said at a time, and for a clarifying question.
        """
        own = [each.number for each in self._sentences if each.role != "clarifying"]
        return (own.index(self.part.number) + 1, len(own)) if self.part.number in own else None

    @property
    def around(self) -> Around:
        """What was said before and after the open part at the same time."""
        text, part = self.answer.text, self.part
        span = next(
            (each for each in self.answer.spans if each.start <= part.start and part.end <= each.end), None
        )
        if span is None:
            return Around("", "")
        return Around(visible(text[span.start : part.start]), visible(text[part.end : span.end]))

    @property
    def changed(self) -> bool:
        """Whether it differs from the answer as graded."""
        return self.answer.text != self.reviewed.answer.text

    @property
    def kept(self) -> tuple[Wording, ...]:
        """The wordings that were kept, the oldest first."""
        return self._wordings.kept

    @property
    def is_kept(self) -> bool:
        """Whether what stands now was kept already."""
        return any(each.answer.text == self.answer.text for each in self.kept)

    def _sentence(self, number: int) -> Part:
        """That sentence; the last one where there are not so many, and what is left where there is none."""
        sentences = self._sentences
        if not sentences:
            span = self.answer.spans[0]
            return Part(span.start, span.end, 0, 0)
        found = sentences[min(max(number, 1), len(sentences)) - 1]
        return Part(found.start, found.end, found.number, len(sentences))

    def _part_at(self, start: int, end: int) -> Part:
        """The part that lies there: a sentence that begins there, else the whole stretch."""
        sentences = self._sentences
        number = next((each.number for each in sentences if each.start == start and each.end <= end), 0)
        whole = any(each.start == start and each.end == end for each in self.answer.spans)
        if number and not (whole and len(sentences) > 1):
            return Part(start, end, number, len(sentences))
        return Part(start, end, 0, len(sentences))

    # What one can do.

    def open_sentence(self, by: int) -> None:
        """Open the next sentence or the one before, round the ends; from all of it, its first or last."""
        of, here = max(1, len(self._sentences)), self.part.number
        if not here:
            inside = [
                each.number
                for each in self._sentences
                if self.part.start <= each.start and each.end <= self.part.end
            ]
            number = inside[0 if by > 0 else -1] if inside else 1
        else:
            # What was typed may have become several sentences: the next one begins behind it.
            ahead = [each.number for each in self._sentences if each.start >= self.part.end]
            number = (ahead[0] if ahead else 1) if by > 0 else (here - 2) % of + 1
        self._remember()
        self.part = self._sentence(number)

    def open_whole(self) -> None:
        """Open all that was said at the time of the open sentence."""
        part = self.part
        fitting = (each for each in self.answer.spans if each.start <= part.start and part.end <= each.end)
        if (span := next(fitting, None)) is not None:
            self._remember()
            self.part = Part(span.start, span.end, 0, len(self._sentences))

    def say(self, text: str) -> None:
        """Put these words in place of the open part."""
        part = self.part
        if not self._touched:
            self._remember()
            self._touched = True
        self.answer, end = _replaced(self.answer, part, text)
        self.part = part._replace(end=end, of=len(self._sentences))

    def as_graded(self) -> None:
        """Everything as it was given; undo brings the other words back."""
        number = self.part.number
        self._remember()
        self.answer = self.reviewed.answer
        self.part = self._sentence(number)

    def undo(self) -> bool:
        """Back to before the last part was opened or changed; False where there is nothing to go back to."""
        now = (self.answer, self.part)
        while self._undo and now == (self.answer, self.part):
            self.answer, self.part = self._undo.pop()
        self._touched = False
        return now != (self.answer, self.part)

    def _remember(self) -> None:
        self._undo = [*self._undo, (self.answer, self.part)][-_UNDONE:]
        self._touched = False

    # What it does to the levels, and what is kept.

    def grade(self, answer: Answer) -> Scorecard:
        """The offline card of the answer in those words.

        Raises:
            NotScorableError: when it cannot be graded; its message says why.
        """
        return self._scorer.score(self._request.model_copy(update={"answer": answer}))

    def compared_with(self, answer: Answer, card: Scorecard, at: datetime, name: str = "now") -> TwoAttempts:
        """The answer as graded beside other words of it."""
        graded = Attempt(id="", at=at, card=self.graded, answer=self.reviewed.answer, name="as graded")
        return TwoAttempts(
            question=self.reviewed.question,
            before=graded,
            after=Attempt(id="", at=at, card=card, answer=answer, name=name),
        )

    def keep(self, answer: Answer, at: datetime) -> None:
        """Keep the answer as it stood when that was asked for.

        Raises:
            TranscriptError: when the disk refuses.
        """
        with self._saving:
            again = tuple(each for each in self.kept if each.answer.text != answer.text)
            self._save((*again, Wording(at=at, answer=answer)))

    def save_draft(self) -> None:
        """Have on disk what is being typed.

        Raises:
            TranscriptError: when the disk refuses.
        """
        with self._saving:
            self._save(self.kept)

    @property
    def _draft(self) -> Draft | None:
        if not self.changed:
            return None
        return Draft(answer=self.answer, start=self.part.start, end=self.part.end)

    def _save(self, kept: tuple[Wording, ...]) -> None:
        wordings = Wordings(kept=kept, draft=self._draft)
        if wordings != self._wordings:
            self._file.save(self.reviewed.card.input_sha256, wordings)
            self._wordings = wordings

    def comparisons(self) -> tuple[TwoAttempts, ...]:
        """The answer as graded beside each wording that was kept, the newest first.

        Raises:
            NotScorableError: when one cannot be graded.
        """
        numbered = list(enumerate(self.kept, start=1))
        return tuple(
            self.compared_with(each.answer, self.grade(each.answer), each.at, f"rewrite {number}")
            for number, each in reversed(numbered)
        )


def weakest(card: Scorecard, sentences: tuple[Sentence, ...]) -> int:
    """The sentence that is best rewritten first.

    The one the lesson quotes or is about; else one that raised a flag or told against a level; else the one
    that would raise the weakest dimension; else the longest that shows nothing, because nothing is lost
    with it.
    """
    names = (*_named_by_lesson(card, sentences), *_worst_first(card), *_named_to_raise(card, sentences))
    first = next((number for number in names if number <= len(sentences)), None)
    if first is not None:
        return first
    shows = {
        number
        for score in card.dimensions.values()
        for there in (
            *(each.sentences for each in score.evidence),
            *(each.sentences for each in score.traces),
        )
        for number in there
    }
    own = [each for each in sentences if each.role != "clarifying"] or list(sentences)
    idle = [each for each in own if each.number not in shows] or own
    return max(idle, key=lambda each: len(each.text)).number


def _named_by_lesson(card: Scorecard, sentences: tuple[Sentence, ...]) -> Iterator[int]:
    """What the lesson quotes; where the answer was not heard at the beginning, its beginning."""
    if (lesson := card.lesson) is None:
        return
    if lesson.heard:
        yield from _quoted(f"“{lesson.you_said}”", sentences)
        yield from _quoted(lesson.you_said, sentences)
    elif lesson.about == _OPENING:
        yield from (each.number for each in sentences if each.role != "clarifying")
    yield from _quoted(lesson.next_time, sentences)


def _named_to_raise(card: Scorecard, sentences: tuple[Sentence, ...]) -> Iterator[int]:
    """The sentence that is quoted in what would raise the weakest dimension."""
    for score in sorted(card.dimensions.values(), key=lambda each: each.estimate or 0.0):
        yield from _quoted(score.to_raise or "", sentences)


def _quoted(text: str, sentences: tuple[Sentence, ...]) -> Iterator[int]:
    """Sentences of which something stands in quotation marks in this text."""
    for words in _QUOTED.findall(text):
        yield from (each.number for each in sentences if visible(words) in visible(each.text))


def _worst_first(card: Scorecard) -> Iterator[int]:
    about = card.lesson.about if card.lesson else ""
    flags = sorted(card.flags, key=lambda each: each.id != about)
    for flag in flags:
        yield from flag.sentences
    for score in card.dimensions.values():
        yield from (number for each in score.evidence if each.signal == about for number in each.sentences)
    for score in sorted(card.dimensions.values(), key=lambda each: each.estimate or 0.0):
        yield from (number for each in score.traces if each.against for number in each.sentences)


def _replaced(answer: Answer, part: Part, text: str) -> tuple[Answer, int]:
    """The answer with those words in place of a part, and where they end."""
    by = len(text) - (part.end - part.start)
    spans = []
    for span in answer.spans:
        if span.start >= part.end and span.start > part.start:
            span = span.model_copy(update={"start": span.start + by, "end": span.end + by})  # noqa: PLW2901
        elif span.start <= part.start and part.end <= span.end:
            span = span.model_copy(update={"end": span.end + by})  # noqa: PLW2901
        spans.append(span)
    words = answer.text[: part.start] + text + answer.text[part.end :]
    return answer.model_copy(update={"text": words, "spans": tuple(spans)}), part.end + by
