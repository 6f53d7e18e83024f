"""A loop as its front ends see it: rounds over days, gates that hold, and no score before the debrief."""

import shutil
from pathlib import Path

import pytest

from interviewer.llm.errors import LLMError
from interviewer.model.errors import TranscriptError, UsageError
from interviewer.model.scorecard import Scorecard
from interviewer.session import commands as c
from interviewer.session import loop_commands as lc
from interviewer.session.cast import make_cast
from interviewer.session.debrief_events import Decided
from interviewer.session.loop import LoopSession
from interviewer.session.loop_plan import WHOLE_LOOP, LoopWish, plan_loop
from interviewer.session.loop_stops import standing
from interviewer.session.options import Options
from interviewer.transcripts.loops import kept_debrief
from interviewer.transcripts.read import read_transcript
from tests.llm.speaking import SpeakingModel
from tests.session.harness import LIBRARY, SCORER, StillClock
from tests.session.loops import InLoop

PRD = (Path(__file__).parents[2] / "docs" / "documents" / "prd-strong.md").read_text(encoding="utf-8")
WEAK = "I have been an engineer for six years. I built services in Go and moved them to Kafka."


def the(kind, events):
    return next(event for event in events if isinstance(event, kind))


@pytest.fixture
def at(tmp_path):
    made = []

    def make(*rounds, **more):
        made.append(InLoop(tmp_path, *rounds, **more))
        return made[-1]

    yield make
    for each in made:
        each.session.close()


def test_without_rounds_it_is_the_real_sequence():
    assert plan_loop(LIBRARY, LoopWish(seed=1)).rounds == WHOLE_LOOP
    assert WHOLE_LOOP[:3] == ("recruiter-screen", "hiring-manager-screen", "product-sense")


@pytest.mark.parametrize(
    ("rounds", "says"),
    [
        (("product-sens",), "did you mean 'product-sense'"),
        (("prd",), "is a document"),
        (("artifact-review",), "--artifact PATH"),
        (("execution",) * 13, "too long"),
    ],
)
def test_what_is_no_loop_is_said(rounds, says):
    with pytest.raises(UsageError, match=says):
        plan_loop(LIBRARY, LoopWish(rounds=rounds, seed=1))


def test_from_the_recruiter_to_the_committee(at):
    loop = at("recruiter-screen", "product-sense", "execution")
    assert loop.session.stage == "round-ahead"
    opened = loop.begin()
    assert (opened.place, opened.of, opened.resumed) == (1, 3, False)
    assert loop.session.stage == "in-round"
    loop.say()
    loop.to_round(c.Finish())
    assert loop.session.stage == "round-over"
    ruled = the(lc.GateRuled, loop.do(lc.CloseRound()))
    assert ruled.gate.passed
    assert ruled.rule.startswith("Line 2 of 4.")

    for name in ("product-sense", "execution"):
        events = loop.hold()
        assert [type(each) for each in events] == [lc.RoundClosed]
        [path] = [path for path in loop.store.paths() if name in path.stem]
        assert not read_transcript(path).scorecards
    assert loop.session.stage == "debrief-ahead"
    events = loop.do(lc.HoldDebrief())
    assert not [event for event in events if isinstance(event, c.Graded | Scorecard)]
    held = the(Decided, events).debrief
    assert [packet.id for packet in held.packets] == ["recruiter-screen", "product-sense", "execution"]
    assert all(read_transcript(path).scorecards for path in loop.store.paths())
    assert loop.session.over
    record = next(loop.loops.readable())
    assert (record.ended, record.debriefed.decision) == (True, held.decision)
    assert {read_transcript(path).header.loop for path in loop.store.paths()} == {record.header.id}


