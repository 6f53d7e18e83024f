"""The round: question and answer on one grid, the clock above, the answer box below."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from interviewer.llm.errors import LLMError
from interviewer.model.errors import InterviewerError
from interviewer.model.words import OFFLINE
from interviewer.reports.layout import plural
from interviewer.reports.transcript import speaker
from interviewer.session import commands as c
from interviewer.session.drafts import SAVED_AFTER, DraftKeeper
from interviewer.tui.drafted import drafted
from interviewer.tui.frame import after_keys
from interviewer.tui.screens import round_words as words
from interviewer.tui.screens.after_round import AfterRound
from interviewer.tui.screens.notes import Notes, notes_content
from interviewer.tui.widgets.answer_box import AnswerBox
from interviewer.tui.widgets.conversation import Conversation
from interviewer.tui.widgets.guess import Guess
from interviewer.tui.widgets.time_line import TimeLine

if TYPE_CHECKING:
    from textual.widget import Widget

    from interviewer.interview.state import Turn
    from interviewer.session.round import RoundSession

_TICK: Final = 1.0
ASKS: Final = frozenset({"question", "repeat", "follow-up", "reprompt", "last-word"})
"""What the interviewer says that is to be answered, and stands in bold until it is."""
_SLOW: Final = 0.5
"""Seconds after which a reply that has not come is spoken of."""


class Interview(AfterRound):
    """A front end of one session: it sends commands and shows the events that come back."""

    CSS_PATH = "interview.tcss"
    AUTO_FOCUS = "AnswerBox"

    def __init__(self, session: RoundSession, *, in_loop: bool = False) -> None:
        super().__init__(session, in_loop=in_loop)
        self._keeper = DraftKeeper(session.keep_draft)
        self._draft = session.draft
        self._typed = bool(self._draft)
        self._put: str | None = None
        """What was put in the box by the app; it is no news to the disk."""
        self._busy = False
        self._finishing = False
        self._failed = False
        """Whether a model gave no reply; the message waits for one."""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What was said and still stands."""
        return self.session.state.turns

    def body(self) -> Iterable[Widget]:
        """The time, the conversation with the side pane, the answer box."""
        yield TimeLine(self.marks.spent, self.marks.to_come)
        with Horizontal(id="talk"):
            talk = Conversation(self.ink, id="conversation")
            # Neither tab nor a click may lead away from the answer: what is typed then would be lost.
            talk.can_focus = False
            yield talk
            yield Static(id="side")
        with Horizontal(id="answer"):
            yield Static(Content("you").stylize("$mine"), id="you")
            yield AnswerBox("Your answer, or a question of your own.", id="box")
            yield Static(id="hint")
        with Vertical(id="guesses"):
            yield Guess(self.marks)

    async def on_mount(self) -> None:
        """Show what was said before, put the draft back, and begin."""
        self.set_interval(_TICK, self._show_clock)
        self.watch(self.app, "theme", lambda: self.query_one(Conversation).draw_again(self.ink), init=False)
        turns = self.session.state.turns
        if turns:
            await self.query_one(Conversation).recall(
                [(each.turn, speaker(each), each.text, each.kind in ASKS) for each in turns]
            )
        if self._draft:
            self._fill_box(self._draft)
        self._show_clock()
        self._show_side()
        if note := self.session.note:
            self.app.tell(f"{note[:1].upper()}{note[1:]}.")
        self.keep_loaded()
        self.do(c.Begin())

    def on_unmount(self) -> None:
        """Put the draft on disk and let go of the transcript; the round can be picked up again."""
        self._keeper.flush()
        if not self.in_loop:
            self.session.drop_if_untouched()
            self.session.close()

    # Commands to the session, and what comes back.

    def do(self, command: c.Command, afterwards: Callable[[], None] | None = None) -> None:
        """Send a command and show what comes back; `afterwards` unless it failed for want of a model."""
        self._carry_out(command, afterwards)

    @work(group="session", exit_on_error=False)
    async def _carry_out(self, command: c.Command, afterwards: Callable[[], None] | None) -> None:
        self._busy = isinstance(command, c.Say | c.Begin | c.Finish | c.AskWith | c.Grade | c.GradeWith)
        self._failed = False
        slow = self.set_timer(_SLOW, lambda: self._hint("the interviewer is thinking; esc takes it back"))
        try:
            async for event in self.session.do(command):
                await self._show(event)
        except LLMError as error:
            self.app.tell(f"{error}. What you sent is kept.")
            self._failed = True
            afterwards = None
        except InterviewerError as error:
            self.app.tell(str(error))
        except asyncio.CancelledError:
            afterwards = None
            raise
        finally:
            slow.stop()
            self._busy = False
            self.refresh_bindings()
        self._say_failed()
        if afterwards is not None:
            afterwards()

    def _say_failed(self) -> None:
        """What can be done where a model gave no reply; once the round is over its box is not there."""
        told = words.failed_words(over=self.session.over) if self._failed else ""
        if told and self.session.over:
            self.query_one(Guess).wait(told)
        self._hint(told)

    async def _show(self, event: c.SessionEvent) -> None:
        talk = self.query_one(Conversation)
        match event:
            case c.Heard(said=said):
                self._empty_box(said.text)
                await talk.add(said.turn, "you", said.text)
                self.refresh_bindings()
            case c.Spoke(said=said):
                await talk.add(said.turn, "interviewer", said.text, asks=said.kind in ASKS)
                self._show_side()
            case c.TookBack(text=text):
                await talk.keep_only({turn.turn for turn in self.session.state.turns})
                self._fill_box(text)
                self._typed = True
                self.set_timer(SAVED_AFTER, self._say_saved, name="saved")
                self._show_side()
            case c.Waiting() | c.Grading():
                self._hint(words.hint_for(event))
                if self.session.over:
                    self.query_one(Guess).wait(words.hint_for(event))
            case c.NothingToTakeBack() | c.Asks() | c.Grades() | c.NotGraded():
                self.app.tell(words.notice_of(event))
            case c.Over():
                self.ask_guesses()
            case _:
                pass
        self._show_clock()

    # Typing.

    @on(TextArea.Changed, "#box")
    def keep_draft(self) -> None:
        """Have the draft on disk in a moment, and say so once it is."""
        text = self.query_one(AnswerBox).text
        if text == self._put:
            return
        self._put = None
        if not self._typed or self._finishing:
            self._typed, self._finishing = True, False
            self.refresh_bindings()
        self._keeper.keep(text)
        count = len(text.split())
        self._hint(plural(count, "word") if count else "")
        self.set_timer(SAVED_AFTER, self._say_saved, name="saved")

    def _say_saved(self) -> None:
        text = self.query_one(AnswerBox).text
        if text.strip() and not (self._busy or self._finishing or self._keeper.waiting):
            self._hint(drafted(text, self._keeper))

    def _empty_box(self, sent: str = "") -> None:
        """Take what was sent out of the box; what was typed after it stays."""
        typed = self.query_one(AnswerBox).text
        rest = typed.removeprefix(sent).lstrip("\n") if sent and typed.startswith(sent) else ""
        self._keeper.settle()
        self._fill_box(rest)
        if rest:
            self._keeper.keep(rest)
        self._typed = bool(rest)
        self._finishing = False

    def _fill_box(self, text: str) -> None:
        self._put = text
        self.query_one(AnswerBox).put(text)

    def _hint(self, hint: str, style: str = "$quiet") -> None:
        # Its height is fixed, so that a key costs no layout.
        self.query_one("#hint", Static).update(Content(hint).stylize(style), layout=False)

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Once the round is over there is only the guess, and the way out."""
        if action in {"guess", "skip"}:
            return bool(self.guess_at)
        if action in {"no_guess", "no_more"}:
            return bool(self.guess_at) and self.in_loop == (action == "no_more")
        if action in {"back", "leave"}:
            wanted = "back" if self._finishing or self._busy or self._can_take_back() else "leave"
            return action == wanted and not self.guess_at
        if action == "offline" or (action == "send" and self.session.over):
            return self._failed
        return not self.session.over or action == "scroll"

    @after_keys
    def action_send(self) -> None:
        """Send what is in the box; a line that begins with a slash is a command."""
        box = self.query_one(AnswerBox)
        if self.session.over:
            self.grade(c.Grade())
            return
        if self.focused is not box:
            box.focus()
            return
        text = box.text.strip()
        if self._finishing:
            self._finish(text)
        elif text.startswith("/") and "\n" not in text:
            self._command(*text.split(None, 1))
        elif self._busy:
            self._hint("the reply comes first; esc takes your message back")
        elif self._failed and not text:
            self.do(c.Begin())
        elif text and not self.session.over:
            self._keeper.settle()
            self.do(c.Say(text=box.text))

    def _command(self, name: str, rest: str = "") -> None:
        commands: dict[str, Callable[[], None]] = {
            "/finish": self.action_finish,
            "/pause": self.action_pause,
            "/undo": lambda: self.do(c.TakeBack()),
            "/notes": lambda: self._note(rest),
            "/retry": lambda: self.do(c.Begin()),
            "/offline": self.action_offline,
            "/model": lambda: self._ask_with(rest),
            "/help": self.app.action_help,
        }
        run = commands.get(name)
        if run is None:
            self.app.tell(f"There is no {name}. There are {', '.join(commands)}.")
            return
        self._empty_box()
        self._keeper.keep("")
        run()

    def action_offline(self) -> None:
        """Go on with the offline interviewer; once the round is over, have it graded offline."""
        if self.session.over:
            self.grade(c.GradeWith(spec=OFFLINE))
        else:
            self._ask_with(OFFLINE)

    def _ask_with(self, spec: str) -> None:
        if spec:
            self.do(c.AskWith(spec=spec))
        else:
            self.app.tell(f"{self.session.interviewer} interviews. Another one: /model NAME/MODEL")

    def _note(self, text: str) -> None:
        if text:
            self.add_note(text)
        else:
            self.action_notes()

    def add_note(self, text: str) -> None:
        """Keep a note."""
        self.do(c.AddNote(text=text), self._show_side)

    def action_new_line(self) -> None:
        """Start a new line in the box."""
        self.query_one(AnswerBox).action_new_line()

    def action_back(self) -> None:
        """Take the last message back until something is typed again; else leave the round as it stands."""
        if self._finishing:
            self._finishing = False
            self._hint("")
        elif self._busy and self.session.over:
            self.workers.cancel_group(self, "session")
            self._failed = True
            self._say_failed()
        elif self._busy:
            self.workers.cancel_group(self, "session")
            self.do(c.TakeBack())
        else:
            self.do(c.TakeBack())

    def _can_take_back(self) -> bool:
        said = any(turn.who == "candidate" for turn in self.session.state.turns)
        return said and not self._typed and not self.session.over

    def action_leave(self) -> None:
        """Back to where one came from; what was said and typed stays."""
        self.dismiss()

    def action_notes(self) -> None:
        """What was told, and one's notes."""
        self.app.push_screen(Notes(lambda: self.session.state, self.add_note))

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        if self.session.paused:
            self.do(c.Resume())
        else:
            self.do(c.Pause(), lambda: self._hint(words.STANDS))

    def before_suspend(self) -> None:
        """The process is about to be stopped: the draft goes to disk and the clock stands."""
        self._keeper.keep(self.query_one(AnswerBox).text)
        self._keeper.flush()
        with suppress(InterviewerError):
            self.session.pause()
        if self.session.paused and not self.session.over:
            self._hint(words.STANDS)

    def action_finish(self) -> None:
        """Ask once more before the round is ended, because that cannot be undone."""
        if self.session.over or self._busy:
            return
        self._finishing = True
        unsent = "send this, " if self.query_one(AnswerBox).text.strip() else ""
        what = "finish the round" if self.in_loop else "finish and grade"
        self._hint(f"{unsent}{what}? enter yes, esc no", "$foreground")
        self.refresh_bindings()

    def _finish(self, unsent: str) -> None:
        self._finishing = False
        if unsent:
            self.do(c.Say(text=unsent), lambda: self.do(c.Finish()))
        else:
            self.do(c.Finish())

    def action_scroll(self, pages: int) -> None:
        """Read further up or down."""
        talk = self.query_one(Conversation)
        talk.scroll_relative(y=pages * max(1, talk.size.height - 2), animate=False)

    # What is around the conversation.

    def _show_clock(self) -> None:
        session = self.session
        self.query_one(TimeLine).show(session.seconds / (session.header.minutes * 60), stopped=session.paused)
        self.say_head(session.rubric.id, words.place(session), words.who_and_time(session, self.marks.dot))

    def _show_side(self) -> None:
        self.query_one("#side", Static).update(notes_content(self.session.state))
