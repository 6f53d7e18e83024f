"""An answer as numbered sentences, each with its place in what was said."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.evidence.characters import plain, shadow
from interviewer.evidence.exchange import spans_in, trimmed
from interviewer.evidence.splitting import sentences_in
from interviewer.model.evidence import Answer, Sentence, SentenceBank, TurnRole

_BETWEEN_TURNS = "\n\n"


def read_answer(text: str, question: str = "") -> Answer:
    """A pasted text as an answer.

    In an exchange with lines such as `Interviewer:` and `Me:` only the candidate's stretches become
    spans; a text without such lines is one span. An empty text has none.
    """
    return Answer(text=text, spans=spans_in(text), question=question)


def answer_from_turns(turns: Sequence[tuple[TurnRole, str]], question: str) -> Answer:
    """The turns of a practised round as one answer, joined by a blank line; empty turns are left out."""
    text = ""
    spans = []
    for role, said in turns:
        if not said.strip():
            continue
        text = text + _BETWEEN_TURNS if text else text
        span = trimmed(shadow(said), 0, len(said), role)
        if span is not None:
            moved = {"start": span.start + len(text), "end": span.end + len(text)}
            spans.append(span.model_copy(update=moved))
        text += said
    return Answer(text=text, spans=tuple(spans), question=question)


def build_bank(answer: Answer) -> SentenceBank:
    """The sentences of all spans, numbered from 1; `answer.text[start:end]` is each to the letter."""
    seen = shadow(answer.text)
    sentences: list[Sentence] = []
    for turn, span in enumerate(answer.spans):
        for start, end in sentences_in(seen, span.start, span.end):
            text = plain(answer.text[start:end])
            if not text:
                continue
            number = len(sentences) + 1
            sentences.append(
                Sentence(number=number, start=start, end=end, text=text, turn=turn, role=span.role)
            )
    return SentenceBank(answer=answer, sentences=tuple(sentences))
