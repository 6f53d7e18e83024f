"""From a conversation held elsewhere to an ordinary transcript: who is the candidate, what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from interviewer._version import __version__
from interviewer.content.hashes import stamp
from interviewer.content.library import Library
from interviewer.evidence.exchange import only_asks
from interviewer.model import events as ev
from interviewer.model.content import Question, Rubric
from interviewer.model.errors import TranscriptError, UsageError
from interviewer.model.words import OFFLINE, JobLevel, Speaker
from interviewer.transcripts.foreign import Conversation
from interviewer.transcripts.journal import Journal
from interviewer.transcripts.store import Store, new_id

IMPORTED: Final = "imported"
"""The interviewer of a round that was held elsewhere."""
_CANDIDATE: Final = frozenset({"candidate", "interviewee", "applicant", "me", "user", "human", "a", "answer"})
_CHATTING: Final = frozenset({"user", "human"})
"""Who talks to a model: it speaks only when spoken to."""
_INTERVIEWER: Final = frozenset({"interviewer", "int", "assistant", "q", "question"})


_SET_UP: Final = re.compile(
    r"\b(?:interview|quiz|grill|examine|question|ask|drill|challenge) me\b"
    r"|\bmock\b|\brole-?play|\binterview(?:ing)? (?:practi[cs]e|prep\w*|simulation|session)\b"
    r"|\b(?:act|play|pretend|behave|be|you're|you are|you will be)\b[^.?!\n]{0,60}"
    r"\b(?:interviewer|recruiter|hiring manager|hiring committee)\b"
    r"|\b(?:practi[cs]e|prepar(?:e|ing)|simulate|run|conduct)\b[^.?!\n]{0,60}\binterview"
    r"|\bgive me (?:a|an|one|another|the first)\b[^.?!\n]{0,60}\bquestion",
    re.IGNORECASE,
)
"""Words by which somebody asks to be interviewed."""


class Wanted(NamedTuple):
    """What the person who imports says about it; None is left open."""

    round: str | None = None
    question: str | None = None
    """An id of the library, or the question's own words."""
    candidate: str | None = None


class Imported(NamedTuple):
    """What came of it."""

    path: Path
    set_up: str
    """What the candidate said to set the interview up, which is not in the round; empty for nothing."""


class _Turn(NamedTuple):
    who: Speaker
    text: str
    t: float


def import_round(
    library: Library, store: Store, conversation: Conversation, wanted: Wanted, written: datetime
) -> Imported:
    """Save a conversation as a finished round of one question, not graded.

    What asks for the interview, before the interviewer's first words, is no answer and stays out.

    Args:
        library: where round and question are looked up.
        store: where it is saved.
        conversation: who said what.
        wanted: round, question and candidate.
        written: when it took place, where the conversation does not say.

    Raises:
        UsageError: when it is open who the candidate is, what was asked, or which round it was.
        TranscriptError: when nobody answers, or it cannot be saved.
    """
    candidate = _candidate(conversation, wanted.candidate)
    chat = wanted.question is None and candidate.casefold() in _CHATTING
    set_up, turns = _begun(_turns(conversation, candidate), chat=chat)
    if not any(turn.who == "candidate" for turn in turns):
        raise TranscriptError("the candidate says nothing in it")
    rubric, question = _asked(library, wanted, turns)
    began = datetime.fromtimestamp(conversation.began, UTC) if conversation.began else written
    header = _header(library, rubric, question, began)
    path = store.path(header.id)
    journal = Journal.create(path, header)
    try:
        for event in _events(turns, question, began):
            journal.append(event)
    except TranscriptError:
        journal.drop()
        raise
    journal.close()
    return Imported(path, set_up)


def _candidate(conversation: Conversation, wanted: str | None) -> str:
    speakers = conversation.speakers
    names = ", ".join(f"{name} ({count})" for name, count in list(speakers.items())[:8])
    if wanted is not None:
        fitting = [name for name in speakers if name.casefold() == wanted.strip().casefold()]
        fitting = fitting or [
            name for name in speakers if name.casefold().startswith(wanted.strip().casefold())
        ]
        if len(fitting) != 1:
            raise UsageError(f"--candidate-is: {wanted!r} fits {len(fitting)} of the speakers: {names}")
        return fitting[0]
    sides = {name: _side(name) for name in speakers}
    known = [name for name, side in sides.items() if side == "candidate"]
    if len(known) == 1:
        return known[0]
    others = [name for name, side in sides.items() if side is None]
    if not known and len(others) == 1 and len(speakers) > 1:
        return others[0]
    raise UsageError(f"who is the candidate? Name one with --candidate-is: {names}")


