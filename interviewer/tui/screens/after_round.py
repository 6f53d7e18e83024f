"""After a round: the candidate's own guess, then the grade; in a loop the grade waits for the committee."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on

from interviewer.evidence.characters import legible
from interviewer.session import commands as c
from interviewer.tui.frame import Page
from interviewer.tui.screens import round_words as words
from interviewer.tui.widgets.conversation import Conversation
from interviewer.tui.widgets.guess import Guess

if TYPE_CHECKING:
    from textual.binding import BindingType

    from interviewer.session.round import RoundSession


class AfterRound(Page):
    """A round's screen: its keys, and what it does once the round is over."""

    HELP = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = words.KEYS

    def __init__(self, session: RoundSession, *, in_loop: bool = False) -> None:
        super().__init__()
        self.session = session
        self.in_loop = in_loop
        """Whether the round is one of a loop: then that grades it, and lets go of it."""
        self.guess_at: list[int] = []
        """Questions whose levels are still to be guessed."""

    def do(self, command: c.Command, afterwards: Callable[[], None] | None = None) -> None:
        """Send a command to the session and show what comes back."""
        raise NotImplementedError

    def ask_guesses(self) -> None:
        """Ask for one's own levels before anything is graded."""
        answered = self.session.state.answered
        if not answered:
            self.app.tell("Nothing was answered, so there is nothing to grade.")
            self.dismiss()
            return
        self.guess_at = list(answered)
        self.add_class("-over")
        self.query_one(Conversation).close()
        self._ask_guess()

    def _ask_guess(self) -> None:
        guess = self.query_one(Guess)
        index, asked = self.guess_at[0], self.session.header.questions
        of = self.session.state.questions(len(asked))
        place = f"question {index + 1} of {of}" if of > 1 else ""
        guess.ask(place, legible(asked[index].prompt))
        guess.focus()
        self.refresh_bindings()

    @on(Guess.Done)
    def keep_guess(self, message: Guess.Done) -> None:
        """Keep a guess and go on with the next question's, else grade."""
        question = self.guess_at.pop(0)
        following = self._ask_guess if self.guess_at else self.guessed
        if message.ratings:
            self.do(c.Rate(question=question, ratings=message.ratings), following)
        else:
            following()

    def guessed(self) -> None:
        """All is guessed or left out: grade, or leave that to the loop."""
        self.guess_at = []
        if self.in_loop:
            self.dismiss()
            return
        self.add_class("-grading")
        self.grade(c.Grade())

    def grade(self, command: c.Grade | c.GradeWith) -> None:
        """Grade, then show the scorecards."""
        self.query_one(Guess).wait("Grading.")
        self.do(command, self.graded)

    def graded(self) -> None:
        """Show what came of it in this screen's place."""
        if self.session.state.graded:
            path = self.session.path
            self.session.close()
            self.app.switch_to_scorecard(path)
        else:
            self.dismiss()

    def action_guess(self) -> None:
        """The keys are the guess's own; this names them."""

    def action_no_guess(self) -> None:
        """Have everything graded with what was guessed so far."""
        self.guess_at = self.guess_at[:1]
        self.query_one(Guess).finish()

    def action_no_more(self) -> None:
        """The same in a loop, which grades later."""
        self.action_no_guess()

    def action_skip(self) -> None:
        """Leave this dimension out."""
        self.query_one(Guess).action_skip()
