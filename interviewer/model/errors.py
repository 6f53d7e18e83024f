"""Errors a user can do something about. Each message is one line that says what to do."""

from __future__ import annotations


class InterviewerError(Exception):
    """The work failed (exit code 1). The message is one line and names the next step."""

    exit_code = 1


class UsageError(InterviewerError):
    """The command was not used right (exit code 2)."""

    exit_code = 2


class ContentError(InterviewerError):
    """A question, rubric or catalogue file is wrong; the message names file, line and field."""


class TranscriptError(InterviewerError):
    """A transcript, or a loop, that cannot be read, written or continued."""


class NotScorableError(InterviewerError):
    """A text that cannot be scored, with the kind of reason that batch records carry.

    Kinds: `empty-answer`, `too-long`, `not-english`, `unknown-round`, `unknown-question`, `bad-input`.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
