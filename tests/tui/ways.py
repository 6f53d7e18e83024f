"""Ways through the app, and the states on them that are drawn once, at 80x24."""

from tests.llm.leading import LeadingModel
from tests.llm.server import refusal
from tests.session.loops import InLoop
from tests.tui.driver import begin, on, say, shows, until
from tests.tui.pictures import Way
from tests.tui.states import (
    ANSWERED,
    ASKED,
    at_home_first,
    choosing_model,
    in_committee,
    in_setup,
    keep_samples,
    keep_tries,
    on_scorecard,
    pasting,
    replaying,
)

VAGUE = "I like products. Users matter."


async def a_round(pilot):
    """What a round shows beside question and answer, and how it is found again."""
    await begin(pilot)
    yield "first_question"
    box = pilot.app.screen.query_one("#box")
    box.insert("/sleep")
    await pilot.press("enter")
    await until(pilot, lambda: shows(pilot.app, "There is no /sleep") and shows(pilot.app, "draft saved"))
    yield "unknown_command"
    pilot.app.clear_notifications()
    box.put("")
    await pilot.press("f3")
    await until(pilot, lambda: shows(pilot.app, "paused at"))
    yield "paused"
    await say(pilot, ASKED)
    pilot.app.clock.seconds = 1150
    await say(pilot, ANSWERED)
    yield "over_time"
    await pilot.press("f4")
    await until(pilot, lambda: shows(pilot.app, "enter yes, esc no"))
    yield "asked_to_finish"
    await pilot.press("escape", "escape")
    await until(pilot, lambda: box.text == ANSWERED and shows(pilot.app, "draft saved"))
    yield "taken_back"
    await pilot.press("space", "escape")
    await until(pilot, lambda: shows(pilot.app, "a draft"))
    yield "left"
    await pilot.press("enter")
    await on(pilot, "Interview", "a missed change")
    yield "draft_restored"


async def a_model(pilot):
    """Who interviews, a key that is missing, and a model that gives no reply."""
    await choosing_model(pilot)
    await pilot.press("g", "down", "enter")
    await on(pilot, "ModelScreen", "No key was found")
    pilot.app.screen.query_one("#model").value = "claude-opus-5"
    await pilot.press("tab", "enter")
    await until(pilot, lambda: shows(pilot.app, "The key is missing."))
    yield "key_missing"
    await pilot.press("escape")
    await on(pilot, "Home")
    with LeadingModel() as model:
        model.will(refusal(401, "invalid_api_key"))
        pilot.app.use_for_now({"llm": "compatible/small", "base_url": model.url})
        await begin(pilot)
        # What is told names the server, which has another port in each run.
        pilot.app.clear_notifications()
        pilot.app.screen.query_one("#box").insert(ANSWERED)
        await pilot.press("enter")
        await until(pilot, lambda: shows(pilot.app, "f5 goes on offline") and shows(pilot.app, "is kept"))
        pilot.app.clear_notifications()
        yield "no_reply"


def keep_loop_ahead(home):
    """A loop that has not begun."""
    InLoop(home, "recruiter-screen", "execution").session.close()


async def a_loop(pilot):
    """A loop from its first round to the committee, past a screen that says no."""
    [path] = pilot.app.places.loops.glob("*.jsonl")
    pilot.app.open_loop(path)
    await on(pilot, "LoopScreen", "round 1 of 2")
    yield "first_round_next"
    await round_of_loop(pilot)
    await pilot.press("escape")
    await on(pilot, "LoopScreen", "begun, and left")
    yield "round_left"
    await round_of_loop(pilot)
    await finish(pilot, VAGUE)
    await on(pilot, "LoopScreen", "Not passed.")
    yield "not_passed"
    await pilot.press("c")
    await on(pilot, "LoopScreen", "round 2 of 2")
    yield "gone_on"
    await round_of_loop(pilot)
    await finish(pilot, ANSWERED)
    await on(pilot, "LoopScreen", "has all rounds graded")
    yield "committee_next"
    await pilot.press("enter")
    await on(pilot, "CommitteeScreen", "Line ")
    await pilot.press("escape")
    await on(pilot, "LoopScreen", "has met")
    yield "over"


async def round_of_loop(pilot):
    await pilot.press("enter")
    await on(pilot, "Interview", "?")
    await until(pilot, lambda: not pilot.app.screen._busy)


async def finish(pilot, answer):
    await say(pilot, answer)
    await pilot.press("f4", "enter")
    await until(pilot, lambda: shows(pilot.app, "where do you think you are?"))
    await pilot.press("escape")