def _side(name: str) -> Speaker | None:
    word = name.casefold()
    if word in _CANDIDATE:
        return "candidate"
    return "interviewer" if word in _INTERVIEWER else None


def _turns(conversation: Conversation, candidate: str) -> list[_Turn]:
    """The turns of the two sides; several interviewers are one. A time that is missing is the one before."""
    turns: list[_Turn] = []
    t = 0.0
    for each in conversation.utterances:
        t = max(t, each.t or 0.0)
        who: Speaker = "candidate" if each.speaker == candidate else "interviewer"
        if turns and turns[-1].who == who:
            turns[-1] = turns[-1]._replace(text=f"{turns[-1].text}\n\n{each.text}")
        else:
            turns.append(_Turn(who, each.text, round(t, 3)))
    return turns


def _begun(turns: list[_Turn], *, chat: bool) -> tuple[str, list[_Turn]]:
    """What set the interview up, and the turns from the interviewer's first words on.

    In a `chat` the user's first message is that, whatever its words. Where nobody answers afterwards, a
    first message may hold question and answer: it stays.
    """
    first, *rest = turns
    answered = any(turn.who == "candidate" for turn in rest)
    if first.who == "candidate" and answered and (chat or _SET_UP.search(first.text)):
        began = rest[0].t
        return first.text, [turn._replace(t=round(turn.t - began, 3)) for turn in rest]
    return "", turns


def _asked(library: Library, wanted: Wanted, turns: list[_Turn]) -> tuple[Rubric, Question]:
    named = wanted.question.strip() if wanted.question else ""
    if named and not any(character.isspace() for character in named):
        question = library.question(named)
        return library.rubric(wanted.round or question.round), library.asked(
            wanted.round or question.round, named
        )
    if wanted.round is None:
        raise UsageError(f"which round was it? Name it with --round: {', '.join(library.rounds)}")
    rubric = library.rubric(wanted.round)
    if named:
        return rubric, library.asked(rubric.id, named)
    first = turns[0]
    if first.who == "candidate":
        raise UsageError(
            "the candidate speaks first, and not to ask for an interview; say what was asked with --question"
        )
    words = " ".join(first.text.split())
    return rubric, library.asked(rubric.id, words) if " " in words else Question.typed(rubric.id, words)


def _header(library: Library, rubric: Rubric, question: Question, began: datetime) -> ev.Header:
    return ev.Header(
        id=new_id(rubric.id, began),
        created=began,
        app_version=__version__,
        round=rubric.id,
        rubric=stamp(rubric, library.catalogue),
        questions=(ev.AskedQuestion(id=None if question.is_typed else question.id, prompt=question.prompt),),
        minutes=rubric.minutes,
        level=JobLevel.L4 if question.is_typed else question.level,
        seed=0,
        interviewer=IMPORTED,
        grader=OFFLINE,
    )


def _events(turns: list[_Turn], question: Question, began: datetime) -> Iterator[ev.Event]:
    """The events of the round. Where nobody asks first, the question stands for it."""
    said = turns if turns[0].who == "interviewer" else [_Turn("interviewer", question.prompt, 0.0), *turns]
    heard = list(_heard(said))
    for number, turn in enumerate(said):
        yield ev.Said(
            at=began + timedelta(seconds=turn.t),
            t=turn.t,
            turn=number,
            who=turn.who,
            kind=_kind(said, heard, number),
            question=0,
            text=turn.text,
            # What a message was taken for stands with the reply to it.
            heard_as=heard[number - 1] if turn.who == "interviewer" and number else None,
        )
    yield ev.Ended(at=began + timedelta(seconds=said[-1].t), t=said[-1].t, reason="finished")


def _heard(turns: list[_Turn]) -> Iterable[ev.HeardAs | None]:
    """What each of the candidate's turns was: a question of theirs before the first answer, or an answer."""
    answered = False
    for number, turn in enumerate(turns):
        if turn.who == "interviewer":
            yield None
        elif not answered and number + 1 < len(turns) and only_asks(turn.text):
            yield "clarifying"
        else:
            yield "follow-up" if answered else "answer"
            answered = True


def _kind(turns: list[_Turn], heard: list[ev.HeardAs | None], number: int) -> ev.SaidKind:
    if turns[number].who == "candidate":
        return "message"
    if number == 0:
        return "question"
    if heard[number - 1] == "clarifying":
        return "reply"
    return "follow-up" if number + 1 < len(turns) else "closing"
