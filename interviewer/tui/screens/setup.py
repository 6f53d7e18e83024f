"""Choosing a round: Enter on its name begins it; what is below can be changed before that."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from interviewer.evidence.characters import visible
from interviewer.model.errors import InterviewerError
from interviewer.model.words import OFFLINE, JobLevel
from interviewer.reports.layout import plural
from interviewer.session.offering import Offer, offers
from interviewer.session.plan import Wish, minutes_for
from interviewer.session.recent import new_seed, recently_asked
from interviewer.tui.gutter import LABEL
from interviewer.tui.screens.lines import BLANK, Lines
from interviewer.tui.screens.model import about_interviewer, choose_model, use_model
from interviewer.tui.screens.pick import Menu, Pick
from interviewer.tui.screens.question import ANY, OWN, OwnQuestion, question_menu
from interviewer.tui.widgets.choices import Choice, Choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviewer.session.models import Chosen
    from interviewer.session.surroundings import Surroundings

MINUTES: Final = (5, 10, 15, 20, 25, 30, 35, 40, 45, 60, 90)
"""Lengths to choose from, beside the round's own."""
_ROUND: Final = "round:"
_LOOP: Final = "loop"
_IN_LOOP: Final = "six rounds, then a committee"
_ABOUT_LOOP: Final = (
    "What a company holds: the recruiter's screen, the hiring manager's, four onsite rounds, then five "
    "people decide. Stop where you like and go on another day. What the onsite rounds are worth you hear "
    "at the end."
)
_COUNTS: Final = ("no", "one", "two", "three", "four", "five", "six")
LEVELS: Final = {
    JobLevel.L3: "the first job as a product manager",
    JobLevel.L4: "a product manager with some years",
    JobLevel.L5: "a senior product manager",
    JobLevel.L6: "a lead, over several teams",
}


@dataclass
class _Wanted:
    """What is chosen so far."""

    question: str | None = None
    """An id, or the words of a typed one."""
    level: JobLevel = JobLevel.L4
    minutes: int | None = None
    llm: str = OFFLINE
    base_url: str | None = None
    """The address of a server of one's own."""
    grader: str | None = None
    recent: frozenset[str] = field(default_factory=frozenset)

    @property
    def typed(self) -> bool:
        """Whether the question was typed."""
        return self.question is not None and " " in self.question


