"""An answer as a block of data in a prompt: a sentence a line, each with its number."""

from __future__ import annotations

from typing import Final

from interviewer.model.evidence import Sentence
from interviewer.scoring import followups
from interviewer.scoring.intake import Taken
from interviewer.scoring.request import ScoreRequest
from interviewer.scoring.united import struck_in

_BRACKETS: Final = str.maketrans({"<": "\u2039", ">": "\u203a"})


def numbered(request: ScoreRequest, taken: Taken) -> list[str]:
    """The answer, a sentence a line.

    No sentence can make a line of its own or close the block, and none that was struck can be read.
    """
    struck = struck_in(taken.bank)
    asked = {turn: words for words, turn in request.follow_ups or followups.asked_in(request.answer)}
    lines = []
    turn = 0
    for each in taken.bank.sentences:
        if each.turn != turn and each.turn in asked:
            lines.append(f"(The interviewer then asked: {as_line(asked[each.turn])})")
        turn = each.turn
        lines.append(_line(each, counts=each.number in taken.counted, struck=each.number in struck))
    return lines


def as_line(text: str) -> str:
    """Words from outside on one line, without the brackets that delimit the block."""
    return " ".join(text.split()).translate(_BRACKETS)


def _line(sentence: Sentence, *, counts: bool, struck: bool) -> str:
    if struck:
        return "[-] (struck: it talked to whoever grades)"
    mark = (
        "-" if not counts else f"{sentence.number} asks" if sentence.role == "clarifying" else sentence.number
    )
    return f"[{mark}] {as_line(sentence.text)}"
