"""Drives the real app without a terminal: waits for what a user would see, never for a time."""

import time

from interviewer.session.plan import Wish
from interviewer.tui.app import InterviewerApp

DEADLINE = 20.0


async def until(pilot, condition):
    """Let the app run until the condition holds; an assertion error when it never does."""
    end = time.monotonic() + DEADLINE
    while True:
        await pilot.pause()
        if result := condition():
            return result
        assert time.monotonic() < end, "what was waited for did not come"


def screen_text(app):
    """All that the screen shows, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def shows(app, words):
    """Whether these words stand on the screen."""
    return words in screen_text(app)


async def on(pilot, name, words=""):
    """Wait for a screen, with these words on it."""
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name and shows(pilot.app, words))


async def begin(pilot, round_id="product-sense", question="nurse-handover", **more):
    """Begin a round and wait for its question; gives the interview screen."""
    app = pilot.app
    assert isinstance(app, InterviewerApp)
    app.begin_round(Wish(round=round_id, question=question, seed=3, **more))
    await until(pilot, lambda: type(app.screen).__name__ == "Interview" and shows(app, "?"))
    await until(pilot, lambda: not app.screen._busy)
    return app.screen


async def say(pilot, text):
    """Type a message, send it, and wait for the reply."""
    screen = pilot.app.screen
    turns = len(screen.session.state.turns)
    screen.query_one("#box").insert(text)
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: len(screen.session.state.turns) > turns + 1 and not screen._busy)


def told(app):
    """What the app said in passing."""
    return " ".join(str(notification.message) for notification in app._notifications)
