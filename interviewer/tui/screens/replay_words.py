"""What the replay says around the conversation: its help, its keys, its header. Pure functions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType

from interviewer.tui.when import when

if TYPE_CHECKING:
    from interviewer.model.events import Header
    from interviewer.reports.marks import Marks
    from interviewer.session.replaying import Replay

HELP: Final = (
    "The round again, on its own clock; long pauses are cut short. Your words are lit where they showed "
    "something or raised a flag, and the levels stand as far as they could be told by then. The line "
    "below is the whole round: a click on it, or on a mark, goes there. F goes to the next flag, U to the"
    " next follow-up, L to the end of the next answer with a lean no or a no; with shift, to the one "
    "before. N keeps a note at this moment; it stands at the right, and E changes it. S grades the round "
    "again, by another rubric or model."
)
KEYS: Final[list[BindingType]] = [
    Binding("space", "play", "play", tooltip="Play"),
    Binding("space", "pause", "pause", tooltip="Pause"),
    Binding("right", "turn(1)", "turn", key_display="← →", tooltip="The next turn"),
    Binding("left", "turn(-1)", "", show=False, tooltip="The turn before"),
    Binding("right_square_bracket", "mark(1)", "mark", key_display="[ ]", tooltip="The next mark"),
    Binding("left_square_bracket", "mark(-1)", "", show=False, tooltip="The mark before"),
    Binding("f", "mark(1,'flag')", "flag", tooltip="The next flag"),
    Binding("F", "mark(-1,'flag')", "flag before", show=False, tooltip="The flag before"),
    Binding("u", "mark(1,'follow-up')", "next follow-up", show=False, tooltip="The next follow-up"),
    Binding("U", "mark(-1,'follow-up')", "follow-up before", show=False, tooltip="The follow-up before"),
    Binding(
        "l",
        "mark(1,'low level')",
        "next low level",
        show=False,
        tooltip="The next low level",
    ),
    Binding(
        "L",
        "mark(-1,'low level')",
        "low level before",
        show=False,
        tooltip="The low level before",
    ),
    Binding("f2", "side", "so far", tooltip="The scorecard so far, and what was heard"),
    Binding("d,enter", "scorecard", "scorecard", tooltip="Open the scorecard"),
    Binding("plus", "faster", "speed", key_display="1 2 4 8", tooltip="Faster"),
    Binding("1", "speed(1)", "", show=False, tooltip="In its own time"),
    Binding("2", "speed(2)", "", show=False, tooltip="Twice as fast"),
    Binding("4", "speed(4)", "", show=False, tooltip="Four times as fast"),
    Binding("8", "speed(8)", "", show=False, tooltip="Eight times as fast"),
    Binding("5", "speed(16)", "", show=False, tooltip="Sixteen times as fast"),
    Binding("6", "speed(32)", "", show=False, tooltip="Thirty-two times as fast"),
    Binding("g,home", "end(-1)", "", show=False, tooltip="The first turn"),
    Binding("G,end", "end(1)", "", show=False, tooltip="The last turn"),
    Binding("up,k", "scroll(-1)", "", show=False, tooltip="Scroll up"),
    Binding("down,j", "scroll(1)", "", show=False, tooltip="Scroll down"),
    Binding("pageup", "scroll(-10)", "", show=False, tooltip="Scroll up a page"),
    Binding("pagedown", "scroll(10)", "", show=False, tooltip="Scroll down a page"),
    Binding("n", "notes", "notes", tooltip="Your notes on this round, and what you were told"),
    Binding("e", "edit_note", "edit note", show=False, tooltip="Change the note at this turn"),
    Binding("s", "regrade", "grade again", tooltip="Grade it again by another rubric or model"),
    Binding("ctrl+s", "export", "export", tooltip="Export as Markdown to the current folder"),
    Binding("escape", "leave", "leave", tooltip="Leave"),
]
NO_MORE: Final = {True: "No {kind} comes after this.", False: "No {kind} comes before this."}


def place(replay: Replay, step: int, now: datetime) -> tuple[str, ...]:
    """Which round and question it is, from long to short."""
    name, question = replay.header.round, replay.steps[step].turn.question + 1
    number = f"question {question}" + (f" of {replay.questions}" if replay.questions > 1 else "")
    return f"{name}, {when(replay.header.created, now)}, {number}", f"{name}, {number}", name


def pace(speed: float, marks: Marks, *, playing: bool, at_end: bool) -> str:
    """How fast it goes, or that it stands."""
    words = f"{speed:g} {marks.times} speed"
    if playing:
        return words
    return f"at the end, {words}" if at_end else f"paused, {words}"


def who(header: Header, dot: str) -> str:
    """Who interviewed and who graded."""
    if header.interviewer != header.grader:
        return f"{header.interviewer}, graded by {header.grader}"
    return f"{header.interviewer} {dot} no cost" if header.grader == "offline" else header.interviewer


def last_words(replay: Replay) -> str:
    """What is said under the last turn."""
    end = "The round ends here." if replay.ended else "The round was left here."
    return f"{end} Enter opens its scorecard." if replay.graded else end
