"""Choosing a language model in the app, and what a round with one shows when it waits, fails and costs."""

import tomllib

import keyring
import pytest
from textual.events import Paste
from textual.widgets import Input

from interviewer.transcripts.read import read_transcript
from interviewer.tui.app import InterviewerApp
from interviewer.tui.screens.model import ModelScreen
from interviewer.tui.screens.settings import SettingsScreen
from interviewer.tui.screens.setup import Setup
from tests.cli.shell import transcripts
from tests.llm.judging import JudgingModel
from tests.llm.leading import LeadingModel, decision
from tests.llm.parts import ANTHROPIC_KEY, OPENAI_KEY, SERVER_KEY
from tests.llm.server import refusal
from tests.llm.test_keys_and_hosts import Drawer, Failing
from tests.tui.driver import begin, say, screen_text, shows, told, until

pytestmark = pytest.mark.asyncio

OFFLINE, CLAUDE, GPT, OWN = range(4)
ANSWER = "I'd build for the nurse who takes over at seven, and give up the full summary."
PROBING = decision(
    "follow-up", "What would you give up so that she gets it first?", signal="names-user-segment"
)


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    yield lambda backend: keyring.set_keyring(backend) or backend
    keyring.set_keyring(before)


@pytest.fixture
def model():
    with LeadingModel() as running:
        running.otherwise = PROBING
        yield running


def saved(home):
    return tomllib.loads((home / "config.toml").read_text())


def nowhere(home, secret):
    """No file of the app holds it."""
    files = [each for each in home.rglob("*") if each.is_file()] if home.exists() else []
    return not any(secret.encode() in each.read_bytes() for each in files)


