"""A debrief told as it is spoken: the same debrief, a piece at a time."""

import asyncio
from contextlib import aclosing

from interviewer.session.debrief_events import (
    Decided,
    PacketSettled,
    StatementBegun,
    StatementDone,
    VoteCast,
    VoteMoved,
)
from interviewer.session.debriefing import hold_debrief, stream_debrief
from tests.committee.loops import LIBRARY, held, recorded


def events_of(loop):
    async def collect():
        return [event async for event in stream_debrief(LIBRARY, loop)]

    return asyncio.run(collect())


def test_offline_the_events_add_up_to_the_debrief():
    events = events_of(recorded("split-settled"))
    told = held("split-settled")
    assert isinstance(events[-1], Decided)
    assert events[-1].debrief.model_dump_json() == told.model_dump_json()
    packets = [each.packet.id for each in events if isinstance(each, PacketSettled)]
    assert packets == [each.id for each in (*told.packets, *told.artifacts)]
    votes = [(each.member, each.vote, each.spec) for each in events if isinstance(each, VoteCast)]
    assert votes == [(each.member, each.before, None) for each in told.votes]
    begun = [each for each in events if isinstance(each, StatementBegun)]
    assert [each.number for each in begun] == list(range(1, len(told.statements) + 1))
    assert {each.of for each in begun} == {len(told.statements)}
    done = [each.statement for each in events if isinstance(each, StatementDone)]
    assert tuple(done) == told.statements
    moved = [each.member for each in events if isinstance(each, VoteMoved)]
    assert sorted(moved) == sorted(each.member for each in told.votes if each.before != each.after)


def test_a_debrief_can_be_left_in_the_middle():
    loop = recorded("clear-no")

    async def first_words():
        async with aclosing(stream_debrief(LIBRARY, loop)) as events:
            async for event in events:
                if isinstance(event, StatementDone):
                    return event.statement
        return None

    assert asyncio.run(first_words()) == held("clear-no").statements[0]


def test_holding_it_tells_the_same_events():
    heard = []
    told = asyncio.run(hold_debrief(LIBRARY, recorded("clear-no"), tell=heard.append))
    assert told == held("clear-no")
    assert [type(each) for each in heard] == [type(each) for each in events_of(recorded("clear-no"))]
