"""The side of a debrief: the packets, what would have changed a no, and who stands behind the votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from interviewer.evidence.characters import visible
from interviewer.reports import debrief_words as words
from interviewer.tui.drawing import squares, with_quotes

if TYPE_CHECKING:
    from interviewer.content.library import Library
    from interviewer.model.debrief import Debrief, Packet
    from interviewer.reports.marks import Marks
    from interviewer.tui.look import Ink

WIDTH: Final = 28
_NAME: Final = 20
"""Columns of a packet's name at most: seven cells of squares and a space stand beside it."""


class Side(VerticalScroll):
    """The side pane; what fits it is counted anew when its height changes."""

    class Resized(Message):
        """Its size is another."""

    def on_resize(self) -> None:
        """Tell the page."""
        self.post_message(self.Resized())


def side(held: Debrief, library: Library, marks: Marks, ink: Ink, rows: int | None = None) -> Content:
    """The packets, then as much of the rest as fits that many rows; all of it without a limit."""
    gap = 1 if rows is not None and rows < _ROOMY else 2
    blocks = [_packets(held, marks)]
    left = None if rows is None else rows - _height(blocks[0])
    title, shown = changes(held, library, ink)
    if shown:
        kept = shown if left is None else _fitting(shown, left - gap - 1)
        if kept:
            block = Content(title).stylize("$quiet") + Content("\n") + Content("\n\n").join(kept)
            blocks.append(block)
            left = None if left is None else left - gap - _height(block)
    for note in words.notes(held):
        block = Content(visible(note)).stylize("$quiet")
        if left is None or _height(block) + gap <= left:
            blocks.append(block)
            left = None if left is None else left - gap - _height(block)
    return Content("\n" * (gap + 1)).join(blocks)


_ROOMY: Final = 24


def changes(held: Debrief, library: Library, ink: Ink) -> tuple[str, list[Content]]:
    """What would have changed the nos, the closest first; where there is none, who asks what next."""
    nos = [each for each in held.votes if not words.side(each.after)]
    if not nos:
        # Some have nothing left to ask, which says something only beside the name of whoever says it.
        return "what they will ask next", [
            Content(f"{name}\n").stylize("$quiet") + with_quotes(visible(told), ink.mine)
            for name, told in words.ahead(library, held.votes)
        ]
    texts = dict.fromkeys(
        visible(each.would_change) for each in sorted(nos, key=lambda each: each.to_next) if each.would_change
    )
    return "what would have changed it", [with_quotes(each, ink.mine) for each in texts]


def _packets(held: Debrief, marks: Marks) -> Content:
    packets = (*held.packets, *held.artifacts)
    width = min(_NAME, max((len(each.id) for each in packets), default=0)) + 1
    lines = [Content("packets").stylize("$quiet"), *(_packet(each, marks, width) for each in packets)]
    return Content("\n").join(lines)


def _packet(packet: Packet, marks: Marks, width: int) -> Content:
    level = words.vote_level(packet.recommendation)
    drawn = Content("undecided").stylize("$quiet") if level is None else squares(marks, level)
    width = min(width, WIDTH - drawn.cell_length)
    name = Content(packet.id).truncate(width - 1, ellipsis=True)
    return name + Content(" " * (width - name.cell_length)) + drawn


def _fitting(texts: list[Content], rows: int) -> list[Content]:
    kept: list[Content] = []
    for each in texts:
        needed = _height(each) + (1 if kept else 0)
        if needed > rows:
            break
        kept.append(each)
        rows -= needed
    return kept


def _height(text: Content) -> int:
    return len(text.wrap(WIDTH))
