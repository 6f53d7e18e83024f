"""A saved round graded again, by another rubric or model, and what that changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from interviewer.llm.protocol import StreamEvent, Waiting
from interviewer.model.errors import InterviewerError
from interviewer.model.words import OFFLINE
from interviewer.reports.attempts import card_changes
from interviewer.reports.comparison import stamped
from interviewer.reports.waiting import waiting
from interviewer.session.cast import make_scorer
from interviewer.session.options import Options
from interviewer.session.rescore import Regraded, check_rubric, rescore
from interviewer.transcripts.read import read_transcript
from interviewer.tui.frame import MoreLine, Page, after_keys
from interviewer.tui.gutter import Row
from interviewer.tui.screens.attempts import LOST
from interviewer.tui.widgets.moved import moved_levels

if TYPE_CHECKING:
    from textual.widget import Widget

    from interviewer.content.library import Library
    from interviewer.llm.protocol import Tell
    from interviewer.scoring.scorer import Scorer
    from interviewer.session.surroundings import Surroundings

_KEPT: Final = "What differs is saved with the round; the scorecards before it stay there too."
_SAVED: Final = "Saved with the round; the scorecards before it stay there too."
_NOT_KEPT: Final = "This round is a sample or lies elsewhere: nothing is saved with it."
_SAME: Final = "Nothing changed."


class RegradeScreen(Page):
    """Who grades and by what; Enter grades; below, the levels before and now."""

    CSS_PATH = "regrade.tcss"
    HELP = (
        "Grade the round again and see what changes. The grader is offline, or a model as in "
        "anthropic/MODEL, openai/MODEL or compatible/MODEL; then what you said goes there. The rubric is the "
        "round's own, or a file of yours. Enter grades. Levels stand as they were and as they are now, with "
        "what is newly heard and what no longer is."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "grade", "grade", tooltip="Grade it", priority=True),
        Binding("tab", "app.focus_next", "next line", tooltip="Go to the next line"),
        Binding("down", "line(1)", "", show=False, tooltip="Scroll down", priority=True),
        Binding("up", "line(-1)", "", show=False, tooltip="Scroll up", priority=True),
        Binding("escape", "leave", "back", tooltip="Back to the replay"),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, path: Path, on_kept: Callable[[], object]) -> None:
        super().__init__()
        self._path = path
        self._on_kept = on_kept
        self._busy = False

    def body(self) -> Iterable[Widget]:
        """The two lines to fill in, and what came of it."""
        with Vertical(id="form"):
            for name, hint in (("grader", OFFLINE), ("rubric", "the round's own, or the path of another")):
                with Horizontal(classes="line"):
                    yield Static(name, markup=False)
                    yield Input(placeholder=hint, compact=True, id=name)
        yield Row("", "", id="said")
        yield VerticalScroll(id="results", can_focus=False)
        yield MoreLine()

    def on_mount(self) -> None:
        """Name the grader that is set."""
        self.say_head("grade again", (self._path.stem,))
        self.query_one(MoreLine).follow(self.query_one("#results"))
        self.query_one("#grader", Input).value = OFFLINE
        own = self._path.parent == self.app.places.transcripts
        self._say(_KEPT if own else _NOT_KEPT)

    def _say(self, words: str) -> None:
        self.query_one("#said", Row).show("", Content(words).stylize("$quiet"))

    @after_keys
    def action_grade(self) -> None:
        """Grade it."""
        if not self._busy:
            self._grade()

    @work(exclusive=True, group="grade", exit_on_error=False)
    async def _grade(self) -> None:
        self._busy = True
        self._say_grading("")
        spec = self.query_one("#grader", Input).value.strip() or OFFLINE
        rubric = self.query_one("#rubric", Input).value.strip()
        try:
            around = await self.app.surroundings()
            found = await _regraded(around, self._path, (spec, rubric), self._say_grading, self._tell)
        except InterviewerError as error:
            self._say(str(error))
            return
        finally:
            self._busy = False
        await self._show(found, around.library)
        if any(each.after != each.before for each in found):
            self._on_kept()

    def _say_grading(self, note: str) -> None:
        """That it is graded, and where words go."""
        self._say(f"Grading. {note[:1].upper()}{note[1:]}." if note else "Grading.")

    def _tell(self, event: StreamEvent) -> None:
        if isinstance(event, Waiting):
            self._say(waiting(event))

    async def _show(self, found: tuple[Regraded, ...], library: Library) -> None:
        same = all(each.before is not None and each.before == each.after for each in found)
        if not found:
            self._say("Nothing was answered in this round, so there is nothing to grade.")
        else:
            own = self._path.parent == self.app.places.transcripts
            self._say(_SAME if same else _SAVED if own else _NOT_KEPT)
        results = self.query_one("#results", VerticalScroll)
        await results.remove_children()
        await results.mount_all([row for each in found for row in self._rows(each, library)])
        results.scroll_home(animate=False)

    def _rows(self, each: Regraded, library: Library) -> Iterator[Widget]:
        before, after = each.before, each.after
        titles = (f"question {each.question + 1}", "before", "now")
        yield Static(moved_levels(before, after, self.marks, titles), classes="levels")
        for label, words in card_changes(before, after, library.catalogue) if before else ():
            name = Content(label).stylize("$lacking" if label in LOST else "$quiet")
            yield Row(name, words)
        if before:
            yield Row("graded before", Content(stamped(before)).stylize("$quiet"))
        yield Row("graded now", Content(stamped(after)).stylize("$quiet"))

    def action_line(self, by: int) -> None:
        """Scroll the results."""
        self.query_one("#results").scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Back to the replay."""
        self.dismiss()


async def _regraded(
    around: Surroundings,
    path: Path,
    by: tuple[str, str],
    begun: Callable[[str], object],
    tell: Tell,
) -> tuple[Regraded, ...]:
    library = around.library
    spec, rubric = by

    def make() -> Scorer:
        file = Path(rubric).expanduser() if rubric else None
        check_rubric(library, file, transcript)
        return make_scorer(library, spec, file, options=Options.of(around.settings))

    transcript = await asyncio.to_thread(read_transcript, path)
    scorer = await asyncio.to_thread(make)
    begun(scorer.note)
    try:
        own = path.parent == around.store.folder
        return await rescore(library, scorer, transcript, keep=own, tell=tell)
    finally:
        await scorer.aclose()
