"""Something the candidate wrote: its sections, and its sentences without headings and rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from interviewer.evidence.characters import LIST_MARK, plain, shadow
from interviewer.evidence.splitting import sentences_in
from interviewer.model.evidence import Answer, Sentence, SentenceBank, Span

_HEADING: Final = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>.*?)[ \t]*#*$")
_BOLD: Final = re.compile(r"^(?:\*\*|__)(?P<title>[^*_]{2,80}?)(?:\*\*|__)[ \t]*:?$")
_UNDERLINE: Final = re.compile(r"^ {0,3}(?:={2,}|-{2,})[ \t]*$")
_RULE: Final = re.compile(r"^ {0,3}(?:[-*_=][ \t]*){3,}$")
_FENCE: Final = re.compile(r"^ {0,3}(?:```|~~~)")
_ROW: Final = re.compile(r"^[ \t]*\|.*\|[ \t]*$")
_TABLE_RULE: Final = re.compile(r"^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|?)+$")
_CELL_END: Final = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")
_TITLE_WORDS: Final = 8
_BODY_WORDS: Final = 10
"""A short line by itself is a heading where the line under it is at least this long."""
_DEEPEST: Final = 6


class Section(NamedTuple):
    """A heading and what stands under it, in code points of the text.

    What precedes the first heading is a section without a title, of level 0.
    """

    title: str
    level: int
    start: int
    end: int


class _Line(NamedTuple):
    start: int
    end: int
    kind: str
    """`text`, `heading`, `row`, or `mark` for what only draws or separates."""
    title: str = ""
    level: int = 0


def read_document(text: str, question: str = "") -> Answer:
    """A document as an answer: all of it is the candidate's, also lines that begin with `Q:` or `You:`."""
    return Answer(text=text, spans=(Span(start=0, end=len(text)),) if text.strip() else (), question=question)


def sections(text: str) -> tuple[Section, ...]:
    """The sections in order, each up to the next heading of any level; one without words is left out."""
    found: list[Section] = []
    title, level, start = "", 0, 0
    for line in _lines(shadow(text)):
        if line.kind == "heading":
            found.append(Section(title, level, start, line.start))
            title, level, start = line.title, line.level, line.end
    found.append(Section(title, level, start, len(text)))
    return tuple(each for each in found if each.title or text[each.start : each.end].strip())


def document_bank(answer: Answer) -> SentenceBank:
    """The sentences of a document, numbered from 1; `answer.text[start:end]` is each to the letter.

    Headings, rules and the head of a table order what is said and say nothing, so they are left out. A row
    of a table is one sentence, its cells with semicolons between them.
    """
    seen = shadow(answer.text)
    sentences: list[Sentence] = []
    for turn, span in enumerate(answer.spans):
        for start, end, text in _pieces(answer.text, seen, span):
            sentences.append(
                Sentence(
                    number=len(sentences) + 1, start=start, end=end, text=text, turn=turn, role=span.role
                )
            )
    return SentenceBank(answer=answer, sentences=tuple(sentences))


def _pieces(given: str, seen: str, span: Span) -> Iterator[tuple[int, int, str]]:
    begin: int | None = None
    lines = [line for line in _lines(seen) if span.start <= line.start < span.end]
    for line in (*lines, _Line(span.end, span.end, "mark")):
        if line.kind == "text":
            begin = line.start if begin is None else begin
            continue
        if begin is not None:
            for start, end in sentences_in(seen, begin, line.start):
                if text := plain(given[start:end]):
                    yield start, end, text
            begin = None
        if line.kind == "row" and (row := _row(given, line)):
            yield row


def _row(given: str, line: _Line) -> tuple[int, int, str] | None:
    inner = given[line.start : line.end]
    start = line.start + len(inner) - len(inner.lstrip(" \t|"))
    end = line.start + len(inner.rstrip(" \t|\r"))
    cells = [plain(cell) for cell in _CELL_END.split(given[start:end])]
    text = "; ".join(cell for cell in cells if cell)
    return (start, end, text) if any(letter.isalnum() for letter in text) else None


def _lines(seen: str) -> Iterator[_Line]:
    """The lines of a text whose only line ends are line feeds, each with what it is."""
    raw: list[tuple[int, int]] = []
    start = 0
    for part in seen.split("\n"):
        raw.append((start, start + len(part)))
        start += len(part) + 1
    fenced = False
    for index, (begin, end) in enumerate(raw):
        text = seen[begin:end]
        if _FENCE.match(text):
            fenced = not fenced
            yield _Line(begin, end, "mark")
        elif fenced:
            yield _Line(begin, end, "text")
        else:
            before = seen[slice(*raw[index - 1])] if index else ""
            yield _kind(begin, end, text, before, [seen[slice(*each)] for each in raw[index + 1 : index + 3]])


def _kind(begin: int, end: int, text: str, before: str, after: list[str]) -> _Line:
    following = after[0] if after else ""
    if (found := _HEADING.match(text)) is not None:
        return _Line(begin, end, "heading", plain(found["title"]), len(found["marks"]))
    if (found := _BOLD.match(text.strip())) is not None:
        return _Line(begin, end, "heading", plain(found["title"]).rstrip(":"), _DEEPEST)
    if _ROW.match(text):
        is_head = _TABLE_RULE.match(following) is not None
        return _Line(begin, end, "mark" if is_head or _TABLE_RULE.match(text) else "row")
    if _UNDERLINE.match(text) or _RULE.match(text):
        return _Line(begin, end, "mark")
    if _UNDERLINE.match(following) and text.strip() and not before.strip():
        return _Line(begin, end, "heading", plain(text), 1 if "=" in following else 2)
    if _stands_alone(text, before, after):
        return _Line(begin, end, "heading", plain(text), _DEEPEST)
    return _Line(begin, end, "text")


def _stands_alone(text: str, before: str, after: list[str]) -> bool:
    """Whether a line is a heading without any mark, as in text pasted from a word processor."""
    line = text.strip()
    if not line or before.strip() or not line[0].isupper() or LIST_MARK.match(line + " "):
        return False
    if line[-1] in ".?!;,:" or len(line.split()) > _TITLE_WORDS:
        return False
    under = next((each for each in after if each.strip()), "")
    return len(under.split()) >= _BODY_WORDS
