"""Transcripts of every shape, for property tests."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from interviewer.model import events as ev
from interviewer.model.events import AskedQuestion, Header

WHEN = datetime(2026, 11, 23, 22, 41, 5, tzinfo=UTC)

# Lone surrogates cannot be written as UTF-8; the front ends replace them when they read.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)
some_words = words.filter(lambda text: text.strip() != "")
stamps = {"at": st.datetimes(timezones=st.just(UTC)), "t": st.floats(0, 10_000).map(lambda t: round(t, 3))}
questions = st.integers(0, 3)
turns = st.integers(0, 500)

said = st.builds(
    ev.Said,
    turn=turns,
    who=st.sampled_from(["candidate", "interviewer"]),
    kind=st.sampled_from(["message", "question", "follow-up", "reply", "closing"]),
    question=questions,
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    heard_as=st.sampled_from([None, "answer", "clarifying", "follow-up", "aside"]),
    quote=st.none() | words,
    **stamps,
)
known = st.one_of(
    said,
    st.builds(ev.Retracted, turns=st.lists(turns, min_size=1, max_size=3).map(tuple), **stamps),
    st.builds(ev.FactTold, question=questions, turn=turns, asked=words, says=words, short=words, **stamps),
    st.builds(ev.Note, text=some_words, **stamps),
    st.builds(ev.Paused, **stamps),
    st.builds(ev.Resumed, **stamps),
    st.builds(ev.SelfRating, question=questions, ratings=st.just({"framing": 3}), **stamps),
    st.builds(ev.WhoAsks, spec=words, **stamps),
    st.builds(ev.Usage, spec=words, usage=st.just({"input_tokens": 12}), **stamps),
    st.builds(ev.Fault, turn=turns, kind=st.sampled_from(["stacked", "leaked"]), **stamps),
    st.builds(ev.Ended, reason=st.sampled_from(["finished", "time"]), **stamps),
)
newer = st.builds(ev.Unknown, type=st.just("applause"), loudness=st.integers(0, 9))
events = st.lists(known | newer, max_size=12).map(tuple)


def header(**changes):
    fields = {
        "id": "20261123T2241Z-execution-7f3a",
        "created": WHEN,
        "app_version": "0.1.0",
        "round": "execution",
        "questions": (AskedQuestion(prompt="What do you decide?"),),
        "minutes": 35,
        "level": "L5",
        "seed": 7,
        "interviewer": "offline",
        "grader": "offline",
    }
    return Header.model_validate(fields | changes)


def a_message(text="I would build for the nurse.", turn=1):
    return ev.Said(at=WHEN, t=3.0, turn=turn, who="candidate", kind="message", question=0, text=text)
