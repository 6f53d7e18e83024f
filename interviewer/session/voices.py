"""Which model speaks for which member of a committee."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from interviewer.model.debrief import MEMBERS, MemberId, Voice
from interviewer.model.words import OFFLINE
from interviewer.session.cast import Models, models
from interviewer.session.options import Options

if TYPE_CHECKING:
    from interviewer.llm.protocol import LLM


class Voices:
    """Spreads models over the members: in the members' order, one after the other, then from the front."""

    def __init__(self, llms: Sequence[LLM]) -> None:
        """With no model at all the written lines speak for everybody."""
        self._llms = tuple(llms)

    def of(self, member: MemberId) -> LLM | None:
        """Who speaks for a member; None for the written lines."""
        return self._llms[MEMBERS.index(member) % len(self._llms)] if self._llms else None

    @property
    def spread(self) -> tuple[Voice, ...]:
        """Whose words are whose; empty where the written lines speak."""
        return tuple(
            Voice(member=member, spec=llm.spec) for member in MEMBERS if (llm := self.of(member)) is not None
        )

    @property
    def note(self) -> str:
        """Where the candidate's words go; empty where they stay on this machine."""
        notes = [each.host_note or f"answers go to {each.spec.partition('/')[0]}" for each in self._llms]
        return "; ".join(dict.fromkeys(notes))

    async def aclose(self) -> None:
        """Let go of connections."""
        for each in self._llms:
            await each.aclose()


NOBODY = Voices(())
"""The written lines speak."""


def make_voices(
    specs: Sequence[str], *, options: Options | None = None, find_model: Models | None = None
) -> Voices:
    """Who speaks, by SPECs in the order in which they were named; `offline` has no voice beside a model.

    Raises:
        UsageError: for a SPEC nobody stands behind.
        LLMError: when a key is missing or would go where it does not belong.
    """
    find = find_model or models(options or Options())
    return Voices([find(spec) for spec in dict.fromkeys(specs) if spec != OFFLINE])
