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
