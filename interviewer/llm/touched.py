"""Which of a provider's batches the replies of one piece of work came from."""

from __future__ import annotations

from contextvars import ContextVar

touched: ContextVar[list[str] | None] = ContextVar("touched", default=None)
"""Set by whoever writes down what came out of them, and then calls `BatchLLM.release`."""
