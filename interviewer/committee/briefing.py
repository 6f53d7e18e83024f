"""What a model is told so that it can speak for one member, and what that member may then use.

A blind statement is made from the member's own evidence and vote alone. In the discussion the member has
heard what was said before it. What candidates and other models said stands in blocks of data.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from interviewer.committee.room import Turn
from interviewer.committee.script import Script
from interviewer.committee.spoken import MOST_SENTENCES, MOST_WORDS, Given
from interviewer.content.library import Library
from interviewer.evidence.bank import build_bank
from interviewer.evidence.characters import folded
from interviewer.llm.protocol import Message, Request
from interviewer.model.debrief import MEMBERS, VOTES, Item, Statement, Vote
from interviewer.model.evidence import SentenceBank
from interviewer.model.words import STORY_ROUNDS, Recommendation
from interviewer.scoring.block import as_line
from interviewer.scoring.united import struck_in

LABEL: Final = "committee"
_MOST_TOKENS: Final = 700
_STRUCK: Final = "(struck: it talked to whoever grades)"
_DEMONSTRATED: Final = 2


class Shown(NamedTuple):
    """One item as a member sees it."""

    id: str | None
    round: str
    asked: str
    sentence: str | None
    """The whole sentence on one line; None for what was not heard."""
    words: str | None
    """What of it is fit to be read out."""
    read_out: bool
    """Whether somebody has read from it already."""
    label: str
    gap: str
    """What is missing, where something is."""
    sign: str
    demonstrated: bool
    prompted: bool
    story: bool


class Briefing:
    """Makes the request for each statement of a script."""

    def __init__(self, script: Script, library: Library) -> None:
        self._script = script
        self._library = library
        self._banks: dict[tuple[str, int], SentenceBank] = {}

    @cached_property
    def _rules(self) -> str:
        values: dict[str, object] = {"most_words": MOST_WORDS, "most_sentences": MOST_SENTENCES}
        return self._library.templates.render("committee/room", values)

    def request(self, turn: Turn, heard: Sequence[Statement]) -> Request:
        """What a model is asked for one statement; `heard` is empty while votes are blind.

        The rules of the room come first and are the same for all statements, so that providers keep them.
        """
        occasion, member = turn.occasion, turn.occasion.member
        lines = self._script.sitting.lines
        before, after = self._votes(turn, heard)
        values: dict[str, object] = {
            "name": lines.members[member].name,
            "lens": lines.members[member].lens,
            "voice": self._library.templates.render(f"committee/voices/{member}", {}),
            "cell": occasion.cell,
            "blind": turn.statement.part == "blind",
            "vote": _word(before),
            "after": _word(after),
            "to": lines.members[occasion.to].name if occasion.to else "",
            "to_said": lines.members[occasion.to].said if occasion.to else "",
            "items": [self._shown(each, heard) for each in occasion.items],
            "values": {name: as_line(each) for name, each in occasion.values.items()},
            "heard": [(lines.members[each.member].name, as_line(each.text)) for each in heard],
            "ids": sorted(each.id for each in occasion.items if each.id),
        }
        words = self._library.templates.render("committee/statement", values)
        return Request(self._rules, (Message("user", words),), max_tokens=_MOST_TOKENS, label=LABEL)

    def again(self, request: Request, reply: str, wrong: Sequence[str]) -> Request:
        """The same request with the reply that cannot stand, and what is wrong with it."""
        words = self._library.templates.render("committee/again", {"problems": list(wrong)})
        turns = (*request.messages, Message("assistant", reply or "(nothing)"), Message("user", words))
        return Request(request.prefix, turns, request.varying, request.max_tokens, request.label)

    def given(self, turn: Turn, heard: Sequence[Statement]) -> Given:
        """What the member may use in that statement."""
        occasion, member = turn.occasion, turn.occasion.member
        lines = self._script.sitting.lines
        own = frozenset(each.id for each in occasion.items if each.id)
        items = [self._shown(each, heard) for each in occasion.items]
        read_out = tuple(quote for each in heard for quote in _quotes(each.text))
        before, after = self._votes(turn, heard)
        told = [*occasion.values.values(), *(each.text for each in heard)]
        told += [text for each in items for text in (each.sentence, each.asked, each.label, each.gap) if text]
        strangers = () if heard else tuple(lines.members[each].said for each in MEMBERS if each != member)
        return Given(
            ids=own.union(*(each.evidence for each in heard)),
            needed=own,
            readable=tuple((self._verbatim(each), each.words) for each in occasion.items if each.words),
            quotes=sum(bool(each.words) for each in occasion.items),
            read_out=read_out,
            heard=tuple(each.text for each in heard),
            hires=_hires(after),
            step=0 if before == after else 1 if VOTES.index(after) > VOTES.index(before) else -1,
            withdraws=occasion.cell in {"veto_struck", "move_struck"},
            strangers=strangers,
            name=lines.members[member].name,
            known="\n".join(told),
        )

    def _votes(self, turn: Turn, heard: Sequence[Statement]) -> tuple[Vote, Vote]:
        """The member's vote before and after this statement: apart only where it moves with it."""
        member = turn.occasion.member
        before, after = self._script.part(member).ballot.vote, self._script.sitting.case.votes[member]
        if _moves(turn):
            return before, after
        moved = any(
            _moves(each) and each.occasion.member == member for each in self._script.turns[: len(heard)]
        )
        return (after, after) if moved else (before, before)

    def _shown(self, item: Item, heard: Sequence[Statement]) -> Shown:
        lines = self._script.sitting.lines
        bank = self._bank(item)
        sentence = None
        if item.sentence is not None:
            struck = item.sentence in struck_in(bank)
            sentence = _STRUCK if struck else as_line(bank.sentence(item.sentence).text)
        whole = self._verbatim(item)
        return Shown(
            id=item.id,
            round=lines.round_name(item.packet),
            asked=as_line(bank.answer.question),
            sentence=sentence,
            words=as_line(item.words).rstrip(".,;: ") if item.words else None,
            read_out=any(quote in whole for each in heard for quote in _quotes(each.text)),
            label=item.label,
            gap=lines.kinds.gap(item.about) or "",
            sign=item.sign,
            demonstrated=item.carries == _DEMONSTRATED,
            prompted=item.prompted,
            story=self._script.sitting.held[item.packet].round in STORY_ROUNDS,
        )

    def _verbatim(self, item: Item) -> str:
        return folded(self._bank(item).verbatim(item.sentence)) if item.sentence else ""

    def _bank(self, item: Item) -> SentenceBank:
        place = (item.packet, item.answer)
        if place not in self._banks:
            packets = {each.id: each for each in self._script.sitting.packets}
            self._banks[place] = build_bank(packets[item.packet].answers[item.answer - 1])
        return self._banks[place]


def _moves(turn: Turn) -> bool:
    return turn.occasion.cell.startswith("move_")


def _hires(vote: Vote) -> bool:
    return vote in {Recommendation.HIRE, Recommendation.STRONG_HIRE}


def _word(vote: Vote) -> str:
    return vote.value.replace("strong-", "strong ")


def _quotes(text: str) -> list[str]:
    return [each.partition("\u201d")[0] for each in text.split("\u201c")[1:]]
