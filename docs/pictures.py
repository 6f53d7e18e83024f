"""Draws the pictures in the README from the app itself: `make pictures`.

Each is the real app, with a scripted round and the clock held still, exported as SVG. Textual's export asks
for a font on the web; the pictures use whatever fixed-width font the reader has.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from interviewer.content.places import content_root
from interviewer.session.plan import Wish
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.interview import Interview
from interviewer.tui.widgets.answer_box import AnswerBox

if TYPE_CHECKING:
    from textual.pilot import Pilot

HERE: Final = Path(__file__).parent
SIZE: Final = (110, 32)
SAMPLE: Final = "sample-engineers-trap.jsonl"
LOOP: Final = "split-settled.jsonl"
ASKED: Final = "Before I answer: is it half on every ward, or do some wards keep it?"
ANSWERED: Final = (
    "Then I'd build for the nurse who takes over a long-stay patient at seven in the morning. She knows the "
    "patient: a full summary makes her read again what she wrote herself two days ago. She gets what "
    "changed overnight, in five lines, each with its place in the chart. I would start in intensive care, "
    "where a missed change does most harm."
)
DRAFT: Final = (
    "The nurse who has never met the patient. She gets less from changes than from a summary, and I"
)
_FONT: Final = "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_DEADLINE: Final = 30.0
_SPACE: Final = "&#160;"
_RUN: Final = re.compile(
    r'(?P<before><text [^>]*?)x="(?P<x>[\d.]+)"(?P<between>[^>]*?)textLength="(?P<length>[\d.]+)"'
    r"(?P<after>[^>]*>)"
    r"(?P<spaces>(?:&#160;)+)(?P<words>[^<]+)<"
)


class _Clock:
    """A clock that shows what it is told."""

    seconds = 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 22, 41, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def steady(self) -> float:
        return self.seconds


async def draw(folder: Path) -> list[Path]:
    """Play the round and write the pictures to that folder."""
    clock = _Clock()
    app = InterviewerApp(clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        app.begin_round(Wish(round="product-sense", question="nurse-handover", seed=3))
        await _until(pilot, lambda: isinstance(app.screen, Interview) and bool(app.screen.turns))
        for words in (ASKED, ANSWERED):
            await _say(pilot, words)
        clock.seconds = 420
        await _type(pilot, DRAFT)
        await pilot.pause(1.2)
        interview = _save(app, folder / "interview.svg")
        app.open_scorecard(content_root() / "transcripts" / SAMPLE)
        await _until(pilot, lambda: bool(app.screen.query("LitRow")))
        scorecard = _save(app, folder / "scorecard.svg")
        app.open_committee([content_root() / "transcripts" / "loops" / LOOP])
        await _until(pilot, lambda: bool(app.screen.query("Stop")))
        await pilot.press("down")
        return [interview, scorecard, _save(app, folder / "committee.svg")]


async def _say(pilot: Pilot[None], words: str) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, Interview)
    before = len(screen.turns)
    await _type(pilot, words)
    await pilot.press("enter")
    await _until(pilot, lambda: len(screen.turns) >= before + 2)


async def _type(pilot: Pilot[None], words: str) -> None:
    pilot.app.screen.query_one(AnswerBox).insert(words)
    await pilot.pause()


async def _until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(_DEADLINE):
        while not condition():
            await pilot.pause(0.05)
    await pilot.pause(0.2)


def _save(app: InterviewerApp, path: Path) -> Path:
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", app.export_screenshot(title="pm-interviewer"))
    svg = re.sub(r"font-family:\s*Fira Code, monospace", f"font-family: {_FONT}", svg)
    svg = _RUN.sub(_without_leading_spaces, svg)
    path.write_text(re.sub(r"[ \t]+\n", "\n", svg), encoding="utf-8")
    return path


def _without_leading_spaces(run: re.Match[str]) -> str:
    """A run of text moved to where its words begin: some viewers drop spaces at the beginning of a run."""
    spaces = len(run["spaces"]) // len(_SPACE)
    x, length = float(run["x"]), float(run["length"])
    moved = length / (len(run["spaces"]) / len(_SPACE) + len(html.unescape(run["words"]))) * spaces
    begin = f'{run["before"]}x="{x + moved:g}"{run["between"]}textLength="{length - moved:g}"'
    return f"{begin}{run['after']}{run['words']}<"


def main() -> int:
    """Draw them beside this file."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["INTERVIEWER_HOME"] = home
        for path in asyncio.run(draw(HERE)):
            print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
