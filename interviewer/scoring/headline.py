"""The one line over a scorecard: what happened in this answer, strongest thing first, without praise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from interviewer.model.evidence import SignalHeard
from interviewer.model.words import Dimension, FlagId
from interviewer.scoring.findings import Findings
from interviewer.scoring.lesson import Weakness, by_need

LONGEST: Final = 70
"""Characters a headline may have: it stands in one line beside the recommendation."""
_STRENGTH: Final = 2.5
_SOLID: Final = 3.0

_DID: Final[dict[str, str]] = {
    "names-user-segment": "picked one group of people",
    "shows-user-moment": "showed the moment it happens",
    "names-user-need": "said what they need and why",
    "states-stake": "said who gets hurt",
    "contrasts-segments": "set two groups apart",
    "reframes-question": "took the question apart",
    "states-outcome-goal": "said what should come of it",
    "ties-to-business": "said why the company cares",
    "states-assumption": "said what you assume",
    "asks-clarifying": "asked what would change it",
    "cites-user-contact": "went and met the people",
    "sets-context": "set the scene",
    "maps-stakeholders": "said who wanted what",
    "makes-decision": "decided",
    "names-rejected-option": "turned down a real option",
    "gives-choice-reason": "gave a reason for the choice",
    "accepts-cost": "named the price",
    "triages-by-impact": "ranked by what it brings",
    "cuts-scope": "said what stays out",
    "works-within-constraint": "worked within the limit",
    "names-risk": "said how it could go wrong",
    "plans-fallback": "planned for the failure",
    "plans-rollout": "said who gets it first",
    "says-what-would-change-mind": "said what would reverse it",
    "pushes-back": "said no and why",
    "meets-resistance": "met somebody's resistance",
    "owns-outcome": "answered for the outcome",
    "changed-practice": "changed how you work",
    "answers-first": "answered first",
    "signposts": "said where it was going",
    "uses-example": "gave one case",
    "explains-plainly": "put it in plain words",
    "closes-with-summary": "closed on the point",
    "tailors-message": "told each listener differently",
    "links-points": "led one step to the next",
    "concrete-words": "named particular things",
    "defines-metric": "said what you count",
    "sets-baseline-target": "said where the number should go",
    "names-guardrail": "said what mustn't get worse",
    "sets-threshold-action": "drew a line and acted on it",
    "plans-comparison": "compared with something",
    "makes-estimate": "worked out the number",
    "isolates-cause": "narrowed the cause down",
    "cautions-cause": "doubted the number",
    "checks-by-hand": "checked it by hand",
    "outcome-over-model-metric": "put the outcome over the score",
    "quantifies-result": "put a number on the result",
    "weighs-error-types": "priced both mistakes",
    "admits-uncertainty": "said how sure you are",
    "maps-journey": "followed somebody step by step",
    "plans-degradation": "said what replaces a poor model",
    "recommends-course": "recommended, with a limit",
    "plans-communication": "said who is told what",
    "designs-test": "laid out a test",
    "attributes-impact": "tied the result to its cause",
}
"""After “You”: what was done, for each signal of the catalogue."""

_FLAGGED: Final[dict[FlagId, str]] = {
    FlagId.SYSTEM_DESIGN_ANSWER: "designed a system",
    FlagId.MODEL_METRIC_OVER_OUTCOME: "measured the model instead of the outcome",
    FlagId.NO_USER: "named no person",
    FlagId.NO_METRIC: "counted nothing",
    FlagId.NO_DECISION: "left the choice open",
    FlagId.DEFERS_DECISION: "handed the decision over",
    FlagId.DIFFICULTY_OVER_VALUE: "put the easy part first",
    FlagId.HOLLOW: "fell back on words that fit any company",
    FlagId.WE_ONLY: "hid behind “we”",
    FlagId.NO_RESULT: "stopped before the result",
    FlagId.OFF_QUESTION: "answered another question",
    FlagId.GRADER_INSTRUCTION: "spoke to the grader",
}
_THEN: Final = frozenset(
    (
        FlagId.DEFERS_DECISION,
        FlagId.NO_DECISION,
        FlagId.DIFFICULTY_OVER_VALUE,
        FlagId.NO_RESULT,
        FlagId.HOLLOW,
    )
)
"""Flags that come after something in a story; the others stand beside it."""

_ALONE: Final[dict[FlagId, tuple[str, str]]] = {
    FlagId.SYSTEM_DESIGN_ANSWER: (
        "You described the system. What to do was the question.",
        "How it would be built, and nothing about whether to.",
    ),
    FlagId.MODEL_METRIC_OVER_OUTCOME: (
        "The model gets a number, and the people get none.",
        "The model's score stands where an outcome should.",
    ),
    FlagId.NO_USER: ("There is no person in this answer.", "An answer for everybody, so for nobody."),
    FlagId.NO_METRIC: (
        "Nothing in this answer could prove you wrong.",
        "Nothing is counted, so nothing can be checked.",
    ),
    FlagId.NO_DECISION: (
        "The options are laid out, and none is taken.",
        "After all of it, the choice is still open.",
    ),
    FlagId.DEFERS_DECISION: ("The decision went to somebody else.", "You left the deciding to others."),
    FlagId.DIFFICULTY_OVER_VALUE: (
        "The easy part went first, whatever it was worth.",
        "Ordered by how hard it is, not by what it brings.",
    ),
    FlagId.HOLLOW: (
        "These sentences would fit any company.",
        "Headings, and nothing of this case under them.",
    ),
    FlagId.WE_ONLY: (
        "“We” did everything. You are hard to find in it.",
        "A story about “we”: your part is missing.",
    ),
    FlagId.NO_RESULT: ("The story stops before its result.", "Nobody learns how it ended."),
    FlagId.OFF_QUESTION: ("This answers another question.", "What was asked is still waiting for an answer."),
    FlagId.GRADER_INSTRUCTION: ("You spoke to the grader.", "Parts of this talk to the grader."),
}

_CHECKS: Final[dict[str, str]] = {
    "check:very-short": "Too short to hold anything to grade.",
    "check:brief": "Too short to hold anything to grade.",
    "check:word-list": "A list of terms, without sentences around them.",
    "check:word-salad": "The words don't make sentences.",
    "check:echo": "The question came back, and no answer to it.",
    "check:about-the-answer": "You said what an answer should name, and named none of it.",
    "check:questions-only": "Questions, and no answer to them.",
    "check:bare-numbers": "Numbers in a row, and nothing they are for.",
    "check:negated": "What you would not do, and nothing that you would.",
    "check:short": "Too short to hold a reason and its evidence.",
    "check:few-own-words": "Hardly a word in it belongs to this case.",
}
_NOTHING: Final = "Nothing here could be graded."


def headline(found: Findings, weak: Weakness | None, seed: int) -> str:
    """One line of at most `LONGEST` characters; `seed` chooses among the wordings."""
    options = [text for text in _options(found, weak, seed) if len(text) <= LONGEST]
    return options[0] if options else _NOTHING


def _options(found: Findings, weak: Weakness | None, seed: int) -> Iterator[str]:
    """Wordings, the best first; the first one that is short enough is taken."""
    checks = {cap.source for cap in found.caps}
    yield from (text for source, text in _CHECKS.items() if source in checks)
    did = _strongest(found)
    if weak is None:
        yield from _both(did)
        return
    if weak.flag:
        alone = _ALONE[weak.flag.id][seed % 2]
        if did:
            word = "then" if weak.flag.id in _THEN else "but"
            yield f"You {did[0]}, {word} {_FLAGGED[weak.flag.id]}."
        yield alone
        return
    if found.graded[weak.dimension].estimate >= _SOLID:
        yield from _both(did)
    label = found.signal(weak.about).label
    if weak.asserted:
        yield from (f"You {each}, and left the rest as claims." for each in did)
        yield f"Only mentioned: {label}."
        return
    still = ("Not heard", "Still to hear")[seed % 2]
    yield from (f"You {each}. {still}: {label}." for each in did)
    yield f"{still}: {label}."


def _both(did: list[str]) -> Iterator[str]:
    if len(did) > 2:
        yield f"You {did[0]}, {did[1]}, and {did[2]}."
    if len(did) > 1:
        yield f"You {did[0]} and {did[1]}."
    if did:
        yield f"You {did[0]}."


def _strongest(found: Findings) -> list[str]:
    """What was done in the best dimensions, one thing each; what was said before how it was said."""
    done = []
    good = [d for d in reversed(by_need(found)) if found.graded[d].estimate >= _STRENGTH]
    for dimension in sorted(good, key=lambda each: each == Dimension.COMMUNICATION):
        shown: list[SignalHeard] = [each for each in found.evidence(dimension) if each.level == 2]
        if shown and shown[0].signal in _DID:
            done.append(_DID[shown[0].signal])
    return done
