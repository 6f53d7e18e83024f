"""The interviewer with a language model behind it: code says what is open, the model chooses and words."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final, Protocol

from interviewer.interview.assess import Assessment, assess
from interviewer.interview.checks import problems
from interviewer.interview.classify import Kind
from interviewer.interview.decision import WORDED_BY_RULES, Decision, move_of
from interviewer.interview.moves import Action, Held, Move, News, RoundView, Spent, Tell
from interviewer.interview.offline import OfflineInterviewer
from interviewer.interview.probing import Probing, covered_share
from interviewer.interview.wording import MOST_WORDS
from interviewer.llm.errors import InvalidReplyError, LLMError
from interviewer.llm.protocol import LLM, Message, Request, StreamEvent, Used, Waiting
from interviewer.llm.usage import Usage
from interviewer.model.content import Catalogue, Phrases, Signal
from interviewer.model.words import Dimension

_MOST_TOKENS: Final = 700
_HURRY: Final = 240.0
"""Seconds left from which only what decides is asked about."""
_BY_RULES: Final = frozenset({Action.OPEN, Action.CLOSE})
"""Where one of these is open, or only the last word, nothing is to be worded and no model is needed."""


class Prompts(Protocol):
    """Where the templates are rendered."""

    def render(self, name: str, values: dict[str, object]) -> str:
        """A template with its values in place."""
        ...

    def has(self, name: str) -> bool:
        """Whether there is such a template."""
        ...


class LLMInterviewer:
    """Leads a round with a model. What it says is checked like the offline interviewer's words.

    The greeting, the goodbye, and moves that leave nothing to word are the phrases' own. A decision that
    fails the checks is asked for again once, with what is wrong; if it fails again, the rules lead this turn.
    """

    def __init__(
        self, llm: LLM, prompts: Prompts, phrases: Phrases, catalogue: Catalogue, abouts: dict[str, str]
    ) -> None:
        self._llm = llm
        self._prompts = prompts
        self._catalogue = catalogue
        self._signals = {signal.id: signal for signal in catalogue.signals}
        self._rules = OfflineInterviewer(phrases, catalogue)
        self._abouts = abouts

    @property
    def spec(self) -> str:
        """The model's SPEC."""
        return self._llm.spec

    @property
    def note(self) -> str:
        """Where the candidate's words go."""
        return self._llm.host_note or f"what you write goes to {self.spec.partition('/')[0]}"

    async def decide(self, view: RoundView, tell: Tell | None = None) -> Move:
        """The next move, worded and checked.

        Raises:
            LLMError: when there is no reply; the round stands as it was.
        """
        only_last = view.open_actions == {Action.LAST_WORD}
        if view.open_actions & _BY_RULES or only_last or view.state.pending is None:
            return await self._rules.decide(view)
        heard = await asyncio.to_thread(assess, view)
        request = self._request(view, heard)
        try:
            move = _heard_too(await self._ask(view, request, tell), heard)
            wrong = problems(move, view)
            if wrong:
                move = _heard_too(await self._ask(view, self._again(request, wrong), tell), heard)
                wrong = problems(move, view)
        except InvalidReplyError:
            # The model answers, but not in the form: no reason to let the candidate wait.
            move, wrong = None, ("it had not the form asked for",)
        if move is not None and not wrong:
            return move
        by_rules = await self._rules.decide(view)
        return by_rules.model_copy(update={"reason": f"{by_rules.reason} (the model's turn: {wrong[0]})"})

    async def _ask(self, view: RoundView, request: Request, tell: Tell | None) -> Move:
        ear = _Ear(tell or _unheard)
        try:
            reply = await self._llm.structured(request, Decision, ear.hear)
        except LLMError:
            if ear.used:
                self._tell_spent(ear.tell, ear.usage, ear.cost, request.label)
            raise
        self._tell_spent(ear.tell, reply.usage, reply.cost, request.label, attempts=reply.attempts)
        move = move_of(reply.value, view, self._catalogue)
        if move.action in WORDED_BY_RULES and move.action in view.open_actions:
            return await self._worded_by_rules(move, view)
        return move

    def _tell_spent(self, tell: Tell, usage: Usage, cost: float | None, label: str, **more: int) -> None:
        tell(Spent(spec=self.spec, usage={**asdict(usage), "cost": cost, **more, "label": label}))

    async def _worded_by_rules(self, move: Move, view: RoundView) -> Move:
        """The phrases' words for an action the model chose."""
        only = view.model_copy(update={"open_actions": frozenset({move.action})})
        worded = await self._rules.decide(only)
        update = {"heard_as": move.heard_as, "reason": move.reason}
        return worded.model_copy(update=update)

    def _again(self, request: Request, wrong: Sequence[str]) -> Request:
        text = self._prompts.render("interviewer/again", {"problems": list(wrong)})
        return Request(
            prefix=request.prefix,
            messages=request.messages,
            varying=f"{request.varying}\n\n{text}",
            max_tokens=request.max_tokens,
            label="interviewer, again",
        )

    def _request(self, view: RoundView, heard: Assessment) -> Request:
        return Request(
            prefix=self._prefix(view),
            messages=tuple(
                Message("user" if turn.who == "candidate" else "assistant", turn.text)
                for turn in view.state.turns
            ),
            varying=self._varying(view, heard),
            max_tokens=_MOST_TOKENS,
            label="interviewer",
        )

    def _prefix(self, view: RoundView) -> str:
        """What stays the same while a question is on the table, so that providers can cache it."""
        question = view.question
        values: dict[str, object] = {
            "persona": self._persona(view),
            "prompt": question.prompt,
            "call": question.call,
            "facts": question.facts,
            "signals": self._listened_for(view),
            "most_words": MOST_WORDS,
        }
        return self._prompts.render("interviewer/system", values)

    def _persona(self, view: RoundView) -> str:
        name = f"interviewer/rounds/{view.question.round}"
        values: dict[str, object] = {
            "title": view.round_title,
            "about": self._abouts.get(view.question.round, ""),
        }
        return self._prompts.render(name if self._prompts.has(name) else "interviewer/rounds/default", values)

    def _listened_for(self, view: RoundView) -> list[Signal]:
        return [self._signals[name] for name in view.signals if name in self._signals]

    def _varying(self, view: RoundView, at: Assessment) -> str:
        here, heard = view.state.here(), at.heard
        names = [signal.id for signal in self._listened_for(view)]
        asked = view.state.asked("follow-up")
        values: dict[str, object] = {
            "actions": sorted(view.open_actions),
            "time_left": _time(view.seconds_left),
            "number": view.state.question + 1,
            "of": view.questions,
            "follow_ups": asked,
            "follow_ups_left": max(0, view.follow_ups - asked),
            "level": view.level,
            "shown": [name for name in names if heard.level(name) == 2],
            "asserted": [name for name in names if heard.level(name) == 1],
            "missing": [name for name in names if heard.lacks(name)],
            "least": self._least_covered(view, at),
            "told": [fact.says for fact in view.state.facts if fact.question == view.state.question],
            "asked": [turn.signal for turn in here if turn.who == "interviewer" and turn.signal],
            "hurry": view.seconds_left < _HURRY,
        }
        return self._prompts.render("interviewer/turn", values)

    def _least_covered(self, view: RoundView, at: Assessment) -> Dimension:
        probing = Probing(view=view, catalogue=self._catalogue, bank=at.bank, heard=at.heard, quotes=())
        asked = {turn.dimension for turn in view.state.here() if turn.who == "interviewer"}
        return min(Dimension, key=lambda name: (name in asked, covered_share(probing, name)))


def _heard_too(move: Move, heard: Assessment) -> Move:
    """An answer that the rules heard is part of what is graded, whatever a model was talked into."""
    said = heard.message
    if move.heard_as == "aside" and said is not None and said.kind is Kind.ANSWER:
        return move.model_copy(update={"heard_as": heard.heard_as})
    return move


def _time(seconds: float) -> str:
    return f"{int(seconds // 60)} min" if seconds >= 60 else "less than a minute"


class _Ear:
    """Passes on what a user should see while waiting, and keeps what was used, for a call that fails."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.used: list[Used] = []

    def hear(self, event: StreamEvent) -> None:
        if isinstance(event, Waiting):
            self.tell(Held(why=event.why, seconds_left=event.seconds_left))
        elif isinstance(event, Used):
            self.used.append(event)

    @property
    def usage(self) -> Usage:
        return sum((each.usage for each in self.used), Usage())

    @property
    def cost(self) -> float | None:
        known = [each.cost for each in self.used if each.cost is not None]
        return sum(known) if known else None


def _unheard(_news: News) -> None:
    """For a caller that wants no news."""
