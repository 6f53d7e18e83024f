"""A whole screen as text, to be copied or written to a file: also what is scrolled away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.widgets import OptionList, TextArea

from interviewer.tui.frame import Ends, MoreLine, Page

if TYPE_CHECKING:
    from textual.widget import Widget


def text_of(page: Page) -> str:
    """Title and body of a screen as they are laid out now, the parts one under the other."""
    title = page.head.left[0].plain.strip() if page.head.left else ""
    return "\n".join([title, *_lines(page.query_one("#page"))]).strip() + "\n"


def name_of(page: Page) -> str:
    """What a file with its text is called, without suffix."""
    words = page.head.left[0].plain.split() if page.head.left else []
    return words[0] if words else "screen"


def _lines(widget: Widget) -> Iterator[str]:
    if not widget.display or isinstance(widget, Ends | MoreLine):
        return
    if widget.styles.margin.top:
        yield ""
    if isinstance(widget, TextArea):
        yield widget.text
    elif children := widget.children:
        for each in children:
            yield from _lines(each)
    elif isinstance(widget, OptionList):
        height = widget.virtual_size.height
        at = widget.scroll_offset.y
        yield from (widget.render_line(line - at).text.rstrip() for line in range(height))
    else:
        yield from (widget.render_line(line).text.rstrip() for line in range(widget.size.height))
