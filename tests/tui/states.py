"""How every screen is reached, with what it needs on disk."""

import re
import shutil

from interviewer.content.places import content_root
from tests.cli.shell import STRONG
from tests.session.harness import graded_round
from tests.session.loops import InLoop
from tests.tui.driver import begin, on, say, shows, until
from tests.tui.pictures import State

ASKED = "Before I answer: is it half on every ward, or do some wards keep it?"
ANSWERED = (
    "Then I'd build for the nurse who takes over a long-stay patient at seven in the morning. She knows the "
    "patient. A full summary makes her read again what she wrote herself two days ago. What she "
    "needs is what "
    "changed overnight, and who decided it. So: a handover of changes only, each one with its place "
    "in the chart. "
    "I would start in intensive care, where a missed change does most harm."
)
LOST = "We would lose some of the walk-ins with that."
CHOSEN = (
    "I choose the point myself: one false alarm in twenty, because a night nurse who is woken for nothing "
    "stops looking. I give up two true alarms a month for that."
)
DRAFTED = "The nurse who has never met the patient. She gets less from changes than from a summary, and I'd"


def keep_samples(home):
    """Three graded rounds, as if practised on three days."""
    folder = home / "transcripts"
    folder.mkdir(parents=True)
    for day, name in enumerate(("sample-engineers-trap", "sample-mixed", "sample-strong"), start=20):
        text = (content_root() / "transcripts" / f"{name}.jsonl").read_text()
        shutil.copymode(content_root() / "transcripts" / f"{name}.jsonl", folder)
        (folder / f"202611{day}T0930Z-kept-000{day % 10}.jsonl").write_text(text)
    folder.chmod(0o700)


def keep_tries(home):
    """Two tries at the same question."""
    graded_round(home, 20)
    graded_round(home, 24, STRONG)


async def at_home_first(pilot):
    await until(pilot, lambda: shows(pilot.app, "drill: "))


async def at_home(pilot):
    await until(pilot, lambda: shows(pilot.app, "framing") and shows(pilot.app, "drill: "))


async def in_setup(pilot):
    await at_home_first(pilot)
    pilot.app.action_setup()
    await until(pilot, lambda: shows(pilot.app, "the whole loop"))


async def in_round(pilot):
    await begin(pilot)
    await say(pilot, ASKED)
    await say(pilot, ANSWERED)
    pilot.app.clock.seconds = 420
    pilot.app.screen.query_one("#box").insert(DRAFTED)
    await until(pilot, lambda: shows(pilot.app, "draft saved"))
    pilot.app.screen._show_clock()


async def in_notes(pilot):
    await begin(pilot)
    await say(pilot, ASKED)
    await pilot.press("f2")
    await until(pilot, lambda: shows(pilot.app, "enter keeps it"))
    await pilot.press(*"a missed change does harm", "enter")
    await until(pilot, lambda: shows(pilot.app, "your notes"))


async def guessing(pilot):
    await begin(pilot)
    await say(pilot, ANSWERED)
    await pilot.press("f4", "enter")
    await until(pilot, lambda: shows(pilot.app, "where do you think you are?"))
    await pilot.press("3", "2")


async def on_scorecard(pilot):
    pilot.app.open_scorecard(pilot.app.places.transcripts / "20261120T0930Z-kept-0000.jsonl")
    await on(pilot, "ScorecardScreen", "communication")
    await pilot.press("tab")


async def rewriting(pilot):
    await on_scorecard(pilot)
    await pilot.press("r")
    await until(pilot, lambda: shows(pilot.app, "as before"))
    await pilot.press("ctrl+n")
    pilot.app.screen.query_one("#box").put(CHOSEN)
    await until(pilot, lambda: shows(pilot.app, "draft saved") and shows(pilot.app, "new: "))


async def pasting(pilot):
    pilot.app.action_score()
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "Paste")
    await pilot.pause()


async def replaying(pilot):
    pilot.app.open_replay(pilot.app.places.transcripts / "20261121T0930Z-kept-0001.jsonl")
    await on(pilot, "ReplayScreen", "paused")
    for _ in range(5):
        await pilot.press("right")
    await pilot.pause()


async def regrading(pilot):
    """By a rubric that is not the packaged one."""
    text = (content_root() / "rubrics" / "behavioral.yaml").read_text()
    rubric = pilot.app.places.config / "mine.yaml"
    rubric.write_text(text.replace("version: 1", "version: 7", 1).replace("cap: 2", "cap: 1"))
    await replaying(pilot)
    await pilot.press("s")
    await until(pilot, lambda: shows(pilot.app, "grader"))
    path = pilot.app.screen.query_one("#rubric")
    path.value = str(rubric)
    await pilot.press("enter")
    await until(pilot, lambda: shows(pilot.app, "question 1"))
    # The folder is another one in each run.
    path.value = "~/mine.yaml"


def keep_history(home):
    """Three rounds on each of four days, with the same answers: lines of four rounds each."""
    keep_samples(home)
    for number, path in enumerate(sorted((home / "transcripts").glob("*.jsonl"))):
        head, rest = path.read_text().split("\n", 1)
        created = re.search(r'"created": ?"([^"]+)"', head)[1]
        for day in (6, 10, 14):
            name = f"202611{day + number:02d}T0930Z-kept-0{day:02d}{number}"
            line = head.replace(created, f"2026-11-{day + number:02d}T09:30:00Z")
            (path.parent / f"{name}.jsonl").write_text(f"{line}\n{rest}")


