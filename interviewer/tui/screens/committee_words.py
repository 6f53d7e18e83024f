"""What the committee's screen says around the debrief: help, keys, the rule. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType
from textual.content import Content

from interviewer.reports.waiting import waiting
from interviewer.tui.widgets.debrief import rule_ways

if TYPE_CHECKING:
    from interviewer.model.debrief import Debrief
    from interviewer.session.commands import Waiting

_RULE_ROWS: Final = {True: 4, False: 2}
"""Rows the rule may take, on tall windows and on short ones."""

HELP: Final = (
    "Five members read your packets, one a round, and vote without hearing each other; then they argue, "
    "and a vote moves only on a sentence that nobody had cited. Grey squares are the vote before, those "
    "in colour the vote after. Your words are in the accent colour: enter goes to where you said them. "
    "The rule at the bottom decides, whatever is said. Further down: the discussion, the sentences that "
    "cost most, what would have changed each no, what to practise, and how each line of the table read."
)
KEYS: Final[list[BindingType]] = [
    Binding("down,j", "move(1)", "move", key_display="↑↓", tooltip="The next member or statement"),
    Binding("up,k", "move(-1)", "", show=False, tooltip="The one before"),
    Binding("enter", "evidence", "open evidence", tooltip="Go to this sentence in its scorecard"),
    Binding("enter", "packet", "scorecard", tooltip="Open this round's scorecard"),
    Binding("enter", "practise", "practise", tooltip="Set up this round"),
    Binding("f2", "side", "packets", tooltip="The packets, and what would have changed it"),
    Binding("tab", "section(1)", "section", tooltip="The next section"),
    Binding("shift+tab", "section(-1)", "", show=False, tooltip="The section before"),
    Binding("e", "extra", "extra round", tooltip="Practise the round the committee asks for"),
    Binding("v", "replay", "replay", tooltip="Replay the round this was said in", show=False),
    Binding("ctrl+s", "export", "export", tooltip="Save as Markdown in the current folder"),
    Binding(
        "w", "export_page", "web page", show=False, tooltip="Save as one HTML page in the current folder"
    ),
    Binding("escape", "back", "back", tooltip="Leave; the rounds stay as they are"),
    Binding("pageup", "page(-1)", "", show=False, tooltip="Scroll up a page"),
    Binding("pagedown", "page(1)", "", show=False, tooltip="Scroll down a page"),
    Binding("g,home", "end(False)", "", show=False, tooltip="To the top"),
    Binding("G,end", "end(True)", "", show=False, tooltip="To the end"),
]


def rule(held: Debrief, columns: int, *, tall: bool) -> Content:
    """The rule that decided, with how it read where there is room for that."""
    ways = [Content(each).stylize("$quiet") for each in rule_ways(held)]
    fitting = (each for each in ways if len(each.wrap(columns)) <= _RULE_ROWS[tall])
    return next(fitting, ways[-1])


def held_up(waits_for: str, event: Waiting) -> str:
    """What is awaited and what holds it up. Said once a second: the first stays, the second changes."""
    return f"{waits_for.partition(':')[0].rstrip('.')}: {waiting(event)}"
