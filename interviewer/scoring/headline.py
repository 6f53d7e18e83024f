"""The one line over a scorecard: what happened in this answer, strongest thing first, without praise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from interviewer.model.words import Dimension, FlagId
from interviewer.scoring.findings import Findings, Weakness, by_need

LONGEST: Final = 60
"""Characters a headline may have: it stands in one line beside the recommendation."""
_STRENGTH: Final = 2.5
_SOLID: Final = 3.0

_DID: Final[dict[str, str]] = {
    "names-user-segment": "picked one group",
    "shows-user-moment": "showed the moment",
    "names-user-need": "said what they need",
    "states-stake": "said who gets hurt",
    "contrasts-segments": "set two groups apart",
    "reframes-question": "took the question apart",
    "states-outcome-goal": "said what should come of it",
    "ties-to-business": "said why the company cares",
    "states-assumption": "said what you take for granted",
    "asks-clarifying": "asked what would change it",
    "cites-user-contact": "went and met the people",
    "sets-context": "set the scene",
    "maps-stakeholders": "said who wanted what",
    "makes-decision": "made a choice",
    "names-rejected-option": "turned down a real option",
    "gives-choice-reason": "gave your reason",
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
    "answers-first": "answered at once",
    "uses-example": "showed it in one case",
    "explains-plainly": "put it in plain words",
    "tailors-message": "suited it to each listener",
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
    "quantifies-result": "measured the result",
    "weighs-error-types": "priced both mistakes",
    "admits-uncertainty": "said how sure you are",
    "maps-journey": "followed somebody step by step",
    "plans-degradation": "said what replaces a poor model",
    "recommends-course": "recommended, with a limit",
    "plans-communication": "said who is told what",
    "designs-test": "laid out a test",
    "attributes-impact": "tied the result to its cause",
}
"""After “You”: what was done. Ways of telling that say nothing about this answer are left out."""
_PALE: Final = frozenset(("makes-decision", "sets-context", "admits-uncertainty"))
"""Done in most answers: said only where nothing more particular was."""

_LACKS: Final[dict[str, str]] = {
    "names-user-segment": "it is for nobody in particular",
    "shows-user-moment": "no moment of it can be seen",
    "names-user-need": "what they need stays open",
    "states-stake": "what is at stake stays open",
    "contrasts-segments": "no group comes before another",
    "reframes-question": "the premise was never doubted",
    "states-outcome-goal": "what should come of it is open",
    "ties-to-business": "the business case is missing",
    "states-assumption": "what it rests on was never said",
    "asks-clarifying": "nothing was asked first",
    "cites-user-contact": "nobody concerned was met",
    "sets-context": "the scene can't be made out",
    "maps-stakeholders": "who wanted what stays unclear",
    "makes-decision": "no decision of yours is in it",
    "names-rejected-option": "no real option was turned down",
    "gives-choice-reason": "the choice has no reason",
    "accepts-cost": "the price was never named",
    "triages-by-impact": "nothing comes first",
    "cuts-scope": "nothing was left out",
    "works-within-constraint": "no limit narrows the choice",
    "names-risk": "nothing in it could go wrong",
    "plans-fallback": "it has no way out if it fails",
    "plans-rollout": "who gets it first stays open",
    "says-what-would-change-mind": "nothing would change your mind",
    "pushes-back": "nobody was told no",
    "meets-resistance": "nobody in it is against you",
    "owns-outcome": "your part in it stays open",
    "changed-practice": "you do nothing differently since",
    "answers-first": "the answer came late",
    "signposts": "nobody can tell where it goes",
    "uses-example": "no single case shows it",
    "explains-plainly": "the hard part stayed technical",
    "closes-with-summary": "it stops without its point",
    "tailors-message": "everybody was told the same",
    "links-points": "the steps stand side by side",
    "concrete-words": "it hardly names a thing",
    "defines-metric": "what is counted stays open",
    "sets-baseline-target": "no target has a from and a to",
    "names-guardrail": "nothing is watched for harm",
    "sets-threshold-action": "no number would make you stop",
    "plans-comparison": "nothing is compared with it",
    "makes-estimate": "the size was never worked out",
    "isolates-cause": "no cause was ruled out",
    "cautions-cause": "no number was doubted",
    "checks-by-hand": "nobody looked at the cases",
    "outcome-over-model-metric": "the score's worth stays open",
    "quantifies-result": "the result has no number",
    "weighs-error-types": "which mistake is worse stays open",
    "admits-uncertainty": "all of it sounds equally sure",
}
"""After “but”: what a committee would say of an answer in which nobody heard the signal."""

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
    lack = _lack(found, weak.about)
    if weak.asserted:
        label = found.signal(weak.about).label
        yield from (f"You {each}, and left the rest as claims." for each in did)
        yield f"You touched on {label}, and left it there."
        return
    yield from (f"You {each}, but {lack}." for each in did)
    second = next((each for each in _second(found, weak) if each != lack), "")
    if not did and second:
        yield f"{_capital(lack)}, and {second}."
    yield f"{_capital(lack)}."


def _lack(found: Findings, signal: str) -> str:
    """What is lacking, as a clause; a catalogue of one's own has only the label."""
    return _LACKS.get(signal) or f"nothing was heard of {found.signal(signal).label}"


def _second(found: Findings, weak: Weakness) -> Iterator[str]:
    """What the other weak dimensions lack most."""
    for dimension in by_need(found):
        missing = found.missing(dimension)
        weak_too = found.graded[dimension].estimate < _STRENGTH and dimension != Dimension.COMMUNICATION
        if missing and weak_too and dimension != weak.dimension:
            yield _lack(found, missing[0])


def _capital(clause: str) -> str:
    return clause[:1].upper() + clause[1:]


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
        shown = [each.signal for each in found.evidence(dimension) if each.level == 2 and each.signal in _DID]
        done += [_DID[name] for name in sorted(shown, key=lambda name: name in _PALE)[:1]]
    return done
