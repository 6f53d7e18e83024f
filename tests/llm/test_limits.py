"""What a server lets through, and how the program learns it."""

import asyncio

import pytest

from interviewer.llm.limits import Gate, seconds_until

PATIENT = 3600.0


@pytest.fixture
def gate(fake_time):
    return Gate(fake_time.time)


async def through(gate, count):
    """So many requests at a time; each comes back well."""
    for _ in range(count):
        await gate.enter(PATIENT)
    for _ in range(count):
        gate.learn(200, {}, None)
        gate.leave()


@pytest.mark.asyncio
async def test_nothing_waits_until_the_server_says_so(gate, fake_time):
    await through(gate, 500)
    assert fake_time.slept == []
    assert gate.most is None


@pytest.mark.asyncio
async def test_a_burst_of_refusals_closes_the_gate_once_and_halves_what_is_under_way(gate, fake_time):
    for _ in range(8):
        await gate.enter(PATIENT)
    for _ in range(8):
        gate.learn(429, {}, 7.0)
        gate.leave()
    assert gate.most == 4
    assert await gate.enter(PATIENT) == pytest.approx(7.0)
    assert fake_time.now == pytest.approx(1007.0)


@pytest.mark.asyncio
async def test_a_round_of_successes_lets_one_more_through(gate):
    for _ in range(4):
        await gate.enter(PATIENT)
    gate.learn(429, {}, 1.0)
    for _ in range(4):
        gate.leave()
    assert gate.most == 2
    await through(gate, 2)
    assert gate.most == 3
    held = [asyncio.create_task(gate.enter(PATIENT)) for _ in range(5)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (gate.under_way, sum(each.done() for each in held)) == (3, 3)
    gate.leave()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert sum(each.done() for each in held) == 4
    for each in held:
        each.cancel()


@pytest.mark.asyncio
async def test_one_who_stops_waiting_passes_the_turn_on(gate):
    await gate.enter(PATIENT)
    gate.learn(429, {}, 0.0)
    first, second = (asyncio.create_task(gate.enter(PATIENT)) for _ in range(2))
    await asyncio.sleep(0)
    gate.leave()
    first.cancel()
    await asyncio.wait([second], timeout=1)
    assert second.done()


@pytest.mark.asyncio
async def test_refusals_without_a_time_are_waited_for_longer_each_time(gate, fake_time):
    for _ in range(3):
        await gate.enter(PATIENT)
        gate.learn(529, {}, None)
        gate.leave()
    await gate.enter(PATIENT)
    assert fake_time.slept == pytest.approx([1.0, 2.0, 4.0])


@pytest.mark.asyncio
async def test_a_gate_closed_for_too_long_is_not_waited_for(gate, fake_time):
    await gate.enter(PATIENT)
    gate.learn(429, {}, 90.0)
    gate.leave()
    assert await gate.enter(20.0) == pytest.approx(-90.0)
    assert fake_time.slept == []
    assert gate.under_way == 0


@pytest.mark.asyncio
async def test_a_bucket_that_is_nearly_empty_is_not_emptied_faster_than_it_fills(gate, fake_time):
    bucket = {
        "x-ratelimit-limit-requests": "60",
        "x-ratelimit-remaining-requests": "0",
        "x-ratelimit-reset-requests": "1m0s",
    }
    await gate.enter(PATIENT)
    gate.learn(200, bucket, None)
    for _ in range(3):
        await gate.enter(PATIENT)
    assert fake_time.slept == pytest.approx([1.0, 1.0])
    gate.learn(200, bucket | {"x-ratelimit-remaining-requests": "59"}, None)
    for _ in range(5):
        await gate.enter(PATIENT)
    assert fake_time.slept == pytest.approx([1.0, 1.0])


def test_times_as_servers_write_them():
    assert seconds_until("6m0s") == 360
    assert seconds_until("1h2m3.5s") == 3723.5
    assert seconds_until("120ms") == pytest.approx(0.12)
    assert seconds_until("2020-01-01T00:00:00Z") == 0
    for text in ("soon", "6 minutes", ""):
        with pytest.raises(ValueError, match=r"\w"):
            seconds_until(text)
