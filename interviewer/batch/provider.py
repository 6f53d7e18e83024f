"""Grading by a provider's own batches: many answers are asked about together and come back within a day."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from interviewer.batch.job import BatchJob
from interviewer.batch.records import Item
from interviewer.llm.touched import touched

if TYPE_CHECKING:
    from interviewer.llm.batches import BatchLLM


class ProviderEngine:
    """Grades with a model whose replies come out of batches; `at_once` answers are there at a time."""

    def __init__(self, job: BatchJob, llm: BatchLLM, at_once: int) -> None:
        self._job = job
        self._llm = llm
        self.at_once = at_once

    async def grade(self, item: Item) -> dict[str, Any]:
        """The record of an item.

        Raises:
            LLMError: when no further line could be graded either.
        """
        batches: list[str] = []
        kept = touched.set(batches)
        self._llm.under_way += 1
        try:
            record = await self._job.grade(item)
        finally:
            self._llm.under_way -= 1
            touched.reset(kept)
        # Whoever asked writes the record before the loop comes to this.
        asyncio.get_running_loop().call_soon(self._llm.release, batches)
        return record

    def finish(self) -> None:
        """Every record is written: there is nothing to come back for."""
        self._llm.finish()

    async def aclose(self) -> None:
        """Let go of connections; what is at the provider stays there."""
        await self._job.scorer.aclose()
