"""The conversation of a replay: the turns up to a step, and the one that is being said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive

from interviewer.tui.drawing import with_quotes
from interviewer.tui.gutter import Gutter, Row
from interviewer.tui.widgets.past import Past

if TYPE_CHECKING:
    from interviewer.session.replaying import Replay, Step
    from interviewer.tui.look import Ink


_LIVE: Final = 8
"""Turns at the end that are a row each at least: they can be selected."""
_CHAPTER: Final = 6
"""Turns by which the rows move on together."""
_ROWS: Final = _LIVE + _CHAPTER


class Replayed(VerticalScroll):
    """Stands on the track; what counts in the candidate's words is lit once it was said."""

    DEFAULT_CSS = """
    Replayed { align-vertical: bottom; height: 1fr; scrollbar-size: 0 0; }
    Replayed > Row { margin: 0 0 1 0; }
    Replayed > Past { padding: 0; }
    """
    can_focus = False
    virtual_size = Reactive(Size(0, 0))  # as in `Past`

    def __init__(self, ink: Ink, *, id: str | None = None) -> None:  # noqa: A002  # Textual's own word
        super().__init__(id=id)
        self._ink = ink
        self._replay: Replay | None = None
        self._past = Past(self._past_gutter)
        self._first = 0
        """The turn in the first row; those before it are past."""
        self._rows: list[Row] = []
        self._step = -1
        self._partly = -1
        self._reading = False
        """Whether nothing moves by itself."""

    def on_mount(self) -> None:
        """Stay at the end, and say what is awaited."""
        self.anchor()
        self.mount(Row("", _quiet("Reading the round."), id="before"))

    def lay(self, replay: Replay) -> None:
        """Take up a round; above its first turn stands what has to be known of it."""
        self._replay = replay
        self.query_one("#before").remove()
        if sample := replay.header.sample:
            self.mount(Row("sample", _quiet(f"{sample.title}. {sample.about}")))
        if replay.torn:
            self.mount(Row("note", _quiet(f"{replay.torn[:1].upper()}{replay.torn[1:]}.")))
        self._rows = [Row("", "") for _ in range(min(_ROWS, len(replay.steps)))]
        self._draw_all()
        self.mount(self._past, *self._rows)

    def lay_again(self, replay: Replay) -> None:
        """Take up the same round with other scorecards."""
        self._replay = replay
        self._past.draw_again()
        self._draw_all()

    def go(self, step: int, being_said: tuple[int, int] | None, *, reading: bool) -> None:
        """Show the turns up to a step and as much of the next as was said.

        With `reading`, nothing moves by itself: a turn longer than the window is shown from its beginning.
        """
        if self._replay is None:
            return
        number, characters = being_said or (-1, 0)
        stale = {self._newest(self._step), self._newest(step), self._partly} - {-1, number}
        self._step, self._partly = step, number
        count = max(step, number) + 1
        if not self._first + min(_LIVE, self._first) <= count <= self._first + _ROWS:
            self._first = max(0, count - _LIVE - _CHAPTER // 2)
            self._past.show(self._first)
            self._draw_all()
        else:
            for at in stale:
                self._draw(at)
        for at, row in enumerate(self._rows, self._first):
            row.display = at <= step or at == number
        if number >= 0:
            self._draw(number, characters)
        self._reading = reading
        self._show_newest()

    def on_resize(self) -> None:
        """The newest turn stays in view."""
        self._show_newest()

    def _show_newest(self) -> None:
        if self._reading and self._rows:
            self.anchor()
            self.call_after_refresh(self._show_beginning, self._rows[self._step - self._first])

    def say_last(self, words: str) -> None:
        """Say something under the last turn; nothing takes it away again."""
        for row in self.query("#after"):
            row.remove()
        if words:
            self.mount(Row("", _quiet(words), id="after"))

    def _newest(self, step: int) -> int:
        """The candidate's newest turn at that step; -1 where there is none."""
        steps = self._replay.steps if self._replay else ()
        return next((at for at in range(step, -1, -1) if steps[at].turn.who == "candidate"), -1)

    def _draw_all(self) -> None:
        for at in range(self._first, self._first + len(self._rows)):
            self._draw(at)

    def _draw(self, at: int, characters: int | None = None) -> None:
        if self._replay is not None and self._first <= at < min(
            self._first + len(self._rows), len(self._replay.steps)
        ):
            here = at == self._newest(self._step)
            step = self._replay.steps[at]
            gutter = step_gutter(step, self._ink, here=here, characters=characters)
            self._rows[at - self._first].show_gutter(gutter)

    def _past_gutter(self, at: int) -> Gutter:
        assert self._replay is not None
        return step_gutter(self._replay.steps[at], self._ink)

    def _show_beginning(self, row: Row) -> None:
        if row.is_attached and row.outer_size.height > self.size.height:
            self.release_anchor()
            self.scroll_to_widget(row, top=True, animate=False, immediate=True)


def step_gutter(step: Step, ink: Ink, *, here: bool = False, characters: int | None = None) -> Gutter:
    """One turn on the grid, or as many of its characters as were said; `here` is the candidate's newest."""
    if step.turn.who == "candidate":
        words = own_words(step, ink, here=here, characters=characters)
        return Gutter(Content("you").stylize("$mine"), words)
    words = with_quotes(step.text, ink.mine) if step.turn.quote else Content(step.text)
    return Gutter(_quiet("interviewer"), words)


def own_words(step: Step, ink: Ink, *, here: bool, characters: int | None = None) -> Content:
    """The candidate's words with what counts lit, or as many characters as were said."""
    end = len(step.text) if characters is None else characters
    words = Content(step.text[:end])
    flag = ink.flag_here if here else ink.flag
    for lit in step.lit:
        if lit.end <= end:
            words = words.stylize(flag if lit.kind == "flag" else ink.evidence, lit.start, lit.end)
    return words


def _quiet(words: str) -> Content:
    return Content(words).stylize("$quiet")
