"""The committee: the decision, who voted how and on which sentence, and what would have changed it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from interviewer.batch.gathering import Gathered, Gatherer, read_again
from interviewer.committee import Loop
from interviewer.evidence.characters import visible
from interviewer.llm.errors import LLMError
from interviewer.model.errors import InterviewerError
from interviewer.reports.layout import plural
from interviewer.session import debrief_events as ev
from interviewer.session.clock import SystemClock
from interviewer.session.commands import Paid, Waiting
from interviewer.session.costs import dollars
from interviewer.session.debriefing import hold_debrief, stream_debrief
from interviewer.tui.frame import MoreLine, Page
from interviewer.tui.gutter import LABEL, TEXT, Row
from interviewer.tui.held import Held, grader_of, review_of, voices_of, who_line, write_debrief
from interviewer.tui.screens import committee_words
from interviewer.tui.screens.scorecard import At, ScorecardScreen
from interviewer.tui.widgets.debrief import DebriefRows, Leads, evidence_line
from interviewer.tui.widgets.packets import Side, side
from interviewer.tui.widgets.speaking import Speaking
from interviewer.tui.widgets.stops import Stop, Stops

if TYPE_CHECKING:
    from textual.widget import Widget

    from interviewer.content.library import Library
    from interviewer.model.debrief import Debrief
    from interviewer.session.surroundings import Surroundings
    from interviewer.session.voices import Voices

_SLOW: Final = 0.4
"""Seconds after which work that is not done is spoken of."""
_DRAWN_EVERY: Final = 0.1
"""Seconds between two drawings of what members say; keys are answered in between."""


class CommitteeScreen(Page):
    """A committee over some saved rounds."""

    CSS_PATH = "committee.tcss"
    HELP = committee_words.HELP
    BINDINGS = committee_words.KEYS
    AUTO_FOCUS = "#said"

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self._paths = tuple(paths)
        self._held: Held | None = None
        self._waits_for = "Reading the rounds."

    def body(self) -> Iterable[Widget]:
        """The votes and what follows them, the side pane, what a sentence shows, the rule."""
        with Horizontal(id="columns"):
            yield Stops(id="said")
            with Side(id="side", can_focus=False):
                yield Static(id="around")
        with Horizontal(id="below"):
            yield Static(id="shows")
            yield MoreLine(id="more")
            yield MoreLine(id="more-side")
        yield Row("", "", id="rule")

    def on_mount(self) -> None:
        """Read the rounds and hold the debrief, away from the event loop."""
        self.say_head("committee")
        self.query_one("#rule").display = False
        self.query_one("#more", MoreLine).follow(self._said)
        self.query_one("#more-side", MoreLine).follow(self.query_one("#side"))
        self.watch(self.app, "theme", self._draw_again, init=False)
        # Where the side pane begins, and what fits it, is known once the others have their rows.
        self.watch(self._said, "virtual_size", self._laid_out, init=False)
        self.set_timer(_SLOW, self._say_waiting)
        self._load()

    @property
    def _said(self) -> Stops:
        return self.query_one("#said", Stops)

    @property
    def _leads(self) -> Leads:
        here = self._said.here
        return here.leads if here is not None and isinstance(here.leads, Leads) else Leads()

    # Reading.

    def _wait_for(self, words: str) -> None:
        self._waits_for = words
        self._say_waiting()

    def _say_waiting(self) -> None:
        if self._held is None:
            self.query_one("#shows", Static).update(Content(self._waits_for))

    def _say_round(self, name: str, number: int, of: int) -> None:
        self._wait_for(f"Grading {visible(name)}, {number} of {of}.")

    def _say_held_up(self, event: Waiting) -> None:
        self._wait_for(committee_words.held_up(self._waits_for, event))

    @work(exclusive=True, group="load", exit_on_error=False)
    async def _load(self) -> None:
        try:
            around = await self.app.surroundings()
            gathered = await self._gather(around)
            held = await self._hold(around, gathered.loop)
        except InterviewerError as error:
            self.app.tell(str(error))
            self.dismiss()
            return
        self._held = Held(gathered, held, around.library)
        await self._show()

    async def _hold(self, around: Surroundings, loop: Loop) -> Debrief:
        """The debrief: with a model statement by statement, in the written lines at once.

        A loop whose committee has met is read again as it was spoken.
        """
        kept = await asyncio.to_thread(read_again, self._paths)
        if kept is not None:
            return kept
        try:
            voices = await asyncio.to_thread(voices_of, around)
        except LLMError as error:
            self.app.tell(f"{error}. The written lines speak.")
            return await hold_debrief(around.library, loop)
        if not voices.spread:
            return await hold_debrief(around.library, loop)
        self.app.tell(f"{voices.note[:1].upper()}{voices.note[1:]}.")
        try:
            return await self._listen(around.library, loop, voices)
        except LLMError as error:
            self.app.tell(f"{error}. The written lines speak.")
            return await hold_debrief(around.library, loop)
        finally:
            await voices.aclose()

    async def _listen(self, library: Library, loop: Loop, voices: Voices) -> Debrief:
        """Show the members speak, and give back what they decided."""
        speaking = Speaking(self._said, library, self.marks, self.ink)
        drawing = self.set_interval(_DRAWN_EVERY, speaking.flush)
        try:
            async with aclosing(stream_debrief(library, loop, voices)) as events:
                async for event in events:
                    if isinstance(event, ev.Decided):
                        return event.debrief
                    self._hear(event)
                    await speaking.hear(event)
        finally:
            drawing.stop()
        raise AssertionError("the debrief ended without a decision")

    def _hear(self, event: ev.DebriefEvent) -> None:
        """What is beside the statements: who is waited for, what it costs, who fell silent."""
        match event:
            case ev.StatementBegun(number=number, of=of):
                self._wait_for(f"The members speak, {number} of {of}.")
            case Waiting():
                self._say_held_up(event)
            case Paid(cost=cost) if cost is not None:
                self.head.right = (Content(dollars(cost)).stylize("$quiet"),)
            case ev.VoiceLost(why=why):
                self.app.tell(f"{why}. The written lines speak from here on.")
            case _:
                pass

    async def _gather(self, around: Surroundings) -> Gathered:
        scorer = await asyncio.to_thread(grader_of, around)
        gatherer = Gatherer(
            around.library,
            scorer,
            keep=True,
            held_up=self._say_held_up,
            progress=self._say_round,
            clock=self.app.clock or SystemClock(),
        )
        try:
            return await gatherer.gather(self._paths, usual_level=around.settings.level)
        finally:
            await scorer.aclose()

    async def _show(self) -> None:
        """Draw all of it, the first member pointed at."""
        if self._held is None:
            return
        held = self._held.debrief
        count = plural(len(held.packets), "packet")
        self.say_head(
            "committee",
            (f"{count}, asked for {held.level.asked}", count),
            (Content(who_line(held, self.marks.dot)).stylize("$quiet"),),
        )
        rows = DebriefRows(held, self._held.library, self.marks, self.ink)
        page = self._said
        # Whoever has moved in the page while the members spoke stays where they are.
        at = page.stops().index(page.here) if page.here else 0
        page.here = None
        with self.app.batch_update():
            await page.remove_children()
            await page.mount_all(list(rows.rows()))
            self.query_one("#rule").display = True
        page.point(page.stops()[at])
        self._moved()
        self._show_rule()

    def _draw_again(self) -> None:
        for each in self._said.stops():
            each.redraw()
        self._show_side()

    @on(Side.Resized)
    def _laid_out(self) -> None:
        self.call_after_refresh(self._show_side)

    def _show_side(self) -> None:
        """The side pane: beside the votes as far as there is room for it, else all of it."""
        if self._held is None:
            return
        held, library = self._held.debrief, self._held.library
        if not self.has_class("-wide"):
            self.query_one("#around", Static).update(side(held, library, self.marks, self.ink))
            return
        # It begins beside the votes, however long the verdict above them.
        above = self.query_one("#verdict").outer_size.height + 1
        rows = self.query_one("#side").content_size.height - above
        told = side(held, library, self.marks, self.ink, rows)
        self.query_one("#around", Static).update(Content("\n" * above) + told)

    def _show_rule(self) -> None:
        """The rule, with how it read where there is room for that."""
        if self._held is None:
            return
        columns = max(1, min(TEXT, self.query_one("#page").content_size.width - 2 - LABEL))
        rule = committee_words.rule(self._held.debrief, columns, tall=self.has_class("-tall"))
        self.query_one("#rule", Row).show("rule", rule)

    def _say_shown(self) -> None:
        """What the sentence that is pointed at shows."""
        evidence = self._leads.evidence
        item = self._held.item(evidence) if self._held and evidence else None
        line = evidence_line(evidence, item, self.marks) if evidence else Content("")
        self.query_one("#shows", Static).update(line)
        self.query_one("#below").set_class(bool(line), "-said")

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is taught where it does something."""
        held, leads = self._held, Leads() if self._covered else self._leads
        does = {
            "move": bool(self._said.stops()) and not self._covered,
            "section": held is not None and not self._covered,
            "evidence": leads.evidence is not None,
            "packet": leads.packet is not None,
            "practise": leads.step is not None,
            "replay": self._place() is not None,
            "side": held is not None and not self.has_class("-wide"),
            "extra": held is not None and held.debrief.extra_round is not None,
            "export": held is not None,
            "export_page": held is not None,
        }
        return does.get(action, True)

    @property
    def _covered(self) -> bool:
        """Whether the side pane stands over the votes."""
        return self.has_class("-open") and not self.has_class("-wide")

    def on_resize(self) -> None:
        """The side pane is a key of narrow windows only, and the rule shorter on small ones."""
        self.call_after_refresh(self.refresh_bindings)
        self.call_after_refresh(self._show_rule)

    def _moved(self) -> None:
        self._say_shown()
        self.refresh_bindings()

    def action_move(self, by: int) -> None:
        """Point at the next stop, or the one before."""
        self._said.step(by)
        self._moved()

    def action_section(self, by: int) -> None:
        """Go to the next section, or the one before."""
        self._said.section(by)
        self._moved()

    @on(Stop.Clicked)
    def _clicked(self, event: Stop.Clicked) -> None:
        if not event.row.pointed:
            self._said.point(event.row)
            self._moved()
        elif self._leads.evidence:
            self.action_evidence()
        elif self._leads.packet:
            self.action_packet()
        elif self._leads.step:
            self.action_practise()

    def action_evidence(self) -> None:
        """Go to where this was said."""
        if self._leads.evidence:
            self._open(self._leads.evidence)

    def action_packet(self) -> None:
        """Open the scorecards of this packet."""
        if self._leads.packet:
            self._open(f"{self._leads.packet}/a1/s0")

    def _open(self, evidence: str) -> None:
        """The scorecard of that sentence's answer: of its saved round, else of the packet."""
        held = self._held
        name, answer, sentence = evidence.split("/")
        packet = held.packet(name) if held else None
        if held is None or packet is None:
            return
        number = int(answer[1:])
        if place := held.gathered.place(f"{name}/a{number}/s1"):
            at = At(question=place.question, sentence=int(sentence[1:]))
            self.app.push_screen(ScorecardScreen(path=place.path, at=at))
        else:
            at = At(question=number - 1, sentence=int(sentence[1:]))
            self.app.push_screen(ScorecardScreen(review_of(packet), at=at))

    def _place(self) -> Path | None:
        leads = self._leads
        name = leads.evidence or (f"{leads.packet}/a1/s1" if leads.packet else None)
        place = self._held.gathered.place(name) if self._held and name else None
        return place.path if place else None

    def action_replay(self) -> None:
        """The round in which it was said, again."""
        if path := self._place():
            self.app.open_replay(path)

    def action_practise(self) -> None:
        """Set up the round and question of this step."""
        if step := self._leads.step:
            self.app.open_setup(step.question, step.round)

    def action_extra(self) -> None:
        """Set up the round the committee asks for."""
        if self._held and (gap := self._held.debrief.extra_round):
            self.app.open_setup(None, gap.round)

    def action_side(self) -> None:
        """The side pane over the votes, or away again."""
        self.toggle_class("-open")
        pane = self.query_one("#side", VerticalScroll)
        pane.can_focus = self.has_class("-open")
        (pane if pane.can_focus else self._said).focus()
        self.refresh_bindings()

    def action_back(self) -> None:
        """Put the side pane away, else leave."""
        if self._covered:
            self.action_side()
        else:
            self.dismiss()

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        self._said.scroll_relative(y=by * max(1, self._said.size.height - 2), animate=False)

    def action_end(self, last: bool) -> None:  # noqa: FBT001  # as the binding gives it
        """Go to an end."""
        stops = self._said.stops()
        if stops:
            self._said.point(stops[-1 if last else 0])
            self._moved()

    def action_export(self) -> None:
        """Save it as Markdown in the current folder."""
        self._export(".md")

    def action_export_page(self) -> None:
        """Save it as one HTML page in the current folder."""
        self._export(".html")

    @work(exclusive=True, group="export", exit_on_error=False)
    async def _export(self, suffix: str) -> None:
        if self._held is None:
            return
        try:
            path = await asyncio.to_thread(write_debrief, self._held, self._paths, suffix)
        except InterviewerError as error:
            self.app.tell(str(error))
        else:
            self.app.tell(f"Saved as {path}")
