"""The offline interviewer: rules that hear, decide and word, with no key and no network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

from interviewer.interview import facts
from interviewer.interview.assess import THIN, Assessment, assess
from interviewer.interview.classify import Kind
from interviewer.interview.cues import SOLUTION
from interviewer.interview.moves import Action, Move, RoundView, Told
from interviewer.interview.probing import Probing, next_probe, unreached
from interviewer.interview.quoting import Quotable, quotables, quote_for
from interviewer.interview.rules import LEAST_FOLLOW_UPS, NEXT_QUESTION_NEEDS
from interviewer.interview.wording import choose, quoted, told_story
from interviewer.model.content import Catalogue, Phrases
from interviewer.model.words import OFFLINE

_HURRY: Final = 120.0
"""Seconds kept over what the next question needs, so that it is not reached too late."""

_LONGEST_NOTE: Final = 34
_DECISION: Final = "makes-decision"


class OfflineInterviewer:
    """Leads a round by rules. The same view always leads to the same move."""

    spec = OFFLINE

    def __init__(self, phrases: Phrases, catalogue: Catalogue) -> None:
        self._phrases = phrases
        self._catalogue = catalogue

    async def decide(self, view: RoundView) -> Move:
        """The next move, worded."""
        return _Decision(self._phrases, self._catalogue, view, assess(view)).move()


class _Decision:
    """One decision: a typed action out of those that are open, then its wording."""

    def __init__(
        self, phrases: Phrases, catalogue: Catalogue, view: RoundView, assessment: Assessment
    ) -> None:
        self._phrases = phrases
        self._catalogue = catalogue
        self._view = view
        self._at = assessment

    def move(self) -> Move:
        """The move: what must come next if only one thing can, else a reaction, else a follow-up."""
        if forced := self._forced():
            return forced
        message = self._at.message
        react = self._reactions().get(message.kind) if message else None
        return (react() if react else None) or self._go_on()

    def _reactions(self) -> dict[Kind, Callable[[], Move | None]]:
        return {
            Kind.SILENCE: self._silence,
            Kind.THINKING_TIME: self._thinking,
            Kind.REPEAT_REQUEST: self._repeat,
            Kind.STEERING: self._steering,
            Kind.CLARIFYING: self._clarify,
            Kind.ASKS_FOR_SOLUTION: self._keep_solution,
            Kind.DONT_KNOW: self._dont_know,
            Kind.HAND_OVER: self._hand_back,
            Kind.OFF_QUESTION: self._off_question,
            Kind.ONE_LINER: self._one_liner,
        }

    def _forced(self) -> Move | None:
        """The greeting, the closing, and the last word when time is up leave no choice."""
        if self._open(Action.OPEN):
            count = _counted(self._view.questions)
            slots = {"round_title": self._view.round_title.lower(), "minutes": str(self._view.minutes)}
            return self._say(Action.OPEN, "opening", "the round begins", {**slots, "questions": count})
        if self._open(Action.CLOSE):
            return self._say(Action.CLOSE, "closing", "the last word was said")
        if self._view.open_actions == {Action.LAST_WORD} and self._view.seconds_left <= 0:
            return self._say(Action.LAST_WORD, "time_up", "time is up")
        return None

    def _silence(self) -> Move | None:
        if self._open(Action.WAIT):
            return self._say(Action.WAIT, "silence", "nothing was said")
        return self._lower_step("nothing was said again")

    def _thinking(self) -> Move | None:
        if self._open(Action.WAIT):
            return self._say(Action.WAIT, "thinking_time", "the candidate asked for time")
        return self._lower_step("time to think was given twice")

    def _repeat(self) -> Move | None:
        if self._open(Action.REPEAT_QUESTION):
            asked = [
                turn.text
                for turn in self._view.state.here()
                if turn.who == "interviewer" and turn.kind in {"question", "follow-up", "reprompt"}
            ]
            prompt = asked[-1] if asked else self._view.question.prompt
            return self._say(
                Action.REPEAT_QUESTION, "repeat_question", "the candidate asked for it", {"prompt": prompt}
            )
        return self._lower_step("the question was repeated twice")

    def _steering(self) -> Move | None:
        for action in (Action.REPROMPT, Action.WAIT):
            if self._open(action):
                return self._say(action, "steering", "the message was not about the question")
        return None

    def _keep_solution(self) -> Move | None:
        action = Action.ANSWER_CLARIFICATION
        if not self._open(action):
            action = Action.REPROMPT
        if not self._open(action):
            return None
        return self._say(action, "asks_for_solution", "the candidate asked for the interviewer's own answer")

    def _clarify(self) -> Move | None:
        if not self._open(Action.ANSWER_CLARIFICATION):
            return self._lower_step("enough questions were answered")
        told_here = [fact for fact in self._view.state.facts if fact.question == self._view.state.question]
        asked = [each for each in self._asked() if not SOLUTION.search(each)]
        question = self._view.question
        common = self._phrases.story_facts if told_story(question) else ()
        return self._tell(facts.replies(asked, question, told_here, common))

    def _asked(self) -> tuple[str, ...]:
        return self._at.message.questions if self._at.message else ()

    def _tell(self, replies: Sequence[facts.Reply]) -> Move:
        new = [reply for reply in replies if reply.fact and not reply.again]
        again = [reply for reply in replies if reply.fact and reply.again]
        nothing = [reply for reply in replies if reply.fact is None]
        parts = [" ".join(reply.fact.says for reply in new if reply.fact)] if new else []
        if again:
            says = " ".join(reply.fact.says for reply in again if reply.fact)
            parts.append(self._words("fact_again", {"says": says}))
        unknown = ""
        if nothing:
            unknown = self._unknown(nothing, alone=not parts)
            parts.append(unknown)
        told = tuple(_told(reply, unknown) for reply in (*new, *again, *nothing))
        known = len(new) + len(again)
        reason = f"told {known} of {len(replies)}" if known else "nothing is known about it"
        move = self._move(Action.ANSWER_CLARIFICATION, " ".join(parts), reason)
        return move.model_copy(update={"told": told})

    def _unknown(self, nothing: Sequence[facts.Reply], *, alone: bool) -> str:
        if told_story(self._view.question):
            return self._words("no_fact_story", {})
        if alone and all(reply.again for reply in nothing):
            return self._words("no_fact_again", {})
        return self._words("no_fact", {} if alone else {"about": "the rest"})

    def _dont_know(self) -> Move | None:
        """Lowered once, and only where nothing of substance was said; a follow-up not known is left."""
        return self._lower_step("the candidate did not know") if self._nothing_yet() else None

    def _nothing_yet(self) -> bool:
        return self._at.thin_before >= len(self._view.state.answers())

    def _lower_step(self, reason: str) -> Move | None:
        if not self._open(Action.REPROMPT) or not self._nothing_yet():
            return None
        return self._say(Action.REPROMPT, "dont_know", reason)

    def _hand_back(self) -> Move | None:
        here = self._view.state.here()
        unasked = all(turn.signal != _DECISION for turn in here)
        if told_story(self._view.question) or not unasked or not self._open(Action.FOLLOW_UP):
            return None
        who = self._at.message.who if self._at.message else None
        move = self._say(
            Action.FOLLOW_UP,
            "hand_over",
            "the decision was handed to somebody else",
            {"who": who or ""},
        )
        return self._aimed(move, _DECISION)

    def _off_question(self) -> Move | None:
        if not self._open(Action.REPROMPT):
            return None
        return self._say(Action.REPROMPT, "off_question", "nothing in it bears on the question")

    def _one_liner(self) -> Move | None:
        if not self._open(Action.REPROMPT):
            return None
        words = quote_for("", self._quotes)
        return self._say(
            Action.REPROMPT, "one_liner", "said in a few words, without a reason", {"quote": words or ""}
        )

    def _go_on(self) -> Move:
        """A follow-up, or the way on once this question has been tried enough."""
        way_on = next((each for each in (Action.NEXT_QUESTION, Action.LAST_WORD) if self._open(each)), None)
        if not (way_on and self._enough()) and self._open(Action.FOLLOW_UP) and self._at.bank.sentences:
            probe = next_probe(self._probing)
            if probe is not None:
                label = self._catalogue.signal(probe.signal).label
                move = self._move(Action.FOLLOW_UP, probe.text, f"not heard: {label}", probe.quote)
                return self._aimed(move, probe.signal)
        if way_on is Action.NEXT_QUESTION:
            return self._say(way_on, "next_question", "this question has been tried")
        if way_on is Action.LAST_WORD:
            return self._say(way_on, "last_word", "the last question has been tried")
        return self._whatever_is_open()

    def _whatever_is_open(self) -> Move:
        for action, key in (
            (Action.REPROMPT, "dont_know"),
            (Action.WAIT, "silence"),
            (Action.ANSWER_CLARIFICATION, "asks_for_solution"),
        ):
            if self._open(action):
                return self._say(action, key, "nothing else is open")
        slots = {"prompt": self._view.question.prompt}
        return self._say(Action.REPEAT_QUESTION, "repeat_question", "nothing else is open", slots)

    def _enough(self) -> bool:
        """Enough was asked here: the answers thin out, time runs short, or no dimension is left unreached."""
        asked = self._view.state.asked("follow-up")
        message = self._at.message
        thin_now = message is not None and message.kind in THIN
        if not self._at.bank.sentences or (asked and thin_now and self._at.thin_before):
            return True
        if self._open(Action.NEXT_QUESTION) and self._view.seconds_left < NEXT_QUESTION_NEEDS + _HURRY:
            return True
        return asked >= LEAST_FOLLOW_UPS and not unreached(self._probing)

    @cached_property
    def _probing(self) -> Probing:
        return Probing(
            view=self._view,
            catalogue=self._catalogue,
            bank=self._at.bank,
            heard=self._at.heard,
            quotes=self._quotes,
        )

    def _open(self, action: Action) -> bool:
        return action in self._view.open_actions

    @cached_property
    def _quotes(self) -> tuple[Quotable, ...]:
        used = [turn.quote for turn in self._view.state.here() if turn.quote]
        return quotables(self._at.bank, self._at.heard, self._view.question, used)

    def _slots(self) -> dict[str, str]:
        """What a wording may speak of: nothing in a story, or where only the question itself is known."""
        question = self._view.question
        if told_story(question) or not question.probes:
            return {}
        return {"people": question.people, "subject": question.subject, "call": question.call}

    def _words(self, key: str, slots: dict[str, str]) -> str:
        return self._pick(key, slots)[0]

    def _pick(self, key: str, slots: dict[str, str]) -> tuple[str, str]:
        wordings: tuple[str, ...] = getattr(self._phrases, key)
        if slots.get("about"):
            wordings = tuple(each for each in wordings if "{about}" in each) or wordings
        shown = {name: quoted(value) if name == "quote" and value else value for name, value in slots.items()}
        return choose(wordings, {**self._slots(), **shown}, self._view.state, self._view.seed, key)

    def _say(self, action: Action, key: str, reason: str, slots: dict[str, str] | None = None) -> Move:
        text, template = self._pick(key, slots or {})
        quote = (slots or {}).get("quote") if "{quote}" in template else None
        return self._move(action, text, reason, quote)

    def _move(self, action: Action, text: str, reason: str, quote: str | None = None) -> Move:
        return Move(action=action, text=text, heard_as=self._at.heard_as, reason=reason, quote=quote)

    def _aimed(self, move: Move, signal: str) -> Move:
        dimension = self._catalogue.signal(signal).dimension
        return move.model_copy(update={"signal": signal, "dimension": dimension})


def _counted(questions: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six")
    number = words[questions] if questions < len(words) else str(questions)
    return f"{number} question{'' if questions == 1 else 's'}"


def _told(reply: facts.Reply, unknown: str) -> Told:
    if reply.fact is None:
        return Told(asked=reply.asked, says=unknown, short=_note(reply.asked))
    return Told(fact=reply.fact.id, asked=reply.asked, says=reply.fact.says, short=reply.fact.short)


def _note(asked: str) -> str:
    """A question that has no answer, short enough for the list of what was told."""
    bare = " ".join(asked.split()).rstrip("?!. ")
    if len(bare) > _LONGEST_NOTE:
        bare = bare[:_LONGEST_NOTE].rsplit(" ", 1)[0].rstrip(",;: ") + "\u2026"
    return f"To assume: {bare}"
