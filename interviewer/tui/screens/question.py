"""Choosing a question: out of the library, or one's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from interviewer.tui.frame import Page, after_keys
from interviewer.tui.gutter import Row
from interviewer.tui.screens.pick import Menu
from interviewer.tui.widgets.answer_box import AnswerBox
from interviewer.tui.widgets.choices import Choice

if TYPE_CHECKING:
    from interviewer.model.content import Question
    from interviewer.session.offering import Offer

ANY: Final = "*"
"""The choice that leaves it to the app."""
OWN: Final = "+"
"""The choice to type one."""
_NAME: Final = 24


def question_menu(offers: Sequence[Offer], question: str | None, recent: Collection[str]) -> Menu:
    """The questions of all rounds, after the two choices that name none."""
    choices = [
        Choice(ANY, "chosen for you", "for your level; those asked lately come last"),
        Choice(OWN, "your own", "type or paste a question"),
    ]
    found = [each for offer in offers for each in offer.questions]
    choices += _grouped(found, recent)
    return Menu(
        "practise",
        "question",
        choices,
        chosen=OWN if question and " " in question else question or ANY,
        notes={each.id: ("", Content(each.prompt)) for each in found},
        haystacks={each.id: _haystack(each) for each in found},
        gutter=_NAME,
    )


def _grouped(found: Iterable[Question], recent: Collection[str]) -> Iterator[Choice]:
    before = ""
    for each in found:
        if each.round != before:
            yield Choice(f"blank {each.round}", "", disabled=True)
            yield Choice(f"head {each.round}", each.round, disabled=True)
            before = each.round
        lately = "asked lately, " if each.id in recent else ""
        yield Choice(each.id, each.id, each.prompt, (f"{lately}{each.level}", each.level))


def _haystack(question: Question) -> str:
    kind = "ai model" if question.ai else ""
    return f"{question.id} {question.round} {question.level} {kind} {question.prompt}"


class OwnQuestion(Page):
    """Type a question of one's own."""

    CSS_PATH = "question.tcss"
    HELP = (
        "Type or paste the question you want to be asked, as an interviewer would say it. The interviewer "
        "knows nothing about it but its words: when you ask for a fact, you are told to assume one."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "take it", tooltip="Take this question", priority=True),
        Binding("ctrl+j", "new_line", "new line", tooltip="Start a new line"),
        Binding("escape", "leave", "back", tooltip="Go back and leave it as it was"),
    ]
    AUTO_FOCUS = "AnswerBox"

    def __init__(self, before: str, on_taken: Callable[[str], None], title: str = "practise") -> None:
        super().__init__()
        self._title_words = title
        self._before = before
        self._on_taken = on_taken

    def body(self) -> Iterable[Widget]:
        """What it is for, and the box."""
        yield Row("", "The question, as an interviewer would say it.", id="why")
        with Horizontal(id="own"):
            yield Static("question", id="label", markup=False)
            yield AnswerBox("How would you ...", id="box")

    def on_mount(self) -> None:
        """Put back what was typed before."""
        self.say_head(self._title_words, ("your own question",))
        self.query_one(AnswerBox).put(self._before)

    @after_keys
    def action_take(self) -> None:
        """Take it, if it is a question."""
        words = self.query_one(AnswerBox).text.split()
        if len(words) < 2:
            self.app.tell("A question has more than one word.")
            return
        self.dismiss()
        self._on_taken(" ".join(words))

    def action_new_line(self) -> None:
        """Start a new line."""
        self.query_one(AnswerBox).action_new_line()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
