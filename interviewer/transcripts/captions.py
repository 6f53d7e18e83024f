"""Captions of a call: WebVTT and SRT, with who speaks as voice tags or as names before the words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from interviewer.model.errors import TranscriptError
from interviewer.transcripts.utterances import Utterance, joined

if TYPE_CHECKING:
    from webvtt import Caption

_ARROW: Final = re.compile(r"\d\d:\d\d[.,]\d{1,3}[ \t]+-->[ \t]+(?:\d+:)?\d\d:\d\d")
_NAME: Final = re.compile(
    r"(?:[-\u2013>]+[ \t]*)?(?P<name>[^\W\d_][^:\n<>]{0,39}?)[ \t]*:[ \t]+(?P<said>\S.*)$", re.DOTALL
)
_NOBODY: Final = (
    "the captions do not say who speaks; put a name before the words, as in `Ana: I would …`, "
    "or score the answer alone with: interviewer score"
)


def is_captions(text: str) -> bool:
    """Whether a text is WebVTT or SRT."""
    head = text.lstrip("\ufeff \r\n\t")[:2000]
    return head.startswith("WEBVTT") or bool(_ARROW.search(head) and head[:1].isdigit())


def captions_in(text: str) -> tuple[Utterance, ...]:
    """Who said what in captions; a caption without a name goes on with the speaker before.

    Raises:
        TranscriptError: when they cannot be read, or name nobody.
    """
    import webvtt  # noqa: PLC0415  # only an import needs it
    from webvtt.errors import MalformedCaptionError, MalformedFileError  # noqa: PLC0415

    text = text.lstrip("\ufeff \r\n\t")
    try:
        captions = webvtt.from_buffer(io.StringIO(text), format="vtt" if text.startswith("WEBVTT") else "srt")
    except (MalformedCaptionError, MalformedFileError, ValueError) as error:
        raise TranscriptError(f"these captions cannot be read: {error}") from None
    said = joined(_utterances(captions.captions))
    if not said:
        raise TranscriptError(_NOBODY)
    return said


def _utterances(captions: Iterable[Caption]) -> Iterator[Utterance]:
    speaker = ""
    for caption in captions:
        t = caption.start_time.in_seconds() + caption.start_time.milliseconds / 1000
        if caption.voice:
            speaker = " ".join(caption.voice.split())
            yield Utterance(speaker=speaker, text=_flat(caption.text), t=t)
            continue
        for line in caption.text.split("\n"):
            named = _NAME.match(line.strip())
            if named:
                speaker = " ".join(named["name"].split())
            if speaker:
                yield Utterance(speaker=speaker, text=_flat(named["said"] if named else line), t=t)


def _flat(text: str) -> str:
    return " ".join(text.split())
