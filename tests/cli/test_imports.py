"""What a command must not import, so that it starts at once."""

import subprocess
import sys

import pytest

from tests.cli.shell import STRONG

HEAVY = {
    "textual",
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


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("practice", "--help"), ("score", "--help")])
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
