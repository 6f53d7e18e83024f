"""What a user chose for calls to models, without importing what makes them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from interviewer.llm import specs
    from interviewer.llm.usage import Budget
    from interviewer.settings import Settings


@dataclass(frozen=True)
class Options:
    """Address, time, money and recording; None takes the provider's own."""

    base_url: str | None = None
    timeout: float | None = None
    """Seconds until a request is given up, its retries included."""
    budget: float | None = None
    """Dollars that are not passed."""
    insecure: bool = False
    """Let a key travel unencrypted beyond this machine."""
    record: Path | None = None
    """Where to record the exchanges."""
    samples: int = 1
    """How often a model that grades reads each dimension."""
    rewrite: bool = False
    """Whether a model that grades says one sentence better afterwards: one short call more."""
    whole: bool = False
    """Take structured replies in one piece: for batches, where nobody watches them come."""
    at_once: int | None = None
    """Requests under way at a time to one server."""
    patience: float = 0.0
    """Seconds a request may wait for a rate limit beyond its timeout."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As the settings say."""
        return cls(
            base_url=settings.base_url,
            timeout=settings.timeout,
            budget=settings.budget,
            insecure=settings.insecure,
            record=settings.record.expanduser() if settings.record else None,
            rewrite=settings.rewrite,
        )

    def make_budget(self) -> Budget | None:
        """A budget for one round; None where none was set."""
        from interviewer.llm.usage import Budget  # noqa: PLC0415  # not needed offline

        return Budget(self.budget) if self.budget else None

    def for_llm(self, budget: Budget | None) -> specs.Options:
        """The same for the layer that makes the calls."""
        from interviewer.llm import specs  # noqa: PLC0415  # heavy, and not needed offline

        return specs.Options(
            base_url=self.base_url,
            timeout=self.timeout,
            insecure=self.insecure,
            record=self.record,
            budget=budget,
            whole=self.whole,
            at_once=self.at_once,
            patience=self.patience,
        )
