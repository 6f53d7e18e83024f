"""From a loop, finished or not, to what a committee is given."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.committee import HeldRound, Loop
from interviewer.committee.gate import not_passed_note
from interviewer.content.library import Library
from interviewer.llm.protocol import Tell
from interviewer.scoring.scorer import Scorer
from interviewer.session.held_rounds import held_round, numbered
from interviewer.session.loop_stops import Standing, Stop
from interviewer.transcripts.read import read_transcript


async def held_loop(library: Library, scorer: Scorer, standing: Standing, tell: Tell | None = None) -> Loop:
    """The rounds that were held, what is required of the loop, and what the committee should know of it.

    Raises:
        TranscriptError: when a transcript cannot be read.
        LLMError: when a model that should grade gave no reply that holds up.
    """
    header, stops, store = standing
    rounds: list[HeldRound] = []
    notes: list[str] = []
    for stop in stops:
        if stop.status != "held" or stop.transcript is None:
            notes.append(_left_out(stop))
            continue
        found, problems = await held_round(
            library, scorer, read_transcript(store.path(stop.transcript)), tell
        )
        rounds += [found] if found else []
        notes += problems
    failed = [library.committee.round_name(each.packet) for each in stops if each.for_practice]
    if failed:
        notes.append(not_passed_note(failed))
    return Loop(rounds=numbered(rounds), level=header.level, required=required(stops), notes=tuple(notes))


def required(stops: Iterable[Stop]) -> tuple[str, ...]:
    """The rounds a decision needs: all of the loop, but for screens whose gate has ruled.

    A screen is decided by its gate; no committee sends anybody back to the recruiter.
    """
    return tuple(each.round for each in stops if not (each.is_screen and each.gate is not None))


def _left_out(stop: Stop) -> str:
    why = {"ahead": "not held", "under-way": "not finished", "gone": "its transcript is gone"}
    return f"{stop.packet}: {why.get(stop.status, 'not held')}; it is left out"
