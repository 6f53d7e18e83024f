"""A saved round again: what was said, when it told something, and the scorecard as it grew."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from interviewer.interview.state import RoundState
from interviewer.tui.frame import MoreLine, Page
from interviewer.tui.screens import replay_words
from interviewer.tui.screens.notes import Notes
from interviewer.tui.widgets.replayed import Replayed
from interviewer.tui.widgets.so_far import SoFar
from interviewer.tui.widgets.track import Track

if TYPE_CHECKING:
    from interviewer.session.replaying import Levels, Replay
    from interviewer.session.surroundings import Surroundings

_TICK: Final = 0.1
"""Seconds between two looks at the clock while it plays."""
_SPEEDS: Final = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
_USUAL: Final = 1.0


class ReplayScreen(Page):
    """A saved round, played or stepped through."""

    HELP = replay_words.HELP
    CSS_PATH = "replay.tcss"
    BINDINGS = replay_words.KEYS

    def __init__(self, path: Path, speed: float | None = None) -> None:
        super().__init__()
        self._path = path
        self._speed = speed or _USUAL
        self._begin_playing = speed is not None
        self._replay: Replay | None = None
        self._levels: tuple[Levels | None, ...] = ()
        self._watched = 0.0
        self._step = -1
        self._saying: tuple[int, int] | None = None
        self._since: float | None = None
        """What the steady clock said when the replay last moved; None while it stands."""

    def body(self) -> Iterable[Widget]:
        """The conversation, what it showed so far, and the track."""
        with Horizontal(id="upper"):
            with Vertical(id="talk"):
                yield Replayed(self.ink, id="conversation")
                yield MoreLine()
            yield SoFar(id="side")
        yield Track(id="track")

    def on_mount(self) -> None:
        """Read the round, away from the event loop."""
        self._timer = self.set_interval(_TICK, self.tick, pause=True)
        self.say_head("replay", (self._path.stem,))
        self.query_one("#side").visible = self.query_one("#track").visible = False
        self.query_one(MoreLine).follow(self._conversation)
        self.load()

    def on_resize(self) -> None:
        """The side pane is a key of narrow windows only."""
        self.call_after_refresh(self.refresh_bindings)

    def on_screen_suspend(self) -> None:
        """Another screen opens over this one: the clock waits for the user."""
        self.action_pause()

    @property
    def _conversation(self) -> Replayed:
        return self.query_one(Replayed)

    @work(exclusive=True, group="load", exit_on_error=False)
    async def load(self) -> None:
        """Read the round and show its first question; then find the levels on the way."""
        from interviewer.model.errors import InterviewerError

        try:
            around = await self.app.surroundings()
            replay = await asyncio.to_thread(_read, around, self._path)
        except InterviewerError as error:
            self.app.tell(str(error))
            self.dismiss()
            return
        if not replay.steps:
            self.app.tell("Nothing was said in this round.")
            self.dismiss()
            return
        self._show_round(replay)
        self._levels = await asyncio.to_thread(lambda: replay.levels)
        self._show_side()
        self.keep_loaded()

    def _show_round(self, replay: Replay) -> None:
        self._replay = replay
        self._conversation.lay(replay)
        moments = replay.timing.moments
        self.query_one(Track).lay(replay.marks, moments[-1])
        self.query_one("#side").visible = self.query_one("#track").visible = True
        self.go(replay.timing.starts[replay.start])
        if self._begin_playing:
            self.action_play()
        self.refresh_bindings()

    # Time.

    @property
    def playing(self) -> bool:
        """Whether it runs."""
        return self._since is not None

    @property
    def at_end(self) -> bool:
        """Whether all was shown."""
        return self._replay is not None and self._step == len(self._replay.steps) - 1

    def _steady(self) -> float:
        return self.app.clock.steady() if self.app.clock else time.monotonic()

    def tick(self) -> None:
        """Move on by the time that has passed."""
        if self._since is None or self._replay is None:
            return
        now = self._steady()
        gone, self._since = now - self._since, now
        if gone:
            self.go(min(self._replay.timing.length, self._watched + gone * self._speed))
        if self.at_end:
            self.action_pause()

    def go(self, watched: float) -> None:
        """Show the round as it stands after so many seconds of watching."""
        replay = self._replay
        if replay is None:
            return
        self._watched = watched
        step = max(1, replay.timing.reached(watched)) - 1
        saying = replay.being_said(watched)
        self.query_one(Track).go(replay.timing.clock_at(watched), step)
        if (step, saying) != (self._step, self._saying):
            moved = step != self._step
            self._step, self._saying = step, saying
            self._conversation.go(step, saying, reading=not self.playing)
            if moved:
                self._show_side()
                self._say_last(replay)
        self._show_head(replay)

    def _say_last(self, replay: Replay) -> None:
        self._conversation.say_last(replay_words.last_words(replay) if self.at_end else "")

    def _show_side(self) -> None:
        replay = self._replay
        if replay is None:
            return
        side = self.query_one(SoFar)
        awaited = replay.has_card(self._step) and not self._levels
        side.show_levels(self._levels[self._step] if self._levels else None, awaited=awaited)
        side.show_heard(replay.heard_by(self._step), replay.notes_by(self._step))

    def _show_head(self, replay: Replay) -> None:
        now = self.app.clock.now() if self.app.clock else datetime.now(UTC)
        pace = replay_words.pace(self._speed, self.marks, playing=self.playing, at_end=self.at_end)
        rights = (f"{pace}   {replay_words.who(replay.header, self.marks.dot)}", pace)
        quiet = tuple(Content(words).stylize("$quiet") for words in rights)
        self.say_head("replay", replay_words.place(replay, self._step, now), quiet)

    # What the user can do.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done just now."""
        match action:
            case "play":
                return not self.playing
            case "pause":
                return self.playing
            case "scorecard":
                return self._replay is not None and self._replay.graded
            case "side":
                return not self.has_class("-wide")
            case _:
                return True

    def action_play(self) -> None:
        """Let the clock run; from the end, start again."""
        if self._replay is None:
            return
        if self.at_end:
            self.action_end(-1)
        self._since = self._steady()
        self._timer.resume()
        self._changed()

    def action_pause(self) -> None:
        """Stop the clock."""
        if self._since is not None:
            self._since = None
            self._timer.pause()
            self._changed()

    def _changed(self) -> None:
        if self._replay is not None:
            self._show_head(self._replay)
        self.refresh_bindings()

    def _jump(self, step: int) -> None:
        if self._replay is not None:
            last = len(self._replay.steps) - 1
            self.go(self._replay.timing.starts[min(max(step, 0), last)])

    def action_turn(self, by: int) -> None:
        """Go on or back by a turn; back within one is its beginning."""
        within = self._saying is not None and by < 0
        self._jump(self._step if within else self._step + by)

    def action_mark(self, by: int, kind: str = "") -> None:
        """Go to the next mark or the one before; of one kind where it is named."""
        if self._replay is not None:
            wanted = {mark.step for mark in self._replay.marks if kind in {"", mark.kind}}
            steps = sorted(wanted, reverse=by < 0)
            there = next((step for step in steps if (step - self._step) * by > 0), None)
            if there is not None:
                self._jump(there)
            elif kind:
                self.app.tell(replay_words.NO_MORE[by > 0].format(kind=kind))

    def action_end(self, which: int) -> None:
        """Go to the first turn or the last."""
        if self._replay is not None:
            self._jump(self._replay.start if which < 0 else len(self._replay.steps) - 1)

    def action_speed(self, times: float) -> None:
        """Play so many times as fast as it was."""
        self._speed = float(times)
        self._changed()

    def action_faster(self) -> None:
        """The next speed up; after the fastest, the slowest."""
        self.action_speed(next((each for each in _SPEEDS if each > self._speed), _SPEEDS[0]))

    def action_scroll(self, lines: int) -> None:
        """Scroll the conversation."""
        page = self._conversation.size.height if abs(lines) > 1 else 1
        self._conversation.scroll_relative(y=page if lines > 0 else -page, animate=False)

    def action_side(self) -> None:
        """Show or hide what was heard so far, where there is no room beside the conversation."""
        side = self.query_one(SoFar)
        side.toggle_class("-open")
        self.call_after_refresh(side.show_latest)

    def action_scorecard(self) -> None:
        """Open the scorecard."""
        self.app.open_scorecard(self._path)

    def action_notes(self) -> None:
        """What was told in the round, and one's notes, with a line to add one."""
        self._open_notes(0)

    def action_edit_note(self, number: int = 0) -> None:
        """Change that note; unless it is named, the last one up to this turn."""
        if self._replay is None:
            return
        so_far = self._replay.notes_by(self._step)
        if number := number or (so_far[-1].number if so_far else 0):
            self._open_notes(number)
        else:
            self.app.tell("There is no note up to this turn. n keeps one.")

    def _open_notes(self, number: int) -> None:
        if self._replay is not None:
            self.app.push_screen(Notes(lambda: self._state, self._add_note, self._change_note, number))

    @property
    def _state(self) -> RoundState:
        return self._replay.state if self._replay else RoundState()

    def _add_note(self, text: str) -> None:
        from interviewer.session.noting import add_note

        seconds = self._replay.timing.clock_at(self._watched) if self._replay else 0.0
        self._keep(lambda around: add_note(around.store, self._path, text, seconds))

    def _change_note(self, number: int, text: str) -> None:
        from interviewer.session.noting import change_note

        self._keep(lambda around: change_note(around.store, self._path, number, text))

    @work(group="notes", exit_on_error=False)
    async def _keep(self, write: Callable[[Surroundings], None]) -> None:
        """Write a note to the round, and show its notes as they are now."""
        from interviewer.model.errors import InterviewerError

        try:
            around = await self.app.surroundings()
            await asyncio.to_thread(write, around)
            replay = await asyncio.to_thread(_read, around, self._path)
        except InterviewerError as error:
            self.app.tell(str(error))
            return
        if self._replay is not None:
            self._replay.state = replay.state
        self._show_side()
        if isinstance(self.app.screen, Notes):
            self.app.screen.refresh_lists()

    def action_regrade(self) -> None:
        """Grade the round again by another rubric or model, and see what changes."""
        from interviewer.tui.screens.regrade import RegradeScreen

        if self._replay is not None:
            self.app.push_screen(RegradeScreen(self._path, self._read_again))

    @work(exclusive=True, group="load", exit_on_error=False)
    async def _read_again(self) -> None:
        """The round with its new scorecards, at the same place."""
        around = await self.app.surroundings()
        replay = await asyncio.to_thread(_read, around, self._path)
        self._replay, self._levels = replay, ()
        self._conversation.lay_again(replay)
        self.query_one(Track).lay(replay.marks, replay.timing.moments[-1])
        self._levels = await asyncio.to_thread(lambda: replay.levels)
        self._show_side()
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Close the panel if it is open, else leave."""
        side = self.query_one("#side")
        if side.has_class("-open") and not self.has_class("-wide"):
            side.remove_class("-open")
        else:
            self.dismiss()

    @work(exclusive=True, group="export", exit_on_error=False)
    async def action_export(self) -> None:
        """Write the round and its scorecards as Markdown, never over another file."""
        from interviewer.model.errors import InterviewerError
        from interviewer.tui.exports import write_round

        try:
            around = await self.app.surroundings()
            path = await asyncio.to_thread(write_round, around.library, self._path)
        except InterviewerError as error:
            self.app.tell(str(error))
        else:
            self.app.tell(f"Written to {path}")

    @on(Track.Chosen)
    def _chosen(self, event: Track.Chosen) -> None:
        if self._replay is None:
            return
        if event.step is not None:
            self._jump(event.step)
        else:
            self.go(self._replay.timing.watched_at(event.seconds))


def _read(around: Surroundings, path: Path) -> Replay:
    from interviewer.session.replaying import Replay
    from interviewer.transcripts.read import read_transcript

    return Replay.of(around.library, read_transcript(path))
