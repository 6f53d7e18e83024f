"""A round as its front ends see it: commands in, events out, everything on disk."""

import asyncio
from dataclasses import replace

import pytest

from interviewer.interview.moves import Move
from interviewer.model.errors import UsageError
from interviewer.model.events import Said
from interviewer.session import commands as c
from tests.session.harness import ANSWER, LIBRARY, Practice, kinds, words


@pytest.fixture
def practice(tmp_path):
    at = Practice(tmp_path, question="nurse-handover")
    yield at
    at.session.close()


def test_it_opens_with_a_greeting_and_the_question(practice):
    events = practice.begin()
    assert kinds(events) == ["opening", "question"]
    assert words(events)[1] == LIBRARY.question("nurse-handover").prompt


def test_a_message_is_on_disk_before_the_interviewer_sees_it(practice):
    practice.begin()
    seen = []

    class Watching:
        spec = "offline"
        note = ""

        async def decide(self, view, tell=None):
            seen.extend(event.text for event in practice.transcript.events if isinstance(event, Said))
            return await real.decide(view)

    real = practice.cast.interviewer
    practice.session._cast = replace(practice.cast, interviewer=Watching())
    practice.say(ANSWER)
    assert ANSWER in seen


def test_a_clarifying_question_is_answered_from_the_facts_and_is_no_answer(practice):
    practice.begin()
    [spoke] = [event for event in practice.say("Which wards drop it?") if isinstance(event, c.Spoke)]
    assert [fact.fact for fact in spoke.facts] == ["wards"]
    practice.say(ANSWER)
    practice.do(c.Finish())
    [graded] = [event for event in practice.do(c.Grade()) if isinstance(event, c.Graded)]
    quotes = [
        quote.text
        for score in graded.scorecard.dimensions.values()
        for evidence in score.evidence
        if evidence.signal != "asks-clarifying"
        for quote in evidence.quotes
    ]
    assert quotes
    assert all(quote in ANSWER for quote in quotes)


def test_taking_back_brings_the_text_back_and_the_reply_goes_with_it(practice):
    practice.begin()
    practice.say("Which wards drop it?")
    [back] = practice.do(c.TakeBack())
    assert back == c.TookBack(text="Which wards drop it?")
    assert practice.session.draft == "Which wards drop it?"
    assert practice.session.state.facts == ()
    assert practice.do(c.TakeBack()) == [c.NothingToTakeBack()]
    assert kinds(practice.say("Which wards drop it?")) == ["reply"]


def test_taking_back_the_reply_that_led_to_the_next_question_leads_back(tmp_path):
    practice = Practice(tmp_path)
    practice.begin()
    events = []
    for _ in range(8):
        events = practice.say(ANSWER)
        if "question" in kinds(events):
            break
    assert practice.session.state.question == 1
    practice.do(c.TakeBack())
    assert practice.session.state.question == 0
    practice.session.close()


def test_the_clock_leaves_pauses_and_absences_out(practice):
    practice.begin()
    practice.say("Which wards drop it?", after=60)
    practice.do(c.Pause())
    practice.clock.seconds += 500
    assert practice.session.seconds == 60
    practice.say(ANSWER, after=30)
    practice.clock.seconds += 15
    assert practice.session.seconds == 75
    practice.leave_and_return()
    practice.clock.seconds += 10
    # What was said last is the last the file knows of.
    assert practice.session.seconds == 70


def test_when_time_is_up_one_closing_sentence_is_asked_for(practice):
    practice.begin()
    practice.say(ANSWER)
    assert kinds(practice.say(ANSWER, after=3600)) == ["last-word"]
    events = practice.say("I would start with two wards.")
    assert kinds(events) == ["closing"]
    assert c.Over() in events
    assert practice.transcript.events[-1].reason == "time"


def test_two_questions_then_the_end(tmp_path):
    practice = Practice(tmp_path)
    asked = kinds(practice.begin())
    for _ in range(20):
        events = practice.say(ANSWER)
        asked += kinds(events)
        if practice.session.over:
            break
    assert asked.count("question") == 2
    assert asked.count("last-word") == 1
    assert asked[-1] == "closing"
    assert 2 <= asked.count("follow-up") <= 6
    graded = [event for event in practice.do(c.Grade()) if isinstance(event, c.Graded)]
    assert [event.question for event in graded] == [0, 1]
    with pytest.raises(UsageError, match="over"):
        practice.say("One more thing.")
    practice.session.close()


def test_a_round_stopped_anywhere_goes_on_where_it_was(tmp_path):
    whole = Practice(tmp_path / "whole", question="nurse-handover")
    broken = Practice(tmp_path / "broken", question="nurse-handover")
    said, said_again = words(whole.begin()), words(broken.begin())
    for message in (
        "Which wards drop it?",
        ANSWER,
        "The agency nurse loses.",
        "I stop it at half.",
        "No.",
        "No.",
    ):
        said += words(whole.say(message))
        said_again += words(broken.say(message))
        if broken.session.over:
            break
        broken.leave_and_return()
        assert broken.begin() == []
    assert said == said_again
    whole.session.close()
    broken.session.close()


@pytest.mark.parametrize("lines_kept", [2, 3, 4])
def test_a_crash_between_two_lines_of_the_interviewer_is_made_good(practice, lines_kept):
    practice.begin()
    practice.say("Which wards drop it?")
    practice.session.close()
    path = practice.session.path
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:lines_kept]))
    practice.session, _ = type(practice.session).resume(practice.cast, path)
    owed = kinds(practice.begin())
    assert owed == {2: ["question"], 3: [], 4: ["reply"]}[lines_kept]


def test_a_crash_before_the_last_line_still_ends_the_round(practice):
    practice.begin()
    practice.do(c.Finish())
    practice.session.close()
    path = practice.session.path
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:-1]))
    practice.session, _ = type(practice.session).resume(practice.cast, path)
    assert practice.begin() == [c.Over()]
    assert practice.transcript.ended


def test_ones_own_guess_is_kept_and_shown_beside_the_grade(practice):
    practice.begin()
    practice.say(ANSWER)
    practice.do(c.Finish())
    practice.do(c.Rate(question=0, ratings={"framing": 4}))
    [graded] = [event for event in practice.do(c.Grade()) if isinstance(event, c.Graded)]
    assert graded.guess == {"framing": 4}
    practice.do(c.AddNote(text="say the price first"))
    assert practice.session.state.notes == ("say the price first",)


def test_an_answer_that_cannot_be_graded_gets_no_made_up_grade(practice):
    practice.begin()
    practice.say("word " * 20_000)
    practice.do(c.Finish())
    events = practice.do(c.Grade())
    assert [type(event) for event in events] == [c.Grading, c.NotGraded]
    assert practice.transcript.scorecards == ()


def test_an_interviewer_outside_its_limits_is_stopped(practice):
    class Runaway:
        spec = "offline"
        note = ""

        async def decide(self, _view, tell=None):
            return Move(action="close", text="Bye.", reason="because")

    practice.session._cast = replace(practice.cast, interviewer=Runaway())
    with pytest.raises(Exception, match="not open now"):
        practice.begin()
    assert practice.transcript.events == ()


def test_commands_may_come_from_a_running_loop(practice):
    async def both():
        opened = [event async for event in practice.session.do(c.Begin())]
        asked = [event async for event in practice.session.do(c.Say(text="Which wards drop it?"))]
        return kinds(opened) + kinds(asked)

    assert asyncio.run(both()) == ["opening", "question", "reply"]
