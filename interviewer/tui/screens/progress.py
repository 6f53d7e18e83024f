"""Progress: where each dimension goes, what keeps missing, and how well the candidate judges themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from interviewer.model.errors import InterviewerError
from interviewer.model.progress import Progress
from interviewer.reports.layout import plural
from interviewer.reports.progress import (
    begins_anew,
    course_words,
    duration,
    guess_words,
    progress_text,
    signal_label,
    weeks,
)
from interviewer.session.exporting import write_new
from interviewer.session.looking_back import progress_of
from interviewer.tui.frame import MoreLine, Page
from interviewer.tui.gutter import Row
from interviewer.tui.widgets.trends import Trends

if TYPE_CHECKING:
    from textual.widget import Widget

    from interviewer.model.content import Catalogue
    from interviewer.session.surroundings import Surroundings

_MISSING: Final = 6
"""Missing signals that are listed."""
_SLOW: Final = 0.4
"""Seconds after which reading that is not done is spoken of."""
_NOTHING: Final = (
    "No round is graded yet. Practise one, and it stands here: where each dimension goes, what keeps "
    "missing, and how well you judge yourself."
)


class ProgressScreen(Page):
    """What the saved rounds say together."""

    CSS_PATH = "progress.tcss"
    HELP = (
        "Each dimension's trend over your newest rounds, and below it a line for each kind of round, a bar a "
        "round, with the last level and how unsure it is. A trend is called rising or falling only where its "
        "whole interval is; else it says that it is not clear. Rounds that another rubric, another grader or "
        "another version graded are never put into one line. Then: your guesses against the scorecard, the "
        "signals most often missing in your last answers, flags that fade or persist, and the time."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,d", "drill", "drill", tooltip="Five minutes on what is missing"),
        Binding("r", "app.saved", "rounds", tooltip="Saved rounds and samples"),
        Binding("ctrl+s", "export", "export", tooltip="Save as text in the current folder"),
        Binding("escape", "leave", "back", tooltip="Back to where you came from"),
        Binding("j,down", "line(1)", "Scroll down", show=False),
        Binding("k,up", "line(-1)", "Scroll up", show=False),
        Binding("g", "end(False)", "To the top", show=False),
        Binding("G", "end(True)", "To the end", show=False),
    ]
    AUTO_FOCUS = "#figures"

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self._catalogue: Catalogue | None = None

    def body(self) -> Iterable[Widget]:
        """The figures, and on a wide window a side pane for those about habits."""
        with Horizontal(id="columns"):
            yield VerticalScroll(id="figures")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(id="habits")
        yield MoreLine()

    def on_mount(self) -> None:
        """Count, away from the event loop."""
        self.say_head("progress")
        self.query_one(MoreLine).follow(self._figures)
        self._load()

    def on_screen_resume(self) -> None:
        """Come back from a drill or a round: something may have changed."""
        if self._progress is not None:
            self._load()

    @property
    def _figures(self) -> VerticalScroll:
        return self.query_one("#figures", VerticalScroll)

    @work(exclusive=True, group="load", exit_on_error=False)
    async def _load(self) -> None:
        now = self.app.clock.now() if self.app.clock else datetime.now(UTC)
        try:
            around = await self.app.surroundings()
            counting = asyncio.ensure_future(
                asyncio.to_thread(progress_of, around.store, around.places.index, now)
            )
            done, _ = await asyncio.wait({counting}, timeout=_SLOW)
            if not done and self._progress is None:
                await self._say_reading(around)
            progress = await counting
            catalogue = await asyncio.to_thread(lambda: around.library.catalogue)
        except InterviewerError as error:
            self.app.tell(str(error))
            return
        if progress != self._progress:
            self._progress, self._catalogue = progress, catalogue
            await self._show(progress, catalogue)

    async def _say_reading(self, around: Surroundings) -> None:
        """Before the first index all rounds are read, which takes seconds where there are thousands."""
        count = len(await asyncio.to_thread(around.store.paths))
        await self._figures.mount(Row("", Content(f"Reading {plural(count, 'round')}.").stylize("$quiet")))

    async def _show(self, progress: Progress, catalogue: Catalogue) -> None:
        counts = f"{plural(progress.rounds, 'round')}, {progress.graded} graded"
        self.say_head("progress", (counts,))
        await self._figures.remove_children()
        if not progress.graded:
            await self._figures.mount(Row("", _NOTHING))
            return
        await self._figures.mount(Trends(self.marks, progress), *self._sections(progress, catalogue))
        blocks = _habits(progress, catalogue)
        self.query_one("#habits", Static).update(Content("\n\n").join(blocks))

    def _sections(self, progress: Progress, catalogue: Catalogue) -> Iterator[Row]:
        """Everything below the trends; what a wide window has beside them is marked so."""
        if new := begins_anew(progress):
            yield Row("begins anew", "\n".join(new), classes="section")
        if progress.missing:
            yield Row("most missing", _missing(progress, catalogue), classes="section")
        for label, lines in _habit_lines(progress, catalogue):
            yield Row(label, "\n".join(lines), classes="section beside")
        yield Row("time", self._time(progress), classes="section")

    def _time(self, progress: Progress) -> Content:
        time = progress.time
        kinds = ", ".join(f"{each.round} {duration(each.seconds)}" for each in time.rounds)
        text = Content(f"{duration(time.seconds)} in {plural(progress.rounds, 'round')}: {kinds}")
        bars, words = weeks(time, self.marks)
        if not bars:
            return text
        return text + Content(f"\n{bars}").stylize("$empty") + Content(f"  {words}").stylize("$quiet")

    def action_drill(self) -> None:
        """Open the drill that is due."""
        self.app.open_drill()

    def action_line(self, step: int) -> None:
        """Scroll by a line."""
        self._figures.scroll_relative(y=step, animate=False)

    def action_end(self, last: bool) -> None:  # noqa: FBT001  # an action's argument
        """Scroll to an end."""
        self._figures.scroll_to(y=self._figures.max_scroll_y if last else 0, animate=False)

    @work(exclusive=True, group="export", exit_on_error=False)
    async def action_export(self) -> None:
        """Save it as text."""
        if self._progress is None or self._catalogue is None:
            return
        text = progress_text(self._progress, self._catalogue)
        try:
            path = await asyncio.to_thread(write_new, Path.cwd(), "progress", text, ".txt")
        except InterviewerError as error:
            self.app.tell(str(error))
        else:
            self.app.tell(f"Written to {path.name}.")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()


def _missing(progress: Progress, catalogue: Catalogue) -> Content:
    lines = [
        Content(f"{signal_label(catalogue, each.signal):<46}")
        + Content(f"{each.missing:>2} of {each.of}").stylize("$quiet")
        for each in progress.missing[:_MISSING]
    ]
    return Content("\n").join(lines)


def _habit_lines(progress: Progress, catalogue: Catalogue) -> Iterator[tuple[str, list[str]]]:
    guessed = [f"{each.dimension}: {guess_words(each)}" for each in progress.self_judgment if each.answers]
    if guessed:
        yield "your own guess", guessed
    flags = [f"{catalogue.flag(each.flag).label}: {course_words(each)}" for each in progress.flags]
    if flags:
        yield "flags", flags


def _habits(progress: Progress, catalogue: Catalogue) -> Iterator[Content]:
    for label, lines in _habit_lines(progress, catalogue):
        yield Content(label).stylize("$quiet") + Content("\n") + Content("\n\n".join(lines))
