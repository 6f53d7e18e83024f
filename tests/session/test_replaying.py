"""A saved round as steps: what was heard where, and the scorecard as it grew."""

import pytest

from interviewer.model.events import Fault, Graded
from interviewer.model.words import Dimension
from interviewer.session import commands as c
from interviewer.session.exporting import write_new
from interviewer.session.grading import RoundRecord, answer_turns, score_request
from interviewer.session.replaying import NOT_YET, Replay
from interviewer.transcripts.read import read_transcript
from tests.session.harness import ANSWER, LIBRARY, Practice

SAMPLES = {path.stem: path for path in LIBRARY.samples.glob("*.jsonl")}


def sample(name):
    return read_transcript(SAMPLES[name])


def replayed(name):
    return Replay.of(LIBRARY, sample(name))


@pytest.fixture
def practice(tmp_path):
    one = Practice(tmp_path)
    one.begin()
    return one


def with_other_scorer(transcript):
    events = tuple(
        event.model_copy(update={"scorecard": event.scorecard.model_copy(update={"scorer": "model"})})
        if isinstance(event, Graded)
        else event
        for event in transcript.events
    )
    return transcript.model_copy(update={"events": events})


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sentence_on_the_card_is_lit_where_it_was_said(name):
    transcript, replay = sample(name), replayed(name)
    [card] = [each.scorecard for each in transcript.latest_scorecards().values()]
    flagged = [
        " ".join(s.text[x.start : x.end].split()) for s in replay.steps for x in s.lit if x.kind == "flag"
    ]
    lit = [" ".join(s.text[x.start : x.end].split()) for s in replay.steps for x in s.lit]
    for score in card.dimensions.values():
        for found in score.evidence:
            for quote in found.quotes:
                assert " ".join(quote.text.split()) in lit
    assert len(flagged) == len({number for flag in card.flags for number in flag.sentences})
    assert all(step.turn.who == "candidate" for step in replay.steps if step.lit or step.heard)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_levels_begin_with_nothing_and_end_at_the_saved_card(name):
    replay = replayed(name)
    [card] = [each.scorecard for each in sample(name).latest_scorecards().values()]
    assert replay.levels[0] == NOT_YET
    assert replay.levels[-1] == {each: card.dimensions[each].score for each in Dimension}
    assert len(replay.levels) == len(replay.steps)


def test_a_level_on_the_way_is_that_of_the_answer_so_far():
    moved = False
    for name in ("sample-engineers-trap", "sample-mixed", "sample-strong"):
        replay = replayed(name)
        [card] = [each.scorecard for each in sample(name).latest_scorecards().values()]
        saved = {dimension: card.dimensions[dimension].score for dimension in Dimension}
        assert replay.levels[-1] == saved
        seen = {dimension: {levels[dimension] for levels in replay.levels} for dimension in Dimension}
        moved = moved or any(seen[dimension] - {None, saved[dimension]} for dimension in Dimension)
    assert moved


def test_with_another_scorer_a_level_comes_with_its_last_evidence():
    transcript = with_other_scorer(sample("sample-strong"))
    replay = Replay.of(LIBRARY, transcript)
    [card] = [each.scorecard for each in transcript.latest_scorecards().values()]
    for name in Dimension:
        seen = [levels[name] for levels in replay.levels]
        assert set(seen) == {None, card.dimensions[name].score}
        last = max(
            at
            for at, step in enumerate(replay.steps)
            for heard in step.heard
            if heard.id in {each.signal for each in card.dimensions[name].evidence}
        )
        assert seen.index(card.dimensions[name].score) == last


def test_marks_stand_at_flags_evidence_and_follow_ups():
    replay = replayed("sample-engineers-trap")
    kinds = {}
    for mark in replay.marks:
        kinds.setdefault(mark.kind, []).append(replay.steps[mark.step].turn)
    assert {turn.kind for turn in kinds["follow-up"]} == {"follow-up", "last-word"}
    assert {turn.who for turn in kinds["flag"] + kinds["evidence"]} == {"candidate"}
    assert [mark.t for mark in replay.marks] == sorted(mark.t for mark in replay.marks)


def test_a_signal_is_told_once_and_a_flag_each_time():
    replay = replayed("sample-engineers-trap")
    told = [heard.id for _, heard in replay.heard_by(len(replay.steps) - 1)]
    signals = [each.id for step in replay.steps for each in step.heard if each.kind == "evidence"]
    assert all(told.count(each) == 1 for each in signals)
    assert told.count("defers-decision") == 2
    assert replay.heard_by(1) == ()