async def in_progress(pilot):
    pilot.app.action_progress()
    await until(pilot, lambda: shows(pilot.app, "12 graded"))


async def comparing(pilot):
    pilot.app.open_attempts(pilot.app.places.transcripts / "20261124T2241Z-product-sense-7f3a.jsonl")
    await until(pilot, lambda: shows(pilot.app, "24 November 2026"))


async def reading_example(pilot):
    pilot.app.open_scorecard(pilot.app.places.transcripts / "20261124T2241Z-product-sense-7f3a.jsonl")
    await on(pilot, "ScorecardScreen", "communication")
    await pilot.press("x")
    await until(pilot, lambda: shows(pilot.app, "only there"))


async def drilling(pilot):
    pilot.app.open_drill("give-up")
    await until(pilot, lambda: shows(pilot.app, "05:00 left"))
    pilot.app.screen.query_one("#box").put(LOST)
    await until(pilot, lambda: shows(pilot.app, "draft saved"))


async def drill_tried(pilot):
    await drilling(pilot)
    await pilot.press("enter")
    await until(pilot, lambda: shows(pilot.app, "half of it"))


async def drill_done(pilot):
    await drill_tried(pilot)
    pilot.app.screen.query_one("#box").put(f"{LOST} It's maybe one in five on a Saturday, and I accept that.")
    await pilot.press("enter")
    await until(pilot, lambda: shows(pilot.app, "one strong"))


async def among_saved(pilot):
    pilot.app.action_saved()
    await until(pilot, lambda: shows(pilot.app, "sample"))


async def in_committee(pilot):
    pilot.app.open_committee([content_root() / "transcripts" / "loops" / "strong-but-defers.jsonl"])
    await until(pilot, lambda: shows(pilot.app, "Line 2 of 7"))
    await pilot.press("down")


async def in_settings(pilot):
    pilot.app.action_settings()
    await until(pilot, lambda: shows(pilot.app, "config.toml"))
    await pilot.press("G")
    await until(pilot, lambda: shows(pilot.app, "Claude: none"))
    await pilot.press("g")


async def naming_model(pilot):
    await at_home_first(pilot)
    await pilot.press("m", "G", "enter")
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "ModelScreen")
    pilot.app.screen.query_one("#address").value = "http://127.0.0.1:8080/v1"
    await until(pilot, lambda: shows(pilot.app, "No key was found"))


async def helped(pilot):
    await begin(pilot)
    await pilot.press("f1")
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "Help")


async def in_palette(pilot):
    await at_home_first(pilot)
    await pilot.press("ctrl+p")
    await until(pilot, lambda: shows(pilot.app, "Practise a round"))


def keep_loop(home):
    """A loop whose recruiter's screen was held."""
    at = InLoop(home, "recruiter-screen", "hiring-manager-screen", "product-sense", "execution")
    at.hold()
    at.session.close()


async def between_rounds(pilot):
    [path] = pilot.app.places.loops.glob("*.jsonl")
    pilot.app.open_loop(path)
    await until(pilot, lambda: shows(pilot.app, "Committee") and shows(pilot.app, "Passed."))


async def choosing_model(pilot):
    await at_home_first(pilot)
    await pilot.press("m")
    await until(pilot, lambda: shows(pilot.app, "no key, no cost"))


async def choosing_question(pilot):
    await in_setup(pilot)
    await pilot.press("slash")
    await until(pilot, lambda: shows(pilot.app, "chosen for you"))
    await pilot.press("slash", *"nurse")
    await until(pilot, lambda: not shows(pilot.app, "cold-flats"))


async def own_question(pilot):
    await in_setup(pilot)
    await pilot.press("slash")
    await until(pilot, lambda: shows(pilot.app, "chosen for you"))
    await pilot.press("down", "enter")
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "OwnQuestion")


SCREENS = (
    State(at_home, "Home", keep_samples),
    State(on_scorecard, "ScorecardScreen", keep_samples),
    State(rewriting, "RewriteScreen", keep_samples),
    State(replaying, "ReplayScreen", keep_samples),
    State(regrading, "RegradeScreen", keep_samples),
    State(among_saved, "Saved", keep_samples),
    State(in_progress, "ProgressScreen", keep_history),
    State(comparing, "AttemptsScreen", keep_tries),
    State(reading_example, "ExampleScreen", keep_tries),
    State(between_rounds, "LoopScreen", keep_loop),
    State(drilling, "DrillScreen"),
    State(drill_tried, "DrillScreen"),
    State(drill_done, "DrillScreen"),
    State(at_home_first, "Home"),
    State(in_setup, "Setup"),
    State(choosing_question, "Pick"),
    State(own_question, "OwnQuestion"),
    State(in_round, "Interview"),
    State(in_notes, "Notes"),
    State(guessing, "Interview"),
    State(pasting, "Paste"),
    State(in_committee, "CommitteeScreen"),
    State(in_settings, "SettingsScreen"),
    State(choosing_model, "Pick"),
    State(naming_model, "ModelScreen"),
    State(helped, "Help"),
    State(in_palette, "CommandPalette", afresh=True),
)
