"""The content a coach writes: signals, flags, rubrics, questions, and the interviewer's phrases."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from interviewer.model.base import Model, Slug, Text
from interviewer.model.words import ARTIFACT_REVIEW, Dimension, FlagId, JobLevel, Level

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=44)]
"""A few words for a list or a side pane."""

Named = Literal["choice", "answer", "option", "people", "number", "cause", "deed", "machine", "general"]
"""What a candidate can have named, to build advice on; `machine` and `general` are what stands in the way.

An `answer` is a choice that one could open with: no caveat, no price, nothing that was left out.
"""


class Signal(Model):
    """One observable thing a strong answer does: 0 absent, 1 asserted, 2 demonstrated."""

    id: Slug
    dimension: Dimension
    label: Label = Field(description="what is missing when it is missing, as in 'what you would give up'")
    heard: Label = Field(description="what was heard when it is there, as in 'names the price'")
    concern: Text = Field(description="the one thing it looks for")
    asserted: Text = Field(description="what makes it a 1")
    demonstrated: Text = Field(
        description="what makes it a 2: a reason, number, consequence or named alternative"
    )
    positive: tuple[Text, Text] = Field(description="sentences that show it")
    negative: tuple[Text, Text] = Field(description="look-alikes that do not")
    gap: Text = Field(description="the lesson's first line when it was not heard")
    cost: Text = Field(description="why it is listened for, in the question's own nouns")
    next_time: Text = Field(description="one sentence to say, with ___ for what only the candidate knows")
    beside: tuple[Named, ...] = Field(
        default=(), description="what of the candidate's own it is best said beside, the best first"
    )
    add: Text | None = Field(
        default=None,
        description="what to say, after a quote of `beside`; {at} of {of}: which sentence it was of how many",
    )
    probes: tuple[Text, ...] = Field(min_length=2, description="follow-up questions; {quote} is own words")


class Flag(Model):
    """A negative signal that caps a dimension."""

    id: FlagId
    label: Label
    concern: Text
    note: Text = Field(description="said on the scorecard when it is raised")
    gap: Text | None = Field(
        default=None, description="the lesson's first line where no words can be quoted for it"
    )
    cost: Text
    next_time: Text


class Catalogue(Model):
    """All signals and flags; rubrics choose from it and never add to it."""

    signals: tuple[Signal, ...]
    flags: tuple[Flag, ...]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        ids = [signal.id for signal in self.signals]
        if twice := {name for name in ids if ids.count(name) > 1}:
            raise ValueError(f"signal {min(twice)!r} is there twice")
        if missing := set(FlagId) - {flag.id for flag in self.flags}:
            raise ValueError(f"flag {min(missing)!r} is missing")
        return self

    def signal(self, name: str) -> Signal:
        """The signal with that id; KeyError when there is none."""
        for signal in self.signals:
            if signal.id == name:
                return signal
        raise KeyError(name)

    def flag(self, name: FlagId) -> Flag:
        """The flag with that id."""
        return next(flag for flag in self.flags if flag.id == name)


class Anchor(Model):
    """What must be done for a level: what is there, and what sets it apart from its neighbour."""

    does: Text
    and_: Text = Field(alias="and")


def _number(level: object) -> object:
    """A level written as a word of digits, as JSON keys must be."""
    return int(level) if isinstance(level, str) and level.isdigit() else level


class Gate(Model):
    """A cap that follows from what is missing: unless one of these signals was heard, at most this level."""

    unless: tuple[Slug, ...] = Field(min_length=1)
    at_least: Literal[1, 2] = 1
    cap: Literal[1, 2, 3]
    reason: Text


class DimensionRubric(Model):
    """One dimension of a rubric: its anchors, its choice of signals, its gates."""

    question: Text = Field(description="what this dimension asks of the answer, in one line")
    anchors: dict[Annotated[Level, BeforeValidator(_number)], Anchor]
    core: tuple[Slug, ...] = Field(
        min_length=3, description="signals a good answer shows; they count in full"
    )
    further: tuple[Slug, ...] = Field(default=(), description="signals that add; they count half")
    gates: tuple[Gate, ...] = ()
    assessed: Literal["always", "when-probed"] = "always"

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if set(self.anchors) != {1, 2, 3, 4}:
            raise ValueError("anchors are needed for 1, 2, 3 and 4")
        if both := set(self.core) & set(self.further):
            raise ValueError(f"{min(both)!r} is both core and further")
        return self

    @property
    def signals(self) -> tuple[str, ...]:
        """Core first, then further."""
        return self.core + self.further


class DocumentForm(Model):
    """How something the candidate wrote is read. Rubrics of documents have it; rubrics of rounds don't.

    Lengths decide only whether there is enough to grade, and what is noted; no score rises with them.
    """

    noun: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=20)] = Field(
        description="what it is called, as in 'memo'"
    )
    least_words: int = Field(ge=1, description="with fewer there is nothing to grade")
    short_words: int = Field(ge=1, description="with fewer there is no room for a reason and its evidence")
    most_words: int = Field(ge=1, description="with more it is noted that readers expect less")
    sentences: Literal[1, 2, 3] = Field(default=3, description="different ones that a yes must rest on")
    signals_a_sentence: int = Field(default=2, ge=2, le=8, description="at most so many rest on one sentence")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.least_words <= self.short_words < self.most_words:
            raise ValueError("least_words, short_words and most_words must rise in this order")
        return self


class FlagCap(Model):
    """What a flag costs: the highest level each named dimension can still reach."""

    flag: FlagId
    caps: dict[Dimension, Literal[1, 2, 3]]


class RecommendationRule(Model):
    """How four dimensions become a recommendation.

    x is the weighted mean of the estimates (weights are renormalised over what was assessed). A
    dimension under 1.5 caps x, so that a 1 is never averaged away. Within `undecided_within` of the
    border between no-hire and hire the recommendation is `undecided`.
    """

    weights: dict[Dimension, float]
    strong_hire: float = Field(ge=1, le=4)
    hire: float = Field(ge=1, le=4)
    no_hire: float = Field(ge=1, le=4)
    one_missing_core: float = Field(description="cap on x when framing or judgment is under 1.5")
    one_missing_rigor: float = Field(description="cap on x when rigor is under 1.5")
    two_missing: float = Field(description="cap on x when two of framing, judgment, rigor are under 1.5")
    three_missing: float = Field(description="cap on x when all three are, or two in a hollow answer")
    undecided_within: float = Field(ge=0, le=0.5)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.strong_hire > self.hire > self.no_hire:
            raise ValueError("strong_hire, hire and no_hire must fall in this order")
        if set(self.weights) != set(Dimension):
            raise ValueError("weights are needed for all four dimensions")
        return self


class Rubric(Model):
    """What one round, or one kind of document, grades, and how."""

    id: Slug
    version: int = Field(ge=1)
    title: Text
    about: Text = Field(description="what the round is for, said to the candidate")
    minutes: int = Field(ge=1, le=180)
    questions: int = Field(ge=1, le=6)
    follow_ups: int = Field(ge=0, le=6, description="at most this many a question")
    dimensions: dict[Dimension, DimensionRubric]
    flags: tuple[FlagCap, ...]
    recommendation: RecommendationRule
    document: DocumentForm | None = Field(default=None, description="for a rubric of documents")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if set(self.dimensions) != set(Dimension):
            raise ValueError("all four dimensions are needed")
        return self


class Fact(Model):
    """Something the interviewer may reveal, only when asked."""

    id: Slug
    asks: tuple[Text, ...] = Field(min_length=2, description="words or phrases of a question that lead here")
    says: Text = Field(description="the interviewer's words")
    short: Label = Field(description="for the list of what was told so far")


class Probe(Model):
    """A follow-up written for this question, aimed at one signal. {quote} stands for own words."""

    signal: Slug
    ask: Text


_STORY_OPENINGS: Final = ("tell me about", "describe a time", "walk me through a time")
_ONE_DECISION: Final = re.compile(r"(?:for )?(?:whether|which|what|whom?|how|where|when)\b")
TYPED: Final = "own-question"
"""The id of a question that was typed rather than chosen; it is never written to a transcript."""


class Question(Model):
    """One interview question with all that the interviewer knows about it.

    Only id, round and prompt are needed for a question of one's own; the packaged ones have everything.
    """

    id: Slug
    round: Slug
    level: JobLevel = Field(default=JobLevel.L4, description="the level it fits best")
    ai: bool = Field(default=False, description="whether the product in it rests on a model")
    prompt: Text
    call: Text = Field(default="the decision", description="as in 'whether to halve the free minutes'")
    people: Text = Field(
        default="the people it is for", description="as in 'the developers on the free plan'"
    )
    subject: Text = Field(default="the product", description="as in 'the free plan'")
    facts: tuple[Fact, ...] = Field(default=(), max_length=8)
    probes: tuple[Probe, ...] = ()
    strong_answer: str = Field(default="", description="shown only after one's own try")

    @classmethod
    def typed(cls, round_id: str, prompt: str) -> Self:
        """A question that somebody typed: nothing is known about it but its words."""
        return cls(id=TYPED, round=round_id, prompt=prompt)

    @property
    def is_typed(self) -> bool:
        """Whether it was typed rather than chosen."""
        return self.id == TYPED

    @property
    def asks_for_story(self) -> bool:
        """Whether it asks for something that happened rather than for a case."""
        return self.prompt.lower().lstrip().startswith(_STORY_OPENINGS)

    @property
    def decision(self) -> str | None:
        """The call where it reads well after `settle` or `where you stand on`; None for any other.

        What was decided in a story is over, and a call in two halves is no longer heard as one decision.
        """
        one = _ONE_DECISION.match(self.call) if not self.asks_for_story else None
        return self.call if one and "," not in self.call else None

    @model_validator(mode="after")
    def _unique(self) -> Self:
        ids = [fact.id for fact in self.facts]
        if twice := {name for name in ids if ids.count(name) > 1}:
            raise ValueError(f"fact {min(twice)!r} is there twice")
        return self


class Topic(Model):
    """What a review of the candidate's own document asks about, whether its section is there or missing."""

    id: Slug
    kinds: tuple[Slug, ...] = Field(min_length=1, description="rubrics of the documents it belongs to")
    titles: tuple[Text, ...] = Field(default=(), description="beginnings of words in the section's heading")
    figures: bool = Field(default=False, description="only a section with a figure in it counts")
    shown_by: tuple[Slug, ...] = Field(
        default=(), description="signals that show it under another heading; then it is not called missing"
    )
    there: Text = Field(description="the question where it is there; {noun}, {title} and {quote}")
    missing: str = Field(default="", description="the question where it is not there; {noun}")
    call: Text
    people: Text
    subject: Text
    probes: tuple[Probe, ...] = Field(min_length=3)

    def question(self, prompt: str) -> Question:
        """The question that was made of it."""
        return Question(
            id=self.id,
            round=ARTIFACT_REVIEW,
            prompt=prompt,
            call=self.call,
            people=self.people,
            subject=self.subject,
            probes=self.probes,
        )


