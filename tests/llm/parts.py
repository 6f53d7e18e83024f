"""What tests of several files share."""

import asyncio
from typing import Literal

from pydantic import BaseModel, Field

from interviewer.llm.protocol import Broken, Message, Request, TextDelta, Waiting
from interviewer.llm.retry import Time
from interviewer.llm.specs import Options, make_llm

ANSWER = "Nurses at Marlowe ward lose forty minutes a shift, so I would cut the handover first."
REQUEST = Request(
    prefix="You interview product managers.",
    messages=(Message("user", ANSWER),),
    varying="Four minutes are left.",
    max_tokens=200,
    label="reply",
)
ANTHROPIC_KEY = "sk-ant-api03-Zx81-never-to-be-seen"
OPENAI_KEY = "sk-proj-Qy72-never-to-be-seen"
SERVER_KEY = "tok-Wv63-never-to-be-seen"
KEYS = (ANTHROPIC_KEY, OPENAI_KEY, SERVER_KEY)


class Verdict(BaseModel):
    reason: str = Field(max_length=200)
    score: Literal[1, 2, 3, 4]


class FakeTime:
    """A clock that only moves when somebody sleeps, and then at once."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    @property
    def time(self):
        return Time(
            clock=lambda: self.now, sleep=self._sleep, backoff=lambda state: 0.5 * 2**state.attempt_number
        )

    async def _sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def compatible(server, fake_time=None, **options):
    return make_llm(
        "compatible/small",
        Options(base_url=server.url, timing=fake_time.time if fake_time else None, **options),
    )


async def all_of(llm, request=REQUEST):
    return [event async for event in llm.stream(request)]


def text_of(events):
    """What counts as said: the text after the last break."""
    text = ""
    for event in events:
        if isinstance(event, TextDelta):
            text += event.text
        elif isinstance(event, Broken):
            text = ""
    return text


def waits(events):
    return [event for event in events if isinstance(event, Waiting)]
