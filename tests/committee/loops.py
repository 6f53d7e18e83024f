"""The loops that lie in transcripts/loops, and how a debrief over a file of answers is asked for."""

import asyncio
import json
from functools import cache
from pathlib import Path

from interviewer.batch.loop_file import read_loop_file
from interviewer.committee import Loop, debrief
from interviewer.content.library import Library
from interviewer.model.words import JobLevel
from interviewer.session.cast import make_scorer

LIBRARY = Library()
LOOPS = LIBRARY.samples / "loops"


@cache
def scorer():
    return make_scorer(LIBRARY, "offline")


@cache
def recorded(name):
    """The loop of that name, without what no rubric of the package grades."""
    read = asyncio.run(read_loop_file(LIBRARY, scorer(), LOOPS / f"{name}.jsonl"))
    return Loop(rounds=read.rounds, level=JobLevel.L5, candidate=read.candidate)


@cache
def held(name):
    return debrief(LIBRARY, recorded(name))


def lines_of(name):
    return [json.loads(line) for line in (LOOPS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def write(path: Path, lines) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path
