"""Every test runs in a home of its own, with nothing inherited from the machine."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

# No test is timed: how long an example takes depends on what else the machine does. Where CI is set the same
# commit is tried with the same examples each time; new ones are looked for everywhere else.
settings.register_profile(
    "project", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("project")

INHERITED = (
    "INTERVIEWER_BASE_URL",
    "INTERVIEWER_BUDGET",
    "INTERVIEWER_COMPATIBLE_API_KEY",
    "INTERVIEWER_GRADER",
    "INTERVIEWER_LLM",
    "INTERVIEWER_TIMEOUT",
    "NO_COLOR",
    "ANTHROPIC_API_KEY",
    "ANTHROPIC_AUTH_TOKEN",
    "ANTHROPIC_BASE_URL",
    "ANTHROPIC_CUSTOM_HEADERS",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_ORG_ID",
    "OPENAI_PROJECT_ID",
    "OPENAI_ADMIN_KEY",
    "OPENAI_CUSTOM_HEADERS",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
)


def pytest_collection_finish():
    """Leave what was imported out of every look for garbage, and look less often: a seventh of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "home"
    monkeypatch.setenv("INTERVIEWER_HOME", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return folder