def test_a_turn_is_spread_over_the_time_before_it_was_sent():
    replay = replayed("sample-strong")
    step = next(at for at, each in enumerate(replay.steps) if len(each.text) > 900)
    start, before = replay.timing.starts[step], replay.timing.starts[step - 1]
    assert replay.being_said(start) is None or replay.being_said(start)[0] != step
    shares = [replay.being_said(before + (start - before) * part) for part in (0.2, 0.5, 0.9)]
    assert [number for number, _ in shares] == [step] * 3
    assert [count for _, count in shares] == sorted(count for _, count in shares)
    number, count = shares[1]
    assert replay.steps[number].text[count] == " "


def test_an_ungraded_round_has_no_levels(practice):
    practice.say(ANSWER)
    replay = Replay.of(LIBRARY, practice.transcript)
    assert not replay.graded
    assert set(replay.levels) == {None}
    assert {mark.kind for mark in replay.marks} <= {"follow-up"}
    assert not replay.ended


def test_what_was_taken_back_is_no_step(practice):
    practice.say("I would ask the data scientist which metric matters here, and go with that.")
    practice.do(c.TakeBack())
    practice.say(ANSWER)
    replay = Replay.of(LIBRARY, practice.transcript)
    assert [step.text for step in replay.steps if step.turn.who == "candidate"] == [ANSWER]


def test_a_round_in_which_nothing_was_said(tmp_path):
    replay = Replay.of(LIBRARY, Practice(tmp_path).transcript)
    assert (replay.steps, replay.marks, replay.levels, replay.start) == ((), (), (), 0)


def test_a_card_of_another_answer_lights_nothing(practice):
    practice.say(ANSWER)
    practice.do(c.Finish())
    practice.do(c.Grade())
    transcript = practice.transcript
    events = tuple(
        event.model_copy(update={"scorecard": event.scorecard.model_copy(update={"input_sha256": "0" * 64})})
        if isinstance(event, Graded)
        else event
        for event in transcript.events
    )
    replay = Replay.of(LIBRARY, transcript.model_copy(update={"events": events}))
    assert not any(step.lit or step.heard for step in replay.steps)
    assert replay.levels[-1] is not None


def test_escape_sequences_and_line_ends_do_not_shift_what_is_lit(practice):
    practice.say(f"\x1b[31m- {ANSWER[:120]}\r\n{ANSWER[120:]}\u200b")
    practice.do(c.Finish())
    practice.do(c.Grade())
    replay = Replay.of(LIBRARY, practice.transcript)
    [step] = [each for each in replay.steps if each.turn.who == "candidate"]
    assert "\x1b" not in step.text
    assert step.heard
    assert step.lit
    for each in step.lit:
        assert step.text[each.start : each.end].strip() == step.text[each.start : each.end]


def test_the_answer_as_it_stood_after_so_many_turns():
    record = RoundRecord.of(sample("sample-strong"))
    turns = answer_turns(record, 0)
    whole = score_request(LIBRARY, record, 0)
    assert score_request(LIBRARY, record, 0, len(turns)) == whole
    part = score_request(LIBRARY, record, 0, 3)
    assert whole.answer.text.startswith(part.answer.text)
    assert len(part.answer.spans) == 3


def test_a_reply_to_an_unfair_question_is_no_answer_turn():
    transcript = sample("sample-strong")
    record = RoundRecord.of(transcript)
    turns = answer_turns(record, 0)
    reply = next(each for each in turns if each.follow_up)
    asked = next(turn for turn in record.state.turns if turn.text == reply.follow_up)
    fault = Fault(at=transcript.header.created, t=asked.t, turn=asked.turn, kind="leaked")
    with_fault = RoundRecord(header=transcript.header, events=(*transcript.events, fault))
    assert reply.turn not in [each.turn for each in answer_turns(with_fault, 0)]


def test_an_export_never_writes_over_a_file(tmp_path):
    paths = [write_new(tmp_path, "round", f"text {number}") for number in range(3)]
    assert [path.name for path in paths] == ["round.md", "round-2.md", "round-3.md"]
    assert [path.read_text() for path in paths] == ["text 0", "text 1", "text 2"]