async def pick(pilot, which):
    """In the list of who can interview, take the one at that place."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "Pick")
    await pilot.press("g", *["down"] * which, "enter")
    if which != OFFLINE:
        await until(pilot, lambda: isinstance(pilot.app.screen, ModelScreen))
        await until(pilot, lambda: not shows(pilot.app, "Looking for a key"))


async def from_home(pilot, which):
    await until(pilot, lambda: shows(pilot.app, "Practise"))
    await pilot.press("m")
    await pick(pilot, which)


async def from_setup(pilot, which):
    pilot.app.open_setup()
    await until(pilot, lambda: isinstance(pilot.app.screen, Setup) and shows(pilot.app, "L4"))
    await pilot.press("G", "enter")
    await pick(pilot, which)


async def on(pilot, name):
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name)


async def paste(pilot, text):
    pilot.app.screen.focused.post_message(Paste(text))
    await pilot.pause()


def with_server(model, home, **more):
    """A home whose interviewer is the model behind that server."""
    home.mkdir(exist_ok=True)
    lines = [f'llm = "compatible/small"\nbase_url = "{model.url}"', *(f"{k} = {v}" for k, v in more.items())]
    (home / "config.toml").write_text("\n".join(lines))


async def send(pilot, text=ANSWER):
    pilot.app.screen.query_one("#box").insert(text)
    await pilot.pause()
    await pilot.press("enter")


async def test_a_server_of_ones_own_is_named_with_its_address(home, model):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shows(pilot.app, "For a language model press m."))
        await from_home(pilot, OWN)
        await paste(pilot, model.url)
        await until(pilot, lambda: shows(pilot.app, f"goes to {model.url[7:-3]} (this machine)."))
        assert shows(pilot.app, "Graded offline")
        await pilot.press("tab", *"small", "enter")
        await on(pilot, "Home")
        await until(pilot, lambda: shows(pilot.app, "compatible/small"))
        assert saved(home) == {"llm": "compatible/small", "base_url": model.url}


async def test_the_model_that_was_chosen_interviews_and_answers_are_graded_offline(home, model):
    with_server(model, home)
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await say(pilot, ANSWER)
        assert shows(pilot.app, "so that she gets it first?")
        assert model.asked[0]["model"] == "small"
        [path] = transcripts(home)
        assert read_transcript(path).header.grader == "offline"


async def test_a_key_typed_here_goes_into_the_keyring_and_nowhere_else(home, ring):
    drawer = ring(Drawer())
    app = InterviewerApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await from_home(pilot, CLAUDE)
        assert shows(pilot.app, "What you write and your key go to api.anthropic.com only.")
        assert shows(pilot.app, "No key was found")
        box = app.screen.query_one("#key", Input)
        await paste(pilot, "claude-opus-5")
        await pilot.press("enter")
        await until(pilot, lambda: app.focused.id == "key")
        await paste(pilot, ANTHROPIC_KEY)
        assert shows(app, "•" * len(ANTHROPIC_KEY))
        await pilot.press("shift+home", "ctrl+c", "end", "shift+home", "ctrl+x")
        assert ANTHROPIC_KEY not in app.clipboard
        await paste(pilot, ANTHROPIC_KEY)
        assert ANTHROPIC_KEY not in app.export_screenshot()
        await pilot.press("enter")
        await on(pilot, "Home")
        await until(pilot, lambda: shows(app, "anthropic/claude-opus-5"))
        assert list(drawer.held.values()) == [ANTHROPIC_KEY]
        assert box.value == ""
        assert ANTHROPIC_KEY not in told(app)
        assert nowhere(home, ANTHROPIC_KEY)


async def test_a_stored_key_is_found_again_and_only_for_its_server(home, ring, model):
    drawer = ring(Drawer())
    with_server(model, home)
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await from_home(pilot, OWN)
        assert pilot.app.screen.query_one("#model", Input).value == "small"
        await until(pilot, lambda: shows(pilot.app, "Most servers of your own need none"))
        await pilot.press("tab", "tab")
        await paste(pilot, SERVER_KEY)
        await pilot.press("enter")
        await on(pilot, "Home")
        assert [name for _, name in drawer.held] == [f"INTERVIEWER_COMPATIBLE_API_KEY@{model.url[7:-3]}"]
        await from_home(pilot, OWN)
        await until(pilot, lambda: shows(pilot.app, "A key was found in the system keyring."))
        pilot.app.screen.query_one("#address", Input).value = "http://127.0.0.1:9/v1"
        await until(pilot, lambda: shows(pilot.app, "No key was found."))


@pytest.mark.parametrize(
    ("backend", "words"), [(Failing, "cannot be used (RuntimeError)"), (None, "kept nothing")]
)
async def test_a_keyring_that_cannot_keep_it_is_said_with_the_variable(home, ring, backend, words):
    if backend:
        ring(backend())
    app = InterviewerApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await from_home(pilot, GPT)
        await paste(pilot, "gpt-4.1")
        await pilot.press("tab")
        await paste(pilot, OPENAI_KEY)
        await pilot.press("enter")
        await until(pilot, lambda: shows(app, words))
        assert "set OPENAI_API_KEY in the environment" in " ".join(screen_text(app).split())
        assert app.screen.query_one("#key", Input).value == ""
        assert OPENAI_KEY not in screen_text(app)
        assert not (home / "config.toml").exists()


async def test_a_key_in_the_environment_is_not_asked_for(home, monkeypatch):
    monkeypatch.setenv("ANTHROPIC_API_KEY", ANTHROPIC_KEY)
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await from_home(pilot, CLAUDE)
        assert shows(pilot.app, "found in the environment, as ANTHROPIC_API_KEY")
        assert pilot.app.screen.query_one("#key", Input).region.height == 0
        assert ANTHROPIC_KEY not in screen_text(pilot.app)
        await paste(pilot, "claude-opus-5")
        await pilot.press("enter")
        await on(pilot, "Home")
        await until(pilot, (home / "config.toml").exists)
        assert nowhere(home, ANTHROPIC_KEY)


async def test_in_setup_it_counts_until_the_app_is_left(home, model):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await from_setup(pilot, OWN)
        assert shows(pilot.app, "counts until you leave the app")
        await paste(pilot, model.url)
        await pilot.press("tab", *"small", "enter")
        await on(pilot, "Setup")
        await until(pilot, lambda: shows(pilot.app, f"What you write goes to {model.url[7:-3]}"))
        assert shows(pilot.app, "Answers are graded offline.")
        await pilot.press("g", "enter")
        await on(pilot, "Interview")
        [path] = transcripts(home)
        assert read_transcript(path).header.interviewer == "compatible/small"
        assert not (home / "config.toml").exists()
    assert InterviewerApp().llm == "offline"


async def test_what_is_chosen_in_settings_takes_the_place_of_what_was_chosen_for_now(home, model):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await from_setup(pilot, OWN)
        await paste(pilot, model.url)
        await pilot.press("tab", *"small", "enter")
        await on(pilot, "Setup")
        pilot.app.action_settings()
        await until(pilot, lambda: shows(pilot.app, "grader"))
        await pilot.press("g", "enter")
        await pick(pilot, OFFLINE)
        await until(
            pilot, lambda: isinstance(pilot.app.screen, SettingsScreen) and pilot.app.llm == "offline"
        )
        await until(pilot, lambda: shows(pilot.app, "config file"))
        assert saved(home) == {"llm": "offline"}


async def test_an_address_that_the_environment_overrules_is_said(home, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_BASE_URL", "http://127.0.0.1:1/v1")
    app = InterviewerApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await from_home(pilot, OWN)
        app.screen.query_one("#address", Input).value = "http://127.0.0.1:2/v1"
        app.screen.query_one("#model", Input).value = "small"
        await pilot.press("enter")
        await until(pilot, lambda: "INTERVIEWER_BASE_URL is set in the environment" in told(app))


@pytest.mark.parametrize(
    ("which", "typed", "words"),
    [
        (CLAUDE, {"model": ""}, "The model's name is missing."),
        (CLAUDE, {"model": ANTHROPIC_KEY}, "That looked like a key"),
        (CLAUDE, {"model": "two words"}, "That is no model's name"),
        (OWN, {"address": "", "model": "small"}, "The server's address is missing."),
        (OWN, {"address": "localhost:8080", "model": "small"}, "This holds no address"),
        (OWN, {"address": "http://lan.example/v1", "model": "small", "key": SERVER_KEY}, "unencrypted"),
    ],
)
async def test_what_does_not_hold_up_is_said_and_nothing_is_taken(home, ring, which, typed, words):
    drawer = ring(Drawer())
    async with InterviewerApp().run_test(size=(120, 36)) as pilot:
        await from_home(pilot, which)
        for name, text in typed.items():
            pilot.app.screen.query_one(f"#{name}", Input).value = text
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: shows(pilot.app, words))
        assert isinstance(pilot.app.screen, ModelScreen)
        assert drawer.held == {}
        assert not any(key in screen_text(pilot.app) for key in (ANTHROPIC_KEY, SERVER_KEY))
        await pilot.press("escape")
        await on(pilot, "Home")
        assert not (home / "config.toml").exists()


async def test_the_name_may_be_typed_as_a_spec(home, model):
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        await from_home(pilot, OWN)
        await paste(pilot, model.url)
        await pilot.press("tab")
        await paste(pilot, "compatible/Qwen/Qwen3-8B")
        await pilot.press("enter")
        await until(pilot, lambda: shows(pilot.app, "compatible/Qwen/Qwen3-8B"))
        assert saved(home)["llm"] == "compatible/Qwen/Qwen3-8B"


async def test_settings_say_of_each_key_where_it_was_found(ring, monkeypatch):
    ring(Drawer()).held["pm-interviewer", "OPENAI_API_KEY"] = OPENAI_KEY
    monkeypatch.setenv("ANTHROPIC_API_KEY", ANTHROPIC_KEY)
    async with InterviewerApp().run_test(size=(80, 24)) as pilot:
        pilot.app.action_settings()
        await until(pilot, lambda: shows(pilot.app, "Claude: environment"))
        assert shows(pilot.app, "GPT: keyring")
        assert shows(pilot.app, "server: none")
        await pilot.press("G")
        await until(pilot, lambda: shows(pilot.app, "OPENAI_API_KEY: keyring"))
        assert shows(pilot.app, "INTERVIEWER_COMPATIBLE_API_KEY: none")
        assert OPENAI_KEY not in screen_text(pilot.app)
        assert ANTHROPIC_KEY not in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(60, 16), (60, 20), (160, 48)])
async def test_the_form_fits_every_size(size):
    async with InterviewerApp().run_test(size=size) as pilot:
        await from_home(pilot, OWN)
        first = [(each.split() or [""])[0] for each in screen_text(pilot.app).splitlines()]
        assert [each for each in first if each in ("address", "model", "key")] == ["address", "model", "key"]


async def test_a_reply_that_failed_can_be_asked_for_again_or_given_offline(home, model):
    with_server(model, home)
    model.will(refusal(401, "invalid_api_key"), refusal(401, "invalid_api_key"))
    app = InterviewerApp()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await begin(pilot)
        await send(pilot)
        await until(pilot, lambda: shows(app, "enter tries again, f5 goes on offline"))
        assert "What you sent is kept." in told(app)
        await pilot.press("enter")
        await until(pilot, lambda: len(model.asked) == 2 and shows(app, "f5 goes on offline"))
        turns = len(app.screen.session.state.turns)
        await pilot.press("f5")
        await until(pilot, lambda: len(app.screen.session.state.turns) > turns)
        assert "offline interviews from here on." in told(app)
        await until(pilot, lambda: shows(app, "offline"))
        [path] = transcripts(home)
        events = read_transcript(path).events
        assert [each.text for each in events if each.type == "said" and each.who == "candidate"] == [ANSWER]
        assert events[-1].who == "interviewer"
        assert len(model.asked) == 2


async def test_a_wait_is_counted_down_and_esc_ends_it(home, model):
    with_server(model, home)
    model.will(refusal(429, headers={"retry-after": "30"}))
    app = InterviewerApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await send(pilot)
        await until(pilot, lambda: shows(app, "rate limited, again in 30 s; esc stops it"))
        await until(pilot, lambda: shows(app, "rate limited, again in 29 s; esc stops it"))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.query_one("#box").text == ANSWER)
        assert len(model.asked) == 1


async def test_a_grader_that_fails_leaves_the_answers_to_be_graded_offline(home):
    with JudgingModel() as grader:
        grader.will(refusal(401), refusal(401))
        home.mkdir(exist_ok=True)
        (home / "config.toml").write_text(f'grader = "compatible/small"\nbase_url = "{grader.url}"')
        app = InterviewerApp()
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await begin(pilot)
            await say(pilot, ANSWER)
            await pilot.press("f4", "enter")
            await until(pilot, lambda: shows(app, "Before the grade"))
            await pilot.press("escape")
            await until(pilot, lambda: shows(app, "not graded yet: enter tries again, f5 goes on offline"))
            await pilot.press("enter")
            await until(pilot, lambda: len(grader.asked) == 2 and shows(app, "not graded yet"))
            await pilot.press("f5")
            await on(pilot, "ScorecardScreen")
            await until(pilot, lambda: shows(app, "60 words"))
    [path] = transcripts(home)
    cards = [each for each in read_transcript(path).events if each.type == "scorecard"]
    assert [each.scorecard.scorer for each in cards] == ["offline"]


async def test_the_header_says_what_the_round_has_cost(home, model, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", OPENAI_KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", model.url)
    model.usage = (20_000, 1_000)
    app = InterviewerApp({"llm": "openai/gpt-4.1"})
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await begin(pilot)
        assert "OPENAI_BASE_URL sends what you write, and your openai key, to" in told(app)
        assert not shows(app, "$")
        await say(pilot, ANSWER)
        await until(pilot, lambda: shows(app, "interviewer openai/gpt-4.1 · grader offline · $0.05"))
