"""What a command must not import, so that it starts at once."""

import subprocess
import sys

import pytest

from tests.cli.shell import STRONG

HEAVY = {
    "textual",
    "textual_serve",
    "aiohttp",
    "rich",
    "openai",
    "anthropic",
    "httpx",
    "httpx2",
    "keyring",
    "genai_prices",
    "tenacity",
    "jinja2",
    "numpy",
    "sklearn",
    "scipy",
    "matplotlib",
    "dask",
    "distributed",
    "hypothesis",
    "pytest",
}
BEYOND_HELP = HEAVY | {
    "pydantic",
    "yaml",
    "rapidfuzz",
    "filelock",
    "platformdirs",
    "asyncio",
    "importlib.metadata",
    "tomllib",
    "interviewer.model",
    "interviewer.content",
    "interviewer.session",
    "interviewer.settings",
}


def imported_by(*words, stdin=""):
    code = (
        "import sys\n"
        "from interviewer.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print('\\n' + ' '.join(sys.modules), file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *words], input=stdin, capture_output=True, text=True, check=True
    )
    return set(ran.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "words", [("--help",), ("--version",), ("practice", "--help"), ("score", "--help"), ("serve", "--help")]
)
def test_help_and_version_import_next_to_nothing(words):
    assert not imported_by(*words) & BEYOND_HELP


def test_scoring_needs_no_screen_no_network_and_no_numbers_library():
    modules = imported_by("score", "--round", "execution", "-", stdin=STRONG)
    assert "interviewer.scoring.offline" in modules
    assert not modules & HEAVY


def test_the_home_screen_is_painted_before_anything_heavy_is_imported():
    code = (
        "import sys, interviewer.tui.app as app\n"
        "app.InterviewerApp().get_default_screen()\n"
        "print(' '.join(sys.modules))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(ran.stdout.split())
    assert "interviewer.tui.screens.home" in modules
    heavy = (HEAVY - {"textual", "rich"}) | {"pydantic", "yaml", "rapidfuzz", "interviewer.session"}
    assert not modules & heavy


APP = """
import asyncio, sys, time
from interviewer.session.plan import Wish
from interviewer.tui.app import InterviewerApp

out = sys.stdout  # the app puts another one in its place

async def until(pilot, condition):
    end = time.monotonic() + 20
    while not condition():
        await pilot.pause()
        assert time.monotonic() < end, "what was waited for did not come"

async def main():
    app = InterviewerApp()
    app.first = lambda app: app.call_after_refresh(lambda: print("painted", *sys.modules, file=out))
    async with app.run_test(size=(80, 24)) as pilot:
        if app.llm == "offline":
            app.begin_round(Wish(round="execution", seed=3))
            await until(pilot, lambda: type(app.screen).__name__ == "Interview" and app.screen.turns)
            await pilot.pause(0.5)
        else:
            await until(pilot, lambda: {"openai", "genai_prices.data"} <= sys.modules.keys())
    print("later", *sys.modules, file=out)

asyncio.run(main())
"""


def imported_in_the_app(monkeypatch, llm):
    """What was imported when the app was painted, and what later."""
    monkeypatch.setenv("INTERVIEWER_LLM", llm)
    ran = subprocess.run([sys.executable, "-c", APP], capture_output=True, text=True, check=True)
    return [set(line.split()[1:]) for line in ran.stdout.splitlines()]


def test_an_offline_round_in_the_app_loads_no_providers_library_and_no_keyring(monkeypatch):
    painted, later = imported_in_the_app(monkeypatch, "offline")
    assert "interviewer.interview.offline" in later
    assert not (painted | later) & (HEAVY - {"textual", "rich"})


def test_a_providers_library_is_loaded_by_itself_after_the_first_paint(monkeypatch):
    painted, later = imported_in_the_app(monkeypatch, "openai/gpt-4.1")
    assert "openai" not in painted
    assert {"openai", "genai_prices"} <= later
    assert "anthropic" not in later
