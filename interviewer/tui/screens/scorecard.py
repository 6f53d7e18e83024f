"""The scorecard: verdict, levels, the lesson, and the answer with its evidence lit."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.geometry import Spacing
from textual.widgets import Static

from interviewer.evidence.characters import legible
from interviewer.model.errors import InterviewerError, UsageError
from interviewer.reports.lit import Passage, light, taught
from interviewer.reports.marks import UNICODE
from interviewer.reports.scorecard import cost, too_short
from interviewer.session.review import Review, Reviewed
from interviewer.tui.exports import write_scorecards
from interviewer.tui.frame import MoreLine, Page
from interviewer.tui.gutter import LABEL, Row
from interviewer.tui.look import COLOURED
from interviewer.tui.screens import scorecard_words
from interviewer.tui.screens.attempts import AttemptsScreen
from interviewer.tui.widgets.card import CardRows, side
from interviewer.tui.widgets.evidence import LitAnswer, label_of, sign_of

if TYPE_CHECKING:
    from textual.widget import Widget

    from interviewer.content.library import Library
    from interviewer.session.surroundings import Surroundings
    from interviewer.tui.screens.attempts import FindTries

_SLOW: Final = 0.4
"""Seconds after which reading that is not done is spoken of."""
_MARK_AT: Final = 14
_ROOM: Final = Spacing(2, 0, 2, 0)
"""Rows kept free above and below the sentence that is scrolled to."""


class Loaded(NamedTuple):
    """All that the screen shows."""

    review: Review
    passages: tuple[tuple[Passage, ...], ...]
    """By answer."""


class At(NamedTuple):
    """A sentence to begin at."""

    question: int
    """Index of its question in the round."""
    sentence: int = 0
    """Its number in the answer; 0 for the answer as a whole."""


class ScorecardScreen(Page):
    """The scorecards of a round, or of one pasted answer."""

    CSS_PATH = "scorecard.tcss"
    HELP = scorecard_words.HELP
    BINDINGS = scorecard_words.KEYS
    AUTO_FOCUS = "#card"

    def __init__(
        self,
        review: Review | None = None,
        path: Path | None = None,
        at: At | None = None,
        earlier: FindTries | None = None,
    ) -> None:
        super().__init__()
        self._earlier = earlier
        """Finds earlier tries at what was pasted; a saved round's are found by its path."""
        self._begin_at = at
        self._review = review
        self._path = path
        self._loaded: Loaded | None = None
        self._library: Library | None = None
        self._at = 0
        self._lit = LitAnswer((), COLOURED, UNICODE)
        self._arrived = False
        """Whether the sentence pointed at has been in view; the first Tab goes there."""

    @classmethod
    def of_transcript(cls, path: Path) -> Self:
        """The scorecards of a saved round, the first answer's in front."""
        return cls(path=path)

    def body(self) -> Iterable[Widget]:
        """The card with the side pane, and the line that says what a sentence shows."""
        with Horizontal(id="columns"):
            yield VerticalScroll(id="card")
            with VerticalScroll(id="side", can_focus=False):
                yield Static(id="around")
        with Horizontal(id="below"):
            yield Static(id="shows")
            yield MoreLine()

    def on_mount(self) -> None:
        """Read the round, away from the event loop."""
        self.say_head("scorecard")
        self.query_one(MoreLine).follow(self._card)
        self.set_timer(_SLOW, self._say_waiting)
        self._load()

    @property
    def _card(self) -> VerticalScroll:
        return self.query_one("#card", VerticalScroll)

    @property
    def _reviewed(self) -> Reviewed | None:
        answers = self._loaded.review.answers if self._loaded else ()
        return answers[self._at] if answers else None

    def _say_waiting(self) -> None:
        if self._loaded is None:
            self.query_one("#shows", Static).update(Content("Reading the round."))

    @work(exclusive=True, group="load", exit_on_error=False)
    async def _load(self) -> None:
        try:
            around = await self.app.surroundings()
            self._loaded = await asyncio.to_thread(_read, around, self._review, self._path)
        except InterviewerError as error:
            self.app.tell(str(error))
            self.dismiss()
            return
        self._library = around.library
        at = self._begin_at
        if at is not None:
            questions = [each.index for each in self._loaded.review.answers]
            self._at = questions.index(at.question) if at.question in questions else 0
        await self._show()
        if at is not None and at.sentence:
            self.call_after_refresh(self._begin, at.sentence)

    def _begin(self, sentence: int) -> None:
        """Point at the sentence one came for."""
        place = self._lit.place_of(sentence)
        if place is not None:
            self._lit.point(place)
            self._go_there()

    async def _show(self) -> None:
        """Draw the answer in front."""
        reviewed, library, loaded = self._reviewed, self._library, self._loaded
        if reviewed is None or library is None or loaded is None:
            await self._card.mount(Row("", "Nothing in this round has been graded."))
            self._say_shown()
            return
        card, catalogue = reviewed.card, library.catalogue
        self._say_place(reviewed)
        passages = loaded.passages[self._at]
        self._lit = LitAnswer(passages, self.ink, self.marks)
        told = any(each.outcome for each in passages)
        card_rows = CardRows(reviewed, catalogue, self.marks, self.ink)
        rows: list[Widget] = list(card_rows.rows(self._now, follow_ups=not told))
        rows += self._answer_rows(reviewed)
        with self.app.batch_update():
            await self._card.remove_children()
            await self._card.mount_all(rows)
        self._card.scroll_home(animate=False)
        self._show_side()
        about = taught(card, catalogue)
        spots = enumerate(self._lit.spots)
        self._lit.point(
            next((at for at, spot in spots if about in [each.words for each in spot.lit.shows]), None)
        )
        self._arrived = False
        self._say_shown()
        self.refresh_bindings()

    def _show_side(self) -> None:
        if (reviewed := self._reviewed) is not None and self._library is not None:
            close = not self.has_class("-tall")
            told = side(reviewed.card, self._library.catalogue, self.marks, close=close)
            self.query_one("#around", Static).update(told)

    def _answer_rows(self, reviewed: Reviewed) -> Iterable[Widget]:
        if reviewed.question:
            yield Row("question", Content(legible(reviewed.question)).stylize("$quiet"), id="asked")
        for number, row in enumerate(self._lit.rows):
            row.set_class(number == 0, "-first")
            yield row

    @property
    def _now(self) -> datetime:
        return self.app.clock.now() if self.app.clock else datetime.now(UTC)

    def _say_place(self, reviewed: Reviewed) -> None:
        place = reviewed.place or "pasted answer"
        dot = self.marks.dot
        who = Content(f"{reviewed.card.scorer} {dot} {cost(reviewed.card)}").stylize("$quiet")
        self.say_head(reviewed.card.round, (place, place.removeprefix("answer ")), (who,))

    def _say_shown(self) -> None:
        """What the sentence pointed at shows."""
        lit, line = self._lit.lit, Content("")
        # Said from afar it would read as a part of the text above it.
        if lit is not None and self._arrived:
            label = label_of(lit.mark)
            line = label + Content(" " * (_MARK_AT - label.cell_length)) + sign_of(lit.mark, self.marks)
            line += Content(" " * (LABEL - line.cell_length)) + Content(
                scorecard_words.shown_words(lit.shows)
            ).stylize("$quiet")
        self.query_one("#shows", Static).update(line)
        self.query_one("#below").set_class(bool(line), "-said")

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is taught where it does something."""
        reviewed = self._reviewed
        does = {
            "step": self._lit.step(1) is not None,
            "slight": self._lit.has_slight,
            "turn": self._loaded is not None and len(self._loaded.review.answers) > 1,
            "rewrite": reviewed is not None and reviewed.request is not None,
            "again": reviewed is not None and bool(reviewed.question),
            "details": reviewed is not None and not self.has_class("-wide"),
            "compare": bool(self.query("#compared")),
            "debrief": self._path is not None and reviewed is not None and self._begin_at is None,
            "replay": self._path is not None,
            "earlier": self._path is not None or self._earlier is not None,
            "example": reviewed is not None and bool(reviewed.strong_answer and reviewed.request),
            "export": reviewed is not None,
        }
        return does.get(action, True)

    def on_resize(self) -> None:
        """Details are a key of narrow windows only; the sentence pointed at stays in view."""
        self.call_after_refresh(self.refresh_bindings)
        self.call_after_refresh(self._show_side)
        if self._arrived:
            self._card.scroll_home(animate=False, immediate=True)
            self.call_after_refresh(self._go_there)

    def action_step(self, by: int) -> None:
        """Point at the next evidence or flag, and scroll it into view."""
        if self._arrived or self._lit.here is None or self._in_view():
            self._lit.point(self._lit.step(by))
        self._go_there()

    def action_slight(self) -> None:
        """Go on to what counted a little, or pass it over again."""
        self._lit.slight = not self._lit.slight
        self.action_step(1)

    def action_point(self, place: int) -> None:
        """Point at a sentence that was clicked."""
        self._lit.point(place)
        self._go_there()

    def _go_there(self) -> None:
        self._arrived = True
        if region := self._lit.region():
            self._card.scroll_to_region(region, spacing=_ROOM, animate=False, x_axis=False)
        self._say_shown()

    def _in_view(self) -> bool:
        region, top = self._lit.region(), self._card.scroll_offset.y
        return region is not None and top <= region.y < top + self._card.size.height

    async def action_turn(self, by: int) -> None:
        """The next answer, or the one before, round the ends."""
        if self._loaded is not None:
            at = (self._at + by) % len(self._loaded.review.answers)
            if at != self._at:
                self._at = at
                await self._show()

    def action_rewrite(self) -> None:
        """Rewrite the sentence pointed at, else the weakest."""
        if reviewed := self._reviewed:
            here = self._lit.lit if self._arrived else None
            path = self._loaded.review.path if self._loaded else None
            self.app.open_rewrite(reviewed, path, here.sentence if here else 0)

    def action_again(self) -> None:
        """Practise this question again."""
        if reviewed := self._reviewed:
            self.app.try_again(reviewed.question_id or reviewed.question, reviewed.card.round)

    def action_details(self) -> None:
        """The side pane over the card, or away again."""
        self.toggle_class("-details")
        pane = self.query_one("#side", VerticalScroll)
        pane.can_focus = self.has_class("-details")
        (pane if pane.can_focus else self._card).focus()

    def action_compare(self) -> None:
        """Show what was said of the round before, or put it away."""
        row = self.query_one("#compared")
        row.set_class(not row.has_class("-open"), "-open")
        if row.has_class("-open"):
            row.call_after_refresh(row.scroll_visible, animate=False)

    def action_debrief(self) -> None:
        """A committee over this round and the newest of each other kind."""
        if self._path is not None:
            self.app.open_committee_around(self._path)

    def action_earlier(self) -> None:
        """The last try at this question beside this one."""
        if self._path is not None:
            self.app.open_attempts(self._path)
        elif self._earlier is not None:
            self.app.push_screen(AttemptsScreen(self._earlier, noun="try"))

    def action_replay(self) -> None:
        """The round again."""
        if self._path is not None:
            self.app.open_replay(self._path)

    def action_example(self) -> None:
        """One strong answer beside one's own."""
        if reviewed := self._reviewed:
            self.app.open_example(reviewed)

    @work(exclusive=True, group="export", exit_on_error=False)
    async def action_export(self) -> None:
        """Save all answers' cards as Markdown in the current folder."""
        if self._loaded is None or self._library is None:
            return
        try:
            path = await asyncio.to_thread(write_scorecards, self._library, self._loaded.review)
        except InterviewerError as error:
            self.app.tell(str(error))
        else:
            self.app.tell(f"Saved as {path}")

    def action_back(self) -> None:
        """Put the side pane away, else leave."""
        if self.has_class("-details"):
            self.action_details()
        else:
            self.dismiss()

    def action_line(self, by: int) -> None:
        """Scroll a line."""
        self._card.scroll_relative(y=by, animate=False)

    def action_end(self, last: bool) -> None:  # noqa: FBT001  # as the binding gives it
        """Scroll to an end."""
        if last:
            self._card.scroll_end(animate=False)
        else:
            self._card.scroll_home(animate=False)


def _read(around: Surroundings, review: Review | None, path: Path | None) -> Loaded:
    library = around.library
    if review is None:
        if path is None:
            raise UsageError("there is no scorecard to show")
        review = Review.of_saved(library, around.store, path)
    passages = []
    for each in review.answers:
        rubric = None
        # A round of one's own may have gone since; then a flag may have no dimension.
        with suppress(InterviewerError):
            rubric = library.rubric(each.card.round)
        card = each.card
        if too_short(card):
            # Its words are shown as they were said: a mark beside them would make much of little.
            card = card.model_copy(update={"dimensions": {}, "flags": ()})
        passages.append(light(card, each.answer, library.catalogue, rubric, each.follow_ups))
    return Loaded(review, tuple(passages))
