"""What is said in the room: five blind statements, then the discussion, dimension by dimension."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from interviewer.committee.casting import Evidence, Part, hires, key_of, second_best, weights
from interviewer.committee.decision import listed
from interviewer.committee.movement import Move
from interviewer.committee.speaking import Cell, Occasion, Speaker
from interviewer.committee.veto import Veto
from interviewer.model.content import Question
from interviewer.model.debrief import MEMBERS, Decision, Item, MemberId, Statement
from interviewer.model.words import STORY_ROUNDS, Dimension, FlagId

_MOST_SAID: Final = 6
"""Statements of a discussion; with the five blind ones a debrief has eleven at the most."""
_WORTH_SAYING: Final = 2.5
"""A sentence is defended only out of a dimension at lean yes or better."""
_LITTLE_SAID: Final = 2
"""A veto or a move, and its reply; a room of one mind has more to say than that."""
_TURNS: Final = 2
"""How often a member speaks in the discussion."""


class Turn(NamedTuple):
    """A statement in the speaker's words, and what it was made from: others may word the occasion anew."""

    occasion: Occasion
    statement: Statement


class Room:
    """Keeps what has been said, so that no quote is read out twice and nobody speaks too often."""

    def __init__(
        self, evidence: Evidence, speaker: Speaker, questions: Mapping[str, Sequence[Question | None]]
    ) -> None:
        self._evidence = evidence
        self._speaker = speaker
        self._questions = questions
        self._spoken: set[str] = set()
        self._turns: Counter[MemberId] = Counter()

    # Blind statements.

    def blind(self, part: Part, rounds: Sequence[str]) -> Turn:
        """A member's reason for the blind vote: evidence, a named gap, or a count."""
        occasion = self._opening(part)
        text = self._speaker.say(occasion) if occasion else None
        if text is None or occasion is None:
            occasion = self._count(part, rounds)
            text = self._speaker.say(occasion) or f"I vote {part.ballot.vote.value}."
        else:
            self._spoken |= {key_of(each) for each in part.items}
        statement = Statement(
            member=part.member,
            part="blind",
            dimension=part.items[0].dimension if part.items else None,
            text=text,
            evidence=tuple(each.id for each in part.items if each.id),
        )
        return Turn(occasion, statement)

    def _opening(self, part: Part) -> Occasion | None:
        if not part.items:
            return None
        if len(part.items) > 1:
            cell: Cell = "pairs_for" if hires(part.ballot) else "pairs_against"
            return self._occasion(cell, part.member, part.items)
        item = part.items[0]
        if item.sign == "for":
            cell = "for" if item.carries == 2 else "mentioned"
            return self._occasion(cell, part.member, part.items, key=self._evidence.kind(item))
        if item.level == 0 and item.about not in set(FlagId):
            return self._occasion("gap", part.member, part.items)
        cell = "flagged" if item.words else "absent"
        return self._occasion(cell, part.member, part.items, key=item.about)

    def _count(self, part: Part, rounds: Sequence[str]) -> Occasion:
        watched = {
            "hiring-manager": Dimension.JUDGMENT,
            "peer-pm": Dimension.FRAMING,
            "engineering": Dimension.JUDGMENT,
            "data-science": Dimension.RIGOR,
        }.get(part.member)
        sheets = [self._evidence.sheets[each] for each in rounds]
        good = [s for s in sheets if (s.estimates.get(watched, 0.0) >= 2.5 if watched else s.hires)]
        what = f"{watched} at lean yes or better" if watched else "a vote to hire"
        values = {"count": _number(len(good)), "rounds": _number(len(rounds)), "what": what}
        return Occasion(cell="count", member=part.member, values=values)

    def _occasion(
        self,
        cell: Cell,
        member: MemberId,
        items: Sequence[Item],
        key: str = "",
        to: MemberId | None = None,
    ) -> Occasion:
        return Occasion(
            cell=cell,
            member=member,
            key=key,
            to=to,
            story=any(self._evidence.sheets[each.packet].round in STORY_ROUNDS for each in items),
            items=tuple(items),
            values=self._values(items, to),
        )

    def _values(self, items: Sequence[Item], to: MemberId | None) -> dict[str, str]:
        lines = self._evidence.lines
        values: dict[str, str] = {}
        for number, item in zip(("", "2"), items, strict=False):
            values[f"round{number}"] = lines.round_name(item.packet)
            if item.words:
                values[f"quote{number}"] = item.words
        if items:
            values["gap"] = lines.kinds.gap(items[0].about) or items[0].label
            values["label"] = items[0].label
            question = self._questions[items[0].packet][items[0].answer - 1]
            if question is not None:
                values |= {"people": question.people, "subject": question.subject}
                if question.decision:
                    values["call"] = question.decision
        if to is not None:
            values["member"] = lines.members[to].name
        return values

    # The discussion.

    def discuss(
        self,
        parts: Sequence[Part],
        moved: Sequence[Move],
        order: Sequence[Dimension],
        veto: Veto | None,
        decision: Decision,
    ) -> tuple[Turn, ...]:
        """What is said after the votes are read out, the dimension with the widest spread first."""
        said = [*self._veto(parts, veto)]
        if veto is not None and veto.struck and not any(each.struck for each in moved):
            said += self._withdrawn(veto)
        for move in sorted(moved, key=lambda each: _place(order, each.dimension)):
            said += self._moving(move, veto)
        # Whoever moved has answered already, and no longer stands where they voted.
        gone = {each.member for each in moved}
        voters = [part for part in parts if hires(part.ballot) and part.member not in gone]
        others = [part for part in parts if not hires(part.ballot) and part.member not in gone]
        if voters and others:
            exchanges = (self._down(others, voters, order), self._up(voters, others, order))
            for exchange in exchanges:
                if len(said) + 2 <= _MOST_SAID:
                    said += exchange
        elif len(said) <= _LITTLE_SAID:
            said += self._agreeing(voters or others, bool(voters), decision)
        return tuple(said)

    def _veto(self, parts: Sequence[Part], veto: Veto | None) -> Iterator[Turn]:
        if veto is None:
            return
        label = (
            f"{veto.about.value} at the lowest level"
            if isinstance(veto.about, Dimension)
            else next(
                (each.label for each in self._evidence.items if each.about == veto.about), veto.about.value
            )
        )
        names = [self._evidence.lines.round_name(each) for each in veto.rounds]
        owner = next(part for part in parts if part.member == "bar-raiser")
        values = {"label": label, "rounds": listed(names)}
        occasion = Occasion(cell="veto", member=owner.member, values=values)
        text = self._speaker.say(occasion)
        if text is None:
            return
        yield self._turn(occasion, text, (), veto.dimension)
        if not veto.struck:
            yield from self._not_struck(parts, veto)

    def _not_struck(self, parts: Sequence[Part], veto: Veto) -> Iterator[Turn]:
        """Whoever weighs the dimension most looks for the opposite, and names what comes nearest."""
        others = [part.member for part in parts if part.member != "bar-raiser"]
        member = max(others, key=lambda each: weights(each)[veto.dimension])
        sheets = [
            (sheet.estimates.get(veto.dimension, 0.0), name)
            for name in self._evidence.rounds()
            if name not in veto.rounds and (sheet := self._evidence.sheets[name])
        ]
        if not sheets:
            return
        nearest = self._evidence.lines.round_name(max(sheets)[1])
        occasion = Occasion(cell="veto_stands", member=member, to="bar-raiser", values={"round": nearest})
        text = self._speaker.say(occasion)
        if text is not None:
            yield self._turn(occasion, text, (), veto.dimension)

    def _withdrawn(self, veto: Veto) -> Iterator[Turn]:
        names = [self._evidence.lines.round_name(each) for each in veto.struck_by]
        values = {"round": names[0], "round2": names[1]}
        occasion = Occasion(cell="veto_struck", member="bar-raiser", values=values)
        text = self._speaker.say(occasion)
        if text is not None:
            yield self._turn(occasion, text, (), veto.dimension)

    def _moving(self, move: Move, veto: Veto | None) -> Iterator[Turn]:
        if move.by is not None:
            anew: Cell = "challenge_up" if move.step > 0 else "challenge_down"
            cell: Cell = "challenge_quoted" if key_of(move.item) in self._spoken else anew
            challenge = self._occasion(cell, move.by, (move.item,), to=move.member)
            text = self._speaker.say(challenge)
            if text is not None:
                yield self._turn(challenge, text, (move.item,), move.dimension)
        if move.struck and veto is not None:
            names = [self._evidence.lines.round_name(each) for each in veto.struck_by]
            values = {"round": names[0], "round2": names[1]}
            occasion = Occasion(cell="move_struck", member=move.member, to=move.by, values=values)
        else:
            moves: Cell = "move_up" if move.step > 0 else "move_down"
            occasion = Occasion(cell=moves, member=move.member, to=move.by, items=(move.item,))
        reply = self._speaker.say(occasion)
        if reply is not None:
            yield self._turn(occasion, reply, (move.item,), move.dimension)

    def _down(
        self, against: Sequence[Part], voters: Sequence[Part], order: Sequence[Dimension]
    ) -> list[Turn]:
        return self._exchange(against, voters, "against", order)

    def _up(self, voters: Sequence[Part], against: Sequence[Part], order: Sequence[Dimension]) -> list[Turn]:
        return self._exchange(voters, against, "for", order)

    def _exchange(
        self, askers: Sequence[Part], asked: Sequence[Part], sign: str, order: Sequence[Dimension]
    ) -> list[Turn]:
        """One member holds something new against another's vote, who hears it and stays."""
        target = min(asked, key=lambda part: (self._turns[part.member], part.ballot.to_next))
        speaker = min(
            (part for part in askers if self._turns[part.member] < _TURNS),
            key=lambda part: (self._turns[part.member], -part.ballot.to_next),
            default=None,
        )
        if speaker is None or self._turns[target.member] >= _TURNS:
            return []
        spent = self._spoken | target.cited
        item = next(
            (
                found
                for dimension in (*order, None)
                if (found := second_best(self._evidence, speaker.member, sign, spent, dimension)) is not None
                and (found.words or (sign == "against" and found.level == 0))
                and (sign == "against" or found.carries == 2)
            ),
            None,
        )
        if item is None:
            return []
        direction = "down" if sign == "against" else "up"
        missing = "" if item.words else "_absent"
        cells: dict[str, tuple[Cell, Cell]] = {
            "down": ("challenge_down", "stay_down"),
            "down_absent": ("challenge_down_absent", "stay_down_absent"),
            "up": ("challenge_up", "stay_up"),
        }
        ask, stay = cells[direction + missing]
        challenge = self._occasion(ask, speaker.member, (item,), to=target.member)
        answer = Occasion(cell=stay, member=target.member, to=speaker.member)
        return self._both(challenge, answer, item)

    def _both(self, first: Occasion, reply: Occasion, item: Item) -> list[Turn]:
        """Something said and the reply to it; neither where one of them has no words."""
        said, answered = self._speaker.say(first), self._speaker.say(reply)
        if said is None or answered is None:
            return []
        return [
            self._turn(first, said, (item,), item.dimension),
            self._turn(reply, answered, (), item.dimension),
        ]

    def _agreeing(self, parts: Sequence[Part], for_hire: bool, decision: Decision) -> list[Turn]:  # noqa: FBT001
        """A room of one mind looks at the weakest sentence of a hire, or at the best of a no."""
        sign = "against" if for_hire else "for"
        offers = [
            (self._evidence.worth(part.member, item), -place, part, item)
            for place, part in enumerate(parts)
            if (item := second_best(self._evidence, part.member, sign, self._spoken)) is not None
            and (item.words or (for_hire and item.level == 0))
            and (for_hire or (item.carries == 2 and self._evidence.estimate(item) >= _WORTH_SAYING))
        ]
        if not offers:
            return []
        *_, speaker, item = max(offers, key=lambda each: each[:2])
        if not for_hire:
            cells: tuple[Cell, Cell] = ("one_hope", "one_hope_reply")
        else:
            open_ended: Cell = "one_doubt_reply_open" if decision == "extra-round" else "one_doubt_reply"
            cells = ("one_doubt" if item.words else "one_doubt_absent", open_ended)
        other = next(
            member
            for member in MEMBERS
            if member != speaker.member and member in {part.member for part in parts}
        )
        remark = self._occasion(cells[0], speaker.member, (item,))
        return self._both(remark, Occasion(cell=cells[1], member=other, to=speaker.member), item)

    def _turn(
        self, occasion: Occasion, text: str, items: Sequence[Item], dimension: Dimension | None
    ) -> Turn:
        self._turns[occasion.member] += 1
        self._spoken |= {key_of(each) for each in items}
        statement = Statement(
            member=occasion.member,
            part="discussion",
            dimension=dimension,
            to=occasion.to,
            text=text,
            evidence=tuple(each.id for each in items if each.id),
        )
        return Turn(occasion, statement)


def _place(order: Sequence[Dimension], dimension: Dimension | None) -> int:
    return order.index(dimension) if dimension in order else len(order)


def _number(count: int) -> str:
    words = ("none", "one", "two", "three", "four", "five", "six")
    return words[count] if count < len(words) else str(count)
