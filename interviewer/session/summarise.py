"""From the saved rounds to the summary on the home screen."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Final

from interviewer.files import make_folder, write_atomically
from interviewer.interview.state import RoundState
from interviewer.model.scorecard import Scorecard
from interviewer.model.words import Dimension, Level
from interviewer.progress.summary import (
    HISTORY,
    DueDrill,
    LastRound,
    Summary,
    Unfinished,
    UnfinishedLoop,
    read_summary,
)
from interviewer.scoring.ordinal import level_of
from interviewer.session.loop_stops import standing
from interviewer.transcripts.journal import read_draft
from interviewer.transcripts.loops import LoopRecord, LoopStore
from interviewer.transcripts.read import Transcript
from interviewer.transcripts.store import Store

_LOOKED_AT: Final = 40
"""Rounds read, the newest first: enough for six graded ones beside those that were left at once."""
_LOOPS: Final = 20
"""Unfinished loops looked at, the newest first."""


def summarise(store: Store, loops: LoopStore | None = None) -> Summary:
    """The summary of the rounds in the folder, from the newest few, and of the loop that was left last.

    A round of a loop that is not over goes on with it, and what it is worth is not told before the end.
    """
    unfinished = list(islice(loops.unfinished(), _LOOPS)) if loops else []
    open_loops = {each.header.id for each in unfinished}
    recent = list(islice(store.readable(), _LOOKED_AT))
    own = [each for each in recent if each.header.loop not in open_loops]
    graded = [each for each in own if each.scorecards]
    left = next((each for each in own if not each.ended and _begun(each)), None)
    return Summary(
        rounds=len(store.paths()),
        last=_last(graded[0]) if graded else None,
        unfinished=_unfinished(left) if left else None,
        loop=_loop(unfinished[0]) if unfinished else None,
        levels=_levels(graded),
    )


def refresh_summary(
    store: Store, path: Path, loops: LoopStore | None = None, drill: DueDrill | None = None
) -> Summary:
    """The summary as it is now, with the drill that is due, written to its file where that says otherwise.

    The file's time says when the rounds were looked through, whether or not it says anything new. A disk
    that refuses is no reason to show nothing: the file is made again next time.
    """
    began = time.time()
    now = replace(summarise(store, loops), drill=drill)
    with suppress(OSError):
        if now != read_summary(path):
            write_atomically(make_folder(path.parent) / path.name, now.to_json())
        os.utime(path, (began, began))
    return now


def _begun(transcript: Transcript) -> bool:
    """Whether the candidate said or began to say anything; one left at once is not worth going on with."""
    said = any(turn.who == "candidate" for turn in RoundState.of(transcript.events).turns)
    return said or bool(read_draft(transcript.path))


def _last(transcript: Transcript) -> LastRound:
    cards = transcript.latest_scorecards()
    return LastRound(
        id=transcript.header.id,
        round=transcript.header.round,
        at=transcript.header.created.isoformat(),
        headline=cards[max(cards)].scorecard.headline,
    )


def _unfinished(transcript: Transcript) -> Unfinished:
    header = transcript.header
    moments = [event.at for event in transcript.events if hasattr(event, "at")]
    return Unfinished(
        id=header.id,
        round=header.round,
        at=(max(moments) if moments else header.created).isoformat(),
        question=RoundState.of(transcript.events).question + 1,
        questions=len(header.questions),
        seconds_left=int(header.minutes * 60 - transcript.seconds),
        draft_words=len(read_draft(transcript.path).split()),
    )


def _loop(record: LoopRecord) -> UnfinishedLoop:
    stops = standing(record).stops
    here = next((each for each in stops if not each.behind), None)
    moments = [event.at for event in record.events if hasattr(event, "at")]
    return UnfinishedLoop(
        id=record.header.id,
        at=(max(moments) if moments else record.header.created).isoformat(),
        place=here.place if here else len(stops) + 1,
        of=len(stops),
        round=here.round if here else "",
        begun=here is not None and here.status == "under-way",
    )


def _levels(graded: Iterable[Transcript]) -> dict[str, tuple[int, ...]]:
    """Each dimension's history. Only rounds graded by the scorer of the newest one can stand in one row."""
    rounds = [[each.scorecard for each in one.counted_scorecards().values()] for one in graded]
    if not rounds:
        return {}
    scorer = rounds[0][0].scorer
    same = [cards for cards in rounds if all(card.scorer == scorer for card in cards)]
    histories = {name: list(islice(_levels_of(name, same), HISTORY)) for name in Dimension}
    return {name.value: tuple(reversed(levels)) for name, levels in histories.items() if levels}


def _levels_of(name: Dimension, rounds: Iterable[list[Scorecard]]) -> Iterator[int]:
    for cards in rounds:
        if (level := round_level(name, cards)) is not None:
            yield level


def round_level(name: Dimension, cards: Iterable[Scorecard]) -> Level | None:
    """A round's level, from the mean of its answers' estimates; None where nobody asked about it."""
    estimates = [card.dimensions[name].estimate for card in cards]
    assessed = [estimate for estimate in estimates if estimate is not None]
    if not assessed:
        return None
    return level_of(fmean(assessed))
