"""The content is found from a wheel, an editable install and a bare checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import interviewer
from interviewer.content.places import content_root

CHECKOUT = Path(interviewer.__file__).resolve().parent.parent
SHOW = "from interviewer.content.places import content_root; print(content_root())"


def run(words, path=None):
    env = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    return subprocess.run(words, env=env, capture_output=True, text=True, check=True, cwd=path).stdout.strip()


def lists_questions(path):
    out = run([sys.executable, "-m", "interviewer", "questions", "list", "--round", "execution"], path)
    return len(out.splitlines()) >= 16


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The files a clone would have."""
    target = tmp_path_factory.mktemp("checkout") / "pm-interviewer"
    skipped = shutil.ignore_patterns(".*", "__pycache__", "tests", "calibration", "*.egg-info", "dist")
    shutil.copytree(CHECKOUT, target, ignore=skipped)
    return target


def test_from_an_editable_install():
    assert content_root() == CHECKOUT
    assert lists_questions(None)


def test_from_a_bare_checkout(copy):
    assert Path(run([sys.executable, "-c", SHOW], copy)) == copy
    assert lists_questions(copy)


def test_from_a_wheel(copy, tmp_path):
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")], copy)
    [wheel] = (tmp_path / "dist").glob("*.whl")
    installed = tmp_path / "site"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(installed),
    ]
    run([*pip, str(wheel)])
    assert Path(run([sys.executable, "-c", SHOW], installed)) == installed / "interviewer" / "_content"
    assert lists_questions(installed)
    rounds = run([sys.executable, "-m", "interviewer", "transcripts", "list", "--samples"], installed)
    assert len(rounds.splitlines()) == 3
