"""Saved rounds and samples: go on, replay, look at the scorecard, export, delete."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from interviewer.evidence.characters import visible
from interviewer.model.errors import InterviewerError
from interviewer.reports.layout import plural
from interviewer.session.saved import SavedRound, look_into, sample_rounds, saved_rounds
from interviewer.session.saved_loops import SavedLoop, saved_loops
from interviewer.tui.drawing import with_quotes
from interviewer.tui.screens.lines import BLANK, Lines
from interviewer.tui.screens.saved_words import outcome, result
from interviewer.tui.when import when
from interviewer.tui.widgets.choices import Choice, Choices
from interviewer.tui.widgets.search import fits, fitting

if TYPE_CHECKING:
    from interviewer.session.surroundings import Surroundings

_WHEN: Final = 15
"""Columns of the moment: `yesterday 22:41`."""
_ROUND: Final = 14
"""Columns of a round's name at least."""
_AT_ONCE: Final = 12
"""Files looked into before rows on the screen are drawn again; the others are drawn when all are known."""
_NEWEST: Final = 200
"""Rounds that are looked into without being on the screen, so that they can be searched."""
_MARGIN: Final = 10
_SAMPLES: Final = Choice("samples", "samples", disabled=True)
_BLANK: Final = Choice("before loops", "", disabled=True)
_LOOPS: Final = Choice("loops", "sample loops", disabled=True)


@dataclass(frozen=True)
class _Made:
    """A row as it was made, and what it can be found by; good while `of` and `picked` are the same."""

    of: SavedRound | SavedLoop
    picked: bool
    choice: Choice
    haystack: str


