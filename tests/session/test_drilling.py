"""Which drill comes, what counts as done, and when it comes again."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from interviewer.content.library import Library
from interviewer.model.errors import UsageError
from interviewer.progress.summary import read_summary
from interviewer.session.drill_schedule import Schedule, Sitting
from interviewer.session.drilling import DrillSession, due_drill, next_drill
from interviewer.session.summarise import refresh_summary
from interviewer.session.surroundings import Surroundings
from tests.session.harness import StillClock, graded_round

DRILLS = Library().drills
NOW = datetime(2026, 11, 23, 22, 41, tzinfo=UTC)
GIVEN_UP = "We lose the walk-ins, maybe one in five on a Saturday, and I accept that."
HALF = "It will cost us some walk-ins."


@pytest.fixture
def clock():
    return StillClock()


@pytest.fixture
def sit(home, clock):
    def begin(wanted="give-up"):
        return DrillSession.start(Surroundings.of(), clock, wanted)

    return begin


def schedule(home):
    return Schedule.read(home / "drills.json")


def last_sitting(home, drill="give-up"):
    return schedule(home).drills[drill].sittings[-1]


def test_what_is_asked_for_is_heard_with_its_words(sit, home):
    session = sit()
    heard = session.answer(f"I thought about it. {GIVEN_UP}")
    assert heard.done
    assert heard.words == {"accepts-cost": GIVEN_UP}
    assert session.finish() > NOW
    assert last_sitting(home).outcome == "done"


def test_half_of_it_is_not_enough_and_a_later_try_counts_less(sit, home):
    session = sit()
    assert session.answer("Every choice has its trade-offs.").levels == {"accepts-cost": 0}
    assert session.answer(HALF).levels == {"accepts-cost": 1}
    assert session.answer(GIVEN_UP).done
    session.finish()
    assert (last_sitting(home).outcome, last_sitting(home).tries) == ("at-last", 3)


def test_over_time_counts_less_than_in_time(sit, home, clock):
    session = sit("decide")
    clock.seconds += 75
    assert session.seconds_left == -15
    heard = session.answer("I choose the drawings, because up there they wear ear protection.")
    assert (heard.done, heard.over_time) == (True, 15)
    session.finish()
    assert last_sitting(home, "decide").outcome == "slow"


def test_what_the_rules_did_not_hear_can_be_counted(sit, home):
    session = sit()
    session.answer("Walk-ins: bad luck, that's how it is.")
    session.claim()
    session.finish()
    assert last_sitting(home).outcome == "at-last"


def test_without_a_try_nothing_is_written(sit, home):
    assert sit().finish() is None
    assert not (home / "drills.json").exists()


def test_what_was_done_in_time_comes_later_than_what_was_not(sit):
    done, failed = sit(), sit("moment")
    done.answer(GIVEN_UP)
    failed.answer("They are in the kitchen.")
    assert done.finish() - NOW > timedelta(days=1)
    assert timedelta(hours=12) <= failed.finish() - NOW <= timedelta(days=1)


def test_each_time_it_is_done_the_pause_grows(sit, clock, home):
    pauses = []
    for _ in range(3):
        session = sit()
        session.answer(GIVEN_UP)
        due = session.finish()
        pauses.append(due - clock.now())
        clock.seconds += pauses[-1].total_seconds()
    assert pauses[0] < pauses[1] < pauses[2]
    scenarios = [each.scenario for each in schedule(home).drills["give-up"].sittings]
    assert len(set(scenarios)) == 3


def practised(*names, due=NOW - timedelta(days=1)):
    kept = Schedule()
    for name in names:
        sitting = Sitting(at=NOW, scenario="x", outcome="done", tries=1, seconds=9)
        kept = kept.after(name, sitting)
    drills = {name: each.model_copy(update={"due": due}) for name, each in kept.drills.items()}
    return kept.model_copy(update={"drills": drills})


def test_what_is_due_comes_before_what_is_new_and_the_most_missing_first():
    missing = ("names-guardrail", "accepts-cost")
    assert next_drill(DRILLS, Schedule(), missing, NOW).drill.id == "guardrail"
    coming = next_drill(DRILLS, practised("moment", "give-up"), missing, NOW)
    assert (coming.drill.id, coming.reason) == ("give-up", "due")
    later = practised("guardrail", due=NOW + timedelta(days=3))
    assert next_drill(DRILLS, later, missing, NOW).drill.id == "give-up"
    everything = practised(*(drill.id for drill in DRILLS), due=NOW + timedelta(days=3))
    assert next_drill(DRILLS, everything, missing, NOW).reason == "ahead"


def test_a_drill_is_found_by_its_signal_and_the_nearest_is_named():
    assert next_drill(DRILLS, Schedule(), (), NOW, "weighs-error-types").drill.id == "which-mistake"
    with pytest.raises(UsageError, match="did you mean 'guardrail'"):
        next_drill(DRILLS, Schedule(), (), NOW, "gardrail")


def test_the_summary_offers_what_the_answers_lacked_most(home):
    graded_round(home, 20)
    around = Surroundings.of()
    drill = due_drill(around, NOW)
    assert drill.due is None
    refresh_summary(around.store, around.places.summary, drill=drill)
    assert read_summary(around.places.summary).drill == drill
    raw = json.loads(around.places.summary.read_text())
    del raw["drill"]
    around.places.summary.write_text(json.dumps(raw))
    assert read_summary(around.places.summary).rounds == 1


def test_nothing_is_offered_while_all_are_spaced_out(home):
    home.mkdir()
    practised(*(drill.id for drill in DRILLS), due=NOW + timedelta(days=3)).save(home / "drills.json")
    assert due_drill(Surroundings.of(), NOW) is None


def test_a_damaged_schedule_is_kept_aside(home):
    home.mkdir()
    (home / "drills.json").write_text('{"drills": 7}')
    assert schedule(home).drills == {}
    assert (home / "drills.json.damaged").read_text() == '{"drills": 7}'


def test_a_drill_of_ones_own_is_offered_too(home):
    (home / "drills").mkdir(parents=True)
    text = "id: mine\ntitle: my own\ndone: [makes-decision]\nwhy: Because.\nadvice: Do it.\nscenarios:\n"
    for name in ("one", "two", "three"):
        text += (
            f"  - {{id: {name}, situation: A shop., task: Decide., strong: I close it because it burns.}}\n"
        )
    (home / "drills" / "mine.yaml").write_text(text)
    assert next_drill(Surroundings.of().library.drills, Schedule(), (), NOW, "mine").drill.title == "my own"
