"""Characters that are not words: control and escape sequences, zero-width and direction marks, list marks."""

from __future__ import annotations

import re

_ESCAPE = r"\x1b\[[0-?]{0,32}[ -/]{0,8}[@-~]?|\x1b\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)?|\x1b[@-Z\\^_]?"
_C1_ESCAPE = r"\x9b[0-?]{0,32}[ -/]{0,8}[@-~]?"
_CONTROL = r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
_UNSEEN = (
    r"[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u20"
    r"0f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff]"
)
_REMOVED = re.compile(f"{_ESCAPE}|{_C1_ESCAPE}|{_CONTROL}|{_UNSEEN}")
_WHITE = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

LIST_MARK = re.compile(
    r"(?:[-*+\u2022\u2023\u25aa\u25cf\u25e6\u2013\u2014>]|#{1,6}|\(?\d{1,2}[.)]|\(?[a-h]\))[ \t]+"
)
"""A bullet, heading, quote mark, or the number or letter of a list, with the white space after it."""
_EMPHASIS = re.compile(r"\*\*|__|`+")


def shadow(text: str) -> str:
    """`text` with what cannot be seen turned into spaces and every line end into a line feed; same length."""
    blanked = _REMOVED.sub(lambda found: " " * len(found.group()), text)
    return _LINE_END.sub(lambda found: "\n".rjust(len(found.group())), blanked)


def visible(text: str) -> str:
    """`text` as a reader sees it: unseen characters removed, white space collapsed, ends trimmed."""
    return _WHITE.sub(" ", _REMOVED.sub("", text)).strip()


def plain(text: str) -> str:
    """`visible` text without leading list marks and without Markdown emphasis."""
    seen = visible(text)
    while (mark := LIST_MARK.match(seen)) is not None:
        seen = seen[mark.end() :]
    return _EMPHASIS.sub("", seen).strip()


def folded(text: str) -> str:
    """`text` with every run of white space as one space, ends trimmed; nothing else changed."""
    return _WHITE.sub(" ", text).strip()


def legible(text: str) -> str:
    """`text` as a reader sees it, with its lines kept; several blank lines become one."""
    seen = [visible(line) for line in _LINE_END.split(text)]
    kept = [line for at, line in enumerate(seen) if line or (at and seen[at - 1])]
    return "\n".join(kept).strip("\n")
