"""The home screen: what the last round taught, what to do next, and where the levels stand."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import OptionList, Static

from interviewer.model.words import Dimension
from interviewer.progress.summary import HISTORY, Summary, UnfinishedLoop
from interviewer.reports.due import due_words
from interviewer.reports.layout import plural
from interviewer.tui.drawing import history, level, with_quotes
from interviewer.tui.frame import Page
from interviewer.tui.gutter import LABEL, Row
from interviewer.tui.when import when
from interviewer.tui.widgets.choices import Choice, Choices

if TYPE_CHECKING:
    from interviewer.session.models import Chosen
    from interviewer.session.surroundings import Surroundings

_AFTER_PAINT: Final = 0.4
"""Seconds after which what was derived is checked against the saved rounds; typing comes first."""
_AT_ONCE: Final = 0.01
_HISTORY_WIDTH: Final = 17
_TITLE: Final = "pm interviewer"


class Home(Page):
    """Where the app begins."""

    HELP = (
        "What your last graded round taught, in your own words, and what to do next. A loop or round that "
        "was left stands first, with its draft. A drill is for what your answers lacked most. Below: each "
        "dimension's level over your last rounds, and where it is now. m chooses who interviews: offline, or "
        "a language model behind a key or a server of your own."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,down", "move", "move", key_display="↑↓", show=True, tooltip="Move in the list"),
        Binding("enter", "open", "open", tooltip="Open what is chosen"),
        Binding("p", "app.setup", "practise", tooltip="Practise a round"),
        Binding("s", "app.score", "score", tooltip="Score a pasted answer"),
        Binding("r", "app.saved", "replay", tooltip="Saved rounds and samples"),
        Binding("m", "model", "model", tooltip="Choose who interviews: offline or a language model"),
        Binding("slash", "app.command_palette", "search", show=False, tooltip="Search all actions"),
        Binding("escape", "nothing", "", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._summary = Summary()
        self._left_before = False
        self._looked = True
        """Whether what is shown was looked through since it last changed; until then enter waits."""
        self._first: str | None = None
        """The choice the cursor was on at the first paint."""
        self._entered: str | None = None
        """The choice that enter was pressed on before."""

    def body(self) -> Iterable[Widget]:
        """The last lesson, the choices, the levels."""
        with VerticalScroll(id="home", can_focus=False):
            yield Row("last round", "", id="last")
            yield Static(id="first")
            yield Choices(id="choices")
            yield Static(id="levels")

    def on_mount(self) -> None:
        """Show what was derived earlier at once, then look whether it still holds."""
        self.say_head(_TITLE)
        self.query_one("#first").auto_links = False
        self.show(self.app.summary)
        self.query_one(Choices).focus()
        self._looked = self.app.summary_holds
        self._first = self.query_one(Choices).chosen
        # Where a round was left since, what stands first may be another choice, and the sooner the better.
        self.set_timer(_AFTER_PAINT if self._looked else _AT_ONCE, self.check)

    def on_screen_resume(self) -> None:
        """Come back from another screen: something may have changed."""
        if self._left_before:
            self.say_head(_TITLE)
            # Marks may have changed in the settings; the rounds are looked at in a moment.
            self.show(self._summary)
            self.check()

    def on_screen_suspend(self) -> None:
        """Another screen opens over this one."""
        self._left_before = True

    @work(exclusive=True, group="summary", exit_on_error=False)
    async def check(self) -> None:
        """Derive the summary anew, away from the event loop, and show it where it differs."""
        from interviewer.model.errors import InterviewerError

        try:
            around = await self.app.surroundings()
        except InterviewerError as error:
            self.app.tell(str(error))
        else:
            now = await asyncio.to_thread(_derived, around, self.now)
            if now != self._summary:
                self.show(now)
        finally:
            self._looked = True
            self._open_entered()

    def show(self, summary: Summary) -> None:
        """Draw it."""
        before, fresh = self._summary, None
        if summary.unfinished is not None and before.unfinished != summary.unfinished:
            fresh = "continue"
        if summary.loop is not None and before.loop != summary.loop:
            fresh = "loop"
        choices, rows = self.query_one(Choices), self._choices(summary)
        if not self._looked and choices.chosen not in (None, self._first):
            fresh = None  # The cursor was moved before this was known; it stays.
        self._summary = summary
        last = summary.last
        row = self.query_one("#last", Row)
        row.display = last is not None
        if last is not None:
            told = with_quotes(last.headline, self.ink.mine)
            moment = Content(f"{last.round}, {when(last.at, self.now)}").stylize("$quiet")
            row.show("last round", told + Content("\n") + moment)
        self._show_first(summary)
        choices.offer(rows, fresh)
        self._show_levels(summary)

    @property
    def now(self) -> datetime:
        """The moment, for saying how long ago something was."""
        return self.app.clock.now() if self.app.clock else datetime.now(UTC)

    def _show_first(self, summary: Summary) -> None:
        first = self.query_one("#first", Static)
        first.display = not summary.rounds
        words = "A mock interview for product managers.\nNothing to set up: offline rounds work now. "
        model = Content("For a language model press m.").stylize(Style.from_meta({"@click": "screen.model"}))
        first.update(Content(words) + model)

    def _choices(self, summary: Summary) -> list[Choice]:
        rows = []
        if loop := summary.loop:
            rows.append(
                Choice("loop", "Continue", Content(_of_loop(loop)).stylize("not bold"), _in_loop(loop))
            )
        if left := summary.unfinished:
            place = f"{left.round}, question {left.question} of {left.questions}"
            if left.draft_words:
                place += ", a draft"
            rows.append(
                Choice("continue", "Continue", Content(place).stylize("not bold"), _left(left.seconds_left))
            )
        saved = (
            plural(summary.rounds, "round") if summary.rounds else "three sample rounds, to see how it goes"
        )
        rows += [
            Choice("practise", "Practise", "a round, or the whole loop"),
            *self._drill(summary),
            Choice("score", "Score", "paste an answer, get a scorecard"),
            Choice("saved", "Replay", saved),
        ]
        if summary.rounds:
            rows.append(Choice("progress", "Progress", "where your levels go, what keeps missing"))
        rows.append(Choice("settings", "Settings", "who interviews, colours, folders"))
        return rows

    def _drill(self, summary: Summary) -> Iterable[Choice]:
        if drill := summary.drill:
            about = Content(f"drill: {drill.title}").stylize("not bold")
            gives = "Five minutes" if drill.seconds > 90 else "One minute"
            yield Choice("drill", gives, about, due_words(drill.due, self.now))

    def _show_levels(self, summary: Summary) -> None:
        table = self.query_one("#levels", Static)
        table.display = bool(summary.levels)
        most = max((len(levels) for levels in summary.levels.values()), default=0)
        named = {1: "last round", HISTORY: "last six rounds"}.get(most, "last rounds")
        lines = [Content(f"{'':<{LABEL}}{named:<{_HISTORY_WIDTH}}now").stylize("$quiet")]
        for name in Dimension:
            levels = summary.levels.get(name, ())
            bars = history(self.marks, levels)
            space = Content(" " * (_HISTORY_WIDTH - bars.cell_length))
            lines.append(
                Content(f"{name:<{LABEL}}") + bars + space + level(self.marks, levels[-1] if levels else None)
            )
        table.update(Content("\n").join(lines))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen, once it is known what there is to choose."""
        if self._looked:
            self._open(event.option_id)
        else:
            self._entered = event.option_id

    def _open_entered(self) -> None:
        """Open what enter was pressed on; on the first line that is what stands first now."""
        entered, self._entered = self._entered, None
        if entered is not None and self.app.screen is self:
            self._open(self.query_one(Choices).chosen if entered == self._first else entered)

    def _open(self, choice: str | None) -> None:
        match choice:
            case "continue" if self._summary.unfinished is not None:
                self.app.open_round(self._path(self._summary.unfinished.id))
            case "loop" if self._summary.loop is not None:
                self.app.open_loop(self.app.places.loops / f"{self._summary.loop.id}.jsonl")
            case "practise":
                self.app.action_setup()
            case "score":
                self.app.action_score()
            case "saved":
                self.app.action_saved()
            case "drill":
                self.app.open_drill(self._summary.drill.id if self._summary.drill else None)
            case "progress":
                self.app.action_progress()
            case "settings":
                self.app.action_settings()
            case _:
                pass

    def _path(self, name: str) -> Path:
        return self.app.places.transcripts / f"{name}.jsonl"

    def action_open(self) -> None:
        """Open what is chosen."""
        self.query_one(Choices).action_select()

    def action_move(self) -> None:
        """Move on."""
        self.query_one(Choices).action_cursor_down()

    def action_model(self) -> None:
        """Choose who interviews."""
        from interviewer.tui.screens.model import choose_model

        choose_model(self.app, _TITLE, kept=True, on_chosen=self._keep_model)

    @work(exclusive=True, group="model", exit_on_error=False)
    async def _keep_model(self, chosen: Chosen) -> None:
        from interviewer.tui.screens.model import keep_model

        await keep_model(self.app, chosen)
        self.say_head(_TITLE)

    def action_nothing(self) -> None:
        """Esc leaves a screen, and there is none under this one."""


def _of_loop(loop: UnfinishedLoop) -> str:
    if not loop.round:
        return "the loop: the committee is next"
    return f"the loop: {loop.round}, {'begun' if loop.begun else 'next'}"


def _in_loop(loop: UnfinishedLoop) -> str:
    return f"round {loop.place} of {loop.of}" if loop.round else "all rounds held"


def _derived(around: Surroundings, now: datetime) -> Summary:
    from interviewer.session.drilling import due_drill
    from interviewer.session.summarise import refresh_summary

    return refresh_summary(around.store, around.places.summary, around.loops, due_drill(around, now))


def _left(seconds: int) -> str:
    if seconds < 0:
        return f"{-seconds // 60} min over"
    return f"{seconds // 60} min left" if seconds >= 60 else "under a minute left"