class Saved(Lines):
    """All rounds and loops, the newest first, then the samples."""

    HELP = (
        "Your saved rounds and loops, the newest first, and below them the samples. Enter goes on with what "
        "was left, plays any other round again, and opens the debrief of a loop that is over. Space picks "
        "rounds and d puts them before a committee; with none picked it gets this one and the newest of each "
        "other kind. A deleted round can be brought back with u until you leave the app, later with: "
        "interviewer transcripts restore."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", tooltip="Go on with an unfinished round, replay any other"),
        Binding("s", "scorecard", "scorecard", tooltip="The scorecards of this round"),
        Binding("space", "pick", "pick", tooltip="Pick this round for a committee, or let go of it"),
        Binding(
            "d",
            "debrief",
            "debrief",
            tooltip="A committee over what is picked, else over this and the newest",
        ),
        Binding("slash", "search", "search", tooltip="Search by round, question, date or result"),
        Binding("x,delete", "delete", "delete", tooltip="Delete this round; it can be restored"),
        Binding("u", "restore", "undo", tooltip="Bring the deleted round back"),
        Binding("e,ctrl+s", "export", "export", tooltip="Write this round to a Markdown file"),
        Binding("v", "replay", "replay", tooltip="Play this round again", show=False),
        Binding("c", "go_on", "continue", tooltip="Go on with this round", show=False),
        Binding("p", "app.setup", "practise", tooltip="Practise a round", show=False),
        Binding("escape", "leave", "back", tooltip="End the search, or go back"),
    ]
    SEARCH = "round, question, date or result"

    def __init__(self) -> None:
        super().__init__()
        self._own: list[str] = []
        self._samples: list[str] = []
        self._rounds: dict[str, SavedRound] = {}
        self._picked: list[str] = []
        """Rounds for a committee."""
        self._held: dict[str, SavedLoop] = {}
        self._loops: dict[str, Path] = {}
        """Sample loops, by their lines' ids."""
        self._read = False
        self._made: dict[str, _Made] = {}
        self._kind = _ROUND
        """Columns of the longest round's name."""
        self._now = datetime.now(UTC)

    def on_mount(self) -> None:
        """Read the folder."""
        self.say_head("saved rounds")
        self.watch(self.query_one(Choices), "scroll_y", self._scrolled, init=False)

    def on_screen_resume(self) -> None:
        """Come to this screen, or back to it: the folder may have changed."""
        self.load()

    @work(exclusive=True, group="list", exit_on_error=False)
    async def load(self) -> None:
        """List the folder away from the event loop; what the files tell comes after."""
        try:
            around = await self.app.surroundings()
            own, samples, held, loops = await asyncio.to_thread(_list, around)
        except InterviewerError as error:
            self.problem = str(error)
            self.show_note()
            return
        self._now = self.app.clock.now() if self.app.clock else datetime.now(UTC)
        known = {key: each for key, each in self._rounds.items() if each.graded}
        self._rounds = {_key(each): known.get(_key(each), each) for each in (*own, *samples)}
        self._held = {_key(each): each for each in held}
        self._own = _newest_first([*map(_key, own), *self._held])
        self._samples = [_key(each) for each in samples]
        self._loops = {str(path): path for path in loops}
        self._picked = [each for each in self._picked if each in self._rounds]
        self._kind = max([_ROUND, *(len(each.round) for each in own)])
        # Of thousands of rounds the rows take longer to make than a key may wait.
        self._made = await asyncio.to_thread(self._make_all, [*self._own, *self._samples])
        self._read = True
        self.show()
        self._look()

    def show(self, chosen: str | None = None) -> None:
        """Draw the list, and say how long it is."""
        super().show(chosen)
        count = len(self._own) - len(self._held)
        parts = [plural(count, "round")] if count else []
        parts += [plural(len(self._held), "loop")] if self._held else []
        parts += [f"{len(self._picked)} picked"] if self._picked else []
        self.say_head("saved rounds", (", ".join(parts),) if parts else ())
        self._look()

    def _scrolled(self) -> None:
        self._look()

    @work(exclusive=True, group="look", exit_on_error=False)
    async def _look(self) -> None:
        """Look into the files of the rows on the screen, then into the newest, a few at a time."""
        rows, later = self.query_one(Choices), []
        while waiting := self._unknown()[:_AT_ONCE]:
            seen = set(self._on_screen())
            found = await asyncio.to_thread(_look_into_all, waiting)
            self._rounds |= {_key(each): each for each in found}
            now = [each for each in map(_key, found) if each in seen]
            later += [each for each in map(_key, found) if each not in seen]
            if now or not self._unknown():
                rows.replace([self._line(each) for each in (*now, *later)])
                later.clear()
                self.show_note()

    def _on_screen(self) -> list[str]:
        """The rows in view, and a few above and below."""
        rows = self.query_one(Choices)
        top = max(0, int(rows.scroll_y) - _MARGIN)
        return [each.id for each in rows.options[top : top + rows.size.height + 2 * _MARGIN] if each.id]

    def _unknown(self) -> list[SavedRound]:
        wanted = [*self._on_screen(), *self._own[:_NEWEST]]
        found = [self._rounds[key] for key in wanted if key in self._rounds]
        return [each for each in found if not each.known]

    # What the list shows.

    def lines(self) -> Sequence[Choice]:
        """The rows that fit the search."""
        own, samples = self._fitting(self._own), self._fitting(self._samples)
        heading = [*([BLANK] if own else []), _SAMPLES] if samples else []
        loops = [each for each in map(self._loop_line, self._loops) if not self.words or self._fits(each)]
        return [*own, *heading, *samples, *([_BLANK, _LOOPS, *loops] if loops else [])]

    def _fits(self, choice: Choice) -> bool:
        return fits(self.words, f"{choice.name} {choice.about}")

    def _loop_line(self, key: str) -> Choice:
        return Choice(key, "loop", self._loops[key].stem.replace("-", " "), "four rounds, a committee")

    def _fitting(self, keys: list[str]) -> list[Choice]:
        fit = fitting(self.words)
        return [each.choice for each in map(self._row, keys) if fit(each.haystack)]

    def _line(self, key: str) -> Choice:
        return self._row(key).choice

    def _row(self, key: str) -> _Made:
        made, of, picked = self._made.get(key), self._of(key), key in self._picked
        if made is None or made.of is not of or made.picked is not picked:
            made = self._made[key] = self._make(key)
        return made

    def _of(self, key: str) -> SavedRound | SavedLoop:
        return self._held[key] if key in self._held else self._rounds[key]

    def _make_all(self, keys: Iterable[str]) -> dict[str, _Made]:
        return {key: self._make(key) for key in keys}

    def _make(self, key: str) -> _Made:
        of, picked = self._of(key), key in self._picked
        if isinstance(of, SavedLoop):
            moment = self._when(of.created)
            choice = Choice(key, moment, f"{'loop':<{self._kind}} {', '.join(of.rounds)}", outcome(of))
            return _Made(of, picked, choice, f"{moment} {choice.about} {outcome(of)} {of.headline}")
        moment, ended = self._when(of.created), result(of)
        if of.sample:
            name, about = of.round, of.sample.split(". ")[0]
        else:
            name, about = moment, f"{of.round:<{self._kind}} {', '.join(of.questions)}"
        right = (*(f"picked   {way}" for way in ended if way), "picked") if picked else ended
        parts = (of.path.stem, of.round, moment, *of.questions, of.prompt, of.sample, *ended, of.headline)
        return _Made(of, picked, Choice(key, name, about, right), " ".join(parts))

    def _when(self, created: datetime | None) -> str:
        if created is None:
            return "?"
        said = when(created, self._now)
        return said if len(said) <= _WHEN else f"{created.day} {created:%b %Y}"

    def note(self, line: str) -> tuple[str, Content | str]:
        """What was learnt, or what was asked."""
        if line in self._loops:
            return "", Content("Enter holds the debrief: votes, discussion, the rule.").stylize("$quiet")
        if line in self._held:
            return "", Content(visible(self._held[line].headline))
        saved = self._rounds[line]
        if saved.problem:
            return "cannot be read", Content(saved.problem)
        if saved.headline and not saved.sample:
            return "", with_quotes(saved.headline, self.ink.mine)
        return "", Content(saved.sample or saved.prompt).stylize("$quiet")

    def nothing(self) -> Content | str:
        """While the folder is read."""
        return super().nothing() if self._read or self.problem else "Reading the folder of saved rounds."

    # What can be done.

    @property
    def here(self) -> SavedRound | None:
        """The round the cursor is on."""
        return self._rounds.get(self.chosen or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What this round allows."""
        here = self.here
        own = here is not None and not here.sample
        match action:
            case "scorecard":
                return here is not None and here.graded
            case "go_on":
                return here is not None and own and not here.ended
            case "pick":
                return here is not None and here.ended and not here.problem
            case "debrief":
                return bool(self._picked) or (here is not None and here.ended and not here.problem)
            case "replay" | "export":
                return here is not None and not here.problem
            case "delete":
                return own
            case "restore":
                return bool(self.app.deleted)
            case _:
                return True

    def open_line(self, line: str) -> None:
        """Go on with it, or replay it; of a loop that is over, show the debrief."""
        if line in self._loops:
            self.app.open_committee([self._loops[line]])
        elif line in self._held:
            self._open_loop(self._held[line])
        else:
            self._with_known(line, self._open)

    def _open_loop(self, loop: SavedLoop) -> None:
        if not loop.over:
            self.app.open_loop(loop.path)
        elif loop.decision:
            self.app.open_committee([loop.path])
        else:
            self.app.tell("No committee met over this loop. Its rounds stand below, with their scorecards.")

    @work(exclusive=True, group="open", exit_on_error=False)
    async def _with_known(self, line: str, then: Callable[[SavedRound], None]) -> None:
        saved = self._rounds[line]
        if not saved.known:
            saved = await asyncio.to_thread(look_into, saved)
        if saved.problem:
            self.app.tell(saved.problem)
        else:
            then(saved)

    def _open(self, saved: SavedRound) -> None:
        if saved.ended or saved.sample:
            self.app.open_replay(saved.path)
        else:
            self.app.open_round(saved.path)

    def action_scorecard(self) -> None:
        """Its scorecards."""
        if self.here:
            self.app.open_scorecard(self.here.path)

    def action_pick(self) -> None:
        """Pick it for a committee, or let go of it."""
        if self.here:
            self._with_known(_key(self.here), self._pick)

    def _pick(self, saved: SavedRound) -> None:
        key = _key(saved)
        if key in self._picked:
            self._picked.remove(key)
        elif saved.ended:
            self._picked.append(key)
        else:
            self.app.tell("This round is not finished. Enter goes on with it.")
        self.show(key)

    def action_debrief(self) -> None:
        """A committee over the picked rounds, else over this one and the newest of each other kind."""
        if self._picked:
            self.app.open_committee([self._rounds[each].path for each in self._picked])
        elif self.here:
            self.app.open_committee_around(self.here.path)

    def action_replay(self) -> None:
        """Play it again."""
        if self.here:
            self.app.open_replay(self.here.path)

    def action_go_on(self) -> None:
        """Go on with it."""
        if self.here:
            self.app.open_round(self.here.path)

    @work(exclusive=True, group="change", exit_on_error=False)
    async def action_delete(self) -> None:
        """Delete it; it can be restored."""
        if (here := self.here) is None:
            return
        at = self._own.index(_key(here))
        try:
            around = await self.app.surroundings()
            await asyncio.to_thread(around.store.delete, here.path)
        except InterviewerError as error:
            self.app.tell(str(error))
            return
        self.app.deleted.append(here)
        self._picked = [each for each in self._picked if each != _key(here)]
        del self._own[at]
        following = self._own[at : at + 1] or self._own[-1:]
        self.show(following[0] if following else None)
        self.app.tell(f"Deleted {here.round}, {self._when(here.created)}. u brings it back.")

    @work(exclusive=True, group="change", exit_on_error=False)
    async def action_restore(self) -> None:
        """Bring the last deleted one back."""
        gone = self.app.deleted.pop()
        try:
            around = await self.app.surroundings()
            await asyncio.to_thread(around.store.restore, gone.path.stem)
        except InterviewerError as error:
            self.app.tell(str(error))
            return
        key = _key(gone)
        self._rounds[key] = gone
        self._own = _newest_first({*self._own, key})
        self.show(key)
        self.app.tell("It is back.")

    @work(exclusive=True, group="change", exit_on_error=False)
    async def action_export(self) -> None:
        """Write it to a Markdown file in the current folder."""
        if (here := self.here) is None:
            return
        from interviewer.tui.exports import write_round

        try:
            around = await self.app.surroundings()
            path = await asyncio.to_thread(write_round, around.library, here.path)
        except InterviewerError as error:
            self.app.tell(str(error))
            return
        self.app.tell(f"Written to {path}")


def _list(around: Surroundings) -> tuple[list[SavedRound], list[SavedRound], list[SavedLoop], list[Path]]:
    loops = sorted((around.library.samples / "loops").glob("*.jsonl"))
    return saved_rounds(around.store), sample_rounds(around.store), saved_loops(around.loops), loops


def _look_into_all(rounds: list[SavedRound]) -> list[SavedRound]:
    return [look_into(each) for each in rounds]


def _key(saved: SavedRound | SavedLoop) -> str:
    return str(saved.path)


def _newest_first(keys: Iterable[str]) -> list[str]:
    # Names begin with their time; rounds and loops lie in folders of their own.
    return sorted(keys, key=lambda key: Path(key).name, reverse=True)
