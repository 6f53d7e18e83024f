"""What is wrong with an interviewer's turn, whoever worded it: rules or a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from interviewer.interview.cues import flat, rule
from interviewer.interview.moves import Action, Move, RoundView
from interviewer.interview.wording import MOST_WORDS, said_before, word_count

_LEAKED_RUN: Final = 6
"""Words in a row that are too many to be there by chance."""

_FEWEST_COMPARED: Final = 4
_QUOTED: Final = re.compile("\u201c([^\u201c\u201d]*)\u201d")
_WORD: Final = re.compile(r"[^\W_]+(?:'[a-z]+)?")
PRAISE: Final = rule(
    r"\b(?:great|excellent|awesome|amazing|fantastic|impressive|brilliant|wonderful|superb|outstanding"
    r"|splendid)\b",
    r"\b(?:good|nice|solid|strong|fair|perfect|lovely) (?:question|point|answer|idea|job|thinking|work"
    r"|start|one)\b",
    r"\b(?:well done|love (?:it|that|this)|insightful|thanks for (?:that|the)|thank you for (?:that"
    r"|the) insight)\b",
    r"\b(?:interesting|helpful) (?:question|point|answer|idea|thought)\b",
    r"\bthat(?:'s| is) (?:interesting|right|correct)\b",
    r"^\W*(?:great|perfect|nice|interesting|correct|exactly)\b",
)
"""Words that tell somebody how well they are doing."""
_SCORE_TALK: Final = rule(r"\b(?:scor(?:e[sd]?|ing)|scorecards?|rubrics?|signals?|levels?)\b")


def problems(move: Move, view: RoundView) -> tuple[str, ...]:
    """What is wrong with a move, one line each; empty when it can be said.

    Looked for: an action that is not open, two questions in one turn, more than 30 words, the same turn
    again, words in quotation marks that were never said, praise, talk about the grading, and a leak. The
    question itself, facts told and repeats may be as long as they are.
    """
    return tuple(
        name
        for name, wrong in (
            ("the action is not open", move.action not in view.open_actions),
            ("nothing is said", not move.text.strip()),
            ("more than one question", _own_words(move, view, quotes=False).count("?") > 1),
            (f"more than {MOST_WORDS} words", word_count(_own_words(move, view)) > MOST_WORDS),
            ("said before", _repeats(move, view)),
            ("a quote that was never said", _misquotes(move, view)),
            ("praise", bool(PRAISE.search(_own_words(move, view, quotes=False)))),
            ("talk about the grading", _talks_about_grading(move, view)),
            ("a fact nobody asked about, or the answer", _leaks(move, view)),
        )
        if wrong
    )


def _own_words(move: Move, view: RoundView, *, quotes: bool = True) -> str:
    """The interviewer's own part of a turn: without facts, the question, and the candidate's words."""
    text = move.text
    for whole in _whole_parts(move, view):
        text = text.replace(whole, " ")
    return flat(text if quotes else _QUOTED.sub(" ", text))


def _whole_parts(move: Move, view: RoundView) -> Iterator[str]:
    facts = {fact.id: fact.says for fact in view.question.facts}
    yield from (facts.get(told.fact, told.says) for told in move.told if told.fact)
    if move.action is Action.REPEAT_QUESTION:
        yield view.question.prompt
        yield from (turn.text for turn in view.state.here() if turn.who == "interviewer")


def _repeats(move: Move, view: RoundView) -> bool:
    if move.action is Action.REPEAT_QUESTION:
        return False
    # Answering questions comes up again at another question, where the same words do no harm.
    narrow = move.action in {Action.WAIT, Action.ANSWER_CLARIFICATION}
    turns = view.state.here() if narrow else view.state.turns
    earlier = [turn.text for turn in turns if turn.who == "interviewer"]
    if move.action is Action.WAIT:
        # Whoever needs long is waited for often; only twice running would it sound like a machine.
        earlier = earlier[-1:]
    text = _own_words(move, view)
    return word_count(text) >= _FEWEST_COMPARED and said_before(text, earlier)


def _misquotes(move: Move, view: RoundView) -> bool:
    said = [_folded(turn.text) for turn in view.state.turns if turn.who == "candidate"]
    text = move.text
    for whole in _whole_parts(move, view):
        text = text.replace(whole, " ")
    quotes = [*_QUOTED.findall(text), *([move.quote] if move.quote else [])]
    return any(not any(_folded(quote) in each for each in said) for quote in quotes)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _talks_about_grading(move: Move, view: RoundView) -> bool:
    """A word such as `level` is none where the question or the candidate brought it up."""
    question = view.question
    known = set(_words(f"{question.prompt} {question.call} {question.people} {question.subject}"))
    known |= {word for fact in question.facts for word in _words(fact.says)}
    known |= {word for probe in question.probes for word in _words(probe.ask)}
    known |= {word for turn in view.state.turns if turn.who == "candidate" for word in _words(turn.text)}
    found = _SCORE_TALK.findall(_own_words(move, view, quotes=False))
    return any(word.lower() not in known for word in found)


def _leaks(move: Move, view: RoundView) -> bool:
    told = {told.fact for told in move.told} | {fact.fact for fact in view.state.facts}
    unasked = [fact.says for fact in view.question.facts if fact.id not in told]
    open_text = [view.question.prompt, *(probe.ask for probe in view.question.probes)]
    open_text += [fact.says for fact in view.question.facts if fact.id in told]
    open_text += [turn.text for turn in view.state.turns]
    allowed = _runs(open_text)
    secret = _runs((*unasked, view.question.strong_answer)) - allowed
    return bool(_runs([move.text]) & secret)


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    return {
        tuple(words[at : at + _LEAKED_RUN])
        for text in texts
        if (words := _words(text))
        for at in range(len(words) - _LEAKED_RUN + 1)
    }


def _words(text: str) -> list[str]:
    return _WORD.findall(flat(text).lower())