def test_who_is_not_passed_may_end_it_there(at):
    loop = at("recruiter-screen", "product-sense")
    gate = the(lc.GateRuled, loop.hold(WEAK)).gate
    assert not gate.passed
    assert loop.session.stage == "at-gate"
    with pytest.raises(UsageError, match="at-gate"):
        loop.do(lc.BeginRound())
    loop.leave_and_return()
    assert loop.session.stage == "at-gate"
    assert loop.do(lc.StopHere()) == [lc.LoopOver(reason="not-passed")]
    loop.session.close()
    with pytest.raises(UsageError, match="is over"):
        LoopSession.resume(loop.cast, loop.store, loop.session.path)


def test_who_goes_on_for_practice_is_told_of_to_the_committee(at):
    loop = at("recruiter-screen", "product-sense")
    loop.hold(WEAK)
    loop.do(lc.GoOn())
    loop.hold()
    held = the(Decided, loop.do(lc.HoldDebrief())).debrief
    assert any("Not passed: the recruiter screen" in note for note in held.notes)
    assert "recruiter-screen" not in held.table[0].reading


def test_a_screen_with_nothing_said_is_not_passed_and_a_loop_of_nothing_meets_no_committee(at):
    loop = at("recruiter-screen", "execution")
    gate = the(lc.GateRuled, loop.hold("")).gate
    assert (gate.passed, gate.line, gate.recommendation) == (False, 1, None)
    loop.do(lc.GoOn())
    loop.hold("")
    assert loop.do(lc.HoldDebrief()) == [lc.LoopOver(reason="nothing-answered")]


def test_left_inside_a_round_it_goes_on_there_with_its_draft(at):
    loop = at("execution", "product-sense")
    loop.begin()
    loop.say("Which markets are in it?")
    loop.session.round.keep_draft("I would first")
    transcript = loop.session.round.header.id
    loop.leave_and_return()
    assert loop.session.stage == "round-ahead"
    opened = loop.begin()
    assert opened.resumed
    assert loop.session.round.header.id == transcript
    assert loop.session.round.draft == "I would first"
    assert len(loop.store.paths()) == 1


def test_leaving_a_round_stops_its_clock_and_gives_it_back(at):
    loop = at("execution")
    loop.begin()
    [left] = loop.do(lc.LeaveRound())
    assert left == lc.RoundLeft(place=1)
    assert read_transcript(loop.store.paths()[0]).events[-1].type == "paused"
    assert loop.begin().resumed


