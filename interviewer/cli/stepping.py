"""A saved round at the prompt: turn by turn and back, to its marks, with what was heard and one's notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from interviewer.cli.surroundings import Surroundings
from interviewer.model.errors import InterviewerError
from interviewer.model.words import Dimension
from interviewer.reports.layout import clock, row
from interviewer.reports.transcript import note_text, turn_text
from interviewer.session.noting import add_note, change_note
from interviewer.session.replaying import MarkKind, Replay
from interviewer.transcripts.read import read_transcript

HELP: Final = """Enter    the next turn
b        the turn before
]  [     the next mark, the mark before
f  F     the next flag, the flag before
u  U     the next follow-up, the follow-up before
l  L     the next answer with a low level, the one before
h        the levels and what was heard so far
n WORDS  keep a note at this turn
e N WORDS  put other words in place of note N; without words, take it away
q        stop"""
_SAME: Final = {"back": "b", "heard": "h", "help": "?", "quit": "q"}
_KINDS: Final[dict[str, MarkKind | None]] = {"]": None, "f": "flag", "u": "follow-up", "l": "low level"}
_BEFORE: Final = {"[": "]", "F": "f", "U": "u", "L": "l"}

Ask = Callable[[], str | None]
"""The next line that was typed; None at the end of input."""


class Stepper:
    """Shows one step at a time and does what is typed. Scorecards come after the last turn, a step each."""

    def __init__(
        self, around: Surroundings, path: Path, cards: tuple[str, ...], say: Callable[[str], None]
    ) -> None:
        self._around = around
        self._path = path
        self._cards = cards
        self._say = say
        self._replay = Replay.of(around.library, read_transcript(path))
        self._at = -1

    def run(self, ask: Ask) -> None:
        """Until everything was shown, or the user stops."""
        if not self._replay.steps:
            self._say("Nothing was said in this round.")
            return
        self._say("Enter for the next turn, b for the one before, ? for all that can be typed, q to stop.")
        while (typed := ask()) is not None:
            letter, _, rest = typed.strip().partition(" ")
            command = _SAME.get(letter.lower(), letter)
            if command.lower() == "q" or (not command and self._at == self._last):
                return
            self._do(command, rest.strip())
            if self._at == self._last and not command:
                self._say("That is all. b goes back, Enter stops.")

    @property
    def _last(self) -> int:
        return len(self._replay.steps) + len(self._cards) - 1

    def _do(self, command: str, rest: str) -> None:
        if not command:
            self._go(self._at + 1)
        elif command == "b":
            self._go(max(0, self._at - 1))
        elif command in _KINDS or command in _BEFORE:
            self._to_mark(command)
        elif command == "h":
            self._say("\n".join(self._so_far()))
        elif command in {"n", "e"}:
            self._note(command, rest)
        else:
            self._say(HELP if command == "?" else f"{command} is no command here; ? lists them.")

    def _go(self, at: int) -> None:
        self._at = at
        steps = self._replay.steps
        self._say("\n\n".join(shown(self._replay, at)) if at < len(steps) else self._cards[at - len(steps)])

    @property
    def _step(self) -> int:
        """The turn shown last; the first before any is."""
        return min(max(self._at, 0), len(self._replay.steps) - 1)

    def _to_mark(self, command: str) -> None:
        kind = _KINDS[_BEFORE.get(command, command)]
        by = -1 if command in _BEFORE else 1
        wanted = {each.step for each in self._replay.marks if kind in {None, each.kind}}
        there = [step for step in sorted(wanted, reverse=by < 0) if (step - self._at) * by > 0]
        if there:
            kinds = [each.kind for each in self._replay.marks if each.step == there[0]]
            self._say(f"{clock(self._replay.timing.moments[there[0]])}: {', '.join(dict.fromkeys(kinds))}")
            self._go(there[0])
        else:
            self._say(f"No {kind or 'mark'} comes {'after' if by > 0 else 'before'} this.")

    def _so_far(self) -> Iterator[str]:
        """The levels as far as they can be told, then what was heard, with the notes between."""
        replay, step, marks = self._replay, self._step, self._around.marks
        levels = replay.levels[step] if replay.has_card(step) else None
        if levels is None:
            yield row("levels", "not graded")
        for name in Dimension if levels else ():
            level = levels[name] if levels else None
            yield row(name.value, marks.level(level) if level else marks.squares(None))
        heard = [
            (t, f"{'flag: ' if what.kind == 'flag' else ''}{what.words}") for t, what in replay.heard_by(step)
        ]
        noted = [(note.t, f"note {note.number}: {note.text}") for note in replay.notes_by(step)]
        lines = sorted(heard + noted, key=lambda each: each[0])
        yield from (row(clock(t), words) for t, words in lines)
        if not heard:
            yield row("heard", "nothing yet")

    def _note(self, command: str, rest: str) -> None:
        number, _, words = rest.partition(" ")
        try:
            if command == "n":
                add_note(self._around.store, self._path, rest, self._replay.timing.moments[self._step])
            elif number.isdecimal():
                change_note(self._around.store, self._path, int(number), words)
            else:
                self._say("Say which note: e 1 and its new words.")
                return
        except InterviewerError as error:
            self._say(f"{error}")
            return
        self._replay = Replay.of(self._around.library, read_transcript(self._path))
        self._say("\n".join(map(note_text, self._replay.notes_at(self._step))) or "Taken away.")


def shown(replay: Replay, step: int) -> Iterator[str]:
    """What stands at a step: the turn, then the notes that were written there."""
    yield turn_text(replay.steps[step].turn)
    yield from map(note_text, replay.notes_at(step))
