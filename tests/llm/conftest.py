"""What one test found out about a server is not known to the next; waits take no time."""

import pytest

from interviewer.llm import compatible
from tests.llm.parts import FakeTime
from tests.llm.server import ScriptedServer


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    monkeypatch.setattr(compatible, "_known", {})


@pytest.fixture
def fake_time():
    return FakeTime()


@pytest.fixture
def server():
    with ScriptedServer() as running:
        yield running