def test_stopped_after_any_line_of_its_journal_nothing_is_held_twice_or_lost(at, tmp_path):
    loop = at("recruiter-screen", "execution")
    loop.hold()
    loop.hold()
    loop.do(lc.HoldDebrief())
    loop.session.close()
    lines = loop.session.path.read_bytes().splitlines(keepends=True)
    assert len(lines) == 8
    stages = []
    for kept in range(1, len(lines) - 1):
        home = tmp_path / str(kept)
        shutil.copytree(loop.home / "transcripts", home / "transcripts")
        (home / "loops").mkdir()
        torn = lines[kept][: len(lines[kept]) // 2]
        (home / "loops" / loop.session.path.name).write_bytes(b"".join(lines[:kept]) + torn)
        record = loop.leave_and_return(home)
        assert record.torn
        stages.append(loop.session.stage)
        if stages[-1] == "round-over":
            loop.do(lc.CloseRound())
        loop.session.close()
        assert len(loop.store.paths()) == 2
    assert stages == ["round-ahead", "round-over", "round-over", "round-ahead", "round-over", "debrief-ahead"]


def test_a_round_begun_in_the_moment_of_a_crash_is_found_again(at):
    loop = at("execution", "product-sense")
    loop.begin()
    loop.session.close()
    path = loop.session.path
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    loop.leave_and_return()
    assert loop.session.current.status == "ahead"
    assert loop.begin().resumed
    assert len(loop.store.paths()) == 1


def test_a_deleted_transcript_is_held_again_or_comes_back(at):
    loop = at("execution", "product-sense")
    loop.hold()
    [path] = loop.store.paths()
    loop.store.delete(path)
    loop.leave_and_return()
    assert loop.session.current.status == "gone"
    loop.store.restore(path.stem)
    loop.leave_and_return()
    assert loop.session.current.round == "product-sense"
    loop.store.delete(path, for_good=True)
    loop.leave_and_return()
    opened = loop.begin()
    assert (opened.round, opened.gone, opened.resumed) == ("execution", path.stem, False)
    loop.say()
    loop.to_round(c.Finish())
    loop.do(lc.CloseRound())
    assert loop.session.current.round == "product-sense"


def test_a_round_twice_asks_something_else_and_is_a_packet_of_its_own(at):
    loop = at("execution", "execution")
    loop.hold()
    loop.hold()
    asked = [read_transcript(path).header.questions for path in loop.store.paths()]
    assert not {each.id for each in asked[0]} & {each.id for each in asked[1]}
    held = the(Decided, loop.do(lc.HoldDebrief())).debrief
    assert [packet.id for packet in held.packets] == ["execution", "execution-2"]


def test_a_chosen_seed_asks_the_same_again(tmp_path):
    asked = []
    for name in ("one", "two"):
        loop = InLoop(tmp_path / name, "execution", "behavioral", seed=11)
        loop.hold("")
        loop.hold("")
        loop.session.close()
        asked.append(sorted(str(read_transcript(path).header.questions) for path in loop.store.paths()))
    assert asked[0] == asked[1]


def test_a_review_of_a_document_needs_the_document_only_when_the_loop_begins(at):
    loop = at("execution", artifact=PRD)
    assert loop.session.header.rounds == ("execution", "artifact-review")
    loop.hold()
    loop.leave_and_return()
    loop.begin()
    assert "When the model is unsure or wrong" in loop.session.round.questions[0].prompt
    assert PRD[200:400] not in loop.session.path.read_text()


def test_a_grader_that_fails_leaves_the_screen_to_be_graded_again(at):
    class Failing:
        spec = "compatible/none"
        note = ""

        async def ascore(self, _request, _tell=None):
            raise LLMError("there is no answer")

    loop = at("recruiter-screen", "execution", scorer=Failing(), scorers={"offline": SCORER})
    loop.begin()
    loop.say()
    loop.to_round(c.Finish())
    for _ in range(2):
        with pytest.raises(LLMError):
            loop.do(lc.CloseRound())
    assert loop.session.stage == "round-over"
    assert loop.do(lc.UseGrader(spec="offline")) == [c.Grades(spec="offline")]
    assert the(lc.GateRuled, loop.do(lc.CloseRound())).gate.passed


def test_a_model_speaks_for_the_committee_and_what_it_said_is_kept(at):
    with SpeakingModel() as model:
        cast = make_cast(LIBRARY, "offline", None, StillClock(), Options(base_url=model.url))
        loop = at("execution", cast=cast)
        loop.hold()
        loop.do(lc.UseGrader(spec="compatible/small"))
        held = the(Decided, loop.do(lc.HoldDebrief())).debrief
        assert {each.spec for each in held.voices} == {"compatible/small"}
        assert model.spoken
    assert kept_debrief(loop.session.path) == held
    assert [card.scorer for card in held.packets[0].scorecards] == ["compatible/small"]


def test_two_windows_cannot_hold_one_loop(at):
    loop = at("execution")
    with pytest.raises(TranscriptError, match="open in another window"):
        LoopSession.resume(loop.cast, loop.store, loop.session.path)


def test_a_loop_in_which_nothing_began_can_be_taken_away(at):
    loop = at("execution")
    loop.session.drop_if_untouched()
    assert not loop.loops.paths()


def test_how_a_saved_loop_stands(at):
    loop = at("execution", "product-sense", "behavioral")
    loop.hold()
    loop.begin()
    loop.session.close()
    stands = standing(next(loop.loops.readable()))
    assert [each.status for each in stands.stops] == ["held", "under-way", "ahead"]