class Setup(Lines):
    """The rounds first, because choosing one is all there is to do; the rest has sensible values."""

    HELP = (
        "Enter on a round begins it, with questions chosen for you and for your level; those you had lately "
        "come last. Below it you can take one question of the library or type your own, and change level and "
        "length. The level never moves a score, only the choice of questions."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,down", "move", "move", key_display="↑↓", tooltip="Move in the list"),
        Binding("enter", "begin", "begin", tooltip="Begin this round"),
        Binding("enter", "open", "choose", tooltip="Change this line"),
        Binding("right", "turn(1)", "change", key_display="← →", tooltip="Change level or length in place"),
        Binding("left", "turn(-1)", show=False),
        Binding("slash", "search", "questions", tooltip="Choose or search a question"),
        Binding("escape", "leave", "back", tooltip="Go back"),
    ]

    def __init__(self, question: str | None = None, round_id: str | None = None) -> None:
        super().__init__()
        self._offers: tuple[Offer, ...] = ()
        self._first_round = round_id
        self._wanted = _Wanted(question=question)
        self._usual_level = self._wanted.level

    def on_mount(self) -> None:
        """Read the rounds and questions."""
        self.say_head("practise")
        self.load()

    @work(exclusive=True, exit_on_error=False)
    async def load(self) -> None:
        """Read them away from the event loop, and show them."""
        try:
            around = await self.app.surroundings()
            self._offers, recent = await asyncio.to_thread(_read, around)
        except InterviewerError as error:
            self.problem = str(error)
            self.show_note()
            return
        longest = max((len(each.rubric.id) for each in self._offers), default=0)
        self.query_one(Choices).label_width = LABEL if longest < LABEL else longest + 2
        wanted = self._wanted
        if wanted.question and not wanted.typed and self._round_of(wanted.question) is None:
            self.app.tell(f"There is no question {wanted.question} any more.")
            wanted.question = None
        wanted.level, wanted.minutes = around.settings.level, around.settings.minutes
        self._usual_level = wanted.level
        wanted.llm, wanted.base_url = around.settings.llm, around.settings.base_url
        wanted.grader = around.settings.grader
        wanted.recent = recent
        self.show(_ROUND + (self._round_of(wanted.question) or self._first_round or ""))

    def nothing(self) -> str:
        """Before the rounds are read."""
        return self.problem or "Reading the rounds and questions."

    def lines(self) -> Sequence[Choice]:
        """The rounds, then what can be changed."""
        wanted = self._wanted
        question = wanted.question or "chosen for you"
        if wanted.typed:
            question = f"your own: {visible(question)}"
        minutes = f"{wanted.minutes} min" if wanted.minutes else "as the round says"
        return [
            *(self._round_line(each) for each in self._offers),
            self._loop_line(),
            BLANK,
            Choice("question", "question", _value(question)),
            Choice("level", "level", _value(wanted.level)),
            Choice("minutes", "length", _value(minutes)),
            Choice("llm", "interviewer", _value(wanted.llm)),
        ]

    def _loop_line(self) -> Choice:
        what = "its rounds choose their own questions" if self._wanted.question else _IN_LOOP
        return Choice(_LOOP, "the whole loop", what)

    def _round_line(self, offer: Offer) -> Choice:
        rubric, wanted = offer.rubric, self._wanted
        name = _ROUND + rubric.id
        if wanted.question is None and not offer.questions:
            return Choice(name, rubric.id, "no questions in it yet; type one of your own", disabled=True)
        if wanted.question and not wanted.typed and self._round_of(wanted.question) != rubric.id:
            return Choice(name, rubric.id, "the question below belongs to another round", disabled=True)
        count = 1 if wanted.question else min(rubric.questions, len(offer.questions))
        minutes = wanted.minutes or minutes_for(rubric, count)
        number = _COUNTS[count] if count < len(_COUNTS) else str(count)
        what = "your question" if wanted.question else f"{number} {'question' if count == 1 else 'questions'}"
        return Choice(name, rubric.id, f"{plural(minutes, 'minute')}, {what}")

    def note(self, line: str) -> tuple[str, Content | str]:
        """What the round looks for, or what a line means."""
        if line.startswith(_ROUND):
            return "", Content(self._offer(line).rubric.about).stylize("$quiet")
        wanted = self._wanted
        if line == _LOOP:
            return "", Content(_ABOUT_LOOP).stylize("$quiet")
        if line == "question" and wanted.question:
            return "", Content(visible(self._prompt(wanted.question)))
        words = {
            "question": "Enter to take one question of the library, or to type your own.",
            "level": f"{LEVELS[wanted.level].capitalize()}. "
            "It chooses the questions and never moves a score.",
            "minutes": "When the time is over, the interviewer asks for a closing sentence; "
            "going on costs nothing.",
            "llm": about_interviewer(wanted.llm, wanted.base_url, wanted.grader),
        }
        return "", Content(words.get(line, "")).stylize("$quiet")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter begins a round and changes a line; level and length can be changed in place."""
        line = self.chosen or ""
        begins = line.startswith(_ROUND) or line == _LOOP
        does = {"begin": begins, "open": not begins, "turn": line in ("level", "minutes")}
        return does.get(action, True)

    # What is chosen.

    def action_begin(self) -> None:
        """Begin the chosen round."""
        self.action_open()

    def open_line(self, line: str) -> None:
        """Begin the round, or choose a value."""
        match line:
            case "question":
                self.action_search()
            case "level":
                self._pick("level", [Choice(each, each, LEVELS[each]) for each in JobLevel], self._set_level)
            case "minutes":
                self._pick("minutes", _lengths(), self._set_minutes)
            case "llm":
                choose_model(self.app, "practise", kept=False, on_chosen=self._set_llm)
            case "loop":
                app, level = self.app, self._wanted.level
                self._keep_level()
                self.dismiss()
                app.begin_loop(level)
            case _:
                self._begin(line.removeprefix(_ROUND))

    def _begin(self, round_id: str) -> None:
        wanted = self._wanted
        wish = Wish(
            round=round_id,
            question=wanted.question,
            level=wanted.level,
            minutes=wanted.minutes,
            seed=new_seed(),
            recent=wanted.recent,
        )
        app = self.app
        self._keep_level()
        self.dismiss()
        app.begin_round(wish)

    def _keep_level(self) -> None:
        """Whoever leaves with another level finds it chosen the next time."""
        level = self._wanted.level
        if level is not self._usual_level:
            self._usual_level = level
            self.app.keep_setting("level", level.value)

    def leave(self) -> None:
        """Go back; the level is kept."""
        self._keep_level()
        super().leave()

    def _pick(self, line: str, choices: list[Choice], on_choice: Callable[[str], None]) -> None:
        now = {
            "level": self._wanted.level,
            "minutes": str(self._wanted.minutes or ""),
        }
        name = {"minutes": "length"}.get(line, line)
        self.app.push_screen(Pick(Menu("practise", name, choices, now[line] or "own"), on_choice))

    def action_search(self) -> None:
        """Choose a question."""
        if self._offers:
            menu = question_menu(self._offers, self._wanted.question, self._wanted.recent)
            self.app.push_screen(Pick(menu, self._set_question))

    def _set_question(self, choice: str) -> None:
        if choice == OWN:
            before = self._wanted.question if self._wanted.typed else ""
            self.app.push_screen(OwnQuestion(before or "", self._take_question))
            return
        self._take_question(None if choice == ANY else choice)

    def _take_question(self, question: str | None) -> None:
        self._wanted.question = question
        of = self._round_of(question)
        self.show(_ROUND + of if of else None)
        if of is None:
            self.show(next((each.id for each in self.lines() if not each.disabled), None))

    def _set_level(self, choice: str) -> None:
        self._wanted.level = JobLevel(choice)
        self.show("level")

    def _set_minutes(self, choice: str) -> None:
        self._wanted.minutes = int(choice) if choice.isdigit() else None
        self.show("minutes")

    def _set_llm(self, chosen: Chosen) -> None:
        use_model(self.app, chosen)
        self._wanted.llm = chosen.llm
        self._wanted.base_url = chosen.base_url or self._wanted.base_url
        self.say_head("practise")
        self.show("llm")

    def action_turn(self, by: int = 1) -> None:
        """Change level or length in place."""
        if self.chosen == "level":
            levels = list(JobLevel)
            self._set_level(levels[(levels.index(self._wanted.level) + by) % len(levels)])
        elif self.chosen == "minutes":
            lengths = ["own", *map(str, MINUTES)]
            now = str(self._wanted.minutes or "own")
            at = lengths.index(now) if now in lengths else 0
            self._set_minutes(lengths[(at + by) % len(lengths)])

    # Questions and rounds.

    def _offer(self, line: str) -> Offer:
        return next(each for each in self._offers if each.rubric.id == line.removeprefix(_ROUND))

    def _round_of(self, question: str | None) -> str | None:
        found = (each.round for offer in self._offers for each in offer.questions if each.id == question)
        return next(found, None)

    def _prompt(self, question: str) -> str:
        found = (each.prompt for offer in self._offers for each in offer.questions if each.id == question)
        return next(found, question)


def _read(around: Surroundings) -> tuple[tuple[Offer, ...], frozenset[str]]:
    return offers(around.library), recently_asked(around.store)


def _value(text: str) -> Content:
    return Content(text).stylize("not bold")


def _lengths() -> list[Choice]:
    own = Choice("own", "as the round says", "35 to 40 minutes, less for one question")
    return [own, *(Choice(str(each), f"{each} min") for each in MINUTES)]
