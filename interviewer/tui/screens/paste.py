"""Scoring an answer that was given elsewhere: choose what was asked, paste it, have it graded."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static, TextArea

from interviewer.batch.records import AnswerLine, request_for
from interviewer.evidence.characters import legible
from interviewer.llm.protocol import StreamEvent, Waiting
from interviewer.model.errors import InterviewerError, TranscriptError
from interviewer.model.words import OFFLINE
from interviewer.reports.waiting import waiting
from interviewer.session.cast import make_scorer
from interviewer.session.drafts import SAVED_AFTER, DraftKeeper
from interviewer.session.offering import Offer, gradable
from interviewer.session.options import Options
from interviewer.session.pasted import FILE, Pasted, read_pasted, save_pasted
from interviewer.session.pasted_tries import (
    TRIES,
    PastedTry,
    earlier_tries,
    forget_tries,
    keep_try,
    last_try,
)
from interviewer.session.recent import last_held
from interviewer.session.review import LastTime, Review
from interviewer.tui.drafted import drafted
from interviewer.tui.frame import Page, after_keys
from interviewer.tui.gutter import Row
from interviewer.tui.screens.pick import Menu, Pick
from interviewer.tui.screens.question import ANY, OWN, OwnQuestion, question_menu
from interviewer.tui.screens.scorecard import ScorecardScreen
from interviewer.tui.widgets.answer_box import AnswerBox
from interviewer.tui.widgets.choices import Choice

if TYPE_CHECKING:
    from textual.widget import Widget

    from interviewer.content.library import Library
    from interviewer.llm.protocol import Tell
    from interviewer.scoring.offline import OfflineScorer
    from interviewer.scoring.request import ScoreRequest
    from interviewer.scoring.scorer import Scorer
    from interviewer.session.attempts import TwoAttempts
    from interviewer.session.surroundings import Surroundings
    from interviewer.tui.screens.attempts import FindTries

_READING: Final = "Reading the questions."
_NO_QUESTION: Final = "not said, so relevance is not checked"


class _Line(Row):
    """A line that can be clicked to change it."""

    auto_links = False


class Paste(Page):
    """Round, question, answer; Enter grades."""

    CSS_PATH = "paste.tcss"
    HELP = (
        "Paste or type an answer you gave elsewhere and have it graded. Say in which round and to which "
        "question it was given: the rubric follows the round, and without the question nobody can check that "
        "it was answered. What you type is saved as you type it and is there again next time. An exchange "
        "with lines that begin with Interviewer: and Me: is taken apart, and only your words are graded. "
        "Change it and grade again: the scorecard shows the levels of the try before beside today's, and e "
        "puts both tries side by side."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "grade", "grade", tooltip="Grade this answer", priority=True),
        Binding("f2", "question", "question", tooltip="Choose or type the question that was asked"),
        Binding("f3", "round", "round", tooltip="Choose the round it was given in"),
        Binding("ctrl+j", "new_line", "new line", tooltip="Start a new line in the answer"),
        Binding("f4", "grade", "", show=False, tooltip="Grade this answer, as in a round"),
        Binding("ctrl+n", "empty", "empty", tooltip="Empty the answer, for another one"),
        Binding("escape", "leave", "back", tooltip="Leave; the draft stays"),
    ]
    AUTO_FOCUS = "AnswerBox"

    def __init__(self) -> None:
        super().__init__()
        self._file = self.app.places.data / FILE
        self._keeper = DraftKeeper(lambda text: save_pasted(self._file, text))
        self._pasted = read_pasted(self._file)
        self._offers: tuple[Offer, ...] = ()
        self._read = asyncio.Event()
        """Set once rounds and questions are there, or cannot be read."""
        self._pick: tuple[Pick, Callable[[], Menu]] | None = None
        """The list that was opened last, and what makes it anew."""
        self._busy = False

    def body(self) -> Iterable[Widget]:
        """What was asked, the answer, and how long it is."""
        with Vertical(id="asked"):
            yield _Line("round", "", id="round")
            yield _Line("question", "", id="question")
        with Horizontal(id="answer"):
            yield Static(Content("you").stylize("$mine"), id="you")
            yield AnswerBox("Paste or type the answer.", id="box")
        yield Static(id="hint")

    def on_mount(self) -> None:
        """Put the draft back and read the rounds."""
        self.say_head("score", ("a pasted answer",))
        self.query_one(AnswerBox).put(self._pasted.text)
        self._load()

    def on_unmount(self) -> None:
        """Have the draft on disk."""
        self._keeper.flush()

    @work(exclusive=True, group="load", exit_on_error=False)
    async def _load(self) -> None:
        try:
            around = await self.app.surroundings()
            self._offers = await asyncio.to_thread(gradable, around.library)
            lately = None if self._pasted.round else await asyncio.to_thread(last_held, around.store)
        except InterviewerError as error:
            self.app.tell(str(error))
        else:
            self._pasted = self._pasted.model_copy(update=self._asked_at_first(lately or ""))
            self._show_asked()
        finally:
            self._read.set()
            if self._pick is not None:
                pick, menu = self._pick
                pick.fill(menu())

    def _asked_at_first(self, lately: str) -> dict[str, str]:
        """Round and question to begin with: those of the draft, else the round that was held last."""
        rounds, question = [each.rubric.id for each in self._offers], self._pasted.question
        own = self._round_of(question)
        wanted = (own, self._pasted.round, lately)
        return {
            "round": next((each for each in wanted if each in rounds), rounds[0] if rounds else ""),
            "question": question if own or " " in question else "",
        }

    def _round_of(self, question: str) -> str | None:
        found = (each.round for offer in self._offers for each in offer.questions if each.id == question)
        return next(found, None)

    def _show_asked(self) -> None:
        pasted = self._pasted
        self.query_one("#round", Row).show("round", _clickable(Content(pasted.round), "round"))
        asked = Content(_NO_QUESTION).stylize("$quiet")
        if pasted.question:
            asked = Content(legible(self._prompt(pasted.question)))
        self.query_one("#question", Row).show("question", _clickable(asked, "question"))

    def _prompt(self, question: str) -> str:
        found = (each.prompt for offer in self._offers for each in offer.questions if each.id == question)
        return next(found, question)

    @property
    def _now(self) -> datetime:
        return self.app.clock.now() if self.app.clock else datetime.now(UTC)

    # Typing.

    @on(TextArea.Changed, "#box")
    def keep_draft(self) -> None:
        """Have it on disk in a moment, and say so once it is."""
        text = self.query_one(AnswerBox).text
        if text != self._pasted.text:
            self._keep(text=text)
        self._say_length()

    def _keep(self, **changed: str) -> None:
        self._pasted = self._pasted.model_copy(update=changed)
        self._keeper.keep(self._pasted.model_dump_json())
        self.set_timer(SAVED_AFTER, self._say_length)

    def _say_length(self) -> None:
        if self._busy:
            return
        self._hint(drafted(self.query_one(AnswerBox).text, self._keeper))

    def _hint(self, words: str) -> None:
        self.query_one("#hint", Static).update(Content(words))

    # Keys.

    @after_keys
    def action_grade(self) -> None:
        """Grade it."""
        if self._busy:
            return
        self.keep_draft()
        if not self._pasted.text.strip():
            self.app.tell("There is no answer yet: paste or type one.")
            return
        self._grade()

    @work(exclusive=True, group="grade", exit_on_error=False)
    async def _grade(self) -> None:
        self._busy = True
        self._hint("Grading.")
        self._keeper.flush()
        try:
            around = await self.app.surroundings()
            await self._read.wait()
            review, earlier = await _graded(around, self._pasted, self._now, self._say_waiting)
        except InterviewerError as error:
            self.app.tell(str(error))
        else:
            self.app.push_screen(ScorecardScreen(review, earlier=earlier))
        finally:
            self._busy = False
            self._say_length()

    def _say_waiting(self, event: StreamEvent) -> None:
        if isinstance(event, Waiting):
            self._hint(waiting(event))

    def action_new_line(self) -> None:
        """Start a new line."""
        self.query_one(AnswerBox).action_new_line()

    def action_empty(self) -> None:
        """Make room for another answer; undo brings this one back."""
        box = self.query_one(AnswerBox)
        if box.text:
            box.clear()
            self.app.tell("Emptied. ctrl+_ brings it back.")
            self._forget()

    @work(group="forget", exit_on_error=False)
    async def _forget(self) -> None:
        """Where no question was said, what comes now is no other try at the same one."""
        with suppress(InterviewerError):
            await asyncio.to_thread(forget_tries, self.app.places.data / TRIES, self._pasted)

    def _offer(self, menu: Callable[[], Menu], take: Callable[[str], None]) -> None:
        """Open a list at once: what is pressed next is meant for it, also while it is still being read."""
        self._pick = Pick(menu(), take), menu
        self.app.push_screen(self._pick[0])

    @property
    def _reading(self) -> str:
        return "" if self._read.is_set() else _READING

    def action_round(self) -> None:
        """Choose the round."""
        self._offer(self._rounds, self._take_round)

    def _rounds(self) -> Menu:
        rubrics = [each.rubric for each in self._offers]
        choices = [Choice(each.id, each.id, each.title) for each in rubrics]
        notes: dict[str, tuple[str, Content | str]]
        notes = {each.id: ("", Content(each.about).stylize("$quiet")) for each in rubrics}
        return Menu("score", "round", choices, self._pasted.round, notes, reading=self._reading)

    def _take_round(self, name: str) -> None:
        question = self._pasted.question
        # A question of the library belongs to its round; one's own words can be asked in any.
        kept = question if " " in question or self._round_of(question) == name else ""
        self._keep(round=name, question=kept)
        self._show_asked()

    def action_question(self) -> None:
        """Choose the question, or type it."""
        self._offer(self._questions, self._set_question)

    def _questions(self) -> Menu:
        menu = question_menu(self._offers, self._pasted.question or None, ())
        none = Choice(ANY, "not said", "then relevance is not checked")
        rest = [each for each in menu.choices if each.id != ANY]
        return replace(menu, title="score", choices=[none, *rest], reading=self._reading)

    def _set_question(self, choice: str) -> None:
        if choice == OWN:
            before = self._pasted.question
            typed = before if " " in before else ""
            self.app.push_screen(OwnQuestion(typed, self._take_question, "score"))
            return
        self._take_question("" if choice == ANY else choice)

    def _take_question(self, question: str) -> None:
        self._keep(round=self._round_of(question) or self._pasted.round, question=question)
        self._show_asked()

    def action_leave(self) -> None:
        """Go back; the draft stays."""
        self.dismiss()


def _clickable(text: Content, action: str) -> Content:
    return text.stylize(Style.from_meta({"@click": f"screen.{action}"}))


async def _graded(
    around: Surroundings, pasted: Pasted, now: datetime, tell: Tell
) -> tuple[Review, FindTries | None]:
    """The card to look at, and what finds earlier tries at the same question, where there are some."""
    library: Library = around.library
    line = AnswerLine(id="pasted", round=pasted.round, question=pasted.question, answer=pasted.text)

    def begin() -> tuple[Scorer, OfflineScorer, ScoreRequest]:
        scorer = make_scorer(library, around.settings.llm, options=Options.of(around.settings))
        request = request_for(library.asked, line, frozenset(library.rubrics))
        return scorer, make_scorer(library, OFFLINE), request

    scorer, offline, request = await asyncio.to_thread(begin)
    try:
        card = await scorer.ascore(request, tell)
    finally:
        await scorer.aclose()

    def look_back() -> tuple[tuple[PastedTry, ...], LastTime | None]:
        tries: tuple[PastedTry, ...] = ()
        # A full disk costs the comparison and not the scorecard.
        with suppress(TranscriptError):
            tries = keep_try(around.places.data / TRIES, pasted, now)
        return tries, last_try(offline, request, card, tries)

    tries, last = await asyncio.to_thread(look_back)

    def find(_: Surroundings) -> tuple[TwoAttempts, ...]:
        return earlier_tries(offline, request, now, tries)

    return Review.of_pasted(card, request, last), find if tries else None
