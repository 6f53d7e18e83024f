"""One sentence in other words, in its place in the answer, and at once what that does to each level."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec

from textual import on, work
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from interviewer.model.errors import InterviewerError
from interviewer.model.words import OFFLINE
from interviewer.reports.attempts import changes
from interviewer.reports.layout import plural
from interviewer.session.drafts import SAVED_AFTER, DraftKeeper
from interviewer.session.rewriting import Rewriting
from interviewer.session.wordings import WordingsFile
from interviewer.tui.drafted import drafted
from interviewer.tui.frame import MoreLine, Page, after_keys
from interviewer.tui.gutter import LABEL, TEXT, Row
from interviewer.tui.screens import rewrite_words
from interviewer.tui.screens.attempts import LOST, AttemptsScreen
from interviewer.tui.widgets.answer_box import AnswerBox
from interviewer.tui.widgets.moved import moved_levels

if TYPE_CHECKING:
    from pathlib import Path

    from textual.widget import Widget

    from interviewer.model.content import Catalogue
    from interviewer.model.evidence import Answer
    from interviewer.session.attempts import TwoAttempts
    from interviewer.session.review import Reviewed
    from interviewer.session.surroundings import Surroundings

_AROUND: Final = {True: 3, False: 2}
"""Lines of what was said before and after that are shown: in tall windows, and in others."""
_LEVELS: Final = 6
"""Rows of the levels with their heading and the recommendation."""
_RAGGED: Final = 8
"""Columns a line may lose to the wrapping."""
_NONE_KEPT: Final = "No rewrite has been kept yet. Enter keeps one."

_A = ParamSpec("_A")


def _with_what_was_typed(
    action: Callable[Concatenate[RewriteScreen, _A], None],
) -> Callable[Concatenate[RewriteScreen, _A], None]:
    """The action, once the answer holds the words of all keys that were pressed before."""

    @after_keys
    @wraps(action)
    def then(screen: RewriteScreen, /, *args: _A.args, **named: _A.kwargs) -> None:
        screen.take()
        action(screen, *args, **named)

    return then


class RewriteScreen(Page):
    """A graded answer in other words."""

    CSS_PATH = "rewrite.tcss"
    HELP = rewrite_words.HELP
    BINDINGS = rewrite_words.KEYS
    AUTO_FOCUS = "AnswerBox"

    def __init__(self, reviewed: Reviewed, path: Path | None, sentence: int = 0) -> None:
        super().__init__()
        self._reviewed = reviewed
        self._path = path
        self._sentence = sentence
        self._rewriting: Rewriting | None = None
        self._catalogue: Catalogue | None = None
        self._keeper = DraftKeeper(lambda _: self._save_draft())
        self._shown = ""
        """What was put into the box, to tell what was typed from what was there."""
        self._to_grade: Answer | None = None
        self._grading = False

    def body(self) -> Iterable[Widget]:
        """The levels, what changed, and the answer with one part open."""
        with Vertical(id="work"):
            with VerticalScroll(id="told", can_focus=False):
                yield Static(id="levels")
                yield Row("", "", id="changed")
                yield Row("", "", id="wanted")
            yield Row("", "", id="before")
            with Horizontal(id="answer"):
                yield Static(Content("you").stylize("$mine"), id="you")
                yield AnswerBox("Reading the answer.", id="box")
            yield Row("", "", id="after")
        with Horizontal(id="below"):
            yield MoreLine()
            yield Static(id="hint")

    def on_mount(self) -> None:
        """Grade the answer as it was given, away from the event loop."""
        self.say_head("rewrite")
        self.query_one(MoreLine).follow(self.query_one("#told"))
        self.query_one(AnswerBox).disabled = True
        self._load()

    def on_unmount(self) -> None:
        """Have the draft on disk."""
        self._keeper.flush()

    @work(exclusive=True, group="load", exit_on_error=False)
    async def _load(self) -> None:
        try:
            around = await self.app.surroundings()
            file = WordingsFile.beside(around.places, self._path)
            self._catalogue = await asyncio.to_thread(lambda: around.library.catalogue)
            self._rewriting = await asyncio.to_thread(
                Rewriting, around.library, self._reviewed, file, self._sentence
            )
        except InterviewerError as error:
            self.app.tell(str(error))
            self.dismiss()
            return
        self._open()

    def _open(self) -> None:
        """Show the part that is open, ready to be changed."""
        if (rewriting := self._rewriting) is None:
            return
        box = self.query_one(AnswerBox)
        box.disabled = False
        box.placeholder = "Left out."
        self._shown = rewriting.text
        box.put(self._shown)
        box.focus()
        self._show_around()
        self._say_place(rewriting)
        self._say_length()
        self.refresh_bindings()
        self._grade(rewriting.answer)

    def _show_around(self) -> None:
        if (rewriting := self._rewriting) is not None:
            width = min(TEXT, self.query_one("#work").size.width - LABEL - 2)
            most = _AROUND[self.has_class("-tall")] * max(1, width - _RAGGED)
            before, after = rewriting.around
            for name, text in (
                ("#before", rewrite_words.end_of(before, most)),
                ("#after", rewrite_words.start_of(after, most)),
            ):
                row = self.query_one(name, Row)
                row.show("", Content(text).stylize("$quiet"))
                row.display = bool(text)
            self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """As much of what stands around it as there is room for."""
        self.call_after_refresh(self._show_around)

    def _fit(self) -> None:
        """Let what is told give way to what is typed: the line with the cursor is always in view."""
        if not self.query("#told"):
            return  # It was left meanwhile.
        work, told = self.query_one("#work"), self.query_one("#told")
        beneath = (self.query_one(name) for name in ("#before", "#answer"))
        taken = sum(each.outer_size.height + each.styles.margin.height for each in beneath if each.display)
        told.styles.max_height = max(_LEVELS, work.size.height - taken)

    def _say_place(self, rewriting: Rewriting) -> None:
        at = rewriting.place
        whole = "a clarifying question" if rewriting.part.number else "all of it"
        place = f"sentence {at[0]} of {at[1]}" if at else whole
        where = self._reviewed.place or "pasted answer"
        name = self._reviewed.card.round
        who = Content(f"{OFFLINE} {self.marks.dot} no cost").stylize("$quiet")
        self.say_head("rewrite", (f"{name}, {where}, {place}", f"{name}, {place}", place), (who,))

    @property
    def _now(self) -> datetime:
        return self.app.clock.now() if self.app.clock else datetime.now(UTC)

    # Typing.

    @on(TextArea.Changed, "#box")
    def take(self) -> None:
        """Put what was typed into the answer, save it in a moment, and grade it now."""
        rewriting, text = self._rewriting, self.query_one(AnswerBox).text
        if rewriting is None or text == self._shown:
            return
        self._shown = text
        rewriting.say(text)
        self._keeper.keep(text)
        self.set_timer(SAVED_AFTER, self._say_length)
        self._say_length()
        self.refresh_bindings()
        self._grade(rewriting.answer)

    def _save_draft(self) -> None:
        if self._rewriting is not None:
            self._rewriting.save_draft()

    def _say_length(self) -> None:
        rewriting = self._rewriting
        words = plural(len(self._shown.split()), "word")
        if self._keeper.refused or (rewriting and rewriting.changed and not rewriting.is_kept):
            said = drafted(self._shown, self._keeper)
        elif rewriting is None or not rewriting.changed:
            said = words
        else:
            said = f"kept, {words}"
        self.query_one("#hint", Static).update(Content(said))

    # Grading: one answer at a time, and always the newest.

    def _grade(self, answer: Answer) -> None:
        self._to_grade = answer
        if not self._grading:
            self._grade_newest()

    @work(group="grade", exit_on_error=False)
    async def _grade_newest(self) -> None:
        self._grading = True
        try:
            while (answer := self._to_grade) is not None and (rewriting := self._rewriting) is not None:
                self._to_grade = None
                try:
                    card = await asyncio.to_thread(rewriting.grade, answer)
                except InterviewerError as error:
                    self._show(rewriting, None, str(error))
                else:
                    self._show(rewriting, rewriting.compared_with(answer, card, self._now))
        finally:
            self._grading = False

    def _show(self, rewriting: Rewriting, two: TwoAttempts | None, why: str = "") -> None:
        """The levels of both, and what the other words did."""
        card = two.after.card if two else None
        drawn = moved_levels(rewriting.graded, card, self.marks, ("", "as graded", "now"))
        self.query_one("#levels", Static).update(drawn)
        told = self._changes(rewriting, two) if two else Content(why)
        self.query_one("#changed", Row).show("changed" if two and told else "", told)
        self.query_one("#changed").display = bool(told)
        wanted = rewrite_words.wanted(card) if card else Content("")
        self.query_one("#wanted", Row).show("to raise it", wanted)
        self.query_one("#wanted").display = bool(wanted)
        self.call_after_refresh(self._fit)

    def _changes(self, rewriting: Rewriting, two: TwoAttempts) -> Content:
        catalogue = self._catalogue
        lines = []
        for label, words in changes(two, catalogue) if catalogue else ():
            ink = "$lacking" if label in LOST else "$mine"
            lines.append(Content(f"{label}: ").stylize(ink) + Content(words))
        if rewriting.changed and not lines:
            lines.append(Content("nothing that is listened for").stylize("$quiet"))
        return Content("\n").join(lines)

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Until the answer is there, one can only go back."""
        return self._rewriting is not None or action == "leave"

    def idle(self, action: str) -> bool:
        """A key is taught where it does something."""
        if (rewriting := self._rewriting) is None:
            return False
        does = {
            "keep": rewriting.changed and not rewriting.is_kept,
            "whole": bool(rewriting.part.number),
            "compare": bool(rewriting.kept),
            "as_graded": rewriting.changed,
            "undo": rewriting.changed,
        }
        return not does.get(action, True)

    @_with_what_was_typed
    def action_keep(self) -> None:
        """Keep the answer as it stands."""
        rewriting = self._rewriting
        if rewriting is not None and rewriting.changed and not rewriting.is_kept:
            self._keeper.settle()
            self._keep(rewriting, rewriting.answer)

    @work(exclusive=True, group="keep", exit_on_error=False)
    async def _keep(self, rewriting: Rewriting, answer: Answer) -> None:
        try:
            await asyncio.to_thread(rewriting.keep, answer, self._now)
        except InterviewerError as error:
            self.app.tell(str(error))
            return
        number = len(rewriting.kept)
        self.app.tell(f"Kept as rewrite {number}. f3 compares it with the answer as graded.")
        self._say_length()
        self.refresh_bindings()

    @_with_what_was_typed
    def action_sentence(self, by: int) -> None:
        """Open the next sentence, or the one before; what was changed stays."""
        if self._rewriting is not None:
            self._rewriting.open_sentence(by)
            self._open()

    @_with_what_was_typed
    def action_whole(self) -> None:
        """Open all that was said at that time."""
        if self._rewriting is not None and self._rewriting.part.number:
            self._rewriting.open_whole()
            self._open()

    @_with_what_was_typed
    def action_undo(self) -> None:
        """Undo typing; where nothing was typed, go back to what was open before."""
        box, rewriting = self.query_one(AnswerBox), self._rewriting
        if box.history.undo_stack:
            box.undo()
        elif rewriting is not None and rewriting.undo():
            self._keeper.keep("")
            self._open()

    @_with_what_was_typed
    def action_as_graded(self) -> None:
        """Everything as it was graded."""
        if self._rewriting is not None and self._rewriting.changed:
            self._rewriting.as_graded()
            self._keeper.keep("")
            self._open()

    @_with_what_was_typed
    def action_empty(self) -> None:
        """Empty the open part; undo brings its words back."""
        box = self.query_one(AnswerBox)
        if box.text:
            box.clear()

    def action_new_line(self) -> None:
        """Start a new line."""
        self.query_one(AnswerBox).action_new_line()

    @_with_what_was_typed
    def action_compare(self) -> None:
        """What was kept beside the answer as graded."""
        if (rewriting := self._rewriting) is not None and rewriting.kept:

            def find(_: Surroundings) -> tuple[TwoAttempts, ...]:
                return rewriting.comparisons()

            self.app.push_screen(AttemptsScreen(find, _NONE_KEPT, noun="rewrite"))

    def action_scroll(self, by: int) -> None:
        """Scroll what stands above the answer."""
        told = self.query_one("#told")
        told.scroll_relative(y=by * max(1, told.size.height - 1), animate=False)

    @_with_what_was_typed
    def action_leave(self) -> None:
        """Back to the scorecard; what was typed stays."""
        self.dismiss()
