"""A drill: one situation, one task, tries until it is heard, then a strong example."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from interviewer.evidence.characters import folded
from interviewer.model.errors import InterviewerError
from interviewer.reports.drill import tried
from interviewer.reports.due import due_words
from interviewer.reports.layout import clock
from interviewer.session.clock import SystemClock
from interviewer.session.drafts import SAVED_AFTER, DraftKeeper
from interviewer.session.drilling import DrillSession, HeardInTry
from interviewer.tui.drafted import drafted
from interviewer.tui.drawing import with_quotes
from interviewer.tui.frame import MoreLine, Page, after_keys
from interviewer.tui.gutter import Row
from interviewer.tui.widgets.answer_box import AnswerBox

if TYPE_CHECKING:
    from textual.widget import Widget

    from interviewer.model.content import Catalogue

_MISSING: Final = frozenset({"not heard", "half of it", "what's missing", "still missing"})
"""Labels of what a try lacked."""


class DrillScreen(Page):
    """One sitting at one drill."""

    CSS_PATH = "drill.tcss"
    HELP = (
        "One thing a strong answer does, in one situation. Write two or three sentences as you would say "
        "them; Enter has them listened to, by the rules that also grade offline. What you wrote stays, so "
        "that you can change it and try again. When it is heard, or when you give up with F2, a strong "
        "example stands below. The rules miss ways of saying things: if you did say it, F4 counts it. The "
        "drill comes again when you would begin to forget it, sooner if it took several tries."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "send", tooltip="Have it listened to", priority=True),
        Binding("enter", "next", "next drill", tooltip="The drill that comes next", priority=True),
        Binding("ctrl+j", "new_line", "new line", tooltip="Start a new line"),
        Binding("f2", "example", "example", tooltip="End the drill with a strong example"),
        Binding("f4", "claim", "I said it", tooltip="Count it as said where the rules did not hear it"),
        Binding("escape", "leave", "back", tooltip="Leave; what you typed stays"),
    ]
    AUTO_FOCUS = "AnswerBox"

    def __init__(self, wanted: str | None = None) -> None:
        super().__init__()
        self._wanted = wanted
        self._session: DrillSession | None = None
        self._catalogue: Catalogue | None = None
        self._keeper: DraftKeeper | None = None
        self._finished = False
        self._typed = ""

    def body(self) -> Iterable[Widget]:
        """The task, what was heard, and the box to answer in."""
        with VerticalScroll(id="task", can_focus=False):
            yield Row("", "", id="situation")
            yield Row("", "", id="asked")
            yield Row("", "", id="why")
        yield MoreLine()
        with Horizontal(id="answer"):
            yield Static(Content("you").stylize("$mine"), id="you")
            yield AnswerBox("Two or three sentences, as you would say them.", id="box")
        yield Static(id="hint")

    def on_mount(self) -> None:
        """Choose the drill, away from the event loop."""
        self.say_head("drill")
        self.query_one(MoreLine).follow(self.query_one("#task"))
        self.set_interval(1.0, self._show_clock)
        self._begin()

    def on_unmount(self) -> None:
        """Have the draft on disk, and the outcome of what was tried."""
        self._close()

    def _close(self) -> None:
        if self._keeper is not None:
            self._keeper.flush()
        if self._session is not None and not self._finished:
            self._finished = True
            try:
                self._session.finish()
            except InterviewerError as error:
                self.app.tell(str(error))

    @work(exclusive=True, group="begin", exit_on_error=False)
    async def _begin(self) -> None:
        try:
            around = await self.app.surroundings()
            time = self.app.clock or SystemClock()
            session = await asyncio.to_thread(DrillSession.start, around, time, self._wanted)
            self._catalogue = await asyncio.to_thread(lambda: around.library.catalogue)
        except InterviewerError as error:
            self.app.tell(str(error))
            return
        self._session = session
        self._keeper = DraftKeeper(session.keep_draft)
        self._finished = False
        self._show_task(session)

    def _show_task(self, session: DrillSession) -> None:
        coming = session.coming
        self.remove_class("-finished")
        self.query(".heard").remove()
        why = self.query_one("#why", Row)
        why.display = True
        why.show("why", Content(coming.drill.why).stylize("$quiet"))
        self.query_one("#situation", Row).show("situation", coming.scenario.situation)
        self.query_one("#asked", Row).show("your task", Content(coming.scenario.task).stylize("bold $bright"))
        self._typed = session.draft
        self.query_one(AnswerBox).put(self._typed)
        self.query_one(AnswerBox).focus()
        self._say_length()
        self._show_clock()
        self.refresh_bindings()

    def _show_clock(self) -> None:
        session = self._session
        if session is None or self._finished:
            return
        drill, left = session.coming.drill, session.seconds_left
        time = f"{clock(left)} left" if left >= 0 else f"{clock(-left)} over"
        right = Content(time).stylize("$quiet" if left >= 0 else "$lacking")
        due = due_words(session.coming.due, self._now)
        self.say_head("drill", (f"{drill.title}   {due}", drill.title), (right,))

    @property
    def _now(self) -> datetime:
        return (self.app.clock or SystemClock()).now()

    # Typing.

    @on(TextArea.Changed, "#box")
    def keep_draft(self) -> None:
        """Have it on disk in a moment, and say so once it is."""
        text = self.query_one(AnswerBox).text
        if self._keeper is not None and not self._finished and text != self._typed:
            self._typed = text
            self._keeper.keep(text)
            self.set_timer(SAVED_AFTER, self._say_length)
        self._say_length()

    def _say_length(self) -> None:
        if self._finished or self._keeper is None:
            return
        said = drafted(self.query_one(AnswerBox).text, self._keeper)
        self.query_one("#hint", Static).update(Content(said))

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Example and own word come after a try; once it is over, only the next drill and the way back."""
        if action in {"example", "claim"}:
            return self._session is not None and self._session.tried and not self._finished
        if action in {"send", "new_line"}:
            return not self._finished
        return self._finished if action == "next" else True

    def action_next(self) -> None:
        """Go to the drill that comes next."""
        self._wanted = None
        self._begin()

    @after_keys
    def action_send(self) -> None:
        """Have the try listened to."""
        session, text = self._session, self.query_one(AnswerBox).text
        if session is None:
            return
        if not text.strip():
            self.app.tell("There is nothing to listen to yet: write two or three sentences.")
            return
        heard = session.answer(text)
        self._show_heard(heard)
        if heard.done:
            self._finish()

    def _show_heard(self, heard: HeardInTry) -> None:
        session, catalogue = self._session, self._catalogue
        if session is None or catalogue is None:
            return
        self.query(".heard").remove()
        # What was heard takes its place: the room is needed.
        self.query_one("#why").display = False
        rows = []
        for label, words in tried(session.coming.drill, heard, catalogue, self.marks):
            name = Content(label).stylize("$lacking" if label in _MISSING else "$quiet")
            rows.append(Row(name, with_quotes(words, self.ink.mine), classes="heard"))
        self._add(rows)

    def _add(self, rows: list[Row]) -> None:
        task = self.query_one("#task", VerticalScroll)
        task.mount(*rows)
        self.call_after_refresh(self._show_end)
        self.refresh_bindings()

    def _show_end(self) -> None:
        self.query_one("#task").scroll_end(animate=False)

    def on_resize(self) -> None:
        """What was heard stays in view."""
        if self.query(".heard"):
            self.call_after_refresh(self._show_end)

    def _finish(self) -> None:
        session = self._session
        if session is None or self._finished:
            return
        if self._keeper is not None:
            self._keeper.flush()
        self._finished = True
        try:
            due = session.finish()
        except InterviewerError as error:
            self.app.tell(str(error))
            due = None
        again = f"It comes again {due_words(due, self._now).removeprefix('due ')}." if due else ""
        self.add_class("-finished")
        self._add([Row("one strong", folded(session.coming.scenario.strong), classes="heard")])
        self.query_one("#hint", Static).update(Content(f"{again} Enter for the next drill.".strip()))

    def action_example(self) -> None:
        """End the drill with the example."""
        self._finish()

    def action_claim(self) -> None:
        """Count it as said."""
        if self._session is not None:
            self._session.claim()
            self._finish()

    def action_new_line(self) -> None:
        """Start a new line."""
        self.query_one(AnswerBox).action_new_line()

    def action_leave(self) -> None:
        """Go back; the outcome of what was tried is kept, and what was typed stays."""
        self.dismiss()
