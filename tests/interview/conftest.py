from __future__ import annotations

import asyncio

import pytest

from interviewer.content.library import Library
from interviewer.interview.llm import LLMInterviewer
from interviewer.model.content import Question
from tests.interview.driver import LIBRARY, Play
from tests.llm.leading import LeadingModel
from tests.llm.parts import compatible


@pytest.fixture
def nurses() -> Question:
    return LIBRARY.question("nurse-handover")


@pytest.fixture
def frost() -> Question:
    return LIBRARY.question("frost-warning")


@pytest.fixture
def model():
    with LeadingModel() as running:
        yield running


@pytest.fixture
def runner():
    with asyncio.Runner() as running:
        yield running


@pytest.fixture
def begin(model, runner):
    """Begins a round that the model leads; it stands at the first question."""

    def play(*questions: Question, library: Library = LIBRARY, **more) -> Play:
        abouts = {name: library.rubric(name).about for name in library.rounds}
        leader = LLMInterviewer(
            compatible(model), library.templates, library.phrases, library.catalogue, abouts
        )
        return Play(questions, interviewer=leader, run=runner.run, **more)

    return play
