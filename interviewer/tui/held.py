"""What the committee screen shows, where its sentences lead, and how it is written to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interviewer.batch.gathering import Gathered
from interviewer.model.words import OFFLINE
from interviewer.reports.debrief_html import debrief_html
from interviewer.reports.debrief_markdown import debrief_markdown
from interviewer.session.cast import make_scorer
from interviewer.session.costs import dollars
from interviewer.session.exporting import write_new
from interviewer.session.options import Options
from interviewer.session.review import Review, Reviewed
from interviewer.session.voices import Voices, make_voices

if TYPE_CHECKING:
    from interviewer.content.library import Library
    from interviewer.model.debrief import Debrief, Item, Packet
    from interviewer.scoring.scorer import Scorer
    from interviewer.session.surroundings import Surroundings


@dataclass(frozen=True)
class Held:
    """All that the screen shows."""

    gathered: Gathered
    debrief: Debrief
    library: Library

    def packet(self, name: str) -> Packet | None:
        """The packet or artifact of that name."""
        packets = (*self.debrief.packets, *self.debrief.artifacts)
        return next((each for each in packets if each.id == name), None)

    def item(self, evidence: str) -> Item | None:
        """What a sentence was cited for."""
        packet = self.packet(evidence.split("/", maxsplit=1)[0])
        return next((each for each in packet.evidence if each.id == evidence), None) if packet else None


def grader_of(around: Surroundings) -> Scorer:
    """Who grades what was not graded yet, as for a round.

    Raises:
        UsageError: for a SPEC nobody stands behind.
        LLMError: when a key is missing or would go where it does not belong.
    """
    chosen = around.settings
    return make_scorer(around.library, chosen.grader or OFFLINE, options=Options.of(chosen))


def voices_of(around: Surroundings) -> Voices:
    """Who speaks for the members: the model that interviews, where one was chosen.

    Raises:
        UsageError: for a SPEC nobody stands behind.
        LLMError: when a key is missing or would go where it does not belong.
    """
    return make_voices([around.settings.llm], options=Options.of(around.settings))


def who_line(held: Debrief, dot: str) -> str:
    """Who spoke and who graded, and what the speaking cost, for the header."""
    scorers = ", ".join(held.scorers)
    speakers = ", ".join(dict.fromkeys(each.spec for each in held.voices))
    if speakers:
        cost = (held.usage or {}).get("cost")
        spent = f" {dot} {dollars(cost)}" if isinstance(cost, float) else ""
        return f"{speakers} {dot} grader {scorers}{spent}"
    return f"{OFFLINE} {dot} no cost" if scorers == OFFLINE else f"graded by {scorers}"


def review_of(packet: Packet) -> Review:
    """A packet's answers to look at, where there is no saved round."""
    count = len(packet.answers)
    return Review(
        round=packet.round,
        answers=tuple(
            Reviewed(
                card=card,
                answer=answer,
                question=answer.question,
                index=number - 1,
                place=f"answer {number} of {count}",
            )
            for number, (answer, card) in enumerate(
                zip(packet.answers, packet.scorecards, strict=True), start=1
            )
        ),
    )


def write_debrief(held: Held, paths: Sequence[Path], suffix: str) -> Path:
    """Write it to a new file in the current folder: `.md` or `.html`.

    Raises:
        TranscriptError: when the disk refuses.
    """
    render = debrief_html if suffix == ".html" else debrief_markdown
    return write_new(
        Path.cwd(), f"debrief-{paths[-1].stem}", render(held.debrief, held.library), suffix=suffix
    )
