"""What can go wrong with a language model. Each message is one line: what happened, what to do.

No message holds a key, a header, a server's own words or anything a user wrote: a server may quote any of
them back. Codes (`context_length_exceeded`) are kept where they are plain identifiers.
"""

from __future__ import annotations

from typing import ClassVar

from interviewer.model.errors import InterviewerError


class LLMError(InterviewerError):
    """A call to a language model failed for good."""

    kind: ClassVar[str] = "llm"
    """A stable word for records of batches and journals."""


class KeyMissingError(LLMError):
    """The provider needs a key and there is none."""

    kind = "key-missing"


class KeyRefusedError(LLMError):
    """The provider does not accept the key, or the key may not use the model."""

    kind = "key-refused"


class HostRefusedError(LLMError):
    """A key would have gone to a host it does not belong to, or unencrypted over a network."""

    kind = "host-refused"


class CreditUsedUpError(LLMError):
    """The account behind the key has no credit or quota left."""

    kind = "credit-used-up"


class ModelUnknownError(LLMError):
    """The provider does not know the model."""

    kind = "model-unknown"


class ContextOverflowError(LLMError):
    """The request is longer than the model can read."""

    kind = "context-overflow"


class RequestRefusedError(LLMError):
    """The server does not accept the request as it is (400 and its like)."""

    kind = "request-refused"


class RefusedError(LLMError):
    """The model declined to answer, or the provider's filter stopped it."""

    kind = "refused"


class BudgetReachedError(LLMError):
    """The call could cost more than the budget has left, so it was not made."""

    kind = "budget-reached"


class ServerUnreachableError(LLMError):
    """Nothing answers at the address."""

    kind = "server-unreachable"


class GaveUpError(LLMError):
    """Faults that usually pass did not pass within the time allowed."""

    kind = "gave-up"


class InvalidReplyError(LLMError):
    """The model's structured reply did not fit its form, even when asked again."""

    kind = "invalid-reply"


class NotRecordedError(LLMError):
    """A recording was asked for something that is not in it, or cannot be read."""

    kind = "not-recorded"


class BatchStoppedError(LLMError):
    """A provider's batch was cancelled or refused as a whole, or what is known of it cannot be kept."""

    kind = "batch-stopped"
