"""Every test runs in a home of its own, with nothing inherited from the machine."""

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    for name in ("INTERVIEWER_LLM", "INTERVIEWER_GRADER", "INTERVIEWER_TIMEOUT", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "home"
    monkeypatch.setenv("INTERVIEWER_HOME", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    return folder