async def saved_rounds(pilot):
    """Picking, searching, deleting."""
    pilot.app.action_saved()
    await on(pilot, "Saved", "strong hire")
    await until(pilot, lambda: not pilot.app.screen._unknown())
    await pilot.press("space", "down")
    await until(pilot, lambda: shows(pilot.app, "1 picked"))
    yield "picked"
    await pilot.press("slash", *"xx")
    await until(pilot, lambda: shows(pilot.app, "Nothing fits"))
    yield "nothing_found"
    await pilot.press("escape", "g", "x")
    await until(pilot, lambda: shows(pilot.app, "u brings it back"))
    yield "deleted"


async def nothing_yet(pilot):
    """Screens that live from rounds, before there is one."""
    await at_home_first(pilot)
    pilot.app.action_progress()
    await on(pilot, "ProgressScreen", "esc back")
    await until(pilot, lambda: pilot.app.screen._progress is not None)
    yield "progress"
    await pilot.press("escape")
    pilot.app.action_saved()
    await on(pilot, "Saved", "strong hire")
    await until(pilot, lambda: not pilot.app.screen._unknown())
    yield "saved"
    await pilot.press("escape")
    pilot.app.open_committee_around()
    await until(pilot, lambda: pilot.app._notifications)
    yield "no_committee"


async def setting_up(pilot):
    """What is chosen for a round, and the lists it is chosen from."""
    await in_setup(pilot)
    await pilot.press("slash")
    await on(pilot, "Pick", "chosen for you")
    yield "questions"
    await pilot.press("G", "enter")
    await on(pilot, "Setup")
    yield "question_chosen"
    await pilot.press("G", "up", "up", "enter")
    await on(pilot, "Pick")
    yield "levels"


async def a_scorecard(pilot):
    """Its side pane, and what one tried before."""
    await on_scorecard(pilot)
    await pilot.press("f2")
    await until(pilot, lambda: shows(pilot.app, "graded by"))
    yield "details"
    await pilot.press("f2", "e")
    await on(pilot, "AttemptsScreen")
    yield "no_earlier_try"


async def a_replay(pilot):
    """Its side pane, and its end."""
    await replaying(pilot)
    await pilot.press("f2")
    await until(pilot, lambda: shows(pilot.app, "so far"))
    yield "so_far"
    await pilot.press("f2", "G")
    await until(pilot, lambda: shows(pilot.app, "The round ends here"))
    yield "at_the_end"


async def a_committee(pilot):
    """What stands below the votes, and beside them."""
    await in_committee(pilot)
    await pilot.press("tab", "tab")
    yield "cost_most"
    await pilot.press("G")
    yield "the_end"
    await pilot.press("f2")
    yield "packets"


async def a_pasted_answer(pilot):
    """Nothing to grade, then too little to grade."""
    await pasting(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: shows(pilot.app, "There is no answer yet"))
    yield "empty"
    pilot.app.clear_notifications()
    pilot.app.screen.query_one("#box").put(VAGUE)
    await pilot.press("enter")
    await on(pilot, "ScorecardScreen", "pasted answer")
    yield "too_short"


async def the_frame(pilot):
    """What is around every screen: actions searched, a window that is too small."""
    await at_home_first(pilot)
    await pilot.press("ctrl+p")
    await until(pilot, lambda: shows(pilot.app, "Practise a round"))
    await pilot.press(*"colours")
    await until(pilot, lambda: shows(pilot.app, "Colours: paper"))
    yield "actions_found"
    await pilot.press("escape")
    await pilot.resize_terminal(50, 14)
    yield "too_small"


WAYS = (
    Way(
        a_round,
        (
            "first_question",
            "unknown_command",
            "paused",
            "over_time",
            "asked_to_finish",
            "taken_back",
            "left",
            "draft_restored",
        ),
    ),
    Way(a_model, ("key_missing", "no_reply")),
    Way(
        a_loop,
        ("first_round_next", "round_left", "not_passed", "gone_on", "committee_next", "over"),
        keep_loop_ahead,
    ),
    Way(saved_rounds, ("picked", "nothing_found", "deleted"), keep_tries),
    Way(nothing_yet, ("progress", "saved", "no_committee")),
    Way(setting_up, ("questions", "question_chosen", "levels")),
    Way(a_scorecard, ("details", "no_earlier_try"), keep_samples),
    Way(a_replay, ("so_far", "at_the_end"), keep_samples),
    Way(a_committee, ("cost_most", "the_end", "packets")),
    Way(a_pasted_answer, ("empty", "too_short")),
    Way(the_frame, ("actions_found", "too_small")),
)
