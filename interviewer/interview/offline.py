"""The offline interviewer: rules that hear, decide and word, with no key and no network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

from interviewer.interview import facts
from interviewer.interview.assess import ASIDES, QUESTIONS, THIN, Assessment, assess
from interviewer.interview.classify import Kind, hands_over_to
from interviewer.interview.cues import (
    ACCURACY,
    ASKS_WHY,
    EXAMPLE,
    HUMMING,
    OWN_DECISION,
    SEVERAL,
    SOLUTION,
    STORY,
    WORD,
    flat,
)
from interviewer.interview.moves import Action, Move, RoundView, Tell
from interviewer.interview.probing import Probing, asked_otherwise, next_probe, unreached
from interviewer.interview.quoting import Quotable, quotables, quote_for
from interviewer.interview.rules import LEAST_FOLLOW_UPS, NEXT_QUESTION_NEEDS
from interviewer.interview.telling import counted, told_of
from interviewer.interview.wording import choose, of_one_occasion, quoted, said_before, told_story
from interviewer.model.content import Catalogue, Phrases
from interviewer.model.words import OFFLINE

_HURRY: Final = 120.0
"""Seconds kept over what the next question needs, so that it is not reached too late."""

_PATIENT: Final = 2
"""After so many waits without an answer, silence is met with a word about that."""

_MANY_OPTIONS: Final = 4
"""Words that add an option to a list, from which an answer without a choice is a list."""

_A_STORY: Final = 1
"""Clauses of somebody doing something, from which a story has begun."""

_BETWEEN: Final = "\n\n"
_DECISION: Final = "makes-decision"
_OUTCOME: Final = "outcome-over-model-metric"


class OfflineInterviewer:
    """Leads a round by rules. The same view always leads to the same move."""

    spec = OFFLINE
    note = ""

    def __init__(self, phrases: Phrases, catalogue: Catalogue) -> None:
        self._phrases = phrases
        self._catalogue = catalogue

    async def decide(self, view: RoundView, tell: Tell | None = None) -> Move:  # noqa: ARG002  # nothing to wait for
        """The next move, worded. Listening takes a moment, so it leaves the event loop."""
        return await asyncio.to_thread(self.move, view)

    def move(self, view: RoundView) -> Move:
        """The next move, at once."""
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
        return (react() if react else None) or self._stay() or self._pointed() or self._go_on()

    def _reactions(self) -> dict[Kind, Callable[[], Move | None]]:
        return {
            Kind.SILENCE: self._silence,
            Kind.NOT_ENGLISH: lambda: self._wait("not_english", "the message was not in English"),
            Kind.THINKING_TIME: self._thinking,
            Kind.REPEAT_REQUEST: self._repeat,
            Kind.STEERING: lambda: self._wait("steering", "the message was not about the question"),
            Kind.PERMISSION: lambda: self._wait("permission", "the candidate asked for leave"),
            Kind.ABOUT_YOU: lambda: self._wait("about_you", "the candidate asked about the interviewer"),
            Kind.ABOUT_FOLLOW_UP: self._explain,
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
            count = counted(self._view.questions, "question", in_words=True)
            minutes = counted(self._view.minutes, "minute")
            # "The hiring manager screen round" says it twice.
            title = self._view.round_title.lower().removesuffix(" screen")
            slots = {"round_title": title, "minutes": minutes}
            return self._say(Action.OPEN, "opening", "the round begins", {**slots, "questions": count})
        if self._open(Action.CLOSE):
            message = self._at.message
            if self._open(Action.WAIT) and message and message.kind in ASIDES | QUESTIONS:
                key = "not_english" if message.kind is Kind.NOT_ENGLISH else "only_sentence"
                return self._say(Action.WAIT, key, "that was no closing sentence")
            return self._say(Action.CLOSE, "closing", "the last word was said")
        if self._view.open_actions == {Action.LAST_WORD} and self._view.seconds_left <= 0:
            return self._say(Action.LAST_WORD, "time_up", "time is up")
        return None

    def _silence(self) -> Move | None:
        message = self._view.state.pending
        if message is not None and any(word.lower() in HUMMING for word in WORD.findall(message.text)):
            return self._wait("thinking_time", "the candidate is thinking")
        often = not self._view.state.answers() and self._view.state.asked("wait") >= _PATIENT
        return self._wait("no_answer_yet" if often else "silence", "nothing was said")

    def _thinking(self) -> Move | None:
        return self._wait("thinking_time", "the candidate asked for time")

    def _repeat(self) -> Move | None:
        return self._again("repeat_question", "the candidate asked for it")

    def _explain(self) -> Move | None:
        """The latest follow-up in other words where there are any, else in its own."""
        pending = self._view.state.pending
        if pending is not None and ASKS_WHY.search(flat(pending.text)):
            return self._again("follow_up_why", "the candidate asked what it was for")
        reason = "the candidate asked what was meant"
        asked = [turn for turn in self._view.state.here() if turn.kind == "follow-up"]
        plainer = asked_otherwise(self._probing, asked[-1]) if asked else None
        if plainer is None or not self._open(Action.REPEAT_QUESTION):
            return self._again("follow_up_again", reason)
        return self._say(Action.REPEAT_QUESTION, "follow_up_plainer", reason, {"prompt": plainer})

    def _again(self, key: str, reason: str) -> Move | None:
        """The latest follow-up in the same words, or the question where there was none."""
        if not self._open(Action.REPEAT_QUESTION):
            return None
        asked = [turn.text for turn in self._view.state.here() if turn.kind == "follow-up"]
        prompt = asked[-1] if asked else self._view.question.prompt
        return self._say(Action.REPEAT_QUESTION, key, reason, {"prompt": prompt})

    def _wait(self, key: str, reason: str) -> Move | None:
        return self._say(Action.WAIT, key, reason) if self._open(Action.WAIT) else None

    def _stay(self) -> Move | None:
        """Nobody is led on for an aside or a question, as long as there is no answer."""
        message = self._at.message
        beside = message is not None and message.kind in ASIDES | QUESTIONS
        if not beside or self._view.state.answers():
            return None
        asked_enough = message is not None and message.kind in QUESTIONS
        return self._wait("enough_told" if asked_enough else "no_answer_yet", "there is no answer yet")

    def _keep_solution(self) -> Move | None:
        if told_story(self._view.question) and any(EXAMPLE.search(each) for each in self._asked()):
            key = "no_example"
        else:
            key = "asks_for_solution"
        if self._open(Action.ANSWER_CLARIFICATION):
            return self._say(Action.ANSWER_CLARIFICATION, key, "the interviewer's own answer was asked for")
        return None

    def _clarify(self) -> Move | None:
        if not self._open(Action.ANSWER_CLARIFICATION):
            return None
        if told_story(self._view.question) and any(EXAMPLE.search(each) for each in self._asked()):
            return self._keep_solution()
        told_here = [fact for fact in self._view.state.facts if fact.question == self._view.state.question]
        asked = [each for each in self._asked() if not SOLUTION.search(each)]
        question = self._view.question
        common = self._phrases.story_facts if told_story(question) else ()
        move = self._tell(facts.replies(asked, question, told_here, common))
        # Who asks the same thing for ever uses the wordings up; then it is time for something else.
        earlier = [turn.text for turn in self._view.state.here() if turn.who == "interviewer"]
        known = any(told.fact for told in move.told)
        return move if known or not said_before(move.text, earlier) else None

    def _asked(self) -> tuple[str, ...]:
        return self._at.message.questions if self._at.message else ()

    def _tell(self, replies: Sequence[facts.Reply]) -> Move:
        new = [reply for reply in replies if reply.fact and not reply.again]
        again = [reply for reply in replies if reply.fact and reply.again]
        nothing = [reply for reply in replies if reply.fact is None]
        parts = [reply.fact.says for reply in new if reply.fact]
        if again:
            says = _BETWEEN.join(reply.fact.says for reply in again if reply.fact)
            parts.append(self._words("fact_again", {"says": says}))
        if parts and all(reply.again for reply in nothing):
            nothing = []  # That nothing is known about it was said when it was asked first.
        unknown = ""
        if nothing:
            unknown = self._unknown(nothing, alone=not parts)
            parts.append(unknown)
        told = tuple(told_of(reply, unknown) for reply in (*new, *again, *nothing))
        known = len(new) + len(again)
        reason = f"told {known} of {len(replies)}" if known else "nothing is known about it"
        move = self._move(Action.ANSWER_CLARIFICATION, _BETWEEN.join(parts), reason)
        return move.model_copy(update={"told": told})

    def _unknown(self, nothing: Sequence[facts.Reply], *, alone: bool) -> str:
        if told_story(self._view.question):
            told = bool(self._view.state.answers())
            return self._words("no_fact_story_later" if told else "no_fact_story", {})
        if alone and all(reply.again for reply in nothing):
            return self._words("no_fact_again", {})
        return self._words("no_fact", {} if alone else {"about": "the rest"})

    def _dont_know(self) -> Move | None:
        """Lowered once, and only where nothing of substance was said; a follow-up not known is left."""
        if not self._nothing_yet():
            return None
        key = "dont_know_story" if told_story(self._view.question) else "dont_know"
        if self._open(Action.REPROMPT):
            return self._say(Action.REPROMPT, key, "the candidate did not know")
        if self._way_on is None:
            return self._wait("no_answer_yet", "there is no answer yet")
        return self._lead_on("nothing was known after a second try")

    def _nothing_yet(self) -> bool:
        return self._at.thin_before >= len(self._view.state.answers())

    def _hand_back(self) -> Move | None:
        if not self._open(Action.FOLLOW_UP):
            return None
        who = (self._at.message.who if self._at.message else None) or ""
        reason = "the decision was handed to somebody else"
        if self._unasked(_DECISION):
            key = "hand_over_story" if told_story(self._view.question) else "hand_over"
            return self._aimed(self._say(Action.FOLLOW_UP, key, reason, {"who": who}), _DECISION)
        before = sum(bool(hands_over_to(turn.text)) for turn in self._view.state.answers())
        if before == 1 and not told_story(self._view.question):
            return self._say(Action.FOLLOW_UP, "hand_over_again", reason + " again")
        return None

    def _unasked(self, signal: str) -> bool:
        return all(turn.signal != signal for turn in self._view.state.here())

    def _off_question(self) -> Move | None:
        if not self._open(Action.REPROMPT):
            return None
        return self._say(Action.REPROMPT, "off_question", "nothing in it bears on the question")

    def _one_liner(self) -> Move | None:
        if not self._open(Action.REPROMPT):
            return None
        if told_story(self._view.question) and (asked := self._no_story()):
            return asked
        latest = max((sentence.turn for sentence in self._at.bank.sentences), default=0)
        words = quote_for("", [each for each in self._quotes if each.turn == latest])
        return self._say(
            Action.REPROMPT, "one_liner", "said in a few words, without a reason", {"quote": words or ""}
        )

    def _pointed(self) -> Move | None:
        """What an answer as a whole calls for, before one thing that is missing in it is asked about."""
        if told_story(self._view.question):
            return self._no_story()
        if not self._open(Action.FOLLOW_UP):
            return None
        text = flat(" ".join(sentence.text for sentence in self._at.bank.sentences))
        decided = self._at.heard.level(_DECISION) or OWN_DECISION.search(text)
        if not decided and len(SEVERAL.findall(text)) >= _MANY_OPTIONS and self._unasked(_DECISION):
            move = self._say(Action.FOLLOW_UP, "several_options", "several options and no choice among them")
            return self._aimed(move, _DECISION)
        if ACCURACY.search(text) and self._unasked(_OUTCOME) and not self._at.heard.level(_OUTCOME):
            move = self._say(Action.FOLLOW_UP, "accuracy_goal", "the model's accuracy stands for the outcome")
            return self._aimed(move, _OUTCOME)
        return None

    def _no_story(self) -> Move | None:
        message = self._at.message
        said = flat(" ".join(sentence.text for sentence in self._at.bank.sentences))
        heard = message is None or len(STORY.findall(said)) >= _A_STORY
        if heard or not of_one_occasion(self._view.question) or not self._open(Action.REPROMPT):
            return None
        return self._say(Action.REPROMPT, "no_story_yet", "no story has been told")

    @cached_property
    def _way_on(self) -> Action | None:
        return next((each for each in (Action.NEXT_QUESTION, Action.LAST_WORD) if self._open(each)), None)

    def _lead_on(self, reason: str) -> Move | None:
        if self._way_on is None:
            return None
        key = "next_question" if self._way_on is Action.NEXT_QUESTION else "last_word"
        return self._say(self._way_on, key, reason)

    def _go_on(self) -> Move:
        """A follow-up, or the way on once this question has been tried enough."""
        if not (self._way_on and self._enough()) and self._open(Action.FOLLOW_UP) and self._at.bank.sentences:
            probe = next_probe(self._probing)
            if probe is not None:
                label = self._catalogue.signal(probe.signal).label
                move = self._move(Action.FOLLOW_UP, probe.text, f"not heard: {label}", probe.quote)
                return self._aimed(move, probe.signal)
        return self._lead_on("this question has been tried") or self._whatever_is_open()

    def _whatever_is_open(self) -> Move:
        for action, key in (
            (Action.REPROMPT, "dont_know"),
            (Action.WAIT, "no_answer_yet"),
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
        return {"people": question.people, "subject": question.subject}

    def _words(self, key: str, slots: dict[str, str]) -> str:
        return self._pick(key, slots)[0]

    def _pick(self, key: str, slots: dict[str, str]) -> tuple[str, str]:
        wordings = self._phrases.of(self._view.question.round, key)
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