class Topics(Model):
    """All topics, the most important first."""

    topics: tuple[Topic, ...]


class Manner(Model):
    """How the person who leads one round introduces themselves, moves on and says goodbye."""

    opening: tuple[Text, ...] = Field(min_length=3)
    next_question: tuple[Text, ...] = Field(min_length=3)
    closing: tuple[Text, ...] = Field(min_length=3)


class Phrases(Model):
    """The offline interviewer's ways of saying things that belong to no question.

    Each list holds several wordings of one thing; slots in braces are filled by the interviewer.
    """

    manners: dict[Slug, Manner] = Field(default_factory=dict)
    """By round; a round that is not there gets the general wordings."""
    opening: tuple[Text, ...]
    next_question: tuple[Text, ...]
    no_fact: tuple[Text, ...]
    no_fact_story: tuple[Text, ...]
    story_facts: tuple[Fact, ...]
    no_fact_again: tuple[Text, ...]
    fact_again: tuple[Text, ...]
    asks_for_solution: tuple[Text, ...]
    repeat_question: tuple[Text, ...]
    thinking_time: tuple[Text, ...]
    dont_know: tuple[Text, ...]
    hand_over: tuple[Text, ...]
    one_liner: tuple[Text, ...]
    silence: tuple[Text, ...]
    steering: tuple[Text, ...]
    off_question: tuple[Text, ...]
    last_word: tuple[Text, ...]
    time_up: tuple[Text, ...]
    closing: tuple[Text, ...]
    closing_early: tuple[Text, ...]
    no_answer_yet: tuple[Text, ...]
    enough_told: tuple[Text, ...]
    only_sentence: tuple[Text, ...]
    dont_know_story: tuple[Text, ...]
    no_story_yet: tuple[Text, ...]
    no_example: tuple[Text, ...]
    no_fact_story_later: tuple[Text, ...]
    permission: tuple[Text, ...]
    about_you: tuple[Text, ...]
    follow_up_again: tuple[Text, ...]
    follow_up_why: tuple[Text, ...]
    follow_up_plainer: tuple[Text, ...]
    not_english: tuple[Text, ...]
    several_options: tuple[Text, ...]
    accuracy_goal: tuple[Text, ...]
    hand_over_again: tuple[Text, ...]
    hand_over_story: tuple[Text, ...]

    def of(self, round_id: str, key: str) -> tuple[Text, ...]:
        """The wordings of one thing in a round: those of whoever leads it, where they have their own."""
        own = self.manners.get(round_id)
        found: tuple[Text, ...] = getattr(own if own and key in Manner.model_fields else self, key)
        return found
