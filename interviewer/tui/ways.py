"""The ways from screen to screen. A screen is imported when it is first opened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.app import App

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.model.words import JobLevel
    from interviewer.session.attempts import TwoAttempts
    from interviewer.session.clock import Clock
    from interviewer.session.loop import LoopSession
    from interviewer.session.loop_plan import LoopWish
    from interviewer.session.plan import Wish
    from interviewer.session.review import Reviewed
    from interviewer.session.round import Cast, RoundSession
    from interviewer.session.surroundings import Surroundings


class Ways(App[None]):
    """What opens screens, and the sessions behind them."""

    clock: Clock | None
    """A clock to use in place of the machine's own."""

    async def surroundings(self) -> Surroundings:
        """Settings, content and saved rounds.

        Raises:
            UsageError: when a setting does not hold up.
        """
        raise NotImplementedError

    def tell(self, words: str) -> None:
        """Say something that went wrong or was done, for a few seconds."""
        raise NotImplementedError

    def open_setup(self, question: str | None = None, round_id: str | None = None) -> None:
        """Choose a round; a question or round that is named is chosen already."""
        from interviewer.tui.screens.setup import Setup

        self.push_screen(Setup(question=question, round_id=round_id))

    def begin_round(self, wish: Wish) -> None:
        """Begin a new round."""
        self._open_session(lambda around: self._started(around, wish))

    def try_again(self, question: str, round_id: str) -> None:
        """Begin a round of that question alone, at the usual level and length: an id, or the words asked."""

        def start(around: Surroundings) -> RoundSession:
            from interviewer.session.plan import Wish
            from interviewer.session.recent import new_seed

            usual = around.settings
            wish = Wish(
                round=round_id, question=question, level=usual.level, minutes=usual.minutes, seed=new_seed()
            )
            return self._started(around, wish)

        self._open_session(start)

    def _started(self, around: Surroundings, wish: Wish) -> RoundSession:
        from interviewer.session.plan import plan_round
        from interviewer.session.round import RoundSession

        return RoundSession.start(self._cast(around), around.store, plan_round(around.library, wish))

    def open_round(self, path: Path) -> None:
        """Go on with a round that was left; with its loop, where it is a round of one that is not over."""

        def resume(around: Surroundings) -> RoundSession | LoopSession:
            from interviewer.session.loop_left import loop_of
            from interviewer.session.round import RoundSession

            if (loop := loop_of(around.loops, path)) is not None:
                return self._resumed_loop(around, loop)
            session, transcript = RoundSession.resume(self._cast(around), path)
            if transcript.torn:
                self.call_from_thread(self.tell, f"{path.stem}: {transcript.torn}")
            return session

        self._open_session(resume)

    def begin_loop(self, level: JobLevel | None = None, wish: LoopWish | None = None) -> None:
        """Begin a loop: as wished, else a whole one, at the usual level unless another is given."""

        def start(around: Surroundings) -> LoopSession:
            from interviewer.session.loop import LoopSession
            from interviewer.session.loop_plan import LoopWish, plan_loop
            from interviewer.session.recent import new_seed

            wanted = wish or LoopWish(level=level or around.settings.level, seed=new_seed())
            plan = plan_loop(around.library, wanted)
            return LoopSession.start(self._cast(around), around.store, around.loops, plan)

        self._open_session(start)

    def open_loop(self, path: Path) -> None:
        """Go on with a loop that was left."""
        self._open_session(lambda around: self._resumed_loop(around, path))

    def _resumed_loop(self, around: Surroundings, path: Path) -> LoopSession:
        from interviewer.session.loop import LoopSession

        session, record = LoopSession.resume(self._cast(around), around.store, path)
        if record.torn:
            self.call_from_thread(self.tell, f"{path.stem}: {record.torn}")
        return session

    def _cast(self, around: Surroundings) -> Cast:
        return around.cast(self.clock)

    @work(exclusive=True, group="opening", exit_on_error=False)
    async def _open_session(self, make: Callable[[Surroundings], RoundSession | LoopSession]) -> None:
        """Make a session away from the event loop and show it; what goes wrong is said and nothing opens."""
        from interviewer.model.errors import InterviewerError

        try:
            around = await self.surroundings()
            session = await asyncio.to_thread(make, around)
        except InterviewerError as error:
            self.tell(str(error))
            return
        # Imported only now, when it is there already: two threads that import at the same time can miss each
        # other's packages for an instant.
        from interviewer.session.round import RoundSession

        if isinstance(session, RoundSession):
            from interviewer.tui.screens.interview import Interview

            self.push_screen(Interview(session))
        else:
            from interviewer.tui.screens.loop import LoopScreen

            self.push_screen(LoopScreen(session, around.library))

    def switch_to_scorecard(self, path: Path) -> None:
        """The scorecards of the round that has just ended, in its place."""
        from interviewer.tui.screens.scorecard import ScorecardScreen

        self.switch_screen(ScorecardScreen.of_transcript(path))

    def open_scorecard(self, path: Path) -> None:
        """The scorecards of a saved round."""
        from interviewer.tui.screens.scorecard import ScorecardScreen

        self.push_screen(ScorecardScreen.of_transcript(path))

    def open_replay(self, path: Path, speed: float | None = None) -> None:
        """A saved round again; with a speed it plays at once, that many times as fast."""
        from interviewer.tui.screens.replay import ReplayScreen

        self.push_screen(ReplayScreen(path, speed))

    def open_committee(self, paths: Sequence[Path]) -> None:
        """A committee over these rounds."""
        from interviewer.tui.screens.committee import CommitteeScreen

        self.push_screen(CommitteeScreen(paths))

    @work(exclusive=True, group="opening", exit_on_error=False)
    async def open_committee_around(self, path: Path | None = None) -> None:
        """A committee over a round and the newest of each other kind; without one, over the newest of all."""
        from interviewer.model.errors import InterviewerError
        from interviewer.session.loop_so_far import loop_so_far

        try:
            around = await self.surroundings()
            paths = await asyncio.to_thread(loop_so_far, around.store, path)
        except InterviewerError as error:
            self.tell(str(error))
            return
        self.open_committee(paths)

    def action_setup(self) -> None:
        """Choose a round."""
        self.open_setup()

    def action_loop(self) -> None:
        """A whole loop."""
        self.begin_loop()

    def action_score(self) -> None:
        """Paste an answer and have it graded."""
        from interviewer.tui.screens.paste import Paste

        self.push_screen(Paste())

    def open_drill(self, wanted: str | None = None) -> None:
        """Five minutes on one thing: the drill that is due, or the one that is named."""
        from interviewer.tui.screens.drill import DrillScreen

        self.push_screen(DrillScreen(wanted))

    def open_attempts(self, path: Path) -> None:
        """The answers of a saved round beside earlier tries at the same questions."""
        from interviewer.tui.screens.attempts import AttemptsScreen

        self.push_screen(AttemptsScreen.of_round(path))

    def open_rewrite(self, reviewed: Reviewed, path: Path | None, sentence: int = 0) -> None:
        """Say a graded answer in other words, beginning at that sentence or at the weakest."""
        from interviewer.tui.screens.rewrite import RewriteScreen

        self.push_screen(RewriteScreen(reviewed, path, sentence))

    def open_example(self, reviewed: Reviewed) -> None:
        """One strong answer beside one's own."""
        from datetime import UTC, datetime

        from interviewer.session.example import beside_example
        from interviewer.tui.screens.example import ExampleScreen

        def find(around: Surroundings) -> tuple[TwoAttempts, ...]:
            return (beside_example(around.library, reviewed, datetime.now(UTC)),)

        self.push_screen(ExampleScreen(find, "There is no example to this question."))

    def action_progress(self) -> None:
        """Where the levels go, what keeps missing."""
        from interviewer.tui.screens.progress import ProgressScreen

        self.push_screen(ProgressScreen())

    def action_saved(self) -> None:
        """Saved rounds and samples: replay, scorecard, delete."""
        from interviewer.tui.screens.saved import Saved

        self.push_screen(Saved())

    def action_settings(self) -> None:
        """Who interviews, how it looks, where things lie."""
        from interviewer.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def action_help(self) -> None:
        """Explain the screen that is open."""
        from interviewer.tui.screens.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help.of(self.screen))

    def action_command_palette(self) -> None:
        """All actions, by name."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="Search all actions", id="--command-palette"))
