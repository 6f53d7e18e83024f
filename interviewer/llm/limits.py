"""What a server lets through, learned from what it says: one gate for all requests to an address.

A refusal for its rate (429, 529) closes the gate for as long as the server asks, and halves how many
requests are under way; each round of successes lets one more through (additive increase, multiplicative
decrease: Chiu and Jain 1989). Where headers say that its bucket is nearly empty, requests set out no faster
than it refills.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from weakref import WeakKeyDictionary

from interviewer.llm.retry import Time

LIMITED: Final = frozenset({429, 529})
"""Statuses that say: too much at a time."""

_FIRST_PAUSE: Final = 1.0
_LONGEST_APART: Final = 60.0
_ENOUGH: Final = 1024
"""Requests under way above which nothing is held back any more."""
_BUCKETS: Final = (
    ("x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
    (
        "anthropic-ratelimit-requests-limit",
        "anthropic-ratelimit-requests-remaining",
        "anthropic-ratelimit-requests-reset",
    ),
)
_PART: Final = re.compile(r"(\d+(?:\.\d+)?)(ms|h|m|s)")
_UNITS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}

_gates: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Gate]] = WeakKeyDictionary()


def gate_of(address: str, timing: Time | None = None) -> Gate:
    """The gate that all requests of this event loop to an address pass; whoever asks first sets its clock."""
    gates = _gates.setdefault(asyncio.get_running_loop(), {})
    if address not in gates:
        gates[address] = Gate(timing or Time())
    return gates[address]


class Gate:
    """Lets requests through, as fast as the server takes them. At first it is open."""

    def __init__(self, timing: Time) -> None:
        self._time = timing
        self._closed_until = 0.0
        self._pause = _FIRST_PAUSE
        self._cut_at = float("-inf")
        self._apart = 0.0
        self._next = 0.0
        self._successes = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self.under_way = 0
        """Requests that have been let through and have not come back."""
        self.most: int | None = None
        """How many may be under way; None as long as the server takes them all."""

    async def enter(self, longest: float) -> float:
        """Wait for one's turn; `leave` must follow.

        Args:
            longest: seconds to wait at most for a gate that is closed.

        Returns:
            The seconds it took; below zero, without a turn, the seconds that were too many to wait.
        """
        asked = self._time.clock()
        while True:
            while self.most is not None and self.under_way >= self.most:
                await self._wait()
            now = self._time.clock()
            start = max(self._closed_until, self._next if self._apart else 0.0)
            if start <= now:
                break
            if start - now > longest:
                self._wake()
                return now - start
            await self._time.sleep(start - now)
        self._next = now + self._apart
        self.under_way += 1
        return now - asked

    async def _wait(self) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            # The turn may have been given already.
            self._wake()
            raise

    def leave(self) -> None:
        """A request has come back, or was given up."""
        self.under_way -= 1
        self._wake()

    def learn(self, status: int, headers: Mapping[str, str], pause: float | None) -> None:
        """Take note of a response. `pause`: seconds it asks to wait, where it does."""
        now = self._time.clock()
        if status in LIMITED:
            self._close(now, pause)
            return
        if status < 400:
            self._pause = _FIRST_PAUSE
            self._succeed()
        self._apart = self._refill(headers)

    def _close(self, now: float, pause: float | None) -> None:
        if pause is None:
            pause = self._pause
            if now >= self._closed_until:
                self._pause = min(self._pause * 2, _LONGEST_APART)
        # One burst brings many refusals and is answered once.
        if now >= self._cut_at:
            self.most = max(1, self.under_way // 2)
            self._successes = 0
        self._closed_until = max(self._closed_until, now + pause)
        self._cut_at = self._closed_until

    def _succeed(self) -> None:
        if self.most is None:
            return
        self._successes += 1
        if self._successes < self.most:
            return
        self._successes = 0
        self.most = self.most + 1 if self.most < _ENOUGH else None
        self._wake()

    def _refill(self, headers: Mapping[str, str]) -> float:
        """Seconds between two requests, where the bucket holds fewer than are under way; else 0."""
        for limit_name, left_name, reset_name in _BUCKETS:
            if left_name not in headers:
                continue
            try:
                limit, left = int(headers[limit_name]), int(headers[left_name])
                full = seconds_until(headers[reset_name])
            except (KeyError, ValueError):
                continue
            if left < self.under_way and limit > left and full > 0:
                return min(full / (limit - left), _LONGEST_APART)
        return 0.0

    def _wake(self) -> None:
        room = len(self._waiting) if self.most is None else self.most - self.under_way
        while self._waiting and room > 0:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                room -= 1


def seconds_until(text: str) -> float:
    """Seconds in OpenAI's `6m0s` or until Anthropic's `2026-11-27T10:15:00Z`; never below zero.

    Raises:
        ValueError: when it is neither.
    """
    parts = _PART.findall(text)
    if parts and "".join(number + unit for number, unit in parts) == text.strip():
        return sum(float(number) * _UNITS[unit] for number, unit in parts)
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
