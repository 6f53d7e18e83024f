"""What every scorer offers, whether rules or models stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from interviewer.model.scorecard import Scorecard
from interviewer.scoring.request import ScoreRequest

if TYPE_CHECKING:
    from interviewer.llm.protocol import Tell


class Signature(NamedTuple):
    """What a scorer's cards say of who graded; cards with the same one can be counted together."""

    scorer: str
    model: str | None = None
    prompt_sha256: str | None = None
    samples: int = 1
    """How often a model read each dimension."""


class Scorer(Protocol):
    """Grades answers; several may be under way at a time."""

    @property
    def spec(self) -> str:
        """How it is named to the user: `offline`, the model's SPEC, or `panel`."""
        ...

    @property
    def note(self) -> str:
        """Where the candidate's words go; empty where they stay on this machine."""
        ...

    @property
    def signature(self) -> Signature:
        """What its cards say of who graded."""
        ...

    async def ascore(self, request: ScoreRequest, tell: Tell | None = None) -> Scorecard:
        """The scorecard of one answer. `tell` hears of waits, and of what the calls took.

        Raises:
            NotScorableError: when the text cannot be graded; its kind and message say why.
            LLMError: when a model gave no reply that holds up; there is no card then.
        """
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...
