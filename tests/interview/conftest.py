from __future__ import annotations

import pytest

from interviewer.model.content import Question
from tests.interview.driver import LIBRARY


@pytest.fixture
def nurses() -> Question:
    return LIBRARY.question("nurse-handover")


@pytest.fixture
def frost() -> Question:
    return LIBRARY.question("frost-warning")
