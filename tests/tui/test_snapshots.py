"""How every screen looks, at three sizes and in two themes, with the clock held still.

Written anew with: python -m pytest tests/tui/test_snapshots.py --snapshot-update
Look at what changed before committing it: a snapshot that nobody looked at holds nothing.
"""

import importlib
import inspect
import pkgutil

import pytest
from textual.screen import Screen

from interviewer.tui import screens
from interviewer.tui.app import InterviewerApp
from tests.session.harness import StillClock
from tests.tui.pictures import SIZES, START, THEMES, Drawn, draw, hold_still
from tests.tui.states import SCREENS
from tests.tui.ways import WAYS

FRAMES = {"AfterRound", "Lines"}
"""What screens are made of, and none is of itself."""


def named(*names):
    """The states of these names."""
    return [each for each in SCREENS if str(each) in names]


@pytest.fixture(autouse=True)
def still(monkeypatch, home):
    hold_still(monkeypatch)


@pytest.fixture(scope="module")
def drawn():
    """What was drawn so far in this file."""
    return {}


@pytest.fixture
def pictures(request, drawn, home):
    """The pictures of a state, or of a way: drawn once for the tests that each look at one of them."""
    wanted = request.param
    if wanted not in drawn:
        wanted.keep(home)
        try:
            drawn[wanted] = draw(wanted)
        except AssertionError as error:
            # It would be waited for as long by each of them.
            drawn[wanted] = error
    if isinstance(drawn[wanted], AssertionError):
        raise drawn[wanted]
    return drawn[wanted]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pictures", SCREENS, ids=str, indirect=True)
def test_screen(snap_compare, pictures, size, theme):
    assert snap_compare(Drawn(pictures[size, theme]))


@pytest.mark.parametrize(
    ("pictures", "name"),
    [pytest.param(way, name, id=f"{way}-{name}") for way in WAYS for name in way.names],
    indirect=["pictures"],
)
def test_on_the_way(snap_compare, pictures, name):
    assert snap_compare(Drawn(pictures[name]))


def test_no_screen_is_left_out():
    names = [each.name for each in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}.")]
    found = {
        name
        for module in map(importlib.import_module, names)
        for name, each in inspect.getmembers(module, inspect.isclass)
        if issubclass(each, Screen) and each.__module__ == module.__name__
    }
    assert found - FRAMES <= {each.screen for each in SCREENS}


@pytest.mark.parametrize("state", named("at_home", "in_round", "on_scorecard", "in_committee"), ids=str)
def test_without_colour(snap_compare, home, monkeypatch, state):
    monkeypatch.setenv("NO_COLOR", "1")
    state.keep(home)
    app = InterviewerApp(clock=StillClock())
    assert snap_compare(app, run_before=state.arrive, terminal_size=START)


@pytest.mark.parametrize(
    "state", named("at_home", "in_round", "on_scorecard", "replaying", "in_committee"), ids=str
)
def test_with_ascii_marks(snap_compare, home, state):
    home.mkdir(parents=True)
    (home / "config.toml").write_text('marks = "ascii"\n')
    state.keep(home)
    app = InterviewerApp(clock=StillClock())
    assert snap_compare(app, run_before=state.arrive, terminal_size=START)
