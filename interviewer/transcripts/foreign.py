"""Conversations from elsewhere, as who said what: captions, chat exports, text with speaker labels."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from interviewer.model.base import Model
from interviewer.model.errors import TranscriptError
from interviewer.transcripts.captions import captions_in, is_captions
from interviewer.transcripts.chats import chat_in
from interviewer.transcripts.labelled import labelled_in
from interviewer.transcripts.utterances import Utterance

_LOOKS_LIKE_JSON: Final = re.compile(r'\s*(?:\{|\[\s*[\[{"\]])')
"""A text may begin with a bracket too, as in `[00:01:02] Ana: …`."""


class Conversation(Model):
    """A conversation as it was read. `began` is in seconds since 1970, where the source says."""

    utterances: tuple[Utterance, ...]
    began: float | None = None
    left_out: str = ""
    """What stood before anybody spoke, such as a title."""

    @property
    def speakers(self) -> dict[str, int]:
        """Everybody who speaks, with how often; in the order of their first words."""
        counts: dict[str, int] = {}
        for each in self.utterances:
            counts[each.speaker] = counts.get(each.speaker, 0) + 1
        return counts


def read_conversation(text: str, chosen: str | None = None) -> Conversation:
    """The conversation in a text; what kind of text it is shows in the text itself.

    WebVTT and SRT captions; JSON: ChatGPT's and Claude's exports, a list of messages with `role` and
    `content`, or an object with such `messages`; else plain text or Markdown with speaker labels.

    Args:
        text: what the file holds.
        chosen: which of several conversations in an export: its title, or its number from 1.

    Raises:
        TranscriptError: when nobody can be told apart, or it does not hold up; it says what would help.
    """
    if is_captions(text):
        return Conversation(utterances=captions_in(text))
    if (value := _json(text)) is not None:
        began, said = chat_in(value, chosen)
        return Conversation(utterances=said, began=began)
    left_out, said = labelled_in(text)
    return Conversation(utterances=said, left_out=left_out)


def _json(text: str) -> Any:  # noqa: ANN401  # whatever an export holds
    if not _LOOKS_LIKE_JSON.match(text):
        return None
    try:
        return json.loads(text)
    except ValueError as error:
        raise TranscriptError(f"not valid JSON: {error}") from None
    except RecursionError:
        raise TranscriptError("not a chat export: its JSON is nested too deeply") from None
